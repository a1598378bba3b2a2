"""A folder of pictures that is asked about: its groups, its tables, and what is told at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.batches.batch_run import BatchRun
from app.batches.batch_work import Order, RunGroup
from app.batches.inputs import Group, group_files
from app.error_view import MessageKind
from app.jobs import Job
from app.translation import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.answering.batch import AnswersResult
    from pipelines.answering.target import Target
    from pipelines.batch import BatchEvent
    from pipelines.batch_resume import Unfinished
    from pipelines.journal import Journal
    from pipelines.progress import Progress
    from pipelines.run import Runtime


@dataclass(frozen=True)
class AnswerGroup(Group):
    """Pictures whose answers go into `tables`, by format; `out_dir` takes files for each."""

    tables: Mapping[str, Path] = field(default_factory=dict)

    def target(self, output: Any) -> "Target":
        """Where the answers go; only from a job."""
        from pipelines.answering.target import Target
        from pipelines.vision.formats import Format
        from pipelines.vision.output import formats_of

        formats = formats_of(output)
        tables = {Format(kind): path for kind, path in self.tables.items()}
        chosen = output.model_copy(update={"format": ",".join(formats)})
        target = Target(self.out_dir, tables, chosen)
        if tables and not target.has_files:  # nothing is written beside the pictures
            return replace(target, folder=min(tables.values()).parent)
        return target


@dataclass(frozen=True)
class AskGroup:
    """Asks about the pictures of one group; `anew` over a table that is there already."""

    anew: bool = False

    def __call__(
        self,
        runtime: "Runtime",
        order: Order,
        group: Group,
        journal: "Journal",
        listener: "Callable[[BatchEvent], None]",
        progress: "Progress",
    ) -> "AnswersResult":
        from pipelines.answering.batch import run_answers

        assert isinstance(group, AnswerGroup)
        return run_answers(
            runtime,
            order.spec,
            order.params,
            group.inputs,
            group.target(order.output),
            progress,
            journal=journal,
            recursive=group.recursive,
            retry_failed_only=order.retry,
            anew=self.anew and not order.retry,
            watch=order.watch,
            listener=listener,
            version=order.version,
        )


class AnswerRun(BatchRun):
    """`tables` are those of the next run; `anew` replaces them, once."""

    tables: Mapping[str, Path]
    anew = False

    def groups_of(
        self, paths: Sequence[Path], folders: Mapping[Path, tuple[Path, ...]], output: Any
    ) -> Sequence[Group]:
        groups = group_files(paths, folders, self._context.settings.value.output_folder)
        if self.tables and len(groups) > 1:  # one table for all of them
            groups = [Group(tuple(paths), groups[0].out_dir, len(paths))]
        return [
            AnswerGroup(group.inputs, group.out_dir, group.count, group.recursive, self.tables)
            for group in groups
        ]

    def identity_more(self) -> Any:
        return dict(self.tables)

    def runner(self) -> RunGroup:
        anew, self.anew = self.anew, False
        return AskGroup(anew)

    def summary(self, job: Job) -> tuple[MessageKind, str, str]:
        """Notes over the whole stand behind the sentence."""
        kind, words, details = super().summary(job)
        results: list[AnswersResult] = job.result or []
        notes = dict.fromkeys(translate(note) for result in results for note in result.notes)
        return kind, " ".join((words, *notes)), details


def begun_group(item: "Unfinished", home: Path) -> AnswerGroup | None:
    """A killed batch as it was begun, or None if its records below `home` are gone."""
    from pipelines.answering.records import begun_target

    target = begun_target(home, item.out_dir, item.output)
    if target is None:
        return None
    inputs = item.inputs if isinstance(item.inputs, Path) else tuple(item.inputs)
    tables = {str(kind): path for kind, path in target.tables.items()}
    return AnswerGroup(inputs, target.folder, item.total, item.recursive, tables)


def all_done_before(job: Job) -> bool:
    """Whether nothing was left to ask about."""
    results: list[AnswersResult] = job.result or []
    asked = any(r.done or r.failed or r.cancelled or r.stopped is not None for r in results)
    return not asked and any(result.skipped for result in results)
