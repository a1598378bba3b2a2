"""What a job looks like in a terminal: progress on standard error, and Ctrl-C."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, TextIO

from pipelines.progress import CancelToken, Report

#: Seconds between two lines where there is no terminal to redraw a bar in.
LINE_EVERY_S = 3.0

_REDRAW_EVERY_S = 0.1


def say(words: object) -> None:
    """One line for the person, on standard error."""
    print(f"hearth: {words}", file=sys.stderr, flush=True)


def duration(seconds: float) -> str:
    """``45 s``, ``3:05 min``, ``2:10 h``."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d} h"


def speed(bytes_per_s: float) -> str:
    """``12.3 MB/s``, ``340 kB/s``."""
    if bytes_per_s >= 1e6:
        return f"{bytes_per_s / 1e6:.1f} MB/s"
    return f"{bytes_per_s / 1e3:.0f} kB/s"


def _left(report: Report) -> list[str]:
    """Speed of a download and the time left as pieces of a line, where they are known."""
    pieces: list[str] = []
    if report.transfer is not None and report.transfer.bytes_per_s is not None:
        pieces.append(speed(report.transfer.bytes_per_s))
    if report.remaining_s is not None and report.fraction != 1.0:
        pieces.append(f"{duration(report.remaining_s)} left")
    return pieces


class Lines:
    """Progress for logs and pipes: a line when the stage changes, and one every few seconds."""

    def __init__(self, stream: TextIO, now: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._now = stream, now
        self._said: tuple[str, float] | None = None

    def __call__(self, report: Report) -> None:
        stage = report.text.template if report.text else ""
        moment = self._now()
        if self._said is not None:
            same, last = self._said
            if stage == same and moment - last < LINE_EVERY_S:
                return
        self._said = (stage, moment)
        pieces = [str(report.text) if report.text else "Working"]
        if report.fraction is not None:
            pieces.append(f"{report.fraction:.0%}")
        pieces.extend(_left(report))
        print("hearth: " + ", ".join(pieces), file=self._stream, flush=True)

    def interrupted(self, work: Callable[[], None]) -> None:
        """Let `work` print something in between."""
        work()

    def close(self) -> None:
        """Nothing is left open."""


class Bar:
    """A bar that is redrawn in place, with the time left for the whole."""

    _STEPS = 1000

    def __init__(self, stream: TextIO) -> None:
        from tqdm import tqdm

        self._bar: Any = tqdm(
            total=self._STEPS,
            file=stream,
            bar_format="{percentage:3.0f}% |{bar:24}| {desc}",
            leave=False,
            dynamic_ncols=True,
        )
        self._words, self._drawn = "", 0.0

    def __call__(self, report: Report) -> None:
        words = ", ".join([str(report.text) if report.text else "Working", *_left(report)])
        self._bar.set_description_str(words, refresh=False)
        if report.fraction is not None:
            self._bar.n = round(report.fraction * self._STEPS)
        moment = time.monotonic()
        if words != self._words or moment - self._drawn > _REDRAW_EVERY_S:
            self._words, self._drawn = words, moment
            self._bar.refresh()

    def interrupted(self, work: Callable[[], None]) -> None:
        with self._bar.external_write_mode(file=sys.stdout):
            work()

    def close(self) -> None:
        self._bar.close()


class Silence:
    """No progress at all."""

    def __call__(self, report: Report) -> None:
        pass

    def interrupted(self, work: Callable[[], None]) -> None:
        work()

    def close(self) -> None:
        pass


Display = Lines | Bar | Silence


def _has_room(stream: TextIO) -> bool:
    """Whether there is a terminal to draw in; some claim to be one and have no size."""
    try:
        return stream.isatty() and min(os.get_terminal_size(stream.fileno())) > 1
    except (OSError, ValueError):
        return False


@contextmanager
def showing(quiet: bool) -> Iterator[Display]:
    """The display that fits standard error, put away at the end."""
    stream = sys.stderr
    if quiet:
        display: Display = Silence()
    else:
        display = Bar(stream) if _has_room(stream) else Lines(stream)
    try:
        yield display
    finally:
        display.close()


@contextmanager
def stoppable(cancel: CancelToken) -> Iterator[None]:
    """The first Ctrl-C asks the job to stop at its next step, the second ends the process."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's
        return

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        # Written past Python's buffers, which the interrupted code may be in the middle of.
        if cancel.cancelled:
            _write_error(b"\nhearth: Stopped at once.\n")
            os._exit(130)
        cancel.cancel()
        _write_error(b"\nhearth: Stopping after this step. Ctrl-C again stops at once.\n")

    previous = signal.signal(signal.SIGINT, on_signal)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


def _write_error(words: bytes) -> None:
    with suppress(OSError):
        os.write(2, words)
