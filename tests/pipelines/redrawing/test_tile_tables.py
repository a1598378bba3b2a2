"""Rectangles and crops of twelve pictures, odd ones among them, in two ways.

The table was written down once and looked through by hand. The search knows nothing of how the
crops are found: of all windows of the described size that lie in the picture and hold the padded
tile, it takes the one that reaches as far on either side.
"""

import math

import pytest

from pipelines.redrawing.passes import RedrawMode, Seams, passes
from pipelines.redrawing.tiles import Grid, Rect, Tile

PADDING = 32

#: By the width (or height): from where to where each tile goes, and what it sees; tiles of 512 that
#: are drawn at 544.
COLUMNS: dict[int, list[tuple[tuple[int, int], tuple[int, int]]]] = {
    544: [((0, 512), (0, 544)), ((512, 544), (0, 544))],
    768: [((0, 512), (0, 544)), ((512, 768), (224, 768))],
    1000: [((0, 512), (0, 544)), ((512, 1000), (456, 1000))],
    1024: [((0, 512), (0, 544)), ((512, 1024), (480, 1024))],
    1032: [((0, 512), (0, 544)), ((512, 1024), (480, 1032)), ((1024, 1032), (488, 1032))],
    1080: [((0, 512), (0, 544)), ((512, 1024), (480, 1056)), ((1024, 1080), (536, 1080))],
    1504: [((0, 512), (0, 544)), ((512, 1024), (480, 1056)), ((1024, 1504), (960, 1504))],
    1536: [((0, 512), (0, 544)), ((512, 1024), (480, 1056)), ((1024, 1536), (992, 1536))],
}
SIZES = [
    (544, 544), (768, 768), (1000, 1000), (1024, 1024), (1080, 1080), (1032, 1032), (1504, 1504),
    (1536, 1536), (1024, 768), (1000, 1504), (1536, 1024), (1080, 1536), (544, 1080),
]  # fmt: skip


def linear(
    size: tuple[int, int], uniform: bool = True, tile: tuple[int, int] = (512, 512)
) -> tuple[Tile, ...]:
    grid = Grid(*size, *tile, uniform)
    (redraw,) = passes(grid, RedrawMode.LINEAR, PADDING, 8, 0.2, Seams())
    return redraw.tiles


@pytest.mark.parametrize("size", SIZES)
def test_the_tiles_are_those_of_the_table(size: tuple[int, int]) -> None:
    width, height = size
    wanted = [
        Rect(left, top, right, bottom)
        for (top, bottom), _seen in COLUMNS[height]
        for (left, right), _seen in COLUMNS[width]
    ]
    assert [tile.rect for tile in linear(size)] == wanted


@pytest.mark.parametrize("side", [544, 768, 1000, 1024, 1032, 1080, 1504, 1536])
def test_the_crops_of_squares_are_those_of_the_table(side: int) -> None:
    """Along the diagonal, where both directions are alike."""
    tiles = linear((side, side))
    columns = math.isqrt(len(tiles))
    for place, (_tile, seen) in enumerate(COLUMNS[side]):
        crop = tiles[place * columns + place].crop
        assert ((crop.left, crop.right), (crop.top, crop.bottom)) == (seen, seen)


@pytest.mark.parametrize("size", [*SIZES, (2048, 1928), (1241, 697), (999, 1501)])
@pytest.mark.parametrize("tile", [(512, 512), (384, 512), (640, 256)])
@pytest.mark.parametrize("uniform", [True, False])
def test_the_crops_are_those_that_a_search_finds(
    size: tuple[int, int], tile: tuple[int, int], uniform: bool
) -> None:
    for found in linear(size, uniform, tile):
        rect = found.rect
        padded = Rect(
            max(0, rect.left - PADDING),
            max(0, rect.top - PADDING),
            min(size[0], rect.right + PADDING),
            min(size[1], rect.bottom + PADDING),
        )
        if uniform:
            drawn = tuple(8 * math.ceil((side + PADDING) / 8) for side in tile)
            ratio = drawn[0] / drawn[1]
            wide, high = max(padded.width, drawn[0]), max(padded.height, drawn[1])
            wide, high = max(wide, round(high * ratio)), max(high, round(wide / ratio))
        else:
            wide, high = (8 * math.ceil(side / 8) for side in (padded.width, padded.height))
            drawn = (wide, high)
        assert found.size == drawn
        across = searched(padded.left, padded.right, wide, size[0])
        down = searched(padded.top, padded.bottom, high, size[1])
        assert (found.crop.left, found.crop.right) == across
        assert (found.crop.top, found.crop.bottom) == down


def searched(start: int, end: int, length: int, whole: int) -> tuple[int, int]:
    """The window of that length in 0 to `whole` around `start` to `end`, the most even one."""
    if length >= whole:
        return 0, whole
    windows = [
        (left, left + length)
        for left in range(whole - length + 1)
        if left <= start and left + length >= end
    ]
    return min(
        windows, key=lambda window: (abs((start - window[0]) - (window[1] - end)), -window[0])
    )
