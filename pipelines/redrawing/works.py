"""The folder of works: where redraws lie while they run, and the last one until the next begins.

Each has a folder of its own, named by what decides its result, and a lock beside it. A finished
one stays so that tiles of it can be drawn again, until another redraw begins; an unfinished one is
gone on with, and goes when nobody came back to it for two weeks.
"""

import hashlib
import json
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipelines.diffusion.seeds import MAX_SEED
from pipelines.errors import BadInput
from pipelines.weights.records import read_json, write_json

#: After so many seconds without a change an unfinished work is removed.
FORGOTTEN = 14 * 24 * 3600

_STATE = "state.json"


@dataclass
class State:
    """What is known of a work besides its tiles: the `seed` that was drawn for it, whether all is
    done, and how tiles were drawn that were drawn again, by their place as text."""

    seed: int
    finished: bool = False
    again: dict[str, dict[str, Any]] = field(default_factory=dict)


class Bench:
    """One work's folder with its state, locked. Made by `open_bench`.

    The work itself lies in `folder`, which it may empty.
    """

    def __init__(self, own: Path, state: State) -> None:
        self.folder, self.state = own / "work", state
        self._own = own

    def note(self) -> None:
        """Keep the state. Raises OSError."""
        write_json(self._own / _STATE, asdict(self.state))


@contextmanager
def open_bench(
    folder: Path | None, identity: Mapping[str, Any], seed: int | None, *, again: bool = False
) -> Iterator[Bench]:
    """The work of that identity below `folder`; with None one that is gone afterwards.

    A `seed` of None goes on with the one of an unfinished work, else draws a new one. With `again`
    the finished work itself is wanted: raises BadInput if it is not there any more.
    """
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="hearth-redraw-") as name:
            yield Bench(Path(name), State(_chosen(seed)))
        return
    folder.mkdir(parents=True, exist_ok=True)
    own = folder / _name_of(identity)
    lock = FileLock(own.with_suffix(".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if again:
            raise BadInput(
                "This picture is being redrawn right now: wait until that ends."
            ) from None
        with open_bench(None, identity, seed) as bench:  # twice at once: each for itself
            yield bench
        return
    try:
        _tidy(folder, keep=own)
        state = _state_in(own)
        if again and state is None:
            raise BadInput(
                "The tiles of this picture are not there any more: run it again, then draw tiles "
                "of it anew."
            )
        if not again and state is not None and state.finished and (seed is None or state.again):
            shutil.rmtree(own, ignore_errors=True)  # another seed, or not what was asked for
            state = None
        if state is not None:
            yield Bench(own, state)
            return
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir()
        bench = Bench(own, State(_chosen(seed)))
        bench.note()
        yield bench
    finally:
        lock.release()


def clear_works(folder: Path) -> None:
    """Remove every work that nobody is at."""
    if folder.is_dir():
        _tidy(folder, keep=None, all_of_them=True)


def _tidy(folder: Path, keep: Path | None, all_of_them: bool = False) -> None:
    """Remove finished and forgotten works; those that somebody is at stay."""
    for own in folder.iterdir():
        if own == keep or not own.is_dir():
            continue
        state = _state_in(own)
        forgotten = time.time() - _last_change(own) > FORGOTTEN
        if not (all_of_them or state is None or state.finished or forgotten):
            continue
        lock = FileLock(own.with_suffix(".lock"))
        with suppress(Timeout, OSError), lock.acquire(timeout=0):
            shutil.rmtree(own, ignore_errors=True)
            own.with_suffix(".lock").unlink(missing_ok=True)


def _last_change(own: Path) -> float:
    with suppress(OSError):
        folders = (own, own / "work", own / "work" / "tiles")
        times = [path.stat().st_mtime for path in folders if path.exists()]
        return max(times, default=0.0)
    return time.time()


def _name_of(identity: Mapping[str, Any]) -> str:
    words = json.dumps(identity, sort_keys=True, default=str)
    return hashlib.sha256(words.encode()).hexdigest()[:24]


def _state_in(own: Path) -> State | None:
    told = read_json(own / _STATE)
    try:
        return State(int(told["seed"]), bool(told["finished"]), dict(told["again"]))
    except (KeyError, TypeError, ValueError):
        return None


def _chosen(seed: int | None) -> int:
    return secrets.randbelow(MAX_SEED + 1) if seed is None else seed
