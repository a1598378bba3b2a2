"""One redraw from a decoded picture to the result: first pass, tiles, and back to a picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.media.arrays import output_array, resized
from pipelines.media.picture import Picture
from pipelines.progress import Progress
from pipelines.redrawing.canvas import Canvas
from pipelines.redrawing.events import (
    PREVIEW_SIDE,
    CanvasKnown,
    GridKnown,
    Listener,
    RedrawEvent,
    TileDone,
)
from pipelines.redrawing.first_pass import IN_MEMORY, alpha_of, part_of_source, rgb_of
from pipelines.redrawing.recipe import HintSource, Recipe, batch_of
from pipelines.redrawing.redraw import Hint, redo, redraw
from pipelines.redrawing.tiles import Rect, Tile
from pipelines.redrawing.work import Place, Work, fitted
from pipelines.redrawing.works import Bench, open_bench
from pipelines.text import text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipelines.redrawing.redrawer import Redrawer

    Pixels = NDArray[np.uint8]

#: The share of the bar for the first pass.
_FIRST_SHARE = 0.15
_STRIP = 256


@dataclass(frozen=True)
class Again:
    """One tile to be drawn again, with other words or another seed where those are given."""

    place: Place
    prompt: str | None = None
    negative_prompt: str | None = None
    seed: int | None = None


class Finish(Protocol):
    """Changes a result in place; `first` is what there was before anything was drawn, of the same
    size, with 16 bits a channel. `check` may raise Cancelled."""

    def __call__(
        self, result: "Pixels", first: "NDArray[np.uint16]", check: Callable[[], None]
    ) -> None: ...


@dataclass(frozen=True, eq=False)
class Assignment:
    """A picture to be redrawn. `works` is the folder in which it lies meanwhile, None for one that
    is gone afterwards; `listener` hears what happens, in the job's thread. With `again` a finished
    redraw is taken up to draw one tile of it again; with `as_it_is` an unfinished one is given as
    far as it went, and nothing is drawn. `finish` has the last word on the result."""

    picture: Picture
    works: Path | None = None
    listener: Listener | None = None
    again: Again | None = None
    as_it_is: bool = False
    finish: Finish | None = None

    def tell(self, event: RedrawEvent) -> None:
        if self.listener is not None:
            self.listener(event)


def assigned(content: "Picture | Assignment", **changes: Any) -> Assignment:
    """The content of a job with more said about it."""
    found = content if isinstance(content, Assignment) else Assignment(content)
    return replace(found, **changes)


@dataclass
class Redrawn(Picture):
    """The result; `seed` is the one that its noise began with, `wanted_format` a format that the
    params ask for ("auto" for none)."""

    seed: int = 0
    wanted_format: str = "auto"

    @property
    def facts(self) -> Mapping[str, Any]:
        """What listeners are told of it."""
        return {"seed": self.seed}


def redraw_picture(
    redrawer: "Redrawer",
    content: "Picture | Assignment",
    make_recipe: Callable[[int, int, int], Recipe],
    identity: Mapping[str, Any],
    seed: int | None,
    plan: Plan,
    progress: Progress,
) -> Redrawn:
    """Redraw it, or go on where an earlier run ended.

    `make_recipe` gets width, height and seed; `identity` is what decides the result besides the
    picture and the loaded files. Raises Cancelled (what is drawn stays), DiskFull, NotWritable,
    and BadInput for a tile of a work that is gone.
    """
    job = assigned(content)
    picture = job.picture
    known = {**identity, "seed": seed, "files": redrawer.stamp, "source": _stamp(picture)}
    resumed = job.again is not None or job.as_it_is
    with open_bench(job.works, known, seed, again=resumed) as bench:
        recipe = make_recipe(picture.width, picture.height, bench.state.seed)
        run = _Run(redrawer, job, recipe, bench, plan)
        return run.result(known, progress)


class _Run:
    """One run over one work."""

    def __init__(
        self, redrawer: "Redrawer", job: Assignment, recipe: Recipe, bench: Bench, plan: Plan
    ) -> None:
        self._redrawer, self._job, self._recipe = redrawer, job, recipe
        self._bench, self._plan = bench, plan
        self._most = batch_of(plan.tile, plan.kind == "cpu")

    def result(self, identity: Mapping[str, Any], progress: Progress) -> Redrawn:
        recipe, job = self._recipe, self._job
        source = job.picture.source
        job.tell(GridKnown(source, *recipe.size, recipe.passes))
        work = Work(self._bench.folder, identity, *recipe.size, recipe.passes)
        try:
            first = progress.part(0, _FIRST_SHARE)
            work.begin(self._redrawer.first(job.picture, recipe, self._plan, first))
            if job.listener is not None:
                job.tell(CanvasKnown(source, work.done, shrunk(work.canvas)))
            if not job.as_it_is:
                self._draw(work, progress.part(_FIRST_SHARE, 1))
            return self._picture(work, progress)
        finally:
            work.close()

    def _draw(self, work: Work, progress: Progress) -> None:
        again, state = self._job.again, self._bench.state
        drawing = self._recipe.drawing
        if again is not None:
            if again.place not in dict(work.places()):
                raise BadInput("There is no such tile in this picture: choose another one.")
            changed = drawing.changed(again.prompt, again.negative_prompt, again.seed)
            drawer = self._redrawer.settled(changed)
            redo(work, drawer, again.place, self._hint(work), progress)
            told = {"prompt": again.prompt, "negative_prompt": again.negative_prompt}
            state.again[_key(again.place)] = {**told, "seed": changed.seed}
            self._bench.note()
            self._hear(work, again.place, work.passes[again.place[0]].tiles[again.place[1]])
            return
        drawer = self._redrawer.settled(drawing)
        redraw(
            work,
            drawer,
            self._hint(work),
            self._most,
            progress,
            lambda place, tile: self._hear(work, place, tile),
        )
        state.finished = True
        if self._job.works is not None:
            self._bench.note()

    def _hear(self, work: Work, place: Place, tile: Tile) -> None:
        if self._job.listener is not None:
            pixels = work.canvas.seen(tile.crop)
            self._job.tell(TileDone(self._job.picture.source, place, tile, tile.crop, pixels))

    def _hint(self, work: Work) -> Hint:
        """What a ControlNet is shown of a tile's place, once a tile."""
        size = self._recipe.size
        if not self._redrawer.drawer.has_controlnet:
            return lambda _rect, _size: None
        if self._recipe.hint is HintSource.FIRST:
            return lambda rect, wanted: fitted(work.first.seen(rect), *wanted)
        source = rgb_of(self._job.picture)
        return lambda rect, wanted: part_of_source(source, rect, size, wanted)

    def _picture(self, work: Work, progress: Progress) -> Redrawn:
        """A copy of the canvas, with the picture's alpha and everything else that it came with."""
        picture, (width, height) = self._job.picture, self._recipe.size
        alpha = alpha_of(picture, width, height)
        pixels = output_array(height, width, 3 if alpha is None else 4, np.uint8, IN_MEMORY)
        for top in range(0, height, _STRIP):
            bottom = min(height, top + _STRIP)
            pixels[top:bottom, :, :3] = work.canvas.seen(Rect(0, top, width, bottom))
        if alpha is not None:
            pixels[:, :, 3:] = alpha
        if self._job.finish is not None:
            self._job.finish(pixels, work.first.rows(0, height), progress.check)
        kept = {each.name: getattr(picture, each.name) for each in fields(Picture)}
        kept["pixels"], kept["notes"] = pixels, self._notes(work)
        return Redrawn(**kept, seed=self._recipe.drawing.seed)

    def _notes(self, work: Work) -> list[Any]:
        """What the user should know: of the settings, and of tiles that are missing."""
        left = sum(len(one.tiles) for one in work.passes) - len(work.done)
        told = [text("{count} tiles are not drawn yet.", count=left)] if left else []
        return [*self._job.picture.notes, *self._recipe.notes, *told]


def shrunk(canvas: Canvas) -> "Pixels":
    """All of a canvas at a size that a screen shows."""
    ratio = min(1.0, PREVIEW_SIDE / max(canvas.width, canvas.height))
    width, height = max(1, int(canvas.width * ratio)), max(1, int(canvas.height * ratio))
    step = max(1, int(1 / ratio))
    rows = [
        canvas.seen(Rect(0, top, canvas.width, top + 1))[0, ::step]
        for top in range(0, canvas.height, step)
    ]
    return resized(np.ascontiguousarray(rows), width, height)


def _key(place: Place) -> str:
    return f"{place[0]}-{place[1]}"


def _stamp(picture: Picture) -> list[Any]:
    """What tells the picture from others: its file, else its size alone."""
    size = [picture.width, picture.height, str(picture.pixels.dtype)]
    if picture.source is None or not picture.source.exists():
        return size
    about = picture.source.stat()
    return [str(picture.source.resolve()), about.st_size, about.st_mtime_ns, *size]
