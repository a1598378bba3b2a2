"""A project comes back exactly, whatever happened to its file, its recording or the process."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from pipelines.errors import BadInput, NotWritable
from pipelines.speech.audio_reference import AudioReference, Found, fingerprint, locate, refer_to
from pipelines.speech.editing import mark_checked, set_text
from pipelines.speech.project import (
    SUFFIX,
    Project,
    backup_of,
    open_project,
    project_path,
    save_project,
)
from pipelines.speech.rescue import RescueCopy, discard, rescued
from pipelines.speech.speaker_edits import rename_speaker
from pipelines.speech.transcript import Segment, Transcript, Word
from pipelines.text import Text, text
from tests.pipelines.speech.talks import random_talk, talk


def whole() -> Transcript:
    """A transcript in which every field says something, and texts are as awkward as can be."""
    edited = rename_speaker(mark_checked(set_text(talk(), 0, "Hallo"), [1]), "SPEAKER_01", "Zoë")
    odd = Segment(
        *(20.0, 21.0, '  outer spaces,\u2028 "quotes" and 😀 '),
        (Word(" a "), Word("b", 20.0, 20.5, 1.0), Word("", 20.5, 21.0, 0.0, "X")),
        *("X", -0.31, 1.7, 0.01, 0.2, True, True),
    )
    return replace(
        edited.with_segments([*edited.segments, odd]),
        language_probability=1.0,
        task="translate",
        duration=3600.125,
        made_by=MappingProxyType({"model": "whisperx tiny.en", "words": "wav2vec2"}),
        notes=(
            text("No aligner for {language}.", language="Klingon"),
            text("Speakers: {n} of {share}, {exact}", n=2, share=0.5, exact=True),
            text("Braces {{stay}}."),
        ),
    )


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    path = tmp_path / "audio" / "talk.wav"
    path.parent.mkdir()
    path.write_bytes(os.urandom(3_000_000))
    return path


def project_of(audio: Path) -> Project:
    return Project(
        transcript=whole(),
        audio=refer_to(audio, duration=3600.125),
        model="whisperx",
        params={"language": "en", "batch_size": 8, "hotwords": None, "temperature": [0.0, 0.2]},
        output={"format": "srt,json", "max_line_width": 42},
        view={"position": 12.25, "zoom": 3, "selected": [1, 2]},
    )


def test_a_project_comes_back_exactly(tmp_path: Path, audio: Path) -> None:
    path = tmp_path / f"talk{SUFFIX}"
    saved = save_project(project_of(audio), path, hearth="0.1")
    opened = open_project(path)
    assert opened == saved
    assert opened.transcript == whole()
    assert replace(saved, saved="", audio=None) == replace(project_of(audio), audio=None)
    assert opened.audio is not None
    assert opened.audio.relative == "audio/talk.wav"
    told = json.loads(path.read_bytes())
    assert (told["format"], told["format_version"], told["hearth"]) == (FORMAT, 1, "0.1")
    assert told["transcript"]["segments"][0]["text"] == "Hallo"
    lines = path.read_text(encoding="utf-8").split("\n")
    assert sum(line.startswith('   {"start"') for line in lines) == 4


FORMAT = "hearth-transcript"


@pytest.mark.parametrize("seed", range(20))
def test_random_transcripts_come_back(tmp_path: Path, seed: int) -> None:
    transcript = random_talk(seed, words=seed % 3 > 0)
    save_project(Project(transcript), tmp_path / "a")
    assert open_project(tmp_path / "a").transcript == transcript


def test_times_that_are_none_do_not_make_the_file_unreadable(tmp_path: Path) -> None:
    nan, inf = float("nan"), float("inf")
    odd = Segment(nan, 2.0, "kept", (Word("kept", nan, inf, nan),), avg_logprob=-inf)
    transcript = Transcript((odd,), duration=inf, speech=((0.0, nan),))
    save_project(Project(transcript, view={"zoom": nan}), tmp_path / "a")
    assert open_project(tmp_path / "a").transcript.segments[0].words[0].text == "kept"


def test_the_version_before_stays_as_a_backup(tmp_path: Path, audio: Path) -> None:
    path = tmp_path / f"talk{SUFFIX}"
    first = save_project(project_of(audio), path)
    assert not backup_of(path).exists()
    second = save_project(replace(first, transcript=talk()), path)
    assert open_project(backup_of(path)) == first
    assert open_project(path) == second
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(BadInput, match=rf"is damaged: open talk{SUFFIX}.backup"):
        open_project(path)
    save_project(second, path)
    assert open_project(backup_of(path)) == first  # damage never becomes the backup
    assert sorted(os.listdir(tmp_path)) == ["audio", path.name, backup_of(path).name]


def test_other_files_are_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / f"x{SUFFIX}"
    good = save_project(Project(talk()), path)
    told = json.loads(path.read_bytes())
    broken = {
        "is damaged, and no backup": [
            path.read_bytes()[:100],
            b"",
            b"\0" * 4096,
            json.dumps({**told, "transcript": {"segments": [{"start": "soon"}]}}).encode(),
            json.dumps({**told, "transcript": None}).encode(),
            json.dumps(
                {**told, "transcript": {"notes": [{"template": "{a.__class__}", "values": {}}]}}
            ).encode(),
        ],
        "saved by a newer Hearth": [json.dumps({**told, "format_version": 2}).encode()],
        "is no transcript that Hearth saved": [
            b"{}",
            b"[1]",
            b"RIFF\x00\x00WAVE",
            b"1\n00:00:00,000 --> 00:00:01,000\nHi\n",
            b"[" * 100_000,
        ],
    }
    for sentence, contents in broken.items():
        for content in contents:
            path.write_bytes(content)
            with pytest.raises(BadInput, match=sentence):
                open_project(path)
    with pytest.raises(BadInput, match="cannot be read"):
        open_project(tmp_path / "nowhere")
    with pytest.raises(BadInput, match="cannot be read"):
        open_project(tmp_path)
    with pytest.raises(NotWritable):
        save_project(good, tmp_path)
    assert project_path(Path("a.b")).name == f"a.b{SUFFIX}"
    assert project_path(path) == path


def test_a_moved_recording_is_found(tmp_path: Path, audio: Path) -> None:
    path = tmp_path / f"talk{SUFFIX}"
    saved = save_project(project_of(audio), path)
    reference = saved.audio
    assert reference is not None
    assert locate(path, reference).found is Found.THERE
    os.utime(audio, (1, 1))
    assert locate(path, reference).found is Found.THERE  # copied, with the same content

    elsewhere = tmp_path / "moved"
    elsewhere.mkdir()
    shutil.move(path, elsewhere / path.name)
    shutil.move(audio.parent, elsewhere / "audio")
    found = locate(elsewhere / path.name, reference)
    assert (found.found, found.path) == (Found.MOVED, elsewhere / "audio" / "talk.wav")
    assert "moved" in str(found.text)

    shutil.move(elsewhere / "audio" / "talk.wav", elsewhere / "talk.wav")
    assert locate(elsewhere / path.name, reference).path == elsewhere / "talk.wav"
    (elsewhere / "talk.wav").write_bytes(os.urandom(3_000_000))
    changed = locate(elsewhere / path.name, reference)
    assert (changed.found, changed.path) == (Found.CHANGED, elsewhere / "talk.wav")
    (elsewhere / "talk.wav").unlink()
    missing = locate(elsewhere / path.name, reference)
    assert (missing.found, missing.path) == (Found.MISSING, None)
    assert "talk.wav was not found" in str(missing.text)


def test_the_right_recording_goes_before_one_of_its_name(tmp_path: Path, audio: Path) -> None:
    reference = refer_to(audio)
    other = tmp_path / "other"
    other.mkdir()
    shutil.copyfile(audio, other / "talk.wav")
    audio.write_bytes(b"replaced by something else")
    found = locate(other / f"p{SUFFIX}", reference)
    assert (found.found, found.path) == (Found.MOVED, other / "talk.wav")
    strange = AudioReference("C:\\Users\\me\\talk.wav", size=reference.size)
    assert locate(other / f"p{SUFFIX}", strange).path == other / "talk.wav"
    assert locate(None, AudioReference("")).found is Found.MISSING
    with pytest.raises(BadInput, match="cannot be read"):
        refer_to(tmp_path / "nowhere.wav")


def test_fingerprints_see_size_start_and_end(tmp_path: Path) -> None:
    seen = set()
    for content in (b"", b"a", b"b", b"a" * 3_000_000, b"a" * 3_000_001, b"a" * 2_999_999 + b"b"):
        (tmp_path / "f").write_bytes(content)
        seen.add(fingerprint(tmp_path / "f"))
    assert len(seen) == 6


def test_what_was_edited_is_there_after_a_crash(tmp_path: Path) -> None:
    folder = tmp_path / "rescue"
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from pipelines.speech.project import Project\n"
        "from pipelines.speech.rescue import RescueCopy\n"
        "from tests.pipelines.speech.talks import talk\n"
        "folder, path = Path(sys.argv[1]), Path(sys.argv[2])\n"
        "RescueCopy(folder).keep(Project(talk(), view={'position': 2.5}), path)\n"
        "RescueCopy(folder).keep(Project(talk()), None)\n"
        "done = RescueCopy(folder); done.keep(Project(talk()), None); done.discard()\n"
        "os.kill(os.getpid(), 9)\n"
    )
    path = tmp_path / "a.hearth-transcript"
    killed = subprocess.run([sys.executable, "-c", code, folder, path], check=False)
    assert killed.returncode != 0
    mine = RescueCopy(folder)
    mine.keep(Project(talk()), None)
    (folder / "broken.rescue").write_bytes(b"{")
    found = rescued(folder)
    assert {item.path for item in found} == {path, None}
    item = next(item for item in found if item.path == path)
    assert item.project.transcript == talk()
    assert item.project.view == {"position": 2.5}
    for item in found:
        discard(item)
    assert rescued(folder) == ()
    assert mine.copy.exists()  # that of a process that still runs is its own
    mine.discard()
    assert rescued(tmp_path / "nowhere") == ()


def test_notes_stay_translatable(tmp_path: Path) -> None:
    note = Text("Word times are from {path}.", {"path": tmp_path})
    save_project(Project(Transcript(notes=(note,))), tmp_path / "a")
    (opened,) = open_project(tmp_path / "a").transcript.notes
    assert opened == Text(note.template, {"path": str(tmp_path)})
