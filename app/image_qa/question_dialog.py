"""The ready questions, to be renamed, changed, added, deleted, put in order and restored."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.error_view import sentence_of
from app.image_qa.question_store import spoken
from app.labels import hint_label
from pipelines.errors import HearthError
from pipelines.text import as_text

if TYPE_CHECKING:
    from pipelines.prompts.picture_questions import PictureQuestion


class QuestionDialog(QDialog):
    """`saved` with the new list. Nothing changes before that."""

    saved = Signal(object)

    def __init__(self, items: "Sequence[PictureQuestion]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Ready questions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 520)
        self.items = list(items)
        self._row = -1
        self._filling = False
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Questions"))
        self.list.setSpacing(3)
        self.name = QLineEdit(self)
        self.question = QPlainTextEdit(self)
        self.question.setTabChangesFocus(True)
        self.sends = QCheckBox(self.tr("Send at once"), self)
        self.sends.setProperty("role", "box")
        self.sends.setToolTip(
            self.tr("Without a look at it; what has a gap (…) is put where one writes instead")
        )
        self.schema = QPlainTextEdit(self)
        self.schema.setTabChangesFocus(True)
        self.schema.setPlaceholderText(self.tr("Empty: the answer is free"))
        self.trouble = hint_label("", "problem", self)
        self.trouble.hide()
        self._buttons = self._make_buttons()
        self._lay_out()
        self._connect()
        self._fill_list(0)

    # -- construction ----------------------------------------------------------------------

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.add_button = self._button(self.tr("Add"), self.tr("Add a question"))
        self.delete_button = self._button(self.tr("Delete"), self.tr("Delete the question"))
        self.up_button = self._button(self.tr("Up"), self.tr("Move the question up"))
        self.down_button = self._button(self.tr("Down"), self.tr("Move the question down"))
        for button in (self.add_button, self.delete_button, self.up_button, self.down_button):
            row.addWidget(button)
        return row

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(self._buttons)
        self.restore_button = self._button(
            self.tr("Restore Hearth's questions"),
            self.tr("Those that came with Hearth, as they were; your own stay"),
        )
        left.addWidget(self.restore_button)
        right = QVBoxLayout()
        for words, field, room in (
            (self.tr("&Name"), self.name, 0),
            (self.tr("&Question; … is a gap to be filled in"), self.question, 2),
            (self.tr("&JSON schema of the answer"), self.schema, 1),
        ):
            label = QLabel(words, self)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            right.addWidget(label)
            right.addWidget(field, room)
        right.insertWidget(4, self.sends)
        right.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
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
        self.name.textEdited.connect(lambda _words: self._on_changed())
        self.question.textChanged.connect(self._on_changed)
        self.schema.textChanged.connect(self._on_changed)
        self.sends.toggled.connect(lambda _on: self._on_changed())
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
        self.list.addItems([spoken(item.name, bool(item.key)) for item in self.items])
        self._filling = False
        self.list.setCurrentRow(min(row, len(self.items) - 1))
        self._on_row(self.list.currentRow())

    def _on_row(self, row: int) -> None:
        if self._filling:
            return
        self._row = row
        there = 0 <= row < len(self.items)
        for field in (self.name, self.question, self.schema, self.sends, self.delete_button):
            field.setEnabled(there)
        self.up_button.setEnabled(there and row > 0)
        self.down_button.setEnabled(there and row < len(self.items) - 1)
        self._filling = True
        item = self.items[row] if there else None
        hearth = bool(item.key) if item is not None else False
        self.name.setText(spoken(item.name, hearth) if item is not None else "")
        self.question.setPlainText(spoken(item.question, hearth) if item is not None else "")
        self.sends.setChecked(item.sends if item is not None else False)
        held = item.schema if item is not None else None
        shown = "" if held is None else json.dumps(dict(held), ensure_ascii=False, indent=2)
        self.schema.setPlainText(shown)
        self._filling = False
        self._check()

    def _on_changed(self) -> None:
        if self._filling or self._row < 0:
            return
        old = self.items[self._row]
        changed = replace(
            old,
            name=as_text(self.name.text()),
            question=as_text(self.question.toPlainText()),
            sends=self.sends.isChecked(),
        )
        # What was only shown in another language has not changed.
        if self.name.text() == spoken(old.name, bool(old.key)):
            changed = replace(changed, name=old.name)
        if self.question.toPlainText() == spoken(old.question, bool(old.key)):
            changed = replace(changed, question=old.question)
        self.items[self._row] = changed
        self.list.item(self._row).setText(self.name.text())
        self._check()

    def add(self) -> None:
        """An empty one below the others."""
        from pipelines.prompts.picture_questions import PictureQuestion

        made = PictureQuestion(as_text(self.tr("New question")), as_text(""))
        self.items.append(made)
        self._fill_list(len(self.items) - 1)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def delete(self) -> None:
        """The one that is selected."""
        if 0 <= self._row < len(self.items):
            row = self._row
            del self.items[row]
            self._fill_list(row)

    def move_by(self, by: int) -> None:
        """Up or down; the first nine have keys."""
        row = self._row
        if 0 <= row < len(self.items) and 0 <= row + by < len(self.items):
            self.items[row], self.items[row + by] = self.items[row + by], self.items[row]
            self._fill_list(row + by)

    def restore(self) -> None:
        """Those of Hearth as they were."""
        from pipelines.prompts.picture_questions import restored

        self.items = list(restored(self.items))
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
        from pipelines.prompts.picture_questions import check_question
        from pipelines.prompts.schema import read_schema

        if not 0 <= self._row < len(self.items):
            return ""
        words = self.schema.toPlainText()
        try:
            held = read_schema(words) if words.strip() else None
            if held != self.items[self._row].schema:
                self.items[self._row] = replace(self.items[self._row], schema=held)
            check_question(self.items[self._row])
        except HearthError as error:
            return sentence_of(error)
        return ""

    def save(self) -> None:
        """Keep the list and close."""
        if self._check():
            self.saved.emit(tuple(self.items))
            self.accept()
