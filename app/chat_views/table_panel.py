"""The workshop's template over a table: rows in, answers out, what failed, and going on later."""

from collections import deque

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.chat_views.chosen import ChosenModel
from app.chat_views.table_choice import TableChoice
from app.chat_views.table_work import TableOrder, table_work
from app.context import AppContext
from app.error_view import sentence_of
from app.forms import order_focus
from app.icons import Tint, set_icon
from app.jobs import Job, JobState
from app.labels import hint_label
from app.results import show_in_folder
from app.translation import translate
from pipelines.prompts.table_run import RowDone, TableResult
from pipelines.prompts.template import PromptTemplate

_LOOK_EVERY_MS = 100


class TablePanel(QWidget):
    """`state_changed` when a run begins and ends, and when one can begin."""

    state_changed = Signal()

    def __init__(
        self, context: AppContext, chosen: ChosenModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context, self.chosen = context, chosen
        self._template: PromptTemplate | None = None
        self._events: deque[RowDone] = deque()
        self._order: TableOrder | None = None
        self.job: Job | None = None
        self.result: TableResult | None = None
        self.choice = TableChoice(context, self)
        self._make_controls()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.choice.changed.connect(self.refresh)
        chosen.changed.connect(self.refresh)
        self.refresh()

    def _make_controls(self) -> None:
        self.run_button = QPushButton(self.tr("Run over the table"), self)
        self.run_button.setProperty("role", "primary")
        self.run_button.setToolTip(self.tr("Ask once for every row"))
        set_icon(self.run_button, "play", Tint.ON_ACCENT, 16)
        self.cancel_button = QPushButton(self.tr("Stop"), self)
        self.cancel_button.setAccessibleName(self.tr("Stop the run over the table"))
        self.cancel_button.setToolTip(self.tr("Stop; the answers that are there stay"))
        set_icon(self.cancel_button, "stop", side=16)
        self.folder_button = QToolButton(self)  # beside the longest words, a picture has room
        self.folder_button.setAccessibleName(self.tr("Show the file with the answers"))
        self.folder_button.setToolTip(self.tr("Show the file with the answers"))
        set_icon(self.folder_button, "folder", side=16)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the table"))
        self.state = hint_label("", "", self)
        self.problem = hint_label("", "problem", self)
        self.failed_title = QLabel(self.tr("Rows that failed"), self)
        self.failed_title.setProperty("role", "heading")
        self.failed = QListWidget(self)
        self.failed.setAccessibleName(self.tr("Rows that failed"))
        self.failed.setWordWrap(True)
        self.failed.setMaximumHeight(130)
        for widget in (self.bar, self.problem, self.failed, self.failed_title):
            widget.hide()
        self.run_button.clicked.connect(self.run)
        self.cancel_button.clicked.connect(self.cancel)
        self.folder_button.clicked.connect(self._show_folder)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.run_button, self.cancel_button, self.folder_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.choice, 1)
        column.addLayout(row)
        for widget in (self.bar, self.state, self.problem, self.failed_title, self.failed):
            column.addWidget(widget)
        buttons = [self.run_button, self.cancel_button, self.folder_button, self.failed]
        order_focus([*self.choice.focus_order(), *buttons])

    def show_template(self, template: PromptTemplate | None) -> None:
        """What is to be run; None while it is not valid."""
        self._template = template
        self.choice.show_variables(template.variables if template is not None else ())
        self.refresh()

    # -- running ---------------------------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        return self.job is not None

    @property
    def can_run(self) -> bool:
        ready = self._template is not None and self.chosen.use is not None
        return ready and not self.is_busy and self.choice.is_ready

    def run(self) -> None:
        """Begin, or go on where an earlier run of the same stopped."""
        use, template = self.chosen.use, self._template
        table, output = self.choice.path, self.choice.output_path
        if not self.can_run or use is None or template is None or table is None or output is None:
            return
        self._order = TableOrder(
            table,
            output,
            template,
            self.choice.column_name,
            self.choice.replace.isChecked() and self.choice.replace.isVisibleTo(self.choice),
            self.choice.retry.isChecked() and self.choice.retry.isVisibleTo(self.choice),
        )
        self._events = deque()
        self.result = None
        self.failed.clear()
        self._tell_problem("")
        work = table_work(self.context, use, self._order, self._events)
        lane = self.context.engine.lane(self.context.settings.value)
        title = self.tr("Prompts over {name}").format(name=table.name)
        self.job = job = self.context.jobs.submit(work, title, lane)
        job.uses = frozenset({table})
        job.progressed.connect(lambda _report: self._tell_progress())
        job.stopping_changed.connect(self._tell_progress)
        job.finished.connect(lambda state: self._on_finished(job, state))
        self._timer.start()
        self._tell_progress()
        self.refresh()

    def cancel(self) -> None:
        """Stop within the present row."""
        if self.job is not None:
            self.job.cancel()

    def _tell_progress(self) -> None:
        job = self.job
        if job is None:
            return
        report = job.report
        if job.stopping:
            words = self.tr("Stopping…")
        elif job.state is JobState.QUEUED:
            words = self.tr("Waiting for its turn…")
        elif report is None or report.text is None:
            words = self.tr("Starting…")
        else:
            words = translate(report.text)
        self.state.setText(words)
        fraction = report.fraction if report is not None else None
        self.bar.setValue(round(1000 * (fraction or 0.0)))
        self.bar.show()

    def _look(self) -> None:
        while self._events:
            event = self._events.popleft()
            if event.reason is not None:
                words, reason = self.tr("Line {line}: {reason}"), translate(event.reason)
                if event.reason.values.get("line") == event.line:
                    words = "{reason}"  # it says where by itself
                self.failed.addItem(words.format(line=event.line, reason=reason))
        self.failed.setVisible(self.failed.count() > 0)
        self.failed_title.setVisible(self.failed.count() > 0)

    def _on_finished(self, job: Job, state: JobState) -> None:
        self.job = None
        self._timer.stop()
        self._look()
        self.bar.hide()
        self.state.clear()
        if state is JobState.DONE:
            self._tell_result(job.result)
        elif state is JobState.FAILED and job.error is not None:
            self._tell_problem(sentence_of(job.error))
        else:
            self.state.setText(self.tr("Stopped before the first row."))
        if self.result is not None and not self.result.cancelled:
            self.choice.tell_asked(bool(self.result.failed))
        else:
            self.choice.look_at_output()
        self.refresh()

    def _tell_result(self, result: TableResult) -> None:
        self.result = result
        words = self.tr("Done: {answered} of {total} rows answered now")
        if result.cancelled:
            words = self.tr("Stopped, and can go on any time: {answered} of {total} rows answered")
        parts = [words.format(answered=result.answered, total=result.total)]
        if result.skipped:
            parts.append(self.tr("{count} done before").format(count=result.skipped))
        if result.failed:
            parts.append(self.tr("{count} failed").format(count=len(result.failed)))
        notes = (translate(note) for note in result.notes)
        self.state.setText(" ".join((", ".join(parts) + ".", *notes)))

    def _show_folder(self) -> None:
        path = self.choice.output_path
        if path is not None:
            show_in_folder(path)

    def _tell_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def refresh(self) -> None:
        """What can be done now."""
        busy = self.is_busy
        self.choice.setEnabled(not busy)
        words = self.tr("Run over the table")
        if self.choice.only_failed:
            words = self.tr("Ask the failed rows again")
        elif self.choice.goes_on:
            words = self.tr("Go on with the table")
        self.run_button.setText(words)
        self.run_button.setEnabled(self.can_run)
        self.cancel_button.setEnabled(busy)
        output = self.choice.output_path
        self.folder_button.setEnabled(output is not None and output.exists())
        self.state_changed.emit()
