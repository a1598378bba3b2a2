"""Where each row of a long list stands, most of them by an estimate of their height.

Thousands of rows cost a sum; only those that come into sight are measured.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class RowPlaces:
    """Heights and offsets in logical pixels. `settle` after heights changed, then ask."""

    def __init__(self) -> None:
        self._heights: list[int] = []
        self._offsets: list[int] = [0]
        self._measured: set[int] = set()

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """The height of all rows."""
        return self._offsets[-1]

    def reset(self, estimates: Sequence[int]) -> None:
        """All rows are new, or as wide as never before."""
        self._heights = list(estimates)
        self._measured.clear()
        self.settle()

    def splice(self, first: int, removed: int, estimates: Sequence[int]) -> None:
        """`removed` rows from `first` on gave way to others."""
        self._heights[first : first + removed] = estimates
        moved = len(estimates) - removed
        self._measured = {
            row + (moved if row >= first + removed else 0)
            for row in self._measured
            if not first <= row < first + removed
        }
        self.settle()

    def is_measured(self, row: int) -> bool:
        return row in self._measured

    def measure(self, row: int, height: int) -> bool:
        """That is its true height; whether it was believed to be another."""
        self._measured.add(row)
        changed = self._heights[row] != height
        self._heights[row] = height
        return changed

    def forget(self, row: int) -> None:
        """It must be measured again."""
        self._measured.discard(row)

    def settle(self) -> None:
        """Add the heights up again."""
        self._offsets = list(accumulate(self._heights, initial=0))

    def top(self, row: int) -> int:
        return self._offsets[row]

    def height(self, row: int) -> int:
        return self._heights[row]

    def at(self, y: int) -> int:
        """The row at that height, the nearest if it is beyond them; -1 if there are none."""
        if not self._heights:
            return -1
        return min(len(self._heights) - 1, max(0, bisect_right(self._offsets, y) - 1))

    def within(self, top: int, bottom: int) -> range:
        """The rows between two heights."""
        if not self._heights:
            return range(0)
        return range(self.at(top), self.at(bottom) + 1)
