"""Keeps the edited transcript safe: a copy after each change, the file itself when it is left."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.context import AppContext
from app.jobs import QUICK, Job, JobState
from app.transcription.document import TranscriptDocument
from app.transcription.opening import Opened

if TYPE_CHECKING:
    from pipelines.progress import Progress
    from pipelines.speech.project import Project
    from pipelines.speech.rescue import RescueCopy, Rescued

_WAIT_MS = 800


class Keeper(QObject):
    """`saved` with the file after `save`, `failed` with the job that could not write."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self, context: AppContext, document: TranscriptDocument, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._document = context, document
        self._project: Project | None = None
        self._copy: RescueCopy | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._keep_copy)
        document.history_changed.connect(self._on_change)

    @property
    def _folder(self) -> Path:
        return self._context.places.transcripts

    @property
    def project(self) -> "Project | None":
        """What was opened, with the transcript as it was then."""
        return self._project

    def open(self, opened: Opened) -> None:
        """Edit this from now on."""
        self.leave()
        self._project = opened.project
        self._document.open(opened.project.transcript, opened.path)

    def take(self, opened: Opened) -> None:
        """A job has made this; the document shows it already, or most of it."""
        self._timer.stop()
        self._project = opened.project
        self._document.end_live(opened.project.transcript)
        if opened.path is not None:
            self._document.mark_saved(opened.path)

    def forget(self) -> None:
        """A job begins, and nothing of before is edited any more."""
        self.leave()
        self._project = None

    # -- writing ---------------------------------------------------------------------------

    def present(self) -> "Project | None":
        """The project as it stands."""
        from pipelines.speech.project import Project

        document = self._document
        if document.is_live or not document.segments:
            return None
        return replace(self._project or Project(document.transcript),
                       transcript=document.transcript)  # fmt: skip

    def save(self, path: Path | None = None) -> Job | None:
        """Write to `path`, else to the project's own file, in a job."""
        target, project = path or self._document.path, self.present()
        if target is None or project is None:
            return None
        written = project.transcript

        def work(_progress: "Progress") -> Path:
            _save(project, target)
            return target

        job = self._context.jobs.submit(work, target.name, QUICK)
        job.finished.connect(lambda _state: self._on_saved(job, written))
        return job

    def leave(self) -> None:
        """Write what is not written yet, before something else is shown or the window closes.

        Here and not in a job, since the window may be gone before one has run.
        """
        from pipelines.errors import HearthError

        self._timer.stop()
        document, project = self._document, None
        if document.is_changed:
            project = self.present()
        if project is None:
            return
        target = document.path or self._copy_path(project)
        try:
            _save(project, target)
        except HearthError:
            if self._copy is None:
                return
            self._copy.keep(project, document.path)  # where it may still be written
            return
        document.mark_saved(target)
        self._drop_copy()

    def _copy_path(self, project: "Project") -> Path:
        """Where an import that was edited and never saved is kept."""
        from pipelines.media.naming import free_path
        from pipelines.speech.project import SUFFIX

        name = Path(project.audio.path).stem if project.audio is not None else "transcript"
        self._folder.mkdir(parents=True, exist_ok=True)
        return free_path(self._folder / f"{name}{SUFFIX}")

    def _on_saved(self, job: Job, written: Any) -> None:
        if job.state is JobState.DONE:
            self._document.mark_saved(job.result, written)
            if not self._document.is_changed:
                self._drop_copy()
            self.saved.emit(job.result)
        elif job.state is JobState.FAILED:
            self.failed.emit(job)

    # -- the copy for a crash --------------------------------------------------------------

    def _on_change(self) -> None:
        if self._document.is_changed:
            self._timer.start()
        else:
            self._timer.stop()

    def _keep_copy(self) -> None:
        project, path = self.present(), self._document.path
        if project is None or not self._document.is_changed:
            return
        from pipelines.speech.rescue import RescueCopy

        if self._copy is None:
            self._copy = RescueCopy(self._folder)
        copy, folder = self._copy, self._folder

        def work(_progress: "Progress") -> None:
            folder.mkdir(parents=True, exist_ok=True)
            copy.keep(project, path)

        job = self._context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda state: self._on_copied(job, state))

    def _on_copied(self, job: Job, state: JobState) -> None:
        if state is JobState.FAILED:
            self.failed.emit(job)
        elif not self._document.is_changed:  # saved while it was being written
            self._drop_copy()

    def _drop_copy(self) -> None:
        copy, self._copy = self._copy, None
        if copy is not None:
            copy.discard()

    def look(self) -> Job:
        """A job that gives what a process left that is gone."""

        def work(_progress: "Progress") -> "tuple[Rescued, ...]":
            from pipelines.speech.rescue import rescued

            return rescued(self._folder)

        return self._context.jobs.submit(work, lane=QUICK)


def _save(project: "Project", target: Path) -> None:
    import pipelines
    from pipelines.speech.project import save_project

    target.parent.mkdir(parents=True, exist_ok=True)
    save_project(project, target, pipelines.__version__)
