"""Tiles as the stock pipelines of diffusers draw them, alone or in batches."""

import importlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from pipelines.diffusion import layout
from pipelines.diffusion.loading import load_controlnet, load_sd15, load_sdxl
from pipelines.diffusion.pixels import decoded, encoded, unit_tensor
from pipelines.diffusion.sd15_models import REALISTIC_VISION, TILE_CONTROLNET
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.redrawing.drawer import DiffusionDrawer, SettledDrawer
from pipelines.redrawing.recipe import Drawing
from pipelines.redrawing.redraw import TileOrder
from pipelines.redrawing.sampling import ComfySampling, PlainSampling
from tests.pipelines.redrawing.conftest import CPU, Large, blocks
from tests.redraw_weights import SmallFiles

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

PLAIN = Drawing("a (cat)", "ugly", 5.0, 7, PlainSampling("DDIM", 6), 0.8)
COMFY = replace(PLAIN, prompt="a cat", sampling=ComfySampling("euler", "normal", 2))


def order(number: int, denoise: float = 0.5) -> TileOrder:
    return TileOrder((0, number), blocks(number), blocks(number + 50), denoise)


@pytest.fixture(scope="module")
def parts(small_files: SmallFiles) -> tuple[Any, Any]:
    architecture = replace(layout.SD15, settings=small_files.settings)
    files = small_files.files
    base = load_sd15(REALISTIC_VISION, files, CPU, architecture)
    return base, load_controlnet(files[TILE_CONTROLNET.name], CPU, small_files.net)


@pytest.fixture(scope="module")
def drawer(parts: tuple[Any, Any]) -> DiffusionDrawer:
    return DiffusionDrawer(*parts, CPU)


@pytest.fixture(scope="module")
def bare_drawer(parts: tuple[Any, Any]) -> DiffusionDrawer:
    return DiffusionDrawer(parts[0], None, CPU)


@pytest.fixture(scope="module")
def large_parts(large: Large) -> tuple[Any, Any]:
    architecture = replace(layout.SDXL, settings=large.settings)
    base = load_sdxl(large.folder, large.files, CPU, architecture)
    return base, load_controlnet(large.controlnet, CPU)


def stock(name: str, parts: tuple[Any, Any], one: TileOrder, drawing: Drawing) -> torch.Tensor:
    """What the published pipeline gives when it is called as its documentation shows."""
    base, controlnet = parts
    diffusers: Any = importlib.import_module("diffusers")
    given = dict(base.components)
    if "XL" not in name:
        given["requires_safety_checker"] = False
    if "ControlNet" in name:
        given["controlnet"] = controlnet
    pipe = getattr(diffusers, name)(**given)
    pipe.set_progress_bar_config(disable=True)
    kept = base.scheduler
    pipe.scheduler = drawing.sampling.scheduler(kept.config)
    steps = drawing.sampling.steps_for(one.denoise)
    assert steps is not None
    more: dict[str, Any] = {}
    if "ControlNet" in name:
        assert one.hint is not None
        more = {
            "control_image": unit_tensor(one.hint),
            "controlnet_conditioning_scale": drawing.strength,
            "guess_mode": drawing.guess_mode,
        }
    return pipe(
        prompt=drawing.prompt,
        negative_prompt=drawing.negative_prompt,
        image=encoded(base.vae, one.seen, "cpu"),
        num_inference_steps=steps[0],
        strength=steps[1],
        guidance_scale=drawing.guidance,
        generator=torch.Generator("cpu").manual_seed(drawing.seed),
        output_type="latent",
        **more,
    ).images


STOCK = [
    ("StableDiffusionControlNetImg2ImgPipeline", replace(PLAIN, prompt="a cat")),
    ("StableDiffusionControlNetImg2ImgPipeline", COMFY),
    ("StableDiffusionControlNetImg2ImgPipeline", replace(COMFY, guidance=1.0)),
    ("StableDiffusionControlNetImg2ImgPipeline", replace(COMFY, guess_mode=True)),
    ("StableDiffusionImg2ImgPipeline", COMFY),
]


@pytest.mark.parametrize(("name", "drawing"), STOCK)
def test_the_latents_are_those_of_the_stock_pipeline(
    name: str,
    drawing: Drawing,
    parts: tuple[Any, Any],
    drawer: DiffusionDrawer,
    bare_drawer: DiffusionDrawer,
) -> None:
    ours = drawer if "ControlNet" in name else bare_drawer
    found = ours.latents([order(1)], drawing, Progress())
    assert found is not None
    wanted = stock(name, parts, order(1), drawing)
    assert found.shape == (1, 4, 8, 8)
    assert float((found - wanted).abs().max()) < 1e-4
    assert float((found - encoded(parts[0].vae, order(1).seen, "cpu")).abs().max()) > 0.1


@pytest.mark.parametrize("with_net", [True, False])
def test_sdxl_is_that_of_its_stock_pipeline(large_parts: tuple[Any, Any], with_net: bool) -> None:
    base, controlnet = large_parts
    drawer = DiffusionDrawer(base, controlnet if with_net else None, CPU)
    found = drawer.latents([order(2)], COMFY, Progress())
    kind = "ControlNetImg2Img" if with_net else "Img2Img"
    wanted = stock(f"StableDiffusionXL{kind}Pipeline", large_parts, order(2), COMFY)
    assert found is not None
    assert float((found - wanted).abs().max()) < 1e-4


def drawn(drawer: DiffusionDrawer, orders: Sequence[TileOrder], drawing: Drawing) -> list[Any]:
    return SettledDrawer(drawer, drawing).draw(orders, Progress())


@pytest.mark.parametrize("sampler", ["euler_ancestral", "dpmpp_2m_sde"])
def test_a_tile_is_the_same_in_a_batch_as_alone(
    drawer: DiffusionDrawer, monkeypatch: pytest.MonkeyPatch, sampler: str
) -> None:
    drawing = replace(COMFY, guidance=1.5, sampling=ComfySampling(sampler, "karras", 2))
    orders = [order(number) for number in range(3)]
    alone = [drawn(drawer, [one], drawing)[0] for one in orders]
    for one, other in zip(drawn(drawer, orders, drawing), alone, strict=True):
        assert (one == other).all()  # a CPU draws them one by one
    monkeypatch.setattr(drawer, "together", True)
    together = drawn(drawer, orders, drawing)
    for one, other, given in zip(together, alone, orders, strict=True):
        assert one.shape == (64, 64, 3)
        assert np.abs(one.astype(int) - other).max() <= 1  # the last bit of a sum
        assert (one != other).mean() < 0.1
        assert np.abs(one.astype(int) - given.seen).max() > 20


def test_everything_counts(drawer: DiffusionDrawer) -> None:
    one = order(4)
    other = replace(one, hint=blocks(99))
    base = drawn(drawer, [one], COMFY)[0]
    changes = [
        drawn(drawer, [other], COMFY)[0],
        drawn(drawer, [replace(one, denoise=0.9)], COMFY)[0],
        *(
            drawn(drawer, [one], replace(COMFY, **changed))[0]
            for changed in (
                {"prompt": "a dog"},
                {"negative_prompt": "blurred"},
                {"seed": 8},
                {"guidance": 2.0},
                {"strength": 0.1},
                {"guess_mode": True},
            )
        ),
    ]
    assert all((base != changed).any() for changed in changes)
    assert (base == drawn(drawer, [one], COMFY)[0]).all()


def test_words_are_read_once(drawer: DiffusionDrawer) -> None:
    drawing = replace(COMFY, prompt="words that nobody used yet")
    before = drawer.prompts.encodes
    for number in range(3):
        drawer.latents([order(number)], drawing, Progress())
    assert drawer.prompts.encodes == before + 1


@pytest.mark.parametrize(("steps", "denoise"), [(4, 0.2), (4, 1.0), (5, 0.37)])
def test_all_steps_are_run_however_little_is_drawn(
    drawer: DiffusionDrawer, steps: int, denoise: float
) -> None:
    seen: list[float] = []
    progress = Progress(lambda report: seen.append(report.fraction or 0))
    drawing = replace(COMFY, sampling=ComfySampling("euler", "normal", steps))
    drawer.latents([order(1, denoise)], drawing, progress)
    assert len({round(value, 4) for value in seen if value > 0.061}) == steps


def test_too_little_creativity_for_a_step_leaves_the_tile(drawer: DiffusionDrawer) -> None:
    drawing = replace(PLAIN, sampling=PlainSampling("DDIM", 4))
    found = drawn(drawer, [order(1, 0.2)], drawing)
    assert (found[0] == order(1).seen).all()


class _Late(CancelToken):
    """Is cancelled the `after`-th time somebody looks."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.looks, self._after = 0, after

    @property
    def cancelled(self) -> bool:
        self.looks += 1
        return self.looks > self._after


def test_a_cancel_takes_effect_within_a_step(drawer: DiffusionDrawer) -> None:
    token = _Late(10**9)
    drawing = replace(COMFY, sampling=ComfySampling("euler", "normal", 1))
    drawer.draw([order(1)], drawing, Progress(cancel=token))
    looks = token.looks
    assert looks > 100
    for after in (0, 5, looks // 3, looks // 2, looks - 2):
        token = _Late(after)
        with pytest.raises(Cancelled):
            drawer.draw([order(1)], drawing, Progress(cancel=token))
        assert token.looks == after + 1  # nothing was computed after it was noticed
    assert drawn(drawer, [order(1)], drawing)  # and the drawer is as good as before


def test_pixels_survive_the_way_into_tensors_and_back() -> None:
    assert (unit_tensor(blocks(1))[0].permute(1, 2, 0) * 255).round().to(
        torch.uint8
    ).numpy().tolist() == blocks(1).tolist()


def test_a_vae_that_states_a_mean_for_each_channel_is_heard(parts: tuple[Any, Any]) -> None:
    vae = parts[0].vae
    plain = encoded(vae, blocks(3), "cpu")
    pixels = decoded(vae, plain)
    before = dict(vae.config)
    try:
        vae.register_to_config(latents_mean=[0.5, -1.0, 0.2, 0.1], latents_std=[2.0, 1.5, 1.0, 0.5])
        shifted = encoded(vae, blocks(3), "cpu")
        assert float((shifted - plain).abs().max()) > 0.05
        assert np.abs(decoded(vae, shifted).astype(int) - pixels).max() <= 1
    finally:
        vae.register_to_config(**{name: before[name] for name in ("latents_mean", "latents_std")})
