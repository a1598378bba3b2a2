"""The folder with the transcripts: found by contents, never over a person's work."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.errors import NotWritable
from pipelines.speech.audio_reference import AudioReference, refer_to
from pipelines.speech.project import open_project
from pipelines.speech.transcript import Transcript
from pipelines.speech.transcript_shelf import TranscriptShelf, is_edited
from tests.pipelines.speech.talks import talk

SETTINGS = {"language": "auto", "batch_size": 8}


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    path = tmp_path / "my talk (1).wav"
    path.write_bytes(os.urandom(5000))
    return path


@pytest.fixture
def shelf(tmp_path: Path) -> TranscriptShelf:
    return TranscriptShelf(tmp_path / "transcripts")


def put(shelf: TranscriptShelf, audio: Path, made: Transcript) -> Path:
    return shelf.keep(made, refer_to(audio, 14.0), "whisperx", SETTINGS)


def test_what_is_kept_is_found_by_the_recordings_contents(
    shelf: TranscriptShelf, audio: Path, tmp_path: Path
) -> None:
    assert shelf.find(audio) is None
    path = put(shelf, audio, talk())
    assert path.name.startswith("my_talk__1_-")
    assert shelf.find(audio) == path
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = Path(shutil.move(audio, elsewhere / "renamed.wav"))
    assert shelf.find(moved) == path
    assert shelf.find(audio) is None  # gone
    moved.write_bytes(b"another recording")
    assert shelf.find(moved) is None
    project = open_project(path)
    assert project.transcript.segments == talk().segments
    assert (project.model, dict(project.params)) == ("whisperx", SETTINGS)


def test_a_new_run_replaces_what_nobody_has_touched(shelf: TranscriptShelf, audio: Path) -> None:
    first = put(shelf, audio, talk())
    assert put(shelf, audio, replace(talk(), language="de")) == first
    assert len(shelf.recent()) == 1
    assert open_project(first).transcript.language == "de"


@pytest.mark.parametrize("mark", ["edited", "checked"])
def test_what_a_person_worked_on_stays(shelf: TranscriptShelf, audio: Path, mark: str) -> None:
    segments = talk().segments
    mine = talk().with_segments((replace(segments[0], **{mark: True}), *segments[1:]))
    assert is_edited(mine)
    path = put(shelf, audio, mine)
    for _again in range(2):
        assert put(shelf, audio, talk()) == path
    kept = [open_project(each).transcript for each in shelf.recent()]
    assert sum(map(is_edited, kept)) == 1
    put(shelf, audio, mine)
    put(shelf, audio, talk())
    kept = [open_project(each).transcript for each in shelf.recent()]
    assert sum(map(is_edited, kept)) == 2  # the second stands beside the first


def test_a_damaged_file_is_no_obstacle(shelf: TranscriptShelf, audio: Path) -> None:
    path = put(shelf, audio, talk())
    path.write_bytes(b"not a transcript")
    assert put(shelf, audio, talk()) == path
    assert open_project(path).transcript.segments == talk().segments


def test_the_latest_comes_first(shelf: TranscriptShelf, tmp_path: Path) -> None:
    assert shelf.recent() == ()
    paths = []
    for number in range(3):
        audio = tmp_path / f"{number}.wav"
        audio.write_bytes(bytes([number]) * 100)
        paths.append(put(shelf, audio, talk()))
        os.utime(paths[-1], (number, number))
    assert shelf.recent() == tuple(reversed(paths))


def test_a_run_that_was_broken_off_is_found_by_recording_model_and_settings(
    shelf: TranscriptShelf, audio: Path, tmp_path: Path
) -> None:
    reference = refer_to(audio, 14.0)
    with shelf.log(reference, "whisperx", SETTINGS) as log:
        log.append(talk().segments[:2], 7.0)
        assert shelf.begun(reference, "whisperx", SETTINGS) is None  # it still runs
    found = shelf.begun(reference, "whisperx", SETTINGS)
    assert found is not None
    assert found.reached == 7.0
    assert found.transcript.segments == talk().segments[:2]
    assert shelf.begun(reference, "whisper-folder", SETTINGS) is None
    assert shelf.begun(reference, "whisperx", {**SETTINGS, "language": "de"}) is None
    other = tmp_path / "other.wav"
    other.write_bytes(b"x" * 100)
    assert shelf.begun(refer_to(other), "whisperx", SETTINGS) is None


def test_a_recording_that_is_gone_has_a_place_of_its_own(shelf: TranscriptShelf) -> None:
    one, other = (AudioReference(f"/gone/{name}.wav") for name in "ab")
    paths = {shelf.keep(talk(), item, "whisperx", SETTINGS) for item in (one, other)}
    assert len(paths) == 2


def test_a_folder_that_cannot_be_is_one_sentence(audio: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotWritable):
        put(TranscriptShelf(tmp_path / "file" / "transcripts"), audio, talk())
