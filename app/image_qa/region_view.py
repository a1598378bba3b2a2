"""The picture to look at, on which a region can be drawn that is asked about."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from app.widgets.background import Background
from app.widgets.crop_select import CropSelect
from app.widgets.picture_view import PictureView
from app.widgets.viewport import Viewport


class RegionView(CropSelect):
    """A picture view that moves by dragging, until `drawing` is switched on.

    `accepted` when the drawn region is to be asked about (Enter), `left` when drawing is given up
    (Escape without a region).
    """

    accepted = Signal()
    left = Signal()

    def __init__(self, background: Background, viewport: Viewport) -> None:
        self._drawing = False
        super().__init__(background, viewport)
        self.setAccessibleName(self.tr("Picture"))

    @property
    def drawing(self) -> bool:
        return self._drawing

    @property
    def shows_grips(self) -> bool:
        return self._drawing

    def set_drawing(self, on: bool) -> None:
        """Whether dragging draws a region rather than moves the picture."""
        if on != self._drawing:
            self._drawing = on
            self.set_crop(QRect())
            self._describe()
            self.show_cursor()

    def show_region(self, area: QRect) -> None:
        """Show what was asked about, without drawing; null shows the whole picture."""
        self.set_drawing(False)
        self.set_crop(area)

    def _describe(self) -> None:
        if self._drawing:
            super()._describe()
            return
        keys = self.tr("Plus and minus zoom, 0 fits, 1 is 100 %, 2 is 200 %, arrow keys move.")
        self.setAccessibleDescription(f"{self.size_text()} {keys}".strip())
        self.setToolTip("")

    # -- drawing, or looking ---------------------------------------------------------------

    def pans_with(self, event: QMouseEvent) -> bool:
        return super().pans_with(event) if self._drawing else PictureView.pans_with(self, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing:
            super().mouseMoveEvent(event)
        else:
            PictureView.mouseMoveEvent(self, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._drawing:
            PictureView.mouseDoubleClickEvent(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._drawing:
            PictureView.keyPressEvent(self, event)
            return
        drawn = not self.crop.isNull()
        if drawn and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif not drawn and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
