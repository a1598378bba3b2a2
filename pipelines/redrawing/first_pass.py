"""The enlargement that is redrawn: by a network or by stretching, in strips from the top."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from pipelines.device import Plan
from pipelines.media.arrays import resized, resized_strips
from pipelines.media.picture import Picture
from pipelines.progress import Progress
from pipelines.redrawing.hdr import WHOLE, fused, gain_of, with_gain
from pipelines.redrawing.masks import flattened
from pipelines.redrawing.recipe import Recipe
from pipelines.redrawing.tiles import Rect
from pipelines.text import text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

#: Pictures of more bytes are held on disk while they are enlarged: memory does not grow with them.
IN_MEMORY = 32 * 2**20


def first_pass(
    picture: Picture, recipe: Recipe, files: Mapping[str, Path], plan: Plan, progress: Progress
) -> "Iterator[Pixels]":
    """The picture at `recipe.size`, 8 bits in three channels, in strips from the top.

    `files` has the enlarger's files. Raises Cancelled, DiskFull, UnsafeCheckpoint and
    UnknownCheckpoint.
    """
    pixels: Any = rgb_of(picture)
    if recipe.before is not None:
        pixels = resized(pixels, *recipe.before)
    if recipe.enlarger is not None:
        progress.stage(text("Enlarging"))
        plain = replace(picture, pixels=pixels, icc=None, exif=None, xmp=None, iptc=None)
        pixels = recipe.enlarger.enlarge(files, plain, plan, progress, IN_MEMORY).pixels
    width, height = recipe.size
    strips = resized_strips(pixels, width, height)
    if recipe.hdr <= 0:
        yield from strips
        return
    small = _shrunk(pixels, width, height)
    if small.shape[:2] == (height, width):
        yield fused(small, recipe.hdr)
        return
    yield from with_gain(strips, gain_of(small, recipe.hdr), width, height)


def rgb_of(picture: Picture) -> "Pixels":
    """Its colours, 8 bits in three channels; what is grey becomes coloured, alpha is left out."""
    pixels: Any = picture.pixels
    if picture.has_alpha:
        pixels = pixels[:, :, :-1]
    if pixels.dtype.itemsize == 2:
        pixels = flattened(pixels)
    if pixels.shape[2] == 1:
        pixels = np.repeat(pixels, 3, axis=2)
    return np.ascontiguousarray(pixels)


def alpha_of(picture: Picture, width: int, height: int) -> "Pixels | None":
    """Its alpha at that size, 8 bits in one channel; None if it has none."""
    if not picture.has_alpha:
        return None
    alpha: Any = picture.pixels[:, :, -1:]
    if alpha.dtype.itemsize == 2:
        alpha = flattened(alpha)
    return resized(np.ascontiguousarray(alpha), width, height)


def part_of_source(source: "Pixels", rect: Rect, of: tuple[int, int], size: tuple[int, int]) -> Any:
    """What lies at `rect` of a picture enlarged to `of`, taken from the source, at `size`."""
    height, width = source.shape[:2]
    across, down = width / of[0], height / of[1]
    box = rect.left * across, rect.top * down, rect.right * across, rect.bottom * down
    left, top = max(0, int(box[0]) - 4), max(0, int(box[1]) - 4)
    right, bottom = min(width, int(box[2]) + 5), min(height, int(box[3]) + 5)
    near = Image.fromarray(source[top:bottom, left:right])
    inside = (
        box[0] - left,
        box[1] - top,
        min(box[2], width) - left,
        min(box[3], height) - top,
    )
    return np.asarray(near.resize(size, Image.Resampling.LANCZOS, box=inside))


def _shrunk(pixels: "Pixels", width: int, height: int) -> "Pixels":
    """What fusion is done on: the picture at its own size, or with at most `WHOLE` pixels."""
    ratio = min(1.0, (WHOLE / (width * height)) ** 0.5)
    return resized(pixels, max(1, int(width * ratio)), max(1, int(height * ratio)))
