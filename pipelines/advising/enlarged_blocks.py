"""Whether the blocks of a JPEG show in a picture that was enlarged since, or made noisy.

Then no steps are left in the pixels, but changes of brightness are still stronger every so many
pixels, along both sides of the picture alike.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    Grey = NDArray[np.float32]

#: From blocks of 8 pixels to such as were enlarged four times, in parts of a pixel.
_PERIODS = np.geomspace(7.95, 33.0, 180)
#: How often the middle period is told from the next one.
_POINTS = 8192
#: Larger changes are outlines and count no more than this, of 255.
_MOST_CHANGE = 12.0
#: How many overtones are looked at, and how many of them count, the weakest: enlarging alone, too,
#: leaves one that is strong.
_OVERTONES, _WEAKEST = 4, 2
#: The mean strength above which there are blocks; at most 6 was seen without any.
THRESHOLD = 7.5
#: Sides that are shorter say too little.
_LEAST_SIDE = 160


def block_period(grey: "Grey") -> float | None:
    """How many pixels wide the blocks in a picture (luminance, 0 to 255) are, None for none."""
    if min(grey.shape) < _LEAST_SIDE:
        return None
    strengths = strengths_of(grey)
    best = int(strengths.argmax())
    return float(_PERIODS[best]) if strengths[best] > THRESHOLD else None


def strengths_of(grey: "Grey") -> "NDArray[np.float64]":
    """For each period how strong it is along the side where it is weaker."""
    both = [_along(_spectrum(_evened(_changes(grey, axis)))) for axis in (0, 1)]
    return np.minimum(*both)


def _changes(grey: "Grey", axis: int) -> "NDArray[np.float64]":
    """The mean change from each row to the next (axis 0), or column (axis 1)."""
    steps = np.minimum(np.abs(np.diff(grey, axis=axis)), _MOST_CHANGE)
    return steps.mean(axis=1 - axis, dtype=np.float64)


def _evened(changes: "NDArray[np.float64]", around: int = 33) -> "NDArray[np.float64]":
    """What stands out of its surroundings, in usual deviations, single outlines cut."""
    padded = np.pad(changes, around // 2, mode="reflect")
    usual = np.median(np.lib.stride_tricks.sliding_window_view(padded, around), axis=1)
    rest = changes - usual
    deviation = float(np.median(np.abs(rest))) * 1.4826 + 1e-3
    return np.clip(rest / deviation, -4, 4)


def _spectrum(rest: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Its power at each frequency, about 1 for noise."""
    rest = rest - rest.mean()
    window = np.hanning(len(rest))
    power = np.abs(np.fft.rfft(rest * window, _POINTS)) ** 2
    return power / (float((window**2).sum()) * float(rest.var()) + 1e-9)


def _along(power: "NDArray[np.float64]") -> "NDArray[np.float64]":
    told: list[NDArray[np.float64]] = []
    for overtone in range(1, _OVERTONES + 1):
        places = np.rint(overtone / _PERIODS * _POINTS).astype(int)
        near = np.stack([power[np.minimum(places + by, len(power) - 1)] for by in range(-2, 3)])
        told.append(near.max(axis=0))
    return np.sort(told, axis=0)[:_WEAKEST].mean(axis=0)
