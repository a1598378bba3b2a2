"""Keeps stop sequences out of text that comes bit by bit."""

from collections.abc import Sequence


class StopKeeper:
    """Keeps stop sequences, and what may become one, out of the text; `met` once there was one."""

    def __init__(self, stops: Sequence[str]) -> None:
        self._stops = [stop for stop in stops if stop]
        self._waiting = ""
        self.met = False

    def add(self, words: str) -> str:
        """What is certain not to belong to a stop sequence."""
        if self.met:
            return ""
        self._waiting += words
        found = [place for stop in self._stops if (place := self._waiting.find(stop)) >= 0]
        if found:
            self.met = True
            sure, self._waiting = self._waiting[: min(found)], ""
            return sure
        kept = max((self._begun(stop) for stop in self._stops), default=0)
        length = len(self._waiting) - kept
        sure, self._waiting = self._waiting[:length], self._waiting[length:]
        return sure

    def rest(self) -> str:
        """What was kept back, at the end."""
        words, self._waiting = self._waiting, ""
        return words

    def _begun(self, stop: str) -> int:
        waiting = self._waiting
        return next((n for n in range(len(stop) - 1, 0, -1) if waiting.endswith(stop[:n])), 0)
