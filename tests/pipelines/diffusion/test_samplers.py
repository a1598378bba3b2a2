"""Samplers and schedules: noise levels beside k-diffusion's formulas, results beside a known one.

The model is one whose answer is known: pictures are Gaussian, around CENTRE with WIDTH.
"""

import inspect
import itertools
import math
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from pipelines.diffusion.noise import generators_for, noise_for
from pipelines.diffusion.samplers import SAMPLERS, make_sampler
from pipelines.diffusion.schedulers import SCHEDULERS, make_scheduler, steps_for
from pipelines.diffusion.schedules import SCHEDULES, sigmas_of
from pipelines.errors import BadInput
from pipelines.portraits.params import Scheduler

STEPS = 20
CENTRE, WIDTH = 0.7, 0.5
#: As the checkpoints of SDXL have it.
CONFIG: dict[str, Any] = {
    "_class_name": "EulerDiscreteScheduler",
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "clip_sample": False,
    "interpolation_type": "linear",
    "num_train_timesteps": 1000,
    "prediction_type": "epsilon",
    "sample_max_value": 1.0,
    "set_alpha_to_one": False,
    "skip_prk_steps": True,
    "steps_offset": 1,
    "timestep_spacing": "leading",
    "use_karras_sigmas": False,
}
#: Those that add noise on the way.
RANDOM = {"euler_ancestral", "dpm_2_ancestral", "dpmpp_2s_ancestral", "dpmpp_sde", "dpmpp_2m_sde",
          "dpmpp_3m_sde", "ddpm", "lcm"}  # fmt: skip
TWICE = {"heun", "dpm_2", "dpm_2_ancestral", "dpmpp_2s_ancestral", "dpmpp_sde"}

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def trained() -> NDArray[np.floating]:
    """Sigmas of Stable Diffusion's training, rising."""
    betas = np.linspace(0.00085**0.5, 0.012**0.5, 1000, dtype=np.float64) ** 2
    kept = np.cumprod(1 - betas)
    return np.sqrt((1 - kept) / kept)


def expected(schedule: str, steps: int) -> list[float]:
    """k-diffusion's levels, from the top, without the zero; ComfyUI's words for them."""
    sigmas = trained()

    def at(time: float) -> float:
        low = math.floor(time)
        high, part = min(low + 1, 999), time - low
        return math.exp((1 - part) * math.log(sigmas[low]) + part * math.log(sigmas[high]))

    low, high = sigmas[0], sigmas[-1]
    if schedule == "normal":
        return [at(999 - 999 * n / (steps - 1)) for n in range(steps)]
    if schedule == "sgm_uniform":
        return [at(999 - 999 * n / steps) for n in range(steps)]
    if schedule == "simple":
        return [sigmas[-(1 + int(n * 1000 / steps))] for n in range(steps)]
    if schedule == "ddim_uniform":
        return [sigmas[n] for n in range(1, 1000, 1000 // steps)][::-1]
    if schedule == "karras":
        return [
            (high ** (1 / 7) + n / (steps - 1) * (low ** (1 / 7) - high ** (1 / 7))) ** 7
            for n in range(steps)
        ]
    if schedule == "exponential":
        return [high * (low / high) ** (n / (steps - 1)) for n in range(steps)]
    assert schedule == "beta"
    from scipy.stats import beta

    return [sigmas[round(float(beta.ppf(1 - n / steps, 0.6, 0.6)) * 999)] for n in range(steps)]


def levels(sampler: Any) -> NDArray[np.floating]:
    """The sigmas that a scheduler will go through, each once, the zero at the end included."""
    if hasattr(sampler, "sigmas") and len(sampler.sigmas) > 2:
        seen = np.asarray(sampler.sigmas, dtype=np.float64)
        return seen[np.concatenate([[True], np.diff(seen) != 0])]
    kept = sampler.alphas_cumprod[sampler.timesteps.long()]
    return np.asarray([*((1 - kept) / kept) ** 0.5, 0.0], dtype=np.float64)


def test_the_range_is_that_of_stable_diffusion() -> None:
    assert trained()[[0, -1]] == pytest.approx([0.029167, 14.614642], rel=1e-5)


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("steps", [1, 2, 10, STEPS, 25])
def test_schedules_are_those_of_k_diffusion(schedule: str, steps: int) -> None:
    if steps == 1 and schedule in ("normal", "karras", "exponential"):
        first = [float(trained()[-1])]
    else:
        first = expected(schedule, steps)
    np.testing.assert_allclose(sigmas_of(schedule, steps, trained()), first, rtol=1e-9)


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("steps", [30, 66, 100, 500, 999, 1000, 1001, 3000])
def test_levels_fall_at_every_step(schedule: str, steps: int) -> None:
    found = sigmas_of(schedule, steps, trained())
    assert found.shape == (steps,)
    assert (np.diff(found) < 0).all()
    assert found[0] <= trained()[-1] * (1 + 1e-9)
    assert found[-1] >= trained()[0] * (1 - 1e-9)


@pytest.mark.parametrize("name", SAMPLERS)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_sampler_goes_through_the_levels(name: str, schedule: str) -> None:
    sampler = make_sampler(name, schedule, CONFIG)
    sampler.set_timesteps(STEPS)
    if name in ("dpm_2", "dpm_2_ancestral", "uni_pc", "uni_pc_bh2"):
        if schedule == "ddim_uniform":  # of 21 steps 1000 is no multiple: the lowest of them
            first = expected(schedule, STEPS + 1)[-(STEPS + 1) :][:STEPS]
        else:
            first = expected(schedule, STEPS + 1)[:-1]
    else:
        first = expected(schedule, STEPS)
    found = levels(sampler)
    # those that know whole times only are off by up to half a time
    tolerance = 5e-2 if name == "lcm" else 2e-5  # the classes count in float32
    np.testing.assert_allclose(found[:-1], first, rtol=tolerance)
    assert found[-1] == pytest.approx(0.001 if "uni_pc" in name else 0)
    calls = 2 * STEPS - 1 if name in TWICE else STEPS
    assert len(sampler.timesteps) == calls
    times = np.asarray(sampler.timesteps, dtype=np.float64)
    assert (times == times.round()).all()
    sigma_of_times = trained()[times.astype(int)]
    if name not in TWICE:
        error = np.abs(np.log(sigma_of_times) - np.log(first))
        assert error.max() < 0.2  # the two last times of training are a third apart


def walk(sampler: Any, count: int, seed: int = 0, begin: int = 0) -> torch.Tensor:
    """`count` numbers drawn with the model that knows the answer, from level `begin` on."""
    noise = torch.randn(1, count, generator=torch.Generator().manual_seed(seed))
    generator = torch.Generator().manual_seed(seed + 1)
    if begin:
        sampler.set_begin_index(begin * sampler.order)
        times = sampler.timesteps[begin * sampler.order :]
        clean = CENTRE + WIDTH * torch.randn(1, count, generator=generator)
        x = sampler.add_noise(clean, noise, times[:1])
    else:
        times, x = sampler.timesteps, noise * sampler.init_noise_sigma
    takes = {"generator": generator} if "generator" in step_inputs(sampler) else {}
    for time in times:
        given = sampler.scale_model_input(x, time)
        kept = sampler.alphas_cumprod[int(time)].double()
        # in the scale of the training: x = sqrt(kept) * picture + sqrt(1 - kept) * noise
        noise_part = (1 - kept).sqrt()
        spread = kept * WIDTH**2 + 1 - kept
        answer = noise_part * (given.double() - kept.sqrt() * CENTRE) / spread
        x = sampler.step(answer.float(), time, x, **takes, return_dict=False)[0]
    return x[0]


def step_inputs(sampler: Any) -> set[str]:
    found: set[str] = set()
    for kind in type(sampler).__mro__:
        if "step" in vars(kind):
            found |= set(inspect.signature(kind.step).parameters)
    return found


def lcm_width(sampler: Any, begin: int = 0) -> float:
    """How wide LCM's pictures are: each step takes the mean, which narrows, and adds noise."""
    width = WIDTH if begin else 0.0
    for sigma in levels(sampler)[begin:-1]:
        width = math.hypot(width, sigma) * WIDTH**2 / (WIDTH**2 + sigma**2)
    return width


def off(found: torch.Tensor, seed: int = 0) -> float:
    """How far numbers drawn without noise on the way are from the exact ones, at the mean."""
    noise = torch.randn(len(found), generator=torch.Generator().manual_seed(seed)) * 14.6488
    exact = CENTRE + (noise - CENTRE) * WIDTH / math.hypot(WIDTH, 14.6146)
    return float((found - exact).abs().mean())


def test_the_known_answer_tells_a_wrong_step_from_a_right_one() -> None:
    sampler = make_sampler("dpmpp_2m", "karras", CONFIG)
    sampler.set_timesteps(50)
    right = off(walk(sampler, 4000))
    sampler.set_timesteps(50)
    sampler.timesteps = sampler.timesteps.roll(-1)
    assert right < 0.003 < 0.01 < off(walk(sampler, 4000))


@pytest.mark.parametrize("name", SAMPLERS)
@pytest.mark.parametrize("schedule", ["exponential", "karras"])
def test_every_sampler_finds_the_pictures(name: str, schedule: str) -> None:
    sampler = make_sampler(name, schedule, CONFIG)
    sampler.set_timesteps(50)
    found = walk(sampler, 20000)
    assert torch.isfinite(found).all()
    assert float(found.mean()) == pytest.approx(CENTRE, abs=0.04)
    width = lcm_width(sampler) if name == "lcm" else WIDTH
    assert float(found.std()) == pytest.approx(width, abs=0.06)
    if name not in RANDOM:
        # of the first order; of the fourth, which makes much of times being whole ones
        limits = {"euler": 0.02, "ddim": 0.02, "lms": 0.03}
        assert off(found) < limits.get(name, 0.01)


@pytest.mark.parametrize("name", SAMPLERS)
def test_every_sampler_begins_in_the_middle(name: str) -> None:
    """As it has to, for a picture to begin from."""
    sampler = make_sampler(name, "karras", CONFIG)
    whole, _strength = steps_for(20, 0.4)
    sampler.set_timesteps(whole)
    found = walk(sampler, 20000, begin=whole - 20)
    assert float(found.mean()) == pytest.approx(CENTRE, abs=0.04)
    width = lcm_width(sampler, whole - 20) if name == "lcm" else WIDTH
    assert float(found.std()) == pytest.approx(width, abs=0.06)


def denoised(x: torch.Tensor, sigma: float) -> torch.Tensor:
    """What the model makes of `x`, told of the whole time next to `sigma`, as ComfyUI does."""
    time = round(float(np.interp(math.log(sigma), np.log(trained()), np.arange(1000))))
    kept = 1 / (float(trained()[time]) ** 2 + 1)
    spread = kept * WIDTH**2 + 1 - kept
    scaled = x / math.sqrt(sigma**2 + 1)
    return x - sigma * math.sqrt(1 - kept) * (scaled - math.sqrt(kept) * CENTRE) / spread


def first_noise(sigma: float) -> torch.Tensor:
    noise = torch.randn(50, generator=torch.Generator().manual_seed(0))
    return noise.double() * math.sqrt(sigma**2 + 1)


def test_two_stages_are_those_of_the_paper() -> None:
    """DPM-Solver++(2S) with noise, in k-diffusion's words, for the same noise."""
    sampler = make_sampler("dpmpp_2s_ancestral", "karras", CONFIG)
    sampler.set_timesteps(STEPS)
    found = walk(sampler, 50)
    generator = torch.Generator().manual_seed(1)
    sigmas = [*expected("karras", STEPS), 0.0]
    x = first_noise(sigmas[0])
    for sigma, after in itertools.pairwise(sigmas):
        down, up = parted(sigma, after)
        if down == 0:
            x = denoised(x, sigma)
            continue
        width = math.log(sigma / down)
        middle = sigma * math.exp(-width / 2)
        halfway = middle / sigma * x - math.expm1(-width / 2) * denoised(x, sigma)
        x = down / sigma * x - math.expm1(-width) * denoised(halfway, middle)
        x = x + torch.randn(50, generator=generator) * up
    torch.testing.assert_close(found.double(), x, rtol=0, atol=2e-5)


def parted(sigma: float, after: float) -> tuple[float, float]:
    """k-diffusion's get_ancestral_step: sigma before noise is added, and how much of it is."""
    up = math.sqrt(after**2 * (sigma**2 - after**2) / sigma**2)
    return math.sqrt(after**2 - up**2), up


def test_two_noisy_stages_are_those_of_k_diffusion() -> None:
    """Its dpmpp_sde, with the same Brownian motion over sigma."""
    sampler = make_sampler("dpmpp_sde", "karras", CONFIG)
    sampler.set_timesteps(STEPS)
    found = walk(sampler, 50)
    generator = torch.Generator().manual_seed(1)
    sigmas = [*expected("karras", STEPS), 0.0]
    x = first_noise(sigmas[0])
    for sigma, after in itertools.pairwise(sigmas):
        if after == 0:
            x = denoised(x, sigma)
            continue
        middle = math.sqrt(sigma * after)
        # increments of the motion from sigma to the middle, and from there to the end
        halves = [torch.randn(50, generator=generator).double() for _ in range(2)]
        walked = halves[0] * math.sqrt(sigma - middle)
        whole = walked + halves[1] * math.sqrt(middle - after)
        down, up = parted(sigma, middle)
        halfway = down / sigma * x + (1 - down / sigma) * denoised(x, sigma)
        halfway = halfway + walked / math.sqrt(sigma - middle) * up
        down, up = parted(sigma, after)
        x = down / sigma * x + (1 - down / sigma) * denoised(halfway, middle)
        x = x + whole / math.sqrt(sigma - after) * up
    torch.testing.assert_close(found.double(), x, rtol=0, atol=1e-4)


@pytest.mark.parametrize("schedule", ["normal", "karras"])
@pytest.mark.parametrize(("name", "order"), [("dpmpp_2m_sde", 2), ("dpmpp_3m_sde", 3)])
@pytest.mark.parametrize("steps", [8, 20])
def test_multistep_with_noise_is_that_of_k_diffusion(
    name: str, order: int, schedule: str, steps: int
) -> None:
    """DPM-Solver++ SDE of several steps, in k-diffusion's words, for the same noise."""
    sampler = make_sampler(name, schedule, CONFIG)
    sampler.set_timesteps(steps)
    found = walk(sampler, 50)
    generator = torch.Generator().manual_seed(1)
    sigmas = [*expected(schedule, steps), 0.0]
    x = first_noise(sigmas[0])
    seen: list[torch.Tensor] = []
    widths: list[float] = []
    for sigma, after in itertools.pairwise(sigmas):
        now = denoised(x, sigma)
        if after == 0:
            x = now
            break
        width = math.log(sigma / after)
        twice = 2 * width
        x = math.exp(-twice) * x - math.expm1(-twice) * now
        second = math.expm1(-twice) / twice + 1
        if order == 3 and len(seen) > 1:
            slope = (now - seen[-1]) * width / widths[-1]
            older = (seen[-1] - seen[-2]) * width / widths[-2]
            ratios = (widths[-1] / width, widths[-2] / width)
            first = slope + (slope - older) * ratios[0] / sum(ratios)
            x = x + second * first - (second / twice - 0.5) * (slope - older) / sum(ratios)
        elif seen:
            slope = (now - seen[-1]) * width / widths[-1]
            x = x + (second if order == 3 else -math.expm1(-twice) / 2) * slope
        noise = torch.randn(50, generator=generator)
        x = x + noise * after * math.sqrt(-math.expm1(-twice))
        seen.append(now)
        widths.append(width)
    torch.testing.assert_close(found.double(), x, rtol=1e-4, atol=1e-4)


def test_ddpm_is_ancestral_euler() -> None:
    """The step of arXiv 2006.11239 in the scale of its training, for the same noise."""
    sampler = make_sampler("ddpm", "simple", CONFIG)
    sampler.set_timesteps(STEPS)
    found = walk(sampler, 50)
    generator = torch.Generator().manual_seed(1)
    kept = [*(1 / (sigma**2 + 1) for sigma in expected("simple", STEPS)), 1.0]
    x = torch.randn(50, generator=torch.Generator().manual_seed(0)).double()
    for now, after in itertools.pairwise(kept):
        spread = now * WIDTH**2 + 1 - now
        answer = math.sqrt(1 - now) * (x - math.sqrt(now) * CENTRE) / spread
        ratio = now / after
        x = (x - (1 - ratio) / math.sqrt(1 - now) * answer) / math.sqrt(ratio)
        width = math.sqrt((1 - ratio) * (1 - after) / (1 - now))
        x = x + width * torch.randn(50, generator=generator)
    torch.testing.assert_close(found.double(), x, rtol=0, atol=1e-4)


def test_gpu_samplers_are_the_same() -> None:
    config = make_sampler("dpmpp_2m_sde_gpu", "karras", CONFIG).config
    assert config == make_sampler("dpmpp_2m_sde", "karras", CONFIG).config


@pytest.mark.parametrize(
    ("name", "schedule", "says"),
    [
        ("dpm_adaptive", "normal", "“dpm_adaptive”.*euler_ancestral"),
        ("euler", "linear_quadratic", "“linear_quadratic”.*sgm_uniform"),
    ],
)
def test_unknown_names_are_told(name: str, schedule: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        make_sampler(name, schedule, CONFIG)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_named_schedulers_are_diffusers_own(name: str) -> None:
    import diffusers

    made: Any = make_scheduler(name, {**CONFIG, "use_exponential_sigmas": True})
    assert type(made) is getattr(diffusers, SCHEDULERS[name])
    assert made.config.get("use_karras_sigmas", False) == ("-Karras" in name)
    assert not made.config.get("use_exponential_sigmas", False)
    assert "skip_prk_steps" not in made.config
    if "DPMSolver" in name:
        kind = "sde-dpmsolver++" if name.endswith("-SDE") else "dpmsolver++"
        assert made.config.algorithm_type == kind
    assert made.config.timestep_spacing == "leading"
    assert made.config.beta_end == CONFIG["beta_end"]
    again: Any = make_scheduler("DPMSolverMultistepScheduler", made.config)
    assert not again.config.use_karras_sigmas
    assert again.config.algorithm_type == "dpmsolver++"


def test_every_scheduler_of_portraits_has_a_name_here() -> None:
    assert {*Scheduler.__args__, "LCMScheduler"} <= set(SCHEDULERS)
    with pytest.raises(BadInput, match=r"“Nope”.*EulerDiscreteScheduler"):
        make_scheduler("Nope", CONFIG)


@pytest.mark.parametrize("steps", [1, 3, 7, 20, 30, 50, 100])
@pytest.mark.parametrize("denoise", [0.05, 0.1, 0.2, 0.3, 0.35, 0.6, 0.7, 0.9, 0.99, 1.0])
def test_all_steps_are_run_whatever_is_denoised(steps: int, denoise: float) -> None:
    whole, strength = steps_for(steps, denoise)
    assert whole == int(steps / denoise)
    assert 0 < strength <= 1
    assert min(int(whole * strength), whole) == steps  # get_timesteps of the pipelines


@pytest.mark.parametrize("denoise", [0.0, -0.1, 1.5])
def test_nothing_to_denoise_takes_no_steps(denoise: float) -> None:
    with pytest.raises(ValueError, match="denoise"):
        steps_for(20, denoise)


def test_each_picture_has_its_own_noise() -> None:
    three = noise_for(7, (3, 4, 8, 6))
    assert three.dtype == torch.float32
    assert three.shape == (3, 4, 8, 6)
    for place in range(3):
        assert torch.equal(three[place : place + 1], noise_for(7 + place, (1, 4, 8, 6)))
    from diffusers.utils.torch_utils import randn_tensor

    assert torch.equal(three, randn_tensor((3, 4, 8, 6), generator=generators_for(7, 3)))
    one = torch.randn((1, 4, 8, 6), generator=torch.Generator().manual_seed(7))
    assert torch.equal(three[:1], one)
