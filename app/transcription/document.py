"""The transcript that is being edited: every change is one named step that can be taken back.

While a job listens the transcript grows, may not be edited, and enters no history; what comes out
at the end is where the history begins.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pipelines.speech import boundary_edits, editing, speaker_edits
from pipelines.speech.boundary_edits import Edge
from pipelines.speech.history import History
from pipelines.speech.listening import Improved, Moment
from pipelines.speech.text_edit import tidy
from pipelines.speech.transcript import Segment, Transcript
from pipelines.text import Text, text


class TranscriptDocument(QObject):
    """`changed` with the first row, how many rows went and how many came in their place.

    `replaced` when everything is new, `history_changed` when undo, redo or the name of what they
    do may differ, `state_changed` when it became read-only or editable, `selection_changed` after
    `select`. All edits give False, and do nothing, while it is read-only or if nothing changed.
    """

    changed = Signal(int, int, int)
    replaced = Signal()
    history_changed = Signal()
    state_changed = Signal()
    selection_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = History(Transcript())
        self._live: Transcript | None = None
        self._shown = self._history.present
        self._places: dict[str, int] = {}
        self.path: Path | None = None
        self.rows: tuple[int, ...] = ()
        self.row = -1

    # -- what there is ---------------------------------------------------------------------

    @property
    def transcript(self) -> Transcript:
        """What is shown."""
        return self._shown

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self._shown.segments

    @property
    def is_live(self) -> bool:
        """Whether a job is writing it, so that nobody else may."""
        return self._live is not None

    @property
    def is_changed(self) -> bool:
        """Whether there are edits that no project file has."""
        return not self.is_live and self._history.is_changed

    @property
    def can_undo(self) -> bool:
        return not self.is_live and self._history.can_undo

    @property
    def can_redo(self) -> bool:
        return not self.is_live and self._history.can_redo

    @property
    def undo_name(self) -> Text | None:
        return self._history.undo_name

    @property
    def redo_name(self) -> Text | None:
        return self._history.redo_name

    def segment(self, row: int) -> Segment | None:
        return editing.segment_at(self._shown, row)

    def row_at(self, seconds: float) -> int:
        """The row that is spoken at that moment; -1 in silence."""
        segments = self._shown.segments
        row = bisect_right(segments, seconds, key=lambda segment: segment.start) - 1
        # Where two speak at once an earlier one may still go on when the latest has ended.
        for earlier in range(row, max(-1, row - 4), -1):
            if seconds < segments[earlier].end:
                return earlier
        return -1

    @property
    def speakers(self) -> list[str]:
        """Every speaker, in an order that edits do not change."""
        return sorted(self._shown.speakers, key=self.place_of)

    def place_of(self, speaker: str) -> int:
        """The speaker's number, which stands for a colour and stays the same; -1 for nobody."""
        if not speaker:
            return -1
        if speaker not in self._places:
            self._places[speaker] = max(self._places.values(), default=-1) + 1
        return self._places[speaker]

    # -- opening, saving, listening --------------------------------------------------------

    def open(self, transcript: Transcript, path: Path | None = None) -> None:
        """Begin with this, without a history."""
        self._live = None
        self.path = path
        self._places = {}
        self._history = History(transcript)
        self._replace(transcript)

    def mark_saved(self, path: Path, transcript: Transcript | None = None) -> None:
        """`transcript`, else what is shown, is in that file now."""
        self.path = path
        self._history.mark_saved(transcript)
        self.history_changed.emit()

    def begin_live(self) -> None:
        """A job begins to listen: empty, and read-only until `end_live`."""
        self._live = Transcript()
        self.path = None
        self._places = {}
        self._replace(self._live)

    def hear(self, moment: Moment) -> None:
        """Show what the job has heard so far."""
        if self._live is None:
            return
        if isinstance(moment, Improved):
            self._live = moment.transcript
        else:
            self._live = self._live.with_segments((*self._live.segments, *moment.segments))
        self._show(self._live)

    def end_live(self, transcript: Transcript | None = None) -> None:
        """The job is over: edit its result, or what was heard until it was stopped."""
        heard = self._live if transcript is None else transcript
        if heard is None:
            return
        self._history = History(heard)
        self._live = None
        self._show(heard)
        self.state_changed.emit()
        self.history_changed.emit()

    def _replace(self, transcript: Transcript) -> None:
        self._shown = transcript
        self._number_speakers()
        self.rows, self.row = (), -1
        self.replaced.emit()
        self.state_changed.emit()
        self.history_changed.emit()

    def _show(self, after: Transcript) -> None:
        """Tell which rows differ."""
        before, now = self._shown.segments, after.segments
        self._shown = after
        self._number_speakers()
        first, most = 0, min(len(before), len(now))
        while first < most and before[first] is now[first]:
            first += 1
        last = 0
        while last < most - first and before[-1 - last] is now[-1 - last]:
            last += 1
        removed, added = len(before) - first - last, len(now) - first - last
        if removed or added:
            self.changed.emit(first, removed, added)

    @property
    def known_speakers(self) -> list[str]:
        """A name for every place, the lowest first: that which is shown, of somebody renamed."""
        shown = set(self._shown.speakers)
        named: dict[int, str] = {}
        for name, place in self._places.items():
            if place not in named or name in shown:
                named[place] = name
        return [named[place] for place in sorted(named)]

    def know_speakers(self, speakers: Iterable[str]) -> None:
        """Give these names their places again, in this order."""
        self._places = {}
        for speaker in speakers:
            self.place_of(speaker)
        self._number_speakers()

    def _number_speakers(self) -> None:
        for speaker in self._shown.speakers:
            self.place_of(speaker)

    # -- selection -------------------------------------------------------------------------

    def select(self, rows: Sequence[int], row: int) -> None:
        """These rows are selected, and `row` (-1 for none) is the present one."""
        if (tuple(rows), row) != (self.rows, self.row):
            self.rows, self.row = tuple(rows), row
            self.selection_changed.emit()

    # -- steps -----------------------------------------------------------------------------

    def step(self, name: Text, after: Transcript, key: object = None) -> bool:
        """Make that the transcript, as one step; steps of the same `key` in a row are one."""
        if self.is_live or not self._history.do(name, after, key):
            return False
        self._show(after)
        self.history_changed.emit()
        return True

    def undo(self) -> bool:
        """Take the last step back."""
        return self.can_undo and self._go(self._history.undo())

    def redo(self) -> bool:
        """Do again what was taken back."""
        return self.can_redo and self._go(self._history.redo())

    def _go(self, transcript: Transcript) -> bool:
        self._show(transcript)
        self.history_changed.emit()
        return True

    # -- text and segments -----------------------------------------------------------------

    def set_text(self, row: int, words: str) -> bool:
        return self.step(text("Change the text"), editing.set_text(self._shown, row, words))

    def split(self, row: int, place: int, words: str | None = None) -> bool:
        """Part a segment before a character of its text, which is first set to `words`."""
        before = self._shown if words is None else editing.set_text(self._shown, row, words)
        if words is not None:
            place = len(tidy(words[:place]))  # the text is kept with single spaces
        after = editing.split_at_text(before, row, place)
        if after is before:
            return self.step(text("Change the text"), after)
        return self.step(text("Split the segment"), after)

    def split_at(self, row: int, seconds: float) -> bool:
        """Part a segment at a time."""
        after = editing.split_at_time(self._shown, row, seconds)
        return self.step(text("Split the segment"), after)

    def merge(self, row: int, count: int = 2, words: str | None = None, at: int = -1) -> bool:
        """One segment of so many from `row` on; `at` gets the text `words` before."""
        after = self._shown if words is None else editing.set_text(self._shown, at, words)
        before = after
        for _other in range(min(count, len(after.segments) - row) - 1):
            after = editing.merge_with_next(after, row)
        name = text("Change the text") if after is before else text("Merge segments")
        return self.step(name, after)

    def delete(self, rows: Iterable[int]) -> bool:
        return self.step(text("Delete segments"), editing.delete(self._shown, rows))

    def insert(self, start: float, end: float, speaker: str = "") -> int:
        """An empty segment to be written; its row, -1 if there may be none."""
        before = self._shown.segments
        after = editing.insert(self._shown, start, end, speaker=speaker)
        if not self.step(text("Insert a segment"), after):
            return -1
        pairs = enumerate(zip(before, self._shown.segments, strict=False))
        return next((row for row, (old, new) in pairs if old is not new), len(before))

    def check(self, rows: Iterable[int], on: bool = True) -> bool:
        name = text("Mark as right") if on else text("Take the mark off")
        return self.step(name, editing.mark_checked(self._shown, rows, on))

    def replace_segment(self, row: int, segments: Sequence[Segment]) -> bool:
        """Another run's result in place of one segment."""
        after = editing.replace_segment(self._shown, row, segments)
        return self.step(text("Take the new text"), after)

    # -- times -----------------------------------------------------------------------------

    def move_boundary(self, row: int, edge: str, seconds: float) -> bool:
        """`edge` is "start" or "end". Dragging on is the same step."""
        after = boundary_edits.move_boundary(self._shown, row, Edge(edge), seconds)
        return self.step(text("Move a boundary"), after, ("boundary", row, edge))

    def set_times(self, row: int, start: float, end: float) -> bool:
        """Both boundaries, as near to these as the neighbours let them."""
        segment = self.segment(row)
        if segment is None:
            return False
        order = [(Edge.START, start), (Edge.END, end)]
        if start >= segment.end:  # else the old end would be in the way
            order.reverse()
        after = self._shown
        for edge, seconds in order:
            after = boundary_edits.move_boundary(after, row, edge, seconds)
        return self.step(text("Change the times"), after)

    # -- speakers --------------------------------------------------------------------------

    def set_speaker(self, rows: Iterable[int], speaker: str) -> bool:
        after = speaker_edits.set_speaker(self._shown, rows, speaker)
        return self.step(text("Set the speaker"), after)

    def rename_speaker(self, old: str, new: str) -> bool:
        """Everywhere; the name of another makes the two one."""
        after = speaker_edits.rename_speaker(self._shown, old, new)
        if after is self._shown or self.is_live:
            return False
        new = " ".join(new.split())
        if new in self._shown.speakers:
            return self.step(text("Merge speakers"), after)
        if old in self._places:
            self._places.setdefault(new, self._places[old])
        return self.step(text("Rename a speaker"), after)

    def merge_speakers(self, kept: str, gone: str) -> bool:
        after = speaker_edits.merge_speakers(self._shown, kept, gone)
        return self.step(text("Merge speakers"), after)
