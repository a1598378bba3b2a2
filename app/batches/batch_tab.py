"""A tab that runs one file or many: choices of a model, folders, batches that go on."""

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from app.batches.batch_run import BatchRun
from app.batches.inputs import Group, InputKind, Sorted, group_files, sort_inputs, without_nested
from app.batches.nested_box import NestedBox
from app.batches.resume import ResumeOffer, group_of
from app.batches.watch_box import WatchBox
from app.choosing.choice_panel import ChoicePanel
from app.choosing.choices import Choice, list_choices, matching_choice
from app.choosing.offers import Offers
from app.context import AppContext
from app.error_view import MessageKind
from app.icons import set_icon
from app.jobs import QUICK, Job, JobState
from app.results import ResultView
from app.settings import Settings
from app.task_tab import Specs, TaskTab
from app.translation import translate
from app.widgets.background import Background
from app.widgets.file_queue import FileQueue
from app.widgets.file_queue_model import Thumbnail
from app.widgets.state_icons import FileState

if TYPE_CHECKING:
    from pipelines.batch_resume import Unfinished
    from pipelines.spec import ModelSpec
    from pipelines.versions import Version


class QueueResultView(ResultView):
    """A viewer with a list of files; `nested_box` and `watch_box` stand below it."""

    queue: FileQueue
    nested_box: NestedBox
    watch_box: WatchBox

    def _make_queue(
        self, thumbnail: Thumbnail | None = None, background: Background | None = None
    ) -> None:
        """The list with its boxes; a subclass lays it out."""
        self.queue = FileQueue(thumbnail, background, self)
        self.nested_box, self.watch_box = NestedBox(self), WatchBox(self)
        self.place_boxes()

    def place_boxes(self) -> None:
        """In the line below the list."""
        self.queue.foot.insertWidget(1, self.nested_box)
        self.queue.foot.insertWidget(2, self.watch_box)

    def _heading(self) -> QLabel:
        """For the name of a file, which never widens the window."""
        heading = QLabel(self)
        heading.setProperty("role", "heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return heading

    def _text_button(self, words: str, icon: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        set_icon(button, icon, side=16)
        button.setToolTip(tip)
        button.setAccessibleName(words)
        return button

    def set_state(self, path: Path, state: FileState, **told: Any) -> None:
        """Say where a file stands."""
        self.queue.set_state(path, state, **told)

    def show_queue(self, shown: bool) -> None:
        """The list, which one file does not need."""
        self.queue.setVisible(shown)

    def follow(self) -> None:
        """Go along with the run until the user picks a file."""


class BatchTab(TaskTab):
    """One or many files through one choice of model and version.

    A subclass gives `input_kind` and its own panel and viewer, and says in `take_models` what
    becomes of model files that are dropped.
    """

    panel: ChoicePanel
    viewer: QueueResultView

    def __init__(self, context: AppContext, key: str, specs: Specs) -> None:
        self._specs = specs
        self._folders: dict[Path, tuple[Path, ...]] = {}
        self._dropped: list[Path] = []
        self._filling = False
        super().__init__(context, key, specs)
        self.batch_run = self.make_batch_run()
        self.offers = Offers(self.strip, self)
        self.resume_offer = ResumeOffer(context, self.offers, specs, self)
        self.panel.choice_changed.connect(self._refresh)
        self.resume_offer.accepted.connect(self.go_on)
        self.viewer.queue.counted.connect(self._on_counted)
        self.viewer.queue.retry.connect(self.retry)
        self.viewer.nested_box.clicked.connect(self._on_nested)
        self.batch_run.ended.connect(self._on_batch_end)

    # -- hooks for subclasses --------------------------------------------------------------

    @property
    @abstractmethod
    def input_kind(self) -> InputKind:
        """What may be put in."""

    def make_panel(self) -> ChoicePanel:
        return ChoicePanel(self.context.settings, self.key, self)

    def make_batch_run(self) -> BatchRun:
        """What works through many files."""
        return BatchRun(self.context, self.viewer, self)

    def begun_group(self, item: "Unfinished") -> Group | None:
        """The files of a killed batch as it was begun, or None to begin it anew."""
        return group_of(item)

    def tell_batch(self, job: Job) -> None:
        """The job over many files has ended, and not failed as a whole."""
        kind, words, details = self.batch_run.summary(job)
        self._result_folder = self.batch_run.last_output
        action = self.tr("Show in folder") if self._result_folder is not None else ""
        self.strip.show_message(kind, words, action=action, details=details)

    def take_models(self, paths: list[Path]) -> None:
        """Files with weights were dropped."""

    def take_sorted(self, found: Sorted) -> None:
        """The inputs are set, and nothing was refused."""

    def clear_view(self) -> None:
        """The last file was taken off the list."""
        self.viewer.clear()

    # -- models ----------------------------------------------------------------------------

    @property
    def version(self) -> "Version | None":
        return self.panel.choice.version if self.panel.choice is not None else None

    def submit(self, spec: "ModelSpec[Any]", params: Any, output: Any, settings: Settings) -> Job:
        job = super().submit(spec, params, output, settings)
        self.follow_job(job, getattr(params, spec.input_field))
        return job

    def follow_job(self, job: Job, path: Path) -> None:
        """Let the list say how the job on one file goes."""
        job.uses = self._files_in_use()
        states = {JobState.CANCELLED: FileState.CANCELLED, JobState.FAILED: FileState.FAILED}

        def finished(state: JobState) -> None:
            if state in states:
                self.viewer.set_state(path, states[state])
            self.reload_choices()

        job.started.connect(lambda: self.viewer.set_state(path, FileState.RUNNING))
        job.finished.connect(finished)

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
            self.choices_known()
        elif job.state is JobState.FAILED:
            self.strip.show_failure(job)
        self._refresh()

    def choices_known(self) -> None:
        """The models have been listed, for the first time or again."""

    # -- inputs ----------------------------------------------------------------------------

    def add_paths(self, paths: list[Path]) -> None:
        if self.busy:
            self._refuse_busy()
            return
        job = self._sort(paths)
        job.finished.connect(lambda _state: self._on_sorted(job))

    def _sort(self, paths: list[Path]) -> Job:
        journal, kind = self.context.places.journal, self.input_kind
        return self.context.jobs.submit(lambda _p: sort_inputs(paths, journal, kind), lane=QUICK)

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
        else:
            self.take_sorted(found)
        if found.checkpoints:
            self.take_models(found.checkpoints)

    def _offer_nested(self) -> None:
        """Sub-folders can be left out if there are any, and something besides them."""
        inside = {path for files in self._folders.values() for path in files}
        top = inside & set(without_nested(self._dropped, self._folders))
        self.viewer.nested_box.setVisible(bool(top) and top != inside)
        whole = len(self._folders) == 1 and set(self._dropped) == inside
        self.viewer.watch_box.setVisible(whole)

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
        if not paths or not set(paths) <= set(self._dropped):
            self._folders, self._dropped = {}, list(paths)  # pasted, or something without files
            self._offer_nested()
        self._filling = True  # the list is emptied first, which is nobody's wish
        super().set_inputs(paths)
        self._filling = False
        # The box stands below the list, which one file alone does not need.
        self.viewer.show_queue(len(paths) > 1 or not self.viewer.watch_box.isHidden())

    def _on_counted(self) -> None:
        """Files were taken off the list."""
        paths = self.viewer.queue.model.paths()
        if paths == self.inputs:
            return
        self.inputs = paths
        if not (self._filling or self._is_whole(paths)):
            self.viewer.watch_box.hide()
        if not paths:
            self.clear_view()
            self.stack.setCurrentWidget(self.drop_zone)
        self._refresh()

    def _is_whole(self, paths: list[Path]) -> bool:
        """Whether the one folder that was put in is still worked on as such."""
        groups = group_files(paths, self._folders, None)
        return bool(groups) and isinstance(groups[0].inputs, Path)

    def _show_folder(self) -> None:
        if not self.offers.accept():
            super()._show_folder()

    # -- running ---------------------------------------------------------------------------

    def run(self) -> None:
        if not self.can_run:
            return
        self.stack.setCurrentWidget(self.viewer)
        self.viewer.follow()
        if len(self.inputs) == 1 and not self.watches:
            super().run()
        else:
            self.run_many(self.inputs)

    @property
    def watches(self) -> bool:
        """Whether the one folder that was put in is to be watched."""
        box = self.viewer.watch_box
        return box.isChecked() and not box.isHidden()

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
        watch = self.watches and not retry
        job = self.batch_run.start(
            spec, params, output, paths, self._folders, retry, version=self.version, watch=watch
        )
        self.launch(job)

    def launch(self, job: Job) -> None:
        """Show the one job that works through everything."""
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
        job = self._sort(paths)
        job.finished.connect(lambda _state: self._on_resumed(job, item))

    def _on_resumed(self, job: Job, item: "Unfinished") -> None:
        if self.busy:
            return
        self.viewer.nested_box.setChecked(item.recursive)
        self._on_sorted(job)
        if job.state is JobState.DONE and job.result.files:
            self.viewer.follow()
            params = item.params.model_copy(update={item.spec.input_field: self.inputs[0]})
            begun = self.begun_group(item)
            start = self.batch_run.start
            self.launch(
                start(item.spec, params, item.output, self.inputs, self._folders, begun=begun)
            )

    def _refresh(self) -> None:
        for box in (self.viewer.nested_box, self.viewer.watch_box):
            box.setEnabled(not self.busy)
        super()._refresh()

    def _on_batch_end(self, job: Job) -> None:
        if job.state is JobState.FAILED:
            self.strip.show_failure(job)
        else:
            self.tell_batch(job)
        self.reload_choices()
        self._refresh()
