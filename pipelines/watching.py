"""A folder that is watched: what appears in it goes through a model, until somebody stops it.

The folder is looked at every few seconds rather than asked of the system, since network and
removable drives tell nobody of new files.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipelines.batch import BatchEvent, BatchResult, ItemFailed, run_batch
from pipelines.batch_plan import plan_batch
from pipelines.journal import Journal
from pipelines.progress import Cancelled, Progress
from pipelines.run import Runtime
from pipelines.spec import ModelSpec
from pipelines.text import text
from pipelines.versions import Version

#: Seconds between two looks, and how long a file must not have changed before it is taken.
LOOK_EVERY_S = 2.0
SETTLED_S = 3.0

_Stamp = tuple[int, int]


class Settling:
    """Knows which files have come to rest: a recording or a copy may still be growing.

    Files that failed are left alone until they change. `now` is in seconds.
    """

    def __init__(
        self, settled_s: float = SETTLED_S, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._settled_s, self._now = settled_s, now
        self._seen: dict[Path, tuple[_Stamp, float]] = {}
        self._failed: dict[Path, _Stamp] = {}

    def is_ready(self, path: Path) -> bool:
        """Whether the file has been as it is for long enough, and has not failed so."""
        stamp = _stamp(path)
        if stamp is None or self._failed.get(path) == stamp:
            return False
        moment = self._now()
        before = self._seen.get(path)
        if before is None or before[0] != stamp:
            self._seen[path] = (stamp, moment)
            return False
        return moment - before[1] >= self._settled_s and stamp[0] > 0

    def note_failed(self, path: Path) -> None:
        stamp = _stamp(path)
        if stamp is not None:
            self._failed[path] = stamp


def watch_folder(
    runtime: Runtime,
    spec: ModelSpec[Any],
    params: Any,
    folder: Path,
    out_dir: Path,
    output: Any,
    progress: Progress,
    *,
    journal: Journal,
    recursive: bool = True,
    listener: Callable[[BatchEvent], None] | None = None,
    version: Version | None = None,
    settling: Settling | None = None,
    look_every_s: float = LOOK_EVERY_S,
) -> BatchResult:
    """Run the model on every file that is there or comes, until a cancel or a full disk.

    What is done stays done, as in `run_batch`, whose other arguments these are. Returns what
    became of all files together, always with `cancelled` or `stopped` set. Raises HearthError as
    `run_batch` does.
    """
    total = BatchResult()
    settling = settling or Settling()

    def hear(event: BatchEvent) -> None:
        if isinstance(event, ItemFailed):
            settling.note_failed(event.path)
        if listener is not None:
            listener(event)

    choice = {
        "journal": journal,
        "recursive": recursive,
        "version": version,
        "ready": settling.is_ready,
    }
    settings = (spec, params, folder, out_dir, output)
    waiting = text("Waiting for new files in {folder}", folder=folder.name or str(folder))
    try:
        while True:
            if plan_batch(*settings, versions=runtime.versions, **choice).todo:
                part = run_batch(runtime, *settings, progress, listener=hear, **choice)
                total = _added(total, part)
                if part.cancelled or part.stopped is not None:
                    return total
            _wait(progress, look_every_s, waiting)
    except Cancelled:
        return replace(total, cancelled=True)


def _wait(progress: Progress, seconds: float, words: Any) -> None:
    progress.stage(words)
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        progress.check()
        time.sleep(min(0.1, left))


def _added(total: BatchResult, part: BatchResult) -> BatchResult:
    """Both together; what was skipped is only that of the first look."""
    return BatchResult(
        done=total.done + part.done,
        failed=total.failed + part.failed,
        skipped=total.skipped or part.skipped,
        cancelled=part.cancelled,
        stopped=part.stopped,
        seconds=total.seconds + part.seconds,
    )


def _stamp(path: Path) -> _Stamp | None:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns
