"""A batch from start to end: its job, the list's states, and one sentence over it all."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from app.batches.batch_work import BatchEars, Order, RunGroup, batch_work, run_group
from app.batches.inputs import Group, group_files
from app.context import AppContext
from app.error_view import MessageKind, sentence_of
from app.jobs import Job, JobState
from app.translation import translate
from app.widgets.file_queue import FileQueue
from app.widgets.state_icons import FileState

if TYPE_CHECKING:
    from pipelines.batch import BatchEvent, BatchResult
    from pipelines.spec import ModelSpec
    from pipelines.versions import Version


class QueueView(Protocol):
    """A viewer with a list of files, which it shows the state of."""

    queue: FileQueue

    def set_state(self, path: Path, state: FileState, **told: Any) -> None: ...


class BatchRun(QObject):
    """`ended` with the job, whatever came of it.

    A subclass may group the files in another way and run groups by something else.
    """

    ended = Signal(object)

    def __init__(self, context: AppContext, viewer: QueueView, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._viewer = context, viewer
        self._ears: BatchEars | None = None
        self._failed: list[str] = []
        self._reason = ""
        self._last: tuple[Any, list[Group]] | None = None
        self.last_output: Path | None = None

    def groups_of(
        self, paths: Sequence[Path], folders: Mapping[Path, tuple[Path, ...]], output: Any
    ) -> Sequence[Group]:
        """What is worked on together; a result goes beside its source or into the folder of the
        settings."""
        return group_files(paths, folders, self._context.settings.value.output_folder)

    def identity_more(self) -> Any:
        """What, besides model and settings, makes a run another one."""
        return None

    def runner(self) -> RunGroup:
        """What works through the groups of the run that begins now."""
        return run_group

    def start(
        self,
        spec: "ModelSpec[Any]",
        params: Any,
        output: Any,
        paths: Sequence[Path],
        folders: Mapping[Path, tuple[Path, ...]],
        retry: bool = False,
        begun: Group | None = None,
        version: "Version | None" = None,
        watch: bool = False,
    ) -> Job:
        """Queue the job. A retry runs the given files only; `begun` is a batch to go on
        with, `version` an older one to run. With `watch` the only folder is watched on.

        Under unchanged settings a retry goes on with the batch they failed in, so that the journal
        knows them done; otherwise they make a batch of their own.
        """
        settings = self._context.settings.value
        given = params.model_dump(exclude={spec.input_field})
        identity = (spec.name, given, output, version, self.identity_more())
        goes_on = retry and self._last is not None and self._last[0] == identity
        if goes_on and self._last is not None:
            groups = self._last[1]
        else:
            groups = [begun] if begun else list(self.groups_of(paths, folders, output))
            self._last = (identity, groups)
        self.last_output, self._failed = None, []
        self._ears = ears = BatchEars()
        ears.heard.connect(self._on_event)
        for path in paths:
            self._viewer.set_state(path, FileState.WAITING)
        order = Order(spec, params, output, goes_on, version, watch)
        work = batch_work(self._context, order, groups, settings, ears, self.runner())
        title = self.tr("{count} files").format(count=len(paths))
        job = self._context.jobs.submit(work, title, self._context.engine.lane(settings))
        job.finished.connect(lambda _state: self._on_end(job))
        return job

    def _on_event(self, event: "BatchEvent") -> None:
        from pipelines.batch import ItemDone, ItemFailed, ItemProgress, ItemSkipped, ItemStarted

        view = self._viewer
        match event:
            case ItemStarted():
                if view.queue.model.row_of(event.path) is None:  # came into a watched folder
                    view.queue.add([event.path])
                view.set_state(event.path, FileState.RUNNING)
            case ItemProgress():
                view.set_state(event.path, FileState.RUNNING, fraction=event.fraction)
            case ItemDone():
                self.last_output = event.output
                view.set_state(event.path, FileState.DONE, result=event.output)
            case ItemFailed():
                reason = self._reason = translate(event.reason)
                self._failed.append(f"{event.path}: {reason}")
                view.set_state(event.path, FileState.FAILED, reason=reason)
            case ItemSkipped():
                self.last_output = self.last_output or event.output
                row = view.queue.model.row_of(event.path)
                # In a retry, what this very run has done before stays done.
                if row is not None and row.result != event.output:
                    view.set_state(event.path, FileState.SKIPPED, result=event.output)

    def _on_end(self, job: Job) -> None:
        # What was running when it was stopped has no event of its own.
        for path in self._viewer.queue.model.paths(FileState.RUNNING):
            self._viewer.set_state(path, FileState.CANCELLED)
        self._viewer.queue.show_failures()
        self.ended.emit(job)

    def summary(self, job: Job) -> tuple[MessageKind, str, str]:
        """Kind, sentence and details over the whole."""
        results: list[BatchResult] = job.result or []
        done = sum(len(result.done) for result in results)
        skipped = sum(len(result.skipped) for result in results)
        stopped = next((r.stopped for r in results if r.stopped is not None), None)
        parts = [self.tr("{count} finished").format(count=done)]
        if skipped:
            parts.append(self.tr("{count} done before").format(count=skipped))
        if self._failed:
            parts.append(self.tr("{count} failed").format(count=len(self._failed)))
        words, details = ", ".join(parts) + ".", "\n".join(self._failed)
        if len(self._failed) == 1:
            words = f"{words} {self._reason}"
        if stopped is not None:
            return MessageKind.ERROR, f"{sentence_of(stopped)} {words}", details
        if job.state is JobState.CANCELLED or any(result.cancelled for result in results):
            return MessageKind.INFO, self.tr("Stopped: {words}").format(words=words), details
        return (MessageKind.WARNING if self._failed else MessageKind.SUCCESS), words, details
