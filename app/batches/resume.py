"""At the start: batches that were killed before their end are offered, one after the other."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.batches.inputs import Group
from app.choosing.offers import Offers
from app.context import AppContext
from app.jobs import QUICK, Job, JobState
from app.task_tab import Specs

if TYPE_CHECKING:
    from pipelines.batch_resume import Unfinished


class ResumeOffer(QObject):
    """`accepted` with the batch that the user wants to go on with."""

    accepted = Signal(object)

    def __init__(self, context: AppContext, offers: Offers, specs: Specs, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._offers, self._specs = context, offers, specs
        self._left: list[Unfinished] = []
        self._looked = False

    def look(self) -> None:
        """At the start, search the journal and offer what is found; later calls do nothing."""
        begun, self._looked = self._looked, True
        if begun or not self._context.places.journal.exists():
            return
        job = self._context.jobs.submit(lambda _progress: self._find(), lane=QUICK)
        job.finished.connect(lambda _state: self._on_found(job))

    def _find(self) -> "list[Unfinished]":
        from pipelines.batch_resume import unfinished_batches
        from pipelines.journal import Journal

        runtime = self._context.engine.runtime(self._context.settings.value)
        with Journal(self._context.places.journal) as journal:
            return unfinished_batches(journal, self._specs(), runtime.versions)

    def _on_found(self, job: Job) -> None:
        if job.state is JobState.DONE:  # without the record of jobs there is nothing to offer
            self._left = job.result
            self._offer()

    def _offer(self) -> None:
        if not self._left or self._offers.would_hide:
            return  # what was said stays; the next start offers it
        item = self._left.pop(0)
        if isinstance(item.inputs, Path):
            words = self.tr(
                "Hearth was closed in the middle of the folder {folder}: {left} of {total} "
                "files are left."
            )
        else:
            words = self.tr("Hearth was closed in the middle: {left} of {total} files are left.")
        folder = item.inputs.name if isinstance(item.inputs, Path) else ""
        self._offers.make(
            words.format(folder=folder, left=item.left, total=item.total),
            self.tr("Go on"),
            lambda: self.accepted.emit(item),
            self.tr("Not now"),
            lambda: self._decline(item),
        )

    def _decline(self, item: "Unfinished") -> None:
        """Never offer it again; the folder can still be put in by hand."""

        def work(_progress: Any) -> None:
            from pipelines.journal import Journal

            with Journal(self._context.places.journal) as journal:
                journal.let_go(item.id)

        self._context.jobs.submit(work, lane=QUICK)
        self._offer()


def group_of(item: "Unfinished") -> Group:
    """The batch as it was begun."""
    inputs = item.inputs if isinstance(item.inputs, Path) else tuple(item.inputs)
    return Group(inputs, item.out_dir, item.total, item.recursive)
