"""Captions and keywords in picture files, as photo programs read them: XMP, and IPTC in a JPEG.

Pixels are never encoded again, and the original is only touched if asked to be, after a copy of it
was put beside it. Whoever reads the file can see that a model wrote the caption: the standard's
"description writer" (photoshop:CaptionWriter, IIM 2:122) names Hearth and the model, and
hearth:CaptionDetails says how it was made. The standard's DigitalSourceType is left alone, since
it speaks of the picture.
"""

import json
import os
import shutil
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from pipelines.errors import BadInput
from pipelines.media.atomic import replacing
from pipelines.media.embedding import CannotHold, embed
from pipelines.media.iptc import captions_in, with_caption
from pipelines.media.kinds import sniff
from pipelines.media.provenance import HEARTH
from pipelines.media.xmp import BadPacket, Packet

#: The kinds of files (as `media.kinds` tells them) that take captions; others get a file beside.
EMBEDDED = ("jpeg", "png", "webp", "tiff")
#: What the copy of an original is called beside it, as ExifTool names them.
BACKUP = "_original"

_DC = "http://purl.org/dc/elements/1.1/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_PREFIXES = {"dc": _DC, "xmp": _XMP, "photoshop": _PHOTOSHOP, "hearth": HEARTH}
_OURS = (HEARTH, "CaptionKeywords")


@dataclass(frozen=True)
class Caption:
    """What is written: the `text`, the `keywords`, who wrote it, and how (anything JSON takes).

    No text or no keywords leave those of the file. Keywords join those that are there.
    """

    text: str
    keywords: tuple[str, ...] = ()
    writer: str = "Hearth"
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """The picture with the caption, and the `sidecar` that holds it where the picture cannot."""

    path: Path
    sidecar: Path | None = None


def write_copy(source: Path, target: Path, caption: Caption) -> Written:
    """A copy of the picture with the caption in it, or with an ``.xmp`` file beside it.

    Raises UnreadablePicture, DiskFull, NotWritable.
    """
    kind, _head = sniff(source)
    with suppress(CannotHold):
        _embed(kind, source, target, caption)
        return Written(target)
    with replacing(target) as descriptor, source.open("rb") as file, _file(descriptor) as copy:
        shutil.copyfileobj(file, copy, 2**20)
        _keep_mode(source, descriptor)
    return Written(target, _write_sidecar(target, caption, _sidecar_of(source)))


def write_in_place(path: Path, caption: Caption, stamp: tuple[int, int] | None = None) -> Written:
    """The caption into the picture itself, the original kept as ``NAME_original``.

    An original that is kept already stays. A picture that has no place for it is not touched; an
    ``.xmp`` file is written beside it. With `stamp`, raises BadInput if the picture has another
    size or time of change by now; also UnreadablePicture, DiskFull, NotWritable.
    """
    path = Path(os.path.realpath(path))
    kind, _head = sniff(path)
    if stamp is not None and stamp != _stamp(path):
        raise BadInput(
            "{name} was changed while it was asked about, so nothing was written into it: start "
            "again.",
            name=path.name,
        )
    with suppress(CannotHold):
        _embed(kind, path, path, caption)
        return Written(path)
    sidecar = _sidecar_of(path)
    if sidecar.exists():
        _back_up(sidecar)
    return Written(path, _write_sidecar(path, caption, sidecar))


def caption_packet(existing: bytes | None, caption: Caption, beside: Sequence[str] = ()) -> bytes:
    """The XMP packet: the caption put into what `existing` says. Raises BadPacket.

    `beside` are keywords that the picture has elsewhere.
    """
    packet = Packet(existing)
    before = packet.items(_OURS)  # from an earlier run, and no longer true
    there = (*packet.items((_DC, "subject")), *beside)
    kept = _new([word for word in there if word not in before])
    added = _new(caption.keywords, kept)
    values: dict[str, str | Sequence[str]] = {}
    gone = [_OURS, (_DC, "subject"), (HEARTH, "CaptionDetails"), (_XMP, "MetadataDate")]
    if caption.text:
        gone += [(_DC, "description"), (_PHOTOSHOP, "CaptionWriter")]
        values["dc:description[x]"] = caption.text
        values["photoshop:CaptionWriter"] = caption.writer
    if kept or added:
        values["dc:subject"] = [*kept, *added]
    if added:
        values["hearth:CaptionKeywords"] = added
    details = {"writer": caption.writer, **caption.details}
    values["hearth:CaptionDetails"] = json.dumps(details, ensure_ascii=False, default=str)
    values["xmp:MetadataDate"] = datetime.now().astimezone().isoformat(timespec="seconds")
    packet.remove(gone)
    packet.add(_PREFIXES, values)
    return packet.to_bytes()


def _embed(kind: str, source: Path, target: Path, caption: Caption) -> None:
    if kind not in EMBEDDED:
        raise CannotHold(kind)

    def change(existing: bytes | None, block: bytes) -> tuple[bytes, bytes]:
        _caption, beside = captions_in(block)
        packet = caption_packet(existing, caption, beside)
        words = Packet(packet).items((_DC, "subject"))
        return packet, with_caption(block, caption.text, words, caption.writer)

    with (
        replacing(target) as descriptor,
        source.open("rb") as file,
        _file(descriptor) as copy,
    ):
        embed(kind, file, copy, change)
        _keep_mode(source, descriptor)
        if target == source:
            _back_up(source)


def _write_sidecar(picture: Path, caption: Caption, existing: Path) -> Path:
    """Next to `picture`, with what the `existing` one says."""
    try:
        made = caption_packet(existing.read_bytes(), caption)
    except FileNotFoundError:
        made = caption_packet(None, caption)
    except (BadPacket, OSError) as error:
        raise BadInput(
            "{name} cannot be read, so nothing was written into it: mend it, or take it away.",
            name=existing.name,
        ) from error
    target = _sidecar_of(picture)
    with replacing(target) as descriptor, _file(descriptor) as file:
        file.write(made)
    return target


def _sidecar_of(picture: Path) -> Path:
    """With the picture's whole name, so that ``a.heic`` and ``a.gif`` do not share one."""
    return picture.with_name(picture.name + ".xmp")


def _back_up(path: Path) -> None:
    """Keep the original under another name, where none is kept yet. Raises OSError."""
    backup = path.with_name(path.name + BACKUP)
    try:
        os.link(path, backup)  # the name is about to be given to another file
    except FileExistsError:
        return
    except OSError:  # a disk without links
        if backup.exists():
            return
        with replacing(backup) as descriptor, path.open("rb") as file, _file(descriptor) as copy:
            shutil.copyfileobj(file, copy, 2**20)
        shutil.copystat(path, backup)


def _stamp(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_size, about.st_mtime_ns


def _keep_mode(source: Path, descriptor: int) -> None:
    if hasattr(os, "fchmod"):
        with suppress(OSError):
            os.fchmod(descriptor, stat.S_IMODE(source.stat().st_mode))


def _file(descriptor: int) -> BinaryIO:
    return os.fdopen(os.dup(descriptor), "r+b")


def _new(words: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """Those that are not known in any case of their letters, each once."""
    seen = {word.casefold() for word in known} | {""}
    found: list[str] = []
    for word in (word.strip() for word in words):
        if word.casefold() not in seen:
            seen.add(word.casefold())
            found.append(word)
    return found
