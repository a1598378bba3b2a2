"""What is decided before anything is loaded: sizes, tiles, files, notes."""

from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from pipelines.device import Plan
from pipelines.diffusion.catalogue import SDXL_VAE
from pipelines.diffusion.sd15_models import TILE_CONTROLNET
from pipelines.errors import BadInput
from pipelines.footprint import Extent
from pipelines.models.high_resolution_controlnet_tile import SPEC as TILE
from pipelines.models.ultimate_sd_upscale import SPEC as ULTIMATE
from pipelines.networks.enlargers import ENLARGERS
from pipelines.redrawing.masks import mask_of
from pipelines.redrawing.params import SamplerName, ScheduleName, UltimateParams, Upscaler
from pipelines.redrawing.recipe import (
    HintSource,
    batch_of,
    even_tiles,
    size_before,
    tile_recipe,
    ultimate_recipe,
)
from pipelines.redrawing.sampling import NEAREST, ComfySampling
from pipelines.redrawing.tile_params import TileParams
from pipelines.spec import ModelSpec, Task, fields_of
from pipelines.text import text

IMAGE = Path("resources/examples/cat.jpg")
#: fewjative/ultimate-sd-upscale:5daf1012, by https://replicate.com/fewjative/ultimate-sd-upscale/api
PUBLISHED = {
    "positive_prompt": "Hey! Have a nice day :D",
    "negative_prompt": "",
    "upscaler": "4x-UltraSharp",
    "upscale_by": 2.0,
    "use_controlnet_tile": True,
    "controlnet_strength": 1.0,
    "seed": None,
    "steps": 20,
    "cfg": 8.0,
    "sampler_name": "euler",
    "scheduler": "normal",
    "denoise": 0.2,
    "mode_type": "Linear",
    "tile_width": 512,
    "tile_height": 512,
    "mask_blur": 8,
    "tile_padding": 32,
    "seam_fix_mode": "None",
    "seam_fix_denoise": 1.0,
    "seam_fix_width": 64,
    "seam_fix_mask_blur": 8,
    "seam_fix_padding": 16,
    "force_uniform_tiles": True,
}


def ultimate(**given: object) -> UltimateParams:
    return UltimateParams.model_validate({"image": IMAGE, **given})


def tile(**given: object) -> TileParams:
    return TileParams.model_validate({"image": IMAGE, **given})


def test_inputs_and_defaults_are_those_of_the_published_model() -> None:
    defaults = {field.name: field.default for field in fields_of(UltimateParams)}
    assert PUBLISHED.items() <= defaults.items()
    four = ["4x_NMKD-Siax_200k", "4x-UltraSharp", "RealESRGAN_x4plus", "RealESRGAN_x4plus_anime_6B"]
    assert list(get_args(Upscaler))[:4] == four
    assert set(get_args(Upscaler)) == {*ENLARGERS, "None"}
    for name in get_args(SamplerName):
        sampling = ComfySampling(name, "normal", 5)
        assert bool(sampling.notes) == (name in NEAREST)


def test_the_guides_call_is_taken_as_it_is_written() -> None:
    params = tile(
        prompt="UHD 4k vogue, a woman resting in a magic pool",
        resolution=2560,
        resemblance=0.4,
        creativity=0.6,
        hdr=0.2,
        scheduler="DDIM",
        steps=20,
        guidance_scale=5,
        guess_mode=False,
        seed=1,
        format="jpg",
    )
    recipe = tile_recipe(params, 1024, 1024)
    assert recipe.size == (2560, 2560)
    assert recipe.drawing.guided
    assert not tile_recipe(tile(guidance_scale=0), 64, 64).drawing.guided


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
@pytest.mark.parametrize("sampler", get_args(SamplerName))
def test_every_sampler_makes_a_scheduler(sampler: str) -> None:
    config = {
        "num_train_timesteps": 1000,
        "beta_start": 0.00085,
        "beta_end": 0.012,
        "beta_schedule": "scaled_linear",
    }
    for schedule in get_args(ScheduleName):
        made = ComfySampling(sampler, schedule, 5).scheduler(config)
        made.set_timesteps(5)
        assert len(made.timesteps) >= 5


@pytest.mark.parametrize(
    ("resolution", "size", "before", "after"),
    [
        (2048, (512, 512), (1024, 1024), (2048, 2048)),
        (2560, (1024, 768), (1728, 1280), (3456, 2560)),
        (3072, (100, 200), (1536, 3072), (3072, 6144)),
        (4096, (1000, 1000), (1024, 1024), (4096, 4096)),
        (8192, (1024, 1024), (1024, 1024), (8192, 8192)),
    ],
)
def test_sizes_of_the_tile_model(
    resolution: int, size: tuple[int, int], before: tuple[int, int], after: tuple[int, int]
) -> None:
    recipe = tile_recipe(tile(resolution=resolution), *size)
    assert size_before(resolution, *size) == before
    assert (recipe.before, recipe.size) == (before, after)
    assert recipe.enlarger is not None
    assert recipe.enlarger.name == f"RealESRGAN_x{4 if resolution >= 4096 else 2}plus"


@pytest.mark.parametrize("size", [(2560, 2560), (2048, 3072), (4096, 2304), (512, 640)])
def test_tiles_of_the_tile_model_are_even_and_see_enough(size: tuple[int, int]) -> None:
    tiles = even_tiles(size, 768)
    touched = np.zeros(size[::-1], int)
    for one in tiles:
        touched[one.rect.top : one.rect.bottom, one.rect.left : one.rect.right] += 1
        assert (one.crop.width, one.crop.height) == one.size  # nothing is scaled
        assert all(side % 8 == 0 for side in one.size)
        mask = mask_of(one, *size)
        inner = [
            edge
            for edge, at_end in (
                (mask[0], one.crop.top == 0),
                (mask[-1], one.crop.bottom == size[1]),
                (mask[:, 0], one.crop.left == 0),
                (mask[:, -1], one.crop.right == size[0]),
            )
            if not at_end
        ]
        assert all(edge.max() < 2e-3 for edge in inner)  # it has faded before its crop ends
    assert (touched == 1).all()
    assert len({one.size for one in tiles}) == 1


def test_the_size_of_the_picture_plays_no_part_for_memory() -> None:
    plan = Plan("cuda:0", "float16", 512, text("a test"))
    specs: list[ModelSpec[Any]] = [ULTIMATE, TILE]
    for spec in specs:
        params: Any = spec.example()
        peaks = [
            spec.footprint(Extent(side, side), params, plan).peak(False)
            for side in (512, 2048, 8192)
        ]
        assert max(peaks) <= min(peaks) * 1.1
        smaller = Plan("cuda:0", "float16", 64, text("a test"))
        assert spec.footprint(Extent(2048, 2048), params, smaller).peak(False) < peaks[0]


def test_a_smaller_plan_draws_fewer_together() -> None:
    assert [batch_of(tile, False) for tile in (512, 256, 128, 64)] == [8, 4, 2, 1]
    assert batch_of(512, True) == 1


def test_files_follow_what_is_chosen() -> None:
    def names(**given: object) -> set[str]:
        return {weight.name for weight in ULTIMATE.weights(ultimate(**given))}

    assert TILE_CONTROLNET.name in names()
    assert TILE_CONTROLNET.name not in names(use_controlnet_tile=False)
    assert not {"4x-UltraSharp.pth"} & names(upscaler="None")
    sdxl = names(base_model="stable-diffusion-xl-base-1.0")
    assert SDXL_VAE.name in sdxl
    assert TILE_CONTROLNET.name not in sdxl
    assert "realistic-vision-v5.1.safetensors" not in names(checkpoint=Path("gone.safetensors"))
    assert {ULTIMATE.task, TILE.task} == {Task.UPSCALING}


def test_what_cannot_be_run_is_told_before_a_download(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="SDXL needs a tile ControlNet"):
        ULTIMATE.read(ultimate(base_model="stable-diffusion-xl-base-1.0"))
    with pytest.raises(BadInput, match="There is no file"):
        ULTIMATE.read(ultimate(loras=(tmp_path / "none.safetensors",)))
    with pytest.raises(BadInput, match="There is no file"):
        ULTIMATE.read(ultimate(own_upscaler=tmp_path / "none.pth"))
    assert ULTIMATE.read(ultimate(base_model="juggernaut-xl-v8", use_controlnet_tile=False))


def test_strengths_without_a_file_are_told() -> None:
    assert tile_recipe(tile(), 64, 64).notes == ()
    (note,) = tile_recipe(tile(lora_details_strength=2.0), 64, 64).notes
    assert "lora_details" in str(note)
    assert tile_recipe(tile(), 64, 64).hint is HintSource.FIRST
    assert ultimate_recipe(ultimate(), 64, 64).hint is HintSource.SOURCE
