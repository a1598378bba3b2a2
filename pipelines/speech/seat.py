"""A place for one loaded stage: what comes next sends away what was there.

Voice activity, Whisper, aligner and diarizer need more memory together than one after another, and
never at the same time. Between two recordings the last stage stays, so that a folder transcribed
without word times loads Whisper once.
"""

import sys
from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

from pipelines.loading import LOADING_LOCK


class Stage(Protocol):
    """A loaded model that gives its memory back."""

    def close(self) -> None: ...


S = TypeVar("S", bound=Stage)


class Seat:
    """Holds at most one stage."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._stage: Any = None

    @property
    def key(self) -> Hashable:
        """What the present stage was loaded under, or None."""
        return self._key

    def take(self, key: Hashable, load: Callable[[], S]) -> S:
        """The stage of that key, loaded if another one, or none, is there."""
        if self._stage is None or self._key != key:
            self.clear()
            with LOADING_LOCK:
                self._stage = load()
            self._key = key
        return self._stage

    def clear(self) -> None:
        """Give the memory of whatever is there back."""
        stage, self._stage, self._key = self._stage, None, None
        if stage is not None:
            stage.close()

    def __del__(self) -> None:
        if not sys.is_finalizing():
            self.clear()
