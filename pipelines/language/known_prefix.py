"""What a transformers model has read and written last: its keys and values, kept for the next turn.

They serve a prompt that begins with the same tokens and the same pictures. The tokens alone do not
tell: every picture of a size has the same placeholders.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PictureSpan:
    """Where a picture's placeholders begin and end among the tokens, and which picture it is."""

    start: int
    end: int
    identity: Hashable


@dataclass(frozen=True)
class Reading:
    """All that a model reads for one answer: tokens, with pictures in some of them.

    `more` is what the engine itself wants to find again. What is not `lasting` is of no use to
    the next turn.
    """

    ids: list[int]
    pictures: tuple[PictureSpan, ...] = ()
    more: Any = None
    lasting: bool = True


class KnownPrefix:
    """`cache` is given to the model with the whole prompt; it reads what is not in there."""

    def __init__(self) -> None:
        self.cache: Any = None
        self._ids: Sequence[int] = ()
        self._pictures: tuple[PictureSpan, ...] = ()

    def keep(self, reading: Reading) -> int:
        """Cut what is known to what the prompt begins with; how many tokens that is."""
        if self.cache is None:
            return self.forget()
        length = self.cache.get_seq_length()
        same = self._same(reading, min(length, len(reading.ids) - 1))
        if not same or not self._crop(length - same):
            return self.forget()
        return same

    def remember(self, cache: Any, ids: Sequence[int], pictures: tuple[PictureSpan, ...]) -> None:
        """Take what the model knows now, for the next turn."""
        self.cache, self._ids, self._pictures = cache, ids, pictures

    def forget(self) -> int:
        """Know nothing any more: 0 tokens."""
        self.cache, self._ids, self._pictures = None, (), ()
        return 0

    def _same(self, reading: Reading, most: int) -> int:
        same = 0
        while same < most and self._ids[same] == reading.ids[same]:
            same += 1
        for known, wanted in zip(self._pictures, reading.pictures, strict=False):
            if known != wanted:
                same = min(same, known.start, wanted.start)
        for picture in (*self._pictures, *reading.pictures):
            if picture.start < same < picture.end:  # a picture is read as a whole
                same = picture.start
        return same

    def _crop(self, tokens: int) -> bool:
        """Whether the last `tokens` could be taken off; sliding windows and states forget."""
        if not tokens:
            return True
        if not getattr(self.cache, "is_croppable", False):
            return False
        try:
            self.cache.crop(-tokens)
        except RuntimeError:  # a sliding window has moved on
            return False
        return True
