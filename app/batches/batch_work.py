"""Many files as one job, with what becomes of each told on the GUI thread."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from app.batches.inputs import Group
from app.context import AppContext
from app.settings import Settings

if TYPE_CHECKING:
    from pipelines.batch import BatchEvent, BatchResult
    from pipelines.journal import Journal
    from pipelines.progress import Progress
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec
    from pipelines.versions import Version

_PROGRESS_EVERY_S = 0.05


class BatchEars(QObject):
    """Hears events on any thread and emits `heard` for the GUI thread.

    Progress is passed on 20 times a second at most; everything else always.
    """

    heard = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._last = 0.0

    def listen(self, event: "BatchEvent") -> None:
        """For `run_batch`, which calls it from one thread at a time."""
        from pipelines.batch import ItemProgress

        if isinstance(event, ItemProgress):
            now = time.monotonic()
            if now - self._last < _PROGRESS_EVERY_S:
                return
            self._last = now
        self.heard.emit(event)


@dataclass(frozen=True)
class Order:
    """What a batch does to each group of its files.

    `retry` does only what failed last time; `version` is an older one to run. With `watch` the
    only group, a folder, is watched until the job is cancelled.
    """

    spec: "ModelSpec[Any]"
    params: Any
    output: Any
    retry: bool = False
    version: "Version | None" = None
    watch: bool = False


class RunGroup(Protocol):
    """Works through one group, off the GUI thread."""

    def __call__(
        self,
        runtime: "Runtime",
        order: Order,
        group: Group,
        journal: "Journal",
        listener: "Callable[[BatchEvent], None]",
        progress: "Progress",
    ) -> "BatchResult": ...


def run_group(
    runtime: "Runtime",
    order: Order,
    group: Group,
    journal: "Journal",
    listener: "Callable[[BatchEvent], None]",
    progress: "Progress",
) -> "BatchResult":
    """A result beside each input."""
    from pipelines.batch import run_batch
    from pipelines.watching import watch_folder

    what = (runtime, order.spec, order.params)
    where = (group.out_dir, order.output, progress)
    how: dict[str, Any] = {
        "journal": journal,
        "recursive": group.recursive,
        "listener": listener,
        "version": order.version,
    }
    if order.watch:
        assert isinstance(group.inputs, Path)
        return watch_folder(*what, group.inputs, *where, **how)
    return run_batch(*what, group.inputs, *where, retry_failed_only=order.retry, **how)


def batch_work(
    context: AppContext,
    order: Order,
    groups: Sequence[Group],
    settings: Settings,
    ears: BatchEars,
    run: RunGroup = run_group,
) -> "Callable[[Progress], list[BatchResult]]":
    """The work of one job over all groups, one after another; gives a result for each."""

    def work(progress: "Progress") -> "list[BatchResult]":
        from pipelines.journal import Journal

        runtime = context.engine.runtime(settings)
        results: list[BatchResult] = []
        total, done = sum(group.count for group in groups) or 1, 0
        with Journal(context.places.journal) as journal:
            for group in groups:
                part = progress
                if not order.watch:
                    part = progress.part(done / total, (done + group.count) / total)
                result = run(runtime, order, group, journal, ears.listen, part)
                results.append(result)
                done += group.count
                if order.watch or result.cancelled or result.stopped is not None:
                    break
        context.engine.find_devices()
        return results

    return work
