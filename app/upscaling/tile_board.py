"""Where a redraw stands: its tiles, which of them are drawn, and what the picture looks like."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from pipelines.redrawing.events import RedrawEvent
    from pipelines.redrawing.tiles import Rect
    from pipelines.redrawing.work import Place


class TileBoard(QObject):
    """Of one picture at a time. `changed` after every event.

    `filling` says that `image` is to be seen: from the first pass until the result itself is.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clear()

    def clear(self) -> None:
        """Nothing is drawn."""
        self.source: Path | None = None
        self.width = self.height = 0
        self.tiles: dict[Place, Rect] = {}
        self.done: set[Place] = set()
        self.latest: Place | None = None
        self.image = QImage()
        self.filling = False
        self.changed.emit()

    def take(self, event: "RedrawEvent", image: QImage) -> None:
        """What `RedrawEars` heard."""
        from pipelines.redrawing.events import CanvasKnown, GridKnown

        match event:
            case GridKnown():
                self.source, self.width, self.height = event.source, event.width, event.height
                self.tiles = {
                    (number, index): tile.rect.within(event.width, event.height)
                    for number, one in enumerate(event.passes)
                    for index, tile in enumerate(one.tiles)
                }
                self.done, self.image, self.filling = set(), QImage(), True
                self.latest = None
            case CanvasKnown():
                self.done, self.image = set(event.done), image
            case _:
                self.done.add(event.place)
                self.latest = event.place
                self._paint(event.rect, image)
        self.changed.emit()

    def _paint(self, rect: "Rect", image: QImage) -> None:
        if self.image.isNull():
            return
        with QPainter(self.image) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._at_preview(rect), image)

    def _at_preview(self, rect: "Rect") -> QRectF:
        across, down = self.image.width() / self.width, self.image.height() / self.height
        return QRectF(rect.left * across, rect.top * down, rect.width * across, rect.height * down)

    @property
    def whole(self) -> bool:
        """Whether every tile is drawn."""
        return bool(self.tiles) and len(self.done) == len(self.tiles)

    def show_result(self) -> None:
        """The result is on view; the tiles stay, to be drawn again."""
        self.filling, self.image = False, QImage()
        self.changed.emit()

    def tile_at(self, point: QPointF) -> "Place | None":
        """The tile at a point, both parts of it 0 to 1: of the first pass that has one there."""
        x, y = point.x() * self.width, point.y() * self.height
        found = (
            place
            for place, rect in sorted(self.tiles.items())
            if rect.left <= x < rect.right and rect.top <= y < rect.bottom
        )
        return next(found, None)

    def area_of(self, place: "Place") -> QRectF:
        """Where a tile is, in parts of the picture."""
        rect = self.tiles[place]
        return QRectF(
            rect.left / self.width,
            rect.top / self.height,
            rect.width / self.width,
            rect.height / self.height,
        )
