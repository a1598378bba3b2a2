"""One segment heard again with another model or setting."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.transcription.rerun_dialog import RerunDialog
from app.transcription.tab import TranscriptionTab
from pipelines.errors import BadInput
from tests.app.transcription.doing import put_in, run, settle, shelf, texts
from tests.speech_fakes import LINES, FakeListener, Gate


@pytest.fixture
def dialog(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> RerunDialog:
    """Open for the third segment, which the listener now hears otherwise."""
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    listener.lines = ("Had he married", "a more amiable woman!")
    listener.seconds = 0.2
    listener.params.clear()
    tab.viewer.editor.list.choose(2)
    made = tab.viewer.editor.open_rerun()
    assert made is not None
    return made


def press_button(dialog: RerunDialog, words: str) -> None:
    from PySide6.QtWidgets import QPushButton

    found = next(b for b in dialog.findChildren(QPushButton) if b.text() == words)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_a_segment_is_heard_again_with_another_setting_and_replaced(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, dialog: RerunDialog
) -> None:
    before = tab.document.transcript
    assert dialog.model.count() == 2
    dialog.model.setCurrentIndex(dialog.model.findData("fake-listener/large"))
    dialog.prompt.setText("About Mr Dashwood.")
    dialog.run_button.click()
    settle(tab, qtbot)
    (params,) = listener.params
    assert params.size == "large"
    assert params.initial_prompt == "About Mr Dashwood."
    assert listener.talks[-1].recording.duration == pytest.approx(0.5, abs=0.01)
    assert dialog.found is not None
    dialog.take_button.click()
    assert texts(tab) == [*LINES[:2], "Had he married", "a more amiable woman!", LINES[3]]
    taken = tab.document.segments[2]
    assert (taken.start, taken.end) == (1.0, 1.2)
    assert taken.words[0].start == pytest.approx(1.0)
    assert tab.document.undo()
    assert tab.document.transcript == before
    assert len(shelf(tab)) == 1  # no run of its own


def test_listening_again_can_be_stopped(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, dialog: RerunDialog
) -> None:
    gate = Gate(step=1)
    listener.on_step = gate
    dialog.run_button.click()
    qtbot.waitUntil(gate.reached.is_set, timeout=20_000)
    assert tab.again.busy
    dialog.reject()
    assert not tab.again.busy
    gate.open()
    settle(tab, qtbot)
    assert texts(tab) == list(LINES)
    assert tab.strip.kind is not None


def test_why_it_could_not_be_heard_again_stands_in_the_dialog(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, dialog: RerunDialog
) -> None:
    listener.fail_on = {"talk.wav": BadInput("The talk is over.")}
    dialog.run_button.click()
    settle(tab, qtbot)
    assert dialog.problem.text() == "The talk is over."
    assert not dialog.is_waiting
    assert texts(tab) == list(LINES)
    dialog.reject()


def test_without_its_recording_nothing_is_heard_again(
    tab: TranscriptionTab, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "alone.srt"
    path.write_text("1\n00:00:00,000 --> 00:00:01,000\nA line.\n", encoding="utf-8")
    put_in(tab, qtbot, path)
    tab.viewer.editor.list.choose(0)
    dialog = tab.viewer.editor.open_rerun()
    assert dialog is not None
    dialog.run_button.click()
    settle(tab, qtbot)
    assert "is not here" in dialog.problem.text()
    dialog.reject()
