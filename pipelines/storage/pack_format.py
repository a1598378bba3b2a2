"""A pack: one plain tar file with the weights of a task, for a machine without network.

First comes ``hearth-pack.json``, then each file as ``files/SHA256``. Names in a tar file are
anybody's: here they are only ever compared with the hashes in the list, and never used as paths.
"""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipelines.errors import BadInput

MANIFEST = "hearth-pack.json"
FORMAT = 1
_MOST_MANIFEST = 16 * 1024**2
_SHA256 = r"^[0-9a-f]{64}$"


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes: ...


class PackedFile(BaseModel):
    """One file: its name in the store, bytes, sha256, and licence as its publisher states it."""

    model_config = ConfigDict(frozen=True)

    name: str
    title: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern=_SHA256)
    licence: str
    licence_url: str
    commercial: bool

    @property
    def member(self) -> str:
        """Its name in the tar file."""
        return f"files/{self.sha256}"


class PackedVersion(BaseModel):
    """One version of a model and the hashes of its files."""

    model_config = ConfigDict(frozen=True)

    model: str
    version: str
    files: tuple[str, ...]


class Manifest(BaseModel):
    """What is in a pack. `made_by` is the version of Hearth."""

    model_config = ConfigDict(frozen=True)

    format: int
    task: str
    made_by: str
    versions: tuple[PackedVersion, ...]
    files: tuple[PackedFile, ...]

    @property
    def bytes(self) -> int:
        """Of all files."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True)
class Place:
    """Where a file's bytes begin in the tar file."""

    file: PackedFile
    offset: int


def packed_bytes(manifest: Manifest) -> int:
    """Bytes of the tar file at most: each file is filled up to 512, and has a head."""
    head = len(manifest.model_dump_json(indent=1).encode())
    sizes = [head, *(file.size for file in manifest.files)]
    return sum(tarfile.BLOCKSIZE + -(-size // 512) * 512 for size in sizes) + tarfile.RECORDSIZE


def looks_like_pack(path: Path) -> bool:
    """Whether the first file in it is the list of a pack."""
    try:
        with tarfile.open(path, "r:") as archive:
            first = archive.next()
    except (OSError, tarfile.TarError):
        return False
    return first is not None and first.name == MANIFEST


def read_manifest(path: Path) -> Manifest:
    """The list of a pack. Raises BadInput if it is none, is damaged, or was made later than us."""
    try:
        with tarfile.open(path, "r:") as archive:
            first = archive.next()
            content = _content(archive, first)
    except FileNotFoundError as error:
        raise BadInput("There is no file {path}.", path=path) from error
    except (OSError, tarfile.TarError) as error:
        raise _foreign(path) from error
    if content is None:
        raise _foreign(path)
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        raise _foreign(path) from error
    if manifest.format > FORMAT:
        raise BadInput(
            "{name} was packed by a newer Hearth ({version}): update Hearth to install it.",
            name=path.name,
            version=manifest.made_by,
        )
    return manifest


def places_in(path: Path, manifest: Manifest) -> Iterator[Place]:
    """Each file of the pack in turn. Raises BadInput when it ends early or holds other things."""
    expected = {file.member: file for file in manifest.files}
    end = path.stat().st_size
    try:
        with tarfile.open(path, "r:") as archive:
            archive.next()  # the list
            while (member := archive.next()) is not None:
                file = expected.pop(member.name, None)
                if file is None or not _is_plain(member) or member.size != file.size:
                    raise _foreign(path)
                if member.offset_data + member.size > end:
                    raise _cut(path)
                yield Place(file, member.offset_data)
    except (tarfile.TarError, EOFError) as error:
        raise _cut(path) from error
    if expected:
        raise _cut(path)


def add_member(archive: tarfile.TarFile, name: str, size: int, content: Readable) -> None:
    """Append a plain file, the same bytes on every machine. Raises OSError."""
    info = tarfile.TarInfo(name)
    info.size = size
    info.mode = 0o644
    archive.addfile(info, content)


def _content(archive: tarfile.TarFile, first: tarfile.TarInfo | None) -> bytes | None:
    if first is None or first.name != MANIFEST or not _is_plain(first):
        return None
    file = archive.extractfile(first) if first.size <= _MOST_MANIFEST else None
    return file.read() if file is not None else None


def _is_plain(member: tarfile.TarInfo) -> bool:
    """No link, no device, no file with holes: bytes as they lie there."""
    return member.type in (tarfile.REGTYPE, tarfile.AREGTYPE)


def _foreign(path: Path) -> BadInput:
    return BadInput(
        "{name} is damaged, or no pack that Hearth made: pack it again, or copy it again.",
        name=path.name,
    )


def _cut(path: Path) -> BadInput:
    return BadInput(
        "{name} is not whole: copy it again. What was installed from it stays, and is not copied "
        "twice.",
        name=path.name,
    )
