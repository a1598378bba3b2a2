"""The EXIF block of a picture: whether it can be read, set upright, out of a TIFF and into one.

A block is what a JPEG carries: ``Exif\\0\\0`` and then a small TIFF (CIPA DC-008, EXIF 2.32). No
byte of it is edited here. libvips' savers lay every block out anew with libexif, whatever one
does to it before, and so libexif makes all changes. TIFF is the one format without: Pillow lays
the block out, and tifftools adds it to the file that libvips wrote.

A maker's note moves by that, and libexif mends its pointers only for notes it knows. Of 21 photos
by 19 cameras, ExifTool reads the whole note of 8 in what we write as JPEG, PNG, WebP and AVIF, and
of 10 in TIFF. Editing the block in place before saving gave the same 8.
"""

import io
from pathlib import Path
from typing import Any, BinaryIO

from pipelines.media.vips import vips

KEEP = 1
"""libvips' VipsForeignKeep for EXIF."""

_PREFIX = b"Exif\0\0"
_MAX_BYTES = 8 * 2**20  # libvips takes no more
_EXIF, _GPS, _INTEROP = 0x8769, 0x8825, 0xA005
_PIXELS_WIDE, _PIXELS_HIGH = 0xA002, 0xA003
_RESOLUTION = frozenset((0x011A, 0x011B, 0x0128))
# What a TIFF says about the photo rather than about its own layout: description, make, model,
# software, date, artist, host, rating, copyright, and Windows' title, comment, author and so on.
_WINDOWS = (0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F)
_DESCRIPTIVE = frozenset(
    (0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x013C, 0x4746, 0x4749, 0x8298, *_WINDOWS)
)
_TAKEN = _DESCRIPTIVE | {_EXIF, _GPS}


def is_readable(exif: bytes) -> bool:
    """Whether libexif finds anything in the block."""
    return _fields(exif) != _fields(_PREFIX + b"II*\0\x08\0\0\0\0\0\0\0\0\0")


def attach(image: Any, exif: bytes) -> None:
    """Give a libvips image the block of a photo that was turned upright since.

    Saving then sets the orientation to 1 and the dimensions to the image's own, and leaves out
    the thumbnail, which would show the picture as it was. All else stays.
    """
    image.set_type(vips().GValue.blob_type, "exif-data", exif)
    for name in image.get_fields():
        if name in ("orientation", "jpeg-thumbnail-data") or name.startswith("exif-ifd1-"):
            image.remove(name)


def written_length(exif: bytes) -> int | None:
    """How many bytes a saver makes of the block, prefix and all; None if it can make none.

    Asked on a picture of one pixel, so that nothing is lost by asking.
    """
    if not is_readable(exif):
        return None
    pyvips = vips()
    probe = pyvips.Image.black(1, 1).copy()
    attach(probe, exif)
    try:
        written = pyvips.Image.new_from_buffer(probe.pngsave_buffer(keep=KEEP), "")
    except pyvips.Error:
        return None
    return len(written.get("exif-data"))


def _fields(exif: bytes) -> dict[str, str]:
    """What libexif finds, by libvips' names; with nothing to be found, a few defaults."""
    image = vips().Image.black(1, 1).copy()
    if 4 <= len(exif) <= _MAX_BYTES:
        image.set_type(vips().GValue.blob_type, "exif-data", exif)
    return {name: image.get(name) for name in image.get_fields() if name.startswith("exif-ifd")}


def from_tiff(path: Path) -> bytes | None:
    """The EXIF block equal to what a TIFF file says about its photo, or None."""
    from PIL import Image

    try:
        with Image.open(path, formats=["TIFF"]) as file:
            found = file.getexif()
            if not set(found) & _TAKEN:
                return None
            block = Image.Exif()
            for tag in (_DESCRIPTIVE | _RESOLUTION) & set(found):
                block[tag] = found[tag]
            for pointer in (_EXIF, _GPS):
                if inner := found.get_ifd(pointer):
                    block.get_ifd(pointer).update(inner)
            if _INTEROP in block.get_ifd(_EXIF):
                block.get_ifd(_EXIF)[_INTEROP] = found.get_ifd(_INTEROP)
            return block.tobytes()
    except Exception:  # Pillow's parser raises many kinds; a photo is worth more than its tags
        return None


def copy_tiff(plain: BinaryIO, target: BinaryIO, exif: bytes, width: int, height: int) -> bool:
    """Copy a TIFF that libvips wrote, adding the block of its photo; sizes in pixels.

    Returns False if the block holds values that cannot be laid out; all else is copied then.
    Raises OSError as the system gave it.
    """
    import tifftools

    picture = tifftools.read_tiff(plain)
    tags = picture["ifds"][0]["tags"]
    try:
        said, whole = _tiff_tags(exif, width, height), True
    except Exception:  # Pillow and tifftools raise many kinds; the picture must not go with them
        said, whole = {}, False
    for tag in said.keys() - tags.keys():
        tags[tag] = said[tag]
    tifftools.write_tiff(picture, target)
    return whole


def _tiff_tags(exif: bytes, width: int, height: int) -> dict[int, Any]:
    """What of a block a TIFF's directory takes, in tifftools' form, once proven to be writable."""
    import tifftools
    from PIL import Image

    moved = Image.Exif()
    moved.load(exif)
    block = tifftools.read_tiff(io.BytesIO(moved.tobytes().removeprefix(_PREFIX)))
    directory = block["ifds"][0]
    tags = {tag: directory["tags"][tag] for tag in _TAKEN & directory["tags"].keys()}
    if _EXIF in tags:
        inner = tags[_EXIF]["ifds"][0][0]["tags"]
        inner.pop(_INTEROP, None)  # tifftools would leave it pointing to nowhere
        for tag, value in ((_PIXELS_WIDE, width), (_PIXELS_HIGH, height)):
            inner[tag] = {"datatype": tifftools.Datatype.LONG, "data": [value]}
    tifftools.write_tiff({**directory, "tags": tags}, io.BytesIO())
    return tags
