"""Peaks for the waveform, read from real files."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from pipelines.errors import UnreadableRecording
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.speech.peaks import coarser, read_peaks
from tests.speech_samples import LIBRIVOX, RATE, joined, silence, write_recording

CLIP = LIBRIVOX[0]


def test_each_bin_has_its_lowest_and_highest_sample() -> None:
    bins, seconds = read_peaks(CLIP.path)
    assert seconds == CLIP.seconds
    assert bins.shape == (round(CLIP.seconds * 200), 2)
    rows = CLIP.samples.reshape(-1, 80) * 128
    assert np.all(bins[:, 0] <= np.maximum(rows.min(1), -127) + 1e-3)
    assert np.all(bins[:, 1] >= np.minimum(rows.max(1), 127) - 1e-3)
    assert np.abs(bins[:, 1] - rows.max(1)).max() <= 1
    assert np.abs(bins[:, 0] - rows.min(1)).max() <= 1


def test_pauses_are_flat_and_places_are_right(tmp_path: Path) -> None:
    recording = joined(pauses=(2, 3))
    bins, _seconds = read_peaks(write_recording(tmp_path / "a.wav", recording.samples), 100)
    assert not bins[:195].any()
    start, end = recording.spans[1]
    assert np.abs(bins[round(start * 100) : round(end * 100)]).max() > 20


def test_a_coarser_level_covers_the_finer(tmp_path: Path) -> None:
    bins, _seconds = read_peaks(CLIP.path)
    level = coarser(bins[:1001], 4)
    assert level.shape == (251, 2)
    assert level[0].tolist() == [bins[:4, 0].min(), bins[:4, 1].max()]
    assert level[-1].tolist() == bins[1000].tolist()


def test_a_minute_s_seam_leaves_no_mark(tmp_path: Path) -> None:
    samples = np.tile(CLIP.samples, 20)[: 130 * RATE + 37]
    bins, seconds = read_peaks(write_recording(tmp_path / "a.wav", samples))
    assert len(bins) == 130 * 200 + 1
    assert seconds == len(samples) / RATE
    whole = (samples[: 130 * RATE].reshape(-1, 80).max(1) * 128).clip(-127, 127)
    assert np.abs(bins[:-1, 1] - whole).max() <= 1


def test_memory_stays_small(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "a.wav", silence(1200))
    tracemalloc.start()
    try:
        read_peaks(path)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20e6  # 38 MB as 16-bit samples


def test_it_stops_when_asked(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        read_peaks(write_recording(tmp_path / "a.wav", silence(70)), 200, Progress(cancel=token))


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("no sound")
    with pytest.raises(UnreadableRecording):
        read_peaks(tmp_path / "a.mp3")
    with pytest.raises(ValueError, match="divide"):
        read_peaks(CLIP.path, 300)
