"""A picture laid into the shape of another one, so that the two can be compared unstretched."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from app.widgets.picture_source import PictureSource, Preview

#: Shapes that differ by less are shown as they are.
_ALIKE = 0.01


class PaddedSource:
    """`source` in the middle of a transparent picture that is as wide for its height as `shape`'s
    preview is. All of it off the GUI thread."""

    def __init__(self, source: PictureSource, shape: PictureSource) -> None:
        self._source, self._shape = source, shape
        self._inner = QSize()
        self._whole = QSize()

    def preview(self, max_side: int) -> Preview:
        found = self._source.preview(max_side)
        self._inner = found.size
        self._whole = padded_size(found.size, self._shape.preview(16).size)
        if self._whole == found.size:
            return found
        scale = found.image.width() / max(1, found.size.width())
        shown = QSize(round(self._whole.width() * scale), round(self._whole.height() * scale))
        canvas = _clear(shown)
        with QPainter(canvas) as painter:
            painter.drawImage(_corner(shown, found.image.size()), found.image)
        if max(shown.width(), shown.height()) > max_side:
            canvas = canvas.scaled(
                max_side,
                max_side,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return Preview(canvas, self._whole)

    def region(self, area: QRect) -> QImage:
        if self._whole == self._inner:
            return self._source.region(area)
        canvas = _clear(area.size())
        corner = _corner(self._whole, self._inner)
        there = area.intersected(QRect(corner, self._inner))
        if not there.isEmpty():
            part = self._source.region(there.translated(-corner))
            with QPainter(canvas) as painter:
                painter.drawImage(there.topLeft() - area.topLeft(), part)
        return canvas


def padded_size(size: QSize, shape: QSize) -> QSize:
    """The smallest size that holds `size` and has the proportions of `shape`."""
    if size.isEmpty() or shape.isEmpty():
        return size
    wanted, own = shape.width() / shape.height(), size.width() / size.height()
    if abs(wanted / own - 1) < _ALIKE:
        return size
    if wanted > own:
        return QSize(round(size.height() * wanted), size.height())
    return QSize(size.width(), round(size.width() / wanted))


def _corner(whole: QSize, inner: QSize) -> QPoint:
    return QPoint((whole.width() - inner.width()) // 2, (whole.height() - inner.height()) // 2)


def _clear(size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image
