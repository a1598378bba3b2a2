"""A title with buttons at its right, which keep only their icons where words have no room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget

_SPACING = 8
#: Kept for the title, and taken by a button without words, in logical pixels.
_TITLE, _ICON = 96, 46


class ButtonRow(QWidget):
    """Names of files and translated words can be long: the buttons' tooltips tell the words, too.

    The buttons need icons, tooltips and accessible names.
    """

    def __init__(
        self, title: QLabel, buttons: Sequence[QAbstractButton], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = {button: button.text() for button in buttons}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACING)
        row.addWidget(title, 1)
        for button in buttons:
            row.addWidget(button)

    def minimumSizeHint(self) -> QSize:
        width = _TITLE + len(self._words) * (_ICON + _SPACING)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """All words or none, so that the row looks the same from button to button."""
        self._show_words(True)
        hints = sum(button.sizeHint().width() + _SPACING for button in self._words)
        if hints + _TITLE > self.width():
            self._show_words(False)

    def _show_words(self, shown: bool) -> None:
        for button, words in self._words.items():
            keys = button.shortcut()
            button.setText(words if shown else "")
            button.setShortcut(keys)  # Qt takes it away with the words
