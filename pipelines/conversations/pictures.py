"""Pictures of conversations: copied at once into a folder of Hearth's own, each only once.

A conversation thus opens again although the original was moved or changed. Files are called by
the SHA-256 of their content.
"""

import hashlib
import os
import re
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import BadInput
from pipelines.language.images import ImageInput, Region
from pipelines.media.atomic import replacing

#: What the copies are called, by the kind that the content says.
SUFFIXES = {
    "png": ".png",
    "jpeg": ".jpg",
    "webp": ".webp",
    "tiff": ".tif",
    "avif": ".avif",
    "heic": ".heic",
    "bmp": ".bmp",
    "gif": ".gif",
}
#: The names of copies, and nothing else.
_COPY = re.compile(rf"[0-9a-f]{{64}}(?:{'|'.join(map(re.escape, SUFFIXES.values()))})")

#: A copy may be younger than what will refer to it.
_YOUNG_S = 3600.0
_BLOCK = 1024**2


@dataclass(frozen=True)
class ImageAttachment:
    """A picture that goes with a turn, or a `region` of it.

    `name` is that of the file it was given as, `path` Hearth's copy, `digest` the copy's SHA-256,
    `size` the width and height of the upright picture in pixels.
    """

    name: str
    path: Path
    digest: str
    size: tuple[int, int]
    region: Region | None = None

    @property
    def input(self) -> ImageInput:
        """What an engine is given; not kept here, for its pixels are large."""
        return ImageInput(self.path, self.digest, self.region, self.name)

    @property
    def is_there(self) -> bool:
        """Whether the copy still exists."""
        return self.path.is_file()


def is_copy(name: str) -> bool:
    """Whether a file of the folder is called so."""
    return _COPY.fullmatch(name) is not None


class PictureFolder:
    """The copies. Threads and processes may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, path: Path, name: str = "") -> ImageAttachment:
        """Copy a picture file, unless it is here already; `name` is what it shall be called.

        Raises UnreadablePicture, PictureTooLarge, BadInput, DiskFull and NotWritable; then
        nothing was changed.
        """
        from pipelines.media.opening import open_picture
        from pipelines.media.preview import preview

        opened = open_picture(path)
        preview(path, 256)  # the header may be well and the rest damaged
        digest = _digest(path)
        copy = self.folder / f"{digest}{SUFFIXES[opened.kind]}"
        if not copy.is_file():
            _copy(path, copy, digest)
        else:
            with suppress(OSError):
                os.utime(copy)  # young again: it is about to be referred to
        return ImageAttachment(name or path.name, copy, digest, opened.size)

    def add_png(self, encoded: bytes, name: str, size: tuple[int, int]) -> ImageAttachment:
        """Write a picture that is no file yet. Raises DiskFull and NotWritable."""
        digest = hashlib.sha256(encoded).hexdigest()
        copy = self.folder / f"{digest}.png"
        with replacing(copy) as descriptor, open(descriptor, "wb", closefd=False) as file:
            file.write(encoded)
        return ImageAttachment(name, copy, digest, size)

    def place(self, file: str) -> Path:
        """Where a copy of that name lies. Raises BadInput for a name that is no copy's."""
        if not is_copy(file):
            raise BadInput("{name} is no picture of a conversation.", name=file)
        return self.folder / file

    def clear(self, keep: Collection[str], now: float | None = None) -> int:
        """Delete the copies whose file names are not in `keep`, but for very young ones.

        Returns how many. What cannot be deleted stays.
        """
        moment = time.time() if now is None else now
        gone = 0
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name in keep or not is_copy(entry.name):
                    continue
                with suppress(OSError):
                    if moment - entry.stat().st_mtime > _YOUNG_S:
                        os.unlink(entry.path)
                        gone += 1
        return gone


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def _copy(path: Path, copy: Path, digest: str) -> None:
    """Whole or not at all, and only what was looked at."""
    found = hashlib.sha256()
    try:
        source = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error
    with (
        source,
        replacing(copy) as descriptor,
        open(descriptor, "wb", closefd=False) as target,
    ):
        while block := source.read(_BLOCK):
            found.update(block)
            target.write(block)
        if found.hexdigest() != digest:
            raise BadInput("{name} is being written to: add it again once it is whole.",
                           name=path.name)  # fmt: skip


def _unreadable(path: Path, error: OSError) -> BadInput:
    return BadInput(
        "{name} cannot be read ({reason}): check that it is there and that you may read it.",
        name=path.name,
        reason=error.strerror or type(error).__name__,
    )
