"""Before and after on one canvas, divided by a handle; both under one zoom and pan."""

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from app.widgets.picture_view import PictureCanvas, shows_smooth
from app.widgets.pyramid import Pyramid
from app.widgets.viewport import Viewport

_GRIP = 18
_STRIP = 44


class Cover(Protocol):
    """What is painted over the result, or over the source as long as there is none; over both with
    `everywhere`."""

    everywhere: bool

    def paint(self, painter: QPainter, place: QRectF, clip: QRectF) -> None:
        """`place` is the whole picture, `clip` what may be painted on, in the widget's pixels."""


class DividerHandle(QSlider):
    """A slider that looks like a line with a grip: keys and screen readers get what they know.

    `share` is the exact position, 0 to 1; the slider's own value is its whole per cent. At the
    ends of the canvas the grip stays inside, beside its line.
    """

    moved = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._canvas = parent
        self.setRange(0, 100)
        self.setPageStep(10)
        self.setSingleStep(1)
        self.setValue(50)
        self._share = 0.5
        self._offset = 0.0
        self._faded = False
        self.setFixedWidth(_STRIP)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(self.tr("Divider between before and after"))
        self.setToolTip(self.tr("Drag, or press the arrow keys, to compare"))
        self.valueChanged.connect(self._keyed)

    @property
    def share(self) -> float:
        return self._share

    def set_share(self, share: float) -> None:
        """Move the divider to this part of the width."""
        self._share = min(max(share, 0.0), 1.0)
        blocked = self.blockSignals(True)
        self.setValue(round(self._share * 100))
        self.blockSignals(blocked)
        self.moved.emit(self._share)

    def fade(self, faded: bool) -> None:
        """Draw nothing for a while. Hiding would hand the keyboard to some other control."""
        self._faded = faded
        self.update()

    def _keyed(self, value: int) -> None:
        self._share = value / 100
        self.moved.emit(self._share)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            across = self.mapToParent(event.position()).x()
            self._offset = across - self._share * self._canvas.width()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            across = self.mapToParent(event.position()).x() - self._offset
            self.set_share(across / max(1, self._canvas.width()))

    def place(self) -> None:
        """Stand over the divider, as far as the canvas reaches."""
        space = self._canvas.rect()
        left = round(self._share * space.width() - _STRIP / 2)
        left = max(0, min(left, space.width() - _STRIP))
        self.setGeometry(left, 0, _STRIP, space.height())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.set_share(0.5)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The wheel zooms wherever the pointer is: the canvas below gets it.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._faded:
            return
        middle = self.rect().toRectF().center()
        line = min(max(self._share * self._canvas.width() - self.x(), 1), self.width() - 1)
        palette = self.palette()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ends = (QPointF(line, 0), QPointF(line, self.height()))
            painter.setPen(QPen(QColor(0, 0, 0, 120), 4))
            painter.drawLine(*ends)
            painter.setPen(QPen(QColor("white"), 2))
            painter.drawLine(*ends)
            rim = palette.highlight().color() if self.hasFocus() else QColor(0, 0, 0, 120)
            painter.setPen(QPen(rim, 3 if self.hasFocus() else 1))
            painter.setBrush(QColor("white"))
            painter.drawEllipse(middle, _GRIP, _GRIP)
            painter.setPen(QPen(QColor("#303030"), 2, c=Qt.PenCapStyle.RoundCap))
            for side in (-1, 1):
                tip = QPointF(middle.x() + side * 10, middle.y())
                painter.drawLine(tip, QPointF(tip.x() - side * 5, tip.y() - 5))
                painter.drawLine(tip, QPointF(tip.x() - side * 5, tip.y() + 5))


class CompareCanvas(PictureCanvas):
    """Left of the handle `before`, right of it `after`."""

    def __init__(
        self, before: Pyramid, after: Pyramid, viewport: Viewport, parent: QWidget | None = None
    ) -> None:
        super().__init__(viewport, parent)
        self._before, self._after = before, after
        self._only_before = False
        self.cover: Cover | None = None
        self.captions = ("", "")
        for pyramid in (before, after):
            pyramid.changed.connect(self._show_handle)
        self.handle = DividerHandle(self)
        self.handle.moved.connect(self._place_handle)
        self._show_handle()
        self.setAccessibleName(self.tr("Before and after"))
        self.setAccessibleDescription(
            self.tr("Plus and minus zoom, 0 fits, 1 is 100 %, 2 is 200 %, arrow keys move.")
        )

    def show_only_before(self, only: bool) -> None:
        """Before alone, without the handle, while a key is held."""
        self._only_before = only
        self.handle.fade(only)
        self.update()

    def set_captions(self, before: str, after: str) -> None:
        self.captions = (before, after)
        self.update()

    def divider(self) -> float:
        """The dividing line in widget pixels."""
        return round(self.handle.share * self.width())

    def _divided(self) -> bool:
        return not self._only_before and not self._after.size.isEmpty()

    def _show_handle(self) -> None:
        self.handle.setVisible(not self._after.size.isEmpty())
        self.update()

    def _place_handle(self) -> None:
        self.handle.place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_handle()

    def paint_scene(self, painter: QPainter) -> None:
        divided = self._divided()
        place, whole, ratio = self.scene_place(), QRectF(self.rect()), self.devicePixelRatioF()
        smooth = shows_smooth(self.viewport)
        left, right = QRectF(whole), QRectF(whole)
        if divided:
            left.setRight(self.divider())
            right.setLeft(self.divider())
        self._before.paint(painter, place, left, ratio, smooth, whole)
        if divided:
            self._after.paint(painter, place, right, ratio, smooth, whole)
        if self.cover is not None and not self._only_before:
            self.cover.paint(painter, place, whole if self.cover.everywhere else right)
        draw_caption(self, painter, self.captions[0], left, Qt.AlignmentFlag.AlignLeft)
        if divided:
            draw_caption(self, painter, self.captions[1], right, Qt.AlignmentFlag.AlignRight)


def draw_caption(
    widget: QWidget, painter: QPainter, words: str, area: QRectF, side: Qt.AlignmentFlag
) -> None:
    """A dark plate with white words in a top corner; left out where it would not fit whole."""
    metrics = widget.fontMetrics()
    plate = QRectF(0, 0, metrics.horizontalAdvance(words) + 16, metrics.height() + 8)
    if not words or plate.width() + 16 > area.width():
        return
    plate.moveTop(area.top() + 8)
    if side == Qt.AlignmentFlag.AlignLeft:
        plate.moveLeft(area.left() + 8)
    else:
        plate.moveRight(area.right() - 8)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 170))
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(QColor("white"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
