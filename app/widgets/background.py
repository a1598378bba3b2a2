"""Small pieces of work off the GUI thread, with the answer delivered on it.

For previews, thumbnails and checks of files; model runs go through `app.jobs`. One thread per
piece and no pool: a pool's idle threads outlive the window, and ending a `QThreadPool` from a
destructor waits for threads that may need Python's lock.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid


class _Relay(QObject):
    """Carries answers over to the GUI thread; held by the threads, so it outlives the owner."""

    finished = Signal(object, object)


class Background(QObject):
    """Runs at most `lanes` pieces of work at a time; the rest wait, first in first out."""

    def __init__(self, parent: QObject | None = None, lanes: int = 2) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._waiting: deque[Callable[[], None]] = deque()
        self._threads: set[threading.Thread] = set()
        self._relay = _Relay()
        self._relay.finished.connect(self._deliver)

    @property
    def busy(self) -> bool:
        return bool(self._threads or self._waiting)

    def start(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
        first: bool = False,
    ) -> None:
        """Call `work` off the GUI thread, then `done(result)` or `failed(error)` on it.

        Neither is called once `owner` is gone. `first` puts it ahead of what waits: the thing
        the user is looking at.
        """
        relay = self._relay

        def body() -> None:
            thread = threading.current_thread()
            try:
                result = work()
            except Exception as error:
                # Held in a name of its own: Python clears `error` when the block ends.
                caught = error
                relay.finished.emit(thread, lambda: _call(failed, caught, owner))
            else:
                relay.finished.emit(thread, lambda: _call(done, result, owner))

        self._waiting.appendleft(body) if first else self._waiting.append(body)
        self._fill()

    def forget_waiting(self) -> None:
        """Drop what has not begun."""
        self._waiting.clear()

    def close(self, wait_s: float = 10.0) -> None:
        """Drop what waits, let what runs finish, deliver nothing more."""
        self._waiting.clear()
        self._relay.finished.disconnect(self._deliver)
        for thread in tuple(self._threads):
            thread.join(wait_s)
        self._threads.clear()
        self._relay = _Relay()
        self._relay.finished.connect(self._deliver)

    def _fill(self) -> None:
        while self._waiting and len(self._threads) < self._lanes:
            thread = threading.Thread(target=self._waiting.popleft(), name="hearth-background")
            self._threads.add(thread)
            thread.start()

    @Slot(object, object)
    def _deliver(self, thread: threading.Thread, answer: Callable[[], None]) -> None:
        self._threads.discard(thread)
        self._fill()
        answer()


def _call(callback: Callable[[Any], None] | None, value: Any, owner: QObject | None) -> None:
    if callback is not None and (owner is None or isValid(owner)):
        callback(value)
