"""Steps of diffusers' schedulers that are changed into those of other samplers, or put right.

Each function takes a class of diffusers and gives one that steps otherwise. "x" is a picture with
noise of `sigma`; `found` is what a step of diffusers gives: the next x, and the picture that the
denoiser sees in this one.
"""

import importlib
import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

#: The weights of the last slopes, the newest first, by how many there are.
_ADAMS = (
    (1.0,),
    (3 / 2, -1 / 2),
    (23 / 12, -16 / 12, 5 / 12),
    (55 / 24, -59 / 24, 37 / 24, -9 / 24),
)


def with_order(order: int, fixed: bool = False) -> Callable[[Any], Any]:
    """A linear multistep method of at most this order, from as many slopes as there are.

    diffusers counts from the beginning of the levels, which is wrong for a picture to begin from.
    """

    def change(base: Any) -> Any:
        class Multistep(base):
            def step(
                self, model_output: Any, timestep: Any, sample: Any, *given: Any, **named: Any
            ) -> Any:
                named["order"] = min(order, len(self.derivatives) + 1)
                if self.step_index is None:
                    self._init_step_index(timestep)
                return super().step(model_output, timestep, sample, *given, **named)

            def get_lms_coefficient(self, order: int, t: int, current_order: int) -> float:
                if not fixed:
                    return super().get_lms_coefficient(order, t, current_order)
                width = float(self.sigmas[t + 1] - self.sigmas[t])
                return width * _ADAMS[order - 1][current_order]

        return Multistep

    return change


def with_curvature(base: Any) -> Any:
    """The third order of noise, in which diffusers 0.42 takes away a half that is to be added."""

    class ThirdOrder(base):
        def multistep_dpm_solver_third_order_update(
            self, model_output_list: "list[torch.Tensor]", *given: Any, **named: Any
        ) -> Any:
            found = super().multistep_dpm_solver_third_order_update(
                model_output_list, *given, **named
            )
            at = self.step_index
            logs = [-float(sigma.log()) for sigma in self.sigmas[at - 2 : at + 2]]
            before, last, now = (after - first for first, after in itertools.pairwise(logs))
            slope = (model_output_list[-1] - model_output_list[-2]) * (now / last)
            older = (model_output_list[-2] - model_output_list[-3]) * (now / before)
            curvature = (slope - older) * (now / (last + before))
            return found + curvature / float((self.sigmas[at + 1] ** 2 + 1) ** 0.5)

    return ThirdOrder


def two_stages(base: Any) -> Any:
    """dpm_2_ancestral as DPM-Solver++(2S) with noise (arXiv 2211.01095): a step goes from its
    beginning towards the picture that is seen in its middle, not along the slope there.
    """

    class TwoStages(base):
        def step(
            self,
            model_output: "torch.Tensor",
            timestep: Any,
            sample: "torch.Tensor",
            generator: Any = None,
            return_dict: bool = True,
        ) -> Any:
            begun = self.sample
            found = super().step(model_output, timestep, sample, generator, return_dict=False)
            at = self.step_index - (1 if begun is None else 2)  # of the first half
            if begun is None:
                found = (self.first_half(at, sample, found, generator), found[1])
            else:
                found = (self.second_half(at, begun, sample, found), found[1])
            if not return_dict:
                return found
            module = importlib.import_module(base.__module__)
            return module.KDPM2AncestralDiscreteSchedulerOutput(*found)

        def first_half(self, at: int, sample: Any, found: Any, generator: Any) -> "torch.Tensor":
            return found[0]

        def second_half(self, at: int, begun: Any, sample: Any, found: Any) -> "torch.Tensor":
            sigma, middle = self.sigmas[at], self.sigmas_interpol[at]
            towards = (begun - found[1]) / sigma
            along = (sample - found[1]) / middle
            return found[0] + (self.sigmas_down[at] - sigma) * (towards - along)

    return TwoStages


def two_noisy_stages(base: Any) -> Any:
    """dpm_2_ancestral as k-diffusion's dpmpp_sde: noise goes into both halves of a step.

    Both come from one Brownian motion over sigma, so the second contains the first. It is drawn
    as it is needed, where k-diffusion takes it from torchsde; only the numbers drawn differ.
    """

    class TwoNoisyStages(two_stages(base)):
        def set_timesteps(self, *given: Any, **named: Any) -> None:
            """The middle of a step is that of its ends, not of its end before noise is added."""
            super().set_timesteps(*given, **named)
            for at in range(0, len(self.timesteps) - 1, 2):
                middle = (self.sigmas[at] * self.sigmas[at + 1]) ** 0.5
                self.sigmas_interpol[at] = middle
                self.timesteps[at + 1] = self._sigma_to_t(middle, self.log_sigmas.cpu())

        def first_half(self, at: int, sample: Any, found: Any, generator: Any) -> "torch.Tensor":
            from diffusers.utils.torch_utils import randn_tensor

            sigma, middle = self.sigmas[at], self.sigmas_interpol[at]
            if not middle:  # the last step
                return found[0]
            up, down = _parted(float(sigma), float(middle))
            self.noise = randn_tensor(
                sample.shape, generator=generator, device=sample.device, dtype=sample.dtype
            )
            return sample + (sample - found[1]) * ((down - sigma) / sigma) + self.noise * up

        def second_half(self, at: int, begun: Any, sample: Any, found: Any) -> "torch.Tensor":
            sigma, middle, after = (
                float(each)
                for each in (self.sigmas[at], self.sigmas_interpol[at], self.sigmas[at + 1])
            )
            up, down = _parted(sigma, after)
            along = begun + (sample - found[1]) * ((down - sigma) / middle)
            fresh = (found[0] - along) / up
            share = (sigma - middle) / (sigma - after)
            noise = self.noise * share**0.5 + fresh * (1 - share) ** 0.5
            return begun + (begun - found[1]) * ((down - sigma) / sigma) + noise * up

    return TwoNoisyStages


def _parted(sigma: float, after: float) -> tuple[float, float]:
    """How much noise is added in a step from `sigma` to `after`, and sigma before that."""
    up = after * (1 - after**2 / sigma**2) ** 0.5
    return up, (after**2 - up**2) ** 0.5
