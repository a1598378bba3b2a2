"""Progress with time left, and the one way a job learns that it was cancelled."""

import threading
import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

from pipelines.text import Text


class Cancelled(Exception):
    """Raised inside a job at its next step after `CancelToken.cancel`."""


class CancelToken:
    """A flag that any thread may raise and the job's thread looks at between steps."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()


@dataclass(frozen=True)
class Transfer:
    """How far a download is: bytes here, bytes in all (None: nobody said), bytes a second.

    `bytes_per_s` is None while there is too little to go by, 0 while nothing comes.
    """

    done: int
    total: int | None
    bytes_per_s: float | None = None

    @property
    def seconds_left(self) -> float | None:
        """At the present speed, or None if that cannot be told."""
        if self.total is None or not self.bytes_per_s:
            return None
        return max(0, self.total - self.done) / self.bytes_per_s


@dataclass(frozen=True)
class Report:
    """One moment of a job.

    `fraction` is 0 to 1, or None while the length is unknown; `remaining_s` is an estimate in
    seconds, or None while there is too little to go by. `transfer` is set while bytes are coming.
    """

    fraction: float | None
    text: Text | None
    elapsed_s: float
    remaining_s: float | None
    transfer: Transfer | None = None


Listener = Callable[[Report], None]


class _Clock:
    """Time left from the average pace since the present stage began."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.begun = now()
        self._stage: tuple[float, float] | None = None

    def remaining(self, fraction: float) -> float | None:
        moment = self.now()
        if self._stage is None or fraction < self._stage[1]:
            self._stage = (moment, fraction)
        since, start = self._stage
        done, spent = fraction - start, moment - since
        if done <= 0.01 or spent < 0.5:
            return None
        return spent / done * (1 - fraction)

    def restart(self) -> None:
        self._stage = None


class Progress:
    """What a job reports to. `part` hands a slice of the bar to a sub-task.

    >>> seen = []
    >>> progress = Progress(seen.append)
    >>> progress.part(0.5, 1.0).update(0.5)
    >>> seen[-1].fraction
    0.75
    """

    def __init__(
        self,
        listener: Listener | None = None,
        cancel: CancelToken | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.cancel = cancel or CancelToken()
        self._listener = listener
        self._clock = _Clock(now)
        self._text: list[Text | None] = [None]  # shared with every part
        self._span = (0.0, 1.0)

    def part(self, start: float, end: float) -> "Progress":
        """A progress whose 0 to 1 is `start` to `end` of this one."""
        child = copy(self)
        low, high = self._span
        child.__dict__["_span"] = (low + (high - low) * start, low + (high - low) * end)
        return child

    def check(self) -> None:
        """Raise `Cancelled` if the user asked to stop."""
        if self.cancel.cancelled:
            raise Cancelled

    def stage(self, words: Text) -> None:
        """Name what is being done now; the time left is measured anew from here."""
        self._clock.restart()
        self._text[0] = words
        self.update()

    def update(
        self,
        fraction: float | None = None,
        words: Text | None = None,
        transfer: Transfer | None = None,
    ) -> None:
        """Report `fraction` (0 to 1) of this part done, then raise `Cancelled` if asked to stop."""
        if words is not None:
            self._text[0] = words
        if self._listener is not None:
            whole = None
            remaining = None
            if fraction is not None:
                low, high = self._span
                whole = low + (high - low) * min(max(fraction, 0.0), 1.0)
                remaining = self._clock.remaining(whole)
            elapsed = self._clock.now() - self._clock.begun
            if transfer is not None and transfer.seconds_left is not None:
                remaining = transfer.seconds_left  # knows the speed of now, not of the whole
            self._listener(Report(whole, self._text[0], elapsed, remaining, transfer))
        self.check()
