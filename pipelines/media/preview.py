"""Pictures for the screen: small ones quickly, and full-size parts of large ones. Always sRGB."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import BadInput, UnreadablePicture
from pipelines.media.arrays import fill, output_array, turned
from pipelines.media.kinds import damaged
from pipelines.media.opening import MAX_PIXELS, Opened, open_picture
from pipelines.media.reading import as_grey_or_rgb, decoded
from pipelines.media.vips import from_array, source, vips

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BY_LIBVIPS = ("png", "jpeg", "webp", "tiff", "avif", "gif")
# The thumbnailer goes through Lab to sRGB, with a profile or without, which takes ten times as
# long as decoding. What is RGB or grey already has a faster way.
_RGB = ("srgb", "rgb16", "b-w", "grey16")


def preview(path: Path, max_side: int) -> "NDArray[np.uint8]":
    """The upright picture at most `max_side` px wide and high: (height, width, 4), sRGB, RGBA.

    Formats that can are decoded at a fraction of their size. A smaller picture is not enlarged.
    Raises UnreadablePicture or PictureTooLarge.
    """
    pyvips = vips()
    opened = open_picture(path)
    options = {"height": max_side, "size": "down", "output_profile": "srgb"}
    try:
        if opened.kind in _BY_LIBVIPS and _is_plain(opened):
            by_itself = opened.decode().interpretation not in _RGB
            image = pyvips.Image.thumbnail_source(
                # Its own fail_on is not passed on to the loader (libvips 8.18).
                source(path),
                max_side,
                option_string="[fail_on=error]",
                **(options if by_itself else {"height": max_side, "size": "down"}),
            )
            if not by_itself:
                image = _to_srgb(image, opened.icc)
        else:
            image = as_grey_or_rgb(opened, opened.decode())
            if opened.icc is not None:
                image = _with_profile(image, opened.icc)
            image = image.thumbnail_image(max_side, **options)
        return _rgba(image)
    except pyvips.Error as error:
        raise damaged(path) from error


def region(path: Path, left: int, top: int, width: int, height: int) -> "NDArray[np.uint8]":
    """A part of the upright picture in full size: (height, width, 4), sRGB, RGBA.

    The rectangle is in pixels and cut to the picture. Files are decoded as far as the rectangle's
    last row without being held in memory; to look at many parts of one picture use `View`.
    Raises BadInput for a rectangle outside, UnreadablePicture or PictureTooLarge.
    """
    pyvips = vips()
    opened = open_picture(path)
    box = _clipped(opened.size, left, top, width, height)
    try:
        image = as_grey_or_rgb(opened, opened.decode())
        x, y, w, h = _stored_box(opened, *box)
        part = _rgba(_to_srgb(image.crop(x, y, w, h), opened.icc))
    except pyvips.Error as error:
        raise damaged(path) from error
    import numpy as np

    return np.ascontiguousarray(turned(part, opened.orientation))


class View:
    """A picture decoded once, off the window's thread, and looked at in parts after that.

    The pixels of a large one are a memory map, so only the parts looked at take memory.
    Raises UnreadablePicture, PictureTooLarge or DiskFull when made.
    """

    def __init__(self, path: Path, max_pixels: int = MAX_PIXELS) -> None:
        opened = open_picture(path, max_pixels)
        self._pixels: NDArray[Any] = decoded(opened)
        self._icc = opened.icc
        self.size = opened.size

    def region(self, left: int, top: int, width: int, height: int) -> "NDArray[np.uint8]":
        """As the function `region`, in milliseconds."""
        x, y, w, h = _clipped(self.size, left, top, width, height)
        return _rgba(_to_srgb(from_array(self._pixels[y : y + h, x : x + w]), self._icc))


def _clipped(
    size: tuple[int, int], left: int, top: int, width: int, height: int
) -> tuple[int, int, int, int]:
    right, bottom = min(size[0], left + width), min(size[1], top + height)
    left, top = max(0, left), max(0, top)
    if right <= left or bottom <= top:
        raise BadInput("The rectangle lies outside the picture.")
    return left, top, right - left, bottom - top


def _stored_box(
    opened: Opened, left: int, top: int, width: int, height: int
) -> tuple[int, int, int, int]:
    """Where an upright rectangle lies in the picture as stored (the inverse of `turned`)."""
    upright_width, upright_height = opened.size
    if opened.orientation in (2, 3, 6, 7):
        left = upright_width - left - width
    if opened.orientation in (3, 4, 7, 8):
        top = upright_height - top - height
    if opened.orientation >= 5:
        return top, left, height, width
    return left, top, width, height


def _is_plain(opened: Opened) -> bool:
    """Whether libvips' thumbnailer gets the colours right by itself."""
    image = opened.decode()
    if image.format not in ("uchar", "ushort") and image.interpretation not in ("labs", "lab"):
        raise UnreadablePicture(
            "{name} has samples of an unusual kind ({kind}). Save it with 8 or 16 bits a channel.",
            name=opened.path.name,
            kind=str(image.format),
        )
    return image.bands <= 4


def _with_profile(image: Any, icc: bytes) -> Any:
    image = image.copy()
    image.set_type(vips().GValue.blob_type, "icc-profile-data", icc)
    return image


def _to_srgb(image: Any, icc: bytes | None) -> Any:
    """Through the profile if it works, as it is otherwise: a broken one should not hide a photo."""
    pyvips = vips()
    if icc is not None:
        try:
            return _with_profile(image, icc).icc_transform("srgb", embedded=True)
        except pyvips.Error:
            pass
    return image


def _rgba(image: Any) -> "NDArray[np.uint8]":
    """Compute an image of 1 to 4 channels into RGBA, 8 bits."""
    if image.format == "ushort" or image.interpretation != "srgb":
        image = image.colourspace("srgb")
    if image.format != "uchar":
        image = image.cast("uchar")
    if not image.hasalpha():
        image = image.addalpha()
    result = output_array(image.height, image.width, 4, "uint8")
    fill(image, result)
    return result
