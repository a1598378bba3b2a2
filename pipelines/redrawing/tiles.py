"""The tiles of Ultimate SD Upscale: what each one changes, sees and is drawn at.

Written anew from the behaviour of https://github.com/ssitu/ComfyUI_UltimateSDUpscale, as of the
inputs of fewjative/ultimate-sd-upscale. Two things are put right: rectangles end before the next
one begins, so that no pixel belongs to two tiles; and the last tile of a row and a column, however
small, is seen with as much around it as the others instead of being blown up to their size.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

#: Sides of what a latent diffusion model draws are multiples of this.
MULTIPLE = 8


class Rect(NamedTuple):
    """Left and top inside, right and bottom outside, in pixels of the enlarged picture."""

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

    def within(self, width: int, height: int) -> "Rect":
        """What of it lies in a picture of that size."""
        return Rect(
            max(0, self.left), max(0, self.top), min(width, self.right), min(height, self.bottom)
        )

    def grown(self, by: int) -> "Rect":
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Rect") -> bool:
        """Whether they share a pixel."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Shape(StrEnum):
    """How much each pixel of a tile counts, before it is blurred."""

    FLAT = "flat"  # all of it
    ROWS = "rows"  # most in the middle row, nothing at top and bottom
    COLUMNS = "columns"  # most in the middle column, nothing at left and right
    DISC = "disc"  # most in the middle, nothing from the inscribed ellipse on


@dataclass(frozen=True)
class Tile:
    """One tile of a pass: the model sees `crop`, scaled to `size` (width, height), and what it
    draws changes `rect` as far as `shape`, blurred by `blur` (sigma in pixels), says."""

    rect: Rect
    crop: Rect
    size: tuple[int, int]
    shape: Shape = Shape.FLAT
    blur: int = 0


@dataclass(frozen=True)
class Grid:
    """A picture of `width` x `height` cut into tiles; the last ones of a row or column may be
    smaller. `uniform` draws all at one size, for which crops at the border reach further in."""

    width: int
    height: int
    tile_width: int
    tile_height: int
    uniform: bool = True

    @property
    def columns(self) -> int:
        return math.ceil(self.width / self.tile_width)

    @property
    def rows(self) -> int:
        return math.ceil(self.height / self.tile_height)

    def rect(self, column: int, row: int) -> Rect:
        """The tile at that place, cut off at the picture's edge."""
        left, top = column * self.tile_width, row * self.tile_height
        whole = Rect(left, top, left + self.tile_width, top + self.tile_height)
        return whole.within(self.width, self.height)

    def half_down(self, column: int, row: int) -> Rect:
        """The tile over the seam below that place."""
        return self._shifted(column, row, 0, self.tile_height // 2)

    def half_right(self, column: int, row: int) -> Rect:
        """The tile over the seam right of that place."""
        return self._shifted(column, row, self.tile_width // 2, 0)

    def corner(self, column: int, row: int) -> Rect:
        """The tile over the corner right below that place."""
        return self._shifted(column, row, self.tile_width // 2, self.tile_height // 2)

    def _shifted(self, column: int, row: int, right: int, down: int) -> Rect:
        left, top = column * self.tile_width + right, row * self.tile_height + down
        return Rect(left, top, left + self.tile_width, top + self.tile_height)

    def tile(
        self,
        rect: Rect,
        padding: int,
        *,
        shape: Shape = Shape.FLAT,
        blur: int = 0,
        drawn: tuple[int, int] | None = None,
    ) -> Tile:
        """`rect` with what the model sees of its surroundings; `drawn` is the size at which tiles
        are drawn if that is uniform, None for tile and padding, rounded up."""
        seen = rect.grown(padding).within(self.width, self.height)
        if self.uniform:
            size = drawn or (
                _up(self.tile_width + padding, MULTIPLE),
                _up(self.tile_height + padding, MULTIPLE),
            )
            crop = _filled(self._in_ratio(seen, size), self.width, self.height)
        else:
            wanted = (_up(seen.width, MULTIPLE), _up(seen.height, MULTIPLE))
            crop = _filled(_around(seen, *wanted), self.width, self.height)
            size = wanted
        return Tile(rect, crop, size, shape, blur)

    def _in_ratio(self, seen: Rect, size: tuple[int, int]) -> Rect:
        """`seen` grown to `size` at least, and to its ratio."""
        ratio = size[0] / size[1]
        width, height = max(seen.width, size[0]), max(seen.height, size[1])
        if width / height > ratio:
            return _around(seen, width, round(width / ratio))
        return _around(seen, round(height * ratio), height)


def target_size(width: int, height: int, upscale_by: float) -> tuple[int, int]:
    """Width and height of the result: the nearest multiples of 8, at least 8."""

    def nearest(side: int) -> int:
        return max(MULTIPLE, round(side * upscale_by / MULTIPLE) * MULTIPLE)

    return nearest(width), nearest(height)


def waves(tiles: Sequence[Tile], most: int) -> Iterator[tuple[int, ...]]:
    """The numbers of tiles that may be drawn together, at most `most` and of one size.

    Each tile sees what those before it drew, in the order given. Those of one wave see nothing of
    each other, and all that they see is drawn by then: whatever `most` is, the result is that of
    drawing one after another.
    """
    depth = _depths(tiles)
    levels: dict[int, dict[tuple[int, int], list[int]]] = {}
    for number, level in enumerate(depth):
        levels.setdefault(level, {}).setdefault(tiles[number].size, []).append(number)
    for level in sorted(levels):
        for same in levels[level].values():
            for start in range(0, len(same), most):
                yield tuple(same[start : start + most])


def _depths(tiles: Sequence[Tile]) -> list[int]:
    """How many tiles, each seen by the next, come before each one, itself included."""
    side = max((max(tile.crop.width, tile.crop.height) for tile in tiles), default=1)
    near: dict[tuple[int, int], list[int]] = {}  # what lies in each square, so that few are asked
    depth: list[int] = []
    for number, tile in enumerate(tiles):
        crop = tile.crop
        squares = [
            (x, y)
            for x in range(crop.left // side, (crop.right - 1) // side + 1)
            for y in range(crop.top // side, (crop.bottom - 1) // side + 1)
        ]
        before = {i for square in squares for i in near.get(square, ())}
        seen = (depth[i] for i in before if tiles[i].crop.meets(crop))
        depth.append(1 + max(seen, default=0))
        for square in squares:
            near.setdefault(square, []).append(number)
    return depth


def _up(length: int, multiple: int) -> int:
    return math.ceil(length / multiple) * multiple


def _around(rect: Rect, width: int, height: int) -> Rect:
    """`rect` grown to that size, as much on either side."""
    more_x, more_y = max(0, width - rect.width), max(0, height - rect.height)
    left, top = rect.left - more_x // 2, rect.top - more_y // 2
    return Rect(left, top, left + rect.width + more_x, top + rect.height + more_y)


def _filled(rect: Rect, width: int, height: int) -> Rect:
    """`rect` pushed into the picture, and cut where it is larger than that."""
    left = min(max(0, rect.left), max(0, width - rect.width))
    top = min(max(0, rect.top), max(0, height - rect.height))
    return Rect(left, top, left + rect.width, top + rect.height).within(width, height)
