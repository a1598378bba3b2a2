"""The line above the pages: what is open, and the buttons for what stands beside it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from app.icons import Tint, set_icon


class TabHeader(QWidget):
    """`list_button` and `panel_button` are down while the list and the panel are shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        shown = QCoreApplication.translate("ChatTab", "Show the conversations")
        self.list_button = self._toggle("list", shown)
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        shown = QCoreApplication.translate("ChatTab", "Show model and settings")
        self.panel_button = self._toggle("sliders", shown)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 0)
        row.addWidget(self.list_button)
        row.addWidget(self.title, 1)
        row.addWidget(self.panel_button)

    def _toggle(self, icon: str, words: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, icon, Tint.MUTED, 20)
        button.setFixedSize(36, 36)
        button.setCheckable(True)
        button.setChecked(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button
