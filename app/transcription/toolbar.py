"""The row of buttons over the segments."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from app.icons import set_icon
from app.transcription.editor_actions import EditorActions, with_keys


class EditorToolbar(QWidget):
    """A button for each action that is used often; `speaker` opens a menu."""

    def __init__(self, actions: EditorActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.buttons: dict[QAction, QToolButton | QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        groups = (
            (actions.undo, actions.redo),
            (actions.split, actions.merge, actions.insert, actions.delete),
        )
        for group in groups:
            for action in group:
                row.addWidget(self._button(action))
            row.addSpacing(10)
        self.speaker = QToolButton(self)
        set_icon(self.speaker, "person", side=18)
        self.speaker.setFixedSize(34, 32)
        self.speaker.setAccessibleName(self.tr("Speaker of the selected segments"))
        self.speaker.setToolTip(self.tr("Speaker of the selected segments (Ctrl+1 to Ctrl+9)"))
        row.addWidget(self.speaker)
        for action in (actions.speakers, actions.check):
            row.addWidget(self._button(action))
        row.addSpacing(10)
        for action in (actions.find, actions.follow):
            row.addWidget(self._button(action))
        row.addStretch(1)
        save, export = self._button(actions.save), self._button(actions.export, words=True)
        save.setToolTip(self.tr("Save project (Ctrl+S)"))
        row.addWidget(save)
        row.addWidget(export)

    def _button(self, action: QAction, words: bool = False) -> QToolButton | QPushButton:
        button: QToolButton | QPushButton
        if words:
            button = QPushButton(action.text(), self)
        else:
            button = QToolButton(self)
            button.setFixedSize(34, 32)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the caret in its row
        button.setCheckable(action.isCheckable())
        set_icon(button, self._actions.icons[action], side=18)
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: _mirror(button, action))
        self.buttons[action] = button
        _mirror(button, action)
        button.setToolTip(with_keys(action))
        button.setAccessibleName(action.text())
        return button

    def show_step(self, action: QAction, words: str) -> None:
        """Say what undo or redo would do."""
        button = self.buttons[action]
        tip = f"{with_keys(action)}: {words}" if words else with_keys(action)
        button.setToolTip(tip)
        button.setAccessibleDescription(words)


def _mirror(button: QToolButton | QPushButton, action: QAction) -> None:
    button.setEnabled(action.isEnabled())
    if action.isCheckable():
        button.setChecked(action.isChecked())
