"""A recording's speech in windows, and the way through them that names a voice at each moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.speech.ctc_aligner import SAMPLE_RATE
from pipelines.speech.speaker_embedding import HOP, WINDOW, gain_for, mel_power

#: Frames of 10 ms from one window to the next.
_STEP = 40
#: Shorter speech than this many frames says nothing of a voice.
_SHORTEST = 30
#: A voice is named every so many frames, and changing it costs so much likeness.
_GRID, _CHANGE = 10, 0.4
#: A window that is less like what is before or after it than this may hold two voices.
_PURE = 0.65
#: How far, in frames, a window's likeness reaches from its centre.
_REACH = 60


@dataclass(frozen=True)
class Span:
    """One stretch of speech: its first frame, its frames, its windows' numbers and centres."""

    first: int
    frames: int
    windows: range
    centres: np.ndarray


def windows_of(
    samples: np.ndarray, speech: Sequence[tuple[float, float]]
) -> tuple[list[Span], list[np.ndarray]]:
    """The spans that are long enough, and every window's mel power, of shape (160, 40).

    Speech shorter than a window is repeated to fill one. As loud as the encoder wants them.
    """
    spans: list[Span] = []
    windows: list[np.ndarray] = []
    gain = gain_for(_power(samples, speech)) ** 2
    for start, end in speech:
        piece = samples[max(0, int(start * SAMPLE_RATE)) : int(end * SAMPLE_RATE)]
        frames = len(piece) // HOP
        if frames < _SHORTEST:
            continue
        mel = mel_power(piece)[:frames] * np.float32(gain)
        starts = list(range(0, max(1, frames - WINDOW + 1), _STEP))
        if frames > WINDOW and starts[-1] != frames - WINDOW:
            starts.append(frames - WINDOW)
        number = len(windows)
        for first in starts:
            window = mel[first : first + WINDOW]
            windows.append(np.resize(window, (WINDOW, window.shape[1])))
        centres = np.array(starts) + min(WINDOW, frames) / 2
        spans.append(
            Span(int(start * SAMPLE_RATE) // HOP, frames, range(number, len(windows)), centres)
        )
    return spans, windows


def pure_windows(spans: Sequence[Span], vectors: np.ndarray) -> np.ndarray:
    """Which windows lie well inside one voice's speech, for their vectors.

    Two windows on, 0.8 s of 1.6 s are the same; across a change of voice they are less alike.
    """
    likeness = np.ones(len(vectors))
    for span in spans:
        numbers = np.arange(span.windows.start, span.windows.stop - 2)
        ahead = np.einsum("ij,ij->i", vectors[numbers], vectors[numbers + 2])
        likeness[numbers] = np.minimum(likeness[numbers], ahead)
        likeness[numbers + 2] = np.minimum(likeness[numbers + 2], ahead)
    return likeness >= _PURE


def _power(samples: np.ndarray, speech: Sequence[tuple[float, float]]) -> float:
    """The mean square of the speech."""
    total, count = 0.0, 0
    for start, end in speech:
        piece = samples[max(0, int(start * SAMPLE_RATE)) : int(end * SAMPLE_RATE)]
        total += float(np.dot(piece, piece))
        count += len(piece)
    return total / count if count else 0.0


def voices_in(span: Span, likeness: np.ndarray) -> Iterator[tuple[float, float, int]]:
    """(start, end, voice) in seconds, without gaps, for a span.

    `likeness` has the shape (all windows, voices). The likeliest way through the span (Viterbi),
    where each moment is as likely a voice's as the windows around it.
    """
    here = likeness[span.windows.start : span.windows.stop]
    moments = np.arange(_GRID / 2, span.frames, _GRID)
    near = np.maximum(1e-3, 1 - np.abs(moments[:, None] - span.centres) / _REACH)
    near **= 2
    path = _path((near / near.sum(axis=1, keepdims=True)) @ here)
    begun = 0
    for number in range(1, len(path) + 1):
        if number == len(path) or path[number] != path[begun]:
            end = span.frames if number == len(path) else number * _GRID
            yield (
                (span.first + begun * _GRID) * HOP / SAMPLE_RATE,
                (span.first + end) * HOP / SAMPLE_RATE,
                int(path[begun]),
            )
            begun = number


def _path(scores: np.ndarray) -> np.ndarray:
    """The best voice at each moment for scores of shape (moments, voices)."""
    moments, voices = scores.shape
    came = np.zeros((moments, voices), int)
    best = scores[0].copy()
    for moment in range(1, moments):
        leader = int(np.argmax(best))
        changed = best[leader] - _CHANGE > best
        came[moment] = np.where(changed, leader, np.arange(voices))
        best = np.where(changed, best[leader] - _CHANGE, best) + scores[moment]
    path = np.empty(moments, int)
    path[-1] = int(np.argmax(best))
    for moment in range(moments - 1, 0, -1):
        path[moment - 1] = came[moment, path[moment]]
    return path
