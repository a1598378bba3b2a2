"""Threads that take a picture, cut into strips, through layer after layer.

torch's own threads meet after every operation. Small operations leave them little else to do,
and on a busy machine each meeting waits for whoever lost its core. Here a thread takes a strip
through a whole layer alone, with torch held to one core, and goes on to the next layer while
others still finish this one.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from types import TracebackType
from typing import Self

import torch

#: Takes one strip through one layer: (layer, strip).
Work = Callable[[int, int], None]

#: Layers that the threads may go on with while the owner is slow to open more.
_AHEAD = 3


class Team:
    """As many threads as torch uses here, which live as long as the team and use one core each."""

    def __init__(self) -> None:
        self.size = torch.get_num_threads()
        self._pool = ThreadPoolExecutor(self.size, "strips")
        together = threading.Barrier(self.size + 1)
        try:
            for _ in range(self.size):
                self._pool.submit(_settle, together)
            together.wait()
        except BaseException:
            together.abort()
            raise
        finally:
            torch.set_num_threads(self.size)  # what new threads elsewhere begin with

    def start(self, tasks: Sequence[Callable[[], None]]) -> list[Future[None]]:
        """Run them, one in each thread."""
        return [self._pool.submit(torch.inference_mode()(task)) for task in tasks]


def _settle(together: threading.Barrier) -> None:
    torch.get_num_threads()  # or torch would undo the next line at the first operation
    torch.set_num_threads(1)
    together.wait()


class Relay:
    """A context: the team starts with it, and when it is left every opened layer is done.

    A strip is taken through a layer once its neighbours, up to `reach` strips away, are through
    the one before, so it may overwrite what these read there. There is one of `workers` for each
    thread, so that they can have buffers of their own. What one raises comes out of `open_next` or
    the end of the context; an error inside the context stops the threads at their next strip.
    """

    def __init__(self, team: Team, strips: int, reach: int, workers: Sequence[Work]) -> None:
        self._team, self._strips, self._reach, self._workers = team, strips, reach, workers
        self._done = [0] * strips  # layers, for each strip
        self._taken = 0  # strips of all layers in turn
        self._opened, self._awaited = 0, 0  # layers
        self._stopped = False
        self._error: BaseException | None = None
        lock = threading.Lock()
        self._moved, self._arrived = threading.Condition(lock), threading.Condition(lock)

    def open_next(self) -> None:
        """Let the threads into one more layer; returns when at most `_AHEAD` are left to do."""
        with self._arrived:
            self._opened += 1
            self._moved.notify_all()
            self._wait_for(self._opened - _AHEAD)

    def __enter__(self) -> Self:
        self._running = self._team.start([partial(self._run, work) for work in self._workers])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                with self._arrived:
                    self._wait_for(self._opened)
        finally:
            with self._moved:
                self._stopped = True
                self._moved.notify_all()
            wait(self._running)

    def _wait_for(self, layers: int) -> None:
        self._awaited = layers
        self._arrived.wait_for(lambda: self._error or min(self._done) >= layers)
        if self._error:
            raise self._error

    def _run(self, work: Work) -> None:
        try:
            while (turn := self._take()) is not None:
                work(*turn)
                self._finish(turn[1])
        except BaseException as error:
            with self._arrived:
                self._error, self._stopped = self._error or error, True
                self._moved.notify_all()
                self._arrived.notify()

    def _take(self) -> tuple[int, int] | None:
        """The next layer and strip, as soon as it may be worked on; None when all is over."""
        with self._moved:
            layer, strip = divmod(self._taken, self._strips)
            self._taken += 1
            near = slice(max(0, strip - self._reach), strip + self._reach + 1)
            self._moved.wait_for(
                lambda: self._stopped or (layer < self._opened and min(self._done[near]) >= layer)
            )
            return None if self._stopped else (layer, strip)

    def _finish(self, strip: int) -> None:
        with self._moved:
            self._done[strip] += 1
            self._moved.notify_all()
            if min(self._done) >= self._awaited:
                self._arrived.notify()
