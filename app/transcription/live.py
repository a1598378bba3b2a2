"""A run in the editor: it grows while a job listens, and is to be edited when the job has left."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.context import AppContext
from app.jobs import QUICK, Job, JobState
from app.transcription.keeper import Keeper
from app.transcription.opening import Opened, kept_for, nothing_of
from app.transcription.view import TranscriptionView

if TYPE_CHECKING:
    from pipelines.speech.listening import Moment
    from pipelines.speech.transcript import Transcript


class Live(QObject):
    """One recording at a time is being heard, looked at or not. `taken` with what is there to be
    edited when its job has ended, if it is looked at."""

    taken = Signal(object)

    def __init__(
        self, context: AppContext, viewer: TranscriptionView, keeper: Keeper, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._viewer, self._keeper = context, viewer, keeper
        self._document = viewer.editor.document
        self.path: Path | None = None
        self._heard: Transcript | None = None

    def hear(self, path: Path, moment: "Moment") -> None:
        """A job has heard something; it is in its log by now."""
        from pipelines.speech.listening import Improved
        from pipelines.speech.transcript import Transcript

        if path != self.path:
            self.end()
            self.path, self._heard = path, Transcript()
        before = self._heard or Transcript()
        if isinstance(moment, Improved):
            self._heard = moment.transcript
        else:
            self._heard = before.with_segments((*before.segments, *moment.segments))
        if path != self._viewer.source:
            return
        if self._document.is_live:
            self._document.hear(moment)
        else:
            self.show(path)

    def show(self, path: Path) -> bool:
        """Show what was heard of it so far, if it is the one; nobody may edit it yet."""
        from pipelines.speech.listening import Improved

        if path != self.path or self._heard is None:
            return False
        self._keeper.forget()
        self._document.begin_live()
        self._document.hear(Improved(self._heard))
        return True

    def end(self) -> None:
        """The job has left this recording: show what is kept, or what was heard until then."""
        path, heard = self.path, self._heard
        self.path = self._heard = None
        if path is None or not self._document.is_live:
            return
        folder = self._context.places.transcripts
        job = self._context.jobs.submit(lambda _p: kept_for(path, folder), lane=QUICK)
        job.finished.connect(lambda _state: self._on_kept(job, path, heard))

    def _on_kept(self, job: Job, path: Path, heard: Any) -> None:
        if path != self._viewer.source or not self._document.is_live or path == self.path:
            return
        opened: Opened | None = job.result if job.state is JobState.DONE else None
        if opened is None or not _is_of(opened, heard):
            nothing = nothing_of(path)
            project = replace(nothing.project, transcript=heard or nothing.project.transcript)
            opened = replace(nothing, project=project)
        self._keeper.take(opened)
        self.taken.emit(opened)


def _is_of(opened: Opened, heard: Any) -> bool:
    """Whether the kept transcript is the one that was just heard, and not one of before."""
    if heard is None:
        return False
    kept = opened.project.transcript.segments
    return [segment.start for segment in kept] == [segment.start for segment in heard.segments]
