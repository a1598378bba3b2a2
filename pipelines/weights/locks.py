"""One process or thread at a time; the system frees the lock of a process that was killed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.progress import Progress
from pipelines.text import text

_FOLDER = ".locks"


@contextmanager
def waiting_lock(folder: Path, name: str, title: str, progress: Progress) -> Iterator[None]:
    """Hold the lock `name` of the store in `folder`; waiting for it can be cancelled."""
    lock = _lock(folder, name)
    while True:
        try:
            lock.acquire(timeout=0.2)
            break
        except Timeout:
            progress.update(None, text("Waiting for another download of {name}", name=title))
    try:
        yield
    finally:
        lock.release()


@contextmanager
def free_lock(folder: Path, name: str) -> Iterator[bool]:
    """Hold the lock if it is free right now; gives whether it was."""
    lock = _lock(folder, name)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _lock(folder: Path, name: str) -> FileLock:
    os.makedirs(folder / _FOLDER, exist_ok=True)
    return FileLock(folder / _FOLDER / f"{name}.lock")
