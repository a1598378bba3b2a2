"""A folder that is watched from the tab."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.transcription.tab import TranscriptionTab
from app.widgets.state_icons import FileState
from pipelines import watching
from tests.app.transcription.doing import put_in, run, settle, states
from tests.speech_fakes import write_speech


def test_only_one_whole_folder_can_be_watched(
    tab: TranscriptionTab, qtbot: QtBot, tmp_path: Path
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    a, b = write_speech(one / "a.wav"), write_speech(two / "b.wav")
    box = tab.viewer.watch_box
    put_in(tab, qtbot, a)
    assert not box.isVisible()
    put_in(tab, qtbot, one, two)
    assert not box.isVisible()
    put_in(tab, qtbot, one, b)
    assert not box.isVisible()
    put_in(tab, qtbot, one)
    assert box.isVisible()
    assert not tab.watches


def test_what_is_put_into_a_watched_folder_is_heard_until_a_cancel(
    tab: TranscriptionTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching.watch_folder, "__kwdefaults__", quick(watching.watch_folder))
    folder = tmp_path / "in"
    write_speech(folder / "a.wav")
    put_in(tab, qtbot, folder)
    QTest.mouseClick(tab.viewer.watch_box, Qt.MouseButton.LeftButton)
    assert tab.watches
    tab.run()
    qtbot.waitUntil(lambda: states(tab)["a.wav"] is FileState.DONE, timeout=20_000)
    assert tab.busy
    assert not tab.viewer.watch_box.isEnabled()
    write_speech(folder / "later.wav", hertz=400)
    qtbot.waitUntil(lambda: states(tab).get("later.wav") is FileState.DONE, timeout=20_000)
    assert list(folder.glob("later*.srt"))
    qtbot.waitUntil(lambda: tab.viewer.source == folder / "later.wav", timeout=5_000)
    tab.cancel()
    qtbot.waitUntil(lambda: not tab.busy, timeout=5_000)
    settle(tab, qtbot)
    assert set(states(tab).values()) == {FileState.DONE}
    assert tab.strip.words.startswith("Stopped")
    assert len(tab.inputs) == 2


def quick(function: object) -> dict[str, object]:
    """The same defaults, but files come to rest at once and are looked for often."""
    kept = dict(function.__kwdefaults__)  # type: ignore[attr-defined]
    return {**kept, "look_every_s": 0.1, "settling": watching.Settling(settled_s=0.2)}


def test_a_folder_of_which_a_file_was_taken_off_is_no_longer_watched(
    tab: TranscriptionTab, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    for number, name in enumerate(("a.wav", "b.wav")):
        write_speech(folder / name, hertz=200 + 50 * number)
    put_in(tab, qtbot, folder)
    QTest.mouseClick(tab.viewer.watch_box, Qt.MouseButton.LeftButton)
    QTest.mouseClick(tab.viewer.queue.remove_button, Qt.MouseButton.LeftButton)
    assert [path.name for path in tab.inputs] == ["b.wav"]
    assert not tab.watches
    run(tab, qtbot)
    assert states(tab) == {"b.wav": FileState.DONE}
