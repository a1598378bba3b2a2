"""Carries an answer from the thread that generates to the window, which looks now and then."""

import threading
from dataclasses import dataclass, field

from pipelines.conversations.records import Conversation, Turn
from pipelines.language.engine import Piece


@dataclass(frozen=True)
class Begun:
    """What was saved before the first word: the conversation, what was said, the empty answer.

    `said` is None where an earlier message is answered again.
    """

    conversation: Conversation
    said: Turn | None
    answer: Turn


@dataclass
class Batch:
    """What came since the last look. `restarted`: forget what came before, it began anew."""

    begun: Begun | None = None
    restarted: bool = False
    text: str = ""
    thinking: str = ""


@dataclass
class Stream:
    """Filled by one thread, emptied by another."""

    _batch: Batch = field(default_factory=Batch)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, begun: Begun) -> None:
        """The answer is in the store, and its first words are to come."""
        with self._lock:
            self._batch.begun = begun

    def restart(self) -> None:
        """The model answers from the beginning again, with less memory."""
        with self._lock:
            self._batch = Batch(begun=self._batch.begun, restarted=True)

    def hear(self, piece: Piece) -> None:
        """More of the answer."""
        with self._lock:
            if piece.thinking:
                self._batch.thinking += piece.text
            else:
                self._batch.text += piece.text

    def take(self) -> Batch:
        """All that came since the last time."""
        with self._lock:
            batch, self._batch = self._batch, Batch()
        return batch
