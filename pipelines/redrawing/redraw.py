"""Every tile of every pass, drawn in waves, kept as it comes, and gone on with after a break."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pipelines.progress import Progress
from pipelines.redrawing.tiles import Rect, Tile, waves
from pipelines.redrawing.work import Place, Work, fitted
from pipelines.text import text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class TileOrder:
    """What the model is given for one tile: `seen` is height x width x 3, uint8, at the tile's
    size, `hint` the same region of the source for a ControlNet, or None."""

    place: Place
    seen: "Pixels"
    hint: "Pixels | None"
    denoise: float


class TileDrawer(Protocol):
    """A loaded model that draws tiles over; all orders of one call have one size."""

    def draw(self, orders: Sequence[TileOrder], progress: Progress) -> "list[Pixels]":
        """One picture for each order, of the same size. Raises Cancelled at the next step."""
        ...


#: The same region of the source, at that size (width, height); None without a ControlNet.
Hint = Callable[[Rect, tuple[int, int]], "Pixels | None"]
#: Hears that the tile at a place is on disk and in the canvas.
Heard = Callable[[Place, Tile], None]


def redraw(
    work: Work,
    drawer: TileDrawer,
    hint: Hint,
    most: int,
    progress: Progress,
    hear: Heard = lambda _place, _tile: None,
) -> None:
    """Draw what is missing; `work` has begun. At most `most` tiles are drawn together.

    Raises Cancelled; what is drawn by then is kept.
    """
    total = sum(len(one.tiles) for one in work.passes)
    done = work.done
    count = len(done)
    for number, one in enumerate(work.passes):
        for wave in waves(one.tiles, most):
            left = [index for index in wave if (number, index) not in done]
            if not left:
                continue
            orders = [
                _order(work, (number, index), one.tiles[index], one.denoise, hint) for index in left
            ]
            words = text("Tile {number} of {total}", number=count + 1, total=total)
            progress.update(count / total, words)
            part = progress.part(count / total, (count + len(left)) / total)
            for index, drawn in zip(left, drawer.draw(orders, part), strict=True):
                work.keep((number, index), one.tiles[index], drawn)
                hear((number, index), one.tiles[index])
            count += len(left)
    progress.update(1.0)


def redo(
    work: Work,
    drawer: TileDrawer,
    place: Place,
    hint: Hint,
    progress: Progress,
) -> None:
    """Draw one tile again, from what it saw the first time; those around it stay as they are.

    The tile that was there is kept until the new one is. Raises Cancelled.
    """
    one = work.passes[place[0]]
    tile = one.tiles[place[1]]
    work.compose(before=place)
    try:
        (drawn,) = drawer.draw([_order(work, place, tile, one.denoise, hint)], progress)
        work.keep(place, tile, drawn)
    finally:
        work.compose()


def _order(work: Work, place: Place, tile: Tile, denoise: float, hint: Hint) -> TileOrder:
    seen = fitted(work.canvas.seen(tile.crop), *tile.size)
    return TileOrder(place, seen, hint(tile.crop, tile.size), denoise)
