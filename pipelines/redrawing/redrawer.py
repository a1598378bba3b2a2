"""From files to what redraws pictures: a drawer, and an enlarger that comes and goes before it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.device import Plan
from pipelines.diffusion import layout
from pipelines.diffusion.loading import load_controlnet, load_sd15, load_sdxl
from pipelines.diffusion.lora import add_lora
from pipelines.diffusion.sd15_models import TILE_CONTROLNET
from pipelines.media.picture import Picture
from pipelines.progress import Progress
from pipelines.redrawing.drawer import DiffusionDrawer, SettledDrawer
from pipelines.redrawing.first_pass import first_pass
from pipelines.redrawing.recipe import Drawing, Recipe
from pipelines.redrawing.redraw import TileDrawer
from pipelines.redrawing.sources import Sources, stamps_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


@dataclass(eq=False)
class Redrawer:
    """A loaded model. `stamp` tells the files that it was loaded from."""

    drawer: DiffusionDrawer
    files: Mapping[str, Path]
    plan: Plan
    stamp: list[Any]

    def first(
        self, picture: Picture, recipe: Recipe, plan: Plan, progress: Progress
    ) -> "Callable[[], Iterable[Pixels]]":
        """What gives the first pass; the drawer leaves the device for it."""

        def strips() -> "Iterable[Pixels]":
            self.drawer.step_aside()
            return first_pass(picture, recipe, self.files, plan, progress)

        return strips

    def settled(self, drawing: Drawing) -> TileDrawer:
        """What draws tiles in this manner."""
        return SettledDrawer(self.drawer, drawing)


def load_redrawer(sources: Sources, files: Mapping[str, Path], plan: Plan) -> Redrawer:
    """Everything that draws, in main memory; the first tile brings it to the device.

    Raises UnknownCheckpoint, UnsafeCheckpoint and BadInput as the loaders do.
    """
    if sources.is_sdxl:
        base = load_sdxl(sources.base, files, plan, layout.SDXL)
        settings = layout.CONTROLNET_SDXL
    else:
        base = load_sd15(sources.base, files, plan, layout.SD15)
        settings = layout.CONTROLNET_SD15
    controlnet = None
    if sources.uses_controlnet:
        path = sources.controlnet or files[TILE_CONTROLNET.name]
        controlnet = load_controlnet(path, plan, settings)
    for number, (path, strength) in enumerate(sources.loras):
        add_lora(base, path, f"lora{number}", strength)
    if sources.loras:
        names = [f"lora{number}" for number in range(len(sources.loras))]
        base.set_adapters(names, [strength for _path, strength in sources.loras])
    stamp = stamps_of([*(files[weight.name] for weight in sources.weights), *sources.own_files])
    return Redrawer(DiffusionDrawer(base, controlnet, plan), files, plan, stamp)
