"""The passes of Ultimate SD Upscale in their order: the redraw, then what mends its seams."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipelines.redrawing.tiles import Grid, Rect, Shape, Tile


class RedrawMode(StrEnum):
    """In which order the tiles are redrawn; the names are those of the guide."""

    LINEAR = "Linear"
    CHESS = "Chess"
    NONE = "None"


class SeamMode(StrEnum):
    """How seams between tiles are mended; the names are those of the guide."""

    NONE = "None"
    BAND = "Band Pass"
    HALF = "Half Tile"
    HALF_AND_CORNERS = "Half Tile + Intersections"


@dataclass(frozen=True)
class Seams:
    """How seams are mended: `width` of a band, `padding` and `blur` in pixels, `denoise` 0 to 1."""

    mode: SeamMode = SeamMode.NONE
    width: int = 64
    denoise: float = 1.0
    padding: int = 16
    blur: int = 8


@dataclass(frozen=True)
class Pass:
    """Tiles that are drawn in this order, all with the same `denoise`."""

    name: str
    tiles: tuple[Tile, ...]
    denoise: float


def passes(
    grid: Grid, mode: RedrawMode, padding: int, blur: int, denoise: float, seams: Seams
) -> tuple[Pass, ...]:
    """Everything to be done, in order; a pass without tiles or with a denoise of 0 is left out."""
    places = tuple(_places(grid, mode))
    redraw = tuple(grid.tile(grid.rect(*place), padding, blur=blur) for place in places)
    found = [Pass("redraw", redraw, denoise)]
    match seams.mode:
        case SeamMode.BAND:
            found.append(Pass("bands", tuple(_bands(grid, seams)), seams.denoise))
        case SeamMode.HALF | SeamMode.HALF_AND_CORNERS:
            found.append(Pass("half tiles", tuple(_halves(grid, seams)), seams.denoise))
        case SeamMode.NONE:
            pass
    if seams.mode is SeamMode.HALF_AND_CORNERS:
        found.append(Pass("corners", tuple(_corners(grid, seams)), seams.denoise))
    return tuple(item for item in found if item.tiles and item.denoise > 0)


def _places(grid: Grid, mode: RedrawMode) -> Iterator[tuple[int, int]]:
    rows = [(column, row) for row in range(grid.rows) for column in range(grid.columns)]
    match mode:
        case RedrawMode.LINEAR:
            yield from rows
        case RedrawMode.CHESS:
            yield from (place for place in rows if sum(place) % 2 == 0)
            yield from (place for place in rows if sum(place) % 2 == 1)
        case RedrawMode.NONE:
            pass


def _bands(grid: Grid, seams: Seams) -> Iterator[Tile]:
    """One band over each seam, from edge to edge; never blurred, for it ends in nothing."""
    before = seams.width // 2
    wide = seams.width + 2 * seams.padding
    for column in range(1, grid.columns):
        left = column * grid.tile_width - before
        rect = Rect(left, 0, left + seams.width, grid.height)
        size = (_multiple(wide), _multiple(grid.height))
        yield grid.tile(rect, seams.padding, shape=Shape.COLUMNS, drawn=size)
    for row in range(1, grid.rows):
        top = row * grid.tile_height - before
        rect = Rect(0, top, grid.width, top + seams.width)
        size = (_multiple(grid.width), _multiple(wide))
        yield grid.tile(rect, seams.padding, shape=Shape.ROWS, drawn=size)


def _halves(grid: Grid, seams: Seams) -> Iterator[Tile]:
    """A tile over each seam between two tiles: first those between rows, then between columns."""
    for row in range(grid.rows - 1):
        for column in range(grid.columns):
            rect = grid.half_down(column, row)
            yield grid.tile(rect, seams.padding, shape=Shape.ROWS, blur=seams.blur)
    for row in range(grid.rows):
        for column in range(grid.columns - 1):
            rect = grid.half_right(column, row)
            yield grid.tile(rect, seams.padding, shape=Shape.COLUMNS, blur=seams.blur)


def _corners(grid: Grid, seams: Seams) -> Iterator[Tile]:
    """A tile over each corner where four meet, without surroundings."""
    for row in range(grid.rows - 1):
        for column in range(grid.columns - 1):
            yield grid.tile(grid.corner(column, row), 0, shape=Shape.DISC, blur=seams.blur)


def _multiple(length: int) -> int:
    return -(-length // 8) * 8
