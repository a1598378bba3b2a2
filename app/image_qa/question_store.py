"""The user's questions in the window: read in a job, kept in a job."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.context import AppContext
from app.jobs import Job, JobState, Lane
from app.translation import translate
from pipelines.text import Text

if TYPE_CHECKING:
    from pipelines.progress import Progress
    from pipelines.prompts.picture_questions import PictureQuestion

#: One at a time: what is saved last stays.
_LINE = Lane("picture questions", quiet=True)


class QuestionStore(QObject):
    """`changed` when there are others, `failed` with a job."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.items: tuple[PictureQuestion, ...] = ()

    def load(self) -> None:
        """Read them again. From a damaged file come those of Hearth, and the reason is told."""
        places = self._context.places

        def work(_progress: "Progress") -> "tuple[PictureQuestion, ...]":
            from pipelines.prompts.picture_questions import picture_questions

            return picture_questions(places).load()

        job = self._context.jobs.submit(work, lane=_LINE)
        job.finished.connect(lambda _state: self._on_loaded(job))

    def _on_loaded(self, job: Job) -> None:
        if job.state is JobState.DONE:
            self._take(job.result)
        elif job.state is JobState.FAILED:
            from pipelines.prompts.picture_questions import BUILT_IN

            self._take(BUILT_IN)
            self.failed.emit(job)

    def save(self, items: "Sequence[PictureQuestion]") -> None:
        """Offer these from now on."""
        places, kept = self._context.places, tuple(items)
        self._take(kept)

        def work(_progress: "Progress") -> None:
            from pipelines.prompts.picture_questions import picture_questions

            picture_questions(places).save(kept)

        job = self._context.jobs.submit(work, lane=_LINE)
        job.finished.connect(
            lambda state: self.failed.emit(job) if state is JobState.FAILED else None
        )

    def _take(self, items: "Sequence[PictureQuestion]") -> None:
        self.items = tuple(items)
        self.changed.emit()


def spoken(words: Text, by_hearth: bool) -> str:
    """In the user's language if Hearth says it; what a person wrote stays as it is."""
    return translate(words) if by_hearth else str(words)
