"""IPTC captions as old programs read them: IIM datasets inside Photoshop's blocks of a JPEG.

Layouts: IPTC-NAA Information Interchange Model 4.2; Adobe Photoshop File Formats, image resources.
What is not ours comes out as it went in; only texts are put into UTF-8, which one mark promises
for all of them.
"""

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_IPTC, _DIGEST = 0x0404, 0x0425
_CHARSET, _VERSION = (1, 90), (2, 0)
_KEYWORD, _CAPTION, _WRITER = (2, 25), (2, 120), (2, 122)
_UTF8 = b"\x1b%G"
# The model's own limits in bytes; XMP, written beside it, has none.
_MOST = {_KEYWORD: 64, _CAPTION: 2000, _WRITER: 32}

Dataset = tuple[tuple[int, int], bytes]


class BadBlock(ValueError):
    """It is not laid out as it should be."""


@dataclass(frozen=True)
class _Resource:
    signature: bytes
    number: int
    name: bytes  # as it lies there, length and padding with it
    data: bytes


def with_caption(block: bytes, caption: str, keywords: Sequence[str], writer: str) -> bytes:
    """Photoshop's block (what follows its header, may be empty) with these texts in it.

    An empty caption and no keywords leave what is there. Raises BadBlock.
    """
    resources = list(_resources(block))
    present = next((r.data for r in resources if r.number == _IPTC), b"")
    datasets = _changed(_datasets(present), caption, keywords, writer)
    iim = b"".join(map(_packed, datasets))
    kept = [r for r in resources if r.number not in (_IPTC, _DIGEST)]
    ours = [
        _Resource(b"8BIM", _IPTC, b"\0\0", iim),
        # By this Photoshop and others tell that the two kinds of caption are in step.
        _Resource(b"8BIM", _DIGEST, b"\0\0", hashlib.md5(iim).digest()),
    ]
    return b"".join(map(_laid_out, (*ours, *kept)))


def captions_in(block: bytes) -> tuple[str, tuple[str, ...]]:
    """The caption and the keywords in Photoshop's block. Raises BadBlock."""
    present = next((r.data for r in _resources(block) if r.number == _IPTC), b"")
    datasets = _in_utf8(_datasets(present))
    words = {key: data.decode("utf-8", "replace") for key, data in datasets}
    keywords = tuple(data.decode("utf-8", "replace") for key, data in datasets if key == _KEYWORD)
    return words.get(_CAPTION, ""), keywords


def _changed(
    datasets: list[Dataset], caption: str, keywords: Sequence[str], writer: str
) -> list[Dataset]:
    gone = {_CHARSET}
    added: list[Dataset] = []
    if caption:
        gone |= {_CAPTION, _WRITER}
        added += [(_CAPTION, _cut(caption, _CAPTION)), (_WRITER, _cut(writer, _WRITER))]
    if keywords:
        gone.add(_KEYWORD)
        added += [(_KEYWORD, _cut(word, _KEYWORD)) for word in keywords]
    kept = [item for item in _in_utf8(datasets) if item[0] not in gone]
    if not any(key == _VERSION for key, _data in kept):
        kept.append((_VERSION, b"\0\4"))
    # Records in order, and in a record the order that was there; ours follow.
    return sorted([(_CHARSET, _UTF8), *kept, *added], key=lambda item: item[0][0])


def _cut(words: str, key: tuple[int, int]) -> bytes:
    return words.encode("utf-8", "replace")[: _MOST[key]].decode("utf-8", "ignore").encode()


def _in_utf8(datasets: Iterable[Dataset]) -> list[Dataset]:
    known = list(datasets)
    if (_CHARSET, _UTF8) in known:
        return known
    return [(key, data if key == _VERSION else _as_utf8(data)) for key, data in known]


def _as_utf8(data: bytes) -> bytes:
    """Without a mark, what is no UTF-8 is Windows' western encoding nearly always."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").encode()
    return data


def _datasets(iim: bytes) -> list[Dataset]:
    found: list[Dataset] = []
    at = 0
    while at + 5 <= len(iim):
        mark, record, number, size = struct.unpack_from(">BBBH", iim, at)
        if mark != 0x1C:
            if not iim[at:].strip(b"\0"):
                break  # padding
            raise BadBlock("no dataset where one should begin")
        at += 5
        if size & 0x8000:  # so many bytes hold the length
            width = size & 0x7FFF
            size = int.from_bytes(iim[at : at + width], "big")
            at += width
        if at + size > len(iim):
            raise BadBlock("a dataset ends too early")
        found.append(((record, number), iim[at : at + size]))
        at += size
    return found


def _packed(item: Dataset) -> bytes:
    (record, number), data = item
    if len(data) < 0x8000:
        return struct.pack(">BBBH", 0x1C, record, number, len(data)) + data
    return struct.pack(">BBBHI", 0x1C, record, number, 0x8004, len(data)) + data


def _resources(block: bytes) -> Iterable[_Resource]:
    at = 0
    while at + 12 <= len(block):
        signature, number = block[at : at + 4], struct.unpack_from(">H", block, at + 4)[0]
        name_end = at + 6 + (block[at + 6] + 2) // 2 * 2
        if name_end + 4 > len(block):
            raise BadBlock("a name ends too early")
        (size,) = struct.unpack_from(">I", block, name_end)
        begin = name_end + 4
        if begin + size > len(block):
            raise BadBlock("a resource ends too early")
        name = block[at + 6 : name_end]
        yield _Resource(signature, number, name, block[begin : begin + size])
        at = begin + size + size % 2


def _laid_out(resource: _Resource) -> bytes:
    head = resource.signature + struct.pack(">H", resource.number) + resource.name
    size = len(resource.data)
    return head + struct.pack(">I", size) + resource.data + b"\0" * (size % 2)
