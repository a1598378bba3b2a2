"""Runs the trials of a crop one after another and feeds the grid of results."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRect, Signal

from app.choosing.choice_lines import full_title
from app.choosing.choices import Choice
from app.context import AppContext
from app.error_view import sentence_of
from app.jobs import QUICK, Job, JobState
from app.translation import translate
from app.upscaling.trial_run import cut_out, trial_work
from app.widgets.crop_comparison import CropComparison
from app.widgets.picture_file import FileSource


class TrialRunner(QObject):
    """`changed` whenever a trial was queued, began or ended; `failed` if the crop cannot be cut."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, context: AppContext, grid: CropComparison, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._grid = context, grid
        self.jobs: list[Job] = []
        self._round = 0

    @property
    def busy(self) -> bool:
        return any(not job.state.is_end for job in self.jobs)

    def start(
        self,
        source: Path,
        area: QRect,
        choices: list[Choice],
        values_of: Callable[[Choice], Mapping[str, Any]],
    ) -> None:
        """Cut the crop out, then try each choice with its values."""
        self.cancel()
        self._round += 1
        # A folder for each round: a trial that is still stopping may write into the last one.
        folder = self._context.places.data / "trials" / str(self._round % 4)
        job = self._context.jobs.submit(lambda _p: cut_out(source, area, folder), lane=QUICK)
        job.uses = frozenset[Path]().union(*(choice.files for choice in choices))
        values = {choice.key: dict(values_of(choice)) for choice in choices}
        number = self._round
        job.finished.connect(lambda _state: self._on_cut(job, number, choices, values))
        self.jobs = [job]
        self.changed.emit()

    def cancel(self) -> None:
        """Ask every trial to stop; what is there stays."""
        for job in self.jobs:
            job.cancel()

    def _on_cut(
        self, cut: Job, number: int, choices: list[Choice], values: dict[str, dict[str, Any]]
    ) -> None:
        if number != self._round:
            return
        self.jobs = []
        if cut.state is JobState.DONE:
            settings = self._context.settings.value
            for place, choice in enumerate(choices, 1):
                target = cut.result.with_name(f"{place}.png")
                work = trial_work(
                    self._context, choice, values[choice.key], cut.result, target, settings
                )
                lane = self._context.engine.lane(settings)
                self._follow(self._context.jobs.submit(work, full_title(choice), lane), choice)
        else:
            for choice in choices:
                self._grid.set_failed(choice.key, self._reason(cut))
            if cut.error is not None:
                self.failed.emit(cut.error)
        self.changed.emit()

    def _follow(self, job: Job, choice: Choice) -> None:
        self.jobs.append(job)
        job.uses = choice.files
        key, number = choice.key, self._round

        def progressed(report: Any) -> None:
            if number == self._round:
                words = translate(report.text) if report.text is not None else ""
                self._grid.set_progress(key, report.fraction, words)

        def finished(_state: JobState) -> None:
            if number != self._round:
                return
            if job.state is JobState.DONE:
                source = FileSource(job.result.path)
                self._grid.set_result(key, source, job.result.model_seconds)
            else:
                self._grid.set_failed(key, self._reason(job))
            self.changed.emit()

        job.progressed.connect(progressed)
        job.finished.connect(finished)
        job.started.connect(self.changed)

    def _reason(self, job: Job) -> str:
        return sentence_of(job.error) if job.error is not None else self.tr("Stopped.")
