"""The bytes of one download as progress, and why one source of several failed."""

import time
from collections.abc import Callable

from pipelines.progress import Progress, Transfer
from pipelines.text import Text, text

_REPORT_EVERY_S = 0.1


class SourceFailed(Exception):
    """One source did not give the file; the store tries the next. `reason` is half a sentence."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(str(reason))


class Unreached(SourceFailed):
    """The server's name is not known here: there is no network, or none that leads to it."""


class WrongFile(SourceFailed):
    """The source gave a file with another hash than the promised one; it was deleted."""


class Refused(SourceFailed):
    """The server wants to know who asks (401), or does not let this one (403)."""


class NeedsConsent(SourceFailed):
    """A hub's repository is closed until its licence is accepted; `page` is where that is done.

    `known` says whether an access token was sent.
    """

    def __init__(self, reason: Text, page: str, known: bool) -> None:
        super().__init__(reason)
        self.page, self.known = page, known


class Meter:
    """Reports bytes at most ten times a second; raises `Cancelled` as soon as asked to stop."""

    def __init__(
        self, progress: Progress, name: str, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._progress = progress
        self._name = name
        self._now = now
        self._last = -1.0
        progress.stage(text("Downloading {name}", name=name))

    def moved(self, done: int, total: int | None) -> None:
        """`done` of `total` bytes are here; `total` None means the length is unknown."""
        self._progress.check()
        moment = self._now()
        if moment - self._last < _REPORT_EVERY_S and done != total:
            return
        self._last = moment
        megabytes = f"{done / 1e6:.1f}"
        transfer = Transfer(done, total or None)
        if not total:
            words = text("Downloading {name}: {done} MB", name=self._name, done=megabytes)
            self._progress.update(None, words, transfer)
            return
        words = text(
            "Downloading {name}: {done} of {total} MB",
            name=self._name,
            done=megabytes,
            total=f"{total / 1e6:.1f}",
        )
        self._progress.update(done / total, words, transfer)

    def wait(self, seconds: float, words: Text | None = None) -> None:
        """Sleep, saying why, but obey a cancel within a tenth of a second."""
        if words is not None:
            self._progress.update(None, words)
        end = self._now() + seconds
        while (left := end - self._now()) > 0:
            self._progress.check()
            time.sleep(min(left, 0.1))
        self._progress.check()

    def check(self) -> None:
        """Raise `Cancelled` if the user asked to stop."""
        self._progress.check()
