"""What is done with the result of a job, as long as the widget that asked is there."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.error_view import MessageStrip
from app.jobs import Job, JobState


class Answer(QObject):
    """Calls `then` with the job's result, or shows its failure in `strip`; then emits `given`.

    A child of the widget that asked: Qt forgets the connection when that is deleted, where a
    lambda would be called on a widget that is gone.
    """

    given = Signal()

    def __init__(
        self, job: Job, then: Callable[[Any], Any], strip: MessageStrip, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._job, self._then, self._strip = job, then, strip
        job.finished.connect(self._hear)

    @Slot(object)
    def _hear(self, _state: JobState) -> None:
        self.deleteLater()
        if self._job.state is JobState.DONE:
            self._then(self._job.result)
        elif self._job.state is JobState.FAILED:
            self._strip.show_failure(self._job)
        self.given.emit()
