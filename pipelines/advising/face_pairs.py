"""Which face of a picture is which in the result made of it: by their place."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.identity.face import Box, Face
from pipelines.identity.finder import FaceFinder, moved

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The part of both boxes' ground that they share, above which they are one face.
SAME_PLACE = 0.3
#: Longer side at which results are looked at, in pixels: a face is measured at 112.
_LONGEST = 2048


@dataclass(frozen=True, eq=False)
class Shown:
    """A picture as faces are looked for in it: RGB, 8 bits, and its size over its real one."""

    pixels: "NDArray[np.uint8]"
    scale: float
    faces: tuple[Face, ...]


@dataclass(frozen=True)
class Pair:
    """A face before and after, each in pixels of its `Shown`. Without one before it was drawn
    where none was, without one after it was lost."""

    before: Face | None
    after: Face | None


def shown(pixels: "NDArray[Any]", finder: FaceFinder) -> Shown:
    """The faces of a picture (height, width, 1 to 4 channels, 8 or 16 bits)."""
    seen, scale = _reduced(pixels)
    return Shown(seen, scale, finder.find(seen))


def pairs_of(before: Shown, after: Shown) -> tuple[Pair, ...]:
    """Every face of both, the largest of before first; those that were not before come last."""
    ratio = after.pixels.shape[1] / before.pixels.shape[1]
    expected = [moved(face, 0, 0, ratio) for face in before.faces]
    shares = sorted(
        (
            (overlap(face.box, other.box), number, place)
            for number, face in enumerate(expected)
            for place, other in enumerate(after.faces)
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for share, number, place in shares:
        if share >= SAME_PLACE and number not in found and place not in found.values():
            found[number] = place
    pairs = [
        Pair(face, after.faces[found[number]] if number in found else None)
        for number, face in enumerate(before.faces)
    ]
    new = (face for place, face in enumerate(after.faces) if place not in found.values())
    return (*pairs, *(Pair(None, face) for face in new))


def overlap(one: Box, other: Box) -> float:
    """The part of their common ground that both boxes cover, 0 to 1."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    both = max(0.0, width) * max(0.0, height)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return both / max(areas - both, 1e-9)


def in_picture(face: Face, seen: Shown) -> Face:
    """A face of `seen` in pixels of the picture at its real size."""
    return moved(face, 0, 0, 1 / seen.scale)


def _reduced(pixels: "NDArray[Any]") -> "tuple[NDArray[np.uint8], float]":
    """The picture as detectors want it, and its size over the real one; in strips, so that little
    of a picture that lies on disk is in memory at a time."""
    import cv2
    import numpy as np

    height, width, channels = pixels.shape
    scale = min(1.0, _LONGEST / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    seen = np.empty((size[1], size[0], 3), np.uint8)
    for top, bottom, start, end in _strips(height, size[1]):
        part: NDArray[Any] = pixels[top:bottom, :, : 3 if channels >= 3 else 1]
        if scale < 1:
            wanted = (size[0], end - start)
            part = cv2.resize(np.ascontiguousarray(part), wanted, interpolation=cv2.INTER_AREA)
            part = part.reshape(end - start, size[0], -1)
        seen[start:end] = part if part.dtype.itemsize == 1 else part >> np.uint16(8)
    return seen, scale


def _strips(height: int, rows: int, most: int = 64) -> list[tuple[int, int, int, int]]:
    """The rows `top` to `bottom` of a picture that become `start` to `end` of `rows`."""
    starts = range(0, rows, most)
    ends = (min(rows, start + most) for start in starts)
    return [
        (start * height // rows, max(end * height // rows, start * height // rows + 1), start, end)
        for start, end in zip(starts, ends, strict=True)
    ]
