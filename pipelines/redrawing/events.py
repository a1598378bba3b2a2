"""What a redraw tells while it runs, in its own thread: the grid, the first pass, each tile."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.redrawing.passes import Pass
from pipelines.redrawing.tiles import Rect, Tile
from pipelines.redrawing.work import Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class GridKnown:
    """The tiles that will be drawn in a picture of `width` x `height`, before anything is."""

    source: Path | None
    width: int
    height: int
    passes: tuple[Pass, ...]


@dataclass(frozen=True, eq=False)
class CanvasKnown:
    """What there is before the first tile, or after the tiles that an earlier run has `done`.

    `pixels` is all of it made smaller, at most `PREVIEW_SIDE` a side.
    """

    source: Path | None
    done: frozenset[Place]
    pixels: "Pixels"


@dataclass(frozen=True, eq=False)
class TileDone:
    """A tile is on disk and in the picture: `pixels` is what the picture shows at `rect` now."""

    source: Path | None
    place: Place
    tile: Tile
    rect: Rect
    pixels: "Pixels"


#: The longer side of a preview in pixels.
PREVIEW_SIDE = 1600

RedrawEvent = GridKnown | CanvasKnown | TileDone
Listener = Callable[[RedrawEvent], None]
