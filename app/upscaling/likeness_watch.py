"""After each redraw its faces are compared, and what drifted is told with what helps."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.context import AppContext
from app.error_view import MessageKind, sentence_of
from app.jobs import Job, JobState, Lane
from app.translation import translate
from app.upscaling.likeness_work import FaceEyes, Judged, installed_eyes, judge_work
from app.upscaling.offer_bar import BarOffer, OfferBar
from app.upscaling.redraws import Redraw

if TYPE_CHECKING:
    from pipelines.advising.remedies import Remedy

_LANE = Lane("likeness", quiet=True)


class LikenessWatch(QObject):
    """Speaks in `bar`. `wanted` with the redraw, its result and a `Remedy` that was chosen."""

    wanted = Signal(object, object, object)

    def __init__(
        self, context: AppContext, bar: OfferBar, eyes: FaceEyes | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._bar, self._eyes = context, bar, eyes or installed_eyes
        self._job: Job | None = None
        self._declined = False
        bar.closed.connect(self._decline)

    @property
    def busy(self) -> bool:
        return self._job is not None and not self._job.state.is_end

    def look(self, redraw: Redraw, result: Path, fetch: bool = False) -> None:
        """Compare the faces of that result with those of its picture."""
        self.forget()
        work = judge_work(
            self._context, redraw.source, result, redraw.params.model_dump(), self._eyes, fetch
        )
        title = self.tr("Faces of {name}").format(name=result.name)
        job = self._job = self._context.jobs.submit(work, title, _LANE)
        job.finished.connect(lambda _state: self._on_judged(job, redraw, result))

    def forget(self) -> None:
        """Another picture, or another run."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._bar.hide()

    def _on_judged(self, job: Job, redraw: Redraw, result: Path) -> None:
        if job is not self._job:
            return
        if job.state is JobState.FAILED and job.error is not None:
            words = self.tr("Faces were not compared. {reason}")
            told = words.format(reason=sentence_of(job.error))
            self._bar.say(MessageKind.INFO, told)
        elif job.state is JobState.DONE:
            self._tell(job.result, redraw, result)

    def _tell(self, judged: Judged, redraw: Redraw, result: Path) -> None:
        report = judged.report
        offers = [self._remedy(remedy, redraw, result) for remedy in judged.remedies]
        offer = report.offer
        if offer is not None and not self._declined:
            offers.append(
                BarOffer(
                    self.tr("Install and compare"),
                    translate(offer),
                    lambda: self.look(redraw, result, fetch=True),
                )
            )
        if report.drifted:
            sentences = [translate(words) for face in report.drifted for words in face.words]
            told = " ".join([translate(report.words), *dict.fromkeys(sentences)])
            self._bar.say(MessageKind.WARNING, told, offers)
        elif offer is not None and offers:
            self._bar.say(MessageKind.INFO, translate(offer), offers)

    def _remedy(self, remedy: "Remedy", redraw: Redraw, result: Path) -> BarOffer:
        return BarOffer(
            translate(remedy.title),
            translate(remedy.why),
            lambda: self.wanted.emit(redraw, result, remedy),
        )

    def _decline(self) -> None:
        """It is not asked again what to install, until the next start."""
        self._declined = True
