"""What is said about a model of the user's own, in a dialog."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.forms import ParamsForm
from app.labels import hint_label
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
            if value is entry.commercial:
                self.commercial.setCurrentIndex(self.commercial.count() - 1)
        self.good_at = QPlainTextEdit("\n".join(entry.card.good_at), self)
        self.not_good_at = QPlainTextEdit("\n".join(entry.card.not_good_at), self)
        self.body = QPlainTextEdit(entry.card.body, self)
        self.defaults = ParamsForm(entry.default_fields, self)
        self.defaults.set_values(entry.defaults)
        buttons = QDialogButtonBox(self)
        buttons.setStandardButtons(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        pages = QTabWidget(self)
        pages.addTab(self._description_page(), self.tr("&Description"))
        if entry.default_fields:
            pages.addTab(self._defaults_page(), self.tr("De&fault settings"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(16)
        whole.addWidget(pages, 1)
        whole.addWidget(buttons)

    def _description_page(self) -> QWidget:
        page = QWidget(self)
        form = QFormLayout(page)
        form.setContentsMargins(16, 16, 16, 16)
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
        return page

    def _defaults_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        words = self.tr("What the model's form shows at first, and what the command line uses.")
        column.addWidget(hint_label(words, "hint", page))
        column.addWidget(self.defaults)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

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
            "defaults": self._chosen_defaults(),
        }
        self.saved.emit(card, changes)
        self.accept()

    def _chosen_defaults(self) -> dict[str, Any]:
        """Those that differ from the runner's own; the rest follows its updates."""
        own = {item.name: item.default for item in self._entry.default_fields}
        shown = self.defaults.values()
        return {name: value for name, value in shown.items() if value != own[name]}


def _lines(field: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in field.toPlainText().splitlines() if line.strip())
