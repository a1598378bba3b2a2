"""The upscaling tab: pictures in, larger pictures out, with models compared on the way."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from app.choosing.choice_lines import full_title
from app.choosing.choices import CHECKPOINT_SUFFIXES, Choice, list_choices
from app.choosing.offers import Offers
from app.context import AppContext
from app.error_view import MessageKind
from app.jobs import QUICK, Job, JobState
from app.settings import Settings
from app.task_tab import Specs, TaskTab
from app.translation import translate
from app.upscaling.batch_run import BatchRun
from app.upscaling.checkpoints import Checkpoints
from app.upscaling.crop_trial import CropTrial
from app.upscaling.inputs import Sorted, sort_inputs, without_nested
from app.upscaling.panel import UpscalingPanel
from app.upscaling.restore import Restorer, matching_choice
from app.upscaling.resume import ResumeOffer, group_of
from app.upscaling.trial_runner import TrialRunner
from app.upscaling.viewer import UpscalingView
from app.widgets.drop_zone import DropZone
from app.widgets.state_icons import FileState

if TYPE_CHECKING:
    from pipelines.batch_resume import Unfinished
    from pipelines.spec import ModelSpec
    from pipelines.versions import Version


class UpscalingTab(TaskTab):
    """One or many pictures through one choice of model and version."""

    panel: UpscalingPanel
    viewer: UpscalingView

    def __init__(self, context: AppContext, key: str, specs: Specs) -> None:
        self._specs = specs
        self._folders: dict[Path, tuple[Path, ...]] = {}
        self._dropped: list[Path] = []
        super().__init__(context, key, specs)
        self.trial = CropTrial(self.viewer.background, self)
        self.stack.addWidget(self.trial)
        self.trials = TrialRunner(context, self.trial.comparison, self)
        self.batch_run = BatchRun(context, self.viewer, self)
        self.checkpoints = Checkpoints(context, self.strip, self)
        self.offers = Offers(self.strip, self)
        self.restorer = Restorer(self.panel, self.strip, self.offers, self)
        self.resume_offer = ResumeOffer(context, self.offers, specs, self)
        self._connect_parts()

    def _connect_parts(self) -> None:
        self.panel.choice_changed.connect(self._refresh)
        self.panel.picker.checkpoint_given.connect(lambda path: self.checkpoints.add(Path(path)))
        self.panel.picker.removal_requested.connect(self.checkpoints.ask_to_remove)
        self.checkpoints.changed.connect(self.reload_choices)
        self.restorer.source_wanted.connect(lambda source: self.add_paths([source]))
        self.resume_offer.accepted.connect(self.go_on)
        self.viewer.sized.connect(self._refresh)
        self.viewer.source_changed.connect(self._refresh)
        self.viewer.trial_requested.connect(self.begin_trial)
        self.viewer.copied.connect(self._say_copied)
        self.viewer.queue.counted.connect(self._on_counted)
        self.viewer.queue.retry.connect(self.retry)
        self.viewer.nested_box.clicked.connect(self._on_nested)
        self.trial.started.connect(self._start_trials)
        self.trial.abandoned.connect(self.trials.cancel)
        self.trial.closed.connect(self._leave_trial)
        self.trial.chosen.connect(self._use_tried)
        self.trial.failed.connect(self.strip.show_error)
        self.trials.changed.connect(self._on_trials)
        self.batch_run.ended.connect(self._on_batch_end)

    # -- hooks of TaskTab ------------------------------------------------------------------

    def make_panel(self) -> UpscalingPanel:
        return UpscalingPanel(self.context.settings, self.key, self)

    def make_viewer(self) -> UpscalingView:
        return UpscalingView(self)

    def make_drop_zone(self) -> DropZone:
        return DropZone(
            self.tr("Drop pictures or a folder here"),
            self.tr(
                "or choose them, or paste a picture. A model of your own ({suffixes}) can be "
                "dropped here, too."
            ).format(suffixes=", ".join(CHECKPOINT_SUFFIXES)),
            self,
        )

    @property
    def version(self) -> "Version | None":
        return self.panel.choice.version if self.panel.choice is not None else None

    def submit(self, spec: "ModelSpec[Any]", params: Any, output: Any, settings: Settings) -> Job:
        job = super().submit(spec, params, output, settings)
        job.uses = self._files_in_use()
        path: Path = getattr(params, spec.input_field)
        states = {
            JobState.CANCELLED: FileState.CANCELLED,
            JobState.FAILED: FileState.FAILED,
        }

        def finished(state: JobState) -> None:
            if state in states:
                self.viewer.set_state(path, states[state])
            self.reload_choices()

        job.started.connect(lambda: self.viewer.set_state(path, FileState.RUNNING))
        job.finished.connect(finished)
        return job

    # -- models ----------------------------------------------------------------------------

    def _load_specs(self, specs: Specs) -> None:
        self.panel.run_hint.setText(self.tr("Looking for models…"))
        self.reload_choices()

    @Slot(str)
    def reload_choices(self, select: str = "") -> None:
        """Look again what is installed and what is on the shelf."""
        job = self.context.jobs.submit(lambda _progress: self._list(), lane=QUICK)
        job.finished.connect(lambda _state: self._on_choices(job, select))

    def _list(self) -> tuple[Choice, ...]:
        runtime = self.context.engine.runtime(self.context.settings.value)
        return list_choices(self._specs(), runtime)

    def _on_choices(self, job: Job, select: str) -> None:
        if job.state is JobState.DONE:
            self.panel.set_choices(job.result, select)
            self.resume_offer.look()
            self._answer()
        elif job.state is JobState.FAILED:
            self.strip.show_failure(job)
        self._refresh()

    # -- inputs ----------------------------------------------------------------------------

    def add_paths(self, paths: list[Path]) -> None:
        if self.busy:
            self._refuse_busy()
            return
        journal = self.context.places.journal
        job = self.context.jobs.submit(lambda _p: sort_inputs(paths, journal), lane=QUICK)
        job.finished.connect(lambda _state: self._on_sorted(job))

    def _refuse_busy(self) -> None:
        self._refuse(self.tr("Please wait for the run to end, or cancel it, before that."))

    def _on_sorted(self, job: Job) -> None:
        if job.state is not JobState.DONE:
            self.strip.show_failure(job)
            return
        found: Sorted = job.result
        if found.files:
            self._folders, self._dropped = found.folders, found.files
            self._offer_nested()
            self.set_inputs(self._wanted())
        if found.refused:
            self._tell_refused(found)
        elif found.provenance is not None:
            self.restorer.offer(found.provenance)
        for path in found.checkpoints:
            self.checkpoints.add(path)

    def _offer_nested(self) -> None:
        """Sub-folders can be left out if there are any, and something besides them."""
        inside = {path for files in self._folders.values() for path in files}
        top = inside & set(without_nested(self._dropped, self._folders))
        self.viewer.nested_box.setVisible(bool(top) and top != inside)

    def _wanted(self) -> list[Path]:
        """What was dropped, without sub-folders if the user said so."""
        box = self.viewer.nested_box
        if box.isChecked() or box.isHidden():
            return self._dropped
        return without_nested(self._dropped, self._folders)

    def _on_nested(self) -> None:
        if not self.busy:
            self.set_inputs(self._wanted())

    def _tell_refused(self, found: Sorted) -> None:
        path, reason = found.refused[0]
        if len(found.refused) == 1:
            self._refuse(translate(reason))
            return
        names = ", ".join(p.name for p, _ in found.refused[:3])
        words = self.tr("{count} things that were dropped are left out: {names}. {reason}")
        told = words.format(
            count=len(found.refused), names=names, reason=translate(reason), path=path
        )
        details = "\n".join(f"{path}: {translate(words)}" for path, words in found.refused)
        self.strip.show_message(MessageKind.WARNING, told, details=details)

    def set_inputs(self, paths: list[Path]) -> None:
        self.trials.cancel()
        if not set(paths) <= set(self._dropped):
            self._folders, self._dropped = {}, list(paths)  # pasted
            self._offer_nested()
        super().set_inputs(paths)

    def _on_counted(self) -> None:
        """Files were taken off the list."""
        paths = self.viewer.queue.model.paths()
        if paths == self.inputs:
            return
        self.inputs = paths
        if not paths:
            self.viewer.compare.open(None, None)
            self.stack.setCurrentWidget(self.drop_zone)
        self._refresh()

    # -- settings of a picture that Hearth made --------------------------------------------

    def _show_folder(self) -> None:
        if not self.offers.accept():
            super()._show_folder()

    def use_model(self, name: str, values: Mapping[str, Any]) -> None:
        self.restorer.ask(name, values)
        self._answer()

    def _answer(self) -> None:
        if not self.busy:
            self.restorer.answer()

    # -- running ---------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return super().busy or self.trials.busy

    @property
    def can_cancel(self) -> bool:
        jobs = (*self.batch, *self.trials.jobs)
        return any(not job.state.is_end and not job.token.cancelled for job in jobs)

    def run(self) -> None:
        if not self.can_run:
            return
        self.stack.setCurrentWidget(self.viewer)
        self.viewer.follow()
        if len(self.inputs) == 1:
            super().run()
        else:
            self.run_many(self.inputs)

    def retry(self, failed: list[Path]) -> None:
        """Run just these once more."""
        if not self.busy:
            self.run_many(failed, retry=True)

    def run_many(self, paths: list[Path], retry: bool = False) -> None:
        """One batch over these files; the list says what becomes of each."""
        spec = self.panel.spec
        if spec is None or self.busy:
            return
        params = self.panel.build(**{spec.input_field: paths[0]})
        output = self.panel.build_output()
        if params is None or output is None:
            return
        self.panel.remember()
        start = self.batch_run.start
        self._launch(start(spec, params, output, paths, self._folders, retry, version=self.version))

    def _launch(self, job: Job) -> None:
        self.strip.dismiss()
        job.uses = self._files_in_use()
        self.batch = [job]
        self.job_bar.show_job(job)
        self._refresh()

    def _files_in_use(self) -> frozenset[Path]:
        return self.panel.choice.files if self.panel.choice is not None else frozenset()

    def go_on(self, item: "Unfinished") -> None:
        """Put in what a killed batch was about, with its settings, and run what is left."""
        if self.busy:
            self._refuse_busy()
            return
        settings = item.params.model_dump(mode="json", exclude={item.spec.input_field})
        choice = matching_choice(item.spec.name, settings, self.panel.picker.choices)
        if choice is None:
            self._refuse(self.tr("{model} is not here any more.").format(model=item.spec.title))
            return
        self.panel.picker.choose(choice.key)
        self.panel.restore(settings, item.output.model_dump(mode="json"))
        paths = [item.inputs] if isinstance(item.inputs, Path) else list(item.inputs)
        journal = self.context.places.journal
        job = self.context.jobs.submit(lambda _p: sort_inputs(paths, journal), lane=QUICK)
        job.finished.connect(lambda _state: self._on_resumed(job, item))

    def _on_resumed(self, job: Job, item: "Unfinished") -> None:
        if self.busy:
            return
        self.viewer.nested_box.setChecked(item.recursive)
        self._on_sorted(job)
        if job.state is JobState.DONE and job.result.files:
            self.viewer.follow()
            params = item.params.model_copy(update={item.spec.input_field: self.inputs[0]})
            begun = group_of(item)
            start = self.batch_run.start
            self._launch(
                start(item.spec, params, item.output, self.inputs, self._folders, begun=begun)
            )

    def _refresh(self) -> None:
        self.viewer.nested_box.setEnabled(not self.busy)
        super()._refresh()

    def cancel(self) -> None:
        super().cancel()
        self.trials.cancel()
        self._refresh()

    def _on_batch_end(self, job: Job) -> None:
        if job.state is JobState.FAILED:
            self.strip.show_failure(job)
        else:
            kind, words, details = self.batch_run.summary(job)
            self._result_folder = self.batch_run.last_output
            action = self.tr("Show in folder") if self._result_folder is not None else ""
            self.strip.show_message(kind, words, action=action, details=details)
        self.reload_choices()
        self._refresh()

    # -- trying models on a part -----------------------------------------------------------

    def begin_trial(self) -> None:
        """Show the page where a part and models are chosen."""
        choice, source = self.panel.choice, self.viewer.source
        if choice is not None and source is not None and not self.busy:
            self.strip.dismiss()
            self.trial.begin(source, self.panel.picker.choices, choice.key)
            self.stack.setCurrentWidget(self.trial)
            self._refresh()

    def _start_trials(self, area: Any, choices: list[Choice]) -> None:
        if self.viewer.source is not None:
            self.trials.start(self.viewer.source, area, choices, self._values_for)

    def _values_for(self, choice: Choice) -> Mapping[str, Any]:
        """The form's values for the model it shows, for others those last used."""
        if choice.spec is self.panel.spec:
            return self.panel.values()
        return self.context.settings.value.last_params.get(choice.spec.name, {})

    def _on_trials(self) -> None:
        running = [job for job in self.trials.jobs if job.state is JobState.RUNNING]
        if running and running[0] is not self.job_bar.job:
            number, total = self.trials.jobs.index(running[0]) + 1, len(self.trials.jobs)
            prefix = self.tr("{n} of {total}").format(n=number, total=total)
            self.job_bar.show_job(running[0], prefix)
        if not self.trials.busy:
            self.reload_choices()
        self._refresh()

    def _leave_trial(self) -> None:
        self.trials.cancel()
        self.stack.setCurrentWidget(self.viewer)
        self._refresh()

    def _use_tried(self, key: str) -> None:
        self.panel.picker.choose(key)
        self._leave_trial()
        choice = self.panel.choice
        if choice is not None:
            words = self.tr("{model} is chosen. Press Run for the whole picture.")
            told = words.format(model=full_title(choice))
            self.strip.show_message(MessageKind.INFO, told)

    # -- words -----------------------------------------------------------------------------

    def _say_copied(self) -> None:
        words = self.tr("The result is on the clipboard.")
        self.strip.show_message(MessageKind.SUCCESS, words)

    def _hint(self) -> str:
        if not self.inputs or self.busy:
            return super()._hint()
        sizes = self.panel.size_words(self.viewer.source_size)
        if len(self.inputs) == 1:
            return sizes or super()._hint()
        return "  ·  ".join(part for part in (super()._hint(), sizes) if part)
