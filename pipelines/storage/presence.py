"""Who works in the data folder: so that it is never moved away under a running job.

Each process that may change the data folder holds a lock of its own in it; the mover holds
another. Both take theirs first and look at the other's then, so that one of them always sees the
other. The system frees the locks of a process that was killed.
"""

import os
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from pipelines.errors import BadInput
from pipelines.journal import Journal, State
from pipelines.places import Places, read_location

_FOLDER = "locks"
_USER, _MOVING = "user-", "moving.lock"
_STALE_S = 86_400.0


class Presence:
    """This process works in the data folder, until `leave` or the end of the process."""

    def __init__(self, lock: FileLock) -> None:
        self.leave = weakref.finalize(self, _leave, lock)


def announce(places: Places) -> Presence | None:
    """Say that this process works in the data folder; None where no lock can be held.

    Raises BadInput if the folder is being moved, or was.
    """
    _refuse_if_moved(places)
    folder = places.data / _FOLDER
    lock = FileLock(folder / f"{_USER}{os.getpid()}-{uuid4().hex[:8]}.lock", thread_local=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        lock.acquire(timeout=0)
    except (OSError, NotImplementedError):  # a folder to be read only, or without locks
        return None
    presence = Presence(lock)
    try:
        if _is_held(folder / _MOVING):
            raise BadInput("The models are being moved to another folder: wait for that to end.")
        _refuse_if_moved(places)
    except BadInput:
        presence.leave()
        raise
    return presence


@contextmanager
def moving(places: Places, target: Path) -> Iterator[None]:
    """Have the data folder and `target` alone. Raises BadInput if anybody works there."""
    with alone(places.data), alone(target):
        _refuse_if_moved(places)
        busy = _users(places.data)
        if busy:
            raise BadInput(
                "Hearth works with its models in another window or terminal (process {processes}):"
                " close it there, then move.",
                processes=", ".join(map(str, busy)),
            )
        locks = [
            *(places.data / _FOLDER).glob("batch-*.lock"),
            *(places.weights / ".locks").glob("*.lock"),
        ]
        if any(_is_held(lock) for lock in locks) or _jobs_run(places):
            raise BadInput("A job or a download is running: wait for it to end, then move.")
        yield


def remove_locks(data: Path) -> None:
    """Delete what the locks left in a data folder that was moved away."""
    folder = data / _FOLDER
    with suppress(OSError):
        for path in folder.glob("*.lock"):
            path.unlink(missing_ok=True)
        folder.rmdir()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one that moves something from or to `folder`. Raises BadInput if another does."""
    lock = FileLock(folder / _FOLDER / _MOVING)
    lock_folder = folder / _FOLDER
    lock_folder.mkdir(parents=True, exist_ok=True)
    try:
        lock.acquire(timeout=1)
    except Timeout as error:
        raise BadInput(
            "The models are being moved by another process: wait for that to end."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _refuse_if_moved(places: Places) -> None:
    chosen = read_location(places.location)
    if chosen is not None and chosen.data != places.data:
        raise BadInput(
            "The models were moved to {folder}: close Hearth and start it again.",
            folder=chosen.data,
        )


def _users(data: Path) -> list[int]:
    """The numbers of the other processes that work in this folder."""
    found: list[int] = []
    for path in (data / _FOLDER).glob(f"{_USER}*.lock"):
        number = path.name.removeprefix(_USER).partition("-")[0]
        if number.isdecimal() and int(number) != os.getpid() and _is_held(path):
            found.append(int(number))
    return sorted(set(found))


def _jobs_run(places: Places) -> bool:
    if not places.journal.exists():
        return False
    with Journal(places.journal) as journal:  # what a killed process left counts as failed
        return any(job.state is State.RUNNING for job in journal.jobs())


def _is_held(path: Path) -> bool:
    if not path.exists():
        return False
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def _sweep(folder: Path) -> None:
    """Delete what processes left that were killed long ago."""
    for path in folder.glob(f"{_USER}*.lock"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE_S and not _is_held(path):
                path.unlink()


def _leave(lock: FileLock) -> None:
    path = Path(lock.lock_file)
    lock.release()
    with suppress(OSError):
        path.unlink()
