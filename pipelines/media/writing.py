"""Results onto the disk: streamed, whole or not at all, with their metadata."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from pipelines.errors import BadInput, DiskFull, JobFailed, NotWritable
from pipelines.media import exif as exif_blocks
from pipelines.media.atomic import replacing
from pipelines.media.naming import free_path, named_for, output_format
from pipelines.media.picture import Picture, PictureFormat, PictureOutput
from pipelines.media.provenance import COMPOSITE, MAX_RECIPE, provenance_packet
from pipelines.media.reading import fitting_icc
from pipelines.media.vips import FileTarget, from_array, vips
from pipelines.media.xmp import BadPacket
from pipelines.text import mark

_TITLES = {"png": "PNG", "jpg": "JPEG", "webp": "WebP", "tiff": "TIFF", "avif": "AVIF"}
# The largest side, in pixels, that the format or its encoder can hold.
_LIMITS = {"jpg": 65535, "webp": 16383, "avif": 16384}
# libvips' VipsForeignKeep
_KEEP_XMP, _KEEP_IPTC, _KEEP_ICC = 2, 4, 8
# A JPEG segment holds 65,533 bytes; the headers of EXIF and XMP go off that.
_JPEG_BLOCK = 65_000
_BIG_TIFF = 3_500_000_000

ON_WHITE = mark("JPEG has no transparency; the picture was put on white.")
REDUCED = {
    "jpg": mark("JPEG holds 8 bits a channel; the result was reduced from 16."),
    "webp": mark("WebP holds 8 bits a channel; the result was reduced from 16."),
    "avif": mark("AVIF holds 10 bits a channel; the result was reduced from 16."),
}
XMP_LEFT_OUT = mark("The photo's own XMP data was too large or damaged, and was left out.")
EXIF_LEFT_OUT = mark("The photo's EXIF data was too large or damaged, and was left out.")
EXIF_TOO_FAR = mark("The EXIF data could not be put into the TIFF and was left out.")
FALLEN_BACK = {
    "webp": mark("WebP could not hold this picture; it was written as PNG."),
    "avif": mark("AVIF could not hold this picture; it was written as PNG."),
}
RECIPE_LEFT_OUT = mark(
    "What is needed to make this picture again did not fit into it. PNG and WebP have room for it."
)
RENAMED = mark("The file's ending was changed to fit its format.")


def check_output(width: int, height: int, channels: int, kind: str) -> None:
    """Raise BadInput if format `kind` cannot hold such a picture; call it before computing.

    `kind` is what `naming.output_format` gives. Sizes are in pixels.
    """
    limit = _LIMITS.get(kind)
    if limit is not None and max(width, height) > limit:
        raise BadInput(
            "{format} holds at most {limit} pixels a side, and the result has {width} x {height}. "
            "Choose PNG or TIFF as the format.",
            format=_TITLES[kind],
            limit=limit,
            width=width,
            height=height,
        )
    if channels not in (1, 2, 3, 4):
        raise BadInput("A picture has 1 to 4 channels, not {channels}.", channels=channels)


def check_enlarged(picture: Picture, factor: float, path: Path, output: PictureOutput) -> None:
    """`check_output` for `picture` made `factor` times wider and written to `path`."""
    kind = output_format(path, picture.source, output)
    width, height = int(picture.width * factor), int(picture.height * factor)
    check_output(width, height, picture.pixels.shape[2], kind)


def write_picture(
    picture: Picture,
    path: Path,
    output: PictureFormat,
    provenance: Mapping[str, Any],
    source_type: str = COMPOSITE,
) -> Path:
    """Write the picture and say how it was made; gives the path it got.

    `source_type` is IPTC's word for what kind of picture it is; see `provenance_packet`.

    That is `path` with a suffix that fits the format; should that differ from what was asked, no
    file is overwritten for it. What the format cannot hold is added to `picture.notes`. PNG, JPEG
    and TIFF are encoded in a stream, WebP and AVIF need the whole picture in memory.
    Raises BadInput (too many pixels for the format), DiskFull, NotWritable or JobFailed; nothing
    is left behind then.
    """
    kind = output_format(path, picture.source, output)
    check_output(picture.width, picture.height, picture.pixels.shape[2], kind)
    try:
        return _write_as(kind, picture, path, output, provenance, source_type)
    except JobFailed as error:
        if kind not in FALLEN_BACK or isinstance(error, (DiskFull, NotWritable)):
            raise
    # The work is done and must not be lost to an encoder's inner limits.
    picture.notes.append(FALLEN_BACK[kind])
    return _write_as("png", picture, path, output, provenance, source_type)


def _write_as(
    kind: str,
    picture: Picture,
    path: Path,
    output: PictureFormat,
    provenance: Mapping[str, Any],
    source_type: str,
) -> Path:
    notes: list[str] = []
    target = named_for(path, kind)
    if target != path:
        target = free_path(target)
        if path.suffix:
            notes.append(RENAMED)
    image = _prepared(picture, kind, notes)
    image, keep = _with_metadata(image, picture, kind, output, notes)
    packet = _packet(picture, kind, output, provenance, source_type, notes)
    image.set_type(vips().GValue.blob_type, "xmp-data", packet)
    with replacing(target) as descriptor:
        if kind == "tiff" and keep & exif_blocks.KEEP and picture.exif is not None:
            with tempfile.TemporaryFile(dir=target.parent) as plain:
                _encode(image, kind, output.output_quality, keep, plain.fileno())
                _add_exif(plain, picture.exif, image, descriptor, notes)
        else:
            _encode(image, kind, output.output_quality, keep, descriptor)
    picture.notes.extend(notes)
    return target


def _prepared(picture: Picture, kind: str, notes: list[str]) -> Any:
    """The libvips image in the depth and channels that the format holds, with its profile."""
    pyvips = vips()
    image = from_array(picture.pixels)
    icc = fitting_icc(picture.icc, image.bands)
    if icc is not None:
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", icc)
    deep = image.format == "ushort"
    if kind == "jpg" and picture.has_alpha:
        image = image.flatten(background=[picture.peak] * (image.bands - 1), max_alpha=picture.peak)
        notes.append(ON_WHITE)
    if kind in ("webp", "avif") and image.bands <= 2:
        # Both store colour, so a grey profile would not fit what is stored.
        if icc is not None:
            image = image.icc_transform("srgb", embedded=True, depth=16 if deep else 8)
            image.remove("icc-profile-data")
        else:
            image = image.colourspace("rgb16" if deep else "srgb")
    if deep and kind in REDUCED:
        notes.append(REDUCED[kind])
        if kind != "avif":
            grey = image.bands <= 2
            image = image.linear(1 / 257, 0.5, uchar=True)
            image = image.copy(interpretation="b-w" if grey else "srgb")
    return image


def _with_metadata(
    image: Any,
    picture: Picture,
    kind: str,
    output: PictureFormat,
    notes: list[str],
) -> tuple[Any, int]:
    """The image with its blocks set but for XMP, and which of them libvips shall keep."""
    blob = vips().GValue.blob_type
    # 72 per inch, where EXIF says nothing else: libvips' own default means 25.
    image = image.copy(xres=72 / 25.4, yres=72 / 25.4)
    keep = _KEEP_ICC | _KEEP_XMP
    if _keeps(output) and picture.exif is not None:
        length = exif_blocks.written_length(picture.exif)
        if length is None or (kind == "jpg" and length > _JPEG_BLOCK):
            notes.append(EXIF_LEFT_OUT)
        else:
            exif_blocks.attach(image, picture.exif)
            keep |= exif_blocks.KEEP
    if _keeps(output) and picture.iptc is not None and kind == "jpg":
        image.set_type(blob, "iptc-data", picture.iptc)
        keep |= _KEEP_IPTC
    return image, keep


def _packet(
    picture: Picture,
    kind: str,
    output: PictureFormat,
    provenance: Mapping[str, Any],
    source_type: str,
    notes: list[str],
) -> bytes:
    source = picture.source.name if picture.source else ""
    existing = picture.xmp if _keeps(output) else None
    if existing is not None:
        try:
            packet = provenance_packet(provenance, source, existing, source_type)
            if kind != "jpg" or len(packet) <= _JPEG_BLOCK:
                return packet
        except BadPacket:
            pass
        notes.append(XMP_LEFT_OUT)
    packet = provenance_packet(provenance, source, source_type=source_type)
    recipe = provenance.get("recipe", "")
    if recipe and (len(recipe) > MAX_RECIPE or (kind == "jpg" and len(packet) > _JPEG_BLOCK)):
        notes.append(RECIPE_LEFT_OUT)
        without = {**provenance, "recipe": ""}
        packet = provenance_packet(without, source, source_type=source_type)
    return packet


def _keeps(output: PictureFormat) -> bool:
    """Whether the photo's own metadata goes along."""
    return isinstance(output, PictureOutput) and output.keep_metadata


def _encode(image: Any, kind: str, quality: int, keep: int, descriptor: int) -> None:
    """Compress into the descriptor. Raises OSError as the system gave it, or JobFailed."""
    pyvips = vips()
    file = FileTarget(descriptor)
    try:
        if kind == "png":
            image.pngsave_target(file.target, keep=keep, compression=6)
        elif kind == "jpg":
            image.jpegsave_target(file.target, keep=keep, Q=quality)
        elif kind == "webp":
            # Effort 2 is six times as fast as 4, the default, for 2 % larger files.
            image.webpsave_target(file.target, keep=keep, Q=quality, effort=2, smart_subsample=True)
        elif kind == "tiff":
            size = image.width * image.height * image.bands * (2 if image.format == "ushort" else 1)
            image.tiffsave_target(
                file.target,
                keep=keep,
                compression="deflate",
                predictor="horizontal",
                bigtiff=size > _BIG_TIFF,
            )
        else:
            image.heifsave_target(
                file.target,
                keep=keep,
                Q=quality,
                compression="av1",
                bitdepth=10 if image.format == "ushort" else 8,
                # 12 megapixels on two cores: 5 s with 0, 23 s with 2, 120 s with 4, the default.
                effort=2 if image.width * image.height <= 4_000_000 else 0,
            )
    except pyvips.Error as error:
        if file.error is None:
            raise JobFailed(
                "The result could not be encoded as {format}. Choose another format.",
                format=_TITLES[kind],
            ) from error
    if file.error is not None:
        raise file.error


def _add_exif(plain: BinaryIO, exif: bytes, image: Any, descriptor: int, notes: list[str]) -> None:
    """The TIFF `plain` copied to the descriptor with its EXIF, which libvips does not write."""
    with os.fdopen(os.dup(descriptor), "r+b") as target:
        if not exif_blocks.copy_tiff(plain, target, exif, image.width, image.height):
            notes.append(EXIF_TOO_FAR)
