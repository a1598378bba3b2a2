"""The whole recording in a narrow strip, with what is in view framed: click or drag to go there."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.icons import Tint
from app.theme import Colors, colors_of
from app.transcription.peaks_work import PeakSource
from app.transcription.speaker_look import SpeakerLook
from app.transcription.waveform_columns import gain_of, image_of, wave_pixels
from app.transcription.waveform_marks import Marks
from app.transcription.waveform_scale import TimeScale

_HEIGHT = 36
_LANE = 6


class Overview(QWidget):
    """Moves the shared scale."""

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self._marks = Marks()
        self._peaks: PeakSource | None = None
        self._gain = 1.0
        self._position = 0.0
        self._still: QPixmap | None = None
        self._still_of: object = None
        self._grabbed: float | None = None
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Overview of the whole recording"))
        self.setToolTip(self.tr("Click or drag to move the view"))
        scale.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(640, _HEIGHT)

    def set_peaks(self, peaks: PeakSource | None) -> None:
        self._peaks, self._gain = peaks, gain_of(peaks)
        self._forget()

    def set_marks(self, marks: Marks) -> None:
        self._marks = marks
        self._forget()

    def set_position(self, seconds: float) -> None:
        old, new = (int(self._x_of(moment)) for moment in (self._position, seconds))
        self._position = seconds
        if old != new:
            self.update()

    def _forget(self) -> None:
        self._still_of = None
        self.update()

    def _x_of(self, seconds: float) -> float:
        return seconds / max(self._scale.duration, 1e-6) * self.width()

    def _time_at(self, x: float) -> float:
        return x / max(1, self.width()) * self._scale.duration

    # -- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = colors_of(self.palette())
        wanted = (self.size(), self.devicePixelRatioF(), colors.dark, self._scale.duration)
        if self._still is None or self._still_of != wanted:
            self._still, self._still_of = self._paint_still(colors), wanted
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._still)
            self._paint_window(painter, colors)
            x = self._x_of(self._position)
            painter.setPen(QPen(QColor(colors.text), 2))
            painter.drawLine(QLineF(x, 0, x, self.height()))

    def _paint_window(self, painter: QPainter, colors: Colors) -> None:
        if self._scale.fitting or self._scale.duration <= 0:
            return
        left, right = self._x_of(self._scale.first), self._x_of(self._scale.last)
        shade = QColor(colors.window)
        shade.setAlphaF(0.6)
        painter.fillRect(QRectF(0, 0, left, self.height()), shade)
        painter.fillRect(QRectF(right, 0, self.width() - right, self.height()), shade)
        painter.setPen(QPen(QColor(colors.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Never narrower than can be seen and hit.
        width = max(right - left, 8.0)
        left = min(max((left + right - width) / 2, 1), self.width() - width - 1)
        painter.drawRoundedRect(QRectF(left, 1, width, self.height() - 2), 3, 3)

    def _paint_still(self, colors: Colors) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(colors.raised))
        with QPainter(pixmap) as painter:
            if self._peaks is not None and self._scale.duration > 0:
                self._paint_wave(painter, self._peaks, pixmap.width(), ratio, colors)
            self._paint_lane(painter, colors)
        return pixmap

    def _paint_wave(
        self, painter: QPainter, peaks: PeakSource, width: int, ratio: float, colors: Colors
    ) -> None:
        import numpy as np

        columns = peaks.columns(0.0, self._scale.duration / width, width)
        height = round((self.height() - _LANE) * ratio)
        inks = np.full(width, QColor(colors.muted).rgba(), np.uint32)
        grounds = np.full(width, QColor(colors.raised).rgba(), np.uint32)
        pixels = wave_pixels(columns, self._gain, height, inks, grounds)
        painter.drawImage(QPointF(0, 0), image_of(pixels, ratio))

    def _paint_lane(self, painter: QPainter, colors: Colors) -> None:
        """Who speaks when, along the bottom; a notch above where something wants checking."""
        top, last = self.height() - _LANE, -1
        for mark in self._marks:
            left, right = self._x_of(mark.start), self._x_of(mark.end)
            if int(right) > last:
                last = int(right)
                color = SpeakerLook(mark.speaker).color(colors)
                painter.fillRect(QRectF(left, top, max(1.0, right - left), _LANE), color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Tint.WARNING.of(colors))
        for x in sorted({int(self._x_of(mark.start)) for mark in self._marks if mark.suspect}):
            painter.drawPolygon(
                [QPointF(x - 4, top - 7), QPointF(x + 4, top - 7), QPointF(x, top - 1)]
            )

    # -- mouse -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            seconds = self._time_at(event.position().x())
            if not self._scale.first <= seconds <= self._scale.last:
                self._scale.center_on(seconds)
            self._grabbed = seconds - self._scale.first

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self._scale.move_to(self._time_at(event.position().x()) - self._grabbed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
