"""The EXIF block of a picture: set upright in place, taken out of a TIFF, put into one.

A block is what a JPEG carries: ``Exif\\0\\0`` and then a small TIFF (CIPA DC-008, EXIF 2.32).
It is edited byte by byte rather than rewritten, because makers' private notes point into it.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

PREFIX = b"Exif\0\0"
_MAX_BYTES = 16 * 2**20
_ORIENTATION, _EXIF, _GPS = 0x0112, 0x8769, 0x8825
_WIDTHS = (0x0100, 0xA002)
_HEIGHTS = (0x0101, 0xA003)
# What a TIFF says about the photo rather than about its own layout: description, make, model,
# resolution, software, date, artist, host, copyright, rating.
_DESCRIPTIVE = frozenset(
    (0x010E, 0x010F, 0x0110, 0x011A, 0x011B, 0x0128, 0x0131, 0x0132, 0x013B, 0x013C, 0x8298, 0x4746)
)


@dataclass(frozen=True)
class _Entry:
    """One tag; `at` is where its twelve bytes begin."""

    tag: int
    kind: int
    count: int
    at: int


class _Walk:
    """The directories of a classic TIFF held in memory. Raises struct.error when it is broken."""

    def __init__(self, data: bytes | bytearray) -> None:
        self.data = data
        self.order = {b"II": "<", b"MM": ">"}.get(bytes(data[:2]), "")
        if not self.order or self.number("H", 2) != 42:
            raise struct.error("not a TIFF header")
        self.first = self.number("I", 4)

    def number(self, code: str, at: int) -> int:
        return struct.unpack_from(self.order + code, self.data, at)[0]

    def entries(self, directory: int) -> Iterator[_Entry]:
        for index in range(self.number("H", directory)):
            at = directory + 2 + 12 * index
            tag, kind, count = struct.unpack_from(self.order + "HHI", self.data, at)
            yield _Entry(tag, kind, count, at)

    def next_pointer(self, directory: int) -> int:
        """Where the offset of the following directory is stored."""
        return directory + 2 + 12 * self.number("H", directory)

    def value(self, entry: _Entry) -> int:
        """A single SHORT or LONG, stored in the entry itself."""
        return self.number("H" if entry.kind == 3 else "I", entry.at + 8)

    def put(self, entry: _Entry, value: int) -> None:
        assert isinstance(self.data, bytearray)
        code = "H" if entry.kind == 3 else "I"
        limit = 0xFFFF if code == "H" else 0xFFFFFFFF
        struct.pack_into(self.order + code, self.data, entry.at + 8, min(value, limit))


def upright_block(exif: bytes, width: int, height: int) -> bytes | None:
    """The block for an upright picture of this size (pixels), with prefix; None if it is broken.

    Orientation becomes 1, the stated dimensions become true, and the thumbnail, which would
    show the picture as it was, is blanked and unlinked. All else stays as it is.
    """
    if len(exif) > _MAX_BYTES:
        return None
    data = bytearray(exif.removeprefix(PREFIX))
    try:
        walk = _Walk(data)
        directories = [walk.first]
        for entry in walk.entries(walk.first):
            if entry.tag == _EXIF:
                directories.append(walk.value(entry))
        for directory in directories:
            for entry in walk.entries(directory):
                if entry.tag == _ORIENTATION:
                    walk.put(entry, 1)
                elif entry.tag in _WIDTHS:
                    walk.put(entry, width)
                elif entry.tag in _HEIGHTS:
                    walk.put(entry, height)
        _drop_thumbnail(walk)
    except (struct.error, IndexError):
        return None
    return PREFIX + bytes(data)


def _drop_thumbnail(walk: _Walk) -> None:
    pointer = walk.next_pointer(walk.first)
    if pointer + 4 > len(walk.data):
        return
    second = walk.number("I", pointer)
    if second:
        found = {entry.tag: walk.value(entry) for entry in walk.entries(second)}
        begin, length = found.get(0x0201, 0), found.get(0x0202, 0)
        if begin >= 8 and begin + length <= len(walk.data):
            walk.data[begin : begin + length] = bytes(length)  # type: ignore[index]
    struct.pack_into(walk.order + "I", walk.data, pointer, 0)  # type: ignore[arg-type]


def from_tiff(path: Path) -> bytes | None:
    """The EXIF block equal to what a TIFF file says about its photo, or None."""
    from PIL import Image

    try:
        with Image.open(path, formats=["TIFF"]) as file:
            found = file.getexif()
            block = Image.Exif()
            for tag in _DESCRIPTIVE & set(found):
                block[tag] = found[tag]
            for pointer in (_EXIF, _GPS):
                if inner := found.get_ifd(pointer):
                    block.get_ifd(pointer).update(inner)
            if not set(found) & (_DESCRIPTIVE - {0x011A, 0x011B, 0x0128} | {_EXIF, _GPS}):
                return None
            return block.tobytes()
    except Exception:  # Pillow's parser raises many kinds; a photo is worth more than its tags
        return None


def into_tiff(file: BinaryIO, exif: bytes) -> bool:
    """Add an EXIF block to a classic little-endian TIFF, open for update, by a new directory.

    Returns False, with the file as it was, for a BigTIFF (over 4 GB), whose directories EXIF does
    not know, and for a block that cannot be laid out.
    """
    file.seek(0)
    if file.read(4) != b"II*\0":
        return False
    (first,) = struct.unpack("<I", file.read(4))
    file.seek(first)
    (count,) = struct.unpack("<H", file.read(2))
    kept = {struct.unpack_from("<H", raw)[0]: raw for raw in (file.read(12) for _ in range(count))}
    following = file.read(4)
    file.seek(0, os.SEEK_END)
    start = file.tell() + file.tell() % 2
    try:
        laid_out = _directory_of(exif, frozenset(kept)).tobytes(start)
    except Exception:  # Pillow raises many kinds for values that do not fit their type
        return False
    (new_count,) = struct.unpack_from("<H", laid_out)
    for index in range(new_count):
        raw = laid_out[2 + 12 * index : 14 + 12 * index]
        kept[struct.unpack_from("<H", raw)[0]] = raw
    directory = start + len(laid_out) + len(laid_out) % 2
    file.seek(start)
    file.write(laid_out)
    file.seek(directory)
    file.write(struct.pack("<H", len(kept)) + b"".join(kept[tag] for tag in sorted(kept)))
    file.write(following)
    file.seek(4)
    file.write(struct.pack("<I", directory))
    return True


def _directory_of(exif: bytes, present: frozenset[int]) -> Any:
    """What of an EXIF block goes into a TIFF's directory that has the tags `present`."""
    from PIL import Image, TiffImagePlugin

    block = Image.Exif()
    block.load(exif)
    directory = TiffImagePlugin.ImageFileDirectory_v2(prefix=b"II")
    for tag, value in block.items():
        if tag in _DESCRIPTIVE and tag not in present:
            directory[tag] = value
    for pointer in (_EXIF, _GPS):
        if inner := block.get_ifd(pointer):
            directory[pointer] = dict(inner)
    return directory
