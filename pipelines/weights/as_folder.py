"""Files that lie under other names, put together as the folder that a library wants to load."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType


class Folder:
    """A folder that a model is loaded from; `close` removes it if it was made for that."""

    def __init__(self, path: Path, made: "tempfile.TemporaryDirectory[str] | None" = None) -> None:
        self.path = path
        self._made = made

    def close(self) -> None:
        if self._made is not None:
            self._made.cleanup()
            self._made = None

    def __enter__(self) -> "Folder":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def folder_of(parts: Mapping[str, Path], prefix: str) -> Folder:
    """Files by their names there, as a folder that lives until it is closed.

    A name may lie in a folder of its own (``unet/config.json``). The folder holds symbolic links,
    which keep no bytes alive if the program is killed; where the user may make none (as on
    Windows), hard links beside the largest file; copies only of what takes no link either.
    `prefix` begins the name of the folder.
    """
    found = {name: path.resolve() for name, path in parts.items()}
    made = _temporary(prefix, None)
    try:
        for name, path in found.items():
            _place_of(made.name, name).symlink_to(path)
    except OSError:
        made.cleanup()
        made = _beside(prefix, max(found.values(), key=lambda path: path.stat().st_size))
        for name, path in found.items():
            _link_or_copy(path, _place_of(made.name, name))
    return Folder(Path(made.name), made)


def _place_of(folder: str, name: str) -> Path:
    """Where the file of that name goes; the folders above it are there afterwards."""
    place = Path(folder) / name
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _temporary(prefix: str, parent: Path | None) -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix=prefix, dir=parent, ignore_cleanup_errors=True)


def _beside(prefix: str, path: Path) -> "tempfile.TemporaryDirectory[str]":
    try:
        return _temporary(prefix, path.parent)
    except OSError:  # a folder of another program
        return _temporary(prefix, None)


def _link_or_copy(path: Path, link: Path) -> None:
    try:
        os.link(path, link)
    except OSError:
        shutil.copyfile(path, link)
