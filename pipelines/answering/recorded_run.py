"""A run whose answers are put on record, with the tables that are made of the records."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from pipelines.answering.recording import recorded
from pipelines.answering.records import RecordFolder
from pipelines.answering.table import AnswerTable, is_error, same_row
from pipelines.answering.work import AnswersResult, Work, result_of
from pipelines.batch import (
    BatchEvent,
    BatchPlan,
    BatchResult,
    ItemDone,
    ItemFailed,
    ItemSkipped,
)
from pipelines.batch_plan import Source
from pipelines.errors import HearthError
from pipelines.journal import ItemRecord, State
from pipelines.media.atomic import check_writable, remove_leftovers
from pipelines.progress import Progress
from pipelines.text import text
from pipelines.vision.table_rows import Row, error_row


class RecordedRun:
    """A run whose answers are on record."""

    def __init__(self, work: Work, records: RecordFolder) -> None:
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
        whole = result_of(result)
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
