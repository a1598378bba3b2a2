"""A list of things the user may change, add, delete, put in order and restore, in a dialog."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.error_view import sentence_of
from app.labels import hint_label
from pipelines.errors import HearthError

Item = TypeVar("Item")


@dataclass(frozen=True)
class ListWords:
    """What the dialog says: its title, what the list is called, and what its buttons do."""

    title: str
    list: str
    add: str
    delete: str
    up: str
    down: str
    restore: str
    restore_tip: str


class ListDialog(QDialog, Generic[Item]):
    """`saved` with the new list. Nothing changes before that.

    A subclass makes the fields of one item and says how it is shown, read, checked and restored.
    """

    saved = Signal(object)

    def __init__(
        self, items: Sequence[Item], words: ListWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 520)
        self.items = list(items)
        self._row = -1
        self._filling = False
        self.list = QListWidget(self)
        self.list.setAccessibleName(words.list)
        self.list.setSpacing(3)
        self.trouble = hint_label("", "problem", self)
        self.trouble.hide()
        self.add_button = self._button(self.tr("Add"), words.add)
        self.delete_button = self._button(self.tr("Delete"), words.delete)
        self.up_button = self._button(self.tr("Up"), words.up)
        self.down_button = self._button(self.tr("Down"), words.down)
        self.restore_button = self._button(words.restore, words.restore_tip)
        self.fields: list[QWidget] = []
        self.right = QVBoxLayout()
        self.make_fields()
        self._lay_out()
        self._connect()
        self._fill_list(0)

    # -- hooks for subclasses --------------------------------------------------------------

    def make_fields(self) -> None:
        """Make the fields of one item, call `add_field` for each, and `changed` when one is."""
        raise NotImplementedError

    def title_of(self, item: Item) -> str:
        """What the list says."""
        raise NotImplementedError

    def show_item(self, item: Item | None) -> None:
        """Put it into the fields; None empties them."""
        raise NotImplementedError

    def read_item(self, old: Item) -> Item:
        """What the fields make of it. Raises HearthError for what cannot be read."""
        raise NotImplementedError

    def check_item(self, item: Item) -> None:
        """Raises HearthError for one that cannot be kept."""
        raise NotImplementedError

    def new_item(self) -> Item:
        """An empty one."""
        raise NotImplementedError

    def restored(self, items: Sequence[Item]) -> Sequence[Item]:
        """With Hearth's own as they were."""
        raise NotImplementedError

    @property
    def first_field(self) -> QWidget:
        """Where one writes first."""
        return self.fields[0]

    # -- construction ----------------------------------------------------------------------

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoDefault(False)
        return button

    def add_field(self, words: str, field: QWidget, room: int = 0) -> None:
        """Show it below the others; without `words` it says itself what it is."""
        if words:
            label = QLabel(words, self)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            self.right.addWidget(label)
        self.right.addWidget(field, room)
        self.fields.append(field)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        for button in (self.add_button, self.delete_button, self.up_button, self.down_button):
            buttons.addWidget(button)
        left.addLayout(buttons)
        left.addWidget(self.restore_button)
        self.right.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 2)
        row.addLayout(self.right, 3)
        self.box = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        save = self.box.button(QDialogButtonBox.StandardButton.Save)
        save.setProperty("role", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addWidget(self.box)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.add_button.clicked.connect(self.add)
        self.delete_button.clicked.connect(self.delete)
        self.up_button.clicked.connect(lambda: self.move_by(-1))
        self.down_button.clicked.connect(lambda: self.move_by(1))
        self.restore_button.clicked.connect(self.restore)
        self.box.accepted.connect(self.save)
        self.box.rejected.connect(self.reject)

    # -- the list --------------------------------------------------------------------------

    def _fill_list(self, row: int) -> None:
        self._filling = True
        self._row = -1
        self.list.clear()
        self.list.addItems([self.title_of(item) for item in self.items])
        self._filling = False
        self.list.setCurrentRow(min(row, len(self.items) - 1))
        self._on_row(self.list.currentRow())

    def _on_row(self, row: int) -> None:
        if self._filling:
            return
        self._row = row
        there = 0 <= row < len(self.items)
        for field in (*self.fields, self.delete_button):
            field.setEnabled(there)
        self.up_button.setEnabled(there and row > 0)
        self.down_button.setEnabled(there and row < len(self.items) - 1)
        self._filling = True
        self.show_item(self.items[row] if there else None)
        self._filling = False
        self._check()

    def changed(self) -> None:
        """A field says something else now."""
        if not self._filling and self._row >= 0:
            self._check()
            self.list.item(self._row).setText(self.title_of(self.items[self._row]))

    def add(self) -> None:
        """An empty one below the others."""
        self.items.append(self.new_item())
        self._fill_list(len(self.items) - 1)
        self.first_field.setFocus(Qt.FocusReason.OtherFocusReason)
        select = getattr(self.first_field, "selectAll", None)
        if select is not None:
            select()

    def delete(self) -> None:
        """The one that is selected."""
        if 0 <= self._row < len(self.items):
            row = self._row
            del self.items[row]
            self._fill_list(row)

    def move_by(self, by: int) -> None:
        """Up or down."""
        row = self._row
        if 0 <= row < len(self.items) and 0 <= row + by < len(self.items):
            self.items[row], self.items[row + by] = self.items[row + by], self.items[row]
            self._fill_list(row + by)

    def restore(self) -> None:
        """Those of Hearth as they were."""
        self.items = list(self.restored(self.items))
        self._fill_list(0)

    # -- saving ----------------------------------------------------------------------------

    def _check(self) -> bool:
        """Whether the one that is shown can be kept; why not is said below it."""
        problem = self._problem()
        self.trouble.setText(problem)
        self.trouble.setVisible(bool(problem))
        self.list.setEnabled(not problem)
        for button in (self.add_button, self.up_button, self.down_button):
            if problem:
                button.setEnabled(False)
        self.add_button.setEnabled(not problem)
        self.box.button(QDialogButtonBox.StandardButton.Save).setEnabled(not problem)
        return not problem

    def _problem(self) -> str:
        if not 0 <= self._row < len(self.items):
            return ""
        try:
            self.items[self._row] = self.read_item(self.items[self._row])
            self.check_item(self.items[self._row])
        except HearthError as error:
            return sentence_of(error)
        return ""

    def save(self) -> None:
        """Keep the list and close."""
        if self._check():
            self.saved.emit(tuple(self.items))
            self.accept()
