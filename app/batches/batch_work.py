"""Many files as one job, with what becomes of each told on the GUI thread."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


def batch_work(
    context: AppContext,
    spec: "ModelSpec[Any]",
    params: Any,
    output: Any,
    groups: Sequence[Group],
    settings: Settings,
    ears: BatchEars,
    retry: bool = False,
    version: "Version | None" = None,
    watch: bool = False,
) -> "Callable[[Progress], list[BatchResult]]":
    """The work of one job over all groups, one after another; gives a result for each.

    `retry` does only what failed last time; `version` is an older one to run. With `watch` the
    only group, a folder, is watched until the job is cancelled.
    """

    def work(progress: "Progress") -> "list[BatchResult]":
        from pipelines.batch import run_batch
        from pipelines.journal import Journal

        runtime = context.engine.runtime(settings)
        results: list[BatchResult] = []
        total, done = sum(group.count for group in groups) or 1, 0
        with Journal(context.places.journal) as journal:
            if watch:
                what = (spec, params, output, groups[0])
                return [_watch(runtime, *what, journal, ears, version, progress)]
            for group in groups:
                part = progress.part(done / total, (done + group.count) / total)
                result = run_batch(
                    runtime,
                    spec,
                    params,
                    group.inputs,
                    group.out_dir,
                    output,
                    part,
                    journal=journal,
                    recursive=group.recursive,
                    retry_failed_only=retry,
                    listener=ears.listen,
                    version=version,
                )
                results.append(result)
                done += group.count
                if result.cancelled or result.stopped is not None:
                    break
        context.engine.find_devices()
        return results

    return work


def _watch(
    runtime: "Runtime",
    spec: "ModelSpec[Any]",
    params: Any,
    output: Any,
    group: Group,
    journal: "Journal",
    ears: BatchEars,
    version: "Version | None",
    progress: "Progress",
) -> "BatchResult":
    from pipelines.watching import watch_folder

    assert isinstance(group.inputs, Path)
    return watch_folder(
        runtime,
        spec,
        params,
        group.inputs,
        group.out_dir,
        output,
        progress,
        journal=journal,
        recursive=group.recursive,
        listener=ears.listen,
        version=version,
    )
