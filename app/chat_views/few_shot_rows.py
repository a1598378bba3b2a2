"""The examples of a template as rows: what is given, and what the answer should be."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import set_icon
from pipelines.prompts.template import FewShot

_INPUT, _OUTPUT = 0, 1


class FewShotRows(QWidget):
    """`changed` after any row did. Insert adds a row, Delete removes those selected, Alt+Up and
    Alt+Down move one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, 2, self)
        self.table.setHorizontalHeaderLabels([self.tr("Given"), self.tr("Answer")])
        self.table.setAccessibleName(self.tr("Examples"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)  # Tab goes on; arrows walk inside
        self.table.setWordWrap(True)
        self.table.setMinimumHeight(130)
        for column in (_INPUT, _OUTPUT):
            self.table.horizontalHeader().setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch
            )
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemChanged.connect(lambda _item: self.changed.emit())
        self.table.itemSelectionChanged.connect(self._refresh)
        self.add_button = self._button("plus", self.tr("Add an example (Insert)"), self.add)
        self.remove_button = self._button(
            "trash", self.tr("Remove the selected examples (Delete)"), self.remove
        )
        self.up_button = self._button(
            "chevron-up", self.tr("Move the example up (Alt+Up)"), lambda: self.move_row(-1)
        )
        self.down_button = self._button(
            "chevron-down", self.tr("Move the example down (Alt+Down)"), lambda: self.move_row(1)
        )
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.add_button, self.remove_button, self.up_button, self.down_button):
            row.addWidget(button)
        row.addStretch(1)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(4)
        column_box.addWidget(self.table)
        column_box.addLayout(row)
        self._make_shortcuts()
        self._refresh()

    def _button(self, icon: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, icon, side=16)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _make_shortcuts(self) -> None:
        for keys, act in (
            (QKeySequence(Qt.Key.Key_Insert), self.add),
            (QKeySequence(Qt.Key.Key_Delete), self.remove),
            (QKeySequence("Alt+Up"), lambda: self.move_row(-1)),
            (QKeySequence("Alt+Down"), lambda: self.move_row(1)),
        ):
            action = QAction(self.table)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(act)
            self.table.addAction(action)

    # -- rows ------------------------------------------------------------------------------

    def rows(self) -> tuple[FewShot, ...]:
        """The examples that have a word in them."""
        found = (FewShot(self._words(n, _INPUT), self._words(n, _OUTPUT)) for n in self._all())
        return tuple(row for row in found if row.input.strip() or row.output.strip())

    def set_rows(self, rows: Sequence[FewShot]) -> None:
        """Show these instead."""
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        for n, row in enumerate(rows):
            self._insert(n, row)
        self.table.blockSignals(False)
        self._refresh()
        self.changed.emit()

    def add(self) -> None:
        """An empty row behind the present one, ready to be written."""
        place = self.table.currentRow() + 1 or self.table.rowCount()
        self._insert(place, FewShot("", ""))
        self.table.setCurrentCell(place, _INPUT)
        self.table.setFocus()
        self.table.edit(self.table.currentIndex())

    def remove(self) -> None:
        """Take the selected rows away."""
        chosen = sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True)
        for row in chosen:
            self.table.removeRow(row)
        if chosen:
            self.changed.emit()
        self._refresh()

    def move_row(self, step: int) -> None:
        """Move the present row up or down by `step`."""
        row, column = self.table.currentRow(), self.table.currentColumn()
        target = row + step
        if row < 0 or not 0 <= target < self.table.rowCount():
            return
        moved = FewShot(self._words(row, _INPUT), self._words(row, _OUTPUT))
        self.table.blockSignals(True)
        self.table.removeRow(row)
        self._insert(target, moved)
        self.table.blockSignals(False)
        self.table.setCurrentCell(target, column)
        self.changed.emit()

    def _all(self) -> range:
        return range(self.table.rowCount())

    def _words(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text() if item is not None else ""

    def _insert(self, place: int, row: FewShot) -> None:
        self.table.insertRow(place)
        for column, words in ((_INPUT, row.input), (_OUTPUT, row.output)):
            self.table.setItem(place, column, QTableWidgetItem(words))

    def _refresh(self) -> None:
        row = self.table.currentRow()
        chosen = bool(self.table.selectedIndexes())
        self.remove_button.setEnabled(chosen)
        self.up_button.setEnabled(chosen and row > 0)
        self.down_button.setEnabled(chosen and row < self.table.rowCount() - 1)
