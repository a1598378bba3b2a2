"""Runs that lose nothing: on the disk before it is told, gone on with, put on the shelf."""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import DiskFull, NotWritable
from pipelines.models import whisperx
from pipelines.progress import Cancelled, Progress
from pipelines.speech.kept_runs import KeptResult, Listener, keeping
from pipelines.speech.listening import Heard, Improved, Moment
from pipelines.speech.live_log import read_log
from pipelines.speech.output import TranscriptOutput
from pipelines.speech.project import open_project
from pipelines.speech.transcribing import Talk
from pipelines.speech.transcript import Segment, Transcript
from tests.pipelines.speech.talks import spoken
from tests.speech_samples import silence, write_recording
from tests.transcribing import PLAN, talk_of

SAID = tuple(spoken(f"Sentence {n}.", n * 10.0, n * 10.0 + 4) for n in range(5))


@dataclass
class Script:
    """A model that hears SAID, a segment at a time; `before(n)` may raise before the n-th."""

    before: Callable[[int], None] = lambda _number: None
    begun: list[tuple[int, float]] = field(default_factory=list)

    def run(self, _loaded: Any, talk: Talk, *_given: Any) -> Transcript:
        self.begun.append((len(talk.begun), talk.reached))
        assert talk.hear is not None
        segments = list(talk.begun)
        for number, segment in enumerate(SAID):
            if segment.end > talk.reached:
                self.before(number)
                segments.append(segment)
                talk.hear(Heard((segment,), number * 10.0 + 9))
        self.before(len(SAID))
        made = Transcript(tuple(segments), "en", duration=50.0)
        talk.hear(Improved(made))
        return made


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    samples = silence(50)
    path = write_recording(tmp_path / "talk.wav", samples)
    return talk_of(samples, path=path)


class Home:
    """Runs scripts over one folder of transcripts."""

    def __init__(self, folder: Path, talk: Talk) -> None:
        self.folder, self.talk = folder, talk
        self.told: list[Moment] = []

    def run(self, script: Script, listener: Listener | None = None, **given: Any) -> KeptResult:
        spec = keeping(replace(whisperx.SPEC, run=script.run), self.folder, listener or self.tell)
        params = whisperx.WhisperXParams(audio=self.talk.path, **given)
        return spec.run(None, self.talk, params, PLAN, Progress())

    def tell(self, path: Path, moment: Moment) -> None:
        assert path == self.talk.path
        self.told.append(moment)

    def logs(self) -> list[Path]:
        return list(self.folder.glob("*.hearth-log"))


@pytest.fixture
def home(tmp_path: Path, talk: Talk) -> Home:
    return Home(tmp_path / "transcripts", talk)


def stop_at(number: int, error: BaseException) -> Callable[[int], None]:
    def before(reached: int) -> None:
        if reached == number:
            raise error

    return before


def test_a_finished_run_is_on_the_shelf_and_has_no_log(home: Home, tmp_path: Path) -> None:
    made = home.run(Script())
    assert home.logs() == []
    assert open_project(made.path).transcript.segments == SAID
    assert made.transcript.segments == SAID
    assert [len(item.segments) for item in home.told if isinstance(item, Heard)] == [1] * 5
    spec = keeping(whisperx.SPEC, home.folder)
    out = spec.write(made, tmp_path / "out.txt", TranscriptOutput(), {})
    assert "Sentence 4." in out.read_text("utf-8")


def test_what_is_told_is_on_the_disk_already(home: Home) -> None:
    seen: list[tuple[Segment, ...]] = []

    def listen(_path: Path, moment: Moment) -> None:
        logged = read_log(home.logs()[0])
        assert logged.running
        if isinstance(moment, Heard):
            assert logged.transcript.segments[-1] == moment.segments[-1]
            assert logged.reached == moment.reached
        else:
            assert logged.improved
        seen.append(logged.transcript.segments)

    home.run(Script(), listen)
    assert len(seen) == len(SAID) + 1


@pytest.mark.parametrize("error", [Cancelled(), MemoryError(), RuntimeError("broken")])
@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_run_that_ended_early_is_gone_on_with(
    home: Home, number: int, error: BaseException
) -> None:
    with pytest.raises(type(error)):
        home.run(Script(stop_at(number, error)))
    (log,) = home.logs()
    home.told.clear()
    script = Script()
    made = home.run(script)
    assert script.begun == [(number, (number - 1) * 10.0 + 9)]
    assert made.transcript.segments == SAID
    assert home.logs() == []
    assert not log.exists()
    assert (
        str(made.notes[0])
        == f"Went on from 0:{(number - 1) * 10 + 9:02d}, where the last run ended."
    )
    first = home.told[0]
    shown = first.segments if isinstance(first, Heard) else first.transcript.segments
    assert shown == SAID[:number]  # shown again at once


def test_it_can_be_broken_off_twice(home: Home) -> None:
    for number in (1, 3):
        with pytest.raises(Cancelled):
            home.run(Script(stop_at(number, Cancelled())))
    assert home.run(Script()).transcript.segments == SAID
    assert home.logs() == []


def test_other_settings_begin_anew(home: Home) -> None:
    with pytest.raises(Cancelled):
        home.run(Script(stop_at(3, Cancelled())))
    script = Script()
    home.run(script, model="tiny.en")
    assert script.begun == [(0, 0.0)]
    assert len(home.logs()) == 1  # what the other had heard is still to be gone on with


def test_another_recording_of_the_same_name_begins_anew(home: Home) -> None:
    with pytest.raises(Cancelled):
        home.run(Script(stop_at(3, Cancelled())))
    write_recording(home.talk.path, silence(40))
    script = Script()
    home.run(script)
    assert script.begun == [(0, 0.0)]


def test_a_run_that_heard_nothing_leaves_no_log_for_ever(home: Home) -> None:
    with pytest.raises(Cancelled):
        home.run(Script(stop_at(0, Cancelled())))
    assert len(home.logs()) == 1
    home.run(Script())
    assert home.logs() == []


def test_a_listener_that_fails_ends_the_job_and_loses_nothing(home: Home) -> None:
    def listen(_path: Path, moment: Moment) -> None:
        if isinstance(moment, Heard) and moment.segments == SAID[2:3]:
            raise RuntimeError("the window is gone")

    with pytest.raises(RuntimeError):
        home.run(Script(), listen)
    assert read_log(home.logs()[0]).transcript.segments == SAID[:3]


def test_a_folder_that_cannot_be_written_is_one_sentence(home: Home) -> None:
    home.folder.write_text("in the way")
    with pytest.raises(NotWritable):
        home.run(Script())


def test_a_full_disk_ends_the_run_with_one_sentence_and_keeps_what_was_heard(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    written = 0

    def full(descriptor: int, content: bytes) -> int:
        nonlocal written
        written += 1
        if written > 4 and len(content) > 40:  # the last block still has room for a few bytes
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(descriptor, content)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(DiskFull):
        home.run(Script())
    monkeypatch.setattr(os, "write", write)
    script = Script()
    assert home.run(script).transcript.segments == SAID
    assert script.begun[0][0] == 3


def test_a_recording_that_went_while_it_was_heard(home: Home) -> None:
    home.talk.path.unlink()
    made = home.run(Script())
    assert open_project(made.path).transcript.segments == SAID
