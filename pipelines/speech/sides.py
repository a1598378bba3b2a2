"""Stereo with one person a side (telephone, interviews): then the sides say who speaks."""

from collections.abc import Iterable, Sequence

import numpy as np

from pipelines.progress import Progress
from pipelines.speech.ctc_aligner import SAMPLE_RATE
from pipelines.speech.turns import Diarization, Turn, in_order

ENGINE = "stereo"

#: Samples whose level is taken together: 50 ms.
_FRAME = SAMPLE_RATE // 20
#: A side is quiet this far below the level it speaks with, and below the other side, in decibels.
_QUIET, _APART = -25.0, 10.0
#: Of the time in which somebody speaks, so much has to be one side's alone, and each side's own.
_ALONE, _EACH = 0.8, 0.05
#: Seconds that each side has to speak alone; turns are joined over, and dropped below.
_LEAST, _PAUSE, _SHORTEST = 1.0, 0.4, 0.15
#: Below this level in decibels (full scale 0) there is nothing but noise.
_SILENCE = -65.0


def levels_of(blocks: Iterable[np.ndarray]) -> np.ndarray:
    """Decibels of each 50 ms, (channels, frames), of sound at 16 kHz.

    `blocks` are of shape (channels, samples), int16, or float32 from -1 to 1, and follow on each
    other. How they are cut changes nothing; only one of them is held at a time.
    """
    levels: list[np.ndarray] = []
    rest: np.ndarray | None = None
    for block in blocks:
        whole = block if rest is None else np.concatenate([rest, block], axis=1)
        end = whole.shape[1] // _FRAME * _FRAME
        levels.append(_levels(whole[:, :end]))
        rest = whole[:, end:].copy()  # a view would hold the block
    return np.concatenate(levels, axis=1)


def sides_speak(levels: np.ndarray) -> bool:
    """Whether two people speak, each on a side of their own, by the `levels_of` the recording.

    Music, one voice in the middle, and the same sound on both sides are none.
    """
    if levels.ndim != 2 or len(levels) != 2 or levels.shape[1] < 2:
        return False
    active = _active(levels)
    if active is None:
        return False
    one, other = active
    spoken = int((one | other).sum())
    alone = [int((one & ~other).sum()), int((other & ~one).sum())]
    least = max(_LEAST * SAMPLE_RATE / _FRAME, _EACH * spoken)
    return sum(alone) >= _ALONE * spoken and min(alone) >= least


def diarize_by_side(
    levels: np.ndarray, speech: Sequence[tuple[float, float]], progress: Progress
) -> Diarization:
    """A turn wherever a side speaks within `speech` (start, end in seconds). Sides may overlap."""
    progress.update(0.0)
    active = _active(levels)
    turns: list[Turn] = []
    for side, speaks in enumerate(active if active is not None else ()):
        for start, end in _stretches(speaks):
            turns += [
                Turn(max(start, first), min(end, last), str(side))
                for first, last in speech
                if min(end, last) - max(start, first) >= _SHORTEST
            ]
    progress.update(1.0)
    return Diarization(in_order(turns), ENGINE)


def _active(levels: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """For both sides, whether it speaks in each frame; None where a side is silent all along.

    Each side is measured by its own level, since one person may be much further away.
    """
    usual = [_usual(level) for level in levels]
    if min(usual) <= _SILENCE:
        return None
    one, other = (level - loud for level, loud in zip(levels, usual, strict=True))
    # what is heard of one side on the other has to be weaker in plain level too
    plain = levels[0] - levels[1]
    quieter, further = np.minimum(one - other, plain), np.maximum(one - other, plain)
    return (
        (one > _QUIET) & (levels[0] > _SILENCE) & (further > -_APART),
        (other > _QUIET) & (levels[1] > _SILENCE) & (quieter < _APART),
    )


def _levels(channels: np.ndarray) -> np.ndarray:
    """Decibels of each frame, for whole frames."""
    shaped = channels.reshape(len(channels), -1, _FRAME)
    full = float(np.iinfo(channels.dtype).max) if channels.dtype.kind == "i" else 1.0
    # squares of 16-bit numbers do not fit into 16 bits; in doubles their sums are exact
    power = np.einsum("cij,cij->ci", shaped, shaped, dtype=np.float64) / (_FRAME * full**2)
    return (10 * np.log10(power + 1e-12)).astype(np.float32)


def _usual(level: np.ndarray) -> float:
    """How loud a side is when it speaks: the mean of what is well above its noise."""
    loud = level[level > max(_SILENCE, float(np.percentile(level, 99)) - 20)]
    return float(loud.mean()) if len(loud) else _SILENCE


def _stretches(speaks: np.ndarray) -> list[tuple[float, float]]:
    """(start, end) in seconds of a side's speech, over pauses."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], speaks.astype(np.int8), [0]])))
    seconds = _FRAME / SAMPLE_RATE
    joined: list[tuple[float, float]] = []
    for start, end in (edges.reshape(-1, 2) * seconds).tolist():
        if joined and start - joined[-1][1] <= _PAUSE:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return [(start, end) for start, end in joined if end - start >= _SHORTEST]
