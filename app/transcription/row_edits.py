"""What the actions do with the rows that are selected."""

from PySide6.QtCore import QObject

from app.transcription.segment_list import SegmentList
from app.transcription.speakers import new_speaker

#: How long an inserted segment is, in seconds, where there is room.
_INSERTED = 2.0


class RowEdits(QObject):
    """Each writes what is open first, then makes one step and selects what came of it."""

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

    def times(self) -> None:
        if self._view.row >= 0:
            self._view.editing.begin_times(self._view.row)

    def play(self) -> None:
        segment = self._document.segment(self._view.row)
        if segment is not None:
            self._view.play_requested.emit(segment.start, segment.end)

    def split(self) -> None:
        """At the caret while one writes, else before the word under the cursor, else at the
        moment that is being played."""
        view, row = self._view, self._view.row
        if view.editing.row >= 0:
            view.editing.split()
            return
        if row < 0:
            return
        text, word = view.layout_of(row), view.word
        if word > 0:
            done = self._document.split(row, text.spans[word][0])
        else:
            done = self._document.split_at(row, view.position)
        if done:
            self._choose(row + 1)

    def merge(self) -> None:
        """The selected rows and those between them; a single one with the next."""
        self._view.editing.commit()
        rows = self._view.chosen
        if rows:
            count = max(2, rows[-1] - rows[0] + 1)
            if self._document.merge(rows[0], count):
                self._choose(rows[0])

    def insert(self) -> None:
        """An empty segment after the present one, ready to be written in."""
        self._view.editing.commit()
        row = self._view.row
        segment = self._document.segment(row)
        after = self._document.segment(row + 1)
        if segment is None:
            return
        end = segment.end + _INSERTED
        if after is not None and after.start > segment.end:
            end = min(end, after.start)
        made = self._document.insert(segment.end, end, segment.speaker)
        if made >= 0:
            self._view.editing.begin(made)

    def delete(self) -> None:
        rows = self._view.chosen
        if rows and self._document.delete(rows):
            self._choose(rows[0])

    def check(self) -> bool:
        """Mark the selected rows as right, or if all are, no longer; whether they are now."""
        rows = self._view.chosen
        segments = [self._document.segments[row] for row in rows]
        on = not all(segment.checked for segment in segments)
        return bool(rows) and self._document.check(rows, on) and on

    # -- speakers --------------------------------------------------------------------------

    def set_speaker(self, speaker: str) -> None:
        self._document.set_speaker(self._view.chosen, speaker)

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
