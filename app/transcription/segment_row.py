"""How one segment looks: where its time, speaker, text and marks stand, and how they are painted.

Nothing is said by colour alone: speakers have initials and names, the word being spoken a bar
under it, hits of a search an edge, suspects and edits an icon.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QPixmapCache,
)

from app.icons import Tint, draw
from app.theme import Colors, colors_of
from app.transcription.speakers import draw_badge, shown_name
from app.transcription.times import clock
from app.transcription.word_layout import WordLayout
from pipelines.speech.text_edit import Span
from pipelines.speech.transcript import Segment

_SIDE, _TOP, _GAP = 14, 9, 10
_BADGE, _MARK = 22, 16
#: The widest that a speaker's name gets, and below what width rows have a line of their own for
#: time and speaker.
_NAME, _NARROW = 116, 560
#: Lines longer than this are tiring to read.
_WIDEST = 900


@dataclass(frozen=True)
class RowFrame:
    """The places that all rows of a list share, in logical pixels from a row's corner."""

    width: int
    time: QRect
    badge: QRect
    name: QRect
    text: QPoint
    text_width: int
    line: int

    def marks(self, count: int) -> list[QRect]:
        """Boxes for so many marks, at the right of the first line."""
        top = self.time.center().y() - _MARK // 2
        left = self.width - _SIDE - count * (_MARK + 4) + 4
        return [QRect(left + n * (_MARK + 4), top, _MARK, _MARK) for n in range(count)]

    def height(self, text: float) -> int:
        """Of a row whose text is as high as that."""
        return max(round(text) + self.text.y() + _TOP, self.line + 2 * _TOP)


def frame_for(width: int, font: QFont, longest: float, with_speakers: bool) -> RowFrame:
    """The frame of rows that wide; `longest` is the latest time to be written, in seconds."""
    metrics = QFontMetrics(font)
    line = max(metrics.height(), _BADGE)
    bold = QFont(font)
    bold.setBold(True)
    widest = "".join("0" if sign.isdigit() else sign for sign in clock(max(longest, 600.0)))
    clock_width = QFontMetrics(bold).horizontalAdvance(widest) + 2
    left = _SIDE
    time = QRect(left, _TOP, clock_width, line)
    left += clock_width + _GAP
    marks = 3 * (_MARK + 4) + _SIDE
    badge, name = QRect(left, _TOP, 0, 0), QRect(left, _TOP, 0, 0)
    narrow = width < _NARROW
    if with_speakers:
        badge = QRect(left, _TOP + (line - _BADGE) // 2, _BADGE, _BADGE)
        left += _BADGE + 6
        room = width - left - marks - _GAP if narrow else _NAME
        name = QRect(left, _TOP, max(0, room), line)
        left += name.width() + _GAP
    if narrow:
        text = QPoint(_SIDE, _TOP + line + 4)
        return RowFrame(width, time, badge, name, text, max(80, width - 2 * _SIDE), line)
    text = QPoint(left, _TOP + (line - metrics.height()) // 2)
    return RowFrame(
        width, time, badge, name, text, max(80, min(_WIDEST, width - left - marks - _GAP)), line
    )


@dataclass
class RowLook:
    """What is special about one row at the moment."""

    place: int = -1  # of the speaker among all
    chosen: bool = False
    current: bool = False
    focused: bool = False
    over: bool = False
    playing: bool = False
    editing: bool = False
    spoken: Span | None = None
    cursor: Span | None = None
    hits: Sequence[Span] = field(default_factory=tuple)
    hit: Span | None = None
    marks: Sequence[tuple[str, Tint]] = field(default_factory=tuple)


def paint_row(
    painter: QPainter,
    area: QRect,
    frame: RowFrame,
    text: WordLayout,
    look: RowLook,
    palette: QPalette,
    font: QFont,
) -> None:
    """Paint a segment into `area`."""
    colors = colors_of(palette)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, area, look, colors)
    painter.translate(area.topLeft())
    _paint_head(painter, frame, text.segment, look, palette, font)
    ratio = painter.device().devicePixelRatioF()
    for (name, tint), box in zip(look.marks, frame.marks(len(look.marks)), strict=True):
        painter.drawPixmap(box.topLeft(), _mark(name, tint.of(colors), ratio))
    if not look.editing:
        corner = QPointF(frame.text)
        _paint_under(painter, text, look, colors, corner)
        painter.setPen(QColor(colors.text))
        text.draw(painter, corner)
    painter.restore()


def _mark(name: str, color: QColor, ratio: float) -> QPixmap:
    """The icon from Qt's own cache: drawing it anew takes longer than the rest of its row."""
    key, found = f"segment-mark {name} {color.name()} {ratio}", QPixmap()
    if not QPixmapCache.find(key, found):
        found = draw(name, _MARK, color, ratio)
        QPixmapCache.insert(key, found)
    return found


def _paint_ground(painter: QPainter, area: QRect, look: RowLook, colors: Colors) -> None:
    box = area.adjusted(4, 1, -4, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if look.chosen or look.over:
        painter.setBrush(QColor(colors.accent_soft if look.chosen else colors.raised))
        painter.drawRoundedRect(box, 8, 8)
    if look.chosen:  # not by colour alone
        painter.setBrush(QColor(colors.accent))
        painter.drawRoundedRect(QRect(box.left(), box.top() + 6, 3, box.height() - 12), 1, 1)
    if look.current and look.focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.accent), 1.5))
        painter.drawRoundedRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75), 8, 8)


def _paint_head(
    painter: QPainter,
    frame: RowFrame,
    segment: Segment,
    look: RowLook,
    palette: QPalette,
    font: QFont,
) -> None:
    colors = colors_of(palette)
    middle = Qt.AlignmentFlag.AlignVCenter
    bold = QFont(font)
    bold.setBold(look.playing)
    painter.setFont(bold)
    painter.setPen(QColor(colors.text if look.playing else colors.muted))
    painter.drawText(frame.time, Qt.AlignmentFlag.AlignRight | middle, clock(segment.start))
    painter.setFont(font)
    if frame.badge.width():
        draw_badge(painter, QRectF(frame.badge), segment.speaker, look.place, palette, font)
        painter.setPen(QColor(colors.text if segment.speaker else colors.muted))
        name = QFontMetrics(font).elidedText(
            shown_name(segment.speaker), Qt.TextElideMode.ElideRight, frame.name.width()
        )
        painter.drawText(frame.name, Qt.AlignmentFlag.AlignLeft | middle, name)


def _paint_under(
    painter: QPainter, text: WordLayout, look: RowLook, colors: Colors, corner: QPointF
) -> None:
    """Behind the letters: hits, the spoken word, dots under doubtful words, the word cursor."""
    for span in look.hits:
        present = span == look.hit
        painter.setBrush(QColor(colors.warning_soft))
        painter.setPen(QPen(QColor(colors.warning), 2.0 if present else 1.0))
        for box in text.rects(span):
            painter.drawRoundedRect(box.translated(corner).adjusted(-1, 0.5, 1, -0.5), 3, 3)
    if look.spoken is not None:
        for box in text.rects(look.spoken):
            place = box.translated(corner)
            painter.setPen(Qt.PenStyle.NoPen)
            # The selected row has this ground already: there it is the surface's colour.
            painter.setBrush(QColor(colors.surface if look.chosen else colors.accent_soft))
            painter.drawRoundedRect(place.adjusted(-2, -1, 2, 1), 3, 3)
            painter.setBrush(QColor(colors.accent))
            painter.drawRect(QRectF(place.left() - 1, place.bottom() - 1, place.width() + 2, 2.5))
    painter.setPen(QPen(QColor(colors.warning), 1.6, Qt.PenStyle.DotLine))
    for span in text.doubtful:
        for box in text.rects(span):
            y = box.bottom() + 0.5
            painter.drawLine(corner + QPointF(box.left(), y), corner + QPointF(box.right(), y))
    if look.cursor is not None and look.current and look.focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.text), 1.25))
        for box in text.rects(look.cursor):
            painter.drawRoundedRect(box.translated(corner).adjusted(-2, 0, 2, 0), 3, 3)
