"""A picture to look at closely: zoom at the pointer, pan, fit, and real pixels.

`PictureCanvas` turns mouse, touch and keys into moves of a `Viewport` and leaves the painting to
its subclasses; `PictureView` paints one picture.
"""

from math import floor

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from app.widgets.background import Background
from app.widgets.picture_source import PictureSource
from app.widgets.pyramid import Pyramid
from app.widgets.viewport import Viewport

#: From this zoom on pixels are shown as squares.
SQUARES_FROM = 3.0
_KEY_STEP = 1.25
_PAN_STEP = 64
_TAB_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def shows_smooth(viewport: Viewport) -> bool:
    """Squares only where the user came close to see them; a small picture that fits is smooth."""
    return viewport.fitting or viewport.zoom <= SQUARES_FROM


class PictureCanvas(QWidget):
    """Moves a viewport by wheel, pinch, drag and keys. Subclasses paint."""

    def __init__(self, viewport: Viewport | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = viewport or Viewport(self)
        self.viewport.changed.connect(self.update)
        self._grabbed_at: QPointF | None = None
        self._space_held = False
        self._focus_ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(96, 96)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.grabGesture(Qt.GestureType.PinchGesture)

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    # -- where things are ------------------------------------------------------------------

    def scene_place(self) -> QRectF:
        """The whole scene in this widget's coordinates, on whole device pixels."""
        ratio, zoom = self.devicePixelRatioF(), self.viewport.zoom
        scene, center = self.viewport.scene, self.viewport.center
        left = floor(self.width() * ratio / 2 - center.x() * zoom + 0.5)
        top = floor(self.height() * ratio / 2 - center.y() * zoom + 0.5)
        size = QSizeF(scene.width() * zoom, scene.height() * zoom)
        return QRectF(QPointF(left, top) / ratio, size / ratio)

    def scene_at(self, position: QPointF) -> QPointF:
        """The scene point under a widget position."""
        return (position - self.scene_place().topLeft()) * self._device_per_logical()

    def position_of(self, scene: QPointF) -> QPointF:
        """The widget position of a scene point."""
        return self.scene_place().topLeft() + scene / self._device_per_logical()

    def _device_per_logical(self) -> float:
        return self.devicePixelRatioF() / self.viewport.zoom

    # -- painting --------------------------------------------------------------------------

    def paint_scene(self, painter: QPainter) -> None:
        """Paint onto the backdrop; to be given by subclasses."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._backdrop())
            self.paint_scene(painter)
            if self._focus_ring and self.hasFocus():
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 4))
                painter.drawRect(self.rect())

    def _backdrop(self) -> QColor:
        window = self.palette().color(QPalette.ColorRole.Window)
        return window.darker(108) if window.lightness() > 128 else window.darker(130)

    # -- moving ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell_size()
        super().resizeEvent(event)

    def _tell_size(self) -> None:
        # Only what is seen counts: hidden views that share the viewport keep an old size.
        if self.isVisible():
            self.viewport.set_view(QSizeF(self.size()) * self.devicePixelRatioF())

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Show, QEvent.Type.DevicePixelRatioChange):
            self._tell_size()
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.viewport.zoom_by(1 + event.value(), self.scene_at(event.position()))
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                middle = QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint()))
                self.viewport.zoom_by(pinch.scaleFactor(), self.scene_at(middle))
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            # Two notches (of 120) double; touchpads send small deltas and so zoom smoothly.
            self.viewport.zoom_by(2 ** (turned / 240), self.scene_at(event.position()))
        event.accept()

    def pans_with(self, event: QMouseEvent) -> bool:
        """Whether this press begins to move the picture."""
        return event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)

    @property
    def space_held(self) -> bool:
        return self._space_held

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.pans_with(event):
            self._grabbed_at = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed_at is not None:
            moved = event.position() - self._grabbed_at
            self._grabbed_at = event.position()
            self.viewport.pan(moved * self.devicePixelRatioF())
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grabbed_at is not None:
            self._grabbed_at = None
            self.show_cursor()
            event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Between the whole picture and its real pixels, at the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            if self.viewport.fitting:
                self.viewport.zoom_to(1.0, self.scene_at(event.position()))
            else:
                self.viewport.fit()

    def show_cursor(self) -> None:
        """The pointer's shape while nothing is dragged."""
        if self._space_held:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._obey(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = False
            self.show_cursor()
        else:
            super().keyReleaseEvent(event)

    def _obey(self, event: QKeyEvent) -> bool:
        key, view = event.key(), self.viewport
        if event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            return False
        steps = {
            Qt.Key.Key_Left: QPointF(_PAN_STEP, 0),
            Qt.Key.Key_Right: QPointF(-_PAN_STEP, 0),
            Qt.Key.Key_Up: QPointF(0, _PAN_STEP),
            Qt.Key.Key_Down: QPointF(0, -_PAN_STEP),
        }
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            view.zoom_by(_KEY_STEP, self._pointed_at())
        elif key == Qt.Key.Key_Minus:
            view.zoom_by(1 / _KEY_STEP, self._pointed_at())
        elif key == Qt.Key.Key_0:
            view.fit()
        elif key == Qt.Key.Key_1:
            view.zoom_to(1.0, self._pointed_at())
        elif key == Qt.Key.Key_2:
            view.zoom_to(2.0, self._pointed_at())
        elif key in steps:
            view.pan(steps[Qt.Key(key)] * self.devicePixelRatioF())
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space_held = True
                self.show_cursor()
        else:
            return False
        return True

    def _pointed_at(self) -> QPointF | None:
        """Keys zoom at the pointer while it is over the picture, else at the centre."""
        here = self.mapFromGlobal(QPointF(QCursor.pos()))
        inside = self.underMouse() and self.rect().contains(here.toPoint())
        return self.scene_at(here) if inside else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A ring for those who came by keyboard; after a click it would only be in the way.
        self._focus_ring = event.reason() in _TAB_REASONS
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space_held = False
        self.show_cursor()
        self.update()
        super().focusOutEvent(event)


class PictureView(PictureCanvas):
    """One picture. `shown` with its size once it can be seen, `failed` with the error if not."""

    shown = Signal(QSize)
    failed = Signal(object)

    def __init__(
        self,
        background: Background | None = None,
        viewport: Viewport | None = None,
        parent: QWidget | None = None,
        leads: bool = True,
    ) -> None:
        """`leads` False: the viewport's scene is set by someone else."""
        super().__init__(viewport, parent)
        self.pyramid = Pyramid(background or Background(self), self)
        self._leads = leads
        self.pyramid.ready.connect(self._ready)
        self.pyramid.changed.connect(self.update)
        self.pyramid.failed.connect(self.failed)
        self.setAccessibleName(self.tr("Picture"))
        self.setAccessibleDescription(
            self.tr("Plus and minus zoom, 0 fits, 1 is 100 %, 2 is 200 %, arrow keys move.")
        )

    def open(self, source: PictureSource | None) -> None:
        """Show a picture, or none."""
        self.pyramid.open(source)
        if source is None and self._leads:
            self.viewport.set_scene(QSizeF(0, 0))

    def _ready(self, size: QSize) -> None:
        if self._leads:
            self.viewport.set_scene(QSizeF(size))
        self.shown.emit(size)

    def paint_scene(self, painter: QPainter) -> None:
        smooth = shows_smooth(self.viewport)
        ratio = self.devicePixelRatioF()
        self.pyramid.paint(painter, self.scene_place(), QRectF(self.rect()), ratio, smooth)
