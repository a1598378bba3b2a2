"""Samplers under ComfyUI's names, as diffusers' schedulers over k-diffusion's noise levels.

Only the steps are diffusers': the noise levels come from `schedules`, through the one method in
which every class turns its own levels into others. Some are made of a relative:

- ddim is Euler's method, and ddpm is its ancestral variant (written in sigmas they are the same).
- deis and ipndm are linear multistep methods like lms: deis of the third order (rho-AB of arXiv
  2204.13902), ipndm with the fixed coefficients of Adams and Bashforth (arXiv 2202.09778);
  diffusers' classes of these names do not run to a sigma of zero, or not on Stable Diffusion.
- dpmpp_2s_ancestral and dpmpp_sde are dpm_2_ancestral with other halves of a step; diffusers'
  class for the latter wants torchsde, and noise of its own that no seed of ours reaches.

dpmpp_3m_sde has a wrong sign in diffusers 0.42, which is put right; see `changed_steps`.
"""

import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipelines.diffusion.changed_steps import (
    two_noisy_stages,
    two_stages,
    with_curvature,
    with_order,
)
from pipelines.diffusion.schedules import check_schedule, sigmas_of
from pipelines.errors import BadInput

#: What a scheduler has to know of how the model was trained.
_TRAINING = (
    "num_train_timesteps",
    "beta_start",
    "beta_end",
    "beta_schedule",
    "trained_betas",
    "prediction_type",
    "rescale_betas_zero_snr",
)


@dataclass(frozen=True)
class _Sampler:
    """A class of diffusers, its options, and what is changed in it.

    `drops_last` is for samplers that ComfyUI gives one level more, less the last but one; `end` is
    the last level, which it leaves a little above zero for those that would divide by it.
    """

    base: str
    options: Mapping[str, object] = field(default_factory=dict)
    drops_last: bool = False
    end: float = 0.0
    change: "Callable[[Any], Any] | None" = None


def _multistep(algorithm: str) -> _Sampler:
    options = {
        "solver_order": 2,
        "solver_type": "midpoint",
        "final_sigmas_type": "zero",
        "algorithm_type": algorithm,
    }
    return _Sampler("DPMSolverMultistepScheduler", options)


def _unipc(kind: str) -> _Sampler:
    options = {"solver_order": 3, "solver_type": kind, "final_sigmas_type": "zero"}
    return _Sampler("UniPCMultistepScheduler", options, drops_last=True, end=0.001)


def _third_order() -> _Sampler:
    options = {
        "solver_order": 3,
        "solver_type": "heun",
        "final_sigmas_type": "zero",
        "lower_order_final": False,
        "algorithm_type": "sde-dpmsolver++",
    }
    return _Sampler("DPMSolverMultistepScheduler", options, change=with_curvature)


_LMS, _EULER = "LMSDiscreteScheduler", "EulerDiscreteScheduler"
_EULER_A, _KDPM2_A = "EulerAncestralDiscreteScheduler", "KDPM2AncestralDiscreteScheduler"
_SAMPLERS: Mapping[str, _Sampler] = {
    "euler": _Sampler(_EULER),
    "euler_ancestral": _Sampler(_EULER_A),
    "heun": _Sampler("HeunDiscreteScheduler"),
    "dpm_2": _Sampler("KDPM2DiscreteScheduler", drops_last=True),
    "dpm_2_ancestral": _Sampler(_KDPM2_A, drops_last=True),
    "lms": _Sampler(_LMS, change=with_order(4)),
    "dpmpp_2s_ancestral": _Sampler(_KDPM2_A, change=two_stages),
    "dpmpp_sde": _Sampler(_KDPM2_A, change=two_noisy_stages),
    "dpmpp_2m": _multistep("dpmsolver++"),
    "dpmpp_2m_sde": _multistep("sde-dpmsolver++"),
    "dpmpp_3m_sde": _third_order(),
    "ddpm": _Sampler(_EULER_A),
    "lcm": _Sampler("LCMScheduler", {"clip_sample": False}),
    "ddim": _Sampler(_EULER),
    "uni_pc": _unipc("bh1"),
    "uni_pc_bh2": _unipc("bh2"),
    "deis": _Sampler(_LMS, change=with_order(3)),
    "ipndm": _Sampler(_LMS, change=with_order(4, fixed=True)),
}

SAMPLERS = tuple(_SAMPLERS)


def make_sampler(name: str, schedule: str, config: Mapping[str, Any]) -> Any:
    """A scheduler for a diffusers pipeline, in which `config` is that of its own scheduler.

    `name` is one of `SAMPLERS`, with or without ComfyUI's "_gpu" at the end (which says where
    noise is made; here that is the CPU); `schedule` is one of `SCHEDULES`. Raises BadInput for
    others.
    """
    kind = _SAMPLERS.get(name.removesuffix("_gpu"))
    if kind is None:
        raise BadInput(
            "There is no sampler “{name}” here. Choose one of: {names}.",
            name=name,
            names=", ".join(SAMPLERS),
        )
    check_schedule(schedule)
    diffusers: Any = importlib.import_module("diffusers")
    base = getattr(diffusers, kind.base)
    changed = kind.change(base) if kind.change is not None else base
    known = inspect.signature(base.__init__).parameters
    training = {key: config[key] for key in _TRAINING if key in config and key in known}
    options = dict(kind.options)
    if "timestep_spacing" in known:
        # decides only how loud the first noise is: sigma, or the root of sigma^2 + 1 from the top
        options["timestep_spacing"] = "linspace" if schedule == "ddim_uniform" else "leading"
    if "use_exponential_sigmas" in known:
        options["use_exponential_sigmas"] = True  # the branch that `_leveled` leads elsewhere
    return _leveled(changed, schedule, kind)(**training, **options)


def _leveled(base: Any, schedule: str, kind: _Sampler) -> Any:
    """The scheduler class with sigmas of `schedule`, and whole times of training, as ComfyUI."""
    import numpy as np
    import torch

    class Leveled(base):
        def set_timesteps(
            self, num_inference_steps: int, device: Any = None, *given: Any, **named: Any
        ) -> None:
            if hasattr(base, "_convert_to_exponential"):
                super().set_timesteps(num_inference_steps, device, *given, **named)
            else:
                self._set(num_inference_steps, device)
            if kind.end:
                self.sigmas[-1] = kind.end
            self.set_begin_index(0)  # of two equal times diffusers would take the second one

        def _convert_to_exponential(self, in_sigmas: Any, num_inference_steps: int) -> Any:
            trained = np.asarray(((1 - self.alphas_cumprod) / self.alphas_cumprod) ** 0.5)
            steps = num_inference_steps + kind.drops_last
            return sigmas_of(schedule, steps, trained.astype(np.float64))[:num_inference_steps]

        def _sigma_to_t(self, sigma: Any, log_sigmas: Any) -> Any:
            time = super()._sigma_to_t(np.asarray(sigma), np.asarray(log_sigmas))
            return float(np.round(time))

        def _set(self, steps: int, device: Any) -> None:
            """For the classes that know no other levels than their own: Euler ancestral and LCM."""
            sigmas = self._convert_to_exponential(None, steps)
            trained = ((1 - self.alphas_cumprod) / self.alphas_cumprod) ** 0.5
            times = np.interp(np.log(sigmas), np.log(trained.numpy()), np.arange(len(trained)))
            whole = torch.from_numpy(np.round(times)).to(device)
            self.num_inference_steps = steps
            self._step_index = None
            if hasattr(self, "sigmas"):
                self.sigmas = torch.tensor([*sigmas, 0.0], dtype=torch.float32)
                self.timesteps = whole.float()
            else:
                self.timesteps = whole.long()

    Leveled.__name__ = Leveled.__qualname__ = kind.base
    return Leveled
