"""Asks how one tile is to be drawn again: with which words, and which seed."""

import secrets
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import set_icon
from app.labels import hint_label

_MOST_SEED = 2**32 - 1


@dataclass(frozen=True)
class TileWish:
    """What was asked for."""

    prompt: str
    seed: int


class TileDialog(QDialog):
    """`wished` with a `TileWish`. It begins with the picture's prompt and a seed of its own."""

    wished = Signal(object)

    def __init__(self, number: int, total: int, prompt: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Draw tile {n} of {total} again").format(n=number, total=total))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self.prompt = QPlainTextEdit(prompt, self)
        self.prompt.setAccessibleName(self.tr("Prompt of the tile"))
        self.prompt.setTabChangesFocus(True)
        self.prompt.setFixedHeight(84)
        self.seed = QLineEdit(self)
        self.seed.setAccessibleName(self.tr("Seed of the tile"))
        digits = QRegularExpression("[0-9]{1,10}")
        self.seed.setValidator(QRegularExpressionValidator(digits, self))
        self.seed.textChanged.connect(self._refresh)
        self.dice = QToolButton(self)
        set_icon(self.dice, "dice")
        self.dice.setAccessibleName(self.tr("Another seed"))
        self.dice.setToolTip(self.tr("Another seed"))
        self.dice.clicked.connect(self._roll)
        self.draw_button = QPushButton(self.tr("Draw it again"), self)
        self.draw_button.setProperty("role", "primary")
        self.draw_button.setDefault(True)
        self.draw_button.clicked.connect(self._accept)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        self._roll()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        for words, field in (
            (self.tr("What this tile shows"), self.prompt),
            (self.tr("Seed"), None),
        ):
            label = QLabel(words, self)
            label.setProperty("role", "label")
            label.setBuddy(field or self.seed)
            column.addWidget(label)
            if field is not None:
                column.addWidget(field)
        row = QHBoxLayout()
        row.addWidget(self.seed, 1)
        row.addWidget(self.dice)
        column.addLayout(row)
        words = self.tr("The tiles around it stay. The result is saved as a file of its own.")
        column.addWidget(hint_label(words, "hint", self))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.draw_button)
        column.addSpacing(8)
        column.addLayout(buttons)

    def _roll(self) -> None:
        self.seed.setText(str(secrets.randbelow(_MOST_SEED + 1)))

    def _refresh(self) -> None:
        words = self.seed.text()
        self.draw_button.setEnabled(bool(words) and int(words) <= _MOST_SEED)

    def _accept(self) -> None:
        self.wished.emit(TileWish(self.prompt.toPlainText(), int(self.seed.text())))
        self.accept()
