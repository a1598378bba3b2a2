"""Tells a model's thinking from its answer in raw text: ``<think> ... </think>``."""

from pipelines.language.engine import Piece

_OPEN, _CLOSE = "<think>", "</think>"


class ThinkingSplitter:
    """Fed with text as it comes, gives pieces; a mark cut in two by the stream is kept back.

    `prompt` is what came before the answer: some templates open the thinking themselves.
    """

    def __init__(self, prompt: str = "") -> None:
        self.raw = ""
        self._thinking = prompt.rstrip().endswith(_OPEN)
        self._waiting = ""

    def add(self, words: str) -> list[Piece]:
        """The pieces that are certain by now."""
        self.raw += words
        self._waiting += words
        found: list[Piece] = []
        while True:
            mark = _CLOSE if self._thinking else _OPEN
            before, met, after = self._waiting.partition(mark)
            if not met:
                break
            found.append(Piece(before, self._thinking))
            self._thinking, self._waiting = not self._thinking, after
        kept = _unfinished(self._waiting, _CLOSE if self._thinking else _OPEN)
        sure = len(self._waiting) - kept
        found.append(Piece(self._waiting[:sure], self._thinking))
        self._waiting = self._waiting[sure:]
        return [piece for piece in found if piece.text]

    def rest(self) -> list[Piece]:
        """What was kept back, at the end."""
        words, self._waiting = self._waiting, ""
        return [Piece(words, self._thinking)] if words else []


def _unfinished(words: str, mark: str) -> int:
    """How many signs at the end may be the beginning of the mark."""
    return next((n for n in range(len(mark) - 1, 0, -1) if words.endswith(mark[:n])), 0)
