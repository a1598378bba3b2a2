"""Write a file whole or not at all, and say in one sentence why it was not."""

import errno
import os
import platform
import secrets
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from pipelines.errors import DiskFull, HearthError, NotWritable, UnusableFolder

_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


@contextmanager
def replacing(path: Path) -> Iterator[int]:
    """A descriptor (for reading and writing) whose content becomes `path` when the block ends well.

    The data goes to a hidden file in the same folder, reaches the disk, and takes the name in one
    step; when anything fails the hidden file is removed and `path` is as it was. Missing folders
    are made. An OSError inside the block, too, becomes DiskFull or NotWritable.
    """
    path = Path(os.path.realpath(path))  # a link stays, what it points to is replaced
    temporary: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        path.parent.mkdir(parents=True, exist_ok=True)
        wanted = path.parent / f"{_own_mark()}{secrets.token_hex(6)}.part"
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(wanted, flags, 0o666)
        temporary = wanted
        try:
            yield descriptor
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def check_writable(folder: Path) -> None:
    """Raise UnusableFolder if `folder`, or the nearest existing one above it, takes no new files.

    For asking before hours of work rather than after. Makes no folders and leaves nothing behind.
    """
    nearest = folder.absolute()
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    try:
        with tempfile.TemporaryFile(dir=nearest, prefix=_own_mark()):
            pass
    except OSError as error:
        if error.errno not in _FULL:
            raise UnusableFolder(
                "The folder {folder} cannot be written ({reason}). Choose another one.",
                folder=str(folder),
                reason=error.strerror or type(error).__name__,
            ) from error


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed process of this machine left of the files it was writing there."""
    start = _mark_of_machine()
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not (entry.name.startswith(start) and entry.name.endswith(".part")):
                continue
            pid = entry.name.removeprefix(start).partition("-")[0]
            if pid.isdecimal() and int(pid) != os.getpid() and not psutil.pid_exists(int(pid)):
                with suppress(OSError):
                    os.unlink(entry.path)


def _mark_of_machine() -> str:
    """Start of the hidden names; a folder may be shared with machines that number their own."""
    return f".hearth-{zlib.crc32(platform.node().encode()):08x}-"


def _own_mark() -> str:
    return f"{_mark_of_machine()}{os.getpid()}-"


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets one open a folder."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def cannot_write(path: Path, error: OSError) -> HearthError:
    """The sentence for an OSError met while writing `path`."""
    if error.errno in _FULL:
        return DiskFull(
            "There is no room left for {name} in {folder}. Free some, or choose another folder.",
            name=path.name,
            folder=str(path.parent),
        )
    return NotWritable(
        "{name} cannot be written in {folder} ({reason}). Choose another folder or name.",
        name=path.name,
        folder=str(path.parent),
        reason=error.strerror or type(error).__name__,
    )
