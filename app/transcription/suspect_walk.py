"""Finds the segments that are probably wrong, marks them, and walks from one to the next."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs import QUICK, Job, JobQueue, JobState
from app.transcription.segment_list import SegmentList
from app.transcription.suspect_bar import SuspectBar
from app.translation import translate
from pipelines.speech.suspects import Suspect, find_suspects, next_suspect
from pipelines.speech.transcript import Transcript

#: After an edit the marks wait for a pause, so that editing stays quick.
_WAIT_MS = 300
#: So many segments are looked at at once; more of them in a job.
_AT_ONCE = 60


class SuspectWalk(QObject):
    """`suspects` in the order of their starts, gaps among them; `present` is the one in front.

    `seek_requested` (seconds) with the start of one that was walked to, `found` with the rows
    that are marked, `refused` with why there is nothing to walk to.
    """

    seek_requested = Signal(float)
    found = Signal(object)
    refused = Signal(str)

    def __init__(self, view: SegmentList, bar: SuspectBar, jobs: JobQueue | None = None) -> None:
        """Without `jobs` everything is looked at at once, however long it takes."""
        super().__init__(view)
        self._view, self._bar, self._document = view, bar, view.document
        self._jobs, self._job = jobs, None
        self.suspects: tuple[Suspect, ...] = ()
        self.present: Suspect | None = None
        self._seen: Transcript | None = None
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_WAIT_MS)
        self._delay.timeout.connect(self.refresh)
        document = self._document
        document.changed.connect(lambda _first, _gone, _new: self._wait())
        document.replaced.connect(self.refresh)
        document.state_changed.connect(self.refresh)
        document.selection_changed.connect(self._on_selection)
        bar.stepped.connect(self.step)

    @property
    def count(self) -> int:
        return len(self.suspects)

    # -- looking ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look again. While a job listens nothing is marked: its later stages may put it right."""
        self._delay.stop()
        transcript = self._document.transcript
        if transcript is self._seen:
            return
        if self._document.is_live:
            self._show(transcript, ())
        elif self._jobs is None or len(transcript.segments) <= _AT_ONCE:
            self._show(transcript, find_suspects(transcript))
        elif self._job is None:
            self._look_in_a_job(self._jobs, transcript)

    def _look_in_a_job(self, jobs: JobQueue, transcript: Transcript) -> None:
        job = jobs.submit(lambda _progress: find_suspects(transcript), lane=QUICK)
        self._job = job
        job.finished.connect(lambda state: self._on_done(job, transcript, state))

    def _on_done(self, job: Job, transcript: Transcript, state: JobState) -> None:
        self._job = None
        if transcript is not self._document.transcript:
            self._wait()  # edited meanwhile
        elif state is JobState.DONE:
            self._show(transcript, job.result)

    def _wait(self) -> None:
        if self._view.isVisible():
            self._delay.start()

    def pause(self) -> None:
        """Nobody looks: find nothing for now."""
        self._delay.stop()

    def resume(self) -> None:
        """Somebody looks again."""
        if self._document.transcript is not self._seen:
            self._delay.start()

    def settle(self) -> None:
        """Know the suspects of what is there now, at once if they are few."""
        if self._delay.isActive():
            self.refresh()

    def _show(self, transcript: Transcript, suspects: Sequence[Suspect]) -> None:
        self._seen, self.suspects = transcript, tuple(suspects)
        marks = {one.index: _reasons(one) for one in self.suspects if not one.is_gap}
        self._view.show_suspects(marks)
        self.found.emit(tuple(marks))
        self._on_selection()

    def _on_selection(self) -> None:
        """The present one is that of the present row, unless a gap beside it was walked to."""
        row, now = self._document.row, self.present
        beside = now is not None and now.is_gap and self._row_of(now) == row
        if not (beside and now in self.suspects):
            self.present = self._of_row(row)
        self._tell()

    def _of_row(self, row: int) -> Suspect | None:
        segment = self._document.segment(row)
        if segment is None:
            return None
        place = bisect_left(self.suspects, segment.start, key=lambda one: one.start)
        while place < len(self.suspects) and self.suspects[place].start == segment.start:
            found = self.suspects[place]
            if not found.is_gap and self._row_of(found) == row:
                return found
            place += 1
        return None

    def _tell(self) -> None:
        now = self.present
        if now is None:
            self._bar.show_suspects(len(self.suspects), -1, "")
        else:
            number = self.suspects.index(now)
            self._bar.show_suspects(len(self.suspects), number, _reasons(now), now.is_gap)

    # -- walking ---------------------------------------------------------------------------

    def next(self) -> None:
        self.step(1)

    def previous(self) -> None:
        self.step(-1)

    def step(self, step: int) -> None:
        """To the next or previous suspect from where one is, round at the ends."""
        self._view.editing.commit()
        self.settle()
        if not self.suspects:
            self.refused.emit(self._why_none())
            return
        if self.present is not None:
            place = self.suspects.index(self.present) + step
            found = self.suspects[place % len(self.suspects)]
        else:
            segment = self._document.segment(self._view.row)
            start = segment.start if segment is not None else -1.0
            found = next_suspect(self.suspects, start, backwards=step < 0)
        if found is not None:
            self.go_to(found)

    def _why_none(self) -> str:
        if self._document.is_live:
            return self.tr("Suspect segments are marked when the transcription is done.")
        if not self._document.segments:
            return self.tr("There is nothing to check yet.")
        if self._seen is not self._document.transcript:
            return self.tr("Suspect segments are still being looked for.")
        return self.tr("No suspect segment left.")

    def go_to(self, suspect: Suspect) -> None:
        """Show it, and ask for its sound."""
        self.present = suspect
        self._view.choose(self._row_of(suspect))
        self._view.setFocus()
        self._tell()
        self.seek_requested.emit(suspect.start)

    def _row_of(self, suspect: Suspect) -> int:
        """Its segment; for a gap the one after it, or the last. By its start: rows may have come
        or gone since it was found."""
        segments = self._document.segments
        row = bisect_left(segments, suspect.start, key=lambda segment: segment.start)
        return min(row, len(segments) - 1)


def _reasons(suspect: Suspect) -> str:
    return " ".join(translate(doubt.text) for doubt in suspect.doubts)
