"""Which files of a folder a batch works on, in the order a person expects."""

import os
import re
import stat
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.errors import BadInput
from pipelines.text import Text, text


@dataclass
class Found:
    """`files` in natural order; `unreadable` are sub-folders that could not be looked into."""

    files: list[Path] = field(default_factory=list)
    unreadable: list[tuple[Path, Text]] = field(default_factory=list)


def natural_key(name: str) -> tuple[tuple[int, int | str], ...]:
    """Sorts "page 2" before "page 10", whatever the case of the letters.

    >>> sorted(["page 10", "Page 2"], key=natural_key)
    ['Page 2', 'page 10']
    """
    pieces = re.split(r"(\d+)", name.casefold())
    # \d also finds digits of other scripts, which int reads too.
    return tuple((0, int(piece)) if piece.isdecimal() else (1, piece) for piece in pieces)


def find_files(
    folder: Path, suffixes: Collection[str], recursive: bool, without: Sequence[Path] = ()
) -> Found:
    """Every file with one of the suffixes (lower case, with dot), folder by folder.

    Hidden files and folders are left out, and so are the folders in `without` unless one is
    `folder` itself. Links to folders are not followed, since they may lead in circles. Raises
    BadInput if the folder itself cannot be read.
    """
    found = Found()
    avoided = {os.path.realpath(path) for path in without}
    _look_into(folder, frozenset(suffixes), recursive, avoided, found, top=True)
    return found


def _look_into(
    folder: Path,
    suffixes: frozenset[str],
    recursive: bool,
    avoided: set[str],
    found: Found,
    top: bool = False,
) -> None:
    try:
        with os.scandir(folder) as entries:
            listed = [entry for entry in entries if not _is_hidden(entry)]
    except OSError as error:
        reason = error.strerror or type(error).__name__
        if top:
            raise BadInput(
                "The folder {folder} cannot be read ({reason}).", folder=folder, reason=reason
            ) from error
        found.unreadable.append(
            (folder, text("The folder cannot be read ({reason}).", reason=reason))
        )
        return
    listed.sort(key=lambda entry: (natural_key(entry.name), entry.name))
    for entry in listed:
        if _suffix(entry.name) in suffixes and not entry.is_dir():
            found.files.append(Path(entry.path))
    if not recursive:
        return
    for entry in listed:
        if entry.is_dir(follow_symlinks=False) and os.path.realpath(entry.path) not in avoided:
            _look_into(Path(entry.path), suffixes, recursive, avoided, found)


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _is_hidden(entry: "os.DirEntry[str]") -> bool:
    """By its dot, or on Windows by its attribute."""
    if entry.name.startswith("."):
        return True
    hidden = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0)
    try:
        about = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    return bool(getattr(about, "st_file_attributes", 0) & hidden)
