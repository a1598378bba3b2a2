"""Questions to every picture of a folder, as robust as any batch, with tables of the answers.

The batch is `pipelines.batch`: it decodes ahead, goes on after bad pictures and where it was
killed, and asks again about pictures that have changed. Here each answer is put on record before
its picture counts as done, and tables are made of the records.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipelines.answering.recording import recorded
from pipelines.answering.records import RecordFolder
from pipelines.answering.table import AnswerTable, is_error, same_row
from pipelines.answering.target import Target
from pipelines.batch import (
    BatchEvent,
    BatchPlan,
    BatchResult,
    Inputs,
    ItemDone,
    ItemFailed,
    ItemSkipped,
    plan_batch,
    run_batch,
)
from pipelines.batch_plan import Source
from pipelines.errors import BadInput, HearthError
from pipelines.journal import ItemRecord, Journal, State
from pipelines.media.atomic import check_writable, remove_leftovers
from pipelines.progress import Progress
from pipelines.run import Runtime
from pipelines.spec import ModelSpec
from pipelines.text import Text, text
from pipelines.versions import Version
from pipelines.vision.params import PictureQuestionParams, questions_in, schema_in
from pipelines.vision.questions import CUT_SHORT
from pipelines.vision.table_rows import Row, error_row
from pipelines.watching import LOOK_EVERY_S, Settling, watch_folder

Listener = Callable[[BatchEvent], None]


@dataclass
class AnswersResult(BatchResult):
    """What became of each picture; `output` of an event is the table where there is no file for
    the picture. `tables` were written, `notes` are sentences over the whole."""

    tables: tuple[Path, ...] = ()
    notes: list[Text] = field(default_factory=list)


def run_answers(
    runtime: Runtime,
    spec: ModelSpec[Any],
    params: PictureQuestionParams,
    inputs: Inputs,
    target: Target,
    progress: Progress,
    *,
    journal: Journal,
    recursive: bool = True,
    retry_failed_only: bool = False,
    anew: bool = False,
    watch: bool = False,
    listener: Listener | None = None,
    version: Version | None = None,
    settling: Settling | None = None,
    look_every_s: float = LOOK_EVERY_S,
) -> AnswersResult:
    """Ask about every picture of a folder, or of a list, that is not done yet.

    `target` is what `answering.target.target_of` gives. `anew` asks about all of them again, over
    tables that are there; `watch` stays with the folder until a cancel, with `settling` and
    `look_every_s` as for `watch_folder`. All else is as for `run_batch`, with what that raises;
    also BadInput, before any picture is asked about, if there is no question, the schema is none,
    or the target was begun with something else.
    """
    if not questions_in(params.prompt):
        raise BadInput("There is no question: write what you want to know about the pictures.")
    schema_in(params)
    if watch and not isinstance(inputs, Path):
        raise BadInput("Only a folder can be watched: give exactly one.")
    work = _Work(runtime, spec, params, inputs, target, journal, recursive, listener, version)
    if watch:
        work.watching = {"settling": settling, "look_every_s": look_every_s}
    if not target.needs_records:
        if anew:
            work.ask_again(work.plan(spec, target.folder))
        return _result(work.run(spec, target.folder, progress, retry_failed_only, work.tell))
    return _Recorded(work, RecordFolder(runtime.places.answer_records, target)).run(
        progress, retry_failed_only, anew
    )


@dataclass
class _Work:
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


class _Recorded:
    """A run whose answers are on record."""

    def __init__(self, work: _Work, records: RecordFolder) -> None:
        self._work, self._records = work, records
        self._target = target = work.target
        self._spec = recorded(work.spec, records)
        self._out_dir = target.folder if target.has_files else records.folder
        self._tables = [AnswerTable(path, kind) for kind, path in target.tables.items()]
        self._broken: HearthError | None = None
        self._heard = BatchResult()

    def run(self, progress: Progress, retry: bool, anew: bool) -> AnswersResult:
        work = self._work
        with self._records.alone():
            if anew:
                self._records.clear()
            plan = work.plan(self._spec, self._out_dir, retry)
            work.version = plan.version
            self._begin(plan, anew)
            try:
                result = work.run(self._spec, self._out_dir, progress, retry, self._hear)
            except HearthError as error:
                if error is not self._broken:
                    self._finish()
                    raise
                result = replace(self._heard, stopped=error)
            self._finish()
        return self._whole(result)

    # -- before -----------------------------------------------------------------------------

    def _begin(self, plan: BatchPlan, anew: bool) -> None:
        """Take up what is there, or begin; raises BadInput where that would destroy something."""
        journal, records = self._work.journal, self._records
        check_writable(self._target.folder)
        begun_with = self._begun_with(plan)
        batch = journal.find_batch(plan.key)
        items = journal.items(batch) if batch is not None else {}
        if not anew and records.take_up(begun_with):
            for table in self._tables:
                table.check_ours(lambda file, row: self._is_known(items.get(file), file, row))
        self._work.ask_again(plan, self._is_lost)
        records.note_begun(begun_with)
        rows = list(self._rows(items))
        for table in self._tables:
            remove_leftovers(table.path.parent)
            table.begin(rows)

    def _begun_with(self, plan: BatchPlan) -> dict[str, Any]:
        key = plan.key
        settings = dict(key.params)
        names = ("prompt", "system_prompt", "json_schema")
        return {
            "questions": {name: settings.pop(name, "") for name in names},
            "model": [key.model, key.weights_version],
            "settings": [settings, dict(key.output_options)],
            "inputs": [
                str(key.input_dir) if key.input_dir else None,
                sorted(map(str, key.files)),
                key.recursive,
            ],
        }

    def _is_lost(self, source: Source) -> bool:
        """Whether the picture has its file, but no record."""
        return source.output is not None and self._records.read(source.output) is None

    def _rows(self, items: Mapping[str, ItemRecord]) -> Iterable[Row]:
        """What is known from earlier runs, of pictures that are gone, too."""
        for file, item in items.items():
            if item.state is State.FAILED:
                yield error_row(file, str(item.reason or ""))
            elif item.output is not None and (record := self._records.read(item.output)):
                yield record.row(file)

    def _is_known(self, item: ItemRecord | None, file: str, present: Mapping[str, Any]) -> bool:
        if is_error(present):
            return True  # the reason is forgotten once it is tried again
        if item is None or item.output is None:
            return False
        record = self._records.read(item.output)
        if record is None:
            return True  # lost, and asked for again
        rows = (record.row(file), record.row_before(file))
        return any(row is not None and same_row(present, row) for row in rows)

    # -- while it runs ----------------------------------------------------------------------

    def _hear(self, event: BatchEvent) -> None:
        try:
            self._put(event)
        except HearthError as error:
            self._broken = error
            raise
        event = self._shown(event)
        match event:
            case ItemDone():
                self._heard.done.append(event)
            case ItemFailed():
                self._heard.failed.append(event)
            case ItemSkipped():
                self._heard.skipped.append(event)
            case _:
                pass
        self._work.tell(event)

    def _put(self, event: BatchEvent) -> None:
        if isinstance(event, ItemFailed):
            self._add(error_row(self._work.file_of(event.path), str(event.reason)))
        elif isinstance(event, ItemDone):
            record = self._records.read(event.output)
            if record is not None:
                self._add(record.row(self._work.file_of(event.path)))

    def _add(self, row: Row) -> None:
        for table in self._tables:
            table.put(row)

    def _shown(self, event: BatchEvent) -> BatchEvent:
        """With the file that a person looks for in place of the record."""
        if self._target.has_files or not isinstance(event, (ItemDone, ItemSkipped)):
            return event
        return replace(event, output=self._tables[0].path if self._tables else event.path)

    # -- after ------------------------------------------------------------------------------

    def _finish(self) -> None:
        """Put the tables in the order of the pictures. What cannot be written is done next time."""
        with suppress(HearthError):
            plan = self._work.plan(self._spec, self._out_dir)
            sources = sorted((*plan.done, *plan.todo), key=lambda source: source.number)
            order = [self._work.file_of(source.path) for source in sources]
            for table in self._tables:
                table.finish(order)

    def _whole(self, result: BatchResult) -> AnswersResult:
        whole = _result(result)
        done, skipped = map(self._shown, result.done), map(self._shown, result.skipped)
        whole.done = [event for event in done if isinstance(event, ItemDone)]
        whole.skipped = [event for event in skipped if isinstance(event, ItemSkipped)]
        whole.tables = tuple(table.path for table in self._tables)
        formulas = sum(table.formulas for table in self._tables)
        if formulas:
            whole.notes.append(
                text(
                    "{count} answers begin with =, +, - or @, which a spreadsheet may take for "
                    "formulas: import their column as text.",
                    count=formulas,
                )
            )
        if self._work.cut_short:
            whole.notes.append(
                text(
                    "{count} answers ended at the limit of tokens: raise max_tokens if they are "
                    "cut off.",
                    count=self._work.cut_short,
                )
            )
        return whole


def _result(result: BatchResult) -> AnswersResult:
    return AnswersResult(**vars(result))
