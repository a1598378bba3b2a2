"""Suspects by keys: walked with their reasons, marked as right, written where text is missing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.jobs import JobQueue
from app.transcription.editor import TranscriptEditor
from pipelines.speech.suspects import find_suspects
from pipelines.speech.transcript import Transcript
from tests.app.transcription.talks import talk
from tests.app.transcription.windows import open_editor, press

pytestmark = pytest.mark.usefixtures("context")


def doubtful() -> Transcript:
    """Rows 1, 4 and 6 of eight are suspect, each for a reason of its own."""
    rows = [replace(one, edited=False, checked=False, avg_logprob=-0.2) for one in talk(8).segments]
    rows[1] = replace(rows[1], avg_logprob=-1.6)
    rows[3] = replace(rows[3], words=())
    rows[4] = replace(rows[4], compression_ratio=3.1)
    rows[6] = replace(rows[6], no_speech_prob=0.9)
    return Transcript(tuple(rows), "en", duration=60.0)


@pytest.fixture
def editor(qtbot: QtBot) -> TranscriptEditor:
    return open_editor(qtbot, doubtful())


def test_keys_walk_through_them_with_their_reasons(editor: TranscriptEditor) -> None:
    bar = editor.suspect_bar
    sought: list[float] = []
    editor.seek_requested.connect(sought.append)
    assert [one.index for one in find_suspects(doubtful())] == [1, 4, 6]
    assert bar.isVisible()
    assert bar.count.text() == "3 suspects"
    assert not bar.right_button.isEnabled()
    press("F7")
    assert editor.list.row == 1
    assert bar.count.text() == "Suspect 1 of 3"
    assert "unsure" in bar.reasons.text()
    assert sought == [doubtful().segments[1].start]
    press("F7")
    assert "repeats" in bar.reasons.text()
    press("F7")
    assert editor.list.row == 6
    press("F7")
    assert editor.list.row == 1
    press("Shift+F7")
    assert editor.list.row == 6
    editor.list.choose(4)
    assert bar.count.text() == "Suspect 2 of 3"
    editor.list.choose(2)
    assert bar.count.text() == "3 suspects"
    press("Shift+F7")
    assert editor.list.row == 1


def test_what_is_right_is_no_suspect_any_more(editor: TranscriptEditor) -> None:
    press("F7")
    press("Ctrl+Shift+C")
    assert editor.document.segments[1].checked
    assert editor.list.row == 4
    assert editor.suspect_bar.count.text() == "Suspect 1 of 2"
    QTest.mouseClick(editor.suspect_bar.right_button, Qt.MouseButton.LeftButton)
    press("Ctrl+Shift+C")
    assert not editor.suspect_bar.isVisible()
    press("Ctrl+Z", editor.list)
    editor.suspects.settle()
    assert editor.suspect_bar.isVisible()


def test_where_none_is_left_the_key_says_so(qtbot: QtBot, editor: TranscriptEditor) -> None:
    line = editor.live_line
    press("F7")
    assert not line.isVisible()
    for _suspect in range(3):
        press("Ctrl+Shift+C")
        editor.suspects.settle()
    assert line.words.text() == "No suspect segment left."
    press("Down")
    assert not line.isVisible()
    press("Shift+F7")
    assert line.words.text() == "No suspect segment left."
    assert line.isVisible()
    editor.document.open(Transcript())
    press("F7", editor)
    assert line.words.text() == "There is nothing to check yet."
    editor.hide()
    editor.show()
    assert not line.isVisible()


def test_what_somebody_wrote_is_no_suspect_any_more(qtbot: QtBot, editor: TranscriptEditor) -> None:
    press("F7")
    press("F2")
    QTest.keyClicks(editor.list.editing.field, "So. ")
    press("F7")  # on to the next, keeping what was written
    assert editor.document.segments[1].edited
    assert editor.list.row == 4
    qtbot.waitUntil(lambda: editor.suspect_bar.count.text() == "Suspect 1 of 2")


def test_marks_move_along_with_their_segments(editor: TranscriptEditor) -> None:
    editor.document.delete([0])
    rows = editor.list.rows
    assert [row for row in range(7) if rows.is_suspect(row)] == [0, 3, 5]
    editor.suspects.settle()
    assert [row for row in range(7) if rows.is_suspect(row)] == [0, 3, 5]


def test_speech_without_text_is_walked_to_and_written(qtbot: QtBot) -> None:
    calm = replace(doubtful(), segments=doubtful().segments[2:4])
    first, second = calm.segments
    gap = (first.end + 10, first.end + 13)
    moved = replace(second, start=second.start + 40, end=second.end + 40)
    spoken = ((first.start, first.end), gap, (moved.start, moved.end))
    editor = open_editor(
        qtbot, Transcript((first, moved), "en", duration=moved.end + 9, speech=spoken)
    )
    bar = editor.suspect_bar
    press("F7")
    assert "no text" in bar.reasons.text()
    assert bar.count.text() == "Suspect 1 of 1"
    assert not bar.right_button.isVisible()
    QTest.mouseClick(bar.write_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(editor.list.editing.field, "Forgotten.")
    press("Return")
    made = editor.document.segments[1]
    assert (made.text, made.start, made.end) == ("Forgotten.", *gap)
    editor.suspects.settle()
    assert not bar.isVisible()


def test_many_segments_are_looked_at_in_a_job(qtbot: QtBot, queue: JobQueue) -> None:
    editor = TranscriptEditor(jobs=queue)
    qtbot.addWidget(editor)
    editor.document.open(talk(300))
    editor.show()
    qtbot.waitExposed(editor)
    assert editor.suspects.count == 0
    qtbot.waitUntil(lambda: editor.suspects.count > 0, timeout=10_000)
    assert editor.suspects.suspects == find_suspects(talk(300))
    before = editor.suspects.count
    editor.document.check([editor.suspects.suspects[0].index])
    qtbot.waitUntil(lambda: editor.suspects.count == before - 1, timeout=10_000)
    qtbot.waitUntil(lambda: queue.is_idle, timeout=10_000)
