"""Three stations in a row: decode ahead, compute, encode behind, with two places in between.

Computing stays in the calling thread, where progress is reported and a cancel is noticed. The
stations never wait for each other for ever: whoever ends early closes the conveyors.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.batch_events import BatchEvent, ItemDone, ItemFailed, ItemProgress, ItemStarted
from pipelines.batch_plan import Source, job_of
from pipelines.conveyor import Conveyor, Ended
from pipelines.device import Plan
from pipelines.errors import DiskFull, HearthError, NotWritable, UnusableFolder
from pipelines.journal import Journal, State
from pipelines.media.atomic import check_writable
from pipelines.progress import Cancelled, Progress, Report
from pipelines.run import Session, check_output
from pipelines.spec import ModelSpec
from pipelines.text import Text, as_text, text

_log = logging.getLogger(__name__)

#: Inputs decoded ahead and results waiting to be encoded; more would only fill the memory.
AHEAD = 2


@dataclass
class _Decoded:
    source: Source
    content: Any
    seconds: float
    error: Exception | None = None


@dataclass
class _Computed:
    source: Source
    result: Any
    plan: Plan
    notes: list[Text]
    seconds: float


class _Stopped(Cancelled):
    """The encoder gave up; the computing stops as if cancelled."""


class BatchLine:
    """One pass over `todo`. `hear` is called by one thread at a time."""

    def __init__(
        self,
        spec: ModelSpec[Any],
        params: Any,
        todo: tuple[Source, ...],
        output: Any,
        journal: Journal,
        batch_id: int,
        hear: Callable[[BatchEvent], None],
    ) -> None:
        self.spec, self.params, self.todo, self.output = spec, params, todo, output
        self._journal, self._batch_id, self._hear = journal, batch_id, hear
        self._hearing = threading.Lock()
        self._decoded: Conveyor[_Decoded] = Conveyor(AHEAD)
        self._computed: Conveyor[_Computed] = Conveyor(AHEAD)
        self._unsettled = {source.key for source in todo}
        self._present: str | None = None
        self._stop: BaseException | None = None

    def run(self, session: Session, progress: Progress) -> HearthError | None:
        """Work through everything. Returns what stopped it before the end, if anything did.

        Raises Cancelled (what was computed by then is written first) and whatever is wrong with
        loading the model. No thread outlives the call.
        """
        threads = [
            threading.Thread(target=self._guarded, args=(work,), name=f"hearth-batch-{name}")
            for name, work in (
                ("read", lambda: self._decode(session)),
                ("write", lambda: self._encode(session)),
            )
        ]
        for thread in threads:
            thread.start()
        cancelled = False
        try:
            self._compute(session, progress)
        except _Stopped:
            pass
        except Cancelled:
            cancelled = True
        except BaseException:
            self._computed.close()
            raise
        finally:
            self._decoded.close()
            self._computed.finish()
            for thread in threads:
                thread.join()
            self._settle_rest(cancelled)
        if self._stop is not None and not isinstance(self._stop, HearthError):
            raise self._stop
        if cancelled and self._stop is None:
            raise Cancelled
        return self._stop

    # -- the stations -----------------------------------------------------------------------

    def _decode(self, session: Session) -> None:
        """Read ahead, in a thread of its own."""
        for source in self.todo:
            began = time.monotonic()
            content, failure = None, None
            try:
                params = job_of(self.spec, self.params, source)
                content = session.look(self.spec.read(params), params, Progress())
                if source.output is not None:
                    check_output(self.spec, content, params, source.output, self.output)
            except Exception as error:
                failure = error
            spent = time.monotonic() - began
            if not self._decoded.put(_Decoded(source, content, spent, failure)):
                return
        self._decoded.finish()

    def _compute(self, session: Session, progress: Progress) -> None:
        """Run the model on one after another, in the calling thread."""

        def check() -> None:
            if self._stop is not None:
                raise _Stopped
            progress.check()

        session.load(progress)
        for number in range(1, len(self.todo) + 1):
            progress.update((number - 1) / len(self.todo))
            check()
            try:
                decoded = self._decoded.get(check)
            except Ended:
                raise _Stopped from None  # closed from the other side
            self._run_one(session, decoded, number, check, progress)
            del decoded  # its picture may be large

    def _run_one(
        self,
        session: Session,
        decoded: _Decoded,
        number: int,
        check: Callable[[], None],
        progress: Progress,
    ) -> None:
        source, total = decoded.source, len(self.todo)
        if decoded.error is not None:
            self._failed(source, decoded.error)
            return
        self._present = source.key
        self._note(lambda: self._journal.set_state(self._batch_id, [source.key], State.RUNNING))
        self._tell(ItemStarted(source.path, number, total, source.names))

        def report(moment: Report) -> None:
            check()
            self._tell(ItemProgress(source.path, moment.fraction, moment.text, source.names))
            words = text(
                "{number} of {total}: {name}", number=number, total=total, name=source.path.name
            )
            progress.update((number - 1 + (moment.fraction or 0.0)) / total, words)

        began = time.monotonic()
        params = job_of(self.spec, self.params, source)
        try:
            result, plan, notes = session.compute(
                decoded.content, params, Progress(report, progress.cancel)
            )
        except Cancelled:
            raise
        except Exception as error:
            self._failed(source, error)
            return
        spent = decoded.seconds + time.monotonic() - began
        self._present = None
        if not self._computed.put(_Computed(source, result, plan, notes, spent)):
            raise _Stopped

    def _encode(self, session: Session) -> None:
        """Write what is computed, in a thread of its own."""
        while True:
            try:
                computed = self._computed.get()
            except Ended:
                return
            self._write_one(session, computed)
            del computed

    def _write_one(self, session: Session, computed: _Computed) -> None:
        source = computed.source
        if source.output is None:
            raise ValueError(f"{source.path} has no output yet")
        began = time.monotonic()
        params = job_of(self.spec, self.params, source)
        try:
            provenance = session.provenance(params, computed.plan)
            if source.names:
                provenance["part"] = dict(source.names)
            path = self.spec.write(computed.result, source.output, self.output, provenance)
        except DiskFull:
            raise
        except Exception as error:
            if isinstance(error, NotWritable) and not _is_writable(source.output.parent):
                raise
            self._failed(source, error)
            return
        spent = computed.seconds + time.monotonic() - began
        # From here on the name is taken by our result, so it must not count as merely queued.
        self._unsettled.discard(source.key)
        stamp = getattr(computed.result, "input_stamp", None)  # it was written into the input
        self._note(lambda: self._journal.set_done(self._batch_id, source.key, path, spent, stamp))
        told = [as_text(note) for note in getattr(computed.result, "notes", ())]
        facts = getattr(computed.result, "facts", None) or {}
        notes = (*computed.notes, *told)
        self._tell(ItemDone(source.path, path, spent, notes, source.names, facts))

    # -- how things end ---------------------------------------------------------------------

    def _failed(self, source: Source, error: Exception) -> None:
        """One file without a result; the others go on."""
        reason = reason_of(error)
        self._note(
            lambda: self._journal.set_state(self._batch_id, [source.key], State.FAILED, reason)
        )
        self._unsettled.discard(source.key)
        self._tell(ItemFailed(source.path, reason, source.names))

    def _guarded(self, work: Callable[[], None]) -> None:
        """A thread must not end without the others knowing."""
        try:
            work()
        except _Stopped:
            pass
        except BaseException as error:
            self._give_up(error)

    def _give_up(self, error: BaseException) -> None:
        if self._stop is None:
            self._stop = error
        self._decoded.close()
        self._computed.close()

    def _note(self, change: Callable[[], None]) -> None:
        """Write to the journal; without it the batch cannot go on."""
        try:
            change()
        except HearthError as error:
            self._give_up(error)
            raise _Stopped from error

    def _tell(self, event: BatchEvent) -> None:
        """Who hears it may keep it and find the disk full: that ends it, whichever thread tells."""
        try:
            with self._hearing:
                self._hear(event)
        except HearthError as error:
            self._give_up(error)
            raise _Stopped from error

    def _settle_rest(self, cancelled: bool) -> None:
        """What has no end stays queued; only the one that the user stopped is cancelled."""
        with suppress(HearthError):  # the next start puts right what cannot be noted now
            self._journal.set_state(self._batch_id, self._unsettled, State.QUEUED)
            if cancelled and self._present in self._unsettled:
                self._journal.set_state(self._batch_id, [self._present], State.CANCELLED)


def reason_of(error: Exception) -> Text:
    """One sentence for any failure; the details of an unexpected one go to the log."""
    if isinstance(error, HearthError):
        return error.text
    if isinstance(error, MemoryError):
        return text("There is not enough memory for this file.")
    _log.error("Unexpected failure in a batch", exc_info=error)
    return text(
        "Something unexpected went wrong ({kind}: {message}).",
        kind=type(error).__name__,
        message=str(error) or text("no message"),
    )


def _is_writable(folder: Path) -> bool:
    """Whether the folder takes new files at all; then one that failed is alone in that."""
    try:
        check_writable(folder)
    except UnusableFolder:
        return False
    return True
