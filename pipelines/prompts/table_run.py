"""A template over a table: one row, one prompt, the answers in a new column.

Each answer is on the disk before the next row is asked. A run that was stopped or killed goes on
with the first row without an answer, if table, template and settings are still the same.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pipelines.errors import BadInput, HearthError
from pipelines.language.engine import Answer, Finish, Request, Sampling
from pipelines.progress import Cancelled, Progress
from pipelines.prompts.records import template_record
from pipelines.prompts.table import Row, Table
from pipelines.prompts.table_log import SUFFIX, Done, TableLog
from pipelines.prompts.table_output import TableOutput, looks_like_formula, same_file
from pipelines.prompts.template import Form, PromptTemplate, compose
from pipelines.text import Text, text

#: Asks a model; `Engine.generate` is one.
Ask = Callable[[Request, Progress], Answer]


@dataclass(frozen=True)
class RowDone:
    """A row was finished: `answer`, or None and the `reason`."""

    index: int
    line: int
    answer: Answer | None = None
    reason: Text | None = None


@dataclass
class TableResult:
    """What became of a table run.

    `answered` and `failed` count this run's rows, `skipped` those that an earlier run had done;
    `failed` has the line and reason of each. `cut_short` answers ended at the token limit.
    """

    path: Path
    column: str
    total: int
    answered: int = 0
    skipped: int = 0
    failed: list[tuple[int, Text]] = field(default_factory=list)
    cut_short: int = 0
    cancelled: bool = False
    notes: list[Text] = field(default_factory=list)


def run_table(
    table: Table,
    template: PromptTemplate,
    ask: Ask,
    out_path: Path,
    *,
    column: str = "answer",
    form: Form | None = None,
    sampling: Sampling | None = None,
    settings: Mapping[str, str] | None = None,
    replace: bool = False,
    retry_failed: bool = False,
    progress: Progress | None = None,
    listener: Callable[[RowDone], None] | None = None,
) -> TableResult:
    """Ask for every row and write `out_path`, a CSV like the table with a column more.

    `settings` are further words on which answers depend, such as the model and its version. A row
    that fails gets its reason in a column ``error`` and is not asked again unless `retry_failed`
    is set. Cancelled, it stops within the present row, which is then not written, and the result
    says so. Raises BadInput, before a word is written, for missing columns and for an output that
    exists and is not of this very run, unless `replace` is set; DiskFull and NotWritable.
    """
    sampling, form = sampling or Sampling(), form or template.form
    if same_file(table.path, out_path):
        raise BadInput(
            "The answers need a file of their own: choose another name than the table's."
        )
    columns = table.columns_for(template.variables)
    fingerprint = _fingerprint(table, template, column, form, sampling, settings or {})
    log = TableLog(out_path)
    output = TableOutput(out_path, table, column)
    with log.alone():
        begun = _take_up(log, output, fingerprint, replace)
        run = _Run(
            table=table,
            columns=columns,
            request=lambda values: compose(template, values, form, sampling),
            ask=ask,
            log=log,
            output=output,
            progress=progress or Progress(),
            listener=listener or (lambda _event: None),
            todo=_todo(table, log.done, retry_failed),
            result=TableResult(out_path, output.column, len(table.rows)),
        )
        with log.working(fingerprint, begun):
            output.begin(log.done)
            run.go()
        if not run.result.cancelled and not any(done.error for done in log.done.values()):
            log.remove()
    return run.result


def is_unfinished(out_path: Path) -> bool:
    """Whether a table run into that file was begun and has rows without an answer."""
    return out_path.with_name(out_path.name + SUFFIX).is_file()


def _take_up(
    log: TableLog, output: TableOutput, fingerprint: Mapping[str, str], replace: bool
) -> bool:
    """Whether something was begun that goes on now. Raises BadInput."""
    if replace:
        return False
    if log.read(fingerprint):
        output.check_unchanged(log.done, log.before)
        return True
    if output.path.exists():
        raise BadInput(
            "{name} exists already: choose another name for the answers, or replace it.",
            name=output.path.name,
        )
    return False


def _todo(table: Table, done: Mapping[int, Done], retry_failed: bool) -> list[int]:
    left = [index for index in range(len(table.rows)) if index not in done]
    if retry_failed:
        left += [index for index, one in done.items() if one.error]
    return sorted(left)


def _fingerprint(
    table: Table,
    template: PromptTemplate,
    column: str,
    form: Form,
    sampling: Sampling,
    settings: Mapping[str, str],
) -> dict[str, str]:
    """What answers depend on; the name and description of a template are not among it."""
    asked = template_record(template)
    for name in ("name", "description"):
        asked.pop(name, None)
    return {
        "source": table.fingerprint,
        "template": _hash(asked),
        "settings": _hash([column, form, asdict(sampling), dict(settings)]),
    }


def _hash(content: object) -> str:
    words = json.dumps(content, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


@dataclass
class _Run:
    table: Table
    columns: Mapping[str, int]
    request: Callable[[Mapping[str, str]], Request]
    ask: Ask
    log: TableLog
    output: TableOutput
    progress: Progress
    listener: Callable[[RowDone], None]
    todo: list[int]
    result: TableResult

    def go(self) -> None:
        total = len(self.table.rows)
        self.result.skipped = total - len(self.todo)
        try:
            for index in self.todo:
                row = self.table.rows[index]
                part = self.progress.part(index / total, (index + 1) / total)
                part.update(0.0, text("Row {n} of {total}", n=index + 1, total=total))
                self._keep(index, row, self._row(index, row, part))
            self.progress.update(1.0)
        except Cancelled:
            self.result.cancelled = True
        self._note()

    def _row(self, index: int, row: Row, progress: Progress) -> RowDone:
        values = {name: row.values[place] for name, place in self.columns.items()}
        problem = row.problem or _emptiness(row, values)
        if problem is not None:
            return RowDone(index, row.line, reason=problem)
        try:
            answer = self.ask(self.request(values), progress)
        except HearthError as error:
            return RowDone(index, row.line, reason=error.text)
        except Cancelled:
            raise
        except Exception as error:
            reason = text(
                "This row failed inside the model ({kind}): {words}",
                kind=type(error).__name__,
                words=str(error) or "?",
            )
            return RowDone(index, row.line, reason=reason)
        if answer.finish is Finish.CANCELLED:
            raise Cancelled
        return RowDone(index, row.line, answer=answer)

    def _keep(self, index: int, row: Row, event: RowDone) -> None:
        result = self.result
        if event.answer is not None:
            self.log.add(index, Done(answer=event.answer.text.strip()))
            result.answered += 1
            result.cut_short += event.answer.finish is Finish.LENGTH
        elif event.reason is not None:
            self.log.add(index, Done(error=str(event.reason)))
            result.failed.append((row.line, event.reason))
        self.output.add(index, self.log.done)
        self.listener(event)

    def _note(self) -> None:
        count = sum(looks_like_formula(done.answer) for done in self.log.done.values())
        if count:
            self.result.notes.append(
                text(
                    "{count} answers begin with =, +, - or @, which a spreadsheet may take for "
                    "formulas: import their column as text.",
                    count=count,
                )
            )
        if self.result.cut_short:
            self.result.notes.append(
                text(
                    "{count} answers ended at the limit of tokens: raise max_new_tokens if they "
                    "are cut off.",
                    count=self.result.cut_short,
                )
            )


def _emptiness(row: Row, values: Mapping[str, str]) -> Text | None:
    """What is wrong with a row that has nothing to ask."""
    if not values or any(value.strip() for value in values.values()):
        return None
    return text("Line {line} has nothing in {columns}.", line=row.line, columns=", ".join(values))
