"""How much of a drawn tile goes into the picture, pixel by pixel, and putting it there."""

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipelines.redrawing.tiles import Rect, Shape, Tile

if TYPE_CHECKING:
    Mask = NDArray[np.float32]
    Pixels = NDArray[np.uint16]

#: Beyond so many sigmas a Gaussian is less than a thousandth.
_REACH = 3.5


def mask_of(tile: Tile, width: int, height: int) -> "Mask":
    """The mask over `tile.crop`, height x width, 0 to 1, in a picture of that size.

    Where the tile ends with the picture, nothing fades: what would be beyond is as the edge is.
    """
    return _mask(tile.rect, tile.crop, tile.shape, tile.blur, width, height)


@lru_cache(maxsize=64)
def _mask(rect: Rect, crop: Rect, shape: Shape, blur: int, width: int, height: int) -> "Mask":
    import cv2

    reach = math.ceil(_REACH * blur)
    across = _coordinates(crop.left, crop.right, reach, width)
    down = _coordinates(crop.top, crop.bottom, reach, height)
    mask = _plain(rect, shape, across, down)
    if blur:
        kernel = _gaussian(blur, reach)
        mask = cv2.sepFilter2D(mask, -1, kernel, kernel)[reach:-reach, reach:-reach]
    mask = np.ascontiguousarray(mask, np.float32)
    mask.setflags(write=False)
    return mask


def _coordinates(start: int, end: int, reach: int, length: int) -> NDArray[np.int64]:
    """The pixels from `start` to `end` with their surroundings; beyond the picture, its edge."""
    return np.clip(np.arange(start - reach, end + reach), 0, length - 1)


def _plain(
    rect: Rect, shape: Shape, across: NDArray[np.int64], down: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The mask before it is blurred."""
    x = (across + 0.5 - rect.left) / rect.width
    y = (down + 0.5 - rect.top) / rect.height
    inside = ((y >= 0) & (y < 1))[:, None] & ((x >= 0) & (x < 1))[None, :]
    match shape:
        case Shape.FLAT:
            value = np.ones(inside.shape)
        case Shape.ROWS:
            value = np.broadcast_to((1 - np.abs(2 * y - 1))[:, None], inside.shape)
        case Shape.COLUMNS:
            value = np.broadcast_to((1 - np.abs(2 * x - 1))[None, :], inside.shape)
        case Shape.DISC:
            far = np.hypot((2 * y - 1)[:, None], (2 * x - 1)[None, :])
            value = np.clip(1 - far, 0, 1)
    return np.where(inside, value, 0.0)


def _gaussian(sigma: float, reach: int) -> NDArray[np.float64]:
    offsets = np.arange(-reach, reach + 1)
    weights = np.exp(-0.5 * (offsets / sigma) ** 2)
    return weights / weights.sum()


def blend(canvas: "Pixels", tile: Tile, drawn: "Pixels") -> None:
    """Put `drawn` (of the size of `tile.crop`) into `canvas` (height x width x 3) by its mask.

    Both have 16 bits a channel: with 8 the rounding of some tiles over each other adds up to steps
    that can be seen.
    """
    height, width = canvas.shape[:2]
    mask = mask_of(tile, width, height)[:, :, None]
    crop = tile.crop
    place = canvas[crop.top : crop.bottom, crop.left : crop.right]
    before = place.astype(np.float32)
    place[...] = np.rint(before + (drawn.astype(np.float32) - before) * mask).astype(np.uint16)


def deepened(pixels: "NDArray[np.uint8]") -> "Pixels":
    """8 bits a channel as 16."""
    return pixels.astype(np.uint16) * np.uint16(257)


def flattened(pixels: "Pixels") -> "NDArray[np.uint8]":
    """16 bits a channel as 8, rounded; the way back from `deepened`."""
    return ((pixels.astype(np.uint32) + 128) // 257).astype(np.uint8)
