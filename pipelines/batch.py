"""Many inputs through one model: goes on after a bad file, and on from where it was killed.

A result is written whole first and noted as done in the journal after, so that whatever happens
in between only costs doing one file again.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.batch_events import (
    BatchEvent,
    ItemDone,
    ItemFailed,
    ItemProgress,
    ItemSkipped,
    ItemStarted,
)
from pipelines.batch_line import BatchLine
from pipelines.batch_plan import (
    BatchPlan,
    Inputs,
    Source,
    job_of,
    name_values,
    plan_batch,
    with_outputs,
)
from pipelines.errors import HearthError
from pipelines.journal import ItemRecord, Journal, State
from pipelines.media.atomic import check_writable, remove_leftovers
from pipelines.progress import Cancelled, Progress
from pipelines.run import Runtime, open_session
from pipelines.spec import ModelSpec
from pipelines.text import text
from pipelines.versions import Version

__all__ = [
    "BatchEvent",
    "BatchPlan",
    "BatchResult",
    "Inputs",
    "ItemDone",
    "ItemFailed",
    "ItemProgress",
    "ItemSkipped",
    "ItemStarted",
    "name_values",
    "plan_batch",
    "run_batch",
]

#: The share of the bar for fetching weights, when any are missing.
_FETCH_SHARE = 0.2


@dataclass
class BatchResult:
    """What became of each file. `stopped` is what ended the batch early (a full disk), if so.

    What was neither done, failed nor skipped stays queued for the next start.
    """

    done: list[ItemDone] = field(default_factory=list)
    failed: list[ItemFailed] = field(default_factory=list)
    skipped: list[ItemSkipped] = field(default_factory=list)
    cancelled: bool = False
    stopped: HearthError | None = None
    seconds: float = 0.0


def run_batch(
    runtime: Runtime,
    spec: ModelSpec[Any],
    params: Any,
    inputs: Inputs,
    out_dir: Path,
    output: Any,
    progress: Progress,
    *,
    journal: Journal,
    recursive: bool = True,
    retry_failed_only: bool = False,
    listener: Callable[[BatchEvent], None] | None = None,
    version: Version | None = None,
    ready: Callable[[Path], bool] | None = None,
) -> BatchResult:
    """Run the model on every file of a folder, or of a list, that is not done yet.

    The input field of `params` is only a placeholder. Reading the next file, running and writing
    the last result happen at the same time, the run in the calling thread. `listener` gets one
    event at a time, from whichever thread it happens in. `version` and `ready` are as for
    `plan_batch`. Bad files and a cancel are told in the result. Raises HearthError for what
    concerns all files: nothing to do, a bad pattern, a target that cannot be written, no weights,
    weights that do not load, the same batch running elsewhere.
    """
    began = time.monotonic()
    result = BatchResult()
    plan = plan_batch(
        spec,
        params,
        inputs,
        out_dir,
        output,
        journal=journal,
        recursive=recursive,
        retry_failed_only=retry_failed_only,
        versions=runtime.versions,
        version=version,
        ready=ready,
    )
    check_writable(out_dir)
    hear = _hearing(result, listener)
    batch_id = journal.open_batch(plan.key)
    with journal.claim(batch_id):
        todo = _queued(spec, params, plan, output, journal, batch_id)
        for folder, reason in plan.unreadable:
            hear(ItemFailed(folder, reason))
        for source in plan.done:
            hear(ItemSkipped(source.path, _output(source), source.names))
        if todo:
            line = BatchLine(spec, params, todo, output, journal, batch_id, hear)
            _run_line(runtime, line, plan.version, progress, result)
    result.seconds = time.monotonic() - began
    return result


def _run_line(
    runtime: Runtime, line: BatchLine, version: Version, progress: Progress, result: BatchResult
) -> None:
    missing = not all(map(runtime.store.is_installed, version.weights))
    share = _FETCH_SHARE if missing else 0.0
    try:
        params = job_of(line.spec, line.params, line.todo[0])
        fetching = progress.part(0, share)
        with open_session(runtime, line.spec, params, fetching, version) as session:
            result.stopped = line.run(session, progress.part(share, 1))
        if result.stopped is None:
            with suppress(Cancelled):  # everything is there: too late to stop
                progress.update(1.0, text("Done"))
    except Cancelled:
        result.cancelled = True


def _queued(
    spec: ModelSpec[Any],
    params: Any,
    plan: BatchPlan,
    output: Any,
    journal: Journal,
    batch_id: int,
) -> tuple[Source, ...]:
    """The plan's work with its outputs settled and noted, and the folders tidied."""
    todo = with_outputs(spec, params, plan, journal.items(batch_id), output)
    journal.queue_items(
        batch_id,
        [
            ItemRecord(source.key, source.size, source.mtime_ns, State.QUEUED, source.output)
            for source in todo
        ],
    )
    for folder in {_output(source).parent for source in (*todo, *plan.done)}:
        remove_leftovers(folder)
    return todo


def _output(source: Source) -> Path:
    """Where a settled or finished source's result goes."""
    if source.output is None:
        raise ValueError(f"{source.path} has no output yet")
    return source.output


def _hearing(
    result: BatchResult, listener: Callable[[BatchEvent], None] | None
) -> Callable[[BatchEvent], None]:
    """Keep what happened in the result and pass it on."""

    def hear(event: BatchEvent) -> None:
        match event:
            case ItemDone():
                result.done.append(event)
            case ItemFailed():
                result.failed.append(event)
            case ItemSkipped():
                result.skipped.append(event)
            case _:
                pass
        if listener is not None:
            listener(event)

    return hear
