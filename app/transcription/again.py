"""One segment heard again: what can be chosen for it, and the job."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.choosing.choice_lines import full_title
from app.choosing.choice_panel import ChoicePanel
from app.choosing.choices import Choice
from app.context import AppContext
from app.error_view import sentence_of
from app.jobs import Job, JobState
from app.transcription.ears import Ears
from app.transcription.rerun import LastRecording, rerun_work
from app.transcription.rerun_dialog import RerunChoices, RerunRequest
from app.transcription.view import TranscriptionView
from app.translation import translate_param

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec


class Again(QObject):
    """Answers the editor's requests, one at a time, with the tab's settings as the beginning."""

    def __init__(
        self,
        context: AppContext,
        panel: ChoicePanel,
        viewer: TranscriptionView,
        ears: Ears,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._panel, self._viewer = context, panel, viewer
        self._ears = ears
        self._last = LastRecording()
        self._job: Job | None = None
        viewer.editor.rerun_requested.connect(self.start)
        viewer.editor.rerun_stopped.connect(self.stop)
        viewer.source_changed.connect(lambda _path: self._last.forget())

    @property
    def busy(self) -> bool:
        return self._job is not None

    def choices(self, language: str) -> RerunChoices:
        """Every model that is offered, and the settings of the panel."""
        values, present = self._panel.form_values(), self._panel.choice
        models = [(choice.key, full_title(choice)) for choice in self._panel.picker.choices]
        return RerunChoices(
            models=models,
            languages=_languages(present.spec) if present is not None else (),
            model=present.key if present is not None else "",
            language=language or str(values.get("language", "")),
            temperature=float(values.get("temperature", 0.0)),
            initial_prompt=str(values.get("initial_prompt", "")),
            hotwords=str(values.get("hotwords", "")),
        )

    def start(self, request: RerunRequest) -> None:
        """Hear the stretch again; the dialog waits for the answer."""
        editor, audio = self._viewer.editor, self._viewer.source
        choice = self._choice(request.model)
        if choice is None or audio is None:
            editor.show_rerun_problem(
                self.tr("The recording of this transcript is not here: put it beside the file.")
            )
            return
        self.stop()
        settings = self._context.settings.value
        values, spec = self._values(choice, request), self._ears.plain(choice.spec)
        span = (request.start, request.end)
        work = rerun_work(self._context, spec, values, audio, span, settings, self._last)
        title = self.tr("Listening again")
        job = self._context.jobs.submit(work, title, self._context.engine.lane(settings))
        job.finished.connect(lambda state: self._on_end(job, state))
        self._job = job

    def stop(self) -> None:
        """Nobody waits for the answer any more."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _choice(self, key: str) -> Choice | None:
        choices = self._panel.picker.choices
        return next((choice for choice in choices if choice.key == key), None)

    def _values(self, choice: Choice, request: RerunRequest) -> dict[str, Any]:
        """The panel's settings with what the dialog asks for; speakers stay as they are."""
        given = {
            **self._panel.form_values(),
            "language": request.language or "auto",
            "temperature": request.temperature,
            "initial_prompt": request.initial_prompt,
            "hotwords": request.hotwords,
            "diarize": False,
            "only_text": False,
        }
        known = choice.spec.params.model_fields
        return {**{k: v for k, v in given.items() if k in known}, **choice.overrides}

    def _on_end(self, job: Job, state: JobState) -> None:
        if job is not self._job:
            return
        self._job = None
        editor = self._viewer.editor
        if state is JobState.DONE:
            editor.show_rerun(job.result.segments)
        elif state is JobState.FAILED and job.error is not None:
            editor.show_rerun_problem(sentence_of(job.error))


def _languages(spec: "ModelSpec[Any]") -> list[tuple[str, str]]:
    from pipelines.spec import fields_of

    for item in fields_of(spec.params):
        if item.name == "language":
            return [(str(choice), translate_param(item.label(choice))) for choice in item.choices]
    return []
