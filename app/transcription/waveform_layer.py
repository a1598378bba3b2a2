"""Paints what stays still of the waveform, once for every view: ruler, segments, loudness."""

from dataclasses import dataclass
from math import ceil, floor

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
)

from app.icons import Tint, draw
from app.theme import Colors
from app.transcription.peaks_work import PeakSource
from app.transcription.speaker_look import SpeakerLook
from app.transcription.times import clock
from app.transcription.waveform_columns import Columns, image_of, wave_pixels
from app.transcription.waveform_marks import Mark, Marks
from app.transcription.waveform_scale import TimeScale, decimals_of, tick_step

#: A segment below this width is only a stroke of colour.
_NARROWEST = 10
_ICON = 14
#: Below this width a name has no room beside its pattern.
_NARROW = 40


@dataclass(frozen=True)
class Rows:
    """Heights in logical pixels, from the top: ruler, names of the segments, loudness."""

    ruler: float
    band: float
    wave: float

    @classmethod
    def of(cls, font: QFont, height: float) -> "Rows":
        line = QFontMetricsF(font).height()
        ruler, band = ceil(line + 4), ceil(line + 10)
        return cls(ruler, band, max(8.0, height - ruler - band))

    @property
    def wave_top(self) -> float:
        return self.ruler + self.band


class Layer:
    """One painting of a view; `pixmap` is what comes of it."""

    def __init__(
        self, scale: TimeScale, size: QSize, ratio: float, colors: Colors, font: QFont
    ) -> None:
        self.scale, self.size, self.ratio, self.colors = scale, size, ratio, colors
        self.rows = Rows.of(font, size.height())
        self.pixmap = QPixmap(size * ratio)
        self.pixmap.setDevicePixelRatio(ratio)
        self.pixmap.fill(QColor(colors.surface))
        self._painter = QPainter(self.pixmap)
        self._painter.setFont(font)
        self._patterns: dict[int | None, QBrush] = {}
        self._warning: QPixmap | None = None

    def paint(
        self, marks: Marks, peaks: PeakSource | None, gain: float, chosen: int | None
    ) -> QPixmap:
        """All of it. `gain` stretches the loudness, see `gain_of`."""
        seen = marks.between(self.scale.first, self.scale.last)
        self._paint_ruler()
        self._paint_columns(marks, peaks, gain, chosen)
        self._paint_band(marks, seen, chosen)
        self._painter.end()
        return self.pixmap

    def _paint_ruler(self) -> None:
        painter, scale, height = self._painter, self.scale, self.rows.ruler
        painter.fillRect(QRectF(0, 0, self.size.width(), height), QColor(self.colors.raised))
        metrics = QFontMetricsF(painter.font())
        room = metrics.horizontalAdvance("0:00:00.00") + 24
        step = tick_step(scale.pixels_per_second, room)
        places = decimals_of(step)
        lines: list[QLineF] = []
        painter.setPen(QColor(self.colors.text))
        for count in range(floor(scale.first / step), ceil(scale.last / step) + 1):
            x = self._snap(scale.x_of(count * step))
            lines.append(QLineF(x, 0, x, height))
            if count * step <= scale.duration:
                words = clock(count * step, places)
                painter.drawText(QPointF(x + 5, metrics.ascent() + 2), words)
            for part in range(1, 5):
                small = self._snap(scale.x_of((count + part / 5) * step))
                lines.append(QLineF(small, height - 4, small, height))
        painter.setPen(QPen(QColor(self.colors.edge), 1))
        painter.drawLines(lines)

    def _paint_columns(
        self, marks: Marks, peaks: PeakSource | None, gain: float, chosen: int | None
    ) -> None:
        """Loudness in the speakers' colours, on grounds that show where somebody speaks."""
        import numpy as np

        width = self.pixmap.width()
        band = round(self.rows.band * self.ratio)
        height = self.pixmap.height() - round(self.rows.ruler * self.ratio) - band
        step = self.scale.span / width
        # From a whole number of columns on, so that the shape does not tremble while scrolling.
        first = round(self.scale.first / step) * step
        wide = _NARROWEST / self.scale.pixels_per_second
        columns = Columns(marks, chosen, first, step, width, wide)
        bands = np.broadcast_to(columns.bands(self.colors), (band, width))
        grounds = columns.grounds(self.colors)
        if peaks is None:
            wave = np.broadcast_to(grounds, (height, width))
        else:
            loudness = peaks.columns(first, step, width)
            wave = wave_pixels(loudness, gain, height, columns.inks(self.colors), grounds)
        pixels = np.ascontiguousarray(np.concatenate((bands, wave)))
        self._painter.drawImage(QPointF(0, self.rows.ruler), image_of(pixels, self.ratio))

    def _paint_band(self, marks: Marks, seen: range, chosen: int | None) -> None:
        edges: dict[int | None, list[QLineF]] = {}
        below, last = self.rows.ruler + self._below_ruler(), -1
        for index in marks.longer(seen, _NARROWEST / self.scale.pixels_per_second):
            mark = marks[index]
            left, right = self._edges(mark)
            area = QRectF(left, self.rows.ruler, right - left, self.rows.band)
            for x in (self._snap(left), self._snap(right - 1)):
                edges.setdefault(mark.speaker, []).append(QLineF(x, area.top(), x, below))
            self._paint_name(mark, area)
        for speaker, lines in edges.items():
            self._painter.setPen(QPen(SpeakerLook(speaker).color(self.colors), 1))
            self._painter.drawLines(lines)
        for index in marks.suspects(seen):
            left, right = self._edges(marks[index])
            if int(right) > last:  # the first of those on the same pixel
                last = int(right)
                area = QRectF(left, self.rows.ruler, max(3.0, right - left), self.rows.band)
                self._paint_wavy(area)
        if chosen is not None and chosen in seen:
            left, right = self._edges(marks[chosen])
            outline = QRectF(left, self.rows.ruler, max(2.0, right - left), self._below_ruler())
            self._painter.setPen(QPen(QColor(self.colors.accent), 2))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(outline.adjusted(0, 1, 0, -1))

    def _paint_name(self, mark: Mark, area: QRectF) -> None:
        # Speakers can be told by their pattern also where a segment began before the view.
        seen = area.intersected(QRectF(0, area.top(), self.size.width(), area.height()))
        narrow = seen.width() < _NARROW
        swatch = QRectF(seen.left(), seen.top(), seen.width() if narrow else 14, seen.height())
        self._painter.fillRect(swatch, self._pattern(mark.speaker))
        left = seen.left() + (5 if narrow or mark.speaker is None else 18)
        if mark.suspect:
            left = self._paint_warning(area, left)
        room = QRectF(left, area.top(), area.right() - left - 4, area.height())
        if room.width() > 20:
            self._paint_words(mark, room)

    def _pattern(self, speaker: int | None) -> QBrush:
        if speaker not in self._patterns:
            brush = SpeakerLook(speaker).pattern(self.colors, self.ratio, 0.8)
            self._patterns[speaker] = brush
        return self._patterns[speaker]

    def _paint_warning(self, area: QRectF, left: float) -> float:
        """A triangle where it has room; where text may begin then."""
        if area.right() - left < _ICON:
            return left
        if self._warning is None:
            self._warning = draw("warning", _ICON, Tint.WARNING.of(self.colors), self.ratio)
        self._painter.drawPixmap(QPointF(left, area.center().y() - _ICON / 2), self._warning)
        return left + _ICON + 4

    def _paint_wavy(self, area: QRectF) -> None:
        painter, bottom = self._painter, area.bottom() - 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Tint.WARNING.of(self.colors), 2))
        start = max(area.left(), -8.0)
        count = ceil((min(area.right(), self.size.width() + 8.0) - start) / 4) + 1
        points = [QPointF(start + 4 * at, bottom - 4 * (at % 2)) for at in range(count)]
        painter.setClipRect(area)
        painter.drawPolyline(QPolygonF(points))
        painter.restore()

    def _paint_words(self, mark: Mark, room: QRectF) -> None:
        """The speaker's name, heavier, and as much of the text as there is room for."""
        painter, font = self._painter, self._painter.font()
        painter.setPen(QColor(self.colors.text))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if mark.label:
            heavy = QFont(font)
            heavy.setWeight(QFont.Weight.DemiBold)
            metrics = QFontMetricsF(heavy)
            name = metrics.elidedText(mark.label, Qt.TextElideMode.ElideRight, room.width())
            if name != "…":
                painter.setFont(heavy)
                painter.drawText(room, align, name)
                painter.setFont(font)
            room.setLeft(room.left() + metrics.horizontalAdvance(name) + 8)
        if room.width() > 20:
            words = mark.text[: int(room.width())]
            metrics = QFontMetricsF(font)
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            if cut != "…":
                painter.drawText(room, align, cut)

    def _edges(self, mark: Mark) -> tuple[float, float]:
        """In whole device pixels, and not far outside, where floating point gets coarse."""
        left, right = self.scale.x_of(mark.start), self.scale.x_of(mark.end)
        widest = self.size.width() + 64.0
        return (
            max(-64.0, round(left * self.ratio) / self.ratio),
            min(widest, round(right * self.ratio) / self.ratio),
        )

    def _below_ruler(self) -> float:
        return self.rows.band + self.rows.wave

    def _snap(self, place: float) -> float:
        """The middle of a device pixel."""
        return (floor(place * self.ratio) + 0.5) / self.ratio
