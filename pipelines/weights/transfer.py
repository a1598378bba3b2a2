"""Several downloads at once as one: their bytes, their common speed, one bar."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipelines.progress import CancelToken, Progress, Report, Transfer
from pipelines.spec import WeightFile
from pipelines.text import text

_WINDOW_S = 10.0
_ENOUGH_S = 0.5


class Gauge:
    """Bytes a second over the last ten seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._moved = 0
        self._samples: deque[tuple[float, int]] = deque()

    def add(self, count: int) -> None:
        """So many bytes came since the last call."""
        moment = self._now()
        if not self._samples:
            self._samples.append((moment, self._moved))
        self._moved += count
        self._samples.append((moment, self._moved))
        while len(self._samples) > 2 and moment - self._samples[1][0] >= _WINDOW_S:
            self._samples.popleft()

    def bytes_per_s(self) -> float | None:
        """The speed now, or None while there is too little to go by."""
        if not self._samples:
            return None
        since, before = self._samples[0]
        spent = self._now() - since
        return (self._moved - before) / spent if spent >= _ENOUGH_S else None


class _Linked(CancelToken):
    """Raised by the user, or by ourselves when another of the downloads failed."""

    def __init__(self, outer: CancelToken) -> None:
        super().__init__()
        self._outer = outer

    @property
    def cancelled(self) -> bool:
        return self._outer.cancelled or super().cancelled


@dataclass
class _File:
    """One of the downloads: `share` of the bar; bytes `done` of `total`; the latest report."""

    share: float
    done: int
    total: int
    fraction: float = 0.0
    active: bool = False


class JointProgress:
    """Hands each download a progress of its own and reports the sum to `outer`, one at a time.

    `costs` are the bytes each weight has to download, `begun` those that are here already.
    """

    def __init__(
        self,
        outer: Progress,
        weights: Sequence[WeightFile],
        costs: Sequence[int],
        begun: Sequence[int],
    ) -> None:
        self._outer = outer
        self._lock = threading.Lock()
        self._gauge = Gauge()
        self.cancel: CancelToken = _Linked(outer.cancel)
        # Checking and converting take a little time too, even if nothing is downloaded.
        self._files = [
            _File(cost + weight.size / 20 + 1, here, cost)
            for weight, cost, here in zip(weights, costs, begun, strict=True)
        ]

    def child(self, index: int) -> Progress:
        """The progress of the weight of that index; may be used on any thread."""
        return Progress(lambda report: self._hear(self._files[index], report), self.cancel)

    def _hear(self, file: _File, report: Report) -> None:
        with self._lock:
            moved = report.transfer
            file.active = moved is not None
            if moved is not None:
                self._gauge.add(max(0, moved.done - file.done))
                file.done = moved.done
                file.total = moved.total or file.total
            if report.fraction is not None:
                file.fraction = report.fraction
            active = [item for item in self._files if item.active]
            if len(active) < 2 or moved is None:
                words = report.text
            else:
                words = text(
                    "Downloading {count} files: {done} of {total} MB",
                    count=len(active),
                    done=f"{self._transfer().done / 1e6:.1f}",
                    total=f"{(self._transfer().total or 0) / 1e6:.1f}",
                )
            if moved is None and active:
                return  # another file's bytes say more than that this one waits or is checked
            known = report.fraction is not None or len(self._files) > 1
            transfer = self._transfer() if active else None
            self._outer.update(self._fraction() if known else None, words, transfer)

    def _fraction(self) -> float:
        whole = sum(item.share for item in self._files)
        return sum(item.share * item.fraction for item in self._files) / whole

    def _transfer(self) -> Transfer:
        done = sum(item.done for item in self._files)
        total = sum(max(item.total, item.done) for item in self._files)
        return Transfer(done, total or None, self._gauge.bytes_per_s())
