"""Whether a picture is a photo, a drawing or shows mostly text.

Drawings have steep outlines between even grounds where photos are soft; letters are strokes, in
which an outline is soon followed by its opposite, on one or two colours. Seen on 40 photos,
screenshots, pages and made drawings, plain, as JPEG of quality 40 and twice as large. Screenshots
of which much is a photo count as photos, and thin lines close to each other as text.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Longer side at which pictures are compared: outlines are as sharp then as they get.
_LONGEST = 512
#: Changes from a pixel to the next, of 255: of an even ground, of any outline, of a steep one, and
#: of a stroke's edge.
_EVEN, _OUTLINE, _STEEP, _EDGE = 2, 4, 40, 30
#: How far apart the two edges of a stroke are at most, in pixels.
_STROKE = 8
#: Photos had up to 0.13 of their outlines steep, a portrait in a studio 0.19; drawings from 0.14,
#: those with less even ground from 0.24.
_DRAWN, _SURELY_DRAWN, _GROUND = 0.14, 0.22, 0.75
#: Text had from 0.76 of its edges in strokes and from 0.36 of its pixels in two colours; drawings
#: had up to 0.56 in strokes, thin lines close to each other 0.75.
_STROKES, _TWO_COLOURS = 0.74, 0.34


class PictureKind(StrEnum):
    """What a picture shows."""

    PHOTO = "photo"
    DRAWING = "drawing"
    TEXT = "text"


@dataclass(frozen=True)
class KindMeasures:
    """Shares, 0 to 1: pixels on an `even` ground, outlines that are `steep`, pixels in the
    `two_colours` that are most frequent, and edges that belong to `strokes`."""

    even: float
    steep: float
    two_colours: float
    strokes: float


def kind_of(pixels: "NDArray[Any]") -> PictureKind:
    """What a picture (height, width, 1 to 4 channels, 8 or 16 bits) shows."""
    measured = measure(pixels)
    if measured.steep < _DRAWN:
        return PictureKind.PHOTO
    if measured.strokes >= _STROKES and measured.two_colours >= _TWO_COLOURS:
        return PictureKind.TEXT
    drawn = measured.steep >= _SURELY_DRAWN or measured.even >= _GROUND
    return PictureKind.DRAWING if drawn else PictureKind.PHOTO


def measure(pixels: "NDArray[Any]") -> KindMeasures:
    """What the kind is told by."""
    import cv2
    import numpy as np

    colours = _small(pixels)
    grey = cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)
    smooth = cv2.medianBlur(grey, 3).astype(np.int16)
    across, down = np.diff(smooth, axis=1)[:-1], np.diff(smooth, axis=0)[:, :-1]
    change = np.maximum(np.abs(across), np.abs(down))
    reduced = (colours >> 4).astype(np.int32)
    codes = (reduced[..., 0] << 8) | (reduced[..., 1] << 4) | reduced[..., 2]
    counts = np.sort(np.bincount(codes.ravel(), minlength=2))[::-1]
    return KindMeasures(
        even=float((change <= _EVEN).mean()) if change.size else 1.0,
        steep=int((change >= _STEEP).sum()) / max(1, int((change > _OUTLINE).sum())),
        two_colours=float(counts[:2].sum()) / codes.size,
        strokes=_strokes(grey),
    )


def _strokes(grey: "NDArray[Any]") -> float:
    """The share of edges along a row that are soon followed by their opposite."""
    import numpy as np

    steps = np.diff(grey.astype(np.int16), axis=1)
    edges = np.where(steps >= _EDGE, 1, np.where(steps <= -_EDGE, -1, 0)).astype(np.int8)
    near = np.zeros(edges.shape, bool)
    for far in range(1, min(_STROKE + 1, edges.shape[1])):
        near[:, :-far] |= edges[:, :-far] * edges[:, far:] == -1
    return int(near.sum()) / max(1, int((edges != 0).sum()))


def _small(pixels: "NDArray[Any]") -> "NDArray[np.uint8]":
    """RGB, 8 bits, at most _LONGEST pixels long."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    # Steps first, so that a picture of any size is read in part: strips of it are enough.
    step = max(1, max(height, width) // (4 * _LONGEST))
    part = np.ascontiguousarray(pixels[::step, ::step, : 3 if pixels.shape[2] >= 3 else 1])
    ratio = _LONGEST / max(part.shape[:2])
    if ratio < 1:
        size = tuple(max(1, round(side * ratio)) for side in part.shape[1::-1])
        part = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
        part = part.reshape(size[1], size[0], -1)
    eight = np.asarray(part, np.uint16) >> 8 if part.dtype.itemsize == 2 else part
    return np.ascontiguousarray(np.broadcast_to(eight, (*eight.shape[:2], 3)), np.uint8)
