"""The whole editor by its keys: every action, every state, and nothing of the window's taken."""

import json

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.actions import Actions
from app.transcription.editor import EditorState, TranscriptEditor
from app.transcription.rerun_dialog import RerunChoices, RerunDialog, RerunRequest
from pipelines.speech.listening import Heard
from pipelines.speech.transcript import Segment, Transcript
from tests.app.test_access import Brackets, brackets, spoken_name, untranslated  # noqa: F401
from tests.app.transcription.talks import talk
from tests.app.transcription.windows import open_editor, press
from tests.app.walking import controls_of, focus_chain

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def editor(qtbot: QtBot) -> TranscriptEditor:
    return open_editor(qtbot)


def texts(editor: TranscriptEditor) -> list[str]:
    return [segment.text for segment in editor.document.segments]


def test_keys_edit_undo_and_redo(editor: TranscriptEditor) -> None:
    press("F2")
    QTest.keyClicks(editor.list.editing.field, "So. ")
    press("Return")
    assert texts(editor)[0].startswith("So. Good")
    editor.list.choose(5)
    press("Ctrl+Z")
    assert editor.document.transcript == talk(40)
    assert editor.list.row == 0  # where it happened
    press("Ctrl+Shift+Z")
    assert texts(editor)[0].startswith("So. Good")
    press("Ctrl+Z")
    press("Ctrl+Y")
    assert texts(editor)[0].startswith("So. Good")


def test_undo_while_writing_keeps_what_is_written_as_a_step(editor: TranscriptEditor) -> None:
    editor.document.set_text(1, "Earlier.")
    editor.list.editing.begin(0)
    QTest.keyClicks(editor.list.editing.field, "So. ")
    editor.actions_.undo.trigger()
    assert texts(editor)[:2] == [talk(1).segments[0].text, "Earlier."]
    editor.actions_.redo.trigger()
    assert texts(editor)[0].startswith("So. Good")


def test_split_merge_insert_and_delete_by_keys(editor: TranscriptEditor) -> None:
    first = texts(editor)[0]
    editor.list.go_to_word(0, 2)
    press("Ctrl+B")
    assert " ".join(texts(editor)[:2]) == first
    assert editor.list.row == 1
    press("Up")
    press("Ctrl+M")
    assert texts(editor)[0] == first
    press("Ctrl+I")
    assert editor.list.editing.row == 1
    QTest.keyClicks(editor.list.editing.field, "Inserted.")
    press("Return")
    assert texts(editor)[1] == "Inserted."
    assert len(texts(editor)) == 41
    press("Del")
    assert texts(editor) == [one.text for one in talk(40).segments]
    assert editor.list.row == 1


def test_split_where_it_plays(editor: TranscriptEditor) -> None:
    segment = editor.document.segments[3]
    editor.list.choose(3)
    editor.show_position(segment.words[6].start or 0)
    press("Ctrl+B")
    assert texts(editor)[4].startswith(segment.words[6].text)


def test_a_key_that_can_do_nothing_says_why(editor: TranscriptEditor) -> None:
    line, before = editor.live_line, editor.document.transcript
    for keys, words in (
        ("Ctrl+B", "Nothing to split off here: choose a word after the first."),
        ("Ctrl+9", "There is no speaker 9 yet: Ctrl+4 makes a new one."),
    ):
        press(keys)
        assert line.words.text() == words
        assert line.isVisible()
        assert line.accessibleName() == words
    press("F2")
    press("Home")
    press("Ctrl+B")
    assert line.words.text() == "Nothing to split off here: choose a word after the first."
    press("Esc")
    editor.list.choose(39)
    assert not line.isVisible()
    press("Ctrl+M")
    assert line.words.text() == "There is no segment after this one to merge it with."
    assert editor.document.transcript is before
    editor.list.clearSelection()
    editor.list.setCurrentIndex(QModelIndex())
    for action in (*editor.actions_.of_segments, editor.actions_.digits[1]):
        line.forget()
        action.trigger()
        assert line.words.text() == "Choose a segment first.", action.text()
    assert editor.document.set_text(0, "A change.")
    assert not line.isVisible()


def test_several_rows_at_a_time(editor: TranscriptEditor) -> None:
    press("Shift+Down")
    press("Shift+Down")
    assert editor.list.chosen == [0, 1, 2]
    assert "selected" in editor.actions_.merge.text()
    press("Ctrl+Shift+C")
    assert all(one.checked for one in editor.document.segments[:3])
    press("Ctrl+Shift+C")
    assert not any(one.checked for one in editor.document.segments[:3])
    press("Ctrl+M")
    assert texts(editor)[0].count("harbour office. Thank you") == 1
    assert len(texts(editor)) == 38
    press("Ctrl+Z")
    press("Ctrl+A")
    assert len(editor.list.chosen) == 40
    press("Del")
    assert editor.state is EditorState.EMPTY
    assert editor.empty.isVisible()
    editor.actions_.undo.trigger()
    assert len(texts(editor)) == 40


def test_the_toolbar_says_what_undo_would_do(editor: TranscriptEditor) -> None:
    button = editor.toolbar.buttons[editor.actions_.undo]
    assert not button.isEnabled()
    editor.document.set_text(0, "New.")
    assert button.isEnabled()
    assert "Change the text" in button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert editor.document.transcript == talk(40)


def test_a_click_on_split_leaves_the_caret_in_its_row(editor: TranscriptEditor) -> None:
    editor.list.editing.begin(0, 5)
    QTest.mouseClick(editor.toolbar.buttons[editor.actions_.split], Qt.MouseButton.LeftButton)
    assert texts(editor)[0] == "Good"
    assert editor.list.editing.row == 1


def test_while_a_job_listens_it_grows_and_may_not_be_changed(editor: TranscriptEditor) -> None:
    document = editor.document
    document.begin_live()
    assert editor.state is EditorState.RUNNING
    assert editor.live_line.isVisible()
    document.hear(Heard(talk(3).segments))
    assert "3" in editor.live_line.words.text()
    editor.list.setFocus()
    editor.list.choose(0)
    for keys in ("Ctrl+M", "Del", "Ctrl+1", "Ctrl+I", "Ctrl+B", "F2", "F4", "Ctrl+Shift+C"):
        press(keys)
    assert document.segments == talk(3).segments
    assert not editor.suspect_bar.isVisible()
    document.end_live(talk(40))
    assert editor.state is EditorState.EDITING
    assert not editor.live_line.isVisible()
    assert editor.suspect_bar.isVisible()
    assert not document.can_undo


def test_it_is_empty_at_first(qtbot: QtBot) -> None:
    editor = TranscriptEditor()
    qtbot.addWidget(editor)
    editor.show()
    assert editor.state is EditorState.EMPTY
    assert editor.empty.isVisible()
    assert not editor.actions_.export.isEnabled()


def test_sound_is_asked_for_and_boundaries_come_from_outside(editor: TranscriptEditor) -> None:
    sought: list[float] = []
    editor.seek_requested.connect(sought.append)
    press("Right")
    assert sought == [editor.document.segments[0].start]
    editor.move_boundary(0, "end", 2.5)
    assert editor.document.segments[0].end == 2.5
    media = QWidget()
    editor.set_media(media)
    assert editor.splitter.widget(0) is media


def test_menus_offer_everything_with_its_keys(editor: TranscriptEditor, qtbot: QtBot) -> None:
    menu = editor.segment_menu()
    names = [action.text() for action in menu.actions() if action.text()]
    for wanted in ("Play the segment", "Edit the text", "Split before this word", "Speaker"):
        assert wanted in names
    assert menu.actions()[1].shortcut() == QKeySequence("F2")
    menu.deleteLater()


def test_hearing_again_shows_both_texts_and_takes_the_new(editor: TranscriptEditor) -> None:
    asked: list[RerunRequest] = []
    editor.rerun_requested.connect(asked.append)
    editor.rerun_choices = RerunChoices(
        (("tiny", "Tiny"), ("base", "Base")), (("en", "English"),), "base"
    )
    old = editor.document.segments[3]
    editor.list.choose(3)
    press("Ctrl+R")
    dialog = editor.findChildren(RerunDialog)[-1]
    assert dialog.isVisible()
    assert not dialog.take_button.isEnabled()
    QTest.keyClicks(dialog.hotwords, "lamp")
    QTest.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    assert (asked[0].row, asked[0].start, asked[0].model) == (3, old.start, "base")
    assert asked[0].hotwords == "lamp"
    assert not dialog.run_button.isEnabled()
    editor.show_rerun_problem("There is no model.")
    assert dialog.problem.text() == "There is no model."
    dialog.run()
    editor.show_rerun((Segment(old.start, old.end, "Yes. The lamb is fine."),))
    assert "<" not in dialog.new.toPlainText()
    assert dialog.new.toPlainText() == "Yes. The lamb is fine."
    assert dialog.focusWidget() is dialog.take_button
    press("Return", dialog.take_button)
    assert texts(editor)[3] == "Yes. The lamb is fine."
    assert editor.document.segments[3].speaker == old.speaker
    editor.document.undo()
    assert editor.document.segments[3] == old


def test_closing_while_it_listens_stops_it_and_keeps_the_old(editor: TranscriptEditor) -> None:
    stopped: list[bool] = []
    editor.rerun_stopped.connect(lambda: stopped.append(True))
    dialog = editor.open_rerun()
    assert dialog is not None
    dialog.run()
    press("Esc", dialog)
    assert stopped == [True]
    editor.show_rerun((Segment(0, 1, "Too late."),))
    assert editor.document.transcript == talk(40)


def test_the_view_is_kept_with_a_project(qtbot: QtBot, editor: TranscriptEditor) -> None:
    document = editor.document
    editor.list.choose(25)
    editor.actions_.follow.trigger()
    document.set_speaker([0, 1], "Tom")  # who would be first in a new order
    kept = json.loads(json.dumps(editor.view_state()))
    other = open_editor(qtbot, document.transcript)
    assert other.document.place_of("Tom") == 0
    other.document.open(document.transcript)
    other.restore_view(kept)
    assert other.list.row == 25
    assert 25 in other.list.in_sight()
    assert not other.list.follows
    assert not other.actions_.follow.isChecked()
    assert other.document.speakers == document.speakers
    other.restore_view({"row": "nonsense", "speakers": 3, "follows": None})
    assert other.list.row == 25


# -- the window around it -----------------------------------------------------------------------


def test_no_key_is_taken_twice(qtbot: QtBot, editor: TranscriptEditor) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    Actions(window)
    of_window = {
        keys.toString() for action in window.findChildren(QAction) for keys in action.shortcuts()
    }
    own = [
        keys.toString()
        for action in (*editor.actions(), *editor.list.actions())
        for keys in action.shortcuts()
    ]
    assert of_window
    assert len(own) == len(set(own))
    assert of_window.isdisjoint(own)


def test_escape_and_control_return_in_a_row_are_not_the_windows(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    ran: list[str] = []
    actions.cancel.triggered.connect(lambda: ran.append("cancel"))
    actions.run.triggered.connect(lambda: ran.append("run"))
    editor = TranscriptEditor()
    editor.document.open(talk(5))
    window.setCentralWidget(editor)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    editor.list.editing.begin(0, 5)
    qtbot.waitUntil(editor.list.editing.field.hasFocus)
    press("Ctrl+Return")
    press("Esc")
    assert texts(editor)[0] == "Good"
    editor.list.editing.begin_times(0)
    press("Esc")
    press("Ctrl+F")
    assert editor.find_bar.words.hasFocus()
    press("Esc")
    assert not editor.find_bar.isVisible()
    press("Ctrl+F")
    editor.find_bar.case.setFocus()
    press("Esc")
    assert not editor.find_bar.isVisible()
    assert ran == []
    press("Esc")  # nothing of the editor's is open
    assert ran == ["cancel"]


def dialogs_of(editor: TranscriptEditor) -> list[QDialog]:
    rerun = editor.open_rerun()
    assert rerun is not None
    return [rerun, editor.open_speakers(), editor.open_export()]


def test_every_control_has_a_name_and_can_be_reached(editor: TranscriptEditor) -> None:
    editor.finding.open(True)
    places = [editor, *dialogs_of(editor)]
    nameless = [
        f"{type(control).__name__} in {type(control.parentWidget()).__name__}"
        for place in places
        for control in controls_of(place)
        if not spoken_name(control)
    ]
    assert nameless == []
    for place in places:
        reached = set(focus_chain(place))
        missing = [
            spoken_name(control)
            for control in controls_of(place)
            if control.window() is place  # dialogs are children of the editor
            and control.isVisibleTo(place)
            and control.isEnabled()
            and control not in reached
        ]
        assert missing == [], place


@pytest.mark.usefixtures("brackets")
def test_every_word_is_translated(qtbot: QtBot) -> None:
    names = ("Mara Lindqvist", "Tom", *(segment.text for segment in talk(12).segments))
    editor = open_editor(qtbot, talk(12))
    editor.finding.open(True)
    editor.list.editing.begin(0)
    for place in (editor, *dialogs_of(editor)):
        assert untranslated(place, (*names, str(editor.export_path.parent), "transcript")) == []
    editor.document.begin_live()
    assert untranslated(editor, names) == []


def test_an_empty_result_has_no_row_to_act_on(qtbot: QtBot) -> None:
    editor = open_editor(qtbot)
    editor.document.open(Transcript())
    for action in (*editor.actions(), *editor.list.actions()):
        if action not in (editor.actions_.export, editor.actions_.speakers):
            action.trigger()
    QApplication.processEvents()
    assert editor.document.segments == ()
    assert QAccessible.queryAccessibleInterface(editor.list).childCount() == 0
