"""Stereo with one person a side, told from stereo that is something else."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from pipelines.progress import Progress
from pipelines.speech.recording import stereo_blocks, write_wav
from pipelines.speech.sides import diarize_by_side, levels_of, sides_speak
from tests.pipelines.speech.test_alignment import read

RATE = 16_000


def telephone(leak: float = 0.03, loud: float = 1.0) -> np.ndarray:
    """A reader on the left, another voice on the right, in turn; each is faintly on both sides."""
    left, right = read("librivox-0890.flac"), read("spoken-english.flac") * loud
    pause = np.zeros(RATE // 2, np.float32)
    one = np.concatenate([left, pause, right * leak, pause, left])
    other = np.concatenate([left * leak, pause, right, pause, left * leak])
    noise = np.random.default_rng(1).normal(0, 2e-4, (2, len(one))).astype(np.float32)
    return np.stack([one, other]) + noise


@pytest.mark.parametrize(("leak", "loud"), [(0.0, 1.0), (0.05, 1.0), (0.01, 0.2)])
def test_two_people_on_a_side_each(leak: float, loud: float) -> None:
    channels = telephone(leak, loud)
    levels = levels_of([channels])
    assert sides_speak(levels)
    seconds = channels.shape[1] / RATE
    found = diarize_by_side(levels, [(0.0, seconds)], Progress())
    assert found.engine == "stereo"
    first = len(read("librivox-0890.flac")) / RATE
    middle = len(read("spoken-english.flac")) / RATE
    assert found.speakers == ("SPEAKER_00", "SPEAKER_01")
    for turn in found.turns:
        is_right = first < (turn.start + turn.end) / 2 < first + middle + 1
        assert turn.speaker == ("SPEAKER_01" if is_right else "SPEAKER_00")
    spoken = sum(turn.end - turn.start for turn in found.turns)
    assert spoken > 0.75 * (2 * first + middle)


def speak(channels: np.ndarray) -> bool:
    return sides_speak(levels_of([channels]))


def test_other_stereo_is_none() -> None:
    clip = read("librivox-0890.flac")
    chance = np.random.default_rng(2)
    assert not speak(np.stack([clip, clip]))  # one microphone on both sides
    assert not speak(np.stack([clip, 0.4 * clip]))  # someone sits to the left
    assert not speak(np.stack([clip, np.zeros_like(clip)]))  # one side is not connected
    hiss = chance.normal(0, 0.1, (2, 5 * RATE)).astype(np.float32)
    assert not speak(hiss)
    assert not speak(np.zeros((2, 5 * RATE), np.float32))
    assert not speak(np.zeros((1, 5 * RATE), np.float32))
    assert not speak(np.zeros((2, 10), np.float32))


def test_turns_stay_within_the_speech() -> None:
    found = diarize_by_side(levels_of([telephone()]), [(1.0, 2.0), (4.0, 4.5)], Progress())
    assert found.turns
    for turn in found.turns:
        assert 1.0 <= turn.start < turn.end <= 2.0 or 4.0 <= turn.start < turn.end <= 4.5


def test_a_recording_in_blocks_is_heard_as_a_whole_one(tmp_path: Path) -> None:
    """Eleven minutes: 44 MB as a whole; only four blocks of one minute are ever held."""
    path = write_wav(tmp_path / "long.wav", np.tile(telephone(), 40))
    whole = np.concatenate(list(stereo_blocks(path)), axis=1)
    tracemalloc.start()
    try:
        levels = levels_of(stereo_blocks(path))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 18_000_000 < whole.nbytes / 2
    assert np.array_equal(levels, levels_of([whole]))
    cut = np.array_split(whole[:, : 20 * RATE], 37, axis=1)
    assert np.array_equal(levels_of(cut), levels_of([whole[:, : 20 * RATE]]))
    seconds = whole.shape[1] / RATE
    assert len(diarize_by_side(levels, [(0.0, seconds)], Progress()).turns) > 80
