"""A run of portraits as one job: what becomes of each is told on the GUI thread."""

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.context import AppContext
from app.jobs import Job, JobState
from app.portraits.result_model import Portrait, PortraitState, ResultModel
from app.portraits.sheet_file import SheetDrawing
from app.settings import Settings
from app.translation import translate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipelines.journal import Journal
    from pipelines.portraying.events import Listener, PortraitEvent, SeriesResult
    from pipelines.portraying.series import Target
    from pipelines.progress import Progress
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec, Part
    from pipelines.versions import Version

#: Seconds between two looks at one that is being drawn.
_LOOK_EVERY_S = 0.05


class Draw(Protocol):
    """Draws the parts that it knows; only from a job. `how` as for `draw_series`."""

    def __call__(
        self,
        runtime: "Runtime",
        target: "Target",
        output: Any,
        progress: "Progress",
        *,
        listener: "Listener",
        journal: "Journal",
    ) -> "SeriesResult": ...


@dataclass(frozen=True)
class Series:
    """Parts that are drawn one after another with one loaded model. `asked` are, for each of them,
    the params that it is a part of, and `labels` what distinguishes it from the others.

    `draw` draws them in another way than `pipelines.portraying.series` does. Results lie beside
    the face photo, or in the folder of the settings.
    """

    spec: "ModelSpec[Any]"
    parts: "tuple[Part[Any], ...]"
    asked: tuple[Any, ...]
    output: Any
    labels: tuple[str, ...]
    draw: "Draw | None" = None
    version: "Version | None" = None


@dataclass(frozen=True)
class _Look:
    """A rough picture, ready to be shown."""

    number: int
    image: QImage


class _Ears(QObject):
    """Hears on the job's thread and speaks on the GUI thread; of what is under way, not all."""

    heard = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[tuple[str, int], float] = {}

    def listen(self, event: "PortraitEvent") -> None:
        from pipelines.portraying.events import PortraitPreviewed, PortraitProgress

        if isinstance(event, PortraitPreviewed):
            if self._is_due("look", event.number):
                self.heard.emit(_Look(event.number, image_of_rgb(event.pixels)))
        elif not isinstance(event, PortraitProgress) or self._is_due("progress", event.number):
            self.heard.emit(event)

    def _is_due(self, what: str, number: int) -> bool:
        """The first of each portrait is."""
        now, key = time.monotonic(), (what, number)
        if now - self._last.get(key, 0.0) < _LOOK_EVERY_S:
            return False
        self._last[key] = now
        return True


def image_of_rgb(pixels: "NDArray[np.uint8]") -> QImage:
    """An image of (height, width, 3) pixels, with a copy of them."""
    import numpy as np

    data = np.ascontiguousarray(pixels)
    height, width = data.shape[:2]
    image = QImage(data.data, width, height, data.strides[0], QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)  # copies, so the array may go


class SeriesRun(QObject):
    """`made` with a finished `Portrait`, `ended` with the job, whatever came of it."""

    made = Signal(object)
    ended = Signal(object)

    def __init__(self, context: AppContext, model: ResultModel, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._model = context, model
        self._ears: _Ears | None = None
        self.portraits: list[Portrait] = []
        self.runs = 0
        self.notes: dict[str, None] = {}
        self._draw: Draw | None = None

    @property
    def sheet(self) -> Path | None:
        """The picture of all cells of the last series, once it is there."""
        return self._draw.path if isinstance(self._draw, SheetDrawing) else None

    def start(self, series: Series, photo: Path | None, among: float | None) -> Job:
        """Queue a series; its portraits are in the grid at once."""
        self.runs += 1
        self.notes, self._draw = {}, series.draw
        self.portraits = [
            Portrait(
                run=self.runs,
                part=number,
                values={**asked.model_dump(), **part.names, "num_outputs": 1},
                photo=photo,
                label=label,
                among=among,
                seed=part.params.seed,
            )
            for number, (part, asked, label) in enumerate(
                zip(series.parts, series.asked, series.labels, strict=True)
            )
        ]
        self._model.add(self.portraits)
        settings = self._context.settings.value
        ears = self._ears = _Ears()
        ears.heard.connect(self._on_event)
        work = _work(self._context, series, settings, ears)
        words = self.tr("{n} portraits").format(n=len(series.parts))
        title = words if len(series.parts) > 1 else self.tr("1 portrait")
        job = self._context.jobs.submit(work, title, self._context.engine.lane(settings))
        job.finished.connect(lambda state: self._on_end(job, state))
        return job

    def _on_event(self, event: "PortraitEvent | _Look") -> None:
        from pipelines.portraying.events import (
            PortraitDone,
            PortraitFailed,
            PortraitProgress,
            PortraitStarted,
        )

        portrait, change = self.portraits[event.number], self._model.change
        if portrait.state.is_end:
            return
        match event:
            case PortraitStarted():
                change(portrait, state=PortraitState.DRAWING)
            case PortraitProgress():
                change(portrait, state=PortraitState.DRAWING, fraction=event.fraction)
            case _Look():
                change(portrait, state=PortraitState.DRAWING, preview=event.image)
            case PortraitDone():
                told: dict[str, Any] = {"likeness": event.likeness, "path": event.path}
                if event.seed is not None:
                    told["seed"] = event.seed
                if event.among_photos is not None:
                    told["among"] = event.among_photos
                change(portrait, state=PortraitState.DONE, fraction=1.0, **told)
                self.notes |= dict.fromkeys(translate(note) for note in event.notes)
                self.made.emit(portrait)
            case PortraitFailed():
                reason = translate(event.reason)
                change(portrait, state=PortraitState.FAILED, reason=reason, preview=None)
            case _:
                pass

    def _on_end(self, job: Job, state: JobState) -> None:
        """What was under way stays as far as it came; what was not begun is nothing to see."""
        left = [one for one in self.portraits if not one.state.is_end]
        self._model.remove([one for one in left if one.preview is None])
        for portrait in left:
            self._model.change(portrait, state=PortraitState.STOPPED)
        self.ended.emit(job)


def _work(context: AppContext, series: Series, settings: Settings, ears: _Ears) -> Any:
    """The work of the job, which gives the `SeriesResult`."""

    def work(progress: "Progress") -> "SeriesResult":
        from pipelines.batch_plan import name_values, result_suffix
        from pipelines.journal import Journal
        from pipelines.media.naming import output_path

        spec, output = series.spec, series.output

        def target(part: "Part[Any]", _number: int) -> Path:
            source: Path = getattr(part.params, spec.input_field)
            values = {**name_values(spec, part.params), **part.names}
            suffix = result_suffix(spec, source, part.params, output)
            folder = settings.output_folder or source.parent
            return output_path(source, folder, output, values, suffix=suffix)

        runtime = context.engine.runtime(settings)
        draw = series.draw or partial(_draw_parts, series)
        with Journal(context.places.journal) as journal:
            result = draw(runtime, target, output, progress, listener=ears.listen, journal=journal)
        context.engine.find_devices()
        return result

    return work


def _draw_parts(
    series: Series,
    runtime: "Runtime",
    target: "Target",
    output: Any,
    progress: "Progress",
    *,
    listener: "Listener",
    journal: "Journal",
) -> "SeriesResult":
    from pipelines.portraying.series import draw_series

    return draw_series(
        runtime,
        series.spec,
        series.parts,
        target,
        output,
        progress,
        listener=listener,
        journal=journal,
        version=series.version,
    )
