"""Several recordings: the list beside the editor, and editing one while another is heard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.transcription.tab import TranscriptionTab
from app.widgets.state_icons import FileState
from pipelines.speech.project import open_project
from tests.app.dropping import drop
from tests.app.transcription.doing import put_in, run, settle, shelf, states, texts
from tests.app.transcription.windows import press
from tests.speech_fakes import LINES, FakeListener, Gate, write_speech


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three recordings, one of them in a folder inside."""
    for number, name in enumerate(("a.wav", "b.wav", "sub/c.wav")):
        write_speech(tmp_path / "in" / name, hertz=200 + 50 * number)
    return tmp_path / "in"


@pytest.fixture
def listener() -> FakeListener:
    names = ("a.wav", "b.wav", "c.wav")
    return FakeListener(lines_of={n: [f"{n[0]} {line}" for line in LINES] for n in names})


def click_row(tab: TranscriptionTab, path: Path) -> None:
    """As with the mouse, in the list."""
    queue = tab.viewer.queue
    row = queue.model.row_of(path)
    assert row is not None
    index = queue.model.index(queue.model.rows.index(row), 0)
    place = queue.view.visualRect(index).center()
    QTest.mouseClick(queue.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_dropped_folder_goes_on_after_a_bad_file(
    tab: TranscriptionTab, qtbot: QtBot, folder: Path
) -> None:
    bad = folder / "bad.wav"
    bad.write_bytes(b"RIFF" + b"\0" * 100)
    assert drop(tab, folder)
    settle(tab, qtbot)
    assert len(tab.inputs) == 4
    assert tab.viewer.queue.isVisible()
    assert tab.viewer.nested_box.isVisible()
    assert tab.viewer.watch_box.isVisible()
    run(tab, qtbot)
    found = states(tab)
    assert found.pop("bad.wav") is FileState.FAILED
    assert set(found.values()) == {FileState.DONE}
    row = tab.viewer.queue.model.row_of(bad)
    assert row is not None
    assert "bad.wav" in row.reason
    assert row.reason in tab.strip.words
    assert len(shelf(tab)) == 3
    assert list((folder / "sub").glob("c*.srt"))


def test_choosing_a_row_shows_its_transcript(
    tab: TranscriptionTab, qtbot: QtBot, folder: Path
) -> None:
    put_in(tab, qtbot, folder)
    run(tab, qtbot)
    assert tab.viewer.source == folder / "sub" / "c.wav"
    assert texts(tab)[0].startswith("c ")
    click_row(tab, folder / "a.wav")
    settle(tab, qtbot)
    assert texts(tab)[0].startswith("a ")
    assert tab.viewer.result is not None
    assert tab.viewer.result.name.startswith("a")


def test_the_editor_goes_along_with_the_run_until_the_user_chooses(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, folder: Path
) -> None:
    gate = Gate("c.wav", step=2)
    listener.on_step = gate
    put_in(tab, qtbot, folder)
    tab.viewer.queue.view.setFocus()  # where the keyboard happens to be is no choice
    tab.run()
    qtbot.waitUntil(lambda: texts(tab) == [f"c {line}" for line in LINES[:2]], timeout=20_000)
    assert tab.document.is_live
    a = folder / "a.wav"
    click_row(tab, a)
    qtbot.waitUntil(lambda: texts(tab)[:1] == [f"a {LINES[0]}"], timeout=20_000)
    assert not tab.document.is_live
    gate.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=20_000)
    settle(tab, qtbot)
    assert tab.viewer.source == a
    assert texts(tab)[0] == f"a {LINES[0]}"


def test_one_is_put_right_while_another_is_heard(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, folder: Path
) -> None:
    first, second = Gate("b.wav", step=2), Gate("c.wav", step=2)

    def both(name: str, step: int) -> None:
        first(name, step)
        second(name, step)

    listener.on_step = both
    put_in(tab, qtbot, folder)
    tab.run()
    b_heard = [f"b {line}" for line in LINES[:2]]
    qtbot.waitUntil(lambda: texts(tab) == b_heard, timeout=20_000)
    a = folder / "a.wav"
    click_row(tab, a)
    qtbot.waitUntil(lambda: len(texts(tab)) == 4, timeout=20_000)
    editor = tab.viewer.editor
    editor.list.setFocus()
    editor.list.editing.begin(0)
    editor.list.editing.field.setPlainText("What a really says.")
    first.open()  # the run moves on from b to c
    qtbot.waitUntil(second.reached.is_set, timeout=20_000)
    qtbot.waitUntil(lambda: states(tab)["c.wav"] is FileState.RUNNING, timeout=20_000)
    assert editor.list.editing.row == 0
    assert not tab.document.is_live
    assert tab.viewer.source == a
    # Looking at the one that is heard shows all that was heard of it, and keeps the edit.
    click_row(tab, folder / "sub" / "c.wav")
    qtbot.waitUntil(lambda: texts(tab) == [f"c {line}" for line in LINES[:2]], timeout=20_000)
    assert tab.document.is_live
    second.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=20_000)
    settle(tab, qtbot)
    assert texts(tab) == [f"c {line}" for line in LINES]
    assert not tab.document.is_live
    click_row(tab, a)
    settle(tab, qtbot)
    assert texts(tab)[0] == "What a really says."
    kept = next(path for path in shelf(tab) if path.name.startswith("a-"))
    assert open_project(kept).transcript.segments[0].text == "What a really says."


def test_the_one_that_is_looked_at_can_be_edited_as_soon_as_it_is_done(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, folder: Path
) -> None:
    waiting, silent = Gate("a.wav", step=2), Gate("b.wav", step=0)

    def both(name: str, step: int) -> None:
        waiting(name, step)
        silent(name, step)

    listener.on_step = both
    put_in(tab, qtbot, folder)
    tab.run()
    qtbot.waitUntil(lambda: len(texts(tab)) == 2, timeout=20_000)
    click_row(tab, folder / "b.wav")
    click_row(tab, folder / "a.wav")
    qtbot.waitUntil(lambda: tab.document.is_live and len(texts(tab)) == 2, timeout=20_000)
    waiting.open()
    qtbot.waitUntil(silent.reached.is_set, timeout=20_000)
    qtbot.waitUntil(lambda: not tab.document.is_live, timeout=5_000)
    assert tab.busy
    assert len(texts(tab)) == 4
    assert tab.document.set_text(0, "Right at once.")
    silent.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=20_000)


def test_escape_leaves_the_row_and_not_the_run(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, folder: Path
) -> None:
    gate = Gate("b.wav", step=1)
    listener.on_step = gate
    put_in(tab, qtbot, folder)
    tab.activateWindow()
    tab.run()
    qtbot.waitUntil(gate.reached.is_set, timeout=20_000)
    click_row(tab, folder / "a.wav")
    qtbot.waitUntil(lambda: len(texts(tab)) == 4, timeout=20_000)
    editor = tab.viewer.editor
    editor.list.editing.begin(1)
    editor.list.editing.field.setPlainText("never mind")
    press("Esc", editor.list.editing.field)
    assert editor.list.editing.row == -1
    assert texts(tab)[1] == f"a {LINES[1]}"
    assert tab.busy
    assert not tab.batch[0].token.cancelled
    gate.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=20_000)


def test_failed_ones_are_tried_again(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, folder: Path
) -> None:
    listener.fail_on = {"b.wav": RuntimeError("a surprise")}
    put_in(tab, qtbot, folder)
    run(tab, qtbot)
    assert states(tab)["b.wav"] is FileState.FAILED
    click_row(tab, folder / "b.wav")
    settle(tab, qtbot)
    assert texts(tab) == [f"b {LINES[0]}"]
    listener.fail_on = {}
    QTest.mouseClick(tab.viewer.queue.retry_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.busy)
    qtbot.waitUntil(lambda: not tab.busy, timeout=20_000)
    settle(tab, qtbot)
    assert set(states(tab).values()) == {FileState.DONE}
    assert listener.begun[-1] == 1  # it went on where it had broken off
    assert texts(tab) == [f"b {line}" for line in LINES]
