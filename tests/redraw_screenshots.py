"""Redraws in the Upscaling tab for `tests.screenshots`; a script tints what it draws."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import skimage.data
from PIL import Image

from app.upscaling.tab import UpscalingTab
from pipelines.identity.face import Face
from pipelines.identity.finder import FaceFinder, moved
from pipelines.identity.recogniser import Recogniser
from pipelines.models.real_esrgan import SPEC as REAL
from pipelines.progress import Progress
from pipelines.redrawing.recipe import Drawing
from pipelines.run import Runtime
from tests.app.upscaling.redraw_fake import RedrawScript
from tests.portrait_fakes import ASTRONAUT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.screenshots import Photographer


class _AtPlace:
    def detect(self, pixels: "NDArray[np.uint8]", size: tuple[int, int]) -> list[Face]:
        return [moved(ASTRONAUT, 0, 0, pixels.shape[1] / 512)]


@contextmanager
def _eyes(
    runtime: Runtime, progress: Progress, fetch: bool
) -> Iterator[tuple[FaceFinder, Recogniser | None]]:
    yield FaceFinder(_AtPlace()), None


def _tinted(seen: "NDArray[np.uint8]", _drawing: Drawing) -> "NDArray[np.uint8]":
    return np.clip(seen * np.array((1.12, 0.9, 0.78)), 0, 255).astype(np.uint8)


def take_redraws(photographer: "Photographer") -> None:
    """Advice, tiles filling in, stopped, the likeness guard, and a tile to be drawn again."""
    from pipelines.models.gfpgan import SPEC as GFPGAN
    from pipelines.models.swinir import SPEC as SWINIR

    window = photographer.window
    script = RedrawScript(draw=_tinted)
    specs = (script.spec(), REAL, SWINIR, GFPGAN)
    tab = UpscalingTab(window.context, "upscaling", lambda: specs, _eyes)
    window.pages["upscaling"] = tab
    window.stack.addWidget(tab)
    window.show_tab([item.key for item in window.tabs].index("upscaling"))
    photographer.settle()
    choices = tab.panel.picker.choices
    tab.panel.picker.choose(next(c.key for c in choices if c.spec is specs[0]))
    picture = photographer.photo.with_name("woman.jpg")
    _woman(picture, 384, 35)
    tab.add_paths([picture])
    photographer.settle()
    photographer.take("redraw-advice")
    tab.add_paths([_woman(photographer.photo.with_name("astronaut.png"), 768, 95)])
    photographer.settle()
    script.on_tile = lambda number: photographer.hold(number == 5)
    tab.run()
    photographer.wait_held()
    photographer.take("redraw-tiles")
    tab.cancel()
    photographer.let_go()
    photographer.settle()
    photographer.take("redraw-stopped")
    script.on_tile = lambda _number: None
    tab.run()
    photographer.settle()
    photographer.wait(1)
    photographer.take("redraw-likeness")
    tab.viewer.tile_button.click()
    photographer.wait(0.2)
    tab.tiles.choice.chosen.emit((0, 4))
    photographer.settle()
    photographer.take("redraw-tile-dialog")
    photographer.close_dialog()
    tab.strip.dismiss()
    photographer.take("redraw-tile-choice")


def _woman(path: Path, side: int, quality: int) -> Path:
    image = Image.fromarray(skimage.data.astronaut()).resize((side, side))
    image.save(path, quality=quality)
    return path
