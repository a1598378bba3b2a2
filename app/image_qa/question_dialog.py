"""The ready questions, to be renamed, changed, added, deleted, put in order and restored."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from app.image_qa.question_store import spoken
from app.list_dialog import ListDialog, ListWords
from pipelines.text import as_text

if TYPE_CHECKING:
    from pipelines.prompts.picture_questions import PictureQuestion


class QuestionDialog(ListDialog["PictureQuestion"]):
    """`saved` with the new list. Nothing changes before that."""

    def __init__(self, items: "Sequence[PictureQuestion]", parent: QWidget | None = None) -> None:
        words = ListWords(
            title=self.tr("Ready questions"),
            list=self.tr("Questions"),
            add=self.tr("Add a question"),
            delete=self.tr("Delete the question"),
            up=self.tr("Move the question up"),
            down=self.tr("Move the question down"),
            restore=self.tr("Restore Hearth's questions"),
            restore_tip=self.tr("Those that came with Hearth, as they were; your own stay"),
        )
        super().__init__(items, words, parent)

    def make_fields(self) -> None:
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
        self.add_field(self.tr("&Name"), self.name)
        self.add_field(self.tr("&Question; … is a gap to be filled in"), self.question, 2)
        self.add_field("", self.sends)
        self.add_field(self.tr("&JSON schema of the answer"), self.schema, 1)
        self.name.textEdited.connect(lambda _words: self.changed())
        self.question.textChanged.connect(self.changed)
        self.schema.textChanged.connect(self.changed)
        self.sends.toggled.connect(lambda _on: self.changed())

    def title_of(self, item: "PictureQuestion") -> str:
        return spoken(item.name, bool(item.key))

    def show_item(self, item: "PictureQuestion | None") -> None:
        hearth = bool(item.key) if item is not None else False
        self.name.setText(spoken(item.name, hearth) if item is not None else "")
        self.question.setPlainText(spoken(item.question, hearth) if item is not None else "")
        self.sends.setChecked(item.sends if item is not None else False)
        held = item.schema if item is not None else None
        shown = "" if held is None else json.dumps(dict(held), ensure_ascii=False, indent=2)
        self.schema.setPlainText(shown)

    def read_item(self, old: "PictureQuestion") -> "PictureQuestion":
        from pipelines.prompts.schema import read_schema

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
        words = self.schema.toPlainText()
        held = read_schema(words) if words.strip() else None
        return changed if held == old.schema else replace(changed, schema=held)

    def check_item(self, item: "PictureQuestion") -> None:
        from pipelines.prompts.picture_questions import check_question

        check_question(item)

    def new_item(self) -> "PictureQuestion":
        from pipelines.prompts.picture_questions import PictureQuestion

        return PictureQuestion(as_text(self.tr("New question")), as_text(""))

    def restored(self, items: "Sequence[PictureQuestion]") -> "Sequence[PictureQuestion]":
        from pipelines.prompts.picture_questions import restored

        return restored(items)
