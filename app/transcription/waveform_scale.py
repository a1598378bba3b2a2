"""Which part of a recording is in view, and how wide a second is: shared by all that shows it."""

from math import ceil, floor, log10

from PySide6.QtCore import QObject, Signal

#: The shortest stretch that fills the view, in seconds.
CLOSEST = 0.5
_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)


class TimeScale(QObject):
    """`first` and `span` in seconds, `width` in logical pixels; `changed` after every move."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._duration = 0.0
        self._width = 1.0
        self._first = 0.0
        self._span = 1.0
        self._fitting = True

    @property
    def duration(self) -> float:
        return self._duration

    @property
    def first(self) -> float:
        """The second at the left edge."""
        return self._first

    @property
    def last(self) -> float:
        """The second at the right edge."""
        return self._first + self._span

    @property
    def span(self) -> float:
        """Seconds in view."""
        return self._span

    @property
    def width(self) -> float:
        return self._width

    @property
    def fitting(self) -> bool:
        """Whether the whole recording is kept in view as its length changes."""
        return self._fitting

    @property
    def pixels_per_second(self) -> float:
        return self._width / self._span

    def x_of(self, seconds: float) -> float:
        return (seconds - self._first) * self.pixels_per_second

    def time_at(self, x: float) -> float:
        """The second under that pixel, inside the recording."""
        return min(max(self._first + x / self.pixels_per_second, 0.0), self._duration)

    def set_duration(self, seconds: float) -> None:
        """A recording of this length. What is in view stays there, where it still exists."""
        if seconds != self._duration:
            self._duration = max(0.0, seconds)
            self._settle()

    def set_width(self, pixels: float) -> None:
        if pixels > 0 and pixels != self._width:
            self._width = pixels
            self._settle()

    def fit(self) -> None:
        """Show the whole recording."""
        self._fitting = True
        self._settle()

    def zoom_by(self, factor: float, anchor: float | None = None) -> None:
        """Bring the view closer; the second `anchor` (else the middle) stays where it is."""
        middle = self._first + self._span / 2 if anchor is None else anchor
        span = min(max(self._span / factor, CLOSEST), self._longest())
        self._first = middle - (middle - self._first) * (span / self._span)
        self._span = span
        self._fitting = span >= self._longest()
        self._settle()

    def move_to(self, first: float) -> None:
        """Scroll so that this second is at the left edge."""
        self._first = first
        self._settle()

    def move_by(self, seconds: float) -> None:
        self.move_to(self._first + seconds)

    def center_on(self, seconds: float) -> None:
        self.move_to(seconds - self._span / 2)

    def reveal(self, start: float, end: float | None = None) -> None:
        """Scroll, and zoom out if need be, until `start` to `end` is in view."""
        end = start if end is None else end
        if start >= self._first and end <= self.last:
            return
        if end - start > self._span * 0.9:
            self.show(start, end)
        else:
            self.move_to(
                start - self._span * 0.1 if start < self._first else end - self._span * 0.9
            )

    def show(self, start: float, end: float) -> None:
        """Fill the view with `start` to `end` and a little around it."""
        around = (end - start) * 0.1
        self._span = min(max(end - start + 2 * around, CLOSEST), self._longest())
        self._fitting = self._span >= self._longest()
        self.center_on((start + end) / 2)

    def turn_page(self, seconds: float) -> None:
        """Following along: once the playhead leaves the view, show what comes next."""
        if not self._fitting and not self._first <= seconds <= self._first + self._span * 0.95:
            self.move_to(seconds - self._span * 0.05)

    def _longest(self) -> float:
        return max(self._duration, CLOSEST)

    def _settle(self) -> None:
        if self._fitting:
            self._span = self._longest()
        self._span = min(self._span, self._longest())
        self._first = min(max(self._first, 0.0), max(0.0, self._duration - self._span))
        self.changed.emit()


def tick_step(pixels_per_second: float, room: float) -> float:
    """Seconds between two labels of the ruler, which are `room` pixels wide."""
    least = room / pixels_per_second
    return next((step for step in _TICKS if step >= least), ceil(least / 3600) * 3600.0)


def decimals_of(step: float) -> int:
    """How many places of a second tell two ticks apart."""
    return 0 if step >= 1 else -floor(log10(step) + 1e-9)
