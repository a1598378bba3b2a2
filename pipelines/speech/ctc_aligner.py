"""A wav2vec2 CTC model that places known words in sound, loaded from plain local files.

The same treatment as `whisperx.alignment.align` gives its models (m-bain/whisperX 3.8.6): raw
samples, log-softmax, lower-cased characters, "|" between words, and for a character that the model
does not know the likeliest one of each frame.
"""

import gc
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from pipelines.errors import BadInput
from pipelines.heap import trim_heap
from pipelines.quiet_loading import without_reports
from pipelines.speech.ctc import Span, best_path
from pipelines.speech.transcript import WITHOUT_SPACES
from pipelines.text import Text, text
from pipelines.weights.safe_load import read_checkpoint

SAMPLE_RATE = 16_000

#: What published checkpoints may lack.
_ONLY_FOR_TRAINING = {"wav2vec2.masked_spec_embed"}
#: The fewest samples that the convolutions take.
_SHORTEST = 400
#: Seconds in one batch on a graphics card.
_BATCH_SECONDS = 120.0
#: Longer clips are heard in windows of `_CORE` seconds, each with `_CONTEXT` before and after it:
#: the convolutions take 20 MB a second.
_WINDOWED, _CORE, _CONTEXT = 45, 20, 5


@dataclass(frozen=True)
class Clip:
    """Mono float32 samples at 16 kHz, the words said in them in that order, and their length."""

    samples: np.ndarray
    words: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a word is said: seconds from the clip's start, and the mean probability."""

    start: float
    end: float
    score: float


class Aligner(Protocol):
    """What places words. `place` gives a list as long as `words`, or None where it failed.

    `batches` says how clips of these lengths (in samples) are best given to `place` together,
    as lists of their numbers.
    """

    @property
    def name(self) -> str: ...

    def batches(self, lengths: Sequence[int]) -> list[list[int]]: ...

    def place(self, clips: Sequence[Clip]) -> list[list[Placed | None] | None]: ...

    def close(self) -> None: ...


class CtcAligner:
    """`model` gives logits of shape (batch, frames, vocabulary) as ``model(x).logits``.

    `vocabulary` gives each character's column, in lower case.
    """

    def __init__(
        self,
        model: Any,
        vocabulary: Mapping[str, int],
        language: str,
        device: str = "cpu",
        name: str = "wav2vec2",
    ) -> None:
        self.name = name
        self._model: Any = model
        self._vocabulary = dict(vocabulary)
        self._device = device
        self._blank = next(
            (vocabulary[sign] for sign in ("[pad]", "<pad>") if sign in vocabulary), 0
        )
        self._gap = None if language in WITHOUT_SPACES else vocabulary.get("|")

    def batches(self, lengths: Sequence[int]) -> list[list[int]]:
        """One at a time where padding would change the result, or would only cost time.

        With normalisation over a whole clip ("group", wav2vec2's base models) each frame hears
        the padding; the others are told by a mask what is padding.
        """
        masked = getattr(getattr(self._model, "config", None), "feat_extract_norm", "") == "layer"
        if not masked or self._device == "cpu":
            return [[number] for number in range(len(lengths))]
        made: list[list[int]] = []
        for number in sorted(range(len(lengths)), key=lambda number: -lengths[number]):
            # the longest come first, so a batch is as long as its first
            whole = SAMPLE_RATE * _BATCH_SECONDS
            if made and lengths[made[-1][0]] * (len(made[-1]) + 1) <= whole:
                made[-1].append(number)
            else:
                made.append([number])
        return made

    def place(self, clips: Sequence[Clip]) -> list[list[Placed | None] | None]:
        """Raises torch's out-of-memory error."""
        emissions = self._emissions([clip.samples for clip in clips])
        return [self._words(clip, e) for clip, e in zip(clips, emissions, strict=True)]

    def close(self) -> None:
        """Give the model's memory back."""
        self._model = None
        release(self._device)

    def _emissions(self, pieces: Sequence[np.ndarray]) -> list[np.ndarray]:
        """Log probabilities, each of shape (frames, vocabulary)."""
        import torch

        if len(pieces) == 1 and len(pieces[0]) > _WINDOWED * SAMPLE_RATE:
            return [self._windowed(pieces[0])]
        longest = max(_SHORTEST, *(len(piece) for piece in pieces))
        padded = np.zeros((len(pieces), longest), np.float32)
        for row, piece in zip(padded, pieces, strict=True):
            row[: len(piece)] = piece
        options: dict[str, Any] = {}
        if len(pieces) > 1:
            mask = np.arange(longest) < np.array([[len(piece)] for piece in pieces])
            options["attention_mask"] = torch.from_numpy(mask.astype(np.int64)).to(self._device)
        with torch.inference_mode():
            logits = self._model(torch.from_numpy(padded).to(self._device), **options).logits
            logged = torch.log_softmax(logits.float(), dim=-1).cpu().numpy()
        if len(pieces) == 1:
            return [logged[0]]
        frames = [self._frames(max(_SHORTEST, len(piece))) for piece in pieces]
        return [row[:count] for row, count in zip(logged, frames, strict=True)]

    def _windowed(self, piece: np.ndarray) -> np.ndarray:
        core, context = _CORE * SAMPLE_RATE, _CONTEXT * SAMPLE_RATE
        stride = math.prod(self._model.config.conv_stride)
        heard = []
        for start in range(0, len(piece), core):
            before = min(start, context)
            window = piece[start - before : start + core + context]
            last = start + core + context >= len(piece)
            (emission,) = self._emissions([window])
            first = before // stride
            heard.append(emission[first:] if last else emission[first : first + core // stride])
            if last:
                break
        return np.concatenate(heard)

    def _frames(self, samples: int) -> int:
        config = self._model.config
        for kernel, stride in zip(config.conv_kernel, config.conv_stride, strict=True):
            samples = (samples - kernel) // stride + 1
        return samples

    def _words(self, clip: Clip, emission: np.ndarray) -> list[Placed | None] | None:
        """The word's first to last character; its score is the mean of its characters'."""
        tokens, owners = self._tokens(clip.words)
        if not tokens:
            return None
        if max(tokens) == emission.shape[1]:
            others = np.delete(emission, self._blank, axis=1)
            emission = np.concatenate([emission, others.max(axis=1, keepdims=True)], axis=1)
        spans = best_path(emission, tokens, self._blank)
        if spans is None:
            return None
        ratio = clip.seconds / len(emission)
        found: list[list[Span]] = [[] for _word in clip.words]
        for span, owner in zip(spans, owners, strict=True):
            if owner is not None:
                found[owner].append(span)
        return [_placed(parts, ratio) for parts in found]

    def _tokens(self, words: Sequence[str]) -> tuple[list[int], list[int | None]]:
        """Columns of the characters in turn, and to which word each belongs (None: a gap)."""
        unknown = max(self._vocabulary.values()) + 1  # the column that `_words` adds
        tokens: list[int] = []
        owners: list[int | None] = []
        for number, word in enumerate(words):
            if number and self._gap is not None:
                tokens.append(self._gap)
                owners.append(None)
            for sign in word:
                tokens.append(self._vocabulary.get(sign.lower(), unknown))
                owners.append(number)
        return tokens, owners


def _placed(parts: Sequence[Span], ratio: float) -> Placed | None:
    if not parts:
        return None
    score = math.fsum(round(part.score, 3) for part in parts) / len(parts)
    return Placed(parts[0].start * ratio, parts[-1].end * ratio, score)


def load_ctc_aligner(
    config: Path, vocabulary: Path, weights: Path, language: str, device: str, name: str
) -> CtcAligner:
    """Put a published wav2vec2 CTC model together from its files; nothing in them is run.

    Raises BadInput for files that are no such model, and what `read_checkpoint` raises.
    """
    import torch
    from transformers import Wav2Vec2Config, Wav2Vec2ForCTC

    state = read_checkpoint(weights)
    try:
        told = json.loads(vocabulary.read_text(encoding="utf-8"))
        words = told if not isinstance(next(iter(told.values())), dict) else told[next(iter(told))]
        shape = Wav2Vec2Config.from_dict(json.loads(config.read_text(encoding="utf-8")))
        options: dict[str, Any] = {"ignore_mismatched_sizes": True, "output_loading_info": True}
        with without_reports():
            loaded: Any = Wav2Vec2ForCTC.from_pretrained(
                None, config=shape, state_dict=state, **options
            )
        model, about = loaded
        columns = {str(sign).lower(): int(column) for sign, column in words.items()}
    except (ValueError, KeyError, TypeError, RuntimeError, OSError, AttributeError) as error:
        if isinstance(error, torch.OutOfMemoryError):
            raise
        raise _unusable(name, " ".join(str(error).split())[:200]) from error
    # what is missing would be random numbers
    if about["mismatched_keys"] or set(about["missing_keys"]) - _ONLY_FOR_TRAINING:
        raise _unusable(name, text("the weights do not fit the settings"))
    if not columns or max(columns.values()) >= (shape.vocab_size or 0):
        raise _unusable(name, text("the characters do not fit the settings"))
    return CtcAligner(model.float().eval().to(device), columns, language, device, name)


def _unusable(name: str, reason: Text | str) -> BadInput:
    return BadInput(
        "{name} cannot be used for word times ({reason}): remove its files and fetch them "
        "again, or switch word times off.",
        name=name,
        reason=reason,
    )


def release(device: str) -> None:
    """Hand back what a stage's model took, once nothing refers to it."""
    import torch

    gc.collect()
    if device.startswith("cuda"):
        torch.cuda.empty_cache()
    elif device.startswith("mps"):
        torch.mps.empty_cache()
    trim_heap()
