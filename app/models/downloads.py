"""Downloads of the window: started, paused, gone on with, given up; at most two at a time.

A pause is a cancelled job whose bytes stay; the store goes on from them. What is given up loses
them. One download per set of weights, told apart by a key.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.context import AppContext
from app.jobs import DOWNLOADS, QUICK, Job, JobState

if TYPE_CHECKING:
    from pipelines.progress import Progress, Report
    from pipelines.spec import WeightFile


class DownloadState(StrEnum):
    """Where a download stands; NONE if there is none under that key."""

    NONE = "none"
    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    PAUSED = "paused"
    FAILED = "failed"


@dataclass
class Download:
    """One download. `job` is the latest attempt, `drop` that its bytes are to go when it ends."""

    key: str
    title: str
    weights: "Sequence[WeightFile]"
    job: Job | None = None
    state: DownloadState = DownloadState.NONE
    drop: bool = False
    error: BaseException | None = field(default=None, repr=False)

    @property
    def report(self) -> "Report | None":
        return self.job.report if self.job is not None else None


class Downloads(QObject):
    """All downloads. `changed` with a key whenever something moved, `arrived` when one is whole."""

    changed = Signal(str)
    arrived = Signal(str)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._known: dict[str, Download] = {}

    def get(self, key: str) -> Download | None:
        """The download of that key that is not finished yet."""
        return self._known.get(key)

    def state(self, key: str) -> DownloadState:
        found = self._known.get(key)
        return found.state if found is not None else DownloadState.NONE

    @property
    def active(self) -> tuple[Download, ...]:
        """Every unfinished download, in the order they were started."""
        return tuple(self._known.values())

    def start(self, key: str, title: str, weights: "Sequence[WeightFile]") -> None:
        """Download, or go on with a paused or failed download."""
        found = self._known.get(key)
        if found is not None and found.state not in (DownloadState.PAUSED, DownloadState.FAILED):
            return
        download = self._known[key] = Download(key, title, tuple(weights))
        engine, settings = self._context.engine, self._context.settings.value
        wanted = download.weights

        def work(progress: "Progress") -> Any:
            return engine.runtime(settings).store.fetch(wanted, progress)

        job = download.job = self._context.jobs.submit(work, title, DOWNLOADS)
        download.state = DownloadState.WAITING
        job.started.connect(lambda: self._move(download, DownloadState.RUNNING))
        job.progressed.connect(lambda _report: self.changed.emit(key))
        job.finished.connect(lambda _state: self._on_end(download, job))
        self.changed.emit(key)

    def pause(self, key: str) -> None:
        """Stop; the bytes so far stay."""
        self._stop(key, drop=False)

    def give_up(self, key: str) -> None:
        """Stop and delete the bytes so far."""
        self._stop(key, drop=True)

    def pause_all(self) -> None:
        """When the window closes."""
        for key in list(self._known):
            self.pause(key)

    def _stop(self, key: str, drop: bool) -> None:
        download = self._known.get(key)
        if download is None or download.job is None:
            return
        download.drop = drop
        if download.job.state.is_end:
            if drop:
                self._discard(download)
            return
        download.state = DownloadState.STOPPING
        self.changed.emit(key)
        download.job.cancel()

    def _move(self, download: Download, state: DownloadState) -> None:
        if download.state is not DownloadState.STOPPING:
            download.state = state
            self.changed.emit(download.key)

    def _on_end(self, download: Download, job: Job) -> None:
        if job.state is JobState.DONE:
            self._known.pop(download.key, None)
            self.arrived.emit(download.key)
        elif job.state is JobState.CANCELLED:
            if download.drop:
                self._discard(download)
                return
            download.state = DownloadState.PAUSED
        else:
            download.state, download.error = DownloadState.FAILED, job.error
        self.changed.emit(download.key)

    def _discard(self, download: Download) -> None:
        engine, settings = self._context.engine, self._context.settings.value
        weights = download.weights
        job = self._context.jobs.submit(
            lambda _progress: engine.runtime(settings).store.discard_unfinished(weights),
            lane=QUICK,
        )
        job.finished.connect(lambda _state: self._forget(download))

    def _forget(self, download: Download) -> None:
        if self._known.get(download.key) is download:
            del self._known[download.key]
        self.changed.emit(download.key)
