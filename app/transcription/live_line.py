"""Says that a job is writing the transcript, and why nothing can be changed meanwhile."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.icons import Tint, set_icon
from app.labels import hint_label


class LiveLine(QFrame):
    """Hidden while nothing runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setProperty("kind", "info")
        sign = QLabel(self)
        sign.setFixedSize(20, 20)
        set_icon(sign, "info", Tint.INFO, 20)
        self.words = hint_label("", "", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(sign)
        row.addWidget(self.words, 1)
        self.hide()

    def show_live(self, on: bool, segments: int) -> None:
        """Whether a job runs, and how many segments it has heard."""
        if on:
            words = self.tr(
                "Listening: {count} segments so far. You can edit them when it is done."
            )
            self.words.setText(words.format(count=QLocale().toString(segments)))
            self.setAccessibleName(self.words.text())
        self.setVisible(on)
