"""A photo as faces are looked for in it: upright, opaque, 8 bits, sRGB."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.errors import BadInput
from pipelines.media.preview import preview

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Larger photos are reduced to this longer side, in pixels: no detector looks at more.
LONGEST = 4096

#: What tells the contents of a file from others, without reading it: path, bytes, time in ns.
Stamp = tuple[str, int, int]


@dataclass(frozen=True, eq=False)
class Photo:
    """`pixels` is (height, width, 3), RGB. `scale` is their number along a side over that of the
    upright picture in the file: 1, or less for one that was reduced."""

    path: Path
    pixels: "NDArray[np.uint8]"
    scale: float
    stamp: Stamp

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of `pixels`."""
        height, width = self.pixels.shape[:2]
        return width, height


def read_photo(path: Path, longest: int = LONGEST) -> Photo:
    """Decode a photo of any kind that pictures may have; what is transparent becomes white.

    Raises UnreadablePicture, PictureTooLarge, or BadInput for a file that is not there.
    """
    import numpy as np

    from pipelines.media.reading import picture_size

    stamp = stamp_of(path)
    rgba = preview(path, longest)
    width = picture_size(path)[0]
    colours, alpha = rgba[..., :3], rgba[..., 3:]
    if not bool((alpha == 255).all()):
        share = alpha.astype(np.uint16)
        mixed = (colours.astype(np.uint16) * share + 255 * (255 - share) + 127) // 255
        colours = mixed.astype(np.uint8)
    pixels = np.ascontiguousarray(colours)
    return Photo(path, pixels, pixels.shape[1] / width, stamp)


def stamp_of(path: Path) -> Stamp:
    """Raises BadInput if the file is not there."""
    try:
        about = path.stat()
    except OSError as error:
        raise BadInput(
            "{name} cannot be read ({reason}): check that it is there and that you may read it.",
            name=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error
    return str(path.absolute()), about.st_size, about.st_mtime_ns
