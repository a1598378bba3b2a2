"""The default tab: side panel, drop zone, viewer, messages and progress, for any list of models.

A tab of its own kind subclasses `TaskTab` and overrides the hooks: `make_viewer` for another
middle, `submit` for another way to run, `panel.column` for more in the side panel.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.context import AppContext, TabPage
from app.error_view import MessageKind, MessageStrip
from app.input_files import copy_file, gather, save_pasted
from app.jobs import QUICK, Job, JobState
from app.plan_line import PlanLine
from app.results import PictureResult, ResultView, show_in_folder
from app.run_work import run_work
from app.settings import Settings
from app.side_panel import SidePanel
from app.translation import translate
from app.widgets.drop_zone import DropZone
from app.widgets.job_bar import JobBar, duration
from pipelines.progress import Progress

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec
    from pipelines.versions import Version

Specs = Callable[[], "Sequence[ModelSpec[Any]]"]


class TaskTab(TabPage):
    """One task. `key` names it in the settings; `specs` lists its models and is called in a job."""

    def __init__(
        self, context: AppContext, key: str, specs: Specs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context, self.key = context, key
        self.inputs: list[Path] = []
        self.batch: list[Job] = []
        self.panel = self.make_panel()
        self.plan_line = PlanLine(context, self.panel)
        self.panel.add_above_run(self.plan_line)
        self.strip = MessageStrip(self)
        self.drop_zone = self.make_drop_zone()
        self.viewer = self.make_viewer()
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.drop_zone)
        self.stack.addWidget(self.viewer)
        self.job_bar = JobBar(self)
        self._result_folder: Path | None = None
        self._finished: tuple[Any, Any, Any] | None = None
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._load_specs(specs)

    # -- hooks for subclasses --------------------------------------------------------------

    def make_panel(self) -> SidePanel:
        """The left side."""
        return SidePanel(self.context.settings, self.key, self)

    def make_drop_zone(self) -> DropZone:
        """The empty state."""
        return DropZone(
            self.tr("Drop pictures or a folder here"),
            self.tr("or choose them, or paste a picture from the clipboard"),
            self,
        )

    def make_viewer(self) -> ResultView:
        """The middle once there are inputs."""
        return PictureResult(self)

    @property
    def version(self) -> "Version | None":
        """An older version that is to run; None for the present one."""
        return None

    def submit(self, spec: "ModelSpec[Any]", params: Any, output: Any, settings: Settings) -> Job:
        """Queue one job; `params` already name their input."""
        context = self.context
        work = run_work(context, spec, params, output, settings, self.version)
        title = getattr(params, spec.input_field).name
        job = context.jobs.submit(work, title, context.engine.lane(settings))
        job.finished.connect(lambda state: self._keep(spec, params, job, state))
        return job

    def _keep(self, spec: "ModelSpec[Any]", params: Any, job: Job, state: JobState) -> None:
        """The latest finished job may become an example."""
        if state is JobState.DONE:
            self._finished = (spec, params, job.result)
        self.plan_line.look_again()

    def show_outcome(self, source: Path, outcome: Any, job: Job) -> None:
        """A job is done and its output on disk."""
        self.viewer.show_result(source, outcome)
        self._result_folder = outcome.path
        words = self.tr("Saved as {name} in {time}.")
        sentences = [words.format(name=outcome.path.name, time=duration(job.seconds))]
        sentences += [translate(note) for note in outcome.notes]
        kind = MessageKind.WARNING if outcome.notes else MessageKind.SUCCESS
        self.strip.show_message(kind, " ".join(sentences), action=self.tr("Show in folder"))

    # -- construction ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(24, 20, 24, 20)
        middle.setSpacing(12)
        middle.addWidget(self.strip)
        middle.addWidget(self.stack, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(middle, 1)
        right.addWidget(self.job_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self.drop_zone.chosen.connect(self.add_paths)
        self.drop_zone.image_pasted.connect(self.add_image)
        self.drop_zone.refused.connect(self._refuse)
        self.viewer.replace_requested.connect(self.open_files)
        self.viewer.save_requested.connect(self.save)
        self.viewer.failed.connect(self.strip.show_error)
        self.strip.action.connect(self._show_folder)
        self.panel.run_requested.connect(self.run)
        self.panel.changed.connect(self._refresh)
        self.panel.model_changed.connect(self._on_model)
        self.job_bar.cancelled.connect(self.cancel)

    def _load_specs(self, specs: Specs) -> None:
        self.panel.run_hint.setText(self.tr("Looking for models…"))
        job = self.context.jobs.submit(lambda _progress: tuple(specs()), lane=QUICK)
        job.finished.connect(lambda _state: self._on_specs(job))

    def _on_specs(self, job: Job) -> None:
        if job.state is JobState.DONE:
            self.panel.set_specs(job.result)
        else:
            self.strip.show_failure(job)
        self._refresh()

    def _on_model(self, spec: "ModelSpec[Any]") -> None:
        self.drop_zone.suffixes = spec.suffixes

    # -- inputs ----------------------------------------------------------------------------

    def add_paths(self, paths: list[Path]) -> None:
        """Take files and the pictures in folders as the new inputs."""
        suffixes = self.panel.spec.suffixes if self.panel.spec is not None else ()
        job = self.context.jobs.submit(lambda _p: gather(paths, suffixes), lane=QUICK)
        job.finished.connect(lambda _state: self._on_gathered(job, paths))

    def take_files(self, paths: Sequence[Path]) -> None:
        self.add_paths(list(paths))

    def _on_gathered(self, job: Job, paths: list[Path]) -> None:
        if job.state is not JobState.DONE:
            self.strip.show_failure(job)
        elif job.result:
            self.set_inputs(job.result)
        else:
            names = ", ".join(path.name for path in paths[:3])
            self._refuse(
                self.tr("There is nothing here that can be used: {names}").format(names=names)
            )

    def add_image(self, image: QImage) -> None:
        """Take a pasted picture, written to a file first."""
        folder = self.context.places.data / "pasted"
        job = self.context.jobs.submit(lambda _p: save_pasted(image, folder), lane=QUICK)
        job.finished.connect(lambda _state: self._on_pasted(job))

    def _on_pasted(self, job: Job) -> None:
        if job.state is JobState.DONE:
            self.set_inputs([job.result])
        else:
            self.strip.show_failure(job)

    def set_inputs(self, paths: list[Path]) -> None:
        """Show these files and make them what the next run works on."""
        self.inputs = paths
        self.strip.dismiss()
        self.viewer.show_inputs(paths)
        self.stack.setCurrentWidget(self.viewer)
        self._refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.drop_zone.dragEnterEvent(event)  # anywhere on the tab is good enough to drop on

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_zone.dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_zone.dropEvent(event)

    def _refuse(self, words: str) -> None:
        self.strip.show_message(MessageKind.WARNING, words)

    # -- what the window's menus call ------------------------------------------------------

    @property
    def busy(self) -> bool:
        return any(not job.state.is_end for job in self.batch)

    @property
    def can_run(self) -> bool:
        return bool(self.inputs) and self.panel.spec is not None and not self.busy

    @property
    def can_cancel(self) -> bool:
        return any(not job.state.is_end and not job.token.cancelled for job in self.batch)

    @property
    def can_save(self) -> bool:
        return self.viewer.result is not None

    def take_focus(self) -> None:
        (self.viewer if self.inputs else self.drop_zone).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_files(self) -> None:
        self.drop_zone.browse()

    def open_folder(self) -> None:
        self.drop_zone.browse_folder()

    def paste(self) -> None:
        self.drop_zone.paste()

    def run(self) -> None:
        """Queue a job for each input, unless a setting is wrong: then its field says so."""
        spec = self.panel.spec
        if spec is None or not self.can_run:
            return
        first = self.panel.build(**{spec.input_field: self.inputs[0]})
        output = self.panel.build_output()
        if first is None or output is None:
            return
        self.panel.remember()
        self.strip.dismiss()
        settings = self.context.settings.value
        self.batch = []
        for path in self.inputs:
            params = first.model_copy(update={spec.input_field: path})
            job = self.submit(spec, params, output, settings)
            self.batch.append(job)
            job.finished.connect(lambda _state, job=job, path=path: self._on_end(job, path))
        self._show_progress()
        self._refresh()

    def cancel(self) -> None:
        """Ask every job of this tab to stop."""
        for job in self.batch:
            job.cancel()
        self._refresh()

    def save(self) -> None:
        """Save a copy of the result elsewhere."""
        if self.viewer.result is not None:
            self.save_copy(self.viewer.result)

    def save_copy(self, result: Path) -> None:
        """Ask where, and save a copy of that file there."""
        wanted, _kind = QFileDialog.getSaveFileName(self, self.tr("Save a copy"), result.name)
        if wanted:
            job = self.context.jobs.submit(
                lambda _progress: copy_file(result, Path(wanted)), lane=QUICK
            )
            job.finished.connect(lambda _state: self._on_saved(job, Path(wanted)))

    def _on_saved(self, job: Job, path: Path, words: str = "") -> None:
        if job.state is JobState.DONE:
            self._result_folder = path
            words = words or self.tr("Saved a copy as {name}.").format(name=path.name)
            action = self.tr("Show in folder")
            self.strip.show_message(MessageKind.SUCCESS, words, action=action)
        else:
            self.strip.show_failure(job)

    @property
    def can_add_example(self) -> bool:
        return self._finished is not None

    def add_example(self) -> None:
        """Keep the latest result, with what it was made of, as an example of its model."""
        if self._finished is None:
            return
        spec, params, outcome = self._finished
        folder = self.context.places.examples

        def work(_progress: Progress) -> Any:
            from pipelines.examples import ExampleShelf

            version = str(outcome.provenance.get("version", ""))
            return ExampleShelf(folder).add(spec, params, outcome.path, version=version)

        job = self.context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda _state: self._on_example(job))

    def _on_example(self, job: Job) -> None:
        if job.state is JobState.DONE:
            words = self.tr("Added to the examples of the model, as {title}.")
            told = words.format(title=job.result.title)
            self.strip.show_message(MessageKind.SUCCESS, told)
        else:
            self.strip.show_failure(job)

    def toggle_help(self) -> None:
        """The help line of the field with the focus, or all of them."""
        if not self.panel.toggle_help():
            store = self.context.settings
            store.change(show_help=not store.value.show_help)
            self.panel.show_help(store.value.show_help)

    def close_tab(self) -> None:
        """The window closes for good."""
        self.plan_line.stop()
        self.viewer.close_view()

    # -- jobs ------------------------------------------------------------------------------

    def _show_progress(self) -> None:
        for number, job in enumerate(self.batch, 1):
            if not job.state.is_end:
                several = len(self.batch) > 1
                prefix = self.tr("{n} of {total}").format(n=number, total=len(self.batch))
                self.job_bar.show_job(job, prefix if several else "")
                return

    def _on_end(self, job: Job, path: Path) -> None:
        if job.state is JobState.DONE:
            self.show_outcome(path, job.result, job)
        elif job.state is JobState.FAILED:
            self.strip.show_failure(job)
        if self.busy:
            self._show_progress()
        else:
            self._sum_up()
        self._refresh()

    def _sum_up(self) -> None:
        """One sentence over the whole of a run."""
        counts = {state: sum(job.state is state for job in self.batch) for state in JobState}
        if counts[JobState.CANCELLED]:
            told = self.stopped_words(counts[JobState.DONE])
            self.strip.show_message(MessageKind.INFO, told)
        elif len(self.batch) > 1 and counts[JobState.FAILED]:
            failed = [job for job in self.batch if job.state is JobState.FAILED]
            words = self.tr("{n} of {total} finished; these failed: {names}")
            names = ", ".join(job.title for job in failed[:5])
            self.strip.show_message(
                MessageKind.WARNING,
                words.format(n=counts[JobState.DONE], total=len(self.batch), names=names),
                details="\n".join(f"{job.title}: {job.error}" for job in failed),
            )

    def stopped_words(self, done: int) -> str:
        """What is said of a run that was stopped after so many files."""
        words = self.tr("Stopped; {n} of {total} finished.")
        return words.format(n=done, total=len(self.batch))

    def _show_folder(self) -> None:
        if self._result_folder is not None:
            show_in_folder(self._result_folder)

    def _refresh(self) -> None:
        self.panel.run_button.setEnabled(self.can_run)
        if self.panel.spec is not None:
            self.panel.run_hint.setText(self._hint())
        source = self.inputs[0] if self.inputs else None
        self.plan_line.show_for(self.panel.spec, self.panel.form_values(), source, self.version)
        self.state_changed.emit()

    def _hint(self) -> str:
        if not self.inputs:
            return self.tr("Put in a file to begin")
        if self.busy:
            return self.tr("Running…")
        if len(self.inputs) == 1:
            return self.inputs[0].name
        return self.tr("{n} files").format(n=len(self.inputs))
