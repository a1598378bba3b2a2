"""Whether a picture is a photo, a drawing or shows mostly text.

Drawings have steep outlines between even grounds where photos are soft; letters are strokes, in
which an outline is soon followed by its opposite, on one or two colours. Measured on 60 photos,
screenshots, pages and made drawings, plain and as JPEG of quality 40, this told all apart but
screenshots of which most is a photo.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Longer side at which pictures are compared.
_LONGEST = 1024
#: Changes from a pixel to the next, of 255: of an even ground, of any outline, of a steep one, and
#: of a stroke's edge.
_EVEN, _OUTLINE, _STEEP, _EDGE = 2, 4, 40, 30
#: How far apart the two edges of a stroke are at most, in pixels.
_STROKE = 8
#: Photos were seen to have at most 0.14 of their outlines steep, drawings at least 0.16.
_DRAWN = 0.15
#: Text has at least so many of its edges in strokes (drawings up to 0.70, pages from 0.78), so many
#: edges at all, and so much of the picture in two colours.
_STROKES, _EDGES, _TWO_COLOURS = 0.74, 0.015, 0.34
#: Letters beside photos: fewer outlines are steep, and more is even.
_MIXED_STEEP, _MIXED_EVEN = 0.1, 0.7
_MIXED_COLOURS = 0.44


class PictureKind(StrEnum):
    """What a picture shows."""

    PHOTO = "photo"
    DRAWING = "drawing"
    TEXT = "text"


@dataclass(frozen=True)
class KindMeasures:
    """Shares, 0 to 1: pixels on an `even` ground, outlines that are `steep`, pixels in the
    `two_colours` that are most frequent, edges that belong to `strokes`, pixels on `edges`."""

    even: float
    steep: float
    two_colours: float
    strokes: float
    edges: float


def kind_of(pixels: "NDArray[Any]") -> PictureKind:
    """What a picture (height, width, 1 to 4 channels, 8 or 16 bits) shows."""
    measured = measure(pixels)
    if _is_text(measured):
        return PictureKind.TEXT
    drawn = measured.steep >= _DRAWN and measured.even >= 0.5
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
    strokes, edges = _strokes(grey)
    return KindMeasures(
        even=float((change <= _EVEN).mean()) if change.size else 1.0,
        steep=int((change >= _STEEP).sum()) / max(1, int((change > _OUTLINE).sum())),
        two_colours=float(counts[:2].sum()) / codes.size,
        strokes=strokes,
        edges=edges,
    )


def _is_text(measured: KindMeasures) -> bool:
    if measured.strokes < _STROKES or measured.edges < _EDGES:
        return False
    mixed = measured.steep >= _MIXED_STEEP and measured.even >= _MIXED_EVEN
    return (measured.steep >= _DRAWN and measured.two_colours >= _TWO_COLOURS) or (
        mixed and measured.two_colours >= _MIXED_COLOURS
    )


def _strokes(grey: "NDArray[Any]") -> tuple[float, float]:
    """The share of edges along a row that are followed by their opposite, and that of edges."""
    import numpy as np

    steps = np.diff(grey.astype(np.int16), axis=1)
    edges = np.where(steps >= _EDGE, 1, np.where(steps <= -_EDGE, -1, 0)).astype(np.int8)
    near = np.zeros(edges.shape, bool)
    for far in range(1, min(_STROKE + 1, edges.shape[1])):
        near[:, :-far] |= edges[:, :-far] * edges[:, far:] == -1
    count = int((edges != 0).sum())
    return int(near.sum()) / max(1, count), count / max(1, edges.size)


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
