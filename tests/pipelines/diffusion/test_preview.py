"""Previews of latents, and what is done after each step of a run."""

import importlib
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from pipelines.diffusion.preview import family_of_pipe, rough_picture
from pipelines.diffusion.samplers import SAMPLERS, make_sampler
from pipelines.diffusion.schedulers import make_scheduler
from pipelines.diffusion.step_report import StepReport
from pipelines.progress import Cancelled, Progress, Report
from pipelines.spec import Kind
from tests.tiny_diffusion import sdxl_parts

FAMILIES = (Kind.SDXL, Kind.SD15)
STEPS = 3

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def colour(family: Kind, *channels: float) -> NDArray[np.integer]:
    """Of one latent pixel."""
    latents = torch.tensor(channels)[:, None, None]
    found = rough_picture(latents, family)
    assert (found == found[0, 0]).all()
    return found[0, 0].astype(int)


def test_nothing_is_the_middle() -> None:
    assert colour(Kind.SDXL, 0, 0, 0, 0).tolist() == [150, 140, 130]
    assert colour(Kind.SD15, 0, 0, 0, 0).tolist() == [128, 128, 128]


@pytest.mark.parametrize("family", FAMILIES)
def test_colours_are_sums_of_channels(family: Kind) -> None:
    middle = colour(family, 0, 0, 0, 0)
    parts = [colour(family, *(0.5 * (n == channel) for n in range(4))) for channel in range(4)]
    together = colour(family, 0.5, 0.5, 0.5, 0.5)
    assert np.abs(sum(part - middle for part in parts) - (together - middle)).max() <= 3
    opposite = [colour(family, *(-0.5 * (n == channel) for n in range(4))) for channel in range(4)]
    for one, other in zip(parts, opposite, strict=True):
        assert np.abs((one - middle) + (other - middle)).max() <= 1


def test_channels_are_those_that_were_published() -> None:
    assert (colour(Kind.SDXL, 1, 0, 0, 0) - colour(Kind.SDXL, 0, 0, 0, 0)).tolist() == [60] * 3
    red = colour(Kind.SDXL, 0, -1, 0, 0) - colour(Kind.SDXL, 0, 0, 0, 0)
    assert red.tolist() == [60, 5, -10]
    green = colour(Kind.SD15, 0, 0, 1, 0) - colour(Kind.SD15, 0, 0, 0, 0)
    assert np.abs(green - np.array([-0.158, 0.189, 0.264]) * 127.5).max() <= 1


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_too_much_is_held_and_no_number_is_grey(family: Kind) -> None:
    assert colour(family, 1e9, 0, 0, 0).tolist() == [255, 255, 255]
    assert colour(family, -1e9, 0, 0, 0).tolist() == [0, 0, 0]
    assert colour(family, float("nan"), 0, 0, 0).tolist() == [128, 128, 128]
    assert colour(family, float("inf"), 0, 0, 0).max() == 255


@pytest.mark.parametrize(
    ("height", "width", "size"),
    [(8, 8, (64, 64)), (64, 64, (512, 512)), (128, 160, (410, 512)), (160, 128, (512, 410)),
     (1, 300, (2, 512)), (256, 256, (512, 512))],
)  # fmt: skip
def test_a_preview_is_small(height: int, width: int, size: tuple[int, int]) -> None:
    found = rough_picture(torch.randn(4, height, width, dtype=torch.float16), Kind.SDXL)
    assert found.shape == (*size, 3)
    assert found.dtype == np.uint8
    assert found.flags.c_contiguous


def test_things_are_where_they_will_be() -> None:
    latents = torch.zeros(4, 12, 20)
    latents[0, 2:4, 15:18] = 2
    found = rough_picture(latents, Kind.SDXL)
    rows, columns = np.nonzero(found[..., 0] > 210)
    assert (rows.min() // 8, rows.max() // 8) == (2, 3)
    assert (columns.min() // 8, columns.max() // 8) == (15, 17)


def pipe_of(scheduler: Any, steps: int) -> Any:
    return SimpleNamespace(
        scheduler=scheduler, num_timesteps=steps, components={"text_encoder_2": None}
    )


def run(scheduler: Any, picture: torch.Tensor, report: StepReport, begin: int = 0) -> None:
    """A run with a denoiser that knows `picture` (1, 4, height, width)."""
    generator = torch.Generator().manual_seed(0)
    noise = torch.randn(picture.shape, generator=generator)
    times = scheduler.timesteps[begin * scheduler.order :]
    if begin:
        if hasattr(scheduler, "set_begin_index"):
            scheduler.set_begin_index(begin * scheduler.order)
        x = scheduler.add_noise(picture, noise, times[:1])
    else:
        x = noise * scheduler.init_noise_sigma
    pipe = pipe_of(scheduler, len(times))
    for step, time in enumerate(times):
        given = scheduler.scale_model_input(x, time)
        kept = scheduler.alphas_cumprod[int(time)]
        answer = (given - kept.sqrt() * picture) / (1 - kept).sqrt()
        x = scheduler.step(answer, time, x, return_dict=False)[0]
        x = report(pipe, step, time, {"latents": x})["latents"]


CONFIG: dict[str, Any] = {
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "clip_sample": False,
    "num_train_timesteps": 1000,
    "set_alpha_to_one": False,
    "steps_offset": 1,
    "timestep_spacing": "leading",
}
STRAIGHT = ("euler", "heun", "lms", "dpmpp_2m", "uni_pc", "uni_pc_bh2", "ddim", "deis", "ipndm")
NOISY = ("euler_ancestral", "dpm_2_ancestral", "dpmpp_2s_ancestral", "dpmpp_2m_sde", "lcm")


@pytest.mark.parametrize("begin", [0, 4])
@pytest.mark.parametrize("name", [*STRAIGHT, "dpm_2", "DDIM"])
def test_a_preview_shows_what_the_latents_are_on_the_way_to(name: str, begin: int) -> None:
    picture = torch.linspace(-1, 1, 4 * 8 * 6).reshape(1, 4, 8, 6)
    if name in SAMPLERS:
        scheduler = make_sampler(name, "normal", CONFIG)
    else:
        scheduler = make_scheduler(name, CONFIG)
    scheduler.set_timesteps(12)
    seen: list[NDArray[np.uint8]] = []
    run(scheduler, picture, StepReport(Progress(), seen.append, every_s=0), begin)
    expected = rough_picture(picture[0], Kind.SDXL).astype(int)
    # all steps but the first
    assert len(seen) == 12 - begin - 1
    off = [np.abs(one.astype(int) - expected).mean() for one in seen]
    assert max(off) < 8  # whole times make small errors; noise alone is off by 40
    assert off[-1] <= 3


@pytest.mark.parametrize("name", NOISY)
def test_with_noise_on_the_way_a_preview_clears_up(name: str) -> None:
    picture = torch.linspace(-1, 1, 4 * 8 * 6).reshape(1, 4, 8, 6)
    scheduler = make_sampler(name, "normal", CONFIG)
    scheduler.set_timesteps(12)
    seen: list[NDArray[np.uint8]] = []
    run(scheduler, picture, StepReport(Progress(), seen.append, every_s=0))
    expected = rough_picture(picture[0], Kind.SDXL).astype(int)
    off = [np.abs(one.astype(int) - expected).mean() for one in seen]
    assert off[0] > 20
    assert off[0] > off[-2] >= off[-1]
    assert off[-1] <= 3


@pytest.fixture(scope="module")
def sdxl() -> Any:
    diffusers: Any = importlib.import_module("diffusers")
    pipe = diffusers.StableDiffusionXLPipeline(**sdxl_parts(), add_watermarker=False)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def drawn(pipe: Any, report: Callable[..., Any] | None) -> torch.Tensor:
    return pipe(
        "a cat", negative_prompt="", generator=torch.Generator().manual_seed(1),
        num_inference_steps=STEPS, height=64, width=64, output_type="latent",
        callback_on_step_end=report,
    ).images  # fmt: skip


@pytest.fixture(scope="module")
def plain(sdxl: Any) -> torch.Tensor:
    """The latents of a run that nobody looks at."""
    return drawn(sdxl, None)


def test_a_pipe_says_its_family(sdxl: Any) -> None:
    assert family_of_pipe(sdxl) is Kind.SDXL
    assert family_of_pipe(SimpleNamespace(components={"text_encoder": None})) is Kind.SD15


def test_a_preview_changes_nothing_and_every_step_is_reported(
    sdxl: Any, plain: torch.Tensor
) -> None:
    reports: list[Report] = []
    seen: list[NDArray[np.uint8]] = []
    found = drawn(sdxl, StepReport(Progress(reports.append), seen.append, every_s=0))
    assert torch.equal(found, plain)
    assert [report.fraction for report in reports] == [(n + 1) / STEPS for n in range(STEPS)]
    assert len(seen) == STEPS - 1
    assert all(one.shape == (64, 64, 3) for one in seen)
    assert np.array_equal(seen[-1], rough_picture(plain[0], Kind.SDXL))


@pytest.mark.parametrize("last", [1, STEPS - 1])
def test_cancelling_ends_the_run_within_one_step(sdxl: Any, last: int) -> None:
    steps: list[int] = []

    def listen(_report: Report) -> None:
        if len(steps) == last:
            progress.cancel.cancel()

    progress = Progress(listen)
    handle = sdxl.unet.register_forward_hook(lambda *_given: steps.append(1))
    try:
        with pytest.raises(Cancelled):
            drawn(sdxl, StepReport(progress))
    finally:
        handle.remove()
    assert len(steps) == last


def test_previews_keep_their_distance() -> None:
    clock = iter(np.arange(0, 1000, 0.15))
    moments: list[float] = []
    scheduler = make_sampler("euler", "karras", CONFIG)
    scheduler.set_timesteps(30)
    now = [0.0]

    def tick() -> float:
        now[0] = float(next(clock))
        return now[0]

    report = StepReport(Progress(), lambda _pixels: moments.append(now[0]), every_s=1, now=tick)
    run(scheduler, torch.zeros(1, 4, 8, 8), report)
    assert 3 <= len(moments) <= 5
    assert min(np.diff(moments)) >= 1


def test_without_a_preview_nothing_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    scheduler = make_sampler("euler", "karras", CONFIG)
    scheduler.set_timesteps(5)
    module = importlib.import_module("pipelines.diffusion.step_report")
    monkeypatch.delattr(module, "rough_picture")
    run(scheduler, torch.zeros(1, 4, 8, 8), StepReport(Progress()))


def test_a_failing_preview_ends_itself_alone(
    sdxl: Any, plain: torch.Tensor, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[int] = []

    def fail(_pixels: NDArray[np.uint8]) -> None:
        tried.append(1)
        raise RuntimeError("the window has gone")

    reports: list[Report] = []
    found = drawn(sdxl, StepReport(Progress(reports.append), fail, every_s=0))
    assert torch.equal(found, plain)
    assert len(reports) == STEPS
    assert len(tried) == 1
    assert "No more previews" in caplog.text


def test_a_preview_may_cancel(sdxl: Any) -> None:
    def stop(_pixels: NDArray[np.uint8]) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        drawn(sdxl, StepReport(Progress(), stop))
