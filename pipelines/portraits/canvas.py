"""Size of a portrait, and which part of the photo whose pose is taken it shows.

Without a size of one's own it is InstantID's `resize_img` (https://github.com/InstantID/InstantID):
the longer side becomes 1280 pixels, or 1024 for a pose picture, and both are rounded down to a
multiple of 64. With one of one's own the photo is cut to its proportions so that the face keeps
its place, and continued beyond its edge only if the face would not fit otherwise.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pipelines.errors import BadInput
from pipelines.identity.face import Box, Face, Point

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipelines.portraits.drawing import Pixels

#: Longer side of the result in pixels, and that where a pose picture is given.
LONG_SIDE, POSE_SIDE = 1280, 1024
#: Shorter side that `resize_img` comes by; it decides about rounding only.
_SHORT_SIDE = 1024
_STEP, _OWN_STEP = 64, 8
#: Least side of a result; SDXL draws nothing sensible below.
SMALLEST = 256
LARGEST = 2048
#: Photos longer than this many times their width are cut around the face.
MOST_STRETCHED = 2.5
#: How much of the face's size stays free around it, where the photo is cut.
_MARGIN = 0.25


@dataclass(frozen=True)
class Canvas:
    """A result of `width` x `height` pixels that shows the part `crop` of a photo.

    `crop` is left, top, right, bottom in pixels of the photo, whole numbers that may lie beyond
    its edge.
    """

    width: int
    height: int
    crop: tuple[int, int, int, int]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height

    def place(self, face: Face) -> Face:
        """A face of the photo where it is on the canvas."""
        left, top = self._point((face.box[0], face.box[1]))
        right, bottom = self._point((face.box[2], face.box[3]))
        five = tuple(self._point(point) for point in face.keypoints)
        return Face(
            (left, top, right, bottom),
            cast(tuple[Point, Point, Point, Point, Point], five),
            face.score,
        )

    def mask_box(self, face: Face) -> Box:
        """The box of a face of the photo on the canvas, cut to it."""
        left, top, right, bottom = self.place(face).box
        return (
            min(max(0.0, left), self.width - 1.0),
            min(max(0.0, top), self.height - 1.0),
            max(1.0, min(float(self.width), right)),
            max(1.0, min(float(self.height), bottom)),
        )

    def picture(self, pixels: "Pixels") -> "Pixels":
        """The part of the photo that the canvas shows, (height, width, 3).

        Bilinear, in the two steps of `resize_img` where all of a photo is shown.
        """
        import numpy as np
        from PIL import Image

        height, width = pixels.shape[:2]
        whole = self.crop == (0, 0, width, height)
        image = Image.fromarray(pixels if whole else _cut(pixels, self.crop))
        between = _before_rounding(width, height, max(self.size)) if whole else None
        if between is not None and between[1] == self.size:
            image = image.resize(between[0], Image.Resampling.BILINEAR)
        return np.asarray(image.resize(self.size, Image.Resampling.BILINEAR))

    def _point(self, point: Point) -> Point:
        left, top, right, bottom = self.crop
        return (
            (point[0] - left) * self.width / (right - left),
            (point[1] - top) * self.height / (bottom - top),
        )


def canvas_for(
    size: tuple[int, int], face: Face, own: tuple[int, int] = (0, 0), long_side: int = LONG_SIDE
) -> Canvas:
    """The canvas for a photo of `size` (width, height) with that face.

    `own` are width and height as chosen, 0 for automatic; one alone gives the other by the
    photo's proportions. They are rounded to multiples of 8. Raises BadInput for a side below
    `SMALLEST` or above `LARGEST`.
    """
    width, height = size
    if own == (0, 0):
        if max(size) <= MOST_STRETCHED * min(size):
            _, result = _before_rounding(width, height, long_side)
            return Canvas(*result, (0, 0, width, height))
        short = round(long_side / MOST_STRETCHED / _STEP) * _STEP
        long = long_side // _STEP * _STEP
        own = (long, short) if width > height else (short, long)
    for side in own:
        if side and not SMALLEST <= side <= LARGEST:
            raise BadInput(
                "A side of the picture has {side} pixels: choose {least} to {most}, or 0 for "
                "automatic.",
                side=side,
                least=SMALLEST,
                most=LARGEST,
            )
    chosen = _own_size(own, width / height)
    return Canvas(*chosen, _crop(size, face, chosen))


def _before_rounding(width: int, height: int, long_side: int) -> tuple[tuple[int, int], ...]:
    """The two sizes that `resize_img` comes by: with the photo's proportions, and rounded down."""
    ratio = _SHORT_SIDE / min(width, height)
    wide, high = round(ratio * width), round(ratio * height)
    ratio = long_side / max(wide, high)
    first = (round(ratio * wide), round(ratio * high))
    return first, (first[0] // _STEP * _STEP, first[1] // _STEP * _STEP)


def _own_size(own: tuple[int, int], proportion: float) -> tuple[int, int]:
    width, height = own
    if not width:
        width = height * proportion
    if not height:
        height = width / proportion
    return _own_side(width), _own_side(height)


def _own_side(side: float) -> int:
    return min(LARGEST, max(SMALLEST, round(side / _OWN_STEP) * _OWN_STEP))


def _crop(size: tuple[int, int], face: Face, result: tuple[int, int]) -> tuple[int, int, int, int]:
    """The largest part of the photo with the result's proportions, where the face lies as it does
    in the whole; or as much more as the face with a margin needs."""
    left, top, right, bottom = face.box
    across, down = (right - left) * (1 + 2 * _MARGIN), (bottom - top) * (1 + 2 * _MARGIN)
    proportion = result[0] / result[1]
    exact = max(min(size[0], size[1] * proportion), across, down * proportion)
    width, height = max(1, round(exact)), max(1, round(exact / proportion))
    x = _start(size[0], (left, right), width, across)
    y = _start(size[1], (top, bottom), height, down)
    return x, y, x + width, y + height


def _start(whole: int, face: tuple[float, float], part: int, needed: float) -> int:
    """Where a part as long as `part` begins, so that the face is as far along it as it is along
    the whole, and not nearer to its ends than its margin."""
    middle = min(max((face[0] + face[1]) / 2, 0.0), float(whole))
    start = middle * (1 - part / whole)
    lowest, highest = middle + needed / 2 - part, middle - needed / 2
    start = min(max(start, lowest), highest)
    if part <= whole:
        start = min(max(start, 0.0), whole - part)  # rather less margin than what is not there
    return round(start)


def _cut(pixels: "NDArray[np.uint8]", crop: tuple[int, int, int, int]) -> "NDArray[np.uint8]":
    """A part of the picture, continued with the colours of its edge where it lies beyond."""
    import numpy as np

    height, width = pixels.shape[:2]
    left, top, right, bottom = crop
    inside = pixels[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
    beyond = (
        (max(0, -top), max(0, bottom - height)),
        (max(0, -left), max(0, right - width)),
        (0, 0),
    )
    return np.pad(inside, beyond, mode="edge")
