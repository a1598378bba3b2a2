"""What is to be asked about which pictures, whichever way the answers are kept."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.answering.target import Target
from pipelines.batch import (
    BatchEvent,
    BatchPlan,
    BatchResult,
    Inputs,
    ItemDone,
    plan_batch,
    run_batch,
)
from pipelines.batch_plan import Source
from pipelines.journal import Journal, State
from pipelines.progress import Progress
from pipelines.run import Runtime
from pipelines.spec import ModelSpec
from pipelines.text import Text
from pipelines.versions import Version
from pipelines.vision.questions import CUT_SHORT
from pipelines.watching import watch_folder

Listener = Callable[[BatchEvent], None]


@dataclass
class AnswersResult(BatchResult):
    """What became of each picture; `output` of an event is the table where there is no file for
    the picture. `tables` were written, `notes` are sentences over the whole."""

    tables: tuple[Path, ...] = ()
    notes: list[Text] = field(default_factory=list)


def result_of(result: BatchResult) -> AnswersResult:
    """The same, to be added to."""
    return AnswersResult(**vars(result))


@dataclass
class Work:
    """What is to be done, whichever way the answers are kept."""

    runtime: Runtime
    spec: ModelSpec[Any]
    params: Any
    inputs: Inputs
    target: Target
    journal: Journal
    recursive: bool
    listener: Listener | None
    version: Version | None
    watching: dict[str, Any] | None = None
    cut_short: int = 0

    def plan(self, spec: ModelSpec[Any], out_dir: Path, retry: bool = False) -> BatchPlan:
        return plan_batch(
            spec,
            self.params,
            self.inputs,
            out_dir,
            self.target.output,
            journal=self.journal,
            recursive=self.recursive,
            retry_failed_only=retry,
            versions=self.runtime.versions,
            version=self.version,
            ready=(lambda _path: True) if self.watching is not None else None,
        )

    def run(
        self,
        spec: ModelSpec[Any],
        out_dir: Path,
        progress: Progress,
        retry: bool,
        hear: Listener,
    ) -> BatchResult:
        what = (self.runtime, spec, self.params)
        where = (out_dir, self.target.output, progress)
        choice: dict[str, Any] = {
            "journal": self.journal,
            "recursive": self.recursive,
            "listener": hear,
            "version": self.version,
        }
        if self.watching is not None and isinstance(self.inputs, Path):
            return watch_folder(*what, self.inputs, *where, **choice, **self.watching)
        return run_batch(*what, self.inputs, *where, retry_failed_only=retry, **choice)

    def ask_again(self, plan: BatchPlan, about: Callable[[Source], bool] | None = None) -> None:
        """Count what is done as not done, or some of it; the results keep their names."""
        batch = self.journal.find_batch(plan.key)
        again = [source.key for source in plan.done if about is None or about(source)]
        if batch is not None and again:
            self.journal.set_state(batch, again, State.CANCELLED)

    def tell(self, event: BatchEvent) -> None:
        if isinstance(event, ItemDone):
            self.cut_short += CUT_SHORT in event.notes
        if self.listener is not None:
            self.listener(event)

    def file_of(self, path: Path) -> str:
        """The picture's name in tables: below the one folder, or whole for a list."""
        if isinstance(self.inputs, Path):
            return Path(os.path.relpath(path, self.inputs)).as_posix()
        return str(path)
