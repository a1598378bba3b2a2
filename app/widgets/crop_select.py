"""Choose a part of a picture: draw, move and resize a rectangle by mouse or keyboard."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget

from app.widgets.background import Background
from app.widgets.compare_canvas import draw_caption
from app.widgets.crop_shape import GRIPS, CropShape, Grip, cursor_for
from app.widgets.picture_view import PictureView
from app.widgets.viewport import Viewport

DEFAULT_SIDE = 128
_KEY_STEP = 8
_REACH = 9.0


class CropSelect(PictureView):
    """A picture view with a crop on it; `crop_changed` with its rectangle, null for none."""

    crop_changed = Signal(QRect)

    def __init__(
        self,
        background: Background | None = None,
        viewport: Viewport | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(background, viewport, parent)
        self._shape: CropShape | None = None
        self._before_drag: CropShape | None = None
        self._grip = Grip.NONE
        self._pressed: QPointF | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Picture to choose a part of"))
        self._describe()
        self.shown.connect(self._new_picture)

    @property
    def shows_grips(self) -> bool:
        """Whether the crop can be changed now."""
        return True

    @property
    def crop(self) -> QRect:
        """The chosen part in picture pixels; null if there is none."""
        return QRect(self._shape.rect) if self._shape else QRect()

    def set_crop(self, area: QRect) -> None:
        """Choose this part; it is moved and cut to lie inside the picture."""
        bounds = self.pyramid.size
        if area.isEmpty() or bounds.isEmpty():
            self._set(None)
            return
        corner = QPointF(area.x() + area.width(), area.y() + area.height())
        self._set(CropShape.between(QPointF(area.topLeft()), corner, bounds))

    def _new_picture(self, size: QSize) -> None:
        if self._shape is not None and self._shape.bounds != size:
            self._set(None)

    def _set(self, shape: CropShape | None, announce: bool = True) -> None:
        changed = shape != self._shape
        self._shape = shape
        self.update()
        if changed:
            self._describe()
            self.crop_changed.emit(self.crop)
        if changed and announce:
            self._announce()

    def _describe(self) -> None:
        keys = self.tr(
            "Drag to draw a part, or press Enter. Arrow keys move it, with Shift they resize it, "
            "with Ctrl by single pixels. Escape removes it. Hold Space to move the picture."
        )
        self.setAccessibleDescription(f"{self.size_text()} {keys}".strip())
        self.setToolTip(keys)

    def size_text(self) -> str:
        """The crop's size in words; empty without one."""
        if self._shape is None:
            return ""
        rect = self._shape.rect
        return self.tr("{width} × {height} pixels").format(width=rect.width(), height=rect.height())

    def _announce(self) -> None:
        words = self.size_text() or self.tr("No part chosen")
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # -- painting --------------------------------------------------------------------------

    def _crop_place(self, shape: CropShape) -> QRectF:
        rect = shape.rect
        corner = QPointF(rect.x() + rect.width(), rect.y() + rect.height())
        return QRectF(self.position_of(QPointF(rect.topLeft())), self.position_of(corner))

    def paint_scene(self, painter: QPainter) -> None:
        super().paint_scene(painter)
        if self._shape is None:
            return
        place, whole = self._crop_place(self._shape), QRectF(self.rect())
        shade = QColor(0, 0, 0, 120)
        top, bottom = max(0.0, place.top()), min(whole.bottom(), place.bottom())
        painter.fillRect(QRectF(0, 0, whole.width(), place.top()), shade)
        painter.fillRect(
            QRectF(0, place.bottom(), whole.width(), whole.bottom() - place.bottom()), shade
        )
        painter.fillRect(QRectF(0, top, place.left(), bottom - top), shade)
        painter.fillRect(
            QRectF(place.right(), top, whole.right() - place.right(), bottom - top), shade
        )
        painter.setPen(QPen(QColor(0, 0, 0, 160), 3))
        painter.drawRect(place)
        painter.setPen(QPen(QColor("white"), 1))
        painter.drawRect(place)
        if self.shows_grips:
            self._paint_grips(painter, place)
        self._paint_size(painter, place)

    def _paint_grips(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(QColor(0, 0, 0, 160), 1))
        painter.setBrush(QColor("white"))
        for _grip, across, down in GRIPS:
            spot = place.topLeft() + QPointF(place.width() * across, place.height() * down)
            painter.drawRect(QRectF(spot.x() - 4, spot.y() - 4, 8, 8))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_size(self, painter: QPainter, place: QRectF) -> None:
        """Below the crop, or above it where there is no room below."""
        rect = self.crop
        words = f"{rect.width()} × {rect.height()}"
        height = self.fontMetrics().height() + 8
        below = place.bottom() + height + 16 <= self.height()
        top = place.bottom() if below else max(0.0, place.top() - height - 16)
        wide = max(place.width(), 160.0)
        left = min(max(place.left(), -8.0), self.width() - wide)
        area = QRectF(left - 8, top, wide, height)
        draw_caption(self, painter, words, area, Qt.AlignmentFlag.AlignLeft)

    # -- mouse -----------------------------------------------------------------------------

    def _grip_at(self, position: QPointF) -> Grip:
        """The handle or edge near the pointer, ALL inside the crop, NONE outside."""
        if self._shape is None:
            return Grip.NONE
        place = self._crop_place(self._shape)
        grip = Grip.NONE
        near = place.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        if not near.contains(position):
            return grip
        # In a crop that is small on the screen the middle still moves it.
        reach_x = min(_REACH, place.width() / 4)
        reach_y = min(_REACH, place.height() / 4)
        if position.x() < place.left() + reach_x:
            grip |= Grip.LEFT
        elif position.x() > place.right() - reach_x:
            grip |= Grip.RIGHT
        if position.y() < place.top() + reach_y:
            grip |= Grip.TOP
        elif position.y() > place.bottom() - reach_y:
            grip |= Grip.BOTTOM
        return grip or Grip.ALL

    def pans_with(self, event: QMouseEvent) -> bool:
        return event.button() == Qt.MouseButton.MiddleButton or (
            event.button() == Qt.MouseButton.LeftButton and self.space_held
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.pans_with(event) or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif not self.pyramid.size.isEmpty():
            self._pressed = self.scene_at(event.position())
            self._grip = self._grip_at(event.position())
            self._before_drag = self._shape

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            if not event.buttons():
                self._show_cursor_at(event.position())
            return
        here = self.scene_at(event.position())
        if self._grip and self._before_drag is not None:
            self._set(self._before_drag.dragged(self._grip, here - self._pressed), announce=False)
        elif (self.position_of(self._pressed) - event.position()).manhattanLength() > 3:
            bounds = self.pyramid.size
            start = _inside(self._pressed, bounds)
            self._set(CropShape.between(start, here, bounds), announce=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        self._pressed = None
        if self._shape != self._before_drag:
            self._announce()
        self._show_cursor_at(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A click begins a drawing here; the zoom of the plain view would take it away."""

    def _show_cursor_at(self, position: QPointF) -> None:
        if self.space_held or self.pyramid.size.isEmpty():
            self.show_cursor()
        else:
            self.setCursor(cursor_for(self._grip_at(position)))

    # -- keys ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._obey_crop_key(event):
            super().keyPressEvent(event)

    def _obey_crop_key(self, event: QKeyEvent) -> bool:
        key, shape = event.key(), self._shape
        if self.pyramid.size.isEmpty():
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shape is None:
            center = self.viewport.center
            self._set(CropShape.around(center, DEFAULT_SIDE, self.pyramid.size))
            return True
        if shape is None:
            return False
        if key == Qt.Key.Key_Escape:
            self._set(None)
            return True
        directions = {
            Qt.Key.Key_Left: QPointF(-1, 0),
            Qt.Key.Key_Right: QPointF(1, 0),
            Qt.Key.Key_Up: QPointF(0, -1),
            Qt.Key.Key_Down: QPointF(0, 1),
        }
        if key not in directions or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        by = directions[Qt.Key(key)] * (1 if fine else _KEY_STEP)
        resize = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._set(shape.dragged(Grip.RIGHT | Grip.BOTTOM if resize else Grip.ALL, by))
        return True


def _inside(point: QPointF, bounds: QSize) -> QPointF:
    return QPointF(
        min(max(0.0, point.x()), bounds.width()), min(max(0.0, point.y()), bounds.height())
    )
