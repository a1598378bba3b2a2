"""The conversations' store in the window: opened by the first job, asked in jobs, in order."""

import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.context import AppContext
from app.jobs import Job, JobState, Lane
from pipelines.text import Text

if TYPE_CHECKING:
    from pipelines.conversations.store import ConversationStore
    from pipelines.progress import Progress

#: One at a time, so that what is asked later sees what was changed before.
CONVERSATIONS = Lane("conversations", quiet=True)


class StoreLine(QObject):
    """`failed` with a job whose work on the store did, `noticed` with a sentence about the file.

    `pictures` is the folder of what the conversations show. When the store is opened, what was
    deleted long ago goes for good, and the pictures that nobody refers to any more, but for those
    of the names in `keep`.
    """

    failed = Signal(object)
    noticed = Signal(object)

    def __init__(
        self,
        context: AppContext,
        path: Path,
        parent: QObject | None = None,
        pictures: Path | None = None,
        keep: Collection[str] = (),
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._path, self._pictures, self._keep = path, pictures, keep
        self._lock = threading.Lock()
        self._store: ConversationStore | None = None
        self._notice: Text | None = None
        self._closed = False

    def store(self) -> "ConversationStore":
        """The open store; only from a job. Raises what opening it raises."""
        from pipelines.conversations.store import ConversationStore

        with self._lock:
            if self._store is None:
                self._store = ConversationStore(self._path, pictures=self._pictures)
                self._notice = self._store.notice
                if self._pictures is not None:
                    self._store.purge()
                    self._store.clear_pictures(self._keep)
            return self._store

    def ask(
        self,
        work: "Callable[[ConversationStore], Any]",
        done: Callable[[Any], Any] | None = None,
    ) -> Job:
        """Call `work` with the store in a job, then `done` with what it gave."""

        def inside(_progress: "Progress") -> Any:
            return work(self.store())

        job = self._context.jobs.submit(inside, lane=CONVERSATIONS)
        job.finished.connect(lambda _state: self._on_end(job, done))
        return job

    def _on_end(self, job: Job, done: Callable[[Any], Any] | None) -> None:
        if self._closed:
            return
        notice, self._notice = self._notice, None
        if notice is not None:
            self.noticed.emit(notice)
        if job.state is JobState.FAILED:
            self.failed.emit(job)
        elif job.state is JobState.DONE and done is not None:
            done(job.result)

    def close(self) -> None:
        """No job uses it any more."""
        self._closed = True
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None
