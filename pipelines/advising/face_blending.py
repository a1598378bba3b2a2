"""Faces of the first pass put back into a result that was drawn over, softly and in its colours."""

from collections.abc import Callable
from math import ceil, floor
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipelines.identity.face import Face
from pipelines.tiling import Box

if TYPE_CHECKING:
    Mask = NDArray[np.float32]

#: The ellipse, in halves of the face's box, across and down: all of the face up to the first, and
#: nothing beyond the second.
_INSIDE, _OUTSIDE = 0.95, 1.45
#: A colour is brought nearer by at most this part of white; more than that is what went wrong.
_MOST_SHIFT = 12 / 255
#: Rows that are blended at a time, and pixels that a colour is measured on.
_BAND, _MEASURED = 256, 40_000


def blend_faces(
    result: "NDArray[Any]",
    first: "NDArray[Any]",
    faces: tuple[Face, ...],
    strength: float = 1.0,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Put the `faces` of `first` into `result`, which is changed around them and nowhere else.

    Both are (height, width, 1 to 4), 8 or 16 bits each, of one shape of picture but of any size;
    `faces` are in pixels of `result`. `strength` is how much of them shows, 0 to 1. What is around
    a face decides how its colours are matched, so that a skin that was drawn in another tone does
    not come back. Alpha stays. `check` is called between bands and may raise Cancelled.
    """
    for face in faces:
        region = _region(face, result.shape[1], result.shape[0])
        if region is None:
            continue
        shift = _shift(result, first, face, region)
        for top in range(region.top, region.bottom, _BAND):
            check()
            band = Box(region.left, top, region.right, min(region.bottom, top + _BAND))
            _blend_band(result, first, face, band, strength, shift)


def mask_of(face: Face, box: Box, step: int = 1) -> "Mask":
    """How much of the face shows at the pixels of `box`, every `step`th: 0 to 1."""
    left, top, right, bottom = face.box
    across = np.arange(box.left, box.right, step, dtype=np.float32) + 0.5 - (left + right) / 2
    down = np.arange(box.top, box.bottom, step, dtype=np.float32) + 0.5 - (top + bottom) / 2
    far = np.hypot(
        (across / max(0.5, (right - left) / 2))[None, :],
        (down / max(0.5, (bottom - top) / 2))[:, None],
    )
    share = np.clip((_OUTSIDE - far) / (_OUTSIDE - _INSIDE), 0, 1)
    return (share * share * (3 - 2 * share)).astype(np.float32)


def _region(face: Face, width: int, height: int) -> Box | None:
    """The pixels of the picture in which the mask is not 0."""
    left, top, right, bottom = face.box
    x, y = (left + right) / 2, (top + bottom) / 2
    across, down = _OUTSIDE * (right - left) / 2, _OUTSIDE * (bottom - top) / 2
    box = Box(
        max(0, floor(x - across)),
        max(0, floor(y - down)),
        min(width, ceil(x + across)),
        min(height, ceil(y + down)),
    )
    return box if box.width > 0 and box.height > 0 else None


def _shift(
    result: "NDArray[Any]", first: "NDArray[Any]", face: Face, region: Box
) -> "NDArray[np.float32]":
    """What is added to the first pass's colours, 0 to 1, so that they fit around the face."""
    step = max(1, round((region.width * region.height / _MEASURED) ** 0.5))
    mask = mask_of(face, region, step)
    around = (mask > 0.02) & (mask < 0.5)
    if not around.any():
        return np.zeros(_colours(result), np.float32)
    there = _fractions(region.of(result)[::step, ::step], _colours(result))
    here = _piece(first, result, region, step)
    return np.clip(
        np.median(there[around] - here[around], axis=0), -_MOST_SHIFT, _MOST_SHIFT
    ).astype(np.float32)


def _blend_band(
    result: "NDArray[Any]",
    first: "NDArray[Any]",
    face: Face,
    band: Box,
    strength: float,
    shift: "NDArray[np.float32]",
) -> None:
    peak = 65535 if result.dtype.itemsize == 2 else 255
    weight = (mask_of(face, band) * np.float32(strength))[..., None]
    place = band.of(result)[..., : _colours(result)]
    under = _fractions(place, _colours(result))
    over = np.clip(_piece(first, result, band) + shift, 0, 1)
    mixed = np.rint((under + (over - under) * weight) * peak)
    place[...] = np.where(weight > 0, mixed, place).astype(result.dtype)


def _piece(first: "NDArray[Any]", result: "NDArray[Any]", box: Box, step: int = 1) -> "Mask":
    """The part of `first` that lies where `box` is in `result`, at the size of that, 0 to 1."""
    import cv2

    across, down = first.shape[1] / result.shape[1], first.shape[0] / result.shape[0]
    x = (np.arange(box.left, box.right, step, dtype=np.float32) + 0.5) * across - 0.5
    y = (np.arange(box.top, box.bottom, step, dtype=np.float32) + 0.5) * down - 0.5
    margin = 3
    left, top = max(0, floor(x[0]) - margin), max(0, floor(y[0]) - margin)
    right = min(first.shape[1], ceil(x[-1]) + margin + 1)
    bottom = min(first.shape[0], ceil(y[-1]) + margin + 1)
    source = _fractions(first[top:bottom, left:right], _colours(result))
    if across == down == 1 and step == 1:
        inside = source[box.top - top : box.bottom - top, box.left - left : box.right - left]
        return np.ascontiguousarray(inside)
    maps = np.meshgrid(x - left, y - top)
    made = cv2.remap(
        source, maps[0], maps[1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    ).reshape(len(y), len(x), -1)
    return np.clip(made, 0, 1).astype(np.float32)


def _colours(pixels: "NDArray[Any]") -> int:
    return 3 if pixels.shape[2] >= 3 else 1


def _fractions(pixels: "NDArray[Any]", colours: int) -> "Mask":
    """Colours without alpha, 0 to 1, as many as wanted."""
    peak = np.float32(65535 if pixels.dtype.itemsize == 2 else 255)
    own = np.asarray(pixels[..., : _colours(pixels)] / peak, np.float32)
    if own.shape[2] == colours:
        return own
    if colours == 3:
        return np.repeat(own, 3, axis=2)
    return np.asarray(own @ np.array((0.299, 0.587, 0.114)), np.float32)[..., None]
