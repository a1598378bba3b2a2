"""The keys of the editor and the player, where the focus is anywhere in the tab."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.transcription.editor import TranscriptEditor

#: What a text field does itself, or what people think that it does.
_OF_FIELDS = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.DeleteEndOfLine,
)
_CTRL_Y = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)


class TabKeys(QObject):
    """Spreads the editor's actions over `tab`; a text field outside of `viewer` keeps its own keys.

    Keys without Ctrl or Alt that type or press something (Space, Del) stay the list's alone.
    """

    def __init__(self, tab: QWidget, viewer: QWidget, editor: TranscriptEditor) -> None:
        super().__init__(tab)
        self._viewer = viewer
        tab.addActions(editor.actions())
        tab.installEventFilter(self)  # its own events, and keys that no child has taken

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_a_fields(event)
        ):
            event.accept()  # so that it comes to the field as a key, and to no action
            return True
        return False

    def _is_a_fields(self, event: QKeyEvent) -> bool:
        field = QApplication.focusWidget()
        if field is None or self._viewer.isAncestorOf(field) or not _writes(field):
            return False
        return event.keyCombination() == _CTRL_Y or any(map(event.matches, _OF_FIELDS))


def _writes(widget: QWidget) -> bool:
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox))
