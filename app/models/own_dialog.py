"""What is said about a model of the user's own, in a dialog."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.models.entries import ModelEntry


class OwnModelDialog(QDialog):
    """Emits `saved` with the new card and the changed fields."""

    saved = Signal(object, object)

    def __init__(self, entry: ModelEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        self.setWindowTitle(self.tr("Edit {name}").format(name=entry.name))
        self.resize(640, 600)
        self.title = QLineEdit(entry.title, self)
        self.description = QLineEdit(entry.summary, self)
        self.licence = QLineEdit(entry.facts.get("licence", ""), self)
        self.licence.setPlaceholderText(self.tr("For example CC-BY-4.0"))
        self.commercial = QComboBox(self)
        for words, value in (
            (self.tr("I do not know"), None),
            (self.tr("Commercial use is allowed"), True),
            (self.tr("Non-commercial use only"), False),
        ):
            self.commercial.addItem(words, value)
        self.good_at = QPlainTextEdit("\n".join(entry.card.good_at), self)
        self.not_good_at = QPlainTextEdit("\n".join(entry.card.not_good_at), self)
        self.body = QPlainTextEdit(entry.card.body, self)
        form = QFormLayout()
        form.setSpacing(10)
        for words, field in (
            (self.tr("Title"), self.title),
            (self.tr("What it is good for"), self.description),
            (self.tr("Licence"), self.licence),
            (self.tr("Use"), self.commercial),
            (self.tr("Good at (a line each)"), self.good_at),
            (self.tr("Not good at (a line each)"), self.not_good_at),
            (self.tr("Description (Markdown)"), self.body),
        ):
            field.setAccessibleName(words)
            if isinstance(field, QPlainTextEdit):
                field.setTabChangesFocus(True)
                field.setMinimumHeight(160 if field is self.body else 64)
            form.addRow(words, field)
        buttons = QDialogButtonBox(self)
        buttons.setStandardButtons(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(16)
        whole.addLayout(form, 1)
        whole.addWidget(buttons)

    def _save(self) -> None:
        card = replace(
            self._entry.card,
            good_at=_lines(self.good_at),
            not_good_at=_lines(self.not_good_at),
            body=self.body.toPlainText(),
        )
        changes = {
            "title": self.title.text().strip() or self._entry.title,
            "description": self.description.text().strip(),
            "licence": self.licence.text().strip(),
            "commercial": self.commercial.currentData(),
        }
        self.saved.emit(card, changes)
        self.accept()


def _lines(field: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in field.toPlainText().splitlines() if line.strip())
