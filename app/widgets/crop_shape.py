"""The arithmetic of a crop rectangle: what a drag or a key does to it. Knows no widget."""

from dataclasses import dataclass
from enum import IntFlag

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt

SMALLEST = 16


class Grip(IntFlag):
    """Which edges a drag moves; all four move the rectangle as a whole."""

    NONE = 0
    LEFT = 1
    TOP = 2
    RIGHT = 4
    BOTTOM = 8
    ALL = 15


#: The eight places to take hold of, as edges and as a part of width and height.
GRIPS: tuple[tuple[Grip, float, float], ...] = (
    (Grip.LEFT | Grip.TOP, 0, 0),
    (Grip.TOP, 0.5, 0),
    (Grip.RIGHT | Grip.TOP, 1, 0),
    (Grip.RIGHT, 1, 0.5),
    (Grip.RIGHT | Grip.BOTTOM, 1, 1),
    (Grip.BOTTOM, 0.5, 1),
    (Grip.LEFT | Grip.BOTTOM, 0, 1),
    (Grip.LEFT, 0, 0.5),
)


def cursor_for(grip: Grip) -> Qt.CursorShape:
    """The pointer that tells what a press would do."""
    if grip is Grip.ALL or grip == Grip.ALL:
        return Qt.CursorShape.SizeAllCursor
    if grip in (Grip.LEFT, Grip.RIGHT):
        return Qt.CursorShape.SizeHorCursor
    if grip in (Grip.TOP, Grip.BOTTOM):
        return Qt.CursorShape.SizeVerCursor
    if grip in (Grip.LEFT | Grip.TOP, Grip.RIGHT | Grip.BOTTOM):
        return Qt.CursorShape.SizeFDiagCursor
    if grip:
        return Qt.CursorShape.SizeBDiagCursor
    return Qt.CursorShape.CrossCursor


@dataclass(frozen=True)
class CropShape:
    """A rectangle inside a picture of `bounds`, at least 16 px (or the picture) on each side."""

    rect: QRect
    bounds: QSize

    @classmethod
    def between(cls, first: QPointF, second: QPointF, bounds: QSize) -> "CropShape":
        """The rectangle with these corners, wherever the second was dragged."""
        area = QRectF(first, second).normalized().toRect()
        shape = cls(area, bounds)
        if area.width() >= SMALLEST and area.height() >= SMALLEST:
            return shape._inside()
        # Too small: grow away from where the drag began.
        width, height = shape._least(area.width(), area.height())
        left = first.x() if second.x() >= first.x() else first.x() - width
        top = first.y() if second.y() >= first.y() else first.y() - height
        return _held(QRect(round(left), round(top), width, height), bounds)

    @classmethod
    def around(cls, center: QPointF, side: int, bounds: QSize) -> "CropShape":
        """A square of `side` pixels about a point, moved and cut to lie inside."""
        width, height = min(side, bounds.width()), min(side, bounds.height())
        left, top = round(center.x() - width / 2), round(center.y() - height / 2)
        return _held(QRect(left, top, width, height), bounds)

    def dragged(self, grip: Grip, by: QPointF) -> "CropShape":
        """The rectangle after `grip` was moved by so many picture pixels."""
        delta_x, delta_y = round(by.x()), round(by.y())
        if grip == Grip.ALL:
            return _held(self.rect.translated(delta_x, delta_y), self.bounds)
        least_x, least_y = self._least(0, 0)
        left, top = self.rect.x(), self.rect.y()
        right, bottom = left + self.rect.width(), top + self.rect.height()
        if grip & Grip.LEFT:
            left = min(max(0, left + delta_x), right - least_x)
        if grip & Grip.RIGHT:
            right = max(min(self.bounds.width(), right + delta_x), left + least_x)
        if grip & Grip.TOP:
            top = min(max(0, top + delta_y), bottom - least_y)
        if grip & Grip.BOTTOM:
            bottom = max(min(self.bounds.height(), bottom + delta_y), top + least_y)
        return CropShape(QRect(left, top, right - left, bottom - top), self.bounds)

    def _least(self, width: int, height: int) -> tuple[int, int]:
        return (
            min(max(width, SMALLEST), self.bounds.width()),
            min(max(height, SMALLEST), self.bounds.height()),
        )

    def _inside(self) -> "CropShape":
        cut = self.rect & QRect(0, 0, self.bounds.width(), self.bounds.height())
        width, height = self._least(cut.width(), cut.height())
        grown = QRect(cut.x(), cut.y(), width, height)
        return _held(grown, self.bounds)


def _held(rect: QRect, bounds: QSize) -> CropShape:
    """The rectangle moved so that it lies inside."""
    left = min(max(0, rect.x()), bounds.width() - rect.width())
    top = min(max(0, rect.y()), bounds.height() - rect.height())
    return CropShape(QRect(left, top, rect.width(), rect.height()), bounds)
