"""After a crash: edits and transcriptions that it broke off are offered, and nothing is lost."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.transcription.tab import TranscriptionTab
from pipelines.speech.project import Project, open_project
from pipelines.speech.rescue import RescueCopy
from tests.app.transcription.conftest import MakeTab, close
from tests.app.transcription.doing import logs, put_in, run, settle, shelf, texts
from tests.speech_fakes import LINES, FakeListener, Gate, write_speech


def dead_identity() -> str:
    """A process that was there and is gone."""
    code = "from pipelines.process_identity import own_identity; print(own_identity())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def crash(context: AppContext) -> Callable[[Project, Path | None], Path]:
    """Leave edits behind as a process does that was killed."""

    def leave(project: Project, path: Path | None) -> Path:
        folder = context.places.transcripts
        folder.mkdir(parents=True, exist_ok=True)
        copy = RescueCopy(folder)
        copy.keep(project, path)
        told = json.loads(copy.copy.read_text(encoding="utf-8"))
        told["rescue"]["by"] = dead_identity()
        copy.copy.write_text(json.dumps(told), encoding="utf-8")
        return copy.copy

    return leave


@pytest.fixture
def kept(make_tab: MakeTab, listener: FakeListener, qtbot: QtBot, recording: Path) -> Path:
    """The file of a transcript, made by a tab that is closed."""
    tab = make_tab(listener.spec())
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    path = shelf(tab)[0]
    close(tab, tab.context, qtbot)
    return path


def changed(path: Path, words: str = "Put right.") -> Project:
    from dataclasses import replace

    project = open_project(path)
    first, *others = project.transcript.segments
    segments = (replace(first, text=words, edited=True), *others)
    return replace(project, transcript=project.transcript.with_segments(segments))


def test_edits_that_a_crash_cut_off_are_restored_and_stay_unsaved_until_saved(
    make_tab: MakeTab,
    listener: FakeListener,
    qtbot: QtBot,
    kept: Path,
    recording: Path,
    crash: Callable[[Project, Path | None], Path],
) -> None:
    copy = crash(changed(kept), kept)
    tab = make_tab(listener.spec())
    settle(tab, qtbot)
    assert "were saved" in tab.strip.words
    tab.strip.action.emit()
    settle(tab, qtbot)
    assert texts(tab)[0] == "Put right."
    assert tab.inputs == [recording]
    assert tab.document.is_changed
    assert tab.document.can_undo
    assert not copy.exists()
    # The crash comes again: a copy of this process is there.
    assert len(list(tab.context.places.transcripts.glob("*.rescue"))) == 1
    tab.keeper.leave()
    assert open_project(kept).transcript.segments[0].text == "Put right."
    assert list(tab.context.places.transcripts.glob("*.rescue")) == []
    assert tab.document.undo()
    assert texts(tab)[0] == LINES[0]


def test_edits_whose_file_is_gone_are_restored(
    make_tab: MakeTab,
    listener: FakeListener,
    qtbot: QtBot,
    kept: Path,
    recording: Path,
    crash: Callable[[Project, Path | None], Path],
) -> None:
    project = changed(kept)
    kept.unlink()
    crash(project, None)
    tab = make_tab(listener.spec())
    settle(tab, qtbot)
    tab.strip.action.emit()
    settle(tab, qtbot)
    assert texts(tab) == ["Put right.", *LINES[1:]]
    close(tab, tab.context, qtbot)
    assert open_project(kept).transcript.segments[0].text == "Put right."


def test_edits_can_be_given_up(
    make_tab: MakeTab,
    listener: FakeListener,
    qtbot: QtBot,
    kept: Path,
    crash: Callable[[Project, Path | None], Path],
) -> None:
    copy = crash(changed(kept), kept)
    tab = make_tab(listener.spec())
    settle(tab, qtbot)
    tab.strip.declined.emit()
    settle(tab, qtbot)
    assert not copy.exists()
    assert texts(tab) == []
    assert open_project(kept).transcript.segments[0].text == LINES[0]


def test_a_run_that_was_broken_off_goes_on_at_the_next_start(
    make_tab: MakeTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    gate = Gate(step=3)
    listener.on_step = gate
    first = make_tab(listener.spec())
    first.panel.picker.choose("fake-listener/large")
    form = first.panel.form
    assert form is not None
    form.set_values({"hotwords": "Dashwood", "vad_onset": 0.4})
    put_in(first, qtbot, recording)
    first.run()
    qtbot.waitUntil(lambda: len(texts(first)) == 3, timeout=20_000)
    first.context.jobs.cancel_all()
    gate.open()
    close(first, first.context, qtbot)
    assert len(logs(first)) == 1
    listener.on_step = lambda _name, _step: None
    tab = make_tab(listener.spec())
    tab.panel.picker.choose("fake-listener/small")
    form = tab.panel.form
    assert form is not None
    form.reset()
    settle(tab, qtbot)
    assert "talk.wav was interrupted at 0:01" in tab.strip.words
    tab.strip.action.emit()
    qtbot.waitUntil(lambda: listener.begun == [0, 3] and not tab.busy, timeout=20_000)
    settle(tab, qtbot)
    assert texts(tab) == list(LINES)
    assert listener.params[-1] == listener.params[0]
    assert logs(tab) == []


def test_a_run_whose_recording_was_transcribed_since_is_not_offered(
    make_tab: MakeTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    gate = Gate(step=2)
    listener.on_step = gate
    first = make_tab(listener.spec())
    put_in(first, qtbot, recording)
    first.run()
    qtbot.waitUntil(lambda: len(texts(first)) == 2, timeout=20_000)
    first.cancel()
    gate.open()
    qtbot.waitUntil(lambda: not first.busy)
    settle(first, qtbot)
    form = first.panel.form
    assert form is not None
    form.set_values({"hotwords": "Dashwood"})
    run(first, qtbot)
    assert len(logs(first)) == 1
    close(first, first.context, qtbot)
    tab = make_tab(listener.spec())
    settle(tab, qtbot)
    assert tab.strip.words == ""
    assert logs(tab) == []


def test_it_is_thrown_away_only_when_asked(
    make_tab: MakeTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    gate = Gate(step=2)
    listener.on_step = gate
    first = make_tab(listener.spec())
    put_in(first, qtbot, recording)
    first.run()
    qtbot.waitUntil(lambda: len(texts(first)) == 2, timeout=20_000)
    first.cancel()
    gate.open()
    close(first, first.context, qtbot)
    second = make_tab(listener.spec())
    settle(second, qtbot)
    assert "interrupted" in second.strip.words
    # Other work first: the offer comes again at the next start.
    put_in(second, qtbot, write_speech(recording.with_name("other.wav"), hertz=300))
    assert second.strip.words == ""
    close(second, second.context, qtbot)
    third = make_tab(listener.spec())
    settle(third, qtbot)
    assert "interrupted" in third.strip.words
    third.strip.declined.emit()
    settle(third, qtbot)
    assert logs(third) == []


def test_a_model_that_is_gone_is_told_and_the_text_is_there(
    make_tab: MakeTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    gate = Gate(step=2)
    listener.on_step = gate
    first = make_tab(listener.spec())
    put_in(first, qtbot, recording)
    first.run()
    qtbot.waitUntil(lambda: len(texts(first)) == 2, timeout=20_000)
    first.cancel()
    gate.open()
    close(first, first.context, qtbot)
    tab: TranscriptionTab = make_tab(FakeListener(name="another").spec())
    settle(tab, qtbot)
    tab.strip.action.emit()
    settle(tab, qtbot)
    assert tab.strip.words == "fake-listener is not here any more."
    assert texts(tab) == list(LINES[:2])
