"""Tiles of Ultimate SD Upscale: where they lie, what they see, and in which order they come."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.redrawing.masks import blend, deepened, flattened, mask_of
from pipelines.redrawing.passes import Pass, RedrawMode, SeamMode, Seams, passes
from pipelines.redrawing.tiles import Grid, Rect, Shape, Tile, target_size, waves

SIZES = [
    (512, 512),
    (1024, 1024),
    (1024, 768),
    (1000, 1504),
    (1536, 2048),
    (520, 1032),
    (2048, 2048),
    (640, 480),
    (1928, 1080),
    (4096, 2304),
    (264, 1000),
    (8, 8),
]


def made(
    size: tuple[int, int], mode: RedrawMode = RedrawMode.LINEAR, **given: object
) -> tuple[Pass, ...]:
    options = {"tile": (512, 512), "padding": 32, "blur": 8, "uniform": True, "seams": Seams()}
    options |= given
    tile_width, tile_height = options["tile"]
    grid = Grid(*size, tile_width, tile_height, options["uniform"])
    return passes(grid, mode, options["padding"], options["blur"], 0.2, options["seams"])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", [RedrawMode.LINEAR, RedrawMode.CHESS])
def test_every_pixel_belongs_to_one_tile(size: tuple[int, int], mode: RedrawMode) -> None:
    (redraw,) = made(size, mode)
    touched = np.zeros(size[::-1], int)
    for tile in redraw.tiles:
        touched[tile.rect.top : tile.rect.bottom, tile.rect.left : tile.rect.right] += 1
    assert (touched == 1).all()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("uniform", [True, False])
@pytest.mark.parametrize("seam", list(SeamMode))
def test_crops_lie_in_the_picture_and_hold_what_is_changed(
    size: tuple[int, int], uniform: bool, seam: SeamMode
) -> None:
    whole = Rect(0, 0, *size)
    for one in made(size, uniform=uniform, seams=Seams(seam)):
        for tile in one.tiles:
            changed = tile.rect.within(*size)
            assert tile.crop == tile.crop.within(*size)
            assert tile.crop.left <= changed.left
            assert changed.right <= tile.crop.right
            assert tile.crop.top <= changed.top
            assert changed.bottom <= tile.crop.bottom
            assert all(side % 8 == 0 and side > 0 for side in tile.size)
            assert tile.crop.meets(whole)
        if uniform and one.name != "bands":
            assert len({tile.size for tile in one.tiles}) == 1


#: Worked out by hand from the description, for 1024 x 768 in tiles of 512 with a padding of 32:
#: rectangle, crop (grown to the ratio of 544 x 544 and pushed inside).
TABLE = [
    ((0, 0, 512, 512), (0, 0, 544, 544)),
    ((512, 0, 1024, 512), (480, 0, 1024, 544)),
    ((0, 512, 512, 768), (0, 224, 544, 768)),
    ((512, 512, 1024, 768), (480, 224, 1024, 768)),
]


def test_the_table_of_one_picture() -> None:
    (redraw,) = made((1024, 768))
    assert [(tuple(t.rect), tuple(t.crop)) for t in redraw.tiles] == TABLE
    assert {tile.size for tile in redraw.tiles} == {(544, 544)}


def test_without_uniform_tiles_each_is_drawn_at_its_own_size() -> None:
    (redraw,) = made((1024, 768), uniform=False)
    assert [(tuple(t.crop), t.size) for t in redraw.tiles] == [
        ((0, 0, 544, 544), (544, 544)),
        ((480, 0, 1024, 544), (544, 544)),
        ((0, 480, 544, 768), (544, 288)),
        ((480, 480, 1024, 768), (544, 288)),
    ]


def test_an_inner_tile_sees_its_padding_on_all_sides() -> None:
    (redraw,) = made((1536, 1536))
    assert redraw.tiles[4].crop == Rect(480, 480, 1056, 1056)
    assert redraw.tiles[4].size == (544, 544)


def test_the_order_of_linear_and_chess() -> None:
    (linear,) = made((1536, 1024))
    assert [(t.rect.left // 512, t.rect.top // 512) for t in linear.tiles] == [
        (0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1),
    ]  # fmt: skip
    (chess,) = made((1536, 1024), RedrawMode.CHESS)
    assert [(t.rect.left // 512, t.rect.top // 512) for t in chess.tiles] == [
        (0, 0), (2, 0), (1, 1), (1, 0), (0, 1), (2, 1),
    ]  # fmt: skip
    assert made((1536, 1024), RedrawMode.NONE) == ()


@pytest.mark.parametrize("size", SIZES)
def test_the_seams_are_as_many_as_described(size: tuple[int, int]) -> None:
    grid = Grid(*size, 512, 512)
    rows, columns = grid.rows, grid.columns
    half = rows * (columns - 1) + (rows - 1) * columns
    wanted = {
        SeamMode.NONE: [],
        SeamMode.BAND: [rows + columns - 2],
        SeamMode.HALF: [half],
        SeamMode.HALF_AND_CORNERS: [half, (rows - 1) * (columns - 1)],
    }
    for mode, counts in wanted.items():
        found = made(size, RedrawMode.NONE, seams=Seams(mode))
        assert [len(item.tiles) for item in found] == [n for n in counts if n]


def test_bands_lie_over_the_seams_from_edge_to_edge() -> None:
    (bands,) = made((1024, 768), RedrawMode.NONE, seams=Seams(SeamMode.BAND))
    across, down = bands.tiles
    assert (across.rect, across.crop) == (Rect(480, 0, 544, 768), Rect(464, 0, 560, 768))
    assert (down.rect, down.crop) == (Rect(0, 480, 1024, 544), Rect(0, 464, 1024, 560))
    assert (across.size, down.size) == ((96, 768), (1024, 96))
    assert (across.blur, down.blur) == (0, 0)
    mask = mask_of(across, 1024, 768)
    assert mask[:, :16].max() == 0
    assert np.allclose(mask[0, 16:48], (np.arange(32) + 0.5) / 32)
    assert np.allclose(mask[0], mask[0, ::-1])
    assert (mask == mask[0]).all()


def test_half_tiles_and_corners_lie_over_the_seams() -> None:
    half, corners = made((1024, 1024), RedrawMode.NONE, seams=Seams(SeamMode.HALF_AND_CORNERS))
    assert [tuple(tile.rect) for tile in half.tiles] == [
        (0, 256, 512, 768), (512, 256, 1024, 768),
        (256, 0, 768, 512), (256, 512, 768, 1024),
    ]  # fmt: skip
    assert [tile.shape for tile in half.tiles] == [Shape.ROWS] * 2 + [Shape.COLUMNS] * 2
    assert {tile.size for tile in half.tiles} == {(528, 528)}
    (corner,) = corners.tiles
    assert (corner.rect, corner.crop, corner.size) == (
        Rect(256, 256, 768, 768), Rect(256, 256, 768, 768), (512, 512),
    )  # fmt: skip
    mask = mask_of(corner, 1024, 1024)
    assert mask[256, 256] > 0.95
    assert mask[0, 256] < 0.05
    assert mask[0, 0] == 0


@pytest.mark.parametrize("mode", [RedrawMode.LINEAR, RedrawMode.CHESS])
@pytest.mark.parametrize("constants", [8, 32])
def test_a_border_is_no_step(mode: RedrawMode, constants: int) -> None:
    """A denoiser that adds another constant to each tile leaves no edge at a blur of 8."""
    (redraw,) = made((1024, 1024), mode, tile=(256, 256))
    canvas = deepened(np.full((1024, 1024, 3), 100, np.uint8))
    dice = random.Random(3)
    for tile in redraw.tiles:
        crop = tile.crop
        seen = canvas[crop.top : crop.bottom, crop.left : crop.right]
        added = dice.choice((0, constants))
        blend(canvas, tile, (seen + added * 257).astype(np.uint16))
    result = flattened(canvas).astype(int)
    assert max(np.abs(np.diff(result, axis=axis)).max() for axis in (0, 1)) <= 2
    assert set(np.unique(result[128::256, 128::256])) == {100, 100 + constants}


def test_hard_masks_change_the_rectangle_alone() -> None:
    (redraw,) = made((1024, 768), blur=0)
    canvas = np.zeros((768, 1024, 3), np.uint16)
    for number, tile in enumerate(redraw.tiles, 1):
        blend(canvas, tile, np.full((tile.crop.height, tile.crop.width, 3), number, np.uint16))
        inside = canvas[tile.rect.top : tile.rect.bottom, tile.rect.left : tile.rect.right]
        assert (inside == number).all()
    assert {int(value) for value in np.unique(canvas)} == {1, 2, 3, 4}


def test_a_mask_fades_inside_the_picture_and_not_at_its_edge() -> None:
    (redraw,) = made((1024, 1024))
    mask = mask_of(redraw.tiles[0], 1024, 1024)
    assert mask[0, 0] == pytest.approx(1)
    assert mask[0, 511] == pytest.approx(0.5, abs=0.03)
    assert mask[0, 543] < 1e-3


def draw_all(tiles: tuple[Tile, ...], size: tuple[int, int], most: int) -> np.ndarray:
    """A stand-in for the model that mixes all that a tile sees."""
    canvas = np.random.default_rng(1).integers(0, 65535, (*size[::-1], 3), np.uint16)
    for wave in waves(tiles, most):
        seen = [
            canvas[t.crop.top : t.crop.bottom, t.crop.left : t.crop.right].copy()
            for t in (tiles[number] for number in wave)
        ]
        for number, pixels in zip(wave, seen, strict=True):
            drawn = pixels.astype(int) * 3 // 4 + int(pixels.mean()) // 4 + number % 7
            blend(canvas, tiles[number], np.clip(drawn, 0, 65535).astype(np.uint16))
    return canvas


@pytest.mark.parametrize("mode", [RedrawMode.LINEAR, RedrawMode.CHESS])
@pytest.mark.parametrize("seam", list(SeamMode))
def test_waves_give_what_one_after_another_gives(mode: RedrawMode, seam: SeamMode) -> None:
    size = (640, 512)
    found = made(size, mode, tile=(128, 128), padding=16, blur=4, seams=Seams(seam, 32))
    for one in found:
        alone = draw_all(one.tiles, size, 1)
        for most in (2, 3, 100):
            assert (draw_all(one.tiles, size, most) == alone).all()
        counts = [number for wave in waves(one.tiles, 4) for number in wave]
        assert sorted(counts) == list(range(len(one.tiles)))
    assert max(map(len, waves(found[0].tiles, 100))) > 1


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 400), st.integers(1, 400), st.integers(24, 128), st.integers(24, 128),
    st.integers(0, 40), st.booleans(), st.sampled_from(list(SeamMode)),
)  # fmt: skip
def test_any_picture_and_any_tile(
    width: int, height: int, across: int, down: int, padding: int, uniform: bool, seam: SeamMode
) -> None:
    size = target_size(width, height, 2)
    for one in made(
        size, tile=(across, down), padding=padding, uniform=uniform, seams=Seams(seam, 16)
    ):
        for tile in one.tiles:
            assert tile.crop.width > 0
            assert tile.crop.height > 0
            assert tile.crop == tile.crop.within(*size)


def test_the_size_of_the_result_is_the_nearest_multiple_of_eight() -> None:
    assert target_size(512, 512, 2) == (1024, 1024)
    assert target_size(333, 500, 1.5) == (496, 752)
    assert target_size(1, 1, 1) == (8, 8)


def test_sixteen_bits_and_back() -> None:
    every = np.arange(256, dtype=np.uint8)
    assert (flattened(deepened(every)) == every).all()


def test_thousands_of_tiles_are_put_in_order_at_once() -> None:
    (redraw,) = made((8192, 8192), tile=(64, 64))
    assert len(redraw.tiles) == 128 * 128
    found = list(waves(redraw.tiles, 16))
    assert sum(map(len, found)) == len(redraw.tiles)
    assert len(found) < len(redraw.tiles) / 8
