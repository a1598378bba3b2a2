"""The loudness of a recording, read once on a thread and drawn at every zoom.

A pyramid: each level has the lowest and highest sample of bins that are four times as long as the
level's below. Drawing then costs the same for a minute and for ten hours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipelines.progress import Progress
from pipelines.speech.decoding import RATE, opened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Bins of the finest level in a second of recording.
BINS_PER_SECOND = 200
_STEP = 4


class PeakSource(Protocol):
    """What the waveform asks of a recording."""

    @property
    def duration(self) -> float:
        """Seconds."""
        ...

    def columns(self, start: float, step: float, count: int) -> "NDArray[np.int8]":
        """Lowest and highest sample of `count` stretches of `step` seconds from `start` on.

        Shape (count, 2), -127 to 127; zeros outside the recording.
        """
        ...


@dataclass(frozen=True, eq=False)
class Peaks:
    """`levels[k]` has shape (bins, 2): lowest and highest of 4**k / BINS_PER_SECOND seconds."""

    duration: float
    levels: "tuple[NDArray[np.int8], ...]"

    @classmethod
    def of_bins(cls, finest: "NDArray[np.int8]", duration: float) -> "Peaks":
        """The pyramid over the finest level."""
        import numpy as np

        levels = [finest]
        while len(levels[-1]) > 1024:
            below = levels[-1]
            starts = np.arange(0, len(below), _STEP)
            lowest = np.minimum.reduceat(below[:, 0], starts)
            levels.append(np.stack((lowest, np.maximum.reduceat(below[:, 1], starts)), axis=1))
        return cls(duration, tuple(levels))

    def columns(self, start: float, step: float, count: int) -> "NDArray[np.int8]":
        import numpy as np

        found = np.zeros((count, 2), np.int8)
        depth, length = 0, 1 / BINS_PER_SECOND
        while depth + 1 < len(self.levels) and length * _STEP <= step:
            depth, length = depth + 1, length * _STEP
        level = self.levels[depth]
        edges = np.floor((start + step * np.arange(count)) / length + 1e-6).astype(np.int64)
        inside = (edges >= 0) & (edges < len(level))
        if inside.any():
            at = edges[inside]
            end = int(min(len(level), max(at[-1] + 1, (start + step * count) / length)))
            for side, reduce in ((0, np.minimum), (1, np.maximum)):
                found[inside, side] = reduce.reduceat(level[:end, side], at)
        return found


def read_peaks(path: Path, progress: Progress) -> Peaks:
    """Decode the sound of a file, as the transcription does, and keep its peaks.

    Raises UnreadableRecording, and Cancelled.
    """
    import numpy as np

    size = RATE // BINS_PER_SECOND
    bins: list[NDArray[np.int8]] = []
    rest = np.zeros(0, np.int16)
    total = 0
    for samples, done in _stretches(path):
        progress.update(done)
        total += len(samples)
        samples = np.concatenate((rest, samples))
        whole = len(samples) // size * size
        bins.append(_bins(samples[:whole], size))
        rest = samples[whole:]
    if len(rest):
        bins.append(_bins(np.pad(rest, (0, -len(rest) % size)), size))
    finest = np.concatenate(bins) if bins else np.zeros((0, 2), np.int8)
    return Peaks.of_bins(finest, total / RATE)


def _bins(samples: "NDArray[np.int16]", size: int) -> "NDArray[np.int8]":
    import numpy as np

    rows = samples.reshape(-1, size)
    # Rounded away from zero: a soft voice must not look like silence.
    lowest = np.floor(rows.min(1) / 256).clip(-127, 127)
    highest = np.ceil(rows.max(1) / 256).clip(-127, 127)
    return np.stack((lowest, highest), axis=1).astype(np.int8)


def _stretches(path: Path) -> "Iterator[tuple[NDArray[np.int16], float | None]]":
    """Mono samples, and how far they are, 0 to 1 or None where nobody knows."""
    import numpy as np

    with opened(path) as sound:
        pieces: list[NDArray[np.int16]] = []
        for piece in sound.pieces():
            pieces.append(piece[0])
            if len(pieces) >= 160:  # mostly of 1024 samples
                share = sound.told.seconds / sound.length if sound.length else None
                yield np.concatenate(pieces), None if share is None else min(1.0, share)
                pieces = []
        if pieces:
            yield np.concatenate(pieces), 1.0
