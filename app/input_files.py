"""Small work on files for the tabs; all of it is called in jobs, never on the GUI thread."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage

from pipelines.errors import DiskFull, NotWritable


def gather(paths: Iterable[Path], suffixes: Sequence[str]) -> list[Path]:
    """The files among `paths`, and those of the right suffix directly inside folders, each once.

    A file that the user named is taken whatever it is called: reading it will tell.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (item for item in sorted(path.iterdir()) if item.is_file())
            for item in inside:
                wanted = not suffixes or item.suffix.lower() in suffixes
                if wanted and not item.name.startswith("."):
                    found[item] = None
        else:
            found[path] = None
    return list(found)


def save_pasted(image: QImage, folder: Path) -> Path:
    """Write a picture from the clipboard as PNG. Raises NotWritable or DiskFull."""
    path = folder / f"{datetime.now():pasted %Y-%m-%d %H-%M-%S}.png"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    if not image.save(str(path), "PNG"):  # pyright: ignore[reportCallIssue, reportArgumentType]
        raise NotWritable("The pasted picture could not be written to {path}.", path=path)
    return path


def copy_file(source: Path, target: Path) -> Path:
    """Copy whole or not at all; an older file of that name is replaced, as the dialog asked."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".hearth-", suffix=".part")
        os.close(handle)
        try:
            shutil.copyfile(source, name)
            shutil.copymode(source, name)  # mkstemp lets only its owner read
            os.replace(name, target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(target, error) from error
    return target


def delete_files(paths: Iterable[Path]) -> None:
    """Delete them; one that is gone already is no failure. Raises NotWritable for the others."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise NotWritable(
                "{path} cannot be deleted ({reason}).", path=path, reason=error.strerror or error
            ) from error


def _unwritable(path: Path, error: OSError) -> DiskFull | NotWritable:
    if error.errno == errno.ENOSPC:
        return DiskFull("The disk is full; {name} was not written.", name=path.name)
    return NotWritable(
        "{path} cannot be written ({reason}). Choose another folder.",
        path=path,
        reason=error.strerror or error,
    )


def local_paths(urls: Iterable[QUrl]) -> list[Path]:
    """The files among what was dropped or pasted."""
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
