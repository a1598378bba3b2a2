"""Edits that are on the disk whatever happens: a copy while they are made, the file at the end."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.transcription.tab import TranscriptionTab
from pipelines.speech.project import open_project
from tests.app.transcription.conftest import close
from tests.app.transcription.doing import put_in, run, settle, shelf, texts
from tests.speech_fakes import LINES, write_speech


def copies(tab: TranscriptionTab) -> list[Path]:
    return sorted(tab.context.places.transcripts.glob("*.rescue"))


@pytest.fixture
def done(tab: TranscriptionTab, qtbot: QtBot, recording: Path) -> TranscriptionTab:
    """A tab with a finished transcript."""
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    return tab


def test_a_change_is_copied_within_a_second_and_the_copy_goes_with_the_change(
    done: TranscriptionTab, qtbot: QtBot
) -> None:
    assert done.document.set_text(0, "A change.")
    qtbot.waitUntil(lambda: len(copies(done)) == 1, timeout=5_000)
    settle(done, qtbot)
    assert open_project(copies(done)[0]).transcript == done.document.transcript
    assert open_project(shelf(done)[0]).transcript.segments[0].text == LINES[0]
    assert done.document.undo()
    assert copies(done) == []


def test_leaving_a_transcript_writes_it_and_takes_the_copy_away(
    done: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    assert done.document.set_text(0, "A change.")
    qtbot.waitUntil(lambda: len(copies(done)) == 1, timeout=5_000)
    put_in(done, qtbot, write_speech(recording.with_name("other.wav"), hertz=300))
    assert copies(done) == []
    assert open_project(shelf(done)[0]).transcript.segments[0].text == "A change."


def test_closing_writes_what_was_being_typed(
    done: TranscriptionTab, qtbot: QtBot, context: AppContext
) -> None:
    kept = shelf(done)[0]
    done.viewer.editor.list.editing.begin(0)
    done.viewer.editor.list.editing.field.setPlainText("Half a sent")
    close(done, context, qtbot)
    assert open_project(kept).transcript.segments[0].text == "Half a sent"


def test_the_view_is_kept_with_the_text(
    done: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    assert done.document.set_text(0, "A change.")
    done.viewer.editor.list.choose(3)
    put_in(done, qtbot, recording)
    assert done.viewer.editor.list.row == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_told(done: TranscriptionTab) -> None:
    done.context.places.transcripts.chmod(0o500)
    assert done.document.set_text(0, "A change.")
    done.keeper.leave()
    done.context.places.transcripts.chmod(0o700)
    assert done.strip.words


def test_a_file_that_cannot_be_replaced_is_told_and_the_edit_is_copied(
    done: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    """A folder has come to lie where the file was."""
    kept = shelf(done)[0]
    kept.unlink()
    (kept / "inside").mkdir(parents=True)
    assert done.document.set_text(0, "A change.")
    done.keeper.leave()
    assert done.strip.words
    assert done.document.is_changed
    (copy,) = copies(done)
    assert open_project(copy).transcript.segments[0].text == "A change."


def test_deleting_everything_is_kept_too(
    done: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    assert done.document.delete(range(4))
    put_in(done, qtbot, recording)
    assert texts(done) == []
    assert open_project(shelf(done)[0]).transcript.segments == ()


def test_saving_one_does_not_mark_another_as_saved(
    done: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    assert done.document.set_text(0, "A change.")
    done.keeper.save(recording.with_name("mine.hearth-transcript"))
    other = write_speech(recording.with_name("other.wav"), hertz=300)
    done.set_inputs([other])  # before the file is written
    settle(done, qtbot)
    assert done.keeper.place is None
    assert done.document.path is None
    saved = open_project(recording.with_name("mine.hearth-transcript"))
    assert saved.transcript.segments[0].text == "A change."
