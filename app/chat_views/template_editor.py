"""A prompt template, to be read and changed: words, examples, marks of base models, schema."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.chat_views.few_shot_rows import FewShotRows
from app.chat_views.schema_field import SchemaField
from app.chat_views.variable_editor import VariableEditor
from app.controls import CalmComboBox
from app.labels import hint_label
from pipelines.prompts.template import Form, Labels, PromptTemplate, SystemPrompt

_NEW = PromptTemplate("", "")


class TemplateEditor(QWidget):
    """`changed` after anything that is sent did; `save_wanted` when the user wants to keep it."""

    changed = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = _NEW
        self._silent = False
        self._make_head()
        self._make_words()
        self.few_shot = FewShotRows(self)
        self._make_marks()
        self.schema = SchemaField(self)
        self._lay_out()
        for source in (self.system.textChanged, self.text.textChanged, self.stops.textChanged):
            source.connect(self._on_changed)
        for source in (self.few_shot.changed, self.schema.changed):
            source.connect(self._on_changed)
        for line in (self.question, self.answer):
            line.textChanged.connect(self._on_changed)
        self.form_box.currentIndexChanged.connect(self._on_changed)
        self.library.activated.connect(self._take_system)
        self.save_button.clicked.connect(self.save_wanted)
        self._on_changed()

    def _make_head(self) -> None:
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Name of the template"))
        self.name.setPlaceholderText(self.tr("Name of the template"))
        self.save_button = QPushButton(self.tr("Save"), self)
        self.save_button.setAccessibleName(self.tr("Save the template"))
        self.save_button.setToolTip(self.tr("Keep it under this name as one of your own (Ctrl+S)"))
        self.about = hint_label("", "hint", self)
        self.form_box = CalmComboBox(self)
        self.form_box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.form_box.setMinimumContentsLength(12)
        self.form_box.setAccessibleName(self.tr("For which kind of model"))
        self.form_box.addItem(self.tr("Chat model: turns, by its own template"), Form.CHAT)
        self.form_box.addItem(self.tr("Base model: one text that it goes on with"), Form.COMPLETION)

    def _make_words(self) -> None:
        self.library = CalmComboBox(self)
        self.library.setAccessibleName(self.tr("Library of system prompts"))
        self.library.setToolTip(self.tr("Put one of the library's system prompts here"))
        self.library.setMinimumContentsLength(17)
        self.system = VariableEditor(self.tr("System prompt of the template"), 5, self)
        self.system.setPlaceholderText(self.tr("May be empty"))
        self.text = VariableEditor(self.tr("Prompt of the template"), 7, self)
        self.text.setPlaceholderText(self.tr("Tell me three facts about the <animal>."))

    def _make_marks(self) -> None:
        self.question, self.answer = QLineEdit(self), QLineEdit(self)
        self.question.setAccessibleName(self.tr("Label of the question"))
        self.answer.setAccessibleName(self.tr("Label of the answer"))
        self.stops = QLineEdit(self)
        self.stops.setAccessibleName(self.tr("Stop sequences of the template"))
        self.stops.setToolTip(
            self.tr("The answer ends before any of these, separated by commas; \\n is a new line")
        )
        self.marks = QWidget(self)
        form = QFormLayout(self.marks)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Before each question"), self.question)
        form.addRow(self.tr("Before each answer"), self.answer)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 1)
        head.addWidget(self.save_button)
        system = QHBoxLayout()
        system.addWidget(self._title(self.tr("System prompt")), 1)
        system.addWidget(self.library)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self._title(self.tr("Prompt")))
        column.addWidget(self.text)
        column.addLayout(system)
        column.addWidget(self.system)
        column.addWidget(self._title(self.tr("Examples")))
        column.addWidget(self.few_shot)
        column.addWidget(self._title(self.tr("Written for")))
        column.addWidget(self.form_box)
        column.addWidget(self.marks)
        column.addWidget(self._title(self.tr("Stop sequences")))
        column.addWidget(self.stops)
        column.addWidget(self._title(self.tr("Answer")))
        column.addWidget(self.schema)
        column.addStretch(1)

    def _title(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("role", "heading")
        return label

    # -- the template ----------------------------------------------------------------------

    def show_template(self, template: PromptTemplate) -> None:
        """Edit this one, or a copy of it where it comes with Hearth."""
        self._base, self._silent = template, True
        self.name.setText(template.name)
        self.about.setText(template.description)
        self.about.setVisible(bool(template.description))
        self.system.setPlainText(template.system_prompt)
        self.text.setPlainText(template.text)
        self.few_shot.set_rows(template.few_shot)
        self.form_box.setCurrentIndex(self.form_box.findData(template.form))
        self.question.setText(template.labels.question)
        self.answer.setText(template.labels.answer)
        self.stops.setText(join_stops(template.stop_sequences))
        self.schema.set_schema(template.schema)
        self._silent = False
        self._on_changed()

    def template(self) -> PromptTemplate:
        """What stands here now; a schema that is not valid is left out (`is_valid`)."""
        from pipelines.language.params import split_stops

        labels = Labels(self.question.text(), self.answer.text(), self._base.labels.separator)
        return replace(
            self._base,
            name=self.name.text(),
            text=self.text.toPlainText(),
            system_prompt=self.system.toPlainText(),
            few_shot=self.few_shot.rows(),
            form=self.form,
            labels=labels,
            stop_sequences=split_stops(self.stops.text()),
            schema=self.schema.schema,
        )

    @property
    def form(self) -> Form:
        """The kind of model it is for; Qt gives back the bare word."""
        return Form(self.form_box.currentData() or Form.CHAT)

    @property
    def is_valid(self) -> bool:
        """Whether it can be sent."""
        return self.schema.is_valid and bool(self.text.toPlainText().strip())

    def set_library(self, prompts: Sequence[SystemPrompt]) -> None:
        """Offer these system prompts."""
        self.library.clear()
        self.library.addItem(self.tr("From the library…"), None)
        for prompt in prompts:
            self.library.addItem(prompt.name, prompt.text)

    def set_examples(self, examples: Mapping[str, Mapping[str, Any]]) -> None:
        """Offer these schemas."""
        self.schema.set_examples(examples)

    def recolour(self) -> None:
        """The colours of the window have changed."""
        for box in (self.system, self.text):
            box.recolour()

    def _take_system(self, index: int) -> None:
        words = self.library.itemData(index)
        if words is not None:
            self.system.setPlainText(words)
        self.library.setCurrentIndex(0)

    def _on_changed(self) -> None:
        if self._silent:
            return
        is_text = self.form is Form.COMPLETION
        self.marks.setVisible(is_text and bool(self.few_shot.rows()))
        self.changed.emit()


def join_stops(stops: Sequence[str]) -> str:
    """The line that `split_stops` reads as these."""
    signs = {"\\": "\\\\", ",": "\\,", "\n": "\\n", "\t": "\\t"}
    return ",".join("".join(signs.get(sign, sign) for sign in stop) for stop in stops)
