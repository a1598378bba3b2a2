"""The user's own weights in a tab: put on the shelf, and taken off again."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.choosing.choices import Choice
from app.context import AppContext
from app.error_view import MessageKind, MessageStrip
from app.jobs import Job, JobState, Lane
from app.question import confirm

if TYPE_CHECKING:
    from pipelines.own_models.shelf import OwnModel
    from pipelines.progress import Progress

#: Checks of the user's files import torch and read gigabytes: one at a time, beside model runs.
OWN_FILES = Lane("checkpoints", quiet=True)


class OwnFiles(QObject):
    """`changed` when there are other models, here or by another part of the window, with the key
    of the choice to make, or empty.

    A tab's own class says its `task` and what is told of an added model.
    """

    changed = Signal(str)
    task: ClassVar[str]

    def __init__(self, context: AppContext, strip: MessageStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._strip, self._window = context, strip, parent
        self._added = ""
        context.requests.models_changed.connect(self._on_models_changed)

    @Slot(str)
    def _on_models_changed(self, _name: str) -> None:
        added, self._added = self._added, ""
        self.changed.emit(added)

    def words_for(self, added: "OwnModel", fits: bool) -> str:
        """Told of an added model, which `fits` the task or is only kept."""
        raise NotImplementedError

    def add(self, path: Path) -> None:
        """Look at a file or folder safely; if it can be used it becomes a choice and is chosen."""
        words = self.tr("Looking at {name}…").format(name=path.name)
        self._strip.show_message(MessageKind.INFO, words)
        folder = self._context.places.own_models

        def work(progress: "Progress") -> "tuple[OwnModel, bool]":
            from pipelines.own_models.shelf import OwnModels
            from pipelines.registry import own_spec
            from pipelines.spec import Task

            added = OwnModels(folder).add(path, progress)
            return added, own_spec(added, Task(self.task)) is not None

        job = self._context.jobs.submit(work, path.name, OWN_FILES)
        job.finished.connect(lambda _state: self._on_added(job))

    def _on_added(self, job: Job) -> None:
        if job.state is JobState.DONE:
            added, fits = job.result
            kind = MessageKind.SUCCESS if fits else MessageKind.INFO
            self._strip.show_message(kind, self.words_for(added, fits))
            self._added = added.name if fits else ""
            self._context.requests.models_changed.emit(added.name)
        elif job.state is JobState.FAILED:
            self._strip.show_failure(job)

    def ask_to_remove(self, choice: Choice) -> None:
        """Take it off the shelf if the user means it and no job needs it."""
        if not choice.is_own or self._refuse_used(choice):
            return
        confirm(
            self._window,
            self.tr("Remove"),
            self.tr("Remove {name} from Hearth?").format(name=choice.title),
            self.tr("Hearth's copy is deleted. The file it was added from stays where it is."),
            lambda: self._remove(choice),
        )

    def _refuse_used(self, choice: Choice) -> bool:
        """Whether a job needs it still; then the user is told."""
        used = any(choice.files & job.uses for job in self._context.jobs.unfinished)
        if used:
            words = self.tr("{name} is in use. Wait for the job to end, or cancel it, first.")
            self._strip.show_message(MessageKind.WARNING, words.format(name=choice.title))
        return used

    def _remove(self, choice: Choice) -> None:
        if self._refuse_used(choice):  # a job may have begun while the question stood
            return
        folder, name = self._context.places.own_models, choice.key

        def work(_progress: "Progress") -> None:
            from pipelines.own_models.shelf import OwnModels

            OwnModels(folder).remove(name)

        job = self._context.jobs.submit(work, choice.title, OWN_FILES)
        job.finished.connect(lambda _state: self._on_removed(job, choice))

    def _on_removed(self, job: Job, choice: Choice) -> None:
        if job.state is JobState.DONE:
            words = self.tr("{name} is removed from Hearth.").format(name=choice.title)
            self._strip.show_message(MessageKind.SUCCESS, words)
        elif job.state is JobState.FAILED:
            self._strip.show_failure(job)
        self._context.requests.models_changed.emit("")
