"""Open a picture file of any kind we read: its size and metadata now, its pixels when asked.

libvips decodes what it can in a stream; HEIC goes through pi_heif and BMP through Pillow, which
libvips' binary lacks.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.errors import PictureTooLarge, UnreadablePicture
from pipelines.media import exif as exif_blocks
from pipelines.media.kinds import cannot_open, damaged, declared_size, sniff
from pipelines.media.vips import from_array, source, vips
from pipelines.text import mark

MAX_PIXELS = 256_000_000
"""Twice the largest medium-format camera; a picture of this size decodes to about 1 GB."""

FIRST_ONLY = mark("The file holds several pictures; only the first was used.")
BROKEN_EXIF = mark("The photo's EXIF data is damaged and was left out.")


@dataclass
class Opened:
    """A file whose header was read.

    `stored` is width and height in pixels as stored, before `orientation` (EXIF, 1 to 8) is
    applied; `bits` is the number of used bits of a sample, 0 when all are; `decode` gives a
    libvips image (possibly readable in order only) and raises UnreadablePicture.
    """

    path: Path
    kind: str
    stored: tuple[int, int]
    decode: Callable[[], Any]
    orientation: int = 1
    bits: int = 0
    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of the upright picture."""
        width, height = self.stored
        return (height, width) if self.orientation >= 5 else (width, height)


def open_picture(path: Path, max_pixels: int = MAX_PIXELS) -> Opened:
    """Read the header, and nothing else of the file.

    Raises UnreadablePicture, or PictureTooLarge before anything is decoded.
    """
    kind, head = sniff(path)
    declared = declared_size(kind, head)
    if declared is not None:
        _check_size(path, declared, max_pixels)
    if kind == "heic":
        opened = _open_heic(path)
    elif kind == "bmp":
        opened = _open_bmp(path)
    else:
        opened = _open_with_vips(path, kind, head)
    _check_size(path, opened.stored, max_pixels)
    if opened.exif is not None and not exif_blocks.is_readable(opened.exif):
        opened.exif = None
        opened.notes.append(BROKEN_EXIF)
    return opened


def _check_size(path: Path, size: tuple[int, int], max_pixels: int) -> None:
    width, height = size
    if width <= 0 or height <= 0:
        raise UnreadablePicture(
            "{name} has no pixels: its size is {width} x {height}.",
            name=path.name,
            width=width,
            height=height,
        )
    if width * height > max_pixels:
        raise PictureTooLarge(
            "{name} is {width} x {height} pixels, and Hearth opens at most {limit} megapixels. "
            "Scale it down or cut it into parts first.",
            name=path.name,
            width=width,
            height=height,
            limit=f"{max_pixels / 1e6:g}",
        )


def _open_with_vips(path: Path, kind: str, head: bytes) -> Opened:
    pyvips = vips()
    try:
        image = pyvips.Image.new_from_source(source(path), "", access="sequential", fail_on="error")
    except pyvips.Error as error:
        if not os.access(path, os.R_OK):
            raise cannot_open(path, PermissionError()) from error
        if kind == "tiff":
            raise UnreadablePicture(
                "{name} is damaged, or a rare kind of TIFF. Save it again as a plain TIFF or PNG.",
                name=path.name,
            ) from error
        raise damaged(path) from error

    def block(name: str) -> bytes | None:
        return image.get(name) if image.get_typeof(name) else None

    def number(name: str, otherwise: int) -> int:
        return int(image.get(name)) if image.get_typeof(name) else otherwise

    orientation = number("orientation", 1)
    opened = Opened(
        path,
        kind,
        (image.width, image.height),
        lambda: image,
        orientation=orientation if 1 <= orientation <= 8 else 1,
        icc=block("icc-profile-data"),
        exif=exif_blocks.from_tiff(path) if kind == "tiff" else block("exif-data"),
        xmp=block("xmp-data"),
        # libvips cuts a TIFF's block to a quarter, and no other format has one.
        iptc=block("iptc-data") if kind == "jpeg" else None,
    )
    if kind == "avif" and image.format == "ushort":
        opened.bits = number("bits-per-sample", 0)
    if number("n-pages", 1) > 1 or (kind == "png" and b"acTL" in head):
        opened.notes.append(FIRST_ONLY)
    return opened


def _open_heic(path: Path) -> Opened:
    import pi_heif

    try:
        file = pi_heif.open_heif(str(path), convert_hdr_to_8bit=False)
        info, size = file.info, file.size
        several = len(file) > 1
    except Exception as error:  # it raises OSError, ValueError, EOFError, RuntimeError and more
        raise damaged(path) from error

    def decode() -> Any:
        import numpy as np

        try:
            pixels = np.asarray(file)
        except Exception as error:
            raise damaged(path) from error
        width, height = file.size
        return from_array(np.atleast_3d(pixels)[:height, :width])  # rows may be padded

    # libheif turns the picture upright itself; the orientation in EXIF only tells that it did.
    opened = Opened(
        path,
        "heic",
        (size[0], size[1]),
        decode,
        bits=info.get("bit_depth", 8) if info.get("bit_depth", 8) > 8 else 0,
        icc=info.get("icc_profile"),
        exif=info.get("exif"),
        xmp=info.get("xmp"),
    )
    if several:
        opened.notes.append(FIRST_ONLY)
    return opened


def _open_bmp(path: Path) -> Opened:
    from PIL import Image

    try:
        with Image.open(path, formats=["BMP"]) as file:
            size = file.size
    except Exception as error:  # Pillow raises many kinds for a damaged header
        raise damaged(path) from error

    def decode() -> Any:
        import numpy as np

        try:
            with Image.open(path, formats=["BMP"]) as file:
                mode = {"1": "L", "L": "L", "RGBA": "RGBA"}.get(file.mode, "RGB")
                pixels = np.asarray(file.convert(mode))
        except Exception as error:
            raise damaged(path) from error
        return from_array(pixels.reshape(*pixels.shape[:2], -1))

    return Opened(path, "bmp", size, decode)
