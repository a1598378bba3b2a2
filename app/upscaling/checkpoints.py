"""The user's own checkpoints in the window: put on the shelf, and taken off again."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.context import AppContext
from app.error_view import MessageKind, MessageStrip
from app.jobs import Job, JobState, Lane
from app.question import confirm
from app.upscaling.choices import CHECKPOINT_MODEL, Choice

#: Checks of the user's files import torch and read gigabytes: one at a time, beside model runs.
CHECKPOINTS = Lane("checkpoints", quiet=True)


class Checkpoints(QObject):
    """`changed` when the shelf did, with the key of the choice to make, or empty."""

    changed = Signal(str)

    def __init__(self, context: AppContext, strip: MessageStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._strip, self._window = context, strip, parent

    def add(self, path: Path) -> None:
        """Look at a checkpoint safely; if it can be used it becomes a choice and is chosen."""
        words = self.tr("Looking at {name}…").format(name=path.name)
        self._strip.show_message(MessageKind.INFO, words)
        folder = self._context.places.checkpoints

        def work(_progress: Any) -> Any:
            from pipelines.checkpoint import CheckpointShelf

            return CheckpointShelf(folder).add(path)

        job = self._context.jobs.submit(work, path.name, CHECKPOINTS)
        job.finished.connect(lambda _state: self._on_added(job))

    def _on_added(self, job: Job) -> None:
        if job.state is JobState.DONE:
            found = job.result
            words = self.tr("Added {name}: {architecture}, {scale}×. Check its licence yourself.")
            told = words.format(
                name=found.title, architecture=found.info.architecture_name, scale=found.info.scale
            )
            self._strip.show_message(MessageKind.SUCCESS, told)
            self.changed.emit(f"{CHECKPOINT_MODEL}/{found.name}")
        elif job.state is JobState.FAILED:
            self._strip.show_failure(job)

    def ask_to_remove(self, choice: Choice) -> None:
        """Take it off the shelf if the user means it and no job needs it."""
        if not choice.is_checkpoint or self._refuse_used(choice):
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
        folder, name = self._context.places.checkpoints, choice.key.partition("/")[2]

        def work(_progress: Any) -> None:
            from pipelines.checkpoint import CheckpointShelf

            CheckpointShelf(folder).remove(name)

        job = self._context.jobs.submit(work, choice.title, CHECKPOINTS)
        job.finished.connect(lambda _state: self._on_removed(job, choice))

    def _on_removed(self, job: Job, choice: Choice) -> None:
        if job.state is JobState.DONE:
            words = self.tr("{name} is removed from Hearth.").format(name=choice.title)
            self._strip.show_message(MessageKind.SUCCESS, words)
        elif job.state is JobState.FAILED:
            self._strip.show_failure(job)
        self.changed.emit("")
