"""Text that wraps to the room there is: lines in forms, and tooltips."""

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class WrappedLabel(QLabel):
    """Text that is always as high as its width makes it.

    When a scroll bar appears beside it the text gets narrower and needs another line, which the
    layout alone notices too late.
    """

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(0)  # else Qt counts the old one in, and the label never shrinks
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


def hint_label(words: str, role: str, parent: QWidget) -> QLabel:
    """A line of text that wraps to the width there is."""
    label = WrappedLabel(words, parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def wrapped_tooltip(words: str) -> str:
    """Rich text, so that Qt wraps long tooltips."""
    return f"<qt>{escape(words)}</qt>"
