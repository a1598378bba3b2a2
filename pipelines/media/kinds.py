"""What kind of picture a file is: by its content for reading, by its name for folder scans."""

import codecs
import os
import stat
import struct
from pathlib import Path

from pipelines.errors import BadInput, UnreadablePicture
from pipelines.text import text

PICTURE_SUFFIXES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".jpe",
    ".jfif",
    ".webp",
    ".tif",
    ".tiff",
    ".avif",
    ".heic",
    ".heif",
    ".hif",
    ".bmp",
    ".gif",
)
READABLE = text("PNG, JPEG, WebP, TIFF, AVIF, HEIC, BMP or GIF")

# Raw files are TIFF inside, and would be read as the thumbnail that they carry.
_RAW_SUFFIXES = (
    *(".3fr", ".arw", ".cr2", ".cr3", ".dcr", ".dng", ".erf", ".iiq", ".kdc"),
    *(".mrw", ".nef", ".nrw", ".orf", ".pef", ".raf", ".rw2", ".srw"),
)
_HEAD = 4096
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
)


def is_picture_name(path: Path) -> bool:
    """Whether the name looks like a picture we read; hidden files do not."""
    return path.suffix.lower() in PICTURE_SUFFIXES and not path.name.startswith(".")


def kind_of(head: bytes) -> str | None:
    """The format by the first bytes of a file, or None."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        length = min(struct.unpack(">I", head[:4])[0], 256)
        brands = {head[at : at + 4] for at in range(8, length, 4)}
        if brands & {b"avif", b"avis"}:
            return "avif"
        if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}:
            return "heic"
    return None


def declared_size(kind: str, head: bytes) -> tuple[int, int] | None:
    """Width and height as a header of fixed layout states them, or None for other formats."""
    if kind == "png" and len(head) >= 24:
        return struct.unpack(">II", head[16:24])
    if kind == "gif" and len(head) >= 10:
        return struct.unpack("<HH", head[6:10])
    if kind == "bmp" and len(head) >= 26:
        if struct.unpack("<I", head[14:18])[0] == 12:
            return struct.unpack("<HH", head[18:22])
        width, height = struct.unpack("<ii", head[18:26])
        return abs(width), abs(height)
    return None


def read_head(path: Path) -> bytes:
    """The first bytes of an ordinary file. Raises UnreadablePicture saying why there are none."""
    try:
        about = os.stat(path)
        if stat.S_ISDIR(about.st_mode):
            raise UnreadablePicture("{name} is a folder, not a picture.", name=path.name)
        if not stat.S_ISREG(about.st_mode):
            # Opening a pipe would wait for ever.
            raise UnreadablePicture("{name} is not an ordinary file.", name=path.name)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError as error:
        raise UnreadablePicture(
            "There is no file {path}. It may have been moved or deleted.", path=str(path)
        ) from error
    except ValueError as error:  # a NUL in the name
        raise BadInput("{path} is not a file name.", path=repr(str(path))) from error
    except OSError as error:
        raise cannot_open(path, error) from error
    if not head:
        raise UnreadablePicture(
            "{name} is empty (0 bytes). Copy it again from where it came.", name=path.name
        )
    return head


def cannot_open(path: Path, error: OSError) -> UnreadablePicture:
    """The sentence for a file that the system will not let us read."""
    return UnreadablePicture(
        "{name} cannot be opened ({reason}). Check that you may read it.",
        name=path.name,
        reason=error.strerror or type(error).__name__,
    )


def damaged(path: Path) -> UnreadablePicture:
    """The sentence for a picture that stops or goes wrong half way."""
    return UnreadablePicture(
        "{name} is damaged or incomplete. Copy it again from where it came.", name=path.name
    )


def sniff(path: Path) -> tuple[str, bytes]:
    """Format and first bytes. Raises UnreadablePicture for what is no picture we read."""
    head = read_head(path)
    kind = kind_of(head)
    if path.suffix.lower() in _RAW_SUFFIXES:
        raise UnreadablePicture(
            "{name} is a camera's raw file. Develop it first, to a 16-bit TIFF for example.",
            name=path.name,
        )
    if kind is not None:
        return kind, head
    if _is_text(head):
        raise UnreadablePicture(
            "{name} holds text, not a picture. Choose a {formats} file.",
            name=path.name,
            formats=READABLE,
        )
    raise UnreadablePicture(
        "{name} is not a kind of picture that Hearth reads. Convert it to {formats}.",
        name=path.name,
        formats=READABLE,
    )


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        # Incrementally, because a letter of several bytes may be cut at the end.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
