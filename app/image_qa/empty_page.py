"""Says why nothing is shown, and offers what to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.icons import Tint, set_icon
from app.labels import hint_label


class EmptyPage(QWidget):
    """A title, a sentence, and a button: `acted` when it is pressed."""

    acted = Signal()

    def __init__(
        self, icon: str, action: str, parent: QWidget | None = None, primary: bool = False
    ) -> None:
        super().__init__(parent)
        sign = QLabel(self)
        set_icon(sign, icon, Tint.MUTED, 48)
        self.title, self.words = QLabel(self), hint_label("", "hint", self)
        self.title.setProperty("role", "display")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(action, self)
        self.button.setAccessibleName(action)
        if primary:
            self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 0)
        column.addStretch(2)
        for label in (sign, self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)

    def tell(self, title: str, words: str) -> None:
        """Show this."""
        self.title.setText(title)
        self.words.setText(words)
