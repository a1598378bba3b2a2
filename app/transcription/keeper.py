"""Keeps the edited transcript safe: a copy after each change, the file itself when it is left."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.context import AppContext
from app.jobs import QUICK, Job, JobState
from app.transcription.editor import TranscriptEditor
from app.transcription.opening import Opened
from pipelines.text import text

if TYPE_CHECKING:
    from pipelines.progress import Progress
    from pipelines.speech.project import Project
    from pipelines.speech.rescue import RescueCopy
    from pipelines.speech.transcript import Transcript

_WAIT_MS = 800


class Keeper(QObject):
    """`saved` with the file after `save`, `failed` with the job that could not write, `refused`
    with the error that kept `leave` from writing."""

    saved = Signal(object)
    failed = Signal(object)
    refused = Signal(object)

    def __init__(
        self, context: AppContext, editor: TranscriptEditor, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._editor = context, editor
        self._document = document = editor.document
        self._project: Project | None = None
        self._copy: RescueCopy | None = None
        self.place: Path | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.keep_copy)
        document.history_changed.connect(self._on_change)

    @property
    def _folder(self) -> Path:
        return self._context.places.transcripts

    @property
    def project(self) -> "Project | None":
        """What was opened, with the transcript as it was then."""
        return self._project

    @property
    def is_worked_on(self) -> bool:
        """Whether a person has put work into what is shown, now or earlier."""
        from pipelines.speech.transcript_shelf import is_edited, is_worked_on

        document = self._document
        before = self._project is not None and is_worked_on(self._project)
        return document.is_changed or before or is_edited(document.transcript)

    def open(self, opened: Opened) -> None:
        """Edit this from now on."""
        self.leave()
        project, document = opened.project, self._document
        self._project = project
        # The user's own place for it; what is kept below the data folder is nobody's business.
        own = opened.path is not None and opened.path.parent != self._folder
        self.place = opened.path if own else None
        if opened.saved is None:
            document.open(project.transcript, opened.path)
        else:
            document.open(opened.saved, opened.path)
            document.step(text("Restore the changes"), project.transcript)
        self._editor.restore_view(project.view)

    def take(self, opened: Opened) -> None:
        """A job has made this; the document shows it already, or most of it."""
        self._timer.stop()
        self._project, self.place = opened.project, None
        self._document.end_live(opened.project.transcript)
        if opened.path is not None:
            self._document.mark_saved(opened.path)

    def forget(self) -> None:
        """A job begins, and nothing of before is edited any more."""
        self.leave()
        self._project = self.place = None

    # -- writing ---------------------------------------------------------------------------

    def present(self) -> "Project | None":
        """The project as it stands."""
        from pipelines.speech.project import Project

        document, output = self._document, self._editor.output
        known = self._project
        if document.is_live or not (document.segments or document.is_changed):
            return None
        return replace(
            known or Project(document.transcript),
            transcript=document.transcript,
            view=self._editor.view_state(),
            output=output.model_dump(mode="json") if output is not None else {},
        )

    def save(self, path: Path) -> Job | None:
        """Write to `path`, in a job, and to the file that is kept below the data folder."""
        self._editor.commit()
        project = self.present()
        if project is None:
            return None
        written, kept = project.transcript, self._document.path
        inside = kept is not None and kept.parent == self._folder

        def work(_progress: "Progress") -> Path:
            _save(project, path)
            if inside and kept is not None and kept != path:
                _save(project, kept)
            return path

        job = self._context.jobs.submit(work, path.name, QUICK)
        of = self._project
        job.finished.connect(
            lambda _state: self._on_saved(job, of, written, kept if inside else path)
        )
        return job

    def _on_saved(
        self, job: Job, of: "Project | None", written: "Transcript", path: Path | None
    ) -> None:
        if job.state is JobState.FAILED:
            self.failed.emit(job)
        elif job.state is JobState.DONE:
            if of is self._project and path is not None:  # still the one in the editor
                self.place = job.result
                self._document.mark_saved(path, written)
            self.saved.emit(job.result)

    def leave(self) -> None:
        """Write what is not written yet, before something else is shown or the window closes.

        Here and not in a job, since the window may be gone before one has run.
        """
        from pipelines.errors import HearthError

        self._editor.commit()
        self._timer.stop()
        document = self._document
        project = self.present() if document.is_changed else None
        if project is None:
            return
        try:
            target = document.path or self._put_on_shelf(project)
            _save(project, target)
            if self.place is not None and self.place != target:
                _save(project, self.place)  # else it would fall behind what is kept
        except HearthError as error:
            self._keep_at_last(project)
            self.refused.emit(error)
            return
        document.mark_saved(target)

    def _put_on_shelf(self, project: "Project") -> Path:
        """Where a transcript that was edited and never saved is kept, so that it is found again.

        Raises DiskFull and NotWritable.
        """
        from pipelines.media.naming import free_path
        from pipelines.speech.project import SUFFIX
        from pipelines.speech.transcript_shelf import TranscriptShelf

        audio = project.audio
        if audio is not None and audio.fingerprint:
            shelf = TranscriptShelf(self._folder)
            return shelf.keep(project.transcript, audio, project.model, project.params)
        self._folder.mkdir(parents=True, exist_ok=True)
        name = Path(audio.path).stem if audio is not None else "transcript"
        return free_path(self._folder / f"{name}{SUFFIX}")

    def _keep_at_last(self, project: "Project") -> None:
        """The copy, which the next start offers, may still find room."""
        from pipelines.errors import HearthError
        from pipelines.speech.rescue import RescueCopy

        copy, self._copy = self._copy or RescueCopy(self._folder), None
        try:
            copy.keep(project, self._document.path)
        except HearthError:
            return

    # -- the copy for a crash --------------------------------------------------------------

    def _on_change(self) -> None:
        if self._document.is_changed:
            self._timer.start()
        else:
            self._timer.stop()
            self._drop_copy()

    def keep_copy(self) -> Job | None:
        """Write the copy, in a job."""
        project, path = self.present(), self._document.path
        if project is None or not self._document.is_changed:
            return None
        from pipelines.speech.rescue import RescueCopy

        if self._copy is None:
            self._copy = RescueCopy(self._folder)
        copy, folder = self._copy, self._folder

        def work(_progress: "Progress") -> None:
            folder.mkdir(parents=True, exist_ok=True)
            copy.keep(project, path)

        job = self._context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda state: self._on_copied(job, state, copy))
        return job

    def _on_copied(self, job: Job, state: JobState, copy: "RescueCopy") -> None:
        if state is JobState.FAILED:
            self.failed.emit(job)
        elif copy is not self._copy:  # saved while it was being written
            copy.discard()

    def _drop_copy(self) -> None:
        copy, self._copy = self._copy, None
        if copy is not None:
            copy.discard()


def _save(project: "Project", target: Path) -> None:
    import pipelines
    from pipelines.speech.project import save_project

    target.parent.mkdir(parents=True, exist_ok=True)
    save_project(project, target, pipelines.__version__)
