"""What a picture is like, as far as it matters for enlarging it: measured in a blink."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.advising.picture_kind import PictureKind, kind_of
from pipelines.media.picture import Picture
from pipelines.media.reading import read_picture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipelines.identity.face import Face

#: Up to this quality of libjpeg blocks are seen once a picture is enlarged, and up to this without.
VISIBLE_QUALITY, STRONG_QUALITY = 77, 40
#: Parts that are looked at for blocks: their side in pixels and how many at most.
_WINDOW, _MOST_WINDOWS = 128, 40
#: Side of the middle that is looked at for enlarged blocks.
_MIDDLE = 1536


class Blocks(StrEnum):
    """How much of JPEG's 8 x 8 blocks is seen."""

    NONE = "none"
    VISIBLE = "visible"
    STRONG = "strong"


@dataclass(frozen=True)
class JpegTraces:
    """What JPEG left in a picture.

    `quality` is that of the coarsest save that can be told, 1 to 100, None if none can; `saved`
    that of the file itself, None if it is no JPEG. `grid` is where the first block begins (x, y).
    `enlarged` is how many times wider the blocks have become since, None where there are none.
    """

    blocks: Blocks
    quality: int | None = None
    saved: int | None = None
    grid: tuple[int, int] | None = None
    enlarged: float | None = None


@dataclass(frozen=True)
class Traits:
    """`width` and `height` in pixels, upright. `faces` are their heights in pixels, the largest
    first; None where nobody looked."""

    width: int
    height: int
    kind: PictureKind
    jpeg: JpegTraces
    faces: tuple[float, ...] | None = None

    @property
    def short_side(self) -> int:
        return min(self.width, self.height)

    def with_faces(self, faces: "tuple[Face, ...]") -> "Traits":
        """The same, with the faces that were found in the picture at its own size."""
        heights = sorted((face.box[3] - face.box[1] for face in faces), reverse=True)
        return replace(self, faces=tuple(heights))


def read_traits(path: Path) -> Traits:
    """Decode a picture and measure it. Raises UnreadablePicture, PictureTooLarge or DiskFull."""
    return traits_of(read_picture(path), saved_quality(path))


def traits_of(picture: Picture, saved: int | None = None) -> Traits:
    """Measure a decoded picture; `saved` is what `saved_quality` gave for its file."""
    pixels = picture.pixels
    jpeg = jpeg_traces(pixels, saved)
    return Traits(picture.width, picture.height, kind_of(pixels), jpeg)


def saved_quality(path: Path) -> int | None:
    """libjpeg's quality of a JPEG file by its tables, from its header; None for other files."""
    from PIL import Image

    from pipelines.advising.jpeg_steps import quality_of_table

    try:
        with Image.open(path, formats=["JPEG", "MPO"]) as file:
            tables: dict[int, list[int]] = getattr(file, "quantization", {})
    except Exception:  # Pillow raises many kinds; what is no JPEG has no tables
        return None
    return quality_of_table(list(tables[0])) if 0 in tables else None


def jpeg_traces(pixels: "NDArray[Any]", saved: int | None = None) -> JpegTraces:
    """What JPEG left in pixels (height, width, 1 to 4 channels, 8 or 16 bits)."""
    from pipelines.advising.enlarged_blocks import block_period
    from pipelines.advising.jpeg_steps import steps_of

    steps = steps_of(_windows(pixels))
    known = [quality for quality in (saved, steps and steps.quality) if quality is not None]
    quality = min(known, default=None)
    grid = steps.grid if steps else ((0, 0) if saved is not None else None)
    if quality is not None and quality <= VISIBLE_QUALITY:
        blocks = Blocks.STRONG if quality <= STRONG_QUALITY else Blocks.VISIBLE
        return JpegTraces(blocks, quality, saved, grid, 1.0)
    period = block_period(_grey(_middle(pixels)))
    # Blocks of 8 pixels whose quality is known are seen here although they do not disturb.
    if period is None or (quality is not None and period < 8.5):
        return JpegTraces(Blocks.NONE, quality, saved, grid)
    return JpegTraces(Blocks.STRONG, quality, saved, grid, round(period / 8, 2))


def _windows(pixels: "NDArray[Any]") -> "list[NDArray[np.float32]]":
    """Parts of the picture's luminance from all over it; each begins at a multiple of 8."""
    import numpy as np

    tops, lefts = (range(0, max(1, side - _WINDOW + 1), _WINDOW) for side in pixels.shape[:2])
    places = [(top, left) for top in tops for left in lefts]
    chosen = np.linspace(0, len(places) - 1, min(len(places), _MOST_WINDOWS)).round().astype(int)
    return [
        _grey(pixels[top : top + _WINDOW, left : left + _WINDOW])
        for top, left in (places[number] for number in chosen)
    ]


def _middle(pixels: "NDArray[Any]") -> "NDArray[Any]":
    height, width = pixels.shape[:2]
    top, left = max(0, height - _MIDDLE) // 2, max(0, width - _MIDDLE) // 2
    return pixels[top : top + _MIDDLE, left : left + _MIDDLE]


def _grey(pixels: "NDArray[Any]") -> "NDArray[np.float32]":
    """Luminance as JPEG has it (ITU-R BT.601), 0 to 255."""
    import numpy as np

    deep = pixels.dtype.itemsize == 2
    scale = np.float32(1 / 257 if deep else 1)
    if pixels.shape[2] < 3:
        return np.asarray(pixels[..., 0] * scale, np.float32)
    red, green, blue = (pixels[..., channel].astype(np.float32) for channel in range(3))
    grey = red * np.float32(0.299) + green * np.float32(0.587) + blue * np.float32(0.114)
    return np.asarray(grey * scale, np.float32)
