"""A short queue between two threads that either side can close, so that nobody waits for ever."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

#: How often a wait looks up, in seconds: Python on Windows sees Ctrl-C only then.
_LOOK_UP_S = 0.1


class Ended(Exception):
    """Nothing more will come."""


class Conveyor(Generic[T]):
    """At most `room` things wait on it; who puts more waits until one is taken."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._things: deque[T] = deque()
        self._changed = threading.Condition()
        self._finished = False
        self._closed = False

    def put(self, thing: T) -> bool:
        """Wait for room and leave the thing. False, and not left, once the other side closed."""
        with self._changed:
            while len(self._things) >= self._room and not self._closed:
                self._changed.wait(_LOOK_UP_S)
            if self._closed:
                return False
            self._things.append(thing)
            self._changed.notify_all()
            return True

    def get(self, check: Callable[[], None] | None = None) -> T:
        """Wait for a thing and take it. Raises Ended, or what `check` raises while waiting."""
        with self._changed:
            while not self._things:
                if self._finished or self._closed:
                    raise Ended
                self._changed.wait(_LOOK_UP_S)
                if check is not None:
                    check()
            thing = self._things.popleft()
            self._changed.notify_all()
            return thing

    def finish(self) -> None:
        """The putting side is through; what lies on the conveyor is still taken."""
        with self._changed:
            self._finished = True
            self._changed.notify_all()

    def close(self) -> None:
        """Stop both sides now and drop what lies on the conveyor."""
        with self._changed:
            self._closed = True
            self._things.clear()
            self._changed.notify_all()
