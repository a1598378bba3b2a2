"""What the actions do with the rows that are selected."""

from PySide6.QtCore import QObject, Signal

from app.transcription.segment_list import SegmentList
from app.transcription.speakers import new_speaker

#: How long an inserted segment is, in seconds, where there is room.
_INSERTED = 2.0


class RowEdits(QObject):
    """Each writes what is open first, then makes one step and selects what came of it.

    `refused` with a sentence where there is nothing to be done.
    """

    refused = Signal(str)

    def __init__(self, view: SegmentList) -> None:
        super().__init__(view)
        self._view, self._document = view, view.document
        self._changed = (0, 0)
        self._document.changed.connect(self._note)

    def _note(self, first: int, _removed: int, added: int) -> None:
        self._changed = (first, added)

    def undo(self) -> None:
        self._go(self._document.undo)

    def redo(self) -> None:
        self._go(self._document.redo)

    def _go(self, move: object) -> None:
        self._view.editing.commit()
        if callable(move) and move():
            first, added = self._changed
            self._choose(first, first + max(0, added - 1) if added < 50 else first)

    def _choose(self, first: int, last: int | None = None) -> None:
        most = len(self._document.segments) - 1
        if most >= 0:
            self._view.choose_rows(min(first, most), min(last if last is not None else first, most))

    def refuse_without_row(self) -> None:
        """Say that a segment has to be chosen first."""
        self.refused.emit(self.tr("Choose a segment first."))

    def edit(self) -> None:
        if self._view.row >= 0:
            self._view.edit_row()
        else:
            self.refuse_without_row()

    def times(self) -> None:
        if self._view.row >= 0:
            self._view.editing.begin_times(self._view.row)
        else:
            self.refuse_without_row()

    def play(self) -> None:
        segment = self._document.segment(self._view.row)
        if segment is not None:
            self._view.play_requested.emit(segment.start, segment.end)
        else:
            self.refuse_without_row()

    def split(self) -> None:
        """At the caret while one writes, else before the word under the cursor, else at the
        moment that is being played."""
        view, row = self._view, self._view.row
        if row < 0 and view.editing.row < 0:
            self.refuse_without_row()
            return
        text, word = view.layout_of(row), view.word
        if view.editing.row >= 0:
            done = view.editing.split()
        elif word > 0:
            done = self._document.split(row, text.spans[word][0])
        else:
            done = self._document.split_at(row, view.position)
        if not done:
            words = self.tr("Nothing to split off here: choose a word after the first.")
            self.refused.emit(words)
        elif view.editing.row < 0:
            self._choose(row + 1)

    def merge(self) -> None:
        """The selected rows and those between them; a single one with the next."""
        self._view.editing.commit()
        rows = self._view.chosen
        if not rows:
            self.refuse_without_row()
        elif self._document.merge(rows[0], max(2, rows[-1] - rows[0] + 1)):
            self._choose(rows[0])
        else:
            self.refused.emit(self.tr("There is no segment after this one to merge it with."))

    def insert(self) -> None:
        """An empty segment after the present one, ready to be written in."""
        self._view.editing.commit()
        row = self._view.row
        segment = self._document.segment(row)
        after = self._document.segment(row + 1)
        if segment is None:
            self.refuse_without_row()
            return
        end = segment.end + _INSERTED
        if after is not None and after.start > segment.end:
            end = min(end, after.start)
        made = self._document.insert(segment.end, end, segment.speaker)
        if made >= 0:
            self._view.editing.begin(made)

    def delete(self) -> None:
        rows = self._view.chosen
        if not rows:
            self.refuse_without_row()
        elif self._document.delete(rows):
            self._choose(rows[0])

    def check(self) -> bool:
        """Mark the selected rows as right, or if all are, no longer; whether they are now."""
        rows = self._view.chosen
        if not rows:
            self.refuse_without_row()
        segments = [self._document.segments[row] for row in rows]
        on = not all(segment.checked for segment in segments)
        return bool(rows) and self._document.check(rows, on) and on

    # -- speakers --------------------------------------------------------------------------

    def set_speaker(self, speaker: str) -> None:
        if self._view.chosen:
            self._document.set_speaker(self._view.chosen, speaker)
        else:
            self.refuse_without_row()

    def new_speaker(self) -> None:
        self.set_speaker(new_speaker(self._document.speakers))

    def speaker_of_key(self, digit: int) -> None:
        """Ctrl+1 is the first speaker; the digit after the last makes a new one, 0 is nobody."""
        speakers = self._document.speakers
        if digit == 0:
            self.set_speaker("")
        elif digit <= len(speakers):
            self.set_speaker(speakers[digit - 1])
        elif digit == len(speakers) + 1:
            self.new_speaker()
        else:
            words = self.tr("There is no speaker {number} yet: Ctrl+{next} makes a new one.")
            self.refused.emit(words.format(number=digit, next=len(speakers) + 1))
