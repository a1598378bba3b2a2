"""Undo and redo: the transcripts that were, each with the name of the step that led on."""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from pipelines.speech.transcript import Transcript
from pipelines.text import Text

#: Steps that can be taken back. Transcripts share all that did not change.
STEPS = 500

#: Typing that pauses longer than this, in seconds, is the next step.
PAUSE = 3.0


@dataclass(frozen=True)
class _Step:
    name: Text
    before: Transcript
    after: Transcript
    key: Hashable
    at: float


class History:
    """The present transcript, what led to it and what was taken back.

    >>> from pipelines.text import text
    >>> history = History(Transcript())
    >>> history.do(text("Delete"), Transcript(language="en"))
    True
    >>> history.undo().language, history.redo().language
    ('', 'en')
    """

    def __init__(
        self,
        transcript: Transcript,
        steps: int = STEPS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._present = self._saved = transcript
        self._steps = max(1, steps)
        self._now = now
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._sealed = True

    @property
    def present(self) -> Transcript:
        return self._present

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    @property
    def undo_name(self) -> Text | None:
        """The step that `undo` takes back."""
        return self._done[-1].name if self._done else None

    @property
    def redo_name(self) -> Text | None:
        """The step that `redo` does again."""
        return self._undone[-1].name if self._undone else None

    @property
    def is_changed(self) -> bool:
        """Whether the present differs from what was saved last."""
        return self._present is not self._saved and self._present != self._saved

    def do(self, name: Text, after: Transcript, key: Hashable = None) -> bool:
        """Take a step; False, and no step, if nothing changed by it.

        Steps that follow each other with the same `key` (typing in one segment, say) are one, as
        long as less than `PAUSE` goes by between them and nobody calls `seal`.
        """
        if after is self._present or after == self._present:
            return False
        now = self._now()
        last = self._done[-1] if self._done and not self._sealed else None
        before = self._present
        if last is not None and key is not None and last.key == key and now - last.at <= PAUSE:
            self._done.pop()
            before = last.before
        self._present = after
        self._undone.clear()
        if before != after:  # typed and taken back by hand is no step
            self._done.append(_Step(name, before, after, key, now))
        del self._done[: -self._steps]
        self._sealed = False
        return True

    def seal(self) -> None:
        """The next step stands for itself, whatever its key."""
        self._sealed = True

    def undo(self) -> Transcript:
        """The transcript before the last step; the present one if there is none."""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            self._present = step.before
        self._sealed = True
        return self._present

    def redo(self) -> Transcript:
        """The transcript after the step that was taken back last."""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self._present = step.after
        self._sealed = True
        return self._present

    def mark_saved(self, transcript: Transcript | None = None) -> None:
        """`transcript`, by default the present one, is what lies on the disk now."""
        self._saved = self._present if transcript is None else transcript
        self._sealed = True
