"""An editor in a window with the focus, for the tests of its parts."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.transcription.editor import TranscriptEditor
from pipelines.speech.transcript import Transcript
from tests.app.transcription.talks import talk


def open_editor(qtbot: QtBot, transcript: Transcript | None = None) -> TranscriptEditor:
    """Shown, with its list focused and the first row chosen."""
    editor = TranscriptEditor()
    qtbot.addWidget(editor)
    editor.resize(860, 640)
    editor.document.open(talk(40) if transcript is None else transcript)
    editor.show()
    qtbot.waitExposed(editor)
    editor.activateWindow()
    editor.list.setFocus()
    qtbot.waitUntil(editor.list.hasFocus)
    editor.list.choose(0)
    return editor


def press(keys: str, target: QWidget | None = None) -> None:
    """Press a key as it is written in a menu, where the focus is."""
    combination: QKeyCombination = QKeySequence(keys)[0]  # pyright: ignore[reportIndexIssue]
    widget = target or QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, Qt.Key(combination.key()), combination.keyboardModifiers())
