"""The pictures that go with the message being written."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.chat.picture_buttons import PictureChip
from app.widgets.flow import Flow
from app.widgets.thumbnails import Thumbnails
from pipelines.conversations.pictures import ImageAttachment

#: Logical pixels before the chips scroll: two lines, and a bit that says that there are more.
_HIGHEST = 132


class PictureChips(QScrollArea):
    """Hidden while there are none. `changed` after one was added or removed, `chosen` with one."""

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, thumbnails: Thumbnails | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.items: tuple[ImageAttachment, ...] = ()
        self._flow = Flow(self)
        self._flow.setProperty("role", "page")
        self.setWidget(self._flow)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Pictures of this message"))
        self.hide()

    @property
    def chips(self) -> list[PictureChip]:
        return [item for item in self._flow.items if isinstance(item, PictureChip)]

    def set_items(self, items: Sequence[ImageAttachment]) -> None:
        """Show these instead."""
        if tuple(items) == self.items:
            return
        self.items = tuple(items)
        self._flow.set_items([self._chip(item) for item in items])
        self.setVisible(bool(items))
        self._fit()
        self.changed.emit()

    def add(self, items: Sequence[ImageAttachment]) -> None:
        """More of them; none is there twice."""
        self.set_items(tuple(dict.fromkeys((*self.items, *items))))

    def show_tokens(self, counts: Sequence[int], exact: bool) -> None:
        """What each takes of the window, in their order."""
        words = self.tr("{n} tokens") if exact else self.tr("about {n} tokens")
        for chip, count in zip(self.chips, counts, strict=False):
            chip.button.add_words(words.format(n=QLocale().toString(count)) if count else "")

    def _chip(self, item: ImageAttachment) -> PictureChip:
        chip = PictureChip(item, self._thumbnails, self._flow)
        chip.removed.connect(lambda: self._remove(item))
        chip.chosen.connect(lambda: self.chosen.emit(item))
        return chip

    def _remove(self, item: ImageAttachment) -> None:
        self.set_items([other for other in self.items if other is not item])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = self._flow.heightForWidth(max(1, self.viewport().width()))
        if self.height() != min(_HIGHEST, height):
            self.setFixedHeight(min(_HIGHEST, height))
