"""A button below the prompt that has a model of Image Q&A say what the picture shows."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from app.choosing.choice_lines import full_title
from app.choosing.choices import Choice, list_choices
from app.context import AppContext
from app.icons import set_icon
from app.jobs import QUICK, Job, JobState
from app.task_tab import Specs
from app.upscaling.panel import UpscalingPanel
from app.upscaling.redraws import is_redraw

if TYPE_CHECKING:
    from pipelines.progress import Progress
    from pipelines.spec import ModelSpec

_FIELDS = ("positive_prompt", "prompt")
#: More would be cut off: CLIP reads 75 tokens.
_QUESTION = (
    "Describe this picture in one sentence of at most 25 words, for somebody who will paint it: "
    "what it shows, materials, light and style."
)


class Describing(QObject):
    """Absent where no model that sees is installed. `begun` with the job that looks."""

    begun = Signal(object)

    def __init__(
        self, context: AppContext, panel: UpscalingPanel, seeing: Specs | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._panel = context, panel
        self._seeing = seeing or self._own_specs
        self._choice: Choice | None = None
        self._picture: Path | None = None
        self.button: QPushButton | None = None
        panel.model_changed.connect(self._place)

    def _own_specs(self) -> "Sequence[ModelSpec[Any]]":
        from pipelines.own_models.shelf import OwnModels
        from pipelines.registry import models_for
        from pipelines.spec import Task

        return models_for(Task.IMAGE_QA, OwnModels(self._context.places.own_models))

    @property
    def is_ready(self) -> bool:
        """Whether a model that sees is installed, as far as is known."""
        return self._choice is not None

    def look_for_models(self) -> None:
        """Look again which models that see are installed."""

        def work(_progress: object) -> Choice | None:
            runtime = self._context.engine.runtime(self._context.settings.value)
            found = list_choices(self._seeing(), runtime)
            return next((choice for choice in found if choice.installed), None)

        job = self._context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda _state: self._on_models(job))

    def _on_models(self, job: Job) -> None:
        self._choice = job.result if job.state is JobState.DONE else None
        self._refresh()

    def follow(self, picture: Path | None, busy: bool) -> None:
        """This picture is on view; nothing can be begun while something runs."""
        self._picture = None if busy else picture
        self._refresh()

    @property
    def _field(self) -> str:
        form = self._panel.form
        if form is None or not is_redraw(self._panel.spec):
            return ""
        return next((name for name in _FIELDS if name in form.rows), "")

    def _place(self) -> None:
        """Into the row of the prompt, which is made anew for each model."""
        self.button = None
        field, form = self._field, self._panel.form
        if not field or form is None:
            return
        row = form.rows[field]
        words = self.tr("Describe the picture")
        self.button = QPushButton(words, row)
        self.button.setProperty("role", "chip")
        self.button.setAccessibleName(words)
        set_icon(self.button, "image-qa", side=16)
        self.button.clicked.connect(self._describe)
        row.add_below(self.button)
        self._refresh()

    def _refresh(self) -> None:
        if self.button is None:
            return
        self.button.setVisible(self._choice is not None)
        self.button.setEnabled(self._picture is not None)
        if self._choice is not None:
            words = self.tr("{model} looks at the picture and writes the prompt")
            self.button.setToolTip(words.format(model=full_title(self._choice)))

    def _describe(self) -> None:
        choice, picture = self._choice, self._picture
        if choice is None or picture is None:
            return
        settings, spec = self._context.settings.value, choice.spec

        def work(progress: "Progress") -> str:
            from pipelines.run import open_session

            params = choice.params(picture, {"prompt": _QUESTION})
            runtime = self._context.engine.runtime(settings)
            content = spec.read(params)
            with open_session(runtime, spec, params, progress, choice.version) as session:
                content = session.look(content, params, progress)
                result, _plan, _notes = session.compute(content, params, progress)
            return " ".join(result.answers[0].text.split())

        title = self.tr("What {name} shows").format(name=picture.name)
        job = self._context.jobs.submit(work, title, self._context.engine.lane(settings))
        job.uses = choice.files
        field = self._field
        job.finished.connect(lambda _state: self._on_described(job, field))
        self.begun.emit(job)

    def _on_described(self, job: Job, field: str) -> None:
        form = self._panel.form
        if job.state is JobState.DONE and job.result and form is not None and field in form.rows:
            form.set_values({field: job.result})
            form.changed.emit()
