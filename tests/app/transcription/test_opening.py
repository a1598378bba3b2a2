"""What comes into the tab: recordings, videos, transcripts, models, and what is refused."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.transcription.recorder_dialog import RecorderDialog
from app.transcription.tab import TranscriptionTab
from pipelines.own_models.shelf import OwnModels
from pipelines.registry import own_specs
from pipelines.speech.project import Project, open_project, save_project
from pipelines.speech.transcript import Transcript, to_whisperx
from tests.app.dropping import drop
from tests.app.transcription.conftest import MakeTab
from tests.app.transcription.doing import put_in, run, settle, shelf, texts
from tests.app.transcription.media_files import write_film
from tests.app.transcription.windows import press
from tests.speech_fakes import LINES, FakeListener, heard_lines, write_speech
from tests.speech_samples import LIBRIVOX, whisper_files, word_error_rate, write_recording

SRT = """1
00:00:00,000 --> 00:00:01,000
The first line.

2
00:00:01,000 --> 00:00:01,900
The second.
"""


def test_a_dropped_recording_is_shown_and_can_be_run(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    assert drop(tab.drop_zone_.record_button, recording)
    settle(tab, qtbot)
    assert tab.inputs == [recording]
    assert tab.can_run
    assert not tab.viewer.queue.isVisible()
    assert tab.viewer.media.waveform.scale.duration == pytest.approx(2.0, abs=0.01)


def test_a_video_shows_its_picture_and_a_recording_after_it_does_not(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path, tmp_path: Path
) -> None:
    film = write_film(tmp_path / "film.mp4")
    put_in(tab, qtbot, film)
    preview = tab.viewer.media.preview
    qtbot.waitUntil(preview.isVisible, timeout=10_000)
    run(tab, qtbot)
    assert texts(tab) == list(LINES)
    put_in(tab, qtbot, recording)
    qtbot.waitUntil(lambda: not preview.isVisible(), timeout=10_000)


def test_a_damaged_film_leaves_no_black_picture(
    tab: TranscriptionTab, qtbot: QtBot, tmp_path: Path
) -> None:
    film, broken, empty = (write_film(tmp_path / name) for name in ("1.mp4", "2.mp4", "3.mp4"))
    broken.write_bytes(broken.read_bytes()[:4000])
    whole = empty.read_bytes()
    start = whole.index(b"mdat")
    size = int.from_bytes(whole[start - 4 : start]) - 8
    empty.write_bytes(whole[: start + 4] + bytes(size) + whole[start + 4 + size :])
    media = tab.viewer.media
    for damaged in (broken, empty):  # one that cannot be opened, one that has no picture
        put_in(tab, qtbot, film)
        media.open(film)
        qtbot.waitUntil(lambda: media.preview.has_picture, timeout=10_000)
        assert media.preview.isVisible()
        media.open(damaged)
        qtbot.waitUntil(lambda: not media.preview.isVisible(), timeout=10_000)
        assert not media.preview.has_picture
        assert not media.captions.isChecked()
    media.open(film)
    qtbot.waitUntil(lambda: media.preview.has_picture, timeout=10_000)
    media.clear()
    assert not media.preview.isVisible()


def test_a_file_is_pasted(tab: TranscriptionTab, qtbot: QtBot, recording: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(recording))])
    QGuiApplication.clipboard().setMimeData(mime)
    tab.paste()
    settle(tab, qtbot)
    assert tab.inputs == [recording]


def test_a_picture_is_refused(tab: TranscriptionTab, qtbot: QtBot) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    tab.paste()
    settle(tab, qtbot)
    assert "no sound" in tab.strip.words
    assert tab.inputs == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("notes.txt", b"only words", "notes.txt"),
        ("empty.wav", b"", "empty.wav"),
        ("broken.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 50, "broken.mp4"),
        ("other.json", b'{"a": 1}', "other.json"),
        ("broken.srt", b"\xff\xfe\x00\x00", "broken.srt"),
        ("broken.hearth-transcript", b"{", "broken.hearth-transcript"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_name(
    tab: TranscriptionTab,
    qtbot: QtBot,
    tmp_path: Path,
    recording: Path,
    name: str,
    content: bytes,
    told: str,
) -> None:
    put_in(tab, qtbot, recording)
    path = tmp_path / name
    path.write_bytes(content)
    put_in(tab, qtbot, path)
    assert told in tab.strip.words
    assert "did not expect" not in tab.strip.words
    assert tab.inputs == [recording]


def test_an_empty_folder_is_told(tab: TranscriptionTab, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    put_in(tab, qtbot, tmp_path / "bare")
    assert tab.strip.words == "There is no recording in bare."


def test_while_a_job_runs_nothing_else_is_taken(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    put_in(tab, qtbot, recording)
    tab.run()
    subtitles = recording.with_suffix(".srt")
    subtitles.write_text(SRT, encoding="utf-8")
    for path in (recording, subtitles):
        tab.strip.dismiss()
        tab.add_paths([path])
        assert "wait for the run to end" in tab.strip.words
    qtbot.waitUntil(lambda: not tab.busy, timeout=20_000)


# -- transcripts -----------------------------------------------------------------------------


def test_subtitles_find_their_recording_and_edits_of_them_are_kept(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    subtitles = recording.with_suffix(".srt")
    subtitles.write_text(SRT, encoding="utf-8")
    put_in(tab, qtbot, subtitles)
    assert texts(tab) == ["The first line.", "The second."]
    assert tab.inputs == [recording]
    assert not tab.document.is_changed
    assert tab.document.set_text(1, "The second, put right.")
    put_in(tab, qtbot, write_speech(recording.with_name("other.wav"), hertz=300))
    assert subtitles.read_text(encoding="utf-8") == SRT
    put_in(tab, qtbot, recording)
    assert texts(tab) == ["The first line.", "The second, put right."]


def test_subtitles_alone_can_be_edited_and_say_what_is_missing(
    tab: TranscriptionTab, qtbot: QtBot, tmp_path: Path, recording: Path
) -> None:
    put_in(tab, qtbot, recording)
    subtitles = tmp_path / "alone.srt"
    subtitles.write_text(SRT, encoding="utf-8")
    put_in(tab, qtbot, subtitles)
    assert texts(tab) == ["The first line.", "The second."]
    assert tab.inputs == []
    assert not tab.can_run
    assert "alone.srt was not found" in tab.strip.words
    assert tab.viewer.media.player.path is None
    assert tab.document.set_text(0, "Changed.")
    assert tab.can_save
    put_in(tab, qtbot, recording)
    (kept,) = shelf(tab)
    assert open_project(kept).transcript.segments[0].text == "Changed."


def test_the_json_of_whisperx_is_opened(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    told = to_whisperx(Transcript(heard_lines(), "en"))
    path = recording.with_suffix(".json")
    path.write_text(json.dumps(told), encoding="utf-8")
    put_in(tab, qtbot, path)
    assert texts(tab) == list(LINES)
    assert tab.document.transcript.has_words


def test_a_project_whose_recording_went_with_it_is_opened_with_a_word(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path, tmp_path: Path
) -> None:
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    project = moved / "mine.hearth-transcript"
    save_project(open_project(shelf(tab)[0]), project)
    recording.rename(moved / "talk.wav")
    put_in(tab, qtbot, project)
    assert tab.inputs == [moved / "talk.wav"]
    assert "was moved" in tab.strip.words
    assert texts(tab) == list(LINES)


def test_a_project_without_its_recording_is_opened_for_its_text(
    tab: TranscriptionTab, qtbot: QtBot, tmp_path: Path
) -> None:
    project = tmp_path / "mine.hearth-transcript"
    save_project(Project(Transcript(heard_lines(), "en")), project)
    put_in(tab, qtbot, project)
    assert texts(tab) == list(LINES)
    assert "was not found" in tab.strip.words


# -- models ----------------------------------------------------------------------------------


def test_a_model_folder_becomes_a_choice_that_hears(
    make_tab: MakeTab,
    listener: FakeListener,
    context: AppContext,
    qtbot: QtBot,
    kept_weights: Path,
    tmp_path: Path,
) -> None:
    folder = tmp_path / "my whisper"
    folder.mkdir()
    for name, path in whisper_files(kept_weights).items():
        (folder / name.removeprefix("whisper-tiny.en.")).symlink_to(path)
    own, scripted = OwnModels(context.places.own_models), listener.spec()
    tab = make_tab(specs=lambda: (scripted, *own_specs(own)))
    assert drop(tab, folder)
    settle(tab, qtbot)
    assert "my whisper" in tab.strip.words
    assert "licence" in tab.strip.words
    choice = tab.panel.choice
    assert choice is not None
    assert choice.is_own
    clip = LIBRIVOX[1]
    put_in(tab, qtbot, write_recording(tmp_path / "clip.wav", clip.samples))
    form = tab.panel.form
    assert form is not None
    form.set_values({"align_output": False})
    run(tab, qtbot)
    assert word_error_rate(clip.text, " ".join(texts(tab))) < 0.3
    assert len(shelf(tab)) == 1


# -- the microphone --------------------------------------------------------------------------


def test_the_microphone_is_asked_by_key_with_and_without_a_recording(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    for put in (False, True):
        if put:
            put_in(tab, qtbot, recording)
        tab.activateWindow()
        qtbot.waitUntil(tab.isActiveWindow)
        tab.take_focus()
        press("Ctrl+Shift+R")
        qtbot.waitUntil(lambda: bool(tab.findChildren(RecorderDialog)), timeout=5_000)
        (dialog,) = tab.findChildren(RecorderDialog)
        dialog.close()
        qtbot.waitUntil(lambda: not tab.findChildren(RecorderDialog), timeout=5_000)


def test_what_was_spoken_is_transcribed_at_once(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    tab.record()
    (dialog,) = tab.findChildren(RecorderDialog)
    dialog.recorded.emit(recording)
    dialog.close()
    qtbot.waitUntil(lambda: texts(tab) == list(LINES) and not tab.busy, timeout=20_000)
    settle(tab, qtbot)
