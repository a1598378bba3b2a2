"""Whether a folder can become the data folder: asked before anything is copied."""

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from pipelines.errors import BadInput, DiskFull, NotWritable
from pipelines.places import Places
from pipelines.storage.file_systems import file_system_of
from pipelines.storage.inventory import DATABASE_FILES, FILES, FOLDERS, LOCKS, Item
from pipelines.weights.store import SPARE_BYTES

#: Where unfinished copies lie, and the list of the finished ones.
MOVING = ".moving"

_OURS = frozenset((*FOLDERS, *FILES, *DATABASE_FILES))
#: What lies on an empty disk.
_NOT_COUNTED = frozenset(
    ("lost+found", "$recycle.bin", "system volume information", "desktop.ini", "thumbs.db", LOCKS)
)


def whole_path(folder: Path) -> Path:
    """The folder from the root on, without links and ``~``."""
    return Path(os.path.realpath(folder.expanduser()))


def check_target(places: Places, target: Path, begun: bool) -> None:
    """Raise BadInput or NotWritable if `target` cannot take the data folder.

    `begun` if an earlier try has copied something there already.
    """
    source = whole_path(places.data)
    if target.exists() and not target.is_dir():
        raise BadInput("{folder} is a file: choose a folder.", folder=target)
    if source in target.parents:
        raise BadInput(
            "{folder} is inside the present folder {source}: choose one outside of it.",
            folder=target,
            source=source,
        )
    if target.is_dir() and not begun:
        _check_empty(target, is_config=target == whole_path(places.config))
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=target):
            pass
    except OSError as error:
        raise NotWritable(
            "{folder} cannot be written ({reason}): choose another folder.",
            folder=target,
            reason=error.strerror or type(error).__name__,
        ) from error


def _check_empty(target: Path, is_config: bool) -> None:
    names = {path.name for path in target.iterdir()}
    if names & _OURS:
        raise BadInput(
            "{folder} holds {names} already: choose an empty folder. If these are Hearth's and you "
            "want to use them as they are: hearth models move --use {folder}",
            folder=target,
            names=", ".join(sorted(names & _OURS)),
        )
    counted = [n for n in names if not n.startswith(".") and n.lower() not in _NOT_COUNTED]
    if counted and not is_config:
        raise BadInput(
            "{folder} is not empty: choose an empty folder, such as {inside}.",
            folder=target,
            inside=target / "hearth",
        )


def can_link(origin: Path, target: Path) -> bool:
    """Whether a file can have a name in `target` too, which needs no room and no time."""
    probe = target / MOVING / "link"
    probe.unlink(missing_ok=True)
    try:
        os.link(origin, probe)
    except (OSError, NotImplementedError):
        return False
    probe.unlink()
    return True


def check_room(
    target: Path,
    to_copy: Iterable[Item],
    free_bytes: Callable[[Path], int],
    linking: bool,
    more: int = 0,
) -> None:
    """Raise DiskFull if these files and `more` bytes do not fit, or BadInput if one is too large
    for any disk formatted like that."""
    items = tuple(to_copy)
    disk = file_system_of(target)
    too_large = [item for item in items if not disk.holds(item.size)]
    if too_large:
        raise BadInput(
            "The disk with {folder} is formatted as {name} and holds no file of 4 GB or more, but "
            "{file} has {size} GB: choose a disk formatted as NTFS, exFAT, ext4 or APFS.",
            folder=target,
            name=disk.name,
            file=too_large[-1].path,
            size=f"{too_large[-1].size / 1e9:.1f}",
        )
    needed = more + (0 if linking else sum(item.size for item in items))
    free = free_bytes(target)
    if needed + SPARE_BYTES > free:
        raise DiskFull(
            "The move needs {needed} MB in {folder}, but only {free} MB are free: make room there "
            "or choose another disk.",
            needed=(needed + SPARE_BYTES) // 10**6,
            folder=target,
            free=free // 10**6,
        )
