"""Which table, which of its columns go where, and into which file the answers come."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.chat_views.table_work import reading_work
from app.context import AppContext
from app.error_view import sentence_of
from app.icons import set_icon
from app.input_files import local_paths
from app.jobs import QUICK, Job, JobState
from app.labels import hint_label
from pipelines.errors import HearthError
from pipelines.prompts.table import Table
from pipelines.prompts.table_run import is_unfinished

#: Rows that are shown of a table.
FIRST = 5
_LONGEST = 200
SUFFIXES = (".csv", ".tsv", ".txt")


def _tables_among(event: QDropEvent) -> list[Path]:
    paths = local_paths(event.mimeData().urls())
    return [path for path in paths if path.suffix.lower() in SUFFIXES]


class TableChoice(QWidget):
    """`changed` after anything here did. `path` None until a table was read."""

    changed = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.table: Table | None = None
        self._variables: tuple[str, ...] = ()
        self._fits = False
        self.is_unfinished = False
        self._all_asked = False
        self.open_button = QPushButton(self.tr("Choose a table…"), self)
        self.open_button.setToolTip(self.tr("A CSV file: one row is one prompt"))
        set_icon(self.open_button, "folder", side=16)
        self.name = hint_label("", "", self)
        self.rows = QTableWidget(self)
        self.rows.setAccessibleName(self.tr("First rows of the table"))
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setTabKeyNavigation(False)
        self.rows.horizontalHeader().setStretchLastSection(True)
        self.rows.setMinimumHeight(90)
        self.matches = hint_label("", "hint", self)
        self.hint = hint_label(
            self.tr(
                "Choose or drop a CSV file. Each row fills the variables of the template from the "
                "columns of the same name, and its answer goes into a new column of a new file."
            ),
            "hint",
            self,
        )
        self.setAcceptDrops(True)
        self.problem = hint_label("", "problem", self)
        self.output = QLineEdit(self)
        self.output.setAccessibleName(self.tr("File for the answers"))
        self.output_button = QPushButton(self)
        set_icon(self.output_button, "folder", side=16)
        self.output_button.setAccessibleName(self.tr("Choose the file for the answers"))
        self.output_button.setToolTip(self.tr("Choose the file for the answers"))
        self.column = QLineEdit("answer", self)
        self.column.setAccessibleName(self.tr("Column of the answers"))
        self.replace = QCheckBox(self.tr("Replace the file that is there"), self)
        self.retry = QCheckBox(self.tr("Ask once more for rows that failed"), self)
        self.unfinished = hint_label("", "hint", self)
        self._lay_out()
        self.open_button.clicked.connect(self._browse)
        self.output_button.clicked.connect(self._browse_output)
        self.output.textChanged.connect(self._on_output)
        self.column.textChanged.connect(lambda _words: self.changed.emit())
        self.replace.toggled.connect(lambda _on: self._tell_unfinished())
        self.retry.toggled.connect(lambda _on: self.changed.emit())
        self._show_nothing()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.open_button)
        head.addWidget(self.name, 1)
        file = QHBoxLayout()
        file.setSpacing(8)
        file.addWidget(self.output, 1)
        file.addWidget(self.output_button)
        self._below = QWidget(self)
        form = QFormLayout(self._below)
        form.setContentsMargins(0, 0, 0, 0)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(self.tr("Answers go to"), file)
        form.addRow(self.tr("In the column"), self.column)
        for check in (self.replace, self.retry):
            check.setProperty("role", "box")
            form.addRow(check)
        form.addRow(self.unfinished)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addWidget(self.hint, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.rows, 1)
        column.addWidget(self.matches)
        column.addWidget(self._below)

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits here, as one reads it."""
        return [
            self.open_button,
            self.rows,
            self.output,
            self.output_button,
            self.column,
            self.replace,
            self.retry,
        ]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _tables_among(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.read(_tables_among(event)[0])
        event.acceptProposedAction()

    # -- the table -------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        return self.table.path if self.table is not None else None

    @property
    def output_path(self) -> Path | None:
        words = self.output.text().strip()
        return Path(words).expanduser() if words else None

    @property
    def column_name(self) -> str:
        return self.column.text().strip() or "answer"

    @property
    def is_ready(self) -> bool:
        """Whether there is all that a run needs."""
        output = self.output_path
        if self.table is None or output is None or not self._fits:
            return False
        if self.is_unfinished and self._all_asked and not self.replace.isChecked():
            return self.retry.isChecked()
        return self.is_unfinished or self.replace.isChecked() or not output.exists()

    @property
    def goes_on(self) -> bool:
        """Whether a run would take up an earlier one."""
        return self.is_unfinished and not self.replace.isChecked()

    @property
    def only_failed(self) -> bool:
        """Whether it would ask for nothing but the rows that failed."""
        return self.goes_on and self._all_asked

    def read(self, path: Path) -> None:
        """Read this table and show its first rows."""
        title = self.tr("Reading {name}").format(name=path.name)
        job = self._context.jobs.submit(reading_work(path), title, QUICK)
        job.finished.connect(lambda state: self._on_read(job, state))

    def show_variables(self, variables: tuple[str, ...]) -> None:
        """What the template wants of each row."""
        if variables != self._variables:
            self._variables = variables
            self._match()
            self.changed.emit()

    def _browse(self) -> None:
        kinds = self.tr("Tables (*.csv *.tsv *.txt);;All files (*)")
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Choose a table"), "", kinds)
        if path:
            self.read(Path(path))

    def _browse_output(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("File for the answers"),
            self.output.text(),
            self.tr("Tables (*.csv)"),
            options=QFileDialog.Option.DontConfirmOverwrite,  # asked below, where it can go on
        )
        if path:
            self.output.setText(path)

    def _on_read(self, job: Job, state: JobState) -> None:
        if state is JobState.FAILED and job.error is not None:
            self._show_nothing()
            self._tell_problem(sentence_of(job.error))
        elif state is JobState.DONE:
            self._show(job.result)
        self.changed.emit()

    def _show_nothing(self) -> None:
        self.table = None
        self.name.setText(self.tr("None chosen yet"))
        for widget in (self.rows, self.matches, self._below, self.problem):
            widget.hide()
        self.hint.show()

    def _show(self, table: Table) -> None:
        self.table = table
        self.hint.hide()
        words = self.tr("{name}: {rows} rows, {columns} columns")
        counts = {"rows": len(table.rows), "columns": len(table.header)}
        self.name.setText(words.format(name=table.path.name, **counts))
        self.rows.clear()
        self.rows.setColumnCount(len(table.header))
        self.rows.setHorizontalHeaderLabels(list(table.header))
        first = table.rows[:FIRST]
        self.rows.setRowCount(len(first))
        self.rows.setVerticalHeaderLabels([str(row.line) for row in first])
        for place, row in enumerate(first):
            for column, value in enumerate(row.values):
                self.rows.setItem(place, column, QTableWidgetItem(value[:_LONGEST]))
        for widget in (self.rows, self.matches, self._below):
            widget.show()
        self._match()
        name = self.tr("{name}-answers").format(name=table.path.stem)
        self.output.setText(str(table.path.with_name(f"{name}.csv")))
        self._on_output()

    def _match(self) -> None:
        """Tell which column goes into which variable."""
        table = self.table
        self._fits = False
        if table is None:
            return
        try:
            found = table.columns_for(self._variables)
        except HearthError as error:
            self.matches.clear()
            self._tell_problem(sentence_of(error))
            return
        self._fits = True
        told = [f"<{name}> ← {table.header[place]}" for name, place in found.items()]
        none = self.tr("The prompt has no variables, so that every row asks the same.")
        words = ",   ".join(told) if told else none
        bad = len(table.problems)
        if bad:
            more = self.tr(
                "Rows that do not fit the header, and will be listed as failed: {count}."
            )
            words = f"{words}   {more.format(count=bad)}"
        self.matches.setText(words)
        self._tell_problem("")

    # -- the answers -----------------------------------------------------------------------

    def look_at_output(self) -> None:
        """Whether the file is there already, or was begun."""
        output = self.output_path
        there = output is not None and output.exists()
        self.is_unfinished = output is not None and is_unfinished(output)
        self.replace.setVisible(there)
        self.retry.setVisible(self.is_unfinished)
        if not there:
            self.replace.setChecked(False)
        self._tell_unfinished()

    def tell_asked(self, failed: bool) -> None:
        """Every row was asked; whether some `failed`."""
        self.retry.setChecked(failed)
        self._all_asked = True
        self.look_at_output()

    def _on_output(self) -> None:
        self._all_asked = False
        self.look_at_output()

    def _tell_unfinished(self) -> None:
        if self._all_asked:
            words = self.tr("Every row was asked; those that failed can be asked once more.")
        else:
            words = self.tr("A run into this file was begun: it goes on where that stopped.")
        self.unfinished.setText(words)
        self.unfinished.setVisible(self.goes_on)
        self.changed.emit()

    def _tell_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
