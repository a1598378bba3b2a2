"""Models that draw a picture anew, tile by tile: what runs of them tell and leave behind."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.context import AppContext
from app.jobs import Job, JobState
from app.upscaling.likeness_work import faces_back
from app.upscaling.prepared import FirstStep
from app.upscaling.redraw_ears import RedrawEars
from app.upscaling.tile_board import TileBoard

if TYPE_CHECKING:
    from pipelines.identity.face import Face
    from pipelines.redrawing.work import Place
    from pipelines.spec import ModelSpec
    from pipelines.versions import Version


@dataclass(frozen=True)
class Redraw:
    """A run on one picture, as it was asked for. `steps` made of `source` what `params` name."""

    spec: "ModelSpec[Any]"
    params: Any
    output: Any
    version: "Version | None"
    source: Path
    steps: tuple[FirstStep, ...] = ()

    @property
    def picture(self) -> Path:
        """What is drawn over."""
        return getattr(self.params, self.spec.input_field)

    @property
    def prompt(self) -> str:
        """What every tile was told."""
        named = ("positive_prompt", "prompt")
        return next((str(getattr(self.params, n)) for n in named if hasattr(self.params, n)), "")


def is_redraw(spec: "ModelSpec[Any] | None") -> bool:
    """Whether the model draws anew, tile by tile."""
    if spec is None:
        return False
    from pipelines.redrawing.redraw_model import kept

    return spec.kept is kept


class Redraws(QObject):
    """Keeps a `board` of the redraw that runs, and remembers the last one on a single picture.

    `changed` when that one began, ended or was forgotten.
    """

    changed = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ears: RedrawEars | None = None
        self.board = TileBoard(self)
        self.last: Redraw | None = None
        self.last_state: JobState | None = None

    def heard_spec(self, spec: "ModelSpec[Any]") -> "ModelSpec[Any]":
        """The model with its tiles on disk, and heard on the board; others as they are."""
        if not is_redraw(spec):
            return spec
        from pipelines.redrawing.redraw_model import keeping

        self._ears = ears = RedrawEars()
        ears.heard.connect(self.board.take)
        return keeping(spec, self._context.places.data, ears.listen)

    def again_spec(
        self, spec: "ModelSpec[Any]", place: "Place", prompt: str, seed: int
    ) -> "ModelSpec[Any]":
        """The model that draws one tile of the last redraw again."""
        from pipelines.redrawing.redraw_model import redoing
        from pipelines.redrawing.run import Again

        return redoing(self.heard_spec(spec), Again(place, prompt=prompt, seed=seed))

    def kept_spec(self, spec: "ModelSpec[Any]") -> "ModelSpec[Any]":
        """The model that gives the last redraw as far as it went."""
        from pipelines.redrawing.redraw_model import as_it_is

        return as_it_is(self.heard_spec(spec))

    def blended_spec(self, spec: "ModelSpec[Any]", faces: "tuple[Face, ...]") -> "ModelSpec[Any]":
        """The model that gives the last redraw with these faces as they were before it."""
        from pipelines.redrawing.redraw_model import finished_by

        return finished_by(self.heard_spec(spec), faces_back(faces))

    def follow(self, job: Job, redraw: Redraw) -> None:
        """This is the last redraw now."""
        self.last, self.last_state = redraw, None
        job.finished.connect(lambda state: self._on_end(redraw, state))
        self.changed.emit()

    def _on_end(self, redraw: Redraw, state: JobState) -> None:
        if redraw is self.last:
            self.last_state = state
            self.changed.emit()

    def forget(self) -> None:
        """Another picture is looked at."""
        self.last, self.last_state = None, None
        self.board.clear()
        self.changed.emit()
