"""Picture files into arrays: upright, in full depth, with everything that travels along."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import UnreadablePicture
from pipelines.footprint import Extent
from pipelines.media import arrays
from pipelines.media.kinds import damaged
from pipelines.media.opening import MAX_PIXELS, Opened, open_picture
from pipelines.media.picture import Picture
from pipelines.media.vips import vips
from pipelines.text import mark

if TYPE_CHECKING:
    from numpy.typing import NDArray

FROM_CMYK = mark("The picture was converted from CMYK to sRGB.")
FROM_OTHER = mark("The picture was converted to sRGB.")
EXTRA_CHANNELS = mark("Extra channels of the picture were left out.")


def read_picture(path: Path, max_pixels: int = MAX_PIXELS) -> Picture:
    """Decode a picture; see `Picture` for what comes out.

    The format is told by content. Grey, alpha and 16 bits stay as they are; palettes are
    expanded and CMYK is converted to sRGB through its profile. A large picture becomes a memory
    map. Raises UnreadablePicture, PictureTooLarge (before decoding) or DiskFull.
    """
    opened = open_picture(path, max_pixels)
    pixels = decoded(opened)
    return Picture(
        pixels,
        icc=fitting_icc(opened.icc, pixels.shape[2]),
        exif=opened.exif,
        xmp=opened.xmp,
        iptc=opened.iptc,
        source=path,
        notes=opened.notes,
    )


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height in pixels of the upright picture, from the header alone.

    Raises UnreadablePicture or PictureTooLarge.
    """
    return open_picture(path).size


def picture_extent(path: Path) -> Extent:
    """Size, channels and depth as `read_picture` would give them, from the header alone.

    Formats that tell channels and depth only when decoded count as 8-bit RGB. Raises
    UnreadablePicture or PictureTooLarge.
    """
    opened = open_picture(path)
    width, height = opened.size
    if opened.kind in ("heic", "bmp"):
        return Extent(width, height, 3, 2 if opened.bits else 1)
    image = opened.decode()  # libvips decodes nothing until pixels are asked for
    colours = 3 if image.interpretation == "cmyk" else image.bands
    return Extent(width, height, min(4, colours), 1 if image.format == "uchar" else 2)


def read_xmp(path: Path) -> bytes | None:
    """The XMP packet, or None. Raises UnreadablePicture or PictureTooLarge."""
    return open_picture(path).xmp


def decoded(opened: Opened) -> "NDArray[Any]":
    """The upright pixels (height, width, channels), uint8 or uint16; may add notes.

    `opened.icc` is dropped where it no longer says what the pixels mean.
    """
    pyvips = vips()
    image = as_grey_or_rgb(opened, opened.decode())
    dtype = "uint16" if image.format == "ushort" else "uint8"
    pixels = arrays.output_array(image.height, image.width, image.bands, dtype)
    try:
        arrays.fill(image, pixels)
    except pyvips.Error as error:
        raise damaged(opened.path) from error
    if opened.bits:
        # 10 bits come shifted up; repeating the top ones below makes white 65535, not 65472.
        pixels |= pixels >> opened.bits
    return arrays.upright(pixels, opened.orientation)


def as_grey_or_rgb(opened: Opened, image: Any) -> Any:
    """A libvips image of 1 to 4 channels, uchar or ushort, grey or RGB."""
    deep = image.format != "uchar"
    if image.interpretation == "cmyk" and image.bands >= 4:
        image = image.icc_transform(
            "srgb", embedded=True, input_profile="cmyk", depth=16 if deep else 8
        )
        opened.icc = None
        opened.notes.append(FROM_CMYK)
    elif image.interpretation in ("lab", "labs", "labq", "xyz", "lch", "yxy", "hsv"):
        image = image.colourspace("rgb16" if deep else "srgb")
        opened.icc = None
        opened.notes.append(FROM_OTHER)
    if image.format not in ("uchar", "ushort"):
        raise UnreadablePicture(
            "{name} has samples of an unusual kind ({kind}). Save it with 8 or 16 bits a channel.",
            name=opened.path.name,
            kind=str(image.format),
        )
    if image.bands > 4:
        image = image.extract_band(0, n=4 if image.hasalpha() else 3)
        opened.notes.append(EXTRA_CHANNELS)
    return image


def fitting_icc(icc: bytes | None, channels: int) -> bytes | None:
    """The profile if it is for this many channels: bytes 16 to 20 name the colour space (ICC.1).

    Grey pictures often carry an RGB profile, which PNG and others refuse.
    """
    if icc is None or len(icc) < 132:
        return None
    wanted = b"GRAY" if channels <= 2 else b"RGB "
    return icc if icc[16:20] == wanted and icc[36:40] == b"acsp" else None
