"""The upscaling tab: pictures in, larger pictures out, with models compared on the way."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.batches.batch_tab import BatchTab
from app.batches.inputs import InputKind, Sorted
from app.batches.pictures import PICTURES
from app.choosing.choice_lines import full_title
from app.choosing.choices import CHECKPOINT_SUFFIXES, Choice, matching_choice
from app.context import AppContext
from app.error_view import MessageKind
from app.jobs import QUICK, Job, JobState
from app.run_work import run_work
from app.task_tab import Specs
from app.upscaling.advising import Advising
from app.upscaling.checkpoints import Checkpoints
from app.upscaling.crop_trial import CropTrial
from app.upscaling.describing import Describing
from app.upscaling.likeness_watch import LikenessWatch
from app.upscaling.likeness_work import FaceEyes
from app.upscaling.panel import UpscalingPanel
from app.upscaling.prepared import prepared_path, prepared_work
from app.upscaling.redraw_batch import RedrawBatchRun
from app.upscaling.redraws import Redraw, Redraws, is_redraw
from app.upscaling.restore import Restorer
from app.upscaling.step_run import submit_step
from app.upscaling.tile_dialog import TileWish
from app.upscaling.tile_view import TileView
from app.upscaling.trial_runner import TrialRunner
from app.upscaling.viewer import UpscalingView
from app.widgets.drop_zone import DropZone

if TYPE_CHECKING:
    from app.settings import Settings
    from pipelines.advising.remedies import Remedy
    from pipelines.advising.steps import Step
    from pipelines.redrawing.work import Place
    from pipelines.spec import ModelSpec


class UpscalingTab(BatchTab):
    """One or many pictures through one choice of model and version."""

    panel: UpscalingPanel
    viewer: UpscalingView

    def __init__(
        self,
        context: AppContext,
        key: str,
        specs: Specs,
        eyes: FaceEyes | None = None,
        seeing: Specs | None = None,
    ) -> None:
        """`eyes` find and tell faces in the place of those that are installed; `seeing` lists the
        models that describe a picture in the place of those of Image Q&A."""
        self.redraws = Redraws(context)
        super().__init__(context, key, specs)
        self.tiles = TileView(self.redraws, self.viewer, self)
        self.likeness = LikenessWatch(context, self.viewer.likeness_bar, eyes, self)
        self.advising = Advising(context, self.panel, self.viewer.advice_line, eyes, self)
        self.describing = Describing(context, self.panel, seeing, self)
        self.trial = CropTrial(self.viewer.background, self)
        self.stack.addWidget(self.trial)
        self.trials = TrialRunner(context, self.trial.comparison, self)
        self.checkpoints = Checkpoints(context, self.strip, self)
        self.restorer = Restorer(self.panel, self.strip, self.offers, self)
        self._connect_parts()

    def _connect_parts(self) -> None:
        self.panel.picker.checkpoint_given.connect(lambda path: self.checkpoints.add(Path(path)))
        self.panel.picker.removal_requested.connect(self.checkpoints.ask_to_remove)
        self.checkpoints.changed.connect(self.reload_choices)
        self.restorer.source_wanted.connect(lambda source: self.add_paths([source]))
        self.viewer.sized.connect(self._refresh)
        self.viewer.source_changed.connect(self._refresh)
        self.viewer.source_changed.connect(self.advising.look)
        self.viewer.trial_requested.connect(self.begin_trial)
        self.viewer.copied.connect(self._say_copied)
        self.trial.started.connect(self._start_trials)
        self.trial.abandoned.connect(self.trials.cancel)
        self.trial.closed.connect(self._leave_trial)
        self.trial.chosen.connect(self._use_tried)
        self.trial.failed.connect(self.strip.show_error)
        self.trials.changed.connect(self._on_trials)
        self.tiles.kept_wanted.connect(self._save_kept)
        self.tiles.again_wanted.connect(self._draw_tile)
        self.redraws.changed.connect(self._refresh)
        self.redraws.board.changed.connect(self._refresh_tiles)
        self.likeness.wanted.connect(self._remedy)
        self.describing.begun.connect(self._follow_description)

    # -- hooks -----------------------------------------------------------------------------

    @property
    def input_kind(self) -> InputKind:
        return PICTURES

    def make_panel(self) -> UpscalingPanel:
        return UpscalingPanel(self.context.settings, self.key, self)

    def make_viewer(self) -> UpscalingView:
        return UpscalingView(self)

    def make_batch_run(self) -> RedrawBatchRun:
        return RedrawBatchRun(self.context, self.viewer, self.redraws, self)

    def make_drop_zone(self) -> DropZone:
        return DropZone(
            self.tr("Drop pictures or a folder here"),
            self.tr(
                "or choose them, or paste a picture. A model of your own ({suffixes}) can be "
                "dropped here, too."
            ).format(suffixes=", ".join(CHECKPOINT_SUFFIXES)),
            self,
        )

    def take_models(self, paths: list[Path]) -> None:
        for path in paths:
            self.checkpoints.add(path)

    def take_sorted(self, found: Sorted) -> None:
        """One picture may say how it was made."""
        if len(found.files) != 1:
            return
        path = found.files[0]

        def work(_progress: object) -> Any:
            from pipelines.media.provenance import read_provenance

            return read_provenance(path)

        job = self.context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda _state: self._on_provenance(job, path))

    def _on_provenance(self, job: Job, path: Path) -> None:
        if job.state is JobState.DONE and job.result is not None and self.inputs == [path]:
            self.restorer.offer(job.result)

    def clear_view(self) -> None:
        self.viewer.compare.open(None, None)

    def set_inputs(self, paths: list[Path]) -> None:
        self.trials.cancel()
        self.redraws.forget()
        self.likeness.forget()
        self.advising.single = len(paths) == 1
        super().set_inputs(paths)

    def use_model(self, name: str, values: Mapping[str, Any]) -> None:
        self.restorer.ask(name, values)
        self.choices_known()

    def choices_known(self) -> None:
        if not self.busy:
            self.restorer.answer()
        if not self.describing.is_ready:
            self.describing.look_for_models()

    # -- running ---------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return super().busy or self.trials.busy

    @property
    def can_cancel(self) -> bool:
        jobs = (*self.batch, *self.trials.jobs)
        return any(not job.state.is_end and not job.token.cancelled for job in jobs)

    def cancel(self) -> None:
        super().cancel()
        self.trials.cancel()
        self._refresh()

    # -- pictures that are drawn anew, tile by tile -----------------------------------------

    def submit(self, spec: "ModelSpec[Any]", params: Any, output: Any, settings: "Settings") -> Job:
        source: Path = getattr(params, spec.input_field)
        steps = self.advising.first_steps()
        params = params.model_copy(update=dict(self.advising.changes()))
        if steps:
            made = prepared_path(self.context, source, steps)
            params = params.model_copy(update={spec.input_field: made})
        redraw = Redraw(spec, params, output, self.version, source, steps)
        return self._submit_redraw(redraw, self.redraws.heard_spec(spec), settings)

    def _submit_redraw(
        self, redraw: Redraw, changed: "ModelSpec[Any]", settings: "Settings"
    ) -> Job:
        """Queue it with a model that `redraws` made of that of the redraw."""
        self.likeness.forget()
        if redraw.steps:
            job = self._submit_prepared(redraw, changed, settings)
        else:
            job = super().submit(changed, redraw.params, redraw.output, settings)
        if is_redraw(redraw.spec):
            self.redraws.follow(job, redraw)
            self.tiles.follow(job)
        else:
            self.redraws.forget()
        return job

    def _submit_prepared(
        self, redraw: Redraw, changed: "ModelSpec[Any]", settings: "Settings"
    ) -> Job:
        context, source = self.context, redraw.source
        then = run_work(
            context, changed, redraw.params, redraw.output, settings, redraw.version, source
        )
        work = prepared_work(context, source, redraw.steps, then)
        job = context.jobs.submit(work, source.name, context.engine.lane(settings))
        self.follow_job(job, source)
        job.uses = job.uses.union(*(one.choice.files for one in redraw.steps))
        return job

    def _follow_description(self, job: Job) -> None:
        self.batch = [job]
        self.job_bar.show_job(job)
        job.finished.connect(lambda _state: self._on_description(job))
        self._refresh()

    def _on_description(self, job: Job) -> None:
        if job.state is JobState.FAILED:
            self.strip.show_failure(job)
        self._refresh()

    def _save_kept(self, redraw: Redraw) -> None:
        """Write a stopped redraw as far as it went."""
        self._launch_redraw(redraw, self.redraws.kept_spec(redraw.spec))

    def _draw_tile(self, redraw: Redraw, place: "Place", wish: TileWish) -> None:
        """Once more, as wished; the rest stays."""
        again = self.redraws.again_spec(redraw.spec, place, wish.prompt, wish.seed)
        self._launch_redraw(redraw, again)

    def _refresh_tiles(self) -> None:
        self.tiles.refresh(self.busy)

    def _launch_redraw(self, redraw: Redraw, changed: "ModelSpec[Any]") -> None:
        if self.busy:
            self._refuse_busy()
            return
        self.strip.dismiss()
        job = self._submit_redraw(redraw, changed, self.context.settings.value)
        self.batch = [job]
        job.finished.connect(lambda _state: self._on_end(job, redraw.source))
        self._show_progress()
        self._refresh()

    def show_outcome(self, source: Path, outcome: Any, job: Job) -> None:
        super().show_outcome(source, outcome, job)
        last = self.redraws.last
        if last is not None and last.source == source:
            self.likeness.look(last, outcome.path)

    def _remedy(self, redraw: Redraw, result: Path, remedy: "Remedy") -> None:
        """Do what helps against faces that drifted; each way gives a file of its own."""
        if self.busy:
            self._refuse_busy()
        elif remedy.faces:
            blended = self.redraws.blended_spec(redraw.spec, remedy.faces)
            self._launch_redraw(redraw, blended)
        elif remedy.step is not None:
            self._run_step(redraw, result, remedy.step)
        else:
            self._draw_closer(redraw, remedy.changes)

    def _draw_closer(self, redraw: Redraw, changes: Mapping[str, Any]) -> None:
        """Once more with other settings, which the form shows."""
        changed = redraw.params.model_copy(update=dict(changes))
        if self.panel.spec is redraw.spec and self.panel.form is not None:
            self.panel.form.set_values(changes)
        self._launch_redraw(replace(redraw, params=changed), self.redraws.heard_spec(redraw.spec))

    def _run_step(self, redraw: Redraw, result: Path, step: "Step") -> None:
        """Run another model on a result; what comes of it is the result then."""
        choice = matching_choice(step.model, step.params, self.panel.picker.choices)
        if choice is None:
            words = self.tr("{model} is not here any more.").format(model=step.model)
            self._refuse(words)
            return
        self.likeness.forget()
        self.strip.dismiss()
        job = submit_step(self.context, choice, step, result, redraw.output)
        self.follow_job(job, redraw.source)
        self.batch = [job]
        job.finished.connect(lambda _state: self._on_end(job, redraw.source))
        self._show_progress()
        self._refresh()

    def _sum_up(self) -> None:
        super()._sum_up()
        last, state = self.redraws.last, self.redraws.last_state
        if last is not None and state is JobState.CANCELLED and self.tiles.is_begun:
            self.tiles.offer_kept(self.offers, last)

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

    def _refresh(self) -> None:
        super()._refresh()
        self._refresh_tiles()
        self.advising.follow(self.busy, self.viewer.result is not None)
        self.describing.follow(self.viewer.source, self.busy)
        self.viewer.likeness_bar.set_enabled(not self.busy)

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
