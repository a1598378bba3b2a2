"""Whole redraws on small weights: the first pass, resuming, single tiles again, memory."""

import gc
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipelines.diffusion import layout
from pipelines.errors import BadInput
from pipelines.media.picture import Picture
from pipelines.models.high_resolution_controlnet_tile import SPEC as TILE
from pipelines.models.ultimate_sd_upscale import SPEC as ULTIMATE
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.redrawing.events import CanvasKnown, GridKnown, RedrawEvent, TileDone
from pipelines.redrawing.first_pass import first_pass, part_of_source, rgb_of
from pipelines.redrawing.hdr import fused, gain_of, with_gain
from pipelines.redrawing.params import UltimateParams
from pipelines.redrawing.recipe import tile_recipe, ultimate_recipe
from pipelines.redrawing.redraw_model import as_it_is, finished_by, keeping, redoing
from pipelines.redrawing.redrawer import Redrawer
from pipelines.redrawing.run import Again, Redrawn
from pipelines.redrawing.tile_params import TileParams
from pipelines.redrawing.tiles import Rect
from pipelines.redrawing.works import FORGOTTEN, open_bench
from tests.live_bytes import LiveBytes
from tests.pipelines.redrawing.conftest import CPU, blocks
from tests.redraw_weights import SmallFiles, small_catalogue

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

IMAGE = Path("resources/examples/cat.jpg")


class Loose(UltimateParams):
    """Tiles smaller than people may ask for."""

    tile_width: int = 48
    tile_height: int = 48


def loose(**given: Any) -> Loose:
    """A picture of 64 x 48 becomes 128 x 96 in six tiles of one step."""
    held = {
        "image": IMAGE,
        "upscaler": "None",
        "tile_padding": 16,
        "mask_blur": 4,
        "steps": 1,
        "cfg": 1.0,
        "denoise": 0.4,
        "seed": 3,
    }
    return Loose(**{**held, **given})


def picture(channels: int = 3, dtype: type = np.uint8) -> Picture:
    pixels = blocks(1, 64, 48)
    if channels in (1, 2):
        pixels = pixels[:, :, :1]
    if channels in (2, 4):
        pixels = np.concatenate([pixels, blocks(2, 64, 48)[:, :, :1]], axis=2)
    return Picture(pixels.astype(dtype) * (257 if dtype is np.uint16 else 1))


@pytest.fixture(scope="module")
def loaded(small_files: SmallFiles) -> Iterator[Redrawer]:
    with small_catalogue(small_files):
        yield ULTIMATE.load(small_files.files, loose(), CPU)


def run(
    loaded: Redrawer, spec: Any = ULTIMATE, progress: Progress | None = None, **given: Any
) -> Redrawn:
    return spec.run(loaded, picture(), loose(**given), CPU, progress or Progress())


class _After(CancelToken):
    """Cancels once so many tiles are done."""

    def __init__(self, tiles: int) -> None:
        super().__init__()
        self._left = tiles

    def hear(self, event: RedrawEvent) -> None:
        if isinstance(event, TileDone):
            self._left -= 1
            if self._left <= 0:
                self.cancel()


def test_no_denoise_gives_back_the_first_pass_exactly(
    loaded: Redrawer, small_files: SmallFiles
) -> None:
    for upscaler in ("None", "4x-UltraSharp"):
        given = loose(denoise=0.0, upscaler=upscaler)
        recipe = ultimate_recipe(given, 64, 48)
        strips = first_pass(picture(), recipe, small_files.files, CPU, Progress())
        result = run(loaded, denoise=0.0, upscaler=upscaler)
        assert (result.pixels == np.concatenate(list(strips))).all()
        assert result.pixels.shape == (96, 128, 3)


def test_what_is_drawn_changes_every_tile(loaded: Redrawer) -> None:
    result, before = run(loaded), run(loaded, denoise=0.0)
    changed = (result.pixels != before.pixels).any(axis=2)
    for row in range(0, 96, 48):
        for column in range(0, 128, 48):
            assert changed[row : row + 48, column : column + 48].mean() > 0.5
    assert (run(loaded).pixels == result.pixels).all()
    assert (run(loaded, seed=4).pixels != result.pixels).any()
    assert result.facts == {"seed": 3}


@pytest.mark.parametrize("channels", [1, 2, 4])
def test_alpha_stays_and_grey_becomes_coloured(loaded: Redrawer, channels: int) -> None:
    given = picture(channels)
    result = ULTIMATE.run(loaded, given, loose(denoise=0.0, upscale_by=1.0), CPU, Progress())
    assert result.pixels.shape == (48, 64, 4 if channels in (2, 4) else 3)
    assert (result.pixels[:, :, :3] == rgb_of(given)).all()
    if channels in (2, 4):
        assert (result.pixels[:, :, 3] == given.pixels[:, :, -1]).all()
    deep = picture(channels, np.uint16)
    assert (rgb_of(deep) == rgb_of(given)).all()


def test_cancelled_it_goes_on_at_the_next_tile(loaded: Redrawer, tmp_path: Path) -> None:
    whole = run(loaded)
    token = _After(2)
    with pytest.raises(Cancelled):
        run(loaded, keeping(ULTIMATE, tmp_path, token.hear), Progress(cancel=token))
    events: list[RedrawEvent] = []
    result = run(loaded, keeping(ULTIMATE, tmp_path, events.append))
    assert (result.pixels == whole.pixels).all()
    grid, canvas = events[0], events[1]
    assert isinstance(grid, GridKnown)
    assert isinstance(canvas, CanvasKnown)
    assert (grid.width, grid.height, len(grid.passes[0].tiles)) == (128, 96, 6)
    assert len(canvas.done) == 2
    assert canvas.pixels.shape == (96, 128, 3)
    tiles = [event for event in events if isinstance(event, TileDone)]
    assert len(tiles) == 4
    assert {event.place for event in tiles} | canvas.done == {(0, n) for n in range(6)}
    for event in tiles:
        assert event.pixels.shape == (event.rect.height, event.rect.width, 3)
    last = tiles[-1]
    rect = last.rect
    seen = result.pixels[rect.top : rect.bottom, rect.left : rect.right]
    assert (seen == last.pixels).all()


def test_a_finished_one_is_there_until_the_next(loaded: Redrawer, tmp_path: Path) -> None:
    spec = keeping(ULTIMATE, tmp_path)
    first = run(loaded, spec)
    events: list[RedrawEvent] = []
    again = run(loaded, keeping(ULTIMATE, tmp_path, events.append))
    assert (again.pixels == first.pixels).all()
    assert not [event for event in events if isinstance(event, TileDone)]
    run(loaded, spec, seed=5)
    assert len([path for path in (tmp_path / "redraws").iterdir() if path.is_dir()]) == 1


def test_one_tile_again_with_other_words(loaded: Redrawer, tmp_path: Path) -> None:
    spec = keeping(ULTIMATE, tmp_path)
    before = run(loaded, spec)
    events: list[RedrawEvent] = []
    listening = keeping(ULTIMATE, tmp_path, events.append)
    after = run(loaded, redoing(listening, Again((0, 1), prompt="a dog", seed=99)))
    (tile,) = [event for event in events if isinstance(event, TileDone)]
    assert tile.place == (0, 1)
    changed = np.argwhere((after.pixels != before.pixels).any(axis=2))
    assert len(changed)
    (top, left), (bottom, right) = changed.min(axis=0), changed.max(axis=0)
    crop = tile.tile.crop
    assert crop.top <= top
    assert bottom < crop.bottom
    assert crop.left <= left
    assert right < crop.right
    undone = run(loaded, redoing(spec, Again((0, 1))))
    assert (undone.pixels == before.pixels).all()
    run(loaded, redoing(spec, Again((0, 1), seed=99)))
    assert (run(loaded, spec).pixels == before.pixels).all()  # what was asked for, from the start
    with pytest.raises(BadInput, match="no such tile"):
        run(loaded, redoing(spec, Again((0, 77))))
    with pytest.raises(BadInput, match="not there any more"):
        run(loaded, redoing(spec, Again((0, 1))), seed=1234)


def test_an_unfinished_one_can_be_had_as_it_is(loaded: Redrawer, tmp_path: Path) -> None:
    token = _After(2)
    with pytest.raises(Cancelled):
        run(loaded, keeping(ULTIMATE, tmp_path, token.hear), Progress(cancel=token))
    part = run(loaded, as_it_is(keeping(ULTIMATE, tmp_path)))
    assert "4 tiles are not drawn yet" in " ".join(map(str, part.notes))
    base, whole = run(loaded, denoise=0.0), run(loaded)
    assert (part.pixels != base.pixels).any()
    assert (part.pixels != whole.pixels).any()
    assert (run(loaded, keeping(ULTIMATE, tmp_path)).pixels == whole.pixels).all()


def test_the_last_one_is_had_again_with_parts_of_the_first_pass(
    loaded: Redrawer, tmp_path: Path
) -> None:
    spec = keeping(ULTIMATE, tmp_path)
    whole, base = run(loaded, spec), run(loaded, denoise=0.0)

    def back(result: Any, first: Any, check: Any) -> None:
        check()
        result[10:20, 30:50] = first[10:20, 30:50] // 257

    mixed = run(loaded, finished_by(spec, back))
    assert (mixed.pixels[10:20, 30:50] == base.pixels[10:20, 30:50]).all()
    mixed.pixels[10:20, 30:50] = whole.pixels[10:20, 30:50]
    assert (mixed.pixels == whole.pixels).all()
    assert mixed.seed == whole.seed


def test_a_drawn_seed_is_kept_for_the_rest(loaded: Redrawer, tmp_path: Path) -> None:
    token = _After(3)
    with pytest.raises(Cancelled):
        run(loaded, keeping(ULTIMATE, tmp_path, token.hear), Progress(cancel=token), seed=None)
    result = run(loaded, keeping(ULTIMATE, tmp_path), seed=None)
    assert (run(loaded, seed=result.seed).pixels == result.pixels).all()
    other = run(loaded, keeping(ULTIMATE, tmp_path), seed=None)
    assert other.seed != result.seed


def test_forgotten_works_go_and_those_at_work_stay(tmp_path: Path) -> None:
    def begun(name: str, **state: Any) -> Path:
        with open_bench(tmp_path, {"name": name}, 1) as bench:
            bench.folder.mkdir()
            bench.state.finished = bool(state.get("finished"))
            bench.note()
            return bench.folder.parent

    old, new, done = begun("old"), begun("new"), begun("done", finished=True)
    past = time.time() - FORGOTTEN - 10
    for folder in (old / "work", old):
        os.utime(folder, (past, past))
    with open_bench(tmp_path, {"name": "busy"}, 1) as busy:
        busy.state.finished = True
        busy.note()
        with open_bench(tmp_path, {"name": "busy"}, 1) as second:  # twice at once
            assert tmp_path not in second.folder.parents
            assert not second.folder.exists()
        with open_bench(tmp_path, {"name": "last"}, 1):
            assert busy.folder.parent.exists()
    assert not old.exists()
    assert not done.exists()
    assert new.exists()


def test_memory_does_not_grow_with_the_picture(loaded: Redrawer) -> None:
    peaks = []
    for factor in (1, 2):
        big = Picture(np.tile(blocks(1, 64, 48), (factor, factor, 1)))
        gc.collect()
        with LiveBytes() as live:
            ULTIMATE.run(loaded, big, loose(tile_width=64, tile_height=64), CPU, Progress())
        peaks.append(live.peak)
    assert max(peaks) <= min(peaks) * 1.1
    assert min(peaks) > 100_000


def test_the_tile_model_draws_what_the_first_pass_shows(
    loaded: Redrawer, small_files: SmallFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.redrawing import recipe as recipes

    monkeypatch.setattr(recipes, "_BEFORE", {2048: 64})
    monkeypatch.setattr(recipes, "factor_of", lambda _resolution: 2)
    given = TileParams(image=IMAGE, resolution=2048, tile_size=256, steps=2, creativity=0.5, seed=1)
    with small_catalogue(small_files):
        result = TILE.run(loaded, picture(), given, CPU, Progress())
    assert result.pixels.shape == (128, 128, 3)
    bright = given.model_copy(update={"hdr": 0.9})
    assert (TILE.run(loaded, picture(), bright, CPU, Progress()).pixels != result.pixels).any()


def test_hdr_is_exposure_fusion_and_nothing_at_zero() -> None:
    pixels = blocks(5, 160, 120)
    assert np.abs(fused(pixels, 0).astype(int) - pixels).max() <= 1
    strong = fused(pixels, 1.0)
    dark, light = pixels.max(axis=2) < 60, pixels.min(axis=2) > 200
    assert strong[dark].mean() > pixels[dark].mean()
    assert strong[light].mean() < pixels[light].mean() if light.any() else True
    gain = gain_of(pixels, 0.6)
    strips = [pixels[:50], pixels[50:]]
    whole = np.concatenate(list(with_gain(strips, gain, 160, 120)))
    assert np.abs(whole.astype(int) - fused(pixels, 0.6)).mean() < 12
    (one,) = with_gain([pixels], gain, 160, 120)
    assert (one == whole).all()


def test_a_hint_is_what_the_source_has_there() -> None:
    source = blocks(7, 64, 48)
    whole = part_of_source(source, Rect(0, 0, 128, 96), (128, 96), (64, 48))
    assert (whole == source).all()
    part = part_of_source(source, Rect(32, 16, 64, 48), (128, 96), (16, 16))
    assert (part == source[8:24, 16:32]).all()
    corner = part_of_source(source, Rect(100, 70, 128, 96), (128, 96), (40, 32))
    assert corner.shape == (32, 40, 3)


def test_an_upscaler_of_ones_own_goes_first(small_files: SmallFiles, loaded: Redrawer) -> None:
    own = small_files.files["RealESRGAN_x2plus.pth"]
    given = loose(denoise=0.0, own_upscaler=own)
    result = ULTIMATE.run(loaded, picture(), given, CPU, Progress())
    assert (result.pixels != run(loaded, denoise=0.0).pixels).any()
    assert layout.SD15.settings  # the fixture has put the real ones back where they belong
    recipe = replace(tile_recipe(TileParams(image=IMAGE), 64, 48), passes=())
    assert recipe.largest_tile == (0, 0)
