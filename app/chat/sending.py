"""From "send" to the job: is the model here, are the settings right, was leaving out agreed to."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.chat.asking import Ask
from app.chat.views import ChatParts
from app.choosing.choice_lines import file_size, full_title
from app.choosing.choices import Choice
from app.choosing.offers import Offers
from app.error_view import MessageKind, MessageStrip
from app.jobs import DOWNLOADS, Job, JobState

if TYPE_CHECKING:
    from pipelines.progress import Progress


class Sending(QObject):
    """`downloading` with a job that fetches the model."""

    downloading = Signal(object)

    def __init__(
        self, parts: ChatParts, strip: MessageStrip, offers: Offers, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._parts, self._strip, self._offers = parts, strip, offers
        self._left_out: dict[int, int] = {}
        self.download: Job | None = None

    def left_out(self, conversation: int | None) -> int:
        """How much of it the user agreed not to send any more."""
        return self._left_out.get(conversation or 0, 0)

    def leave_out(self, conversation: int | None, count: int) -> None:
        """The user agreed to it; a conversation that is only begun is told by None."""
        self._left_out[conversation or 0] = count

    def forget_new(self) -> None:
        """Another conversation begins."""
        self._left_out.pop(0, None)

    def send(self, ask: Ask) -> bool:
        """Ask the chosen model. False, with the reason said, if that cannot be done now."""
        choice = self._parts.panel.choice
        if choice is None or self._parts.talk.answering is not None:
            return False
        if not choice.installed:
            self._offer_download(choice)
            return False
        use = self._parts.panel.use()
        if use is None:
            self._strip.show_message(
                MessageKind.WARNING,
                self.tr("A setting is not valid: correct it in the settings on the right."),
            )
            return False
        self._strip.dismiss()
        self._parts.talk.ask(replace(ask, left_out=self.left_out(ask.conversation)), use)
        return True

    # -- a model that is not here ----------------------------------------------------------

    def _offer_download(self, choice: Choice) -> None:
        words = self.tr("{model} is not here yet. It takes a download of {size}.").format(
            model=full_title(choice), size=file_size(choice.download_bytes)
        )
        action = self.tr("Download {size}").format(size=file_size(choice.download_bytes))
        self._offers.make(words, action, lambda: self._fetch(choice))

    def _fetch(self, choice: Choice) -> None:
        if self.download is not None and not self.download.state.is_end:
            return
        self._strip.dismiss()
        context = self._parts.context
        settings = context.settings.value

        def work(progress: "Progress") -> Any:
            spec = choice.spec
            weights = spec.weights(spec.example(**choice.overrides))
            return context.engine.runtime(settings).store.fetch(weights, progress)

        job = context.jobs.submit(work, full_title(choice), DOWNLOADS)
        self.download = job
        job.finished.connect(lambda state: self._on_fetched(job, state, choice))
        self.downloading.emit(job)

    def _on_fetched(self, job: Job, state: JobState, choice: Choice) -> None:
        if state is JobState.DONE:
            words = self.tr("{model} is here now.").format(model=full_title(choice))
            self._strip.show_message(MessageKind.SUCCESS, words)
            self._parts.context.requests.models_changed.emit("")
        elif state is JobState.FAILED:
            self._strip.show_failure(job)
