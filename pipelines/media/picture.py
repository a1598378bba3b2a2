"""A decoded picture with what travels along with its pixels."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.spec import Params, param

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass
class Picture:
    """An upright picture.

    `pixels` is (height, width, channels), uint8 or uint16 over the full range, channels 1 (grey),
    2 (grey and alpha), 3 (RGB) or 4 (RGB and alpha, not premultiplied). It may be a memory map.
    `icc`, `exif`, `xmp` and `iptc` are the raw blocks of the source file, or None; `exif` may
    still tell the orientation that the pixels had in the file, and hold a thumbnail of that;
    writing sets both right. `notes` are English sentences about what was changed, each a template
    without values. Only a JPEG has `iptc`.
    """

    pixels: "NDArray[np.uint8] | NDArray[np.uint16]"
    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    source: Path | None = None
    notes: list[str] = field(default_factory=list)
    iptc: bytes | None = None

    @property
    def height(self) -> int:
        return self.pixels.shape[0]

    @property
    def width(self) -> int:
        return self.pixels.shape[1]

    @property
    def has_alpha(self) -> bool:
        return self.pixels.shape[2] in (2, 4)

    @property
    def is_grey(self) -> bool:
        return self.pixels.shape[2] in (1, 2)

    @property
    def peak(self) -> int:
        """The value of white: 255 or 65535."""
        return 65535 if self.pixels.dtype.itemsize == 2 else 255


class PictureFormat(Params):
    """The file that a result picture becomes."""

    output_format: Literal["auto", "png", "jpg", "webp", "tiff", "avif"] = param(
        "auto",
        title="Format",
        description="File format of the result. Automatic keeps the format of the output name, "
        "else that of the source, else PNG. PNG and TIFF lose nothing; JPEG, WebP and AVIF are "
        "smaller. JPEG has no transparency and only 8 bits.",
        labels={
            "auto": "Automatic",
            "png": "PNG",
            "jpg": "JPEG",
            "webp": "WebP",
            "tiff": "TIFF",
            "avif": "AVIF",
        },
    )
    output_quality: int = param(
        95,
        title="Quality",
        description="Quality of JPEG, WebP and AVIF. 95 is visually lossless, 80 suits the web, "
        "lower gives smaller files with visible blocks.",
        ge=1,
        le=100,
        step=1,
    )
    name_pattern: str = param(
        "{name}_{model}",
        title="File name",
        description="Name of the result. {name} is the source's name, {model} the model, "
        "{scale} the enlargement, {date} and {time} the moment, {n} a running number.",
        advanced=True,
    )


class PictureOutput(PictureFormat):
    """How pictures that were made of a photo are written."""

    keep_metadata: bool = param(
        True,
        title="Keep metadata",
        description="Carry the photo's EXIF (camera, date, place) and XMP over to the result. "
        "Switch off before publishing a picture whose place should stay private. The colour "
        "profile is always kept, and the note on model and settings is always written.",
        advanced=True,
    )
