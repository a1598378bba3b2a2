"""Small versions of pictures and of their regions, made off the GUI thread and remembered."""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.widgets.background import Background
from pipelines.language.images import Region

#: Their longer side in pixels, enough for a screen at 200 %.
SIDE = 192
_KEPT = 400

Key = tuple[Path, Region | None]


class Thumbnails(QObject):
    """`ready` with the key of one that can be shown now, or never will be."""

    ready = Signal(object)

    def __init__(
        self, parent: QObject | None = None, most_waiting: int | None = None, side: int = SIDE
    ) -> None:
        """For long lists, `most_waiting` makes those first that were asked for last, and forgets
        what was asked for before so many others: it has been scrolled by, and is asked for again
        when it is painted. `side` is their longer side in pixels."""
        super().__init__(parent)
        self._side, self._most_kept = side, _KEPT * SIDE**2 // side**2
        self._background = Background(self)
        self._most = most_waiting
        self._made: OrderedDict[Key, QImage] = OrderedDict()
        self._asked: set[Key] = set()
        self._waiting: list[Key] = []

    @property
    def busy(self) -> bool:
        return self._background.busy

    def of(self, path: Path, region: Region | None = None) -> QImage | None:
        """The small picture, null if there is none; None while it is being made."""
        key = (path, region)
        made = self._made.get(key)
        if made is not None:
            self._made.move_to_end(key)
            return made
        if key not in self._asked:
            self._asked.add(key)
            self._waiting.append(key)
            if self._most is not None and len(self._waiting) > self._most:
                self._asked.discard(self._waiting.pop(0))  # its turn goes to the new one
            else:
                self._background.start(self._make_next, self._keep, owner=self)
        return None

    def _make_next(self) -> tuple[Key, QImage]:
        """The one whose turn it is; off the GUI thread."""
        key = self._waiting.pop(0 if self._most is None else -1)
        try:
            return key, small(*key, self._side)
        except Exception:  # whoever opens the picture is told why it cannot be seen
            return key, QImage()

    def close(self) -> None:
        """Make no more of them."""
        self._background.close()

    def _keep(self, made: tuple[Key, QImage]) -> None:
        key, image = made
        self._asked.discard(key)
        self._made[key] = image
        while len(self._made) > self._most_kept:
            self._made.popitem(last=False)
        self.ready.emit(key)


def small(path: Path, region: Region | None = None, side: int = SIDE) -> QImage:
    """At most `side` pixels a side. Raises HearthError; not on the GUI thread."""
    from PySide6.QtCore import Qt

    from app.widgets.picture_file import image_of
    from pipelines.media import preview

    if region is None:
        return image_of(preview.preview(path, side))
    part = preview.region(path, region.left, region.top, region.width, region.height)
    image = image_of(part)
    if max(image.width(), image.height()) <= side:
        return image
    return image.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
