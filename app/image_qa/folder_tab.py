"""The Folder page: the same questions about every picture of a folder, into a table or files."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from app.batches.batch_run import BatchRun
from app.batches.batch_tab import BatchTab
from app.batches.inputs import Group, InputKind
from app.batches.pictures import PICTURES
from app.choosing.choices import Choice
from app.context import AppContext
from app.error_view import MessageKind, sentence_of
from app.image_qa.answer_run import AnswerRun, all_done_before, begun_group
from app.image_qa.folder_panel import FolderPanel
from app.image_qa.folder_view import FolderView
from app.image_qa.heard_answers import HeardAnswers, Pairs
from app.image_qa.models import list_models
from app.image_qa.question_store import QuestionStore, spoken
from app.image_qa.questions_editor import QuestionBox
from app.image_qa.vision_files import VisionFiles, is_model
from app.jobs import QUICK, Job, JobState
from app.labels import wrapped_tooltip
from app.results import show_in_folder
from app.task_tab import Specs
from app.widgets.drop_zone import DropZone

if TYPE_CHECKING:
    from pipelines.batch_resume import Unfinished
    from pipelines.spec import ModelSpec


class FolderTab(BatchTab):
    """Many pictures through one model. `search_wanted` with the folder that was asked about,
    `edit_wanted` for the ready questions."""

    panel: FolderPanel
    viewer: FolderView
    batch_run: AnswerRun

    search_wanted = Signal(object)
    edit_wanted = Signal()

    def __init__(self, context: AppContext, key: str, specs: Specs) -> None:
        self.heard = HeardAnswers()
        self._plain_specs = specs
        super().__init__(context, key, lambda: self._kept_specs())
        self.questions = QuestionStore(context, self)
        self._asking: QuestionBox | None = None
        self._asked: tuple[str, tuple[str, ...]] = ("", ())
        self.own = VisionFiles(context, self.strip, self)
        self._connect_parts()

    def _kept_specs(self) -> "Sequence[ModelSpec[Any]]":
        """The models whose answers can be searched, heard here while they run."""
        data = self.context.places.data
        return tuple(self.heard.hearing(spec, data) for spec in self._plain_specs())

    def _connect_parts(self) -> None:
        self.heard.heard.connect(self.viewer.take_answers)
        self.panel.picker.checkpoint_given.connect(lambda path: self.own.add(Path(path)))
        self.panel.picker.removal_requested.connect(self.own.ask_to_remove)
        self.panel.ready_wanted.connect(self.offer_ready)
        self.questions.changed.connect(self._on_questions)
        self.questions.failed.connect(self.strip.show_failure)
        self.own.changed.connect(self.reload_choices)
        self.viewer.answers_wanted.connect(self._find_answers)
        self.viewer.table_wanted.connect(self.open_table)
        self.viewer.folder_wanted.connect(self._show_results)
        self.viewer.search_wanted.connect(lambda: self.search_wanted.emit(self.folder))

    # -- hooks -----------------------------------------------------------------------------

    @property
    def input_kind(self) -> InputKind:
        return PICTURES

    def make_panel(self) -> FolderPanel:
        return FolderPanel(self.context.settings, self.key, self)

    def make_viewer(self) -> FolderView:
        return FolderView(self)

    def make_batch_run(self) -> BatchRun:
        return AnswerRun(self.context, self.viewer, self)

    def make_drop_zone(self) -> DropZone:
        return DropZone(
            self.tr("Drop a folder or pictures here"),
            self.tr(
                "or choose them. Every picture is asked your questions, and the answers become "
                "one table, or a file or caption for each picture."
            ),
            self,
        )

    def _list(self) -> tuple[Choice, ...]:
        runtime = self.context.engine.runtime(self.context.settings.value)
        return list_models(self._specs(), runtime).choices

    def take_models(self, paths: list[Path]) -> None:
        for path in paths:
            self.own.add(path)

    def add_paths(self, paths: list[Path]) -> None:
        models = [path for path in paths if is_model(path)]
        self.take_models(models)
        if len(models) < len(paths):
            super().add_paths([path for path in paths if path not in models])

    def set_inputs(self, paths: list[Path]) -> None:
        if self.panel.place is not None and paths != self.inputs:
            self.panel.place.forget()
        super().set_inputs(paths)

    # -- questions -------------------------------------------------------------------------

    def offer_ready(self, box: QuestionBox) -> None:
        """A menu of the ready questions below the box, read anew: they may have changed."""
        self._asking = box
        self.questions.load()

    def _on_questions(self) -> None:
        box, self._asking = self._asking, None
        if box is None or box not in self.panel.boxes:
            return
        menu = self.ready_menu(box)
        menu.popup(box.ready_button.mapToGlobal(box.ready_button.rect().bottomLeft()))

    def ready_menu(self, box: QuestionBox) -> QMenu:
        """The ready questions, each put into that box when it is chosen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for item in self.questions.items:
            by_hearth = bool(item.key)
            action = menu.addAction(spoken(item.name, by_hearth).replace("&", "&&"))
            action.setToolTip(wrapped_tooltip(spoken(item.question, by_hearth)))
            action.triggered.connect(self._taker(item, box))
        menu.addSeparator()
        menu.addAction(self.tr("Edit questions…")).triggered.connect(self.edit_wanted)
        return menu

    def _taker(self, item: Any, box: QuestionBox) -> Callable[[], None]:
        return lambda: self.panel.take_ready(item, box)

    # -- where answers go ------------------------------------------------------------------

    @property
    def folder(self) -> Path | None:
        """The folder that all pictures lie in."""
        if len(self._folders) == 1 and self._is_whole(self.inputs):
            return next(iter(self._folders))
        parents = {path.parent for path in self.inputs}
        return parents.pop() if len(parents) == 1 else None

    def usual_table(self) -> Path | None:
        """Beside the folder that was put in, or among the pictures; or in the folder of the
        settings."""
        if not self.inputs:
            return None
        whole = len(self._folders) == 1 and self._is_whole(self.inputs)
        folder = next(iter(self._folders)) if whole else self.inputs[0].parent
        place = self.context.settings.value.output_folder
        if place is None:
            place = folder.parent if whole else folder
        name = self.tr("{name}-answers").format(name=folder.name or self.tr("pictures"))
        return place / f"{name}.csv"

    def _refresh(self) -> None:
        self.panel.show_place(self.usual_table(), self.context.settings.value.output_folder)
        super()._refresh()

    @property
    def can_run(self) -> bool:
        return super().can_run and bool(self.panel.questions)

    def _hint(self) -> str:
        if self.inputs and not self.busy and not self.panel.questions:
            return self.tr("Write a question first")
        if len(self.inputs) == 1 or self.busy or not self.inputs:
            return super()._hint()
        asked = len(self.panel.questions)
        words = self.tr("{n} pictures, {questions} questions each")
        if asked == 1:
            words = self.tr("{n} pictures, one question each")
        return words.format(n=len(self.inputs), questions=asked)

    # -- running ---------------------------------------------------------------------------

    def run(self) -> None:
        if self.can_run:
            self.stack.setCurrentWidget(self.viewer)
            self.viewer.follow()
            self.run_many(self.inputs)

    def run_many(self, paths: list[Path], retry: bool = False) -> None:
        self.batch_run.tables = dict(self.panel.tables)
        super().run_many(paths, retry)

    def launch(self, job: Job) -> None:
        spec = self.panel.spec
        self._asked = (spec.name if spec is not None else "", self.panel.questions)
        self.viewer.show_results(table=False, folder=False)
        super().launch(job)

    def begun_group(self, item: "Unfinished") -> Group | None:
        found = begun_group(item, self.context.places.answer_records)
        if found is not None and found.tables and self.panel.place is not None:
            self.panel.place.set_path(next(iter(found.tables.values())))
        self.batch_run.tables = dict(found.tables) if found is not None else self.panel.tables
        return found

    def _on_batch_end(self, job: Job) -> None:
        super()._on_batch_end(job)
        there = any(path.is_file() for path in self.batch_run.tables.values())
        done = self.batch_run.last_output is not None
        self.viewer.show_results(table=there, folder=there or done)
        if job.state is JobState.FAILED and job.error is not None:
            from pipelines.errors import Taken

            if isinstance(job.error, Taken):
                self._offer_another(job.error)

    def _offer_another(self, error: BaseException) -> None:
        """Nothing is replaced unless the user says so."""
        self.offers.make(
            sentence_of(error),
            self.tr("Other name…"),
            self._choose_table,
            self.tr("Replace it"),
            self._run_anew,
        )

    def _choose_table(self) -> None:
        if self.panel.place is not None:
            self.panel.place.browse()

    def _run_anew(self) -> None:
        """Ask about all pictures, over what is there."""
        if self.can_run:
            self.batch_run.anew = True
            self.run()

    def tell_batch(self, job: Job) -> None:
        super().tell_batch(job)
        kind, words, details = self.batch_run.summary(job)
        if all_done_before(job):
            words = self.tr("All of them were answered before, with the same settings.")
            self.offers.make(words, self.tr("Ask again"), self._run_anew)
        elif kind is not MessageKind.ERROR and any(map(Path.is_file, self._tables())):
            action = self.tr("Open the table")
            self.offers.make(words, action, self.open_table, kind=kind, details=details)

    # -- results ---------------------------------------------------------------------------

    def _tables(self) -> tuple[Path, ...]:
        return tuple(self.batch_run.tables.values())

    def open_table(self) -> None:
        """In the program that the system opens tables with."""
        for path in self._tables():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
            return

    def _show_results(self) -> None:
        place = next(iter(self._tables()), self.batch_run.last_output)
        if place is not None:
            show_in_folder(place)

    def _find_answers(self, path: Path) -> None:
        """What was answered before is among what can be searched."""
        answers, (model, questions) = self.context.places.answers, self._asked

        def work(_progress: object) -> Pairs:
            from pipelines.answers.gallery import Gallery

            if not answers.exists():
                return ()
            with Gallery(answers) as gallery:
                told = [one for one in gallery.answers_about(path) if one.model == model]
            wanted = [one for one in told if one.question in questions] or told
            return tuple((one.question, one.answer) for one in wanted)

        job = self.context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda state: self._on_answers(job, state, path))

    def _on_answers(self, job: Job, state: JobState, path: Path) -> None:
        if state is JobState.DONE and job.result and path not in self.viewer.answers:
            self.viewer.take_answers(path, job.result)
