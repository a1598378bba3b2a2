"""The loudness of a recording, read once on a thread and drawn at every zoom.

A pyramid: each level has the lowest and highest sample of bins that are four times as long as the
level's below. Drawing then costs the same for a minute and for ten hours.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipelines.progress import Progress

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
        from pipelines.speech.peaks import coarser

        levels = [finest]
        while len(levels[-1]) > 1024:
            levels.append(coarser(levels[-1], _STEP))
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
    from pipelines.speech import peaks

    finest, duration = peaks.read_peaks(path, BINS_PER_SECOND, progress)
    return Peaks.of_bins(finest, duration)
