"""Cut a picture into tiles, run each with real context around it, and put the results together.

Each tile is read with `overlap` pixels of its neighbours on every side that has any; only the
part without the context is written, so there is nothing to blend (the scheme of RealESRGANer,
https://github.com/xinntao/Real-ESRGAN/blob/master/realesrgan/utils.py). The policy (which tiles)
is apart from the loop (run them).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from pipelines.progress import Progress
from pipelines.text import text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def scaled(self, factor: int) -> "Box":
        return Box(*(edge * factor for edge in (self.left, self.top, self.right, self.bottom)))

    def of(self, pixels: Any) -> Any:
        """The part of an array (height, width, ...) inside this box."""
        return pixels[self.top : self.bottom, self.left : self.right]


@dataclass(frozen=True)
class Tile:
    """`core` is what the tile is responsible for, `read` is core plus context."""

    core: Box
    read: Box


def cut(width: int, height: int, tile: int, overlap: int) -> list[Tile]:
    """Tiles of at most `tile` x `tile` input pixels, row by row; `tile` 0 gives one for all."""
    step_x = tile or max(width, 1)
    step_y = tile or max(height, 1)
    found = []
    for row in range(ceil(height / step_y)):
        for column in range(ceil(width / step_x)):
            core = Box(
                column * step_x,
                row * step_y,
                min(width, (column + 1) * step_x),
                min(height, (row + 1) * step_y),
            )
            read = Box(
                max(0, core.left - overlap),
                max(0, core.top - overlap),
                min(width, core.right + overlap),
                min(height, core.bottom + overlap),
            )
            found.append(Tile(core, read))
    return found


def even_tile(width: int, height: int, tile: int, multiple: int = 4) -> int:
    """The tile side, at most `tile`, that leaves no sliver at the right or bottom edge.

    The same number of tiles, cut to the same size: a 520 px picture in tiles of 512 becomes two
    columns of 260 rather than 512 and 8.
    """
    if not tile:
        return 0
    sides = [ceil(ceil(side / ceil(side / tile)) / multiple) * multiple for side in (width, height)]
    return min(tile, max(sides)) or tile


Compute = Callable[["NDArray[np.float32]", Progress], "NDArray[np.float32]"]


def run_tiles(
    source: "NDArray[Any]",
    target: "NDArray[Any]",
    tiles: list[Tile],
    scale: int,
    compute: Compute,
    progress: Progress,
) -> None:
    """Fill `target` (height*scale, width*scale, 3) from `source` (height, width, 3).

    Both are uint8 or uint16 over their full range; `compute` takes and gives float32 in 0 to 1,
    and gets the tile's share of the progress. Raises Cancelled between two tiles.
    """
    import numpy as np

    peaks = {1: 255, 2: 65535}
    peak_in, peak_out = peaks[source.dtype.itemsize], peaks[target.dtype.itemsize]
    for number, tile in enumerate(tiles):
        if len(tiles) > 1:
            words = text("Tile {n} of {total}", n=number + 1, total=len(tiles))
        else:
            words = text("Running the model")
        progress.update(number / len(tiles), words)
        part = tile.read.of(source).astype(np.float32)
        part /= peak_in
        result = compute(part, progress.part(number / len(tiles), (number + 1) / len(tiles)))
        left, top = tile.core.left - tile.read.left, tile.core.top - tile.read.top
        inner = Box(left, top, left + tile.core.width, top + tile.core.height).scaled(scale)
        values = inner.of(result) * peak_out
        np.rint(values, out=values)
        np.clip(values, 0, peak_out, out=values)
        tile.core.scaled(scale).of(target)[:] = values
        del part, result, values  # else they stay while the next tile is computed
    progress.update(1.0)
