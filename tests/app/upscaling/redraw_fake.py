"""Ultimate SD Upscale with everything as it is, but for who draws: a script in its place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtGui import QColor, QImage

from pipelines.device import Plan
from pipelines.footprint import Footprint
from pipelines.media.picture import Picture
from pipelines.progress import Progress
from pipelines.redrawing.recipe import Drawing, Recipe
from pipelines.redrawing.redraw import TileOrder
from pipelines.spec import ModelSpec

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


def _nothing(*_args: Any) -> None:
    return None


@dataclass
class RedrawScript:
    """`on_tile` is called with the number of each tile before it is drawn, and may wait or raise.
    `draw` makes a tile of what is seen and the drawing. `drawn` lists place, prompt and seed."""

    on_tile: Callable[[int], None] = _nothing
    draw: "Callable[[Pixels, Drawing], Pixels]" = lambda seen, _drawing: seen
    drawn: list[tuple[tuple[int, int], str, int]] = field(default_factory=list)

    def spec(self, like: ModelSpec[Any] | None = None) -> ModelSpec[Any]:
        from pipelines.models.ultimate_sd_upscale import SPEC

        return replace(
            like or SPEC,
            weights=lambda _params: (),
            resident_key=lambda _params: "scripted",
            load=self._load,
            footprint=lambda _extent, _params, _plan: Footprint(0),
            measure=None,
        )

    def _load(self, _files: Mapping[str, Path], _params: Any, _plan: Plan) -> "Scripted":
        return Scripted(self)


class Scripted:
    """In the place of `Redrawer`."""

    has_controlnet = False
    stamp: tuple[()] = ()

    def __init__(self, script: RedrawScript) -> None:
        self.script = script
        self.drawer = self

    def first(
        self, picture: Picture, recipe: Recipe, _plan: Plan, _progress: Progress
    ) -> "Callable[[], Iterable[Pixels]]":
        from pipelines.media.arrays import resized
        from pipelines.redrawing.first_pass import rgb_of

        return lambda: [resized(rgb_of(picture), *recipe.size)]

    def settled(self, drawing: Drawing) -> "ScriptedDrawer":
        return ScriptedDrawer(self.script, drawing)


class ScriptedDrawer:
    """In the place of `SettledDrawer`."""

    def __init__(self, script: RedrawScript, drawing: Drawing) -> None:
        self._script, self._drawing = script, drawing

    def draw(self, orders: Sequence[TileOrder], progress: Progress) -> "list[Pixels]":
        made: list[Pixels] = []
        for order in orders:
            script = self._script
            script.on_tile(len(script.drawn))
            progress.check()
            script.drawn.append((order.place, self._drawing.prompt, self._drawing.seed))
            made.append(script.draw(order.seen, self._drawing))
        return made


def photo_like(path: Path, width: int = 640, height: int = 480) -> Path:
    """A picture with something to see, far from plain."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    for y in range(height):
        for x in range(width):
            image.setPixelColor(x, y, QColor((x * 5) % 256, (y * 3) % 256, (x * y // 64) % 256))
    assert image.save(str(path))
    return path
