"""Find and replace by keys: hits walked, replaced one by one or all at once, patterns explained."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.transcription.editor import TranscriptEditor
from pipelines.speech.listening import Heard
from tests.app.transcription.talks import talk
from tests.app.transcription.windows import open_editor, press

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def editor(qtbot: QtBot) -> TranscriptEditor:
    return open_editor(qtbot, talk(16))  # every sentence twice


def look_for(editor: TranscriptEditor, words: str) -> None:
    editor.find_bar.words.clear()
    QTest.keyClicks(editor.find_bar.words, words)
    editor.find_bar.settle()


def test_words_are_found_walked_and_left(qtbot: QtBot, editor: TranscriptEditor) -> None:
    plain = editor.list.viewport().grab().toImage()
    press("Ctrl+F")
    assert editor.find_bar.words.hasFocus()
    assert not editor.find_bar.replacement.isVisible()
    look_for(editor, "cable")
    assert [hit.segment for hit in editor.finding.hits] == [3, 7, 11, 15]
    assert editor.find_bar.count.text() == "1 of 4"
    assert editor.list.row == 3
    press("Return")
    press("F3")
    assert editor.list.row == 11
    press("Shift+F3")
    press("Shift+Return")
    assert editor.list.row == 3
    press("Shift+F3")
    assert editor.list.row == 15
    press("F3")
    assert editor.find_bar.count.text() == "1 of 4"
    press("Esc")
    assert editor.list.hasFocus()
    editor.list.choose(0)
    # No mark is left.
    qtbot.waitUntil(lambda: editor.list.viewport().grab().toImage() == plain)


def test_the_search_begins_where_one_is(editor: TranscriptEditor) -> None:
    editor.list.choose(8)
    press("Ctrl+F")
    look_for(editor, "cable")
    assert editor.list.row == 11


def test_a_selected_word_is_looked_for(editor: TranscriptEditor) -> None:
    editor.list.editing.begin(3, editor.document.segments[3].text.index("cable") + 2)
    field = editor.list.editing.field
    cursor = field.textCursor()
    cursor.select(cursor.SelectionType.WordUnderCursor)
    field.setTextCursor(cursor)
    press("Ctrl+F")
    assert editor.find_bar.words.text() == "cable"
    assert len(editor.finding.hits) == 4


def test_case_and_whole_words_count_when_asked(editor: TranscriptEditor) -> None:
    press("Ctrl+F")
    look_for(editor, "THE")
    many = len(editor.finding.hits)
    QTest.keyClick(editor.find_bar.whole, Qt.Key.Key_Space)
    assert 0 < len(editor.finding.hits) < many
    QTest.keyClick(editor.find_bar.case, Qt.Key.Key_Space)
    assert editor.finding.hits == []
    assert editor.find_bar.count.text() == "Nothing found"
    assert not editor.find_bar.next.isEnabled()


def test_a_wrong_pattern_is_explained_not_raised(editor: TranscriptEditor) -> None:
    press("Ctrl+F")
    editor.find_bar.regex.setChecked(True)
    look_for(editor, "cab(le")
    assert editor.find_bar.problem.isVisible()
    assert "cab(le" in editor.find_bar.problem.text()
    look_for(editor, "cab.e")
    assert not editor.find_bar.problem.isVisible()
    assert len(editor.finding.hits) == 4


def test_hits_are_replaced_one_by_one(editor: TranscriptEditor) -> None:
    press("Ctrl+H")
    look_for(editor, "cable")
    QTest.keyClicks(editor.find_bar.replacement, "cable rope")
    editor.find_bar.replacement.setFocus()
    press("Return")
    segments = editor.document.segments
    assert "the cable rope under" in segments[3].text
    assert "cable rope" not in segments[7].text
    assert editor.list.row == 7  # not again into what was put in
    words = {word.text: word for word in segments[3].words}
    assert words["pier"] in talk(16).segments[3].words  # the others keep their times
    assert words["rope"].start is not None
    QTest.mouseClick(editor.find_bar.one, Qt.MouseButton.LeftButton)
    assert editor.list.row == 11
    editor.actions_.undo.trigger()
    editor.actions_.undo.trigger()
    assert editor.document.transcript == talk(16)


def test_all_are_replaced_in_one_step_that_says_how_many(editor: TranscriptEditor) -> None:
    press("Ctrl+H")
    editor.find_bar.regex.setChecked(True)
    look_for(editor, r"(\w+) cable")
    QTest.keyClicks(editor.find_bar.replacement, r"\1 wire")
    QTest.mouseClick(editor.find_bar.all, Qt.MouseButton.LeftButton)
    assert editor.find_bar.count.text() == "4 replaced"
    assert "the wire under" in editor.document.segments[3].text
    assert "old wire lies" in editor.document.segments[7].text
    editor.actions_.undo.trigger()
    assert editor.document.transcript == talk(16)
    assert not editor.document.can_undo


def test_a_group_that_is_not_there_changes_nothing(editor: TranscriptEditor) -> None:
    press("Ctrl+H")
    editor.find_bar.regex.setChecked(True)
    look_for(editor, "cable")
    QTest.keyClicks(editor.find_bar.replacement, r"\7")
    QTest.mouseClick(editor.find_bar.all, Qt.MouseButton.LeftButton)
    assert "group" in editor.find_bar.problem.text()
    assert editor.document.transcript == talk(16)


def test_hits_follow_what_is_edited(qtbot: QtBot, editor: TranscriptEditor) -> None:
    press("Ctrl+F")
    look_for(editor, "cable")
    editor.document.delete([3])
    qtbot.waitUntil(lambda: [hit.segment for hit in editor.finding.hits] == [6, 10, 14])


def test_nothing_is_replaced_while_a_job_listens(editor: TranscriptEditor) -> None:
    press("Ctrl+H")
    editor.document.begin_live()
    editor.document.hear(Heard(talk(5).segments))
    look_for(editor, "cable")
    assert len(editor.finding.hits) == 1
    assert not editor.find_bar.all.isEnabled()
    assert not editor.find_bar.one.isEnabled()
