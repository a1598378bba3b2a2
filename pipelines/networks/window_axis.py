"""How a side of a picture is cut into overlapping tiles of whole windows. Imports no torch."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

#: Pixels that neighbouring tiles share.
OVERLAP = 32


@dataclass(frozen=True)
class Axis:
    """Tiles along one side of a picture that is `length` pixels long, mirrored to `padded`."""

    length: int
    padded: int
    tile: int
    starts: tuple[int, ...]

    def indices(self, start: int) -> "NDArray[np.intp]":
        """Which source pixels the tile at `start` reads; beyond the edge they run backwards."""
        import numpy as np

        index = np.arange(start, start + self.tile) % (2 * self.length)
        return np.where(index < self.length, index, 2 * self.length - 1 - index)

    def profile(self, scale: int, blend: bool) -> "Floats":
        """How much each output pixel of a tile counts: less towards the ends if `blend`."""
        import numpy as np

        side = self.tile * scale
        if not blend:
            return np.ones(side, np.float32)
        distance = np.minimum(np.arange(side), np.arange(side)[::-1]) + 0.5
        return np.minimum(1.0, distance / (OVERLAP * scale)).astype(np.float32)

    def total(self, scale: int, blend: bool) -> "Floats":
        """The sum of all tiles' profiles, (padded * scale,)."""
        import numpy as np

        found = np.zeros(self.padded * scale, np.float32)
        for start in self.starts:
            found[start * scale : (start + self.tile) * scale] += self.profile(scale, blend)
        return found


def plan_axis(length: int, tile: int, window: int) -> Axis:
    """Cut one side into tiles of at most `tile` pixels (0: one tile), each of whole windows."""
    padded = (length // window + 1) * window
    smallest = -(-2 * OVERLAP // window) * window
    side = max(smallest, tile // window * window) if tile else padded
    side = min(side, padded)
    step = max(1, side - OVERLAP)
    starts = tuple(dict.fromkeys([*range(0, padded - side, step), padded - side]))
    return Axis(length, padded, side, starts)
