"""The loudness of a recording for drawing: its lowest and highest samples, bin by bin.

The file is decoded as it is read; no more than a minute of sound is held at a time.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.errors import UnreadableRecording
from pipelines.progress import Progress
from pipelines.speech.decoding import RATE, Sound, opened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def read_peaks(
    path: Path, bins_per_second: int = 200, progress: Progress | None = None
) -> "tuple[NDArray[np.int8], float]":
    """Lowest and highest sample of each bin, (bins, 2) from -127 to 127, and the seconds.

    `bins_per_second` has to divide 16,000. Raises UnreadableRecording and Cancelled.
    """
    import numpy as np

    size, rest = divmod(RATE, bins_per_second)
    if rest:
        raise ValueError(f"{bins_per_second} bins do not divide {RATE} samples")
    with opened(path) as sound:
        parts, total = [], 0
        for block in _minutes(sound, size, progress or Progress()):
            total += len(block)
            parts.append(_bins(block, size))
    if not total:
        raise UnreadableRecording(
            "No sound could be decoded from {name}: it is damaged, or holds something else than "
            "its name says. Play it to check, or choose another file.",
            name=path.name,
        )
    return np.concatenate(parts), total / RATE


def coarser(bins: "NDArray[np.int8]", times: int = 4) -> "NDArray[np.int8]":
    """Bins that are `times` as long, for the next level of a pyramid."""
    import numpy as np

    starts = np.arange(0, len(bins), times)
    lowest = np.minimum.reduceat(bins[:, 0], starts)
    return np.stack((lowest, np.maximum.reduceat(bins[:, 1], starts)), axis=1)


def _minutes(sound: Sound, size: int, progress: Progress) -> "Iterator[NDArray[np.int16]]":
    """The samples in blocks of about a minute, all but the last a multiple of `size`."""
    import numpy as np

    held: list[NDArray[np.int16]] = []
    count = 0
    for piece in sound.pieces():
        held.append(piece[0])
        count += piece.shape[1]
        if count >= 60 * RATE:
            block = np.concatenate(held)
            whole = count // size * size
            yield block[:whole]
            held, count = [block[whole:]], count - whole
            share = sound.told.seconds / sound.length if sound.length else None
            progress.update(None if share is None else min(1.0, share))
    if count:
        yield np.concatenate(held)
    progress.check()


def _bins(samples: "NDArray[np.int16]", size: int) -> "NDArray[np.int8]":
    import numpy as np

    padding = -len(samples) % size
    rows = np.pad(samples, (0, padding), mode="edge").reshape(-1, size)
    # Rounded away from zero: a soft voice must not look like silence.
    lowest = np.floor(rows.min(1) / 256).clip(-127, 127)
    highest = np.ceil(rows.max(1) / 256).clip(-127, 127)
    return np.stack((lowest, highest), axis=1).astype(np.int8)
