"""The JSON schema that answers must follow: none, an example, a file, or one's own words."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.controls import CalmComboBox
from app.icons import set_icon
from app.labels import hint_label
from app.translation import translate
from pipelines.errors import BadInput


class SchemaField(QWidget):
    """`changed` after the schema did. `schema` None and `problem` empty means that there is none;
    a schema that is not valid is None with a `problem`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.schema: dict[str, Any] | None = None
        self._examples: Mapping[str, Mapping[str, Any]] = {}
        self.box = CalmComboBox(self)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(12)
        self.box.setAccessibleName(self.tr("Form of the answer"))
        self.box.addItem(self.tr("Free text"), None)
        self.box.addItem(self.tr("JSON by a schema of your own"), "")
        self.file_button = QPushButton(self)
        set_icon(self.file_button, "folder", side=16)
        self.file_button.setAccessibleName(self.tr("Read a JSON schema from a file"))
        self.file_button.setToolTip(self.tr("Read a JSON schema from a file"))
        self.words = QPlainTextEdit(self)
        self.words.setAccessibleName(self.tr("JSON schema"))
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(120)
        self.words.setPlaceholderText('{"type": "object", "properties": {…}}')
        self.problem = hint_label("", "problem", self)
        self.good = hint_label("", "hint", self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.box, 1)
        row.addWidget(self.file_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.words)
        column.addWidget(self.problem)
        column.addWidget(self.good)
        self.box.currentIndexChanged.connect(self._on_choice)
        self.words.textChanged.connect(self._check)
        self.file_button.clicked.connect(self._browse)
        self._on_choice(0)

    @property
    def is_valid(self) -> bool:
        return not self.problem.text()

    def set_examples(self, examples: Mapping[str, Mapping[str, Any]]) -> None:
        """Offer these by name."""
        self._examples = examples
        while self.box.count() > 2:
            self.box.removeItem(2)
        for name in examples:
            self.box.addItem(self.tr("JSON, such as “{name}”").format(name=name), name)

    def set_schema(self, schema: Mapping[str, Any] | None) -> None:
        """Show this one."""
        self.box.setCurrentIndex(0 if schema is None else 1)
        self.words.setPlainText("" if schema is None else _pretty(schema))
        self._check()

    def read_file(self, path: Path) -> None:
        """Take the words of a file; what is wrong with it is told."""
        from pipelines.prompts.schema import read_schema_file

        self.box.setCurrentIndex(1)
        try:
            self.words.setPlainText(_pretty(read_schema_file(path)))
        except BadInput as error:
            self._tell(None, translate(error.text))

    def _browse(self) -> None:
        kinds = self.tr("JSON (*.json)")
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Choose a JSON schema"), "", kinds)
        if path:
            self.read_file(Path(path))

    def _on_choice(self, _index: int) -> None:
        name = self.box.currentData()
        self.words.setVisible(name is not None)
        if name:
            self.words.setPlainText(_pretty(self._examples[name]))
        self._check()

    def _check(self) -> None:
        if self.box.currentData() is None:
            self._tell(None, "")
            return
        from pipelines.prompts.schema import read_schema

        try:
            self._tell(read_schema(self.words.toPlainText()), "")
        except BadInput as error:
            self._tell(None, translate(error.text))

    def _tell(self, schema: dict[str, Any] | None, problem: str) -> None:
        self.schema = schema
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.good.setVisible(schema is not None)
        if schema is not None:
            self._tell_good(schema)
        self.changed.emit()

    def _tell_good(self, schema: Mapping[str, Any]) -> None:
        """That it is forced, or what of it is left to chance and only looked at afterwards."""
        from pipelines.prompts.schema_limits import unforced

        chance = [translate(words) for words in unforced(schema)]
        good = self.tr("✓ The answer will follow this schema.")
        self.good.setText("\n".join(chance) if chance else good)


def _pretty(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False)
