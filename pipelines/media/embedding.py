"""XMP into a picture file whose pixels are not touched: every other byte comes out as it went in.

JPEG, PNG, WebP and TIFF; the layouts are those of XMP Specification Part 3 (Adobe, 2020). A file
that is laid out in a way we do not know, or that has no room, raises CannotHold.
"""

import shutil
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from pipelines.media.iptc import BadBlock
from pipelines.media.tiff_directory import copy_tiff
from pipelines.media.xmp import MAX_BYTES, BadPacket

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEY = b"XML:com.adobe.xmp\0"
_XMP, _EXIF = b"http://ns.adobe.com/xap/1.0/\0", b"Exif\0\0"
_PHOTOSHOP, _SEVERAL = b"Photoshop 3.0\0", b"MPF\0"
_SEGMENT = 65_533
_VP8X_XMP, _VP8X_ALPHA = 0x04, 0x10


class CannotHold(Exception):
    """The file cannot take the metadata."""


#: Makes of the packet (None without one) and of Photoshop's block (empty without one; only a JPEG
#: has any) the new ones.
Change = Callable[[bytes | None, bytes], tuple[bytes, bytes]]


def embed(kind: str, source: BinaryIO, target: BinaryIO, change: Change) -> None:
    """Copy a picture of that `kind` (as `media.kinds` tells it) with the change in it.

    `source` is read from its beginning. Raises CannotHold, and OSError as the system gave it.
    """
    copiers = {"jpeg": _jpeg, "png": _png, "webp": _webp}
    try:
        if kind == "tiff":
            copy_tiff(source, target, lambda packet: change(packet, b"")[0])
        elif kind in copiers:
            copiers[kind](source, target, change)
        else:
            raise CannotHold(f"no place for XMP in {kind}")
    except (BadPacket, BadBlock, struct.error, ValueError, EOFError) as error:
        raise CannotHold(str(error)) from error


# -- JPEG -------------------------------------------------------------------------------------


def _jpeg(source: BinaryIO, target: BinaryIO, change: Change) -> None:
    segments, rest = _segments(source)
    packets = [data[len(_XMP) :] for marker, data in segments if _is(0xE1, _XMP, marker, data)]
    blocks = [data for marker, data in segments if _is(0xED, _PHOTOSHOP, marker, data)]
    # One block may be cut into several segments.
    block = b"".join(data[len(_PHOTOSHOP) :] for data in blocks)
    packet, block = change(packets[0] if packets else None, block)
    packet, photoshop = _XMP + packet, _PHOTOSHOP + block
    if max(len(packet), len(photoshop)) > _SEGMENT:
        raise CannotHold("more than a segment of a JPEG takes")
    others = [
        (marker, data)
        for marker, data in segments
        if not (_is(0xE1, _XMP, marker, data) or _is(0xED, _PHOTOSHOP, marker, data))
    ]
    first = 0
    while first < len(others) and (others[first][0] == 0xE0 or _is(0xE1, _EXIF, *others[first])):
        first += 1
    written = [*others[:first], (0xE1, packet), (0xED, photoshop), *others[first:]]
    if _after_index(segments) != _after_index(written):
        raise CannotHold("a picture beside this one would not be found any more")
    target.write(b"\xff\xd8")
    for marker, data in written:
        target.write(b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data)
    source.seek(rest)
    shutil.copyfileobj(source, target, 2**20)


def _is(wanted: int, begin: bytes, marker: int, data: bytes) -> bool:
    return marker == wanted and data.startswith(begin)


def _after_index(segments: list[tuple[int, bytes]]) -> int | None:
    """Bytes behind the index of several pictures (CIPA DC-007), which counts from itself."""
    for at, (marker, data) in enumerate(segments):
        if _is(0xE2, _SEVERAL, marker, data):
            return sum(len(data) + 4 for _marker, data in segments[at + 1 :])
    return None


def _segments(source: BinaryIO) -> tuple[list[tuple[int, bytes]], int]:
    """Marker and content of all before the pixels, and where the rest begins."""
    source.seek(0)
    if source.read(2) != b"\xff\xd8":
        raise CannotHold("no JPEG")
    found: list[tuple[int, bytes]] = []
    while True:
        at = source.tell()
        if _exactly(source, 1) != b"\xff":
            raise CannotHold("no marker where one should be")
        marker = _exactly(source, 1)[0]
        while marker == 0xFF:  # filling
            at += 1
            marker = _exactly(source, 1)[0]
        if marker in (0xDA, 0xD9):
            return found, at
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            raise CannotHold("a marker out of place")
        (length,) = struct.unpack(">H", _exactly(source, 2))
        found.append((marker, _exactly(source, length - 2)))


# -- PNG --------------------------------------------------------------------------------------


def _png(source: BinaryIO, target: BinaryIO, change: Change) -> None:
    source.seek(0)
    if _exactly(source, len(_PNG)) != _PNG:
        raise CannotHold("no PNG")
    packet = _png_packet(source)
    text = _PNG_KEY + b"\0\0\0\0" + change(packet, b"")[0]
    ours = b"iTXt" + text
    ours = struct.pack(">I", len(text)) + ours + struct.pack(">I", zlib.crc32(ours))
    source.seek(len(_PNG))
    target.write(_PNG)
    written = False
    for kind, size in _png_chunks(source):
        begin = source.tell()
        if kind == b"IDAT" and not written:
            target.write(ours)
            written = True
        if not (kind == b"iTXt" and source.read(len(_PNG_KEY)) == _PNG_KEY):
            source.seek(begin - 8)
            _copy(source, target, size + 12)
        source.seek(begin + size + 4)
    if not written:
        raise CannotHold("no pixels")
    shutil.copyfileobj(source, target, 2**20)


def _png_chunks(source: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Kind and size of each, with the source at its content; whoever asks moves on."""
    while True:
        size, kind = struct.unpack(">I4s", _exactly(source, 8))
        yield kind, size
        if kind == b"IEND":
            return


def _png_packet(source: BinaryIO) -> bytes | None:
    for kind, size in _png_chunks(source):
        end = source.tell() + size + 4
        if kind == b"iTXt" and size <= MAX_BYTES:
            text = _exactly(source, size)
            if text.startswith(_PNG_KEY):
                flags = text[len(_PNG_KEY) :]
                _language, _translated, packet = flags[2:].split(b"\0", 2)
                return _inflated(packet) if flags[0] else packet
        source.seek(end)
    return None


def _inflated(packed: bytes) -> bytes:
    made = zlib.decompressobj()
    packet = made.decompress(packed, MAX_BYTES)
    if made.unconsumed_tail:
        raise CannotHold("the packet is too large")
    return packet


# -- WebP -------------------------------------------------------------------------------------


def _webp(source: BinaryIO, target: BinaryIO, change: Change) -> None:
    source.seek(0)
    riff, size, webp = struct.unpack("<4sI4s", _exactly(source, 12))
    if (riff, webp) != (b"RIFF", b"WEBP"):
        raise CannotHold("no WebP")
    end = 8 + size
    chunks: list[tuple[bytes, int, int]] = []
    packet: bytes | None = None
    while source.tell() + 8 <= end:
        kind, length = struct.unpack("<4sI", _exactly(source, 8))
        begin = source.tell()
        if kind == b"XMP ":
            packet = packet or _exactly(source, min(length, MAX_BYTES))
        else:
            chunks.append((kind, begin, length))
        source.seek(begin + length + length % 2)
    ours = _riff_chunk(b"XMP ", change(packet, b"")[0])
    head = _riff_chunk(b"VP8X", _extended(source, chunks))
    others = [chunk for chunk in chunks if chunk[0] != b"VP8X"]
    total = 4 + len(head) + sum(8 + n + n % 2 for _k, _b, n in others) + len(ours)
    if total > 2**32 - 10:
        raise CannotHold("too large")
    target.write(struct.pack("<4sI4s", b"RIFF", total, b"WEBP") + head)
    for kind, begin, length in others:
        source.seek(begin)
        target.write(struct.pack("<4sI", kind, length))
        _copy(source, target, length)
        target.write(b"\0" * (length % 2))
    target.write(ours)


def _riff_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("<4sI", kind, len(data)) + data + b"\0" * (len(data) % 2)


def _extended(source: BinaryIO, chunks: list[tuple[bytes, int, int]]) -> bytes:
    """The content of the chunk that says that there is XMP: as it was, or for a simple file."""
    kind, begin, length = chunks[0]
    source.seek(begin)
    head = _exactly(source, min(length, 10))
    if kind == b"VP8X":
        return bytes([head[0] | _VP8X_XMP]) + head[1:10]
    flags = _VP8X_XMP
    if kind == b"VP8 " and head[3:6] == b"\x9d\x01\x2a":  # RFC 6386, 9.1
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", head, 6))
    elif kind == b"VP8L" and head[:1] == b"\x2f":  # RFC 9649, 3.4
        (bits,) = struct.unpack_from("<I", head, 1)
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        flags |= _VP8X_ALPHA if bits >> 28 & 1 else 0
    else:
        raise CannotHold("a WebP of an unknown kind")
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes([flags, 0, 0, 0]) + sides


# -- all --------------------------------------------------------------------------------------


def _exactly(source: BinaryIO, size: int) -> bytes:
    data = source.read(size) if size >= 0 else b""
    if size < 0 or len(data) != size:
        raise EOFError("the file ends too early")
    return data


def _copy(source: BinaryIO, target: BinaryIO, size: int) -> None:
    while size:
        block = _exactly(source, min(size, 2**20))
        target.write(block)
        size -= len(block)
