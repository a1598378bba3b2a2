"""Shadows lightened and highlights darkened, as from several exposures of one picture.

The exposures are those of https://github.com/BatouResearch/controlnet-tile-upscale (nine factors on
the brightness); they are merged by exposure fusion (Mertens, Kautz and Van Reeth 2007), as OpenCV
has it. That needs all nine in memory several times over, so a large picture is fused small, and
what happened to its brightness there is done to it strip by strip.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    Pixels = NDArray[np.uint8]
    Floats = NDArray[np.float32]

#: Pixels up to which a picture is fused as it is.
WHOLE = 2**20

_DARKER = (0.9, 0.7, 0.45, 0.25)
_BRIGHTER = (0.2, 0.4, 0.6, 0.8)
#: Keeps the quotient of two dark values sensible, of 255.
_FLOOR = 4.0
_STRENGTH = (0.25, 4.0)


def fused(pixels: "Pixels", hdr: float) -> "Pixels":
    """The picture merged from its exposures; `hdr` 0 to 1 says how far these go."""
    import cv2

    factors = [1 - each * hdr for each in _DARKER] + [1.0] + [1 + each * hdr for each in _BRIGHTER]
    found = cv2.createMergeMertens().process([_exposed(pixels, each) for each in factors])
    return np.clip(np.rint(found * 255), 0, 255).astype(np.uint8)


def _exposed(pixels: "Pixels", factor: float) -> "Pixels":
    """Brightness (the largest of the three) times `factor`, up to white; the hue stays."""
    brightest = pixels.max(axis=2, keepdims=True).astype(np.float32)
    scale = np.minimum(factor, 255 / np.maximum(brightest, 1))
    return np.rint(pixels * scale).astype(np.uint8)


def gain_of(pixels: "Pixels", hdr: float) -> "Floats":
    """By how much the fusion makes each pixel brighter, height x width."""
    before, after = _luminance(pixels), _luminance(fused(pixels, hdr))
    return np.clip((after + _FLOOR) / (before + _FLOOR), *_STRENGTH).astype(np.float32)


def with_gain(
    strips: "Iterable[Pixels]", gain: "Floats", width: int, height: int
) -> "Iterator[Pixels]":
    """The strips of a larger picture, each pixel brighter by `gain` at its place."""
    import cv2

    top = 0
    for strip in strips:
        rows = np.arange(top, top + len(strip))
        places = np.clip((rows + 0.5) * len(gain) / height - 0.5, 0, len(gain) - 1)
        upper = np.floor(places).astype(int)
        lower = np.minimum(upper + 1, len(gain) - 1)
        share = (places - upper)[:, None].astype(np.float32)
        mixed = gain[upper] * (1 - share) + gain[lower] * share
        wide = cv2.resize(mixed, (width, len(strip)), interpolation=cv2.INTER_LINEAR)
        yield np.clip(np.rint(strip * wide[:, :, None]), 0, 255).astype(np.uint8)
        top += len(strip)


def _luminance(pixels: "Pixels") -> "Floats":
    return pixels.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
