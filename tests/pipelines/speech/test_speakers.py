"""What tells speakers apart, and what is said of it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pipelines.errors import BadInput, HearthError
from pipelines.progress import Progress
from pipelines.speech import speaker_models, speakers
from pipelines.speech.recording import read_recording
from pipelines.speech.seat import Seat
from pipelines.speech.speaker_stage import SpeakerStage, read_voices
from pipelines.speech.speakers import bounds_for, diarize
from pipelines.weights.on_demand import FilesOnDemand
from tests.speech_samples import LIBRIVOX, RATE, silence, synthesised, write_recording
from tests.tiny_pyannote import write_random_community_1
from tests.transcribing import PLAN, local_weight, store_in, weights_folder

READER, MAN = LIBRIVOX[0].samples, synthesised().samples
SPEECH = ((0.0, len(READER) / RATE), (len(READER) / RATE + 0.5, (len(READER) + len(MAN)) / RATE))


@pytest.fixture
def files(kept_weights: Path, tmp_path: Path) -> FilesOnDemand:
    folder = weights_folder(kept_weights, tmp_path / "weights", (), voices=True)
    return FilesOnDemand(store_in(folder), {})


@pytest.fixture
def seat() -> Iterator[Seat]:
    made = Seat()
    yield made
    made.clear()


@pytest.fixture
def call(tmp_path: Path) -> Path:
    """Stereo, the reader left, the man right."""
    pause = silence(0.5)
    left = np.concatenate([READER, pause, MAN * 0])
    right = np.concatenate([READER * 0, pause, MAN])
    return write_recording(tmp_path / "call.wav", np.stack([left, right]))


@pytest.fixture
def mono(tmp_path: Path) -> Path:
    return write_recording(tmp_path / "mono.wav", np.concatenate([READER, silence(0.5), MAN]))


def test_more_at_least_than_at_most_cannot_be() -> None:
    with pytest.raises(BadInput, match="at least 3 and at most 2 speakers: change one"):
        bounds_for(3, 2)
    assert bounds_for(3, 0).least == 3
    assert bounds_for(0, 1).most == 1


def test_the_sides_of_a_call_are_its_speakers(call: Path, files: FilesOnDemand, seat: Seat) -> None:
    given = (call, read_recording(call), SPEECH)
    found, notes = diarize(*given, bounds_for(0, 0), files, seat, PLAN, Progress())
    assert found.engine == "stereo"
    assert found.speakers == ("SPEAKER_00", "SPEAKER_01")
    assert "sides of the stereo recording" in str(notes[0])
    assert seat.key is None  # no model was needed
    one, _notes = diarize(*given, bounds_for(0, 1), files, seat, PLAN, Progress())
    assert (one.engine, one.speakers) == ("resemblyzer", ("SPEAKER_00",))


def test_voices_in_one_channel_are_told_by_the_starter(
    mono: Path, files: FilesOnDemand, seat: Seat
) -> None:
    given = (mono, read_recording(mono), SPEECH, bounds_for(0, 0))
    found, notes = diarize(*given, files, seat, PLAN, Progress())
    assert (found.engine, len(found.speakers)) == ("resemblyzer", 2)
    assert "hearth models install speaker-diarization --variant pyannote" in str(notes[0])


@pytest.mark.filterwarnings("ignore")  # it warns of torchcodec at length when it is imported
def test_pyannote_is_taken_where_it_is(
    mono: Path,
    files: FilesOnDemand,
    seat: Seat,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = (mono, read_recording(mono), SPEECH, bounds_for(2, 2))
    with pytest.raises(HearthError, match="pyannote"):
        diarize(*given, files, seat, PLAN, Progress(), "pyannote")
    written = write_random_community_1(tmp_path / "community")
    weights = tuple(local_weight(name, path) for name, path in written.items())
    monkeypatch.setattr(speaker_models, "PYANNOTE_FILES", weights)
    monkeypatch.setattr(speakers, "PYANNOTE_FILES", weights)
    found, _notes = diarize(*given, files, seat, PLAN, Progress())
    assert found.engine == "resemblyzer"  # it is not here yet
    files.fetch(weights, Progress())
    found, notes = diarize(*given, files, seat, PLAN, Progress())
    assert "pyannote" in found.engine
    assert notes == ()
    assert seat.key == "pyannote"


def test_speakers_of_a_recording_alone_and_of_a_transcript(
    mono: Path, files: FilesOnDemand, tmp_path: Path
) -> None:
    stage = SpeakerStage(files, "starter")
    alone = stage.run(read_voices(mono, None), 0, 0, PLAN, Progress())
    assert alone.speakers == ("SPEAKER_00", "SPEAKER_01")
    assert {segment.text for segment in alone.segments} == {""}
    subtitles = tmp_path / "known.srt"
    subtitles.write_text(
        "1\n00:00:00,500 --> 00:00:06,000\nThe reader.\n\n"
        "2\n00:00:08,500 --> 00:00:12,000\nThe man.\n"
    )
    told = stage.run(read_voices(mono, subtitles), 0, 0, PLAN, Progress())
    assert [(segment.text, segment.speaker) for segment in told.segments] == [
        ("The reader.", "SPEAKER_00"),
        ("The man.", "SPEAKER_01"),
    ]
    quiet = write_recording(tmp_path / "quiet.wav", silence(2))
    nothing = stage.run(read_voices(quiet, None), 0, 0, PLAN, Progress())
    assert nothing.segments == ()
    assert "No speech was found" in str(nothing.notes[-1])
    with pytest.raises(TypeError):
        SpeakerStage({}, "starter")
