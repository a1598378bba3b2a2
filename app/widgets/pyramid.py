"""Paints one picture at any zoom without ever waiting for pixels.

A preview and its halvings are always at hand. Where they are too coarse for the screen, the part
in view is asked for at a resolution that suits it, off the GUI thread; until it comes, the
preview stands in. So a gigapixel picture costs no more memory than a few screens.
"""

from dataclasses import dataclass
from math import ceil, floor, log2

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPalette, QPixmap

from app.widgets.background import Background
from app.widgets.picture_source import PictureSource, Preview

PREVIEW_SIDE = 2560
#: Up to so many pixels, a picture is taken whole rather than in parts.
WHOLE_PIXELS = 16_000_000
_SQUARE = 8


@dataclass(frozen=True)
class _Patch:
    """`image` shows `area` (picture pixels), one image pixel for `step` x `step` of them."""

    area: QRect
    image: QImage
    step: int


class Pyramid(QObject):
    """One picture. `ready` when its size is known, `changed` when better pixels have come."""

    ready = Signal(QSize)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._source: PictureSource | None = None
        self._generation = 0
        self._size = QSize()
        self._levels: list[QImage] = []
        self._patch: _Patch | None = None
        self._wanted: tuple[QRect, int] | None = None
        self._asked: tuple[QRect, int] | None = None
        # Asking waits for the wheel to come to rest, else each notch would decode a picture.
        self._rest = QTimer(self, singleShot=True, interval=60)
        self._rest.timeout.connect(self._ask)

    @property
    def size(self) -> QSize:
        """Size of the picture in its own pixels; empty until `ready`."""
        return QSize(self._size)

    @property
    def sharp(self) -> bool:
        """Whether nothing better is on its way for what was last painted."""
        return not self._rest.isActive() and self._asked is None

    def open(self, source: PictureSource | None) -> None:
        """Show another picture; what was shown stays until the new one's preview is there."""
        self._generation += 1
        self._source, self._asked, self._wanted = source, None, None
        self._rest.stop()
        if source is None:
            self._size, self._levels, self._patch = QSize(), [], None
            self.changed.emit()
            return
        generation = self._generation

        def work() -> tuple[Preview, list[QImage]]:
            preview = source.preview(PREVIEW_SIDE)
            return preview, _halvings(preview.image)

        def done(answer: tuple[Preview, list[QImage]]) -> None:
            if generation == self._generation:
                preview, self._levels = answer
                self._size, self._patch = preview.size, None
                self.ready.emit(preview.size)
                self.changed.emit()

        def failed(error: Exception) -> None:
            if generation == self._generation:
                self._source = None
                self.failed.emit(error)

        self._background.start(work, done, failed, owner=self, first=True)

    def paint(
        self,
        painter: QPainter,
        place: QRectF,
        clip: QRectF,
        ratio: float,
        smooth: bool,
        window: QRectF | None = None,
    ) -> None:
        """Draw the whole picture into `place`, as far as it is inside `clip` (logical pixels).

        `ratio` is device pixels per logical pixel; `smooth` False shows the pixels as squares.
        Better pixels are asked for all of `window`, where that is more than `clip`.
        """
        visible = place & clip
        if not self._levels or visible.isEmpty():
            return
        across = place.width() / self._size.width()
        down = place.height() / self._size.height()
        scale = across * ratio
        seen = _in_picture(visible, place, across, down)
        painter.save()
        painter.setClipRect(visible, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        level = self._level_for(scale)
        patch = self._patch
        covered = patch is not None and QRectF(patch.area).contains(seen)
        if not covered or patch is None or (patch.step > 1 and scale * patch.step < 0.5):
            whole = QRect(QPointF(0, 0).toPoint(), self._size)
            _draw(painter, level, whole, seen, place, (across, down))
        if patch is not None:
            _draw(painter, patch.image, patch.area, seen, place, (across, down))
        painter.restore()
        self._consider(_in_picture(place & (window or clip), place, across, down), scale)

    def color_at(self, point: QPointF) -> QColor:
        """The preview's colour at a picture point; invalid outside."""
        if not self._levels:
            return QColor()
        image = self._levels[0]
        spot = QPointF(
            point.x() * image.width() / self._size.width(),
            point.y() * image.height() / self._size.height(),
        )
        pixel = (floor(spot.x()), floor(spot.y()))
        return image.pixelColor(*pixel) if image.valid(*pixel) else QColor()

    def _level_for(self, scale: float) -> QImage:
        """The smallest halving that still has a pixel for each one of the screen."""
        needed = self._size.width() * scale
        return next((im for im in reversed(self._levels) if im.width() >= needed), self._levels[0])

    def _consider(self, seen: QRectF, scale: float) -> None:
        """Ask for better pixels once things are at rest, if the preview is too coarse."""
        coarse = self._levels[0].width() / self._size.width()
        if self._source is None or coarse >= 1 or scale <= coarse * 1.05:
            self._wanted = None
            return
        step = 2 ** max(0, floor(log2(1 / scale))) if scale < 1 else 1
        for area, at in ((p.area, p.step) for p in (self._patch,) if p):
            if at <= step and QRectF(area).adjusted(-1, -1, 1, 1).contains(seen):
                self._wanted = None
                return
        self._wanted = (self._generous(seen, step), step)
        if self._asked is None or not self._serves(self._asked, seen, step):
            self._rest.start()

    @staticmethod
    def _serves(asked: tuple[QRect, int], seen: QRectF, step: int) -> bool:
        area, at = asked
        return at <= step and QRectF(area).adjusted(-1, -1, 1, 1).contains(seen)

    def _generous(self, seen: QRectF, step: int) -> QRect:
        """What to ask for: the part in view and some way around it, or all of a small picture."""
        whole = QRect(0, 0, self._size.width(), self._size.height())
        if self._size.width() * self._size.height() <= WHOLE_PIXELS * step * step:
            return whole
        margin_x, margin_y = seen.width() * 0.3, seen.height() * 0.3
        area = seen.adjusted(-margin_x, -margin_y, margin_x, margin_y).toAlignedRect()
        return area & whole

    def _ask(self) -> None:
        if self._wanted is None or self._source is None or self._asked is not None:
            return
        source, generation = self._source, self._generation
        area, step = self._asked = self._wanted

        def work() -> QImage:
            return _displayable(_reduced(source.region(area), step))

        def done(image: QImage) -> None:
            if generation == self._generation:
                self._patch = _Patch(area, image, step)
                self._asked = None
                self.changed.emit()

        def failed(error: Exception) -> None:
            # The preview stays: a file that vanished meanwhile is no reason to blank the view.
            if generation == self._generation:
                self._source = None
                self._asked = None

        self._background.start(work, done, failed, owner=self, first=True)


def _in_picture(visible: QRectF, place: QRectF, across: float, down: float) -> QRectF:
    """A rectangle of the widget in picture pixels."""
    return QRectF(
        (visible.left() - place.left()) / across,
        (visible.top() - place.top()) / down,
        visible.width() / across,
        visible.height() / down,
    )


def _displayable(image: QImage) -> QImage:
    """In a format that the raster engine draws without converting each time."""
    alpha = image.hasAlphaChannel()
    wanted = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
    return image if image.format() == wanted else image.convertToFormat(wanted)


def _halvings(image: QImage) -> list[QImage]:
    levels = [_displayable(image)]
    while max(levels[-1].width(), levels[-1].height()) > 256:
        levels.append(_reduced(levels[-1], 2))
    return levels


def _reduced(image: QImage, step: int) -> QImage:
    if step == 1:
        return image
    return image.scaled(
        max(1, ceil(image.width() / step)),
        max(1, ceil(image.height() / step)),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _draw(
    painter: QPainter,
    image: QImage,
    area: QRect,
    seen: QRectF,
    place: QRectF,
    scale: tuple[float, float],
) -> None:
    """Draw `image`, which shows `area` of the picture, as far as it is seen.

    Whole image pixels are drawn and the painter clips: a cut through a pixel would shift the
    grid by a fraction while panning.
    """
    per_x, per_y = image.width() / area.width(), image.height() / area.height()
    part = seen & QRectF(area)
    if part.isEmpty():
        return
    left = max(0, floor((part.left() - area.left()) * per_x) - 1)
    top = max(0, floor((part.top() - area.top()) * per_y) - 1)
    right = min(image.width(), ceil((part.right() - area.left()) * per_x) + 1)
    bottom = min(image.height(), ceil((part.bottom() - area.top()) * per_y) + 1)
    target = QRectF(
        place.left() + (area.left() + left / per_x) * scale[0],
        place.top() + (area.top() + top / per_y) * scale[1],
        (right - left) / per_x * scale[0],
        (bottom - top) / per_y * scale[1],
    )
    if image.hasAlphaChannel():
        _chequer(painter, target)
    painter.drawImage(target, image, QRectF(left, top, right - left, bottom - top))


def _chequer(painter: QPainter, target: QRectF) -> None:
    """The board that shows through transparent parts; it stays still while the picture moves."""
    dark = QPalette().color(QPalette.ColorRole.Window).lightness() < 128
    light, shade = ("#4a4a4a", "#3a3a3a") if dark else ("#ffffff", "#dcdcdc")
    tile = QPixmap(2 * _SQUARE, 2 * _SQUARE)
    tile.fill(QColor(light))
    with QPainter(tile) as board:
        board.fillRect(0, 0, _SQUARE, _SQUARE, QColor(shade))
        board.fillRect(_SQUARE, _SQUARE, _SQUARE, _SQUARE, QColor(shade))
    painter.fillRect(target, QBrush(tile))
