"""The picture of a recording: loudness, who speaks when, the playhead. Moved by its subclass.

An abstract slider, so that a screen reader knows it as a value that keys change: milliseconds.
"""

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QWidget

from app.theme import colors_of
from app.transcription.peaks_work import PeakSource
from app.transcription.times import clock
from app.transcription.waveform_columns import gain_of
from app.transcription.waveform_layer import Layer, Rows
from app.transcription.waveform_marks import Grip, Marks
from app.transcription.waveform_scale import TimeScale


class WaveformView(QAbstractSlider):
    """Paints; everything that stands still comes from one cached pixmap."""

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.scale = scale
        self.marks = Marks()
        self.chosen: int | None = None
        self.position = 0.0
        self.span: tuple[float, float] | None = None
        self.hovered: float | None = None
        self.moving: tuple[Grip, float] | None = None
        self.notice = ""
        self._peaks: PeakSource | None = None
        self._gain = 1.0
        self._layer: QPixmap | None = None
        self._layer_of: object = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 96)
        scale.changed.connect(self.repaint_all)

    def sizeHint(self) -> QSize:
        return QSize(640, 160)

    # -- what is shown ---------------------------------------------------------------------

    def set_peaks(self, peaks: PeakSource | None) -> None:
        self._peaks, self._gain = peaks, gain_of(peaks)
        self.repaint_all()

    def set_notice(self, words: str) -> None:
        """A sentence where the loudness would be."""
        self.notice = words
        self.update()

    def set_marks(self, marks: Marks, chosen: int | None) -> None:
        self.marks = marks
        if self.moving is not None and self.moving[0].index >= len(marks):
            self.moving = None  # what is held has gone
        self.choose(chosen)
        self.repaint_all()

    def choose(self, index: int | None) -> None:
        """Emphasise one segment."""
        known = index is not None and 0 <= index < len(self.marks)
        chosen = index if known else None
        if chosen != self.chosen:
            self.chosen = chosen
            self.repaint_all()
        self.describe()

    def set_position(self, seconds: float) -> None:
        """Move the playhead."""
        if seconds != self.position:
            self._update_at(self.position)
            self.position = seconds
            self._update_at(seconds)
            self._tell_value()

    def set_span(self, span: tuple[float, float] | None) -> None:
        if span != self.span:
            self.span = span
            self.update()

    def _tell_value(self) -> None:
        """In whole seconds, so that a screen reader is not told sixty times a second."""
        value = int(self.position) * 1000
        if value != self.value() or self.maximum() != int(self.scale.duration * 1000):
            blocked = self.blockSignals(True)
            self.setRange(0, int(self.scale.duration * 1000))
            self.setValue(value)
            self.blockSignals(blocked)

    def describe(self) -> None:
        """Say in words what is emphasised."""
        words = self.tr(
            "Space plays and pauses; Left and Right move by a second, with Shift by five; Up and"
            " Down go from segment to segment; Return plays one; Alt with Left or Right moves its"
            " start, with Shift its end; plus and minus zoom, 0 shows everything."
        )
        if self.chosen is not None:
            mark = self.marks[self.chosen]
            about = self.tr("Segment {n} of {total}, {start} to {end}. {text}").format(
                n=self.chosen + 1,
                total=len(self.marks),
                start=clock(mark.start, 1),
                end=clock(mark.end, 1),
                text=f"{mark.label}: {mark.text}" if mark.label else mark.text,
            )
            doubt = self.tr("Worth checking.")
            words = f"{about} {doubt} {words}" if mark.suspect else f"{about} {words}"
        self.setAccessibleDescription(words)

    # -- painting --------------------------------------------------------------------------

    def repaint_all(self) -> None:
        """Something that stood still has changed."""
        self._layer_of = None
        self.update()

    def rows(self) -> Rows:
        return Rows.of(self.font(), self.height())

    def _update_at(self, seconds: float) -> None:
        self.update(int(self.scale.x_of(seconds)) - 8, 0, 17, self.height())

    def _still(self) -> QPixmap:
        colors, ratio = colors_of(self.palette()), self.devicePixelRatioF()
        wanted = (self.size(), ratio, colors.dark, self.font().key())
        if self._layer is None or self._layer_of != wanted:
            layer = Layer(self.scale, self.size(), ratio, colors, self.font())
            self._layer = layer.paint(self.marks, self._peaks, self._gain, self.chosen)
            self._layer_of = wanted
        return self._layer

    def paintEvent(self, event: QPaintEvent) -> None:
        still = self._still()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, still)
            self._paint_notice(painter)
            self._paint_span(painter)
            self._paint_moving(painter)
            self._paint_playhead(painter)
            self._paint_hover(painter)
            if self.hasFocus():
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect())

    def _paint_notice(self, painter: QPainter) -> None:
        if not self.notice:
            return
        rows = self.rows()
        area = QRectF(16, rows.wave_top, self.width() - 32, rows.wave)
        painter.setPen(QColor(colors_of(self.palette()).muted))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), self.notice)

    def _paint_span(self, painter: QPainter) -> None:
        if self.span is None:
            return
        colors = colors_of(self.palette())
        left, right = (self.scale.x_of(moment) for moment in self.span)
        area = QRectF(left, 0, right - left, self.height())
        wash = QColor(colors.info)
        wash.setAlphaF(0.22)
        painter.fillRect(area, wash)
        painter.setPen(QPen(QColor(colors.info), 2, Qt.PenStyle.DashLine))
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.drawLine(area.topRight(), area.bottomRight())
        words = clock(self.span[1] - self.span[0], 1)
        self._paint_plate(painter, words, area.center().x(), self.height() - 4)

    def _paint_moving(self, painter: QPainter) -> None:
        """The edge where it would be, and what the segment would gain or lose."""
        if self.moving is None:
            return
        grip, seconds = self.moving
        colors = colors_of(self.palette())
        old = self.scale.x_of(self.marks[grip.index].edge(grip.edge))
        new, top = self.scale.x_of(seconds), self.rows().ruler
        wash = QColor(colors.accent)
        wash.setAlphaF(0.25)
        painter.fillRect(QRectF(QPointF(old, top), QPointF(new, self.height())).normalized(), wash)
        painter.setPen(QPen(QColor(colors.accent), 3))
        painter.drawLine(QLineF(new, top, new, self.height()))
        self._paint_plate(painter, clock(seconds, 2), new, self.height() - 4)

    def _paint_playhead(self, painter: QPainter) -> None:
        x = self.scale.x_of(self.position)
        if not -8 <= x <= self.width() + 8:
            return
        color = QColor(colors_of(self.palette()).text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 1.5))
        painter.drawLine(QLineF(x, 0, x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([QPointF(x - 6, 0), QPointF(x + 6, 0), QPointF(x, 8)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_hover(self, painter: QPainter) -> None:
        if self.hovered is None or self.moving is not None:
            return
        colors, x = colors_of(self.palette()), self.scale.x_of(self.hovered)
        painter.setPen(QPen(QColor(colors.muted), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(x, self.rows().ruler, x, self.height()))
        places = 2 if self.scale.span < 30 else 1
        self._paint_plate(painter, clock(self.hovered, places), x, self.rows().ruler)

    def _paint_plate(self, painter: QPainter, words: str, x: float, bottom: float) -> None:
        """A time on a ground of its own, kept inside the widget."""
        colors, metrics = colors_of(self.palette()), QFontMetricsF(self.font())
        plate = QRectF(0, 0, metrics.horizontalAdvance(words) + 12, metrics.height() + 2)
        plate.moveBottom(bottom)
        plate.moveLeft(min(max(x - plate.width() / 2, 2), self.width() - plate.width() - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.text))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(QColor(colors.surface))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.scale.set_width(self.width())
        self.repaint_all()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.repaint_all()
