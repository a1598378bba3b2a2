"""Voice activity by both real models, and cut and merge against whisperx's own."""

import tracemalloc
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pipelines.errors import UnsafeCheckpoint
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.speech import speech_scores
from pipelines.speech.speech_scores import SpeechScores, pyannote_scores, silero_scores
from pipelines.speech.voice_activity import Chunk, VoiceActivity, cut_and_merge, find_speech
from tests.speech_samples import (
    LIBRIVOX,
    RATE,
    Joined,
    joined,
    music,
    pink_noise,
    silence,
    white_noise,
)


@pytest.fixture(scope="module")
def recording() -> Joined:
    return joined(LIBRIVOX, pauses=(2, 3, 1))


@pytest.fixture(scope="module")
def pyannote(recording: Joined) -> VoiceActivity:
    return find_speech(recording.samples, "pyannote")


def test_silero_finds_the_sentences_and_nothing_between(recording: Joined) -> None:
    activity = find_speech(recording.samples, "silero")
    check_spans(activity, recording)
    assert len(cut_and_merge(activity, 30)) == 2


def test_pyannote_finds_the_sentences_and_nothing_between(
    pyannote: VoiceActivity, recording: Joined
) -> None:
    check_spans(pyannote, recording)


def check_spans(activity: VoiceActivity, recording: Joined) -> None:
    """Nearly all of each sentence is in a span, and no span is far from a sentence."""
    times = np.arange(len(recording.samples)) / RATE
    found = np.zeros(len(times), bool)
    for start, end in activity.spans:
        found[(times >= start) & (times < end)] = True
    said = np.zeros(len(times), bool)
    near = np.zeros(len(times), bool)
    for start, end in recording.spans:
        said[(times >= start + 0.3) & (times < end - 0.5)] = True
        near[(times >= start - 0.2) & (times < end + 0.3)] = True
    assert found[said].mean() > 0.9
    assert not (found & ~near).any()
    assert list(activity.spans) == sorted(activity.spans)
    assert activity.spans[-1][1] <= activity.duration


@pytest.mark.parametrize("make", [silence, white_noise, pink_noise, music])
def test_what_is_no_speech_is_not_taken_for_it(make: Any) -> None:
    activity = find_speech(make(20), "silero")
    assert activity.speech_seconds < 0.5


@pytest.mark.parametrize("method", ["silero", "pyannote"])
def test_a_recording_of_nothing(method: Any) -> None:
    activity = find_speech(np.zeros(0, np.float32), method)
    assert activity.spans == ()
    assert cut_and_merge(activity) == ()


def test_a_higher_onset_finds_less(recording: Joined) -> None:
    low = find_speech(recording.samples, "silero", 0.2, 0.1)
    high = find_speech(recording.samples, "silero", 0.95, 0.9)
    assert low.speech_seconds > high.speech_seconds > 0


def test_silero_in_pieces_is_silero_at_once(
    recording: Joined, monkeypatch: pytest.MonkeyPatch
) -> None:
    from faster_whisper.vad import get_vad_model

    monkeypatch.setattr(speech_scores, "_BATCH", 100)
    samples = recording.samples
    padded = np.pad(samples, (0, -len(samples) % 512))
    expected = get_vad_model()(padded)
    found = silero_scores(samples, Progress())
    assert np.allclose(found.values, np.ravel(expected), atol=1e-4)


def test_silero_needs_little_more_than_the_recording() -> None:
    samples = np.tile(LIBRIVOX[0].samples, 40)
    tracemalloc.start()
    try:
        find_speech(samples, "silero")
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < samples.nbytes


@pytest.mark.parametrize("method", ["silero", "pyannote"])
def test_it_stops_when_asked(method: Any, recording: Joined) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        find_speech(recording.samples, method, progress=Progress(cancel=token))


# -- cut and merge --------------------------------------------------------------------------


def by_whisperx(scores: SpeechScores, longest: float) -> list[dict[str, Any]]:
    """whisperx's own result on the same scores."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyannote.core import SlidingWindow, SlidingWindowFeature
        from whisperx.vads import Pyannote
    window = SlidingWindow(scores.step, scores.step, scores.first - scores.step / 2)
    feature: Any = SlidingWindowFeature(scores.values[:, None], window)
    return Pyannote.merge_chunks(feature, longest, onset=0.5, offset=0.363)


def assert_same(ours: tuple[Chunk, ...], theirs: list[dict[str, Any]]) -> None:
    assert len(ours) == len(theirs)
    for chunk, other in zip(ours, theirs, strict=True):
        assert (chunk.start, chunk.end) == pytest.approx((other["start"], other["end"]), abs=1e-6)
        assert np.allclose(chunk.spans, other["segments"], atol=1e-6)


@pytest.mark.parametrize("longest", [30, 10, 5, 2])
def test_cut_and_merge_is_whisperx_s_on_speech(pyannote: VoiceActivity, longest: int) -> None:
    assert_same(cut_and_merge(pyannote, longest), by_whisperx(pyannote.scores, longest))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("longest", [30, 4])
def test_cut_and_merge_is_whisperx_s_on_any_scores(seed: int, longest: int) -> None:
    random = np.random.default_rng(seed)
    rough = np.repeat(random.random(400), random.integers(1, 60, 400))
    values = np.clip(rough + random.normal(0, 0.1, len(rough)), 0, 1).astype(np.float32)
    if seed % 2:
        values[values < 0.5] += 0.3  # hardly a pause: long stretches that have to be cut
    scores = SpeechScores(values, 0.0085, 0.017)
    duration = len(values) * 0.017 + 1
    activity = VoiceActivity(scores, "pyannote", 0.5, 0.363, duration, ())
    theirs = by_whisperx(scores, longest)
    assert len(theirs) > 3
    assert_same(cut_and_merge(activity, longest), theirs)


def test_pyannote_is_whisperx_s_model_on_the_same_sound(recording: Joined) -> None:
    """Against whisperx's own pipeline, whose way of loading is not safe, around our weights."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from whisperx.vads.pyannote import VoiceActivitySegmentation

        pipeline = VoiceActivitySegmentation(segmentation=speech_scores._segmentation_model())
        pipeline.instantiate(
            {"onset": 0.5, "offset": 0.363, "min_duration_on": 0.1, "min_duration_off": 0.1}
        )
        import torch

        samples: NDArray[np.float32] = np.array(recording.samples[: 12 * RATE])
        waveform = torch.from_numpy(samples)[None]
        theirs: Any = pipeline({"waveform": waveform, "sample_rate": RATE})
    ours = pyannote_scores(samples, Progress())
    assert np.allclose(ours.values, theirs.data[:, 0], atol=1e-5)
    assert ours.first == pytest.approx(theirs.sliding_window[0].middle)
    assert ours.first + 100 * ours.step == pytest.approx(theirs.sliding_window[100].middle)


def test_speech_is_cut_where_the_score_is_lowest() -> None:
    values = np.full(2000, 0.9, np.float32)
    values[700] = 0.5
    scores = SpeechScores(values, 0.0, 0.01)
    activity = VoiceActivity(scores, "silero", 0.5, 0.363, 20, ())
    first, second, *_rest = cut_and_merge(activity, 10)
    assert first.end == pytest.approx(7.0, abs=0.02)
    assert second.start == pytest.approx(7.0, abs=0.02)


def test_a_chunk_is_cut_to_a_part() -> None:
    chunk = Chunk(1, 9, ((1, 3), (5, 9)))
    assert chunk.within(0, 10) == chunk
    assert chunk.within(2, 6) == Chunk(2, 6, ((2, 3), (5, 6)))
    assert chunk.within(4, 10) == Chunk(5, 9, ((5, 9),))
    assert chunk.within(3.5, 4.5) is None


def test_other_weights_cannot_run_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The weights of whisperx are a pickle: one that calls something is refused unrun."""
    import torch

    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return (open, (str(tmp_path / "sprung"), "w"))

    trap = tmp_path / "whisperx" / "assets" / "pytorch_model.bin"
    trap.parent.mkdir(parents=True)
    torch.save({"state_dict": Trap()}, trap)

    speech_scores._segmentation_model()  # imports all that it needs

    class Found:
        origin = str(trap.parent.parent / "__init__.py")

    monkeypatch.setattr("importlib.util.find_spec", lambda _name: Found)
    with pytest.raises(UnsafeCheckpoint):
        speech_scores._segmentation_model()
    assert not (tmp_path / "sprung").exists()
