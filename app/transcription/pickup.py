"""At the start: edits and transcriptions that a crash interrupted are offered, one at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.choosing.offers import Offers
from app.context import AppContext
from app.jobs import QUICK, Job, JobState
from app.transcription.keeper import Keeper
from app.transcription.opening import is_outdated, open_rescued

if TYPE_CHECKING:
    from pipelines.progress import Progress
    from pipelines.speech.live_log import Logged
    from pipelines.speech.rescue import Rescued


class Pickup(QObject):
    """`opened` with edits to go on with and the path to show; `go_on` with a recording, a model's
    name and its settings."""

    opened = Signal(object, object)
    go_on = Signal(object, str, object)

    def __init__(
        self, context: AppContext, keeper: Keeper, offers: Offers, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._keeper, self._offers = context, keeper, offers
        self._looked = False
        self._rescued: list[Rescued] = []
        self._logged: list[Logged] = []

    def look(self) -> None:
        """Once, search for both; later calls do nothing."""
        if self._looked:
            return
        self._looked = True
        folder = self._context.places.transcripts

        def work(_progress: "Progress") -> Any:
            from pipelines.speech.live_log import remove_log, remove_useless, unfinished
            from pipelines.speech.rescue import rescued

            if not folder.is_dir():
                return [], []
            remove_useless(folder)
            logs = [log for log in unfinished(folder) if log.audio is not None]
            there = [log for log in logs if log.audio and Path(log.audio.path).is_file()]
            for log in [log for log in there if is_outdated(log, folder)]:
                there.remove(log)
                remove_log(log.path)
            return list(rescued(folder)), there

        job = self._context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda _state: self._on_found(job))

    def _on_found(self, job: Job) -> None:
        if job.state is JobState.DONE:
            self._rescued, self._logged = job.result
            self._offer()

    def _offer(self) -> None:
        if self._offers.would_hide:
            return  # what was said stays; the next start offers it
        if self._rescued:
            self._offer_edits(self._rescued.pop(0))
        elif self._logged:
            self._offer_log(self._logged.pop(0))

    def _offer_edits(self, item: "Rescued") -> None:
        from pipelines.speech.rescue import discard

        audio = item.project.audio
        own = item.path is None or item.path.parent == self._context.places.transcripts
        if own and audio is not None:  # people know their recording, not where Hearth keeps it
            name = audio.name
        else:
            name = item.path.name if item.path else self.tr("a transcript")
        words = self.tr("Hearth ended before your changes to {name} were saved.")

        def accept() -> None:
            job = self._context.jobs.submit(lambda _progress: open_rescued(item), lane=QUICK)
            job.finished.connect(lambda state: self._on_restored(job, state, item))

        def decline() -> None:
            self._in_background(lambda: discard(item))
            self._offer()

        self._offers.make(
            words.format(name=name), self.tr("Restore them"), accept, self.tr("Give up"), decline
        )

    def _on_restored(self, job: Job, state: JobState, item: "Rescued") -> None:
        """Show them; the old copy goes when there is a new one."""
        from pipelines.speech.rescue import discard

        if state is not JobState.DONE:
            return
        self.opened.emit(job.result, item.path or item.copy)
        copied = self._keeper.keep_copy()
        if copied is None:  # nothing that the file does not have
            self._in_background(lambda: discard(item))
            return
        copied.finished.connect(lambda ended: discard(item) if ended is JobState.DONE else None)

    def _offer_log(self, item: "Logged") -> None:
        from pipelines.speech.captions.clock import short_clock
        from pipelines.speech.live_log import remove_log

        assert item.audio is not None
        audio = Path(item.audio.path)
        words = self.tr("The transcription of {name} was interrupted at {time}.")

        def decline() -> None:
            self._in_background(lambda: remove_log(item.path))
            self._offer()

        self._offers.make(
            words.format(name=audio.name, time=short_clock(item.reached)),
            self.tr("Go on"),
            lambda: self.go_on.emit(audio, item.model, item.params),
            self.tr("Throw away"),
            decline,
        )

    def _in_background(self, work: Callable[[], None]) -> None:
        self._context.jobs.submit(lambda _progress: work(), lane=QUICK)
