"""The Transcription tab from drop to result, over a scripted listener and real files."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.transcription.tab import TranscriptionTab
from pipelines.speech.live_log import read_log
from pipelines.speech.project import open_project
from tests.app.transcription.doing import logs, put_in, run, settle, shelf, texts
from tests.speech_fakes import LINES, FakeListener, Gate


def test_a_recording_becomes_a_kept_transcript_and_a_file_beside_it(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    assert texts(tab) == list(LINES)
    (kept,) = shelf(tab)
    assert tab.document.path == kept
    assert open_project(kept).transcript == tab.document.transcript
    assert not tab.document.is_live
    result = tab.viewer.result
    assert result is not None
    assert result.parent == recording.parent
    assert result.name in tab.strip.words
    assert LINES[0] in result.read_text(encoding="utf-8")
    assert logs(tab) == []


def test_what_is_heard_is_on_the_disk_before_it_is_shown(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    gate = Gate(step=2)
    listener.on_step = gate
    seen: list[tuple[int, int]] = []

    def look(*_changed: int) -> None:
        if tab.document.is_live and logs(tab):
            kept = read_log(logs(tab)[0]).transcript.segments
            seen.append((len(tab.document.segments), len(kept)))
            assert kept[: len(tab.document.segments)] == tab.document.segments

    tab.document.changed.connect(look)
    put_in(tab, qtbot, recording)
    tab.run()
    qtbot.waitUntil(lambda: len(tab.document.segments) == 2, timeout=20_000)
    assert tab.document.is_live
    assert not tab.document.set_text(0, "other words")
    assert tab.viewer.editor.live_line.isVisible()
    assert not tab.can_save
    gate.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=20_000)
    settle(tab, qtbot)
    assert seen
    assert all(shown <= kept for shown, kept in seen)
    assert tab.document.set_text(0, "other words")
