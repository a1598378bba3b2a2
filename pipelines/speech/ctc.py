"""The best way of saying known characters over the frames of a CTC model, by dynamic programming.

The same path as whisperX's `get_trellis` and `backtrack` (m-bain/whisperX, after torchaudio's
forced alignment tutorial), step for step in float32, but a row at a time: there it is a loop with
four tensors a frame. Only which way was taken is kept, so a long stretch takes a byte a cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Span:
    """Where one character is heard: frames `start` to `end` (exclusive), mean probability."""

    start: int
    end: int
    score: float


def best_path(emission: np.ndarray, tokens: Sequence[int], blank: int) -> list[Span] | None:
    """A span for each token, in order, or None where they do not fit into the frames.

    `emission` holds log probabilities, float32 of shape (frames, vocabulary).
    """
    taken, end = _forward(emission, np.asarray(tokens), blank)
    steps: list[tuple[int, int, float]] = []
    token = len(tokens)
    for frame in range(end - 1, -1, -1):
        moved = taken[frame, token - 1]
        column = tokens[token - 1] if moved else blank
        steps.append((token - 1, frame, float(np.exp(emission[frame, column]))))
        token -= int(moved)
        if token == 0:
            return _merged(steps[::-1])
    return None


def _forward(emission: np.ndarray, tokens: np.ndarray, blank: int) -> tuple[np.ndarray, int]:
    """Whether a token begins at each (frame, token), and after how many frames the last ends."""
    frames, count = len(emission), len(tokens)
    silent = np.zeros(frames + 1, np.float32)
    silent[1:] = np.cumsum(emission[:, blank], dtype=np.float64)
    silent[-count:] = np.inf  # so late nothing has begun only if the rest cannot be said any more
    row = np.full(count + 1, -np.inf, np.float32)
    row[0] = silent[0]
    taken = np.empty((frames, count), bool)
    finished = np.empty(frames + 1, np.float32)
    finished[0] = row[-1]
    for frame in range(frames):
        stayed = row[1:] + emission[frame, blank]
        moved = row[:-1] + emission[frame, tokens]
        np.greater(moved, stayed, out=taken[frame])
        np.maximum(stayed, moved, out=row[1:])
        row[0] = silent[frame + 1]
        finished[frame + 1] = row[-1]
    return taken, int(np.argmax(finished))


def _merged(steps: Sequence[tuple[int, int, float]]) -> list[Span]:
    """One span for each token of a path of (token, frame, probability)."""
    spans: list[Span] = []
    first = 0
    for number, (token, frame, _probability) in enumerate(steps):
        if number + 1 < len(steps) and steps[number + 1][0] == token:
            continue
        scores = [step[2] for step in steps[first : number + 1]]
        spans.append(Span(steps[first][1], frame + 1, sum(scores) / len(scores)))
        first = number + 1
    return spans
