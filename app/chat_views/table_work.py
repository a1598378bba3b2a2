"""A template over a table with the chosen model, as work for a job."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.chat.asking import ModelUse
from app.context import AppContext
from pipelines.language.engine import Answer, Request
from pipelines.progress import Progress
from pipelines.prompts.table import Table, read_table
from pipelines.prompts.table_run import RowDone, TableResult, run_table
from pipelines.prompts.template import PromptTemplate
from pipelines.run import open_session

#: Of the time, for loading the model; it is little beside the rows.
_LOADING = 0.02


@dataclass(frozen=True)
class TableOrder:
    """What is to be done: `table` is read again, so that it is the one on the disk."""

    table: Path
    output: Path
    template: PromptTemplate
    column: str = "answer"
    replace: bool = False
    retry_failed: bool = False


def reading_work(path: Path) -> Callable[[Progress], Table]:
    """Read a table, to show it."""
    return lambda _progress: read_table(path)


def table_work(
    context: AppContext, use: ModelUse, order: TableOrder, events: deque[RowDone]
) -> Callable[[Progress], TableResult]:
    """Each finished row goes to `events`. Cancelled while rows are asked, it gives a result."""
    settings = context.settings.value

    def work(progress: Progress) -> TableResult:

        table = read_table(order.table)
        table.columns_for(order.template.variables)  # before a model is fetched and loaded
        runtime = context.engine.runtime(settings)
        with open_session(runtime, use.spec, use.params, progress, use.version) as session:
            session.load(progress.part(0, _LOADING))

            def ask(request: Request, row: Progress) -> Answer:
                quiet = Progress(cancel=row.cancel)  # the bar tells rows, not what a row does
                answer, _plan, _notes = session.compute(request, use.params, quiet)
                return answer

            result = run_table(
                table,
                order.template,
                ask,
                order.output,
                column=order.column,
                sampling=use.params.sampling,
                settings={"model": use.key, "version": session.version.id},
                replace=order.replace,
                retry_failed=order.retry_failed,
                progress=progress.part(_LOADING, 1),
                listener=events.append,
            )
        context.engine.find_devices()
        return result

    return work
