"""Pictures that a message shows to a model: which file, which part of it, and its pixels."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.errors import BadInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: No model here sees more than this along the longer side; larger pictures are reduced first.
LONGEST_SIDE = 4096


@dataclass(frozen=True)
class Region:
    """A rectangle of the upright picture in its pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class ImageInput:
    """A picture file, or the part of it that is asked about.

    `digest` is the SHA-256 of the file, `title` what a person calls it, if not by its file.
    """

    path: Path
    digest: str
    region: Region | None = None
    title: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return self.title or self.path.name

    @property
    def identity(self) -> tuple[str, Region | None]:
        """What tells the picture shown from others, wherever its file lies."""
        return self.digest, self.region

    @cached_property
    def pixels(self) -> "NDArray[np.uint8]":
        """The upright picture: (height, width, 3), sRGB, at most `LONGEST_SIDE` a side; what is
        transparent is white.

        Decoded once and kept. Raises UnreadablePicture, PictureTooLarge, and BadInput for a
        region outside.
        """
        return _opaque(_rgba_of(self.path, self.region))


def image_input(path: Path, region: Region | None = None) -> ImageInput:
    """The input for a file as it is now. Raises BadInput if it cannot be read."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadInput(
            "{name} cannot be read ({reason}): check that it is there and that you may read it.",
            name=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error
    return ImageInput(path, digest, region)


def _rgba_of(path: Path, region: Region | None) -> "NDArray[np.uint8]":
    from pipelines.media import preview

    if region is None:
        return preview.preview(path, LONGEST_SIDE)
    part = preview.region(path, region.left, region.top, region.width, region.height)
    longest = max(part.shape[:2])
    if longest <= LONGEST_SIDE:
        return part
    import numpy as np

    from pipelines.media.vips import from_array

    image = from_array(part).thumbnail_image(LONGEST_SIDE, height=LONGEST_SIDE, size="down")
    return np.asarray(image.numpy())


def _opaque(rgba: "NDArray[np.uint8]") -> "NDArray[np.uint8]":
    import numpy as np

    colours, alpha = rgba[..., :3], rgba[..., 3:]
    if bool((alpha == 255).all()):
        return np.ascontiguousarray(colours)
    share = alpha.astype(np.uint16)
    mixed = (colours.astype(np.uint16) * share + 255 * (255 - share) + 127) // 255
    return mixed.astype(np.uint8)
