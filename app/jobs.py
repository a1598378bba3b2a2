"""The job queue: lanes of worker threads that never touch a widget, and one end for every job.

A job is any ``callable(progress) -> object``. Workers only leave their latest report behind; a
timer on the GUI thread picks it up at most 20 times a second, so no job can flood the event loop.
One plain thread per running job and no thread pool: idle pool threads outlive the window. Threads
are never terminated: cancelling raises a flag that the job sees at its next step.
"""

import logging
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from pipelines.progress import Cancelled, CancelToken, Progress, Report

Work = Callable[[Progress], Any]

#: Milliseconds between two looks at the running jobs' reports: 20 a second.
REPORT_EVERY_MS = 50

_log = logging.getLogger(__name__)


class JobState(StrEnum):
    """Where a job stands; the last three are ends and reached exactly once."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def is_end(self) -> bool:
        return self in (JobState.DONE, JobState.CANCELLED, JobState.FAILED)


@dataclass(frozen=True)
class Lane:
    """Jobs of one lane share something: `capacity` of them run at a time.

    Nobody is asked about `quiet` jobs when the window closes; they are just stopped.
    """

    name: str
    capacity: int = 1
    quiet: bool = False


CPU = Lane("cpu")
DOWNLOADS = Lane("download", capacity=2)
#: Short helpers of the window: thumbnails, reading a file's size, listing the models.
QUICK = Lane("quick", capacity=2, quiet=True)


def device_lane(device: str) -> Lane:
    """The lane of a torch device id ("cpu", "cuda:1", "mps").

    "auto" is the first GPU's lane until `app.engine` knows which device that is.
    """
    kind, _, index = device.partition(":")
    return CPU if kind == "cpu" else Lane(f"gpu:{index or 0}")


class Job(QObject):
    """One piece of work. Lives on the GUI thread; `finished` is emitted exactly once.

    `uses` are files that must stay until it has ended; whoever submits it sets them.
    `report` is the latest report or None. At the end `result` is what the work returned, or
    `error` what it raised and `details` the traceback as text.
    """

    started = Signal()
    progressed = Signal(object)
    stopping_changed = Signal()
    finished = Signal(object)

    def __init__(self, work: Work, title: str, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title, self.lane = title, lane
        self.state = JobState.QUEUED
        self.report: Report | None = None
        self.result: Any = None
        self.error: BaseException | None = None
        self.details = ""
        self.seconds = 0.0
        self.token = CancelToken()
        self.uses: frozenset[Path] = frozenset()
        self._work: Work | None = work
        self._latest: Report | None = None
        self._began = 0.0

    @property
    def stopping(self) -> bool:
        """Cancelled, but still busy with its present step."""
        return self.state is JobState.RUNNING and self.token.cancelled

    def cancel(self) -> None:
        """Ask to stop: at once while queued, else at the job's next step."""
        if self.state.is_end or self.token.cancelled:
            return
        self.token.cancel()
        if self.state is JobState.QUEUED:
            self.end(End(JobState.CANCELLED))
        else:
            self.stopping_changed.emit()

    def perform(self) -> "End":
        """Run the work on the present thread and turn whatever comes of it into one end.

        For the queue's worker; the methods below are the queue's too, on the GUI thread.
        """
        work = self._work
        if work is None:
            return End(JobState.CANCELLED)
        try:
            progress = Progress(self._hear, self.token)
            progress.check()
            return End(JobState.DONE, work(progress))
        except Cancelled:
            return End(JobState.CANCELLED)
        except BaseException as error:  # SystemExit too: a job without an end hangs the window
            details = "".join(traceback.format_exception(error))
            _forget_frames(error)
            return End(JobState.FAILED, error=error, details=details)

    def _hear(self, report: Report) -> None:
        self._latest = report  # on the worker's thread; replacing one reference needs no lock

    def look(self) -> None:
        """Pick up the latest report."""
        latest = self._latest
        if latest is not None and latest is not self.report:
            self.report = latest
            self.progressed.emit(latest)

    def begin(self) -> None:
        """Mark as running."""
        self.state = JobState.RUNNING
        self._began = time.monotonic()
        self.started.emit()

    def end(self, end: "End") -> None:
        """Take over how it ended; a second end is ignored."""
        if self.state.is_end:
            return
        self.look()
        self._work = None  # what the work holds on to must not outlive it
        self.state, self.result = end.state, end.result
        self.error, self.details = end.error, end.details
        self.seconds = time.monotonic() - self._began if self._began else 0.0
        self.finished.emit(self.state)


@dataclass(frozen=True)
class End:
    """How a job ended, on its way from the worker to the GUI thread."""

    state: JobState
    result: Any = None
    error: BaseException | None = None
    details: str = ""


class _Relay(QObject):
    """Carries ends to the GUI thread; each worker holds on to it, so it outlives the queue."""

    ended = Signal(object, object)


def _forget_frames(error: BaseException) -> None:
    """Frames keep their variables alive: tensors, and with them the GPU's memory."""
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        item = pending.pop()
        if item is not None and id(item) not in seen:
            seen.add(id(item))
            item.__traceback__ = None
            pending += [item.__cause__, item.__context__]


class JobQueue(QObject):
    """Starts jobs lane by lane, first in first out.

    `changed` after any job was added, started or ended; `idle` when the last one ended.
    """

    job_added = Signal(object)
    job_ended = Signal(object)
    changed = Signal()
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Job] = []
        self._running: dict[Job, threading.Thread] = {}
        self._closed = False
        self._relay = _Relay()
        self._relay.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(REPORT_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def running(self) -> tuple[Job, ...]:
        return tuple(self._running)

    @property
    def waiting(self) -> tuple[Job, ...]:
        return tuple(self._waiting)

    @property
    def unfinished(self) -> tuple[Job, ...]:
        return (*self._running, *self._waiting)

    @property
    def is_idle(self) -> bool:
        return not self._running and not self._waiting

    @property
    def busy(self) -> bool:
        """Whether there is a job that a person would miss if it were stopped."""
        return any(not job.lane.quiet for job in self.unfinished)

    def submit(self, work: Work, title: str = "", lane: Lane = CPU) -> Job:
        """Queue `work`. Connect to the job's signals right away: none is emitted before that.

        The queue keeps the job alive until it has ended.
        """
        job = Job(work, title, lane)
        job.finished.connect(lambda _state, job=job: self._on_finished(job))
        self._waiting.append(job)
        self.job_added.emit(job)
        QTimer.singleShot(0, self, self._fill)
        self.changed.emit()
        return job

    def cancel_all(self) -> None:
        """Ask every job to stop; those that wait end at once."""
        for job in (*self._waiting, *self._running):
            job.cancel()

    def shutdown(self, wait_s: float = 30.0) -> bool:
        """Take no more jobs, cancel all and wait for them. Returns whether all ended in time."""
        self._closed = True
        self.cancel_all()
        deadline = time.monotonic() + wait_s
        for thread in tuple(self._running.values()):
            thread.join(max(0.0, deadline - time.monotonic()))
        QCoreApplication.sendPostedEvents(self)
        return self.is_idle

    @Slot()
    def _fill(self) -> None:
        for job in tuple(self._waiting):
            if self._closed:
                job.cancel()
                continue
            taken = sum(other.lane.name == job.lane.name for other in self._running)
            if taken < job.lane.capacity:
                self._waiting.remove(job)
                self._start(job)
        self._timer.start() if self._running else self._timer.stop()

    def _start(self, job: Job) -> None:
        relay = self._relay

        def body() -> None:
            end = job.perform()
            try:
                relay.ended.emit(job, end)
            except RuntimeError:  # the application is gone, and so is everyone who would listen
                _log.warning("job %r ended after the window was gone", job.title)

        thread = threading.Thread(target=body, name="hearth-job")
        self._running[job] = thread
        job.begin()
        thread.start()
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        for job in tuple(self._running):
            job.look()

    @Slot(object, object)
    def _on_ended(self, job: Job, end: End) -> None:
        thread = self._running.pop(job, None)
        if thread is not None:
            thread.join()  # it has only to return from emit
        if end.state is JobState.FAILED and end.error is not None:
            _log.debug("job %r failed\n%s", job.title, end.details)
        job.end(end)

    def _on_finished(self, job: Job) -> None:
        if job in self._waiting:
            self._waiting.remove(job)
        self.job_ended.emit(job)
        self._fill()
        self.changed.emit()
        if self.is_idle:
            self.idle.emit()
