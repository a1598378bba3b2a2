"""XMP into a TIFF: a new first directory at the file's end, and nothing that was there moves.

So offsets inside the file stay true, also those in makers' notes that no program knows. Layouts:
TIFF 6.0 and the BigTIFF of libtiff; XMP is tag 700 (XMP Specification Part 3).
"""

import os
import shutil
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from pipelines.media.xmp import MAX_BYTES

_XMP = 700
_BYTE = 1
_MOST_ENTRIES = 4096


@dataclass(frozen=True)
class _Layout:
    """How numbers lie in this file: byte order, and the widths of a plain or a big TIFF."""

    order: str
    big: bool

    @property
    def pointer(self) -> str:
        return self.order + ("Q" if self.big else "I")

    @property
    def count(self) -> str:
        return self.order + ("Q" if self.big else "H")

    @property
    def entry(self) -> str:
        return self.order + ("HHQ8s" if self.big else "HHI4s")

    @property
    def first(self) -> int:
        """Where the file says at which offset its first directory is."""
        return 8 if self.big else 4


_Entry = tuple[int, int, int, bytes]


def copy_tiff(source: BinaryIO, target: BinaryIO, change: Callable[[bytes | None], bytes]) -> None:
    """Copy a TIFF with the packet that `change` makes of the old one.

    Raises ValueError, EOFError or struct.error for a file that cannot take it.
    """
    layout = _layout(source)
    source.seek(layout.first)
    (at,) = struct.unpack(layout.pointer, source.read(struct.calcsize(layout.pointer)))
    entries, following = _directory(source, layout, at)
    packet = change(_packet(source, layout, entries))
    source.seek(0)
    shutil.copyfileobj(source, target, 2**20)
    end = source.seek(0, os.SEEK_END)
    place = _aligned(target, end, layout)
    target.write(packet)
    directory = _aligned(target, place + len(packet), layout)
    pointer = struct.pack(layout.pointer, place)
    entries = [entry for entry in entries if entry[0] != _XMP]
    entries = sorted([*entries, (_XMP, _BYTE, len(packet), pointer)], key=lambda item: item[0])
    made = struct.pack(layout.count, len(entries))
    made += b"".join(struct.pack(layout.entry, *entry) for entry in entries) + following
    if not layout.big and directory + len(made) >= 2**32:
        raise ValueError("too large for a plain TIFF")
    target.write(made)
    target.seek(layout.first)
    target.write(struct.pack(layout.pointer, directory))


def _layout(source: BinaryIO) -> _Layout:
    source.seek(0)
    head = source.read(8)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None:
        raise ValueError("no TIFF")
    (version,) = struct.unpack(order + "H", head[2:4])
    if version not in (42, 43):
        raise ValueError("a TIFF of an unknown kind")
    return _Layout(order, version == 43)


def _directory(source: BinaryIO, layout: _Layout, at: int) -> tuple[list[_Entry], bytes]:
    """Its entries, and the pointer to the next one as it lies there."""
    source.seek(at)
    (count,) = struct.unpack(layout.count, source.read(struct.calcsize(layout.count)))
    if not 0 < count <= _MOST_ENTRIES:
        raise ValueError("a directory that cannot be")
    size = struct.calcsize(layout.entry)
    raw = source.read(size * count)
    following = source.read(struct.calcsize(layout.pointer))
    if len(raw) != size * count or len(following) != struct.calcsize(layout.pointer):
        raise EOFError("the directory ends too early")
    return list(struct.iter_unpack(layout.entry, raw)), following


def _packet(source: BinaryIO, layout: _Layout, entries: list[_Entry]) -> bytes | None:
    for tag, _kind, size, value in entries:
        if tag == _XMP:
            if size > MAX_BYTES:
                raise ValueError("the packet is too large")
            if size <= len(value):
                return value[:size]
            (at,) = struct.unpack(layout.pointer, value)
            source.seek(at)
            return source.read(size)
    return None


def _aligned(target: BinaryIO, at: int, layout: _Layout) -> int:
    """Fill up to where a directory may begin."""
    fill = -at % (8 if layout.big else 2)
    target.write(b"\0" * fill)
    return at + fill
