"""Where each token stands: lines of cells, laid out for thousands of tokens at a time."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from app.chat_views.token_words import Written

#: Inside a cell beside the words, between cells, and between lines, in logical pixels.
_PADDING, _GAP, _LINE_GAP = 4.0, 2.0, 6.0


@dataclass
class TokenLayout:
    """Cells of tokens in lines of a width; all are as high."""

    cell_height: float = 0.0
    lefts: list[float] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    #: The first token of each line, and one more than the last token.
    starts: list[int] = field(default_factory=lambda: [0])

    @property
    def line_height(self) -> float:
        return self.cell_height + _LINE_GAP

    @property
    def height(self) -> float:
        """Of all lines."""
        return self.lines * self.line_height

    @property
    def lines(self) -> int:
        return len(self.starts) - 1

    def line_of(self, index: int) -> int:
        """The line that a token stands in."""
        return bisect_right(self.starts, index) - 1

    def rect(self, index: int) -> QRectF:
        """Where a token stands."""
        top = self.line_of(index) * self.line_height
        return QRectF(self.lefts[index], top, self.widths[index], self.cell_height)

    def at(self, x: float, y: float) -> int | None:
        """The token at that place, the nearest before it in its line; None outside of lines."""
        line = int(y // self.line_height) if self.cell_height else -1
        if not 0 <= line < self.lines:
            return None
        first, last = self.starts[line], self.starts[line + 1]
        return max(first, bisect_right(self.lefts, x, first, last) - 1)

    def within(self, top: float, bottom: float) -> range:
        """The tokens whose lines are seen between these heights."""
        if not self.lines:
            return range(0)
        first = min(self.lines - 1, max(0, int(top // self.line_height)))
        last = min(self.lines - 1, max(0, int(bottom // self.line_height)))
        return range(self.starts[first], self.starts[last + 1])


def lay_out(
    tokens: Sequence[Written],
    width: float,
    words: QFontMetricsF,
    numbers: QFontMetricsF | None,
) -> TokenLayout:
    """Lines of at most `width`.

    `numbers` measures the ids below the labels, None leaves them out.
    A token that is wider than a line is as wide as the line and is cut when painted.
    """
    height = words.height() + (numbers.height() if numbers else 0.0) + _PADDING
    found = TokenLayout(height)
    measured: dict[tuple[str, int], float] = {}
    digit = numbers.horizontalAdvance("0") if numbers else 0.0
    x = 0.0
    ended = False
    lefts, widths, starts = found.lefts, found.widths, found.starts
    for index, (label, digits, ends) in enumerate(tokens):
        wide = measured.get((label, digits))
        if wide is None:
            wide = max(words.horizontalAdvance(label), digit * digits) + 2 * _PADDING
            wide = measured[label, digits] = min(width, wide)
        if index and (ended or x + wide > width):
            starts.append(index)
            x = 0.0
        lefts.append(x)
        widths.append(wide)
        x += wide + _GAP
        ended = ends
    if tokens:
        found.starts.append(len(tokens))
    return found
