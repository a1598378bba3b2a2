"""A portrait made again from what it says about itself, without the photos."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.context import AppContext
from app.error_view import MessageKind
from app.jobs import QUICK, Job, JobState
from app.portraits.series import Series
from app.translation import translate

if TYPE_CHECKING:
    from app.portraits.studio import Studio
    from pipelines.portraits.styles import Style
    from pipelines.portraying.remaking import MissingCheckpoint, Remake

#: In a folder of diffusers, what names the parts.
_LISTS = "model_index.json"


class FindRemake(Protocol):
    """How a picture is made again; only from a job. Raises BadInput for any other picture, and
    MissingCheckpoint without the user's own base model that drew it."""

    def __call__(
        self, context: AppContext, path: Path, checkpoint: Path | None = None
    ) -> "Remake": ...


def find_remake(context: AppContext, path: Path, checkpoint: Path | None = None) -> "Remake":
    """A `FindRemake` over the models that are here."""
    from pipelines.own_models.shelf import OwnModels
    from pipelines.portraying.remaking import remake_of

    settings = context.settings.value
    runtime = context.engine.runtime(settings)
    shelf = OwnModels(context.places.own_models)
    return remake_of(path, shelf, runtime.versions, checkpoint)


def series_again(
    again: "Remake", output: Any, label: str, styles: "Sequence[Style]" = ()
) -> Series:
    """What draws it. Its portrait has its settings with the style apart, if that is one of
    `styles` and says what it said."""
    from pipelines.portraits.styles import told_apart
    from pipelines.portraying.remaking import remake

    def draw(runtime: Any, *what: Any, **how: Any) -> Any:
        return remake(runtime, again, *what, **how)

    params = again.part.params
    names = ("prompt", "negative_prompt", "style")
    said = {name: getattr(params, name) for name in names}
    asked = told_apart(styles, str(again.part.names.get("style", "")), said)
    shown = replace(again.part, names={"seed": params.seed})
    return Series(again.spec, (shown,), (params.model_copy(update=asked),), output, (label,), draw)


class Remaking(QObject):
    """Makes portraits again for a `Studio`."""

    def __init__(self, studio: "Studio", find: FindRemake) -> None:
        super().__init__(studio)
        self._studio, self._find = studio, find

    def remake(self, path: Path, checkpoint: Path | None = None) -> None:
        """Draw a portrait once more; `checkpoint` is the user's own base model that drew it."""
        studio, find = self._studio, self._find
        output = studio.panel.build_output()
        if studio.busy or output is None:
            words = self.tr("Please wait for the run to end, or cancel it, before that.")
            studio.strip.show_message(MessageKind.WARNING, words)
            return
        studio.set_starting(True)
        context = studio.context
        job = context.jobs.submit(lambda _progress: find(context, path, checkpoint), lane=QUICK)
        job.finished.connect(lambda state: self._on_found(job, state, path, output))

    def _on_found(self, job: Job, state: JobState, path: Path, output: Any) -> None:
        from pipelines.portraying.remaking import MissingCheckpoint

        studio = self._studio
        studio.set_starting(False)
        if isinstance(job.error, MissingCheckpoint):
            self._ask_for(job.error, path)
            return
        if state is not JobState.DONE:
            studio.strip.show_failure(job)
            return
        again: Remake = job.result
        if studio.licence.ask(again.spec, again.part.params, lambda: self._launch(again, output)):
            self._launch(again, output)

    def _ask_for(self, error: "MissingCheckpoint", path: Path) -> None:
        words = self.tr(
            "{name} was drawn by your own base model {model}, which is not among your models."
        )
        self._studio.offers.make(
            words.format(name=error.name, model=error.model),
            self.tr("Choose the model…"),
            lambda: self._choose(error.model, path),
            self.tr("Not now"),
            kind=MessageKind.WARNING,
        )

    def _choose(self, model: str, path: Path) -> None:
        """A file; in a folder that diffusers wrote, it is the one that lists the others."""
        studio, title = self._studio, self.tr("Where is {model}?").format(model=model)
        kinds = self.tr("Base models") + f" (*.safetensors {_LISTS})"
        found, _kind = QFileDialog.getOpenFileName(studio, title, str(path.parent), kinds)
        if found:
            chosen = Path(found)
            self.remake(path, chosen.parent if chosen.name == _LISTS else chosen)

    def _launch(self, again: "Remake", output: Any) -> None:
        studio = self._studio
        studio.strip.dismiss()
        series = series_again(again, output, self.tr("Made again"), studio.styles.styles)
        studio.launch(series, None)
        studio.series.notes |= dict.fromkeys(translate(remark) for remark in again.remarks)
