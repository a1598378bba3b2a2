"""Who speaks, by the starter's voice vectors on real voices whose turns are known."""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from pipelines.errors import BadInput, UnsafeCheckpoint
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.speech.pickled import read_pickled
from pipelines.speech.speaker_clustering import Bounds
from pipelines.speech.speaker_embedding import VoiceEncoder, mel_power
from pipelines.speech.speaker_models import VOICE_ENCODER
from pipelines.speech.turns import Turn
from pipelines.speech.voice_diarization import diarize_by_voice
from pipelines.weights.store import WeightStore
from tests.pipelines.speech.test_alignment import read

RATE = 16_000
READER = ("librivox-0870.flac", "librivox-0890.flac", "librivox-0920.flac", "librivox-0930.flac")

#: The largest parts of Resemblyzer 0.1.4's own `embed_utterance`, with librosa 0.10.1.
REFERENCE = {
    "librivox-0870.flac": {162: 0.24598, 89: 0.24169, 212: 0.22004, 16: 0.21544, 196: 0.21224},
    "librivox-0880.flac": {89: 0.28921, 21: 0.26907, 58: 0.23197, 212: 0.21488, 162: 0.20782},
    "librivox-0890.flac": {243: 0.28053, 212: 0.24424, 196: 0.20669, 89: 0.19419, 58: 0.19215},
    "librivox-0920.flac": {243: 0.25905, 196: 0.23405, 236: 0.2303, 16: 0.21194, 119: 0.20413},
    "librivox-0930.flac": {243: 0.3433, 119: 0.27861, 240: 0.22251, 89: 0.20898, 196: 0.2043},
}


@pytest.fixture(scope="module")
def weights(kept_weights: Path) -> Path:
    store = WeightStore(kept_weights)
    return store.fetch((VOICE_ENCODER,), Progress())[VOICE_ENCODER.name]


@pytest.fixture(scope="module")
def encoder(weights: Path) -> Iterator[VoiceEncoder]:
    loaded = VoiceEncoder(weights)
    yield loaded
    loaded.close()


def talk(names: Sequence[str]) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """The clips with a breath between them, and where each lies."""
    pieces: list[np.ndarray] = []
    spans: list[tuple[float, float]] = []
    place = 0
    for name in names:
        clip = read(name)
        clip = clip * (0.05 / np.sqrt(np.mean(clip**2)))
        spans.append((place / RATE, (place + len(clip)) / RATE))
        pieces += [clip, np.zeros(RATE // 4, np.float32)]
        place += len(clip) + RATE // 4
    return np.concatenate(pieces).astype(np.float32), spans


def error_rate(
    turns: Sequence[Turn], truth: Sequence[tuple[float, float, str]], collar: float = 0.25
) -> float:
    """Diarization error rate: missed, false and mistaken speech by speech, in frames of 10 ms.

    Frames within `collar` seconds of a true boundary do not count. Overlapping speech counts once
    for each speaker.
    """
    frames = int(max([t.end for t in turns] + [end for _s, end, _w in truth]) * 100) + 1
    voices = sorted({who for _s, _e, who in truth})
    found = sorted({turn.speaker for turn in turns})
    real = np.zeros((len(voices), frames), bool)
    heard = np.zeros((max(len(found), len(voices)), frames), bool)
    counts = np.ones(frames, bool)
    for start, end, who in truth:
        real[voices.index(who), round(start * 100) : round(end * 100)] = True
        for edge in (start, end):
            counts[max(0, round((edge - collar) * 100)) : round((edge + collar) * 100)] = False
    for turn in turns:
        heard[found.index(turn.speaker), round(turn.start * 100) : round(turn.end * 100)] = True
    real, heard = real[:, counts], heard[:, counts]
    most = np.maximum(real.sum(axis=0), heard.sum(axis=0)).sum()
    right = max(
        sum((real[number] & heard[other]).sum() for number, other in enumerate(order))
        for order in itertools.permutations(range(len(heard)), len(voices))
    )
    return float((most - right) / real.sum())


def joined(spans: Sequence[tuple[float, float]], gap: float = 0.4) -> list[tuple[float, float]]:
    """As voice activity gives them: over short pauses."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] < gap:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


@pytest.mark.parametrize("name", REFERENCE)
def test_vectors_equal_resemblyzers(encoder: VoiceEncoder, name: str) -> None:
    vector = encoder.embed_utterance(read(name))
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert [int(part) for part in np.argsort(-vector)[:5]] == list(REFERENCE[name])
    for part, value in REFERENCE[name].items():
        assert vector[part] == pytest.approx(value, abs=1e-4)


def test_mel_power_is_the_same_in_blocks() -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, 70 * RATE).astype(np.float32)
    whole = mel_power(noise)
    assert whole.shape == (7001, 40)
    late = mel_power(noise[60 * RATE :])
    np.testing.assert_allclose(whole[6010:6900], late[10:900], rtol=1e-3, atol=1e-5)


def test_three_voices_in_turn(encoder: VoiceEncoder) -> None:
    names = [READER[0], "spoken-english-female.flac", READER[1], "spoken-english.flac",
             READER[2], "spoken-english-female.flac", READER[3], "spoken-english.flac"]  # fmt: skip
    who = ["reader" if name in READER else name for name in names]
    samples, spans = talk(names)
    found = diarize_by_voice(samples, joined(spans), encoder, Bounds(), Progress())
    assert found.engine == "resemblyzer"
    assert found.speakers == ("SPEAKER_00", "SPEAKER_01", "SPEAKER_02")
    truth = [(*span, name) for span, name in zip(spans, who, strict=True)]
    assert error_rate(found.turns, truth) < 0.05
    fewer = diarize_by_voice(samples, joined(spans), encoder, Bounds(most=2), Progress())
    assert len(fewer.speakers) == 2
    more = diarize_by_voice(samples, joined(spans), encoder, Bounds(5, 5), Progress())
    assert len(more.speakers) == 5


def test_a_reader_is_one_speaker(encoder: VoiceEncoder) -> None:
    samples, spans = talk(READER)
    found = diarize_by_voice(samples, joined(spans), encoder, Bounds(), Progress())
    assert found.speakers == ("SPEAKER_00",)


def test_two_people_on_one_telephone_line(encoder: VoiceEncoder) -> None:
    """The talk that pyannote.audio brings along, with its reference. Half a second is overlap."""
    import pyannote

    folder = Path(next(iter(pyannote.__path__))) / "audio" / "sample"
    samples = read(str(folder / "sample.wav"))
    rows = [line.split() for line in (folder / "sample.rttm").read_text().splitlines()]
    truth = [(float(row[3]), float(row[3]) + float(row[4]), row[7]) for row in rows]
    speech = joined([(start, end) for start, end, _who in truth])
    found = diarize_by_voice(samples, speech, encoder, Bounds(2, 2), Progress())
    assert len(found.speakers) == 2
    assert error_rate(found.turns, truth) < 0.10


def test_nothing_to_hear(encoder: VoiceEncoder) -> None:
    silence = np.zeros(RATE, np.float32)
    assert diarize_by_voice(silence, [], encoder, Bounds(), Progress()).turns == ()
    assert diarize_by_voice(silence, [(0.2, 0.3)], encoder, Bounds(2), Progress()).turns == ()
    assert diarize_by_voice(silence, [(0.0, 1.0)], encoder, Bounds(), Progress()).speakers in (
        (), ("SPEAKER_00",),
    )  # fmt: skip
    beyond = diarize_by_voice(silence, [(5.0, 9.0)], encoder, Bounds(), Progress())
    assert beyond.turns == ()


def test_cancel(encoder: VoiceEncoder) -> None:
    samples, spans = talk(READER)
    token = CancelToken()
    seen: list[float | None] = []

    def listen(report: object) -> None:
        seen.append(getattr(report, "fraction", None))
        if len(seen) == 2:
            token.cancel()

    with pytest.raises(Cancelled):
        diarize_by_voice(samples, joined(spans), encoder, Bounds(), Progress(listen, token))
    assert len(seen) == 2


def test_other_files_are_refused(tmp_path: Path) -> None:
    import torch

    other = tmp_path / "other.pt"
    torch.save({"model_state": {"lstm.x": torch.zeros(1)}}, other)
    with pytest.raises(BadInput, match=r"other\.pt does not hold"):
        VoiceEncoder(other)
    torch.save({"evil": Path("x")}, other)
    with pytest.raises(UnsafeCheckpoint):
        read_pickled(other)
    other.write_bytes(b"nonsense")
    with pytest.raises(BadInput):
        read_pickled(other)
