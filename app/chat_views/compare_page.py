"""One prompt to two, three or four models or settings, answered side by side."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.chat.asking import ModelUse
from app.chat.models import Known, list_models
from app.chat.views import ViewPage
from app.chat_views.chosen import ChosenModel
from app.chat_views.compare_column import CompareColumn
from app.chat_views.compare_text import Compared, markdown_of, save_markdown
from app.chat_views.engine_work import asking_work
from app.context import AppContext
from app.error_view import MessageKind, MessageStrip
from app.icons import Tint, set_icon
from app.jobs import QUICK, Job, JobState
from pipelines.errors import HearthError
from pipelines.language.engine import Message, Request, Role

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec

FEWEST, MOST = 2, 4

Specs = Callable[[], "Sequence[ModelSpec[Any]]"]


class ComparePage(ViewPage):
    """Columns are asked one after the other on a device; what fails in one leaves the others."""

    def __init__(
        self,
        context: AppContext,
        chosen: ChosenModel,
        specs: Specs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context, self.chosen, self._specs = context, chosen, specs
        self.columns: list[CompareColumn] = []
        self._known = Known()
        self._asked: tuple[str, str] = ("", "")
        self._make_controls()
        self._lay_out()
        for _ in range(FEWEST):
            self.add_column()
        chosen.changed.connect(self._follow_chosen)
        context.requests.models_changed.connect(lambda _name: self.list_models())
        self.list_models()
        self._refresh()

    def _make_controls(self) -> None:
        self.system = QPlainTextEdit(self)
        self.system.setPlaceholderText(self.tr("For all columns; may be empty"))
        self.system.setAccessibleName(self.tr("System prompt for all columns"))
        self.prompt = QPlainTextEdit(self)
        self.prompt.setPlaceholderText(self.tr("What all of them are to answer"))
        self.prompt.setAccessibleName(self.tr("Prompt for all columns"))
        for box, lines in ((self.system, 1), (self.prompt, 2)):
            box.setTabChangesFocus(True)
            box.setFixedHeight(box.fontMetrics().lineSpacing() * lines + 24)
        self.run_button = QPushButton(self.tr("Ask all"), self)
        self.run_button.setProperty("role", "primary")
        self.run_button.setToolTip(self.tr("Ask every column (Ctrl+Return)"))
        set_icon(self.run_button, "play", Tint.ON_ACCENT, 16)
        self.cancel_button = QPushButton(self.tr("Stop"), self)
        self.cancel_button.setToolTip(self.tr("Stop all columns (Esc); what was said stays"))
        set_icon(self.cancel_button, "stop", side=16)
        self.add_button = QPushButton(self.tr("Add column"), self)
        self.add_button.setToolTip(self.tr("Compare one more model or setting, up to four"))
        set_icon(self.add_button, "plus", side=16)
        self.save_button = QPushButton(self.tr("Save…"), self)
        self.save_button.setToolTip(self.tr("Save the comparison as Markdown (Ctrl+S)"))
        set_icon(self.save_button, "save", side=16)
        self.strip = MessageStrip(self)
        self.prompt.textChanged.connect(self._refresh)
        self.run_button.clicked.connect(self.run)
        self.cancel_button.clicked.connect(self.cancel)
        self.add_button.clicked.connect(self.add_column)
        self.save_button.clicked.connect(self.save)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        for words, box in (
            (self.tr("System prompt"), self.system),
            (self.tr("Prompt"), self.prompt),
        ):
            label = QLabel(words, self)
            label.setProperty("role", "heading")
            form.addRow(label, box)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.run_button, self.cancel_button, self.add_button, self.save_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QWidget(self)
        page.setProperty("role", "page")
        self._row = QHBoxLayout(page)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        scroll = QScrollArea(self)
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        column.addLayout(form)
        column.addLayout(buttons)
        column.addWidget(self.strip)
        column.addWidget(scroll, 1)

    # -- columns ---------------------------------------------------------------------------

    def add_column(self) -> None:
        """One more, beginning with the chosen model."""
        if len(self.columns) >= MOST:
            return
        column = CompareColumn(len(self.columns) + 1, self)
        column.use_wanted.connect(self._use)
        column.removal_wanted.connect(self._remove)
        column.answer.ended.connect(self._refresh)
        self.columns.append(column)
        self._row.addWidget(column, 1)
        self._dress(column)
        self._refresh()

    def _remove(self, column: CompareColumn) -> None:
        if len(self.columns) <= FEWEST or column.answer.is_busy:
            return
        self.columns.remove(column)
        self._row.removeWidget(column)
        column.hide()
        column.deleteLater()
        for number, left in enumerate(self.columns, start=1):
            left.set_number(number)
        self._refresh()

    def list_models(self) -> None:
        """Look which models there are."""
        settings, specs = self.context.settings.value, self._specs

        def work(_progress: object) -> Known:
            return list_models(specs(), self.context.engine.runtime(settings))

        job = self.context.jobs.submit(work, self.tr("Looking for models"), QUICK)
        job.finished.connect(lambda state, job=job: self._on_listed(job, state))

    def _on_listed(self, job: Job, state: JobState) -> None:
        if state is JobState.FAILED:
            self.strip.show_failure(job)
        if state is not JobState.DONE:
            return
        self._known = job.result
        for column in self.columns:
            self._dress(column)
        self._refresh()

    def _dress(self, column: CompareColumn) -> None:
        use = self.chosen.use
        column.set_choices(self._known.choices, use.key if use is not None else "")
        self._give_base(column, use)

    def _give_base(self, column: CompareColumn, use: ModelUse | None) -> None:
        if use is not None:
            column.settings.set_base(use.params.model_dump())

    def _follow_chosen(self) -> None:
        for column in self.columns:
            self._give_base(column, self.chosen.use)

    # -- asking ----------------------------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        return any(column.answer.is_busy for column in self.columns)

    @property
    def can_run(self) -> bool:
        ready = all(column.choice is not None for column in self.columns)
        return ready and not self.is_busy and bool(self.prompt.toPlainText().strip())

    def run(self) -> None:
        """Ask all columns, one after the other where they share a device."""
        if not self.can_run:
            return
        prompt, system = self.prompt.toPlainText(), self.system.toPlainText().strip()
        uses = [column.build(prompt, system) for column in self.columns]
        if any(use is None for use in uses):
            self.strip.show_message(
                MessageKind.WARNING,
                self.tr("A setting is not valid: correct it in the settings that opened."),
            )
            return
        self.strip.dismiss()
        self._asked = prompt, system
        for column, use in zip(self.columns, uses, strict=True):
            if use is not None:
                self._ask(column, use, prompt, system)
        self._refresh()

    def _ask(self, column: CompareColumn, use: ModelUse, prompt: str, system: str) -> None:

        messages = (Message(Role.SYSTEM, system), Message(Role.USER, prompt))
        request = Request(messages if system else messages[1:], sampling=use.params.sampling)
        work = asking_work(self.context, use, request, column.answer.begin())
        lane = self.context.engine.lane(self.context.settings.value)
        title = self.tr("{column}: {model}").format(
            column=column.title.text(), model=column.model_title
        )
        job = self.context.jobs.submit(work, title, lane)
        column.answer.follow(job)

    @property
    def can_cancel(self) -> bool:
        return self.is_busy

    def take_focus(self) -> None:
        self.prompt.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel(self) -> None:
        """Stop all columns; answers that have begun stay."""
        for column in reversed(self.columns):  # else the next one begins before it is stopped
            column.answer.cancel()

    def _use(self, column: CompareColumn) -> None:
        from pipelines.spec import Task

        if column.choice is not None:
            self.context.requests.model_wanted.emit(
                Task.CHAT.value, column.choice.spec.name, dict(column.form_values())
            )

    # -- keeping ---------------------------------------------------------------------------

    @property
    def can_save(self) -> bool:
        ended = (column.answer.told is not None or column.answer.failure for column in self.columns)
        return not self.is_busy and any(ended)

    def markdown(self) -> str:
        """All that was asked and answered last."""
        prompt, system = self._asked
        return markdown_of(
            prompt,
            system,
            [
                Compared(
                    column.model_title,
                    column.settings.overrides(),
                    column.answer.text,
                    column.answer.told,
                    column.answer.failure,
                )
                for column in self.columns
            ],
        )

    def save(self) -> None:
        """Ask where to, and write the comparison there."""
        if not self.can_save:
            return
        path, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the comparison"),
            self.tr("comparison") + ".md",
            self.tr("Markdown (*.md)"),
        )
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the comparison to that file."""
        try:
            save_markdown(self.markdown(), path)
        except HearthError as error:
            self.strip.show_error(error)
            return
        words = self.tr("Saved as {name}.").format(name=path.name)
        self.strip.show_message(MessageKind.SUCCESS, words)

    def _refresh(self) -> None:
        busy = self.is_busy
        self.run_button.setEnabled(self.can_run)
        self.cancel_button.setEnabled(busy)
        self.add_button.setEnabled(not busy and len(self.columns) < MOST)
        self.save_button.setEnabled(self.can_save)
        for column in self.columns:
            column.close_button.setVisible(len(self.columns) > FEWEST)
            column.close_button.setEnabled(not busy)
        self.state_changed.emit()
