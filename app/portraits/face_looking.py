"""Looks at the photos whenever there are other ones, beside whatever else runs."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.context import AppContext
from app.error_view import sentence_of
from app.jobs import Job, JobState, Lane
from app.portraits.looks import SWITCHES, LookAt, Looker, Looks, MissingWeights
from app.portraits.panel import PortraitPanel
from app.portraits.photo_side import PhotoSide

#: Finding faces takes a second on the CPU, beside whatever the device does.
_FACES = Lane("faces", quiet=True)
#: How long after a change of photos they are looked at.
_LOOK_AFTER_MS = 150


class FaceLooking(QObject):
    """Shows in `photos` what `looker` finds. `fetching` with a job that downloads first, `ended`
    after each look."""

    fetching = Signal(object)
    ended = Signal()

    def __init__(
        self,
        context: AppContext,
        panel: PortraitPanel,
        photos: PhotoSide,
        looker: Looker,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._panel, self._photos = context, panel, photos
        self._looker = looker
        self._job: Job | None = None
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AFTER_MS)
        self._timer.timeout.connect(self.look)
        photos.fetch_wanted.connect(lambda: self.look(fetch=True))

    def look_soon(self) -> None:
        """Several changes in a row are looked at once."""
        self._timer.start()

    def look(self, fetch: bool = False) -> None:
        """Find the faces in the photos, in a job."""
        self._timer.stop()
        photos, spec = self._photos, self._panel.spec
        if photos.image is None or spec is None:
            return
        if self._job is not None:
            self._job.cancel()
        self._then = None
        values = self._panel.form_values()
        width, height = (
            int(values.get(f"face_detection_input_{side}") or 640) for side in ("width", "height")
        )
        switches = {name: bool(values.get(name)) for name in SWITCHES}
        wanted = LookAt(photos.image, photos.face, photos.photos[1:], (width, height), switches)
        settings, engine, looker = self._context.settings.value, self._context.engine, self._looker

        def work(progress: Any) -> Looks | MissingWeights:
            return looker(engine.runtime(settings), spec, wanted, progress, fetch)

        job = self._job = self._context.jobs.submit(work, lane=_FACES)
        job.finished.connect(lambda state: self._on_looks(job, state))
        if fetch:
            self.fetching.emit(job)

    def settle(self, then: Callable[[], None]) -> bool:
        """Whether the face that is taken is the one that the model will count.

        If only the starter has looked so far, the model's own is fetched, which a run needs anyway,
        and `then` is called once it has found that face.
        """
        looks = self._photos.looks
        if looks is None or not looks.missing:
            return True
        self.look(fetch=True)
        self._then = then
        return False

    def _on_looks(self, job: Job, state: JobState) -> None:
        if job is not self._job:
            return
        self._job, then, self._then = None, self._then, None
        if state is JobState.DONE and isinstance(job.result, MissingWeights):
            self._photos.show_missing(job.result.size)
        elif state is JobState.DONE:
            self._photos.show_looks(job.result)
        elif state is JobState.FAILED and job.error is not None:
            self._photos.show_trouble(sentence_of(job.error))
        self.ended.emit()
        looks = self._photos.looks
        if then is not None and looks is not None and not looks.missing:
            then()

    def stop(self) -> None:
        """The window closes for good."""
        self._timer.stop()
