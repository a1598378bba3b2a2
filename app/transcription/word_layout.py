"""The text of one segment in lines, and where each of its words stands in them."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QFont,
    QPainter,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from pipelines.speech.suspects import LOW_SCORE
from pipelines.speech.text_edit import Span, word_spans
from pipelines.speech.transcript import Segment

_EXACT = QTextLine.CursorPosition.CursorOnCharacter


def spoken_at(segment: Segment, seconds: float) -> int:
    """The word that is being said at that moment, or was the last; -1 if none was."""
    last = -1
    for number, word in enumerate(segment.words):
        if word.start is None:
            continue
        if word.start > seconds:
            break
        last = number
    return last


def time_at(segment: Segment, spans: Sequence[Span], place: int) -> float:
    """When the text at that character is said: its word's start, or else a guess by its share."""
    word = word_at(spans, place)
    if 0 <= word < len(segment.words):
        start = segment.words[word].start
        if start is not None:
            return start
    first = spans[word][0] if word >= 0 else place
    return segment.start + segment.duration * first / max(1, len(segment.text))


def word_at(spans: Sequence[Span], place: int) -> int:
    """The word at a character, or the last before it; -1 before the first."""
    return bisect_right(spans, place, key=lambda span: span[0]) - 1


def to_units(text: str, place: int) -> int:
    """A place in Python's characters as one in Qt's, which counts some characters twice."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le")) // 2


def to_chars(text: str, units: int) -> int:
    """The other way."""
    if text.isascii():
        return units
    return len(text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))


class WordLayout:
    """One segment's text in a width; `height` in logical pixels."""

    def __init__(self, segment: Segment, language: str, font: QFont, width: float) -> None:
        self.segment, self._language = segment, language
        text = segment.text
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        y = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, y))
            y += line.height()
        self._layout.endLayout()
        self.height = y

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where each word stands, in characters."""
        return word_spans(self.segment, self._language)

    @cached_property
    def doubtful(self) -> list[Span]:
        """Where words stand that the aligner was not sure of."""
        scores = [word.score for word in self.segment.words]
        if not any(score is not None and score < LOW_SCORE for score in scores):
            return []
        pairs = zip(scores, self.spans, strict=True)
        return [span for score, span in pairs if score is not None and score < LOW_SCORE]

    def draw(self, painter: QPainter, place: QPointF) -> None:
        """In the painter's colour, with the text's corner at that place."""
        self._layout.draw(painter, place)

    def rects(self, span: Span) -> list[QRectF]:
        """The boxes around these characters, one a line, from the text's own corner."""
        text = self.segment.text
        start, end = to_units(text, span[0]), to_units(text, span[1])
        found: list[QRectF] = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first >= last:
                continue
            left, right = sorted((_x(line, first), _x(line, last)))
            found.append(QRectF(left, line.y(), right - left, line.height()))
        return found

    def char_at(self, point: QPointF) -> int:
        """The character under a point, the nearest one if there is none."""
        last = self._layout.lineCount() - 1
        for number in range(last + 1):
            line = self._layout.lineAt(number)
            if point.y() < line.y() + line.height() or number == last:
                units = line.xToCursor(point.x(), _EXACT)
                return to_chars(self.segment.text, units)
        return 0

    def caret_at(self, point: QPointF) -> int:
        """The gap between characters that is nearest to a point."""
        last = self._layout.lineCount() - 1
        for number in range(last + 1):
            line = self._layout.lineAt(number)
            if point.y() < line.y() + line.height() or number == last:
                return to_chars(self.segment.text, line.xToCursor(point.x()))
        return 0


def _x(line: QTextLine, units: int) -> float:
    place: Any = line.cursorToX(units)
    return float(place[0] if isinstance(place, tuple) else place)
