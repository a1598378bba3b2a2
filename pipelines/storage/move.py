"""Moving the data folder: copy, verify, switch, and only then delete.

Until the switch the old folder is what Hearth uses and nothing in it is touched; after it, the
new one is complete. The switch is one small file replaced in one step. A killed move goes on when
it is started again: what is verified is on a list at the new place, what is left to delete is
named in ``location.toml``.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import BadInput, JobFailed, NotWritable
from pipelines.media.atomic import cannot_write
from pipelines.places import Location, Places, read_location
from pipelines.progress import Progress
from pipelines.storage.cautions import free_bytes_at
from pipelines.storage.copying import bring
from pipelines.storage.inventory import (
    DATABASES,
    FOLDERS,
    Item,
    database_bytes,
    files_of_database,
    foreign,
    inventory,
)
from pipelines.storage.location import write_location
from pipelines.storage.moving_log import MovingLog
from pipelines.storage.presence import alone, moving, remove_locks
from pipelines.storage.references import copy_database, relocate_records, relocate_settings
from pipelines.storage.target import MOVING, can_link, check_room, check_target, whole_path
from pipelines.text import text

_ROUNDS = 3  # somebody may change a file by hand meanwhile


@dataclass(frozen=True)
class Moved:
    """What a move did: where everything is, files and bytes moved, what stayed behind."""

    places: Places
    files: int
    bytes: int
    left: tuple[Path, ...]


def move(
    places: Places,
    target: Path,
    progress: Progress,
    *,
    linking: bool = True,
    free_bytes: Callable[[Path], int] = free_bytes_at,
) -> Moved:
    """Move models, examples, conversations and the record of jobs to `target`; settings stay.

    On the same disk files get a second name instead of a copy, unless `linking` is off. The caller
    must start over with the places in the result, and stop its own jobs before. Raises BadInput,
    DiskFull, NotWritable, JobFailed and Cancelled; until the switch nothing has happened then.
    """
    target = whole_path(target)
    known = read_location(places.location)
    if known is not None and known.leaving is not None:
        return _finish(places, known, target)
    if target == whole_path(places.data):
        raise BadInput("The models are in {folder} already.", folder=target)
    log = MovingLog(target, places.data)
    check_target(places, target, log.begun)
    with moving(places, target):
        try:
            log.open()
            _copy_all(places.data, target, log, progress, linking, free_bytes)
            _bring_databases(places, target)
            own = Places(target, places.config).own_models
            relocate_records(own, places.data, target)
            (target / FOLDERS[0]).mkdir(exist_ok=True)  # by which the place is known
        except OSError as error:
            raise cannot_write(Path(error.filename or target), error) from error
        progress.check()
        if hasattr(os, "sync"):  # all of it on the disk before anything there is relied on
            os.sync()
        write_location(places.location, Location(target, leaving=places.data))
        return _leave(places, Location(target, places.data), log)


def unfinished(places: Places) -> Location | None:
    """The location if a move was killed after the switch, so that the old folder is not empty."""
    known = read_location(places.location)
    return known if known is not None and known.leaving is not None else None


def _copy_all(
    source: Path,
    target: Path,
    log: MovingLog,
    progress: Progress,
    linking: bool,
    free_bytes: Callable[[Path], int],
) -> None:
    for _round in range(_ROUNDS):
        items = inventory(source)
        linking = linking and bool(items) and can_link(source / items[-1].path, target)
        present = {item.path for item in items}
        for gone in (item for item in log.done if item.path not in present):
            log.drop(gone)
        todo = [item for item in items if not log.holds(item)]
        if not todo:
            return
        check_room(target, todo, free_bytes, linking, database_bytes(source))
        counter = _Counter(progress, items, todo)
        for item in todo:
            counter.item = item
            # A file that vanished or changed meanwhile is seen in the next round.
            with suppress(FileNotFoundError):
                log.add(item, bring(item, source, target, counter.add, linking))
    raise JobFailed(
        "Files in {folder} keep changing: close what writes there, then move again.", folder=source
    )


class _Counter:
    """Turns bytes handled, each counted twice, into progress."""

    def __init__(self, progress: Progress, items: tuple[Item, ...], todo: list[Item]) -> None:
        self._progress = progress
        self._total = 2 * sum(item.size for item in items) or 1
        self._done = self._total - 2 * sum(item.size for item in todo)
        self.item = todo[0]

    def add(self, count: int) -> None:
        self._done += count
        words = text(
            "Copying {name}: {done} of {total} MB in all",
            name=self.item.path.rpartition("/")[2],
            done=self._done // 2 // 10**6,
            total=self._total // 2 // 10**6,
        )
        self._progress.update(self._done / self._total, words)


def _bring_databases(places: Places, target: Path) -> None:
    for name in DATABASES:
        for file in files_of_database(name):
            (target / file).unlink(missing_ok=True)  # of an earlier try
        if (places.data / name).exists():
            (target / MOVING / "databases").mkdir(exist_ok=True)
            scratch = target / MOVING / "databases" / name
            copy_database(places.data / name, scratch, places.data, target)
            scratch.replace(target / name)


def _finish(places: Places, known: Location, target: Path) -> Moved:
    """What is left of a move that was killed after the switch."""
    assert known.leaving is not None
    if target != known.data:
        raise BadInput(
            "The move from {old} to {new} is not finished: finish it first with “hearth models "
            "move {new}”.",
            old=known.leaving,
            new=known.data,
        )
    Places(known.data, places.config).check()
    with alone(known.leaving):
        log = MovingLog(known.data, known.leaving)
        if log.begun:
            log.open()
        return _leave(places, known, log)


def _leave(places: Places, location: Location, log: MovingLog) -> Moved:
    """After the switch: delete what is at the new place. May be done again and again."""
    old = location.leaving
    assert old is not None
    relocate_settings(places.settings, old, location.data)
    try:
        _delete(old, log)
    except OSError as error:
        raise NotWritable(
            "Everything is in {new} now and is used there, but {file} in the old folder cannot be "
            "deleted ({reason}). Close what uses it and move again, or delete it yourself.",
            new=location.data,
            file=error.filename or old,
            reason=error.strerror or type(error).__name__,
        ) from error
    left = _left(old, places.config)
    write_location(places.location, Location(location.data))
    shutil.rmtree(location.data / MOVING, ignore_errors=True)
    remove_locks(old)
    with suppress(OSError):
        old.rmdir()
    total = sum(item.size for item in log.done)
    return Moved(Places(location.data, places.config), len(log.done), total, left)


def _delete(old: Path, log: MovingLog) -> None:
    """Delete each file that is as it was when it was verified, and the folders left empty."""
    for item in log.done:
        path = old / item.path
        with suppress(FileNotFoundError):
            about = path.lstat()
            if path.is_symlink() or (about.st_size, about.st_mtime_ns) == (
                item.size,
                item.mtime_ns,
            ):
                path.unlink()
    for name in DATABASES:
        if (log.target / name).exists():
            for file in files_of_database(name):
                (old / file).unlink(missing_ok=True)
    shutil.rmtree(old / FOLDERS[0] / ".locks", ignore_errors=True)
    for name in FOLDERS:
        if (old / name).is_dir() and not (old / name).is_symlink():
            _delete_empty(old / name)


def _delete_empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            _delete_empty(path)
    with suppress(OSError):  # something of somebody else is in it
        folder.rmdir()


def _left(old: Path, config: Path) -> tuple[Path, ...]:
    """What was not moved and is not a part of the settings."""
    if not old.is_dir():
        return ()
    ours = [old / name for name in FOLDERS if (old / name).exists()]
    others = foreign(old)
    if old == config:
        others = tuple(path for path in others if path.suffix != ".toml")
    return (*ours, *others)
