"""The rail on the left: one button per tab, settings at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QLabel, QToolButton, QVBoxLayout, QWidget

from app.context import Tab
from app.icons import Tint, set_icon

#: A button in logical pixels; a long name in some language makes all of them wider.
_WIDTH, _HEIGHT = 72, 64
_MARGIN, _PADDING = 8, 8


def tab_title(tab: Tab) -> str:
    """The tab's name in the user's language."""
    return QCoreApplication.translate("tabs", tab.title)


class Rail(QWidget):
    """Emits `chosen` with the index of a tab; `settings_requested` from the button below."""

    chosen = Signal(int)
    settings_requested = Signal()

    def __init__(self, tabs: Sequence[Tab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "railpanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 16, _MARGIN, 12)
        column.setSpacing(4)
        mark = QLabel(self)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_icon(mark, "hearth", Tint.ACCENT, 32)
        column.addWidget(mark)
        column.addSpacing(16)
        self._group = QButtonGroup(self)
        self.buttons: list[QToolButton] = []
        for index, tab in enumerate(tabs):
            button = self._button(tab_title(tab).replace("&", "&&"), tab.icon)
            button.setCheckable(True)
            button.setToolTip(self.tr("{tab} (Ctrl+Tab: next tab)").format(tab=tab_title(tab)))
            self._group.addButton(button, index)
            self.buttons.append(button)
            column.addWidget(button)
        column.addStretch(1)
        self.settings_button = self._button(self.tr("Settings"), "settings")
        self.settings_button.setToolTip(self.tr("Settings (Ctrl+,)"))
        self.settings_button.clicked.connect(self.settings_requested)
        column.addWidget(self.settings_button)
        self._group.idClicked.connect(self.chosen)

    def _button(self, words: str, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "rail")
        button.setText(words)
        button.setAccessibleName(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedSize(_WIDTH, _HEIGHT)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(button, icon, Tint.TEXT, 24)
        return button

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Polish, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widen()
        return super().event(event)

    def _widen(self) -> None:
        """Give every name its room, in bold as for the tab in front."""
        width, buttons = _WIDTH, (*self.buttons, self.settings_button)
        for button in buttons:
            button.ensurePolished()
            font = QFont(button.font())
            font.setBold(True)
            words = QFontMetrics(font).horizontalAdvance(button.text())
            width = max(width, words + 2 * _PADDING)
        for button in buttons:
            button.setFixedSize(width, _HEIGHT)
        self.setFixedWidth(width + 2 * _MARGIN)

    def show_current(self, index: int) -> None:
        """Mark that tab as the one in front."""
        if 0 <= index < len(self.buttons):
            self.buttons[index].setChecked(True)
