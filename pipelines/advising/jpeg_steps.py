"""How coarsely a picture was once saved as JPEG, read from its pixels.

A JPEG holds each 8 x 8 block as multiples of a step for each frequency (ITU-T T.81), and decoded
pixels still do, also after they were saved as PNG or cut. Where the blocks begin shows in how many
fine frequencies are zero (as in Nikoukhah et al. 2021, doi:10.5201/ipol.2021.390), the steps in
the comb that the other frequencies make (Fan and de Queiroz 2003, doi:10.1109/TIP.2002.807361).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    Grey = NDArray[np.float32]

#: The luminance table of ITU-T T.81, annex K, which libjpeg scales by its quality; rows first.
STANDARD = np.array(
    (
        (16, 11, 10, 16, 24, 40, 51, 61),
        (12, 12, 14, 19, 26, 58, 60, 55),
        (14, 13, 16, 24, 40, 57, 69, 56),
        (14, 17, 22, 29, 51, 87, 80, 62),
        (18, 22, 37, 56, 68, 109, 103, 77),
        (24, 35, 55, 64, 81, 104, 113, 92),
        (49, 64, 78, 87, 103, 121, 120, 101),
        (72, 92, 95, 98, 112, 100, 103, 99),
    )
)
_COARSE = ((0, 1), (1, 0), (2, 0), (1, 1), (0, 2), (0, 3), (1, 2), (2, 1), (3, 0), (2, 2), (3, 1))
_FINE = ((1, 3), (3, 1), (2, 3), (3, 2), (4, 1), (1, 4), (3, 3), (4, 2), (2, 4), (5, 1))
#: The steps that are told apart; a step of 1 is no trace.
_STEPS = np.arange(2, 129)
#: Bins to 1, and how many.
_BINS, _COUNT = 8, 8 * 520
#: Blocks whose values lie closer together say nothing.
_BUSY = 3
#: Blocks that are looked at to find the grid, and then to find the steps.
_FOR_GRID, _FOR_STEPS = 600, 4000
#: Unlike any step's, a comb has a mean cosine of about 0; that of a step is near 1.
_COMB = 0.35
#: Frequencies whose steps must be found, and how far apart their qualities may be.
_LEAST, _SURE, _SPREAD = 5, 8, 8.0
_NEAR_ZERO = 0.8
#: Decoded pixels have more greys than these; a picture of few makes combs of its own.
_LEAST_GREYS = 28
_FINEST = 20
_GRIDS, _WHOLE = 3, 100
_PART = 256


@dataclass(frozen=True)
class Steps:
    """`quality` is libjpeg's, 1 to 100, and `grid` where the first block begins, x and y."""

    quality: int
    grid: tuple[int, int]


def steps_of(windows: "list[Grey]") -> Steps | None:
    """What the pixels tell of their last coarse JPEG, None if they tell of none.

    `windows` are parts of the luminance, 0 to 255, each of which begins at a multiple of 8 pixels.
    """
    told: list[Steps] = []
    for number, (x, y) in enumerate(_grids_of(windows)):
        quality = _quality_of(_blocks(windows, x, y), _SURE if number else _LEAST)
        # Few greys, or pixels that were doubled, make combs on any grid; JPEG does on its own.
        if quality is not None and _quality_of(_blocks(windows, x ^ 4, y ^ 4), _LEAST) is None:
            told.append(Steps(quality, (x, y)))
    return min(told, key=lambda steps: steps.quality, default=None)


def quality_of_step(ratio: float) -> float:
    """libjpeg's quality for a step that is `ratio` times that of the standard table."""
    return min(100.0, max(1.0, 50 / ratio if ratio > 1 else 100 - 50 * ratio))


def quality_of_table(table: list[int]) -> int:
    """libjpeg's quality that comes closest to a luminance table of 64, in any order."""
    # The finest, since steps end at 255.
    finest, standard = sorted(table)[:_FINEST], np.sort(STANDARD.ravel())[:_FINEST]
    return round(quality_of_step(sum(finest) / float(standard.sum())))


def _grids_of(windows: "list[Grey]") -> list[tuple[int, int]]:
    """Where the blocks would begin, if there are any: a picture that was cut and saved as JPEG
    again has two grids."""
    patterns = _patterns(_FINE)
    shares: dict[tuple[int, int], float] = {}
    some = windows[:: max(1, sum(part.size for part in windows) // (64 * _FOR_GRID))]
    for y in range(8):
        for x in range(8):
            blocks = _spread(_blocks(some, x, y), _FOR_GRID)
            if len(blocks):
                shares[x, y] = float((np.abs(_product(blocks, patterns)) < _NEAR_ZERO).mean())
    return sorted(shares, key=lambda place: -shares[place])[:_GRIDS]


def _quality_of(blocks: "Grey", least: int) -> int | None:
    """The quality behind blocks that lie on the grid, None if fewer than `least` frequencies are
    multiples of a step."""
    if not len(blocks) or _greys(blocks) < _LEAST_GREYS:
        return None
    blocks = _spread(blocks, _FOR_STEPS)
    found = _combs(np.abs(_product(blocks, _patterns(_COARSE))))
    told = [
        quality_of_step(step / STANDARD[place])
        for place, step in zip(_COARSE, found, strict=True)
        if step is not None
    ]
    if len(told) < least or (len(told) < _SURE and np.ptp(told) > _SPREAD):
        return None
    return round(float(np.median(told)))


def _greys(blocks: "Grey") -> int:
    """How many different greys the blocks have, but for the rarest."""
    counts = np.bincount(np.rint(blocks).astype(np.int64).ravel(), minlength=256)
    return int((counts > blocks.size / 2000).sum())


def _combs(sizes: "Grey") -> list[int | None]:
    """The largest step of which each column is made of multiples, None for none."""
    cosines = _cosines()
    least = _STEPS * _BINS // 2  # up to here a value is zero after the step
    found: list[int | None] = []
    for column in sizes.T:
        bins = np.bincount(np.rint(column * _BINS).astype(np.int64), minlength=_COUNT)[:_COUNT]
        held = bins.astype(np.float32)
        # The few too many in the divisor keep two or three values from making a comb.
        counted = held.sum() - np.cumsum(held)[least]
        strength = np.einsum("sb,b->s", cosines, held) / (counted + 6)
        good = np.flatnonzero(strength > max(_COMB, 0.8 * float(strength.max())))
        found.append(int(_STEPS[good[-1]]) if len(good) else None)
    return found


def _product(blocks: "Grey", patterns: "Grey") -> "Grey":
    """The matrix product in parts that are too small to be given to several threads, which takes
    many times longer where other work keeps the cores busy."""
    parts = [blocks[top : top + _PART] @ patterns for top in range(0, len(blocks), _PART)]
    return np.concatenate(parts)


@lru_cache(maxsize=1)
def _cosines() -> "Grey":
    """For each step and bin the cosine, 0 where a value is zero after the step."""
    bins = np.arange(_COUNT)[None, :]
    cosines = np.cos(2 * np.pi * bins / (_STEPS[:, None] * _BINS))
    return np.where(bins > _STEPS[:, None] * _BINS // 2, cosines, 0).astype(np.float32)


@lru_cache(maxsize=2)
def _patterns(places: tuple[tuple[int, int], ...]) -> "Grey":
    """The cosines of these frequencies (down, across) over a block, (64, count)."""
    at = (2 * np.arange(8)[None, :] + 1) * np.arange(8)[:, None] * np.pi / 16
    waves = np.cos(at) * np.where(np.arange(8) == 0, np.sqrt(1 / 8), 0.5)[:, None]
    made = [np.outer(waves[down], waves[across]).ravel() for down, across in places]
    return np.stack(made, axis=1).astype(np.float32)


def _blocks(windows: "list[Grey]", x: int, y: int) -> "Grey":
    """The 8 x 8 blocks of all windows on that grid that show something, (count, 64).

    Those that were cut at black or white are no multiples any more, so they go unless there are
    hardly any others.
    """
    cut: list[Grey] = []
    for window in windows:
        part = window[y:, x:]
        rows, columns = part.shape[0] // 8, part.shape[1] // 8
        tiles = part[: rows * 8, : columns * 8].reshape(rows, 8, columns, 8)
        cut.append(tiles.swapaxes(1, 2).reshape(-1, 64))
    every = np.concatenate(cut) if cut else np.empty((0, 64), np.float32)
    lowest, highest = every.min(axis=1, initial=255), every.max(axis=1, initial=0)
    busy = highest - lowest > _BUSY
    whole = busy & (lowest > 1) & (highest < 254)
    return every[whole if whole.sum() >= _WHOLE else busy]


def _spread(blocks: "Grey", most: int) -> "Grey":
    """At most so many of the blocks, from everywhere."""
    return blocks[:: -(-len(blocks) // most) or 1]
