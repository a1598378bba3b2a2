"""Which steps a tile goes through: by ComfyUI's rules or by diffusers' own.

Importing this imports no diffusers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pipelines.text import Text, text

#: Samplers that nothing here can do, and what runs in their place. DPM-fast and DPM-adaptive are
#: solvers of the same family that choose their steps themselves; "dpmpp" is in the published
#: list, but ComfyUI has no sampler of that name.
NEAREST: Mapping[str, str] = {
    "dpm_fast": "dpmpp_2m",
    "dpm_adaptive": "dpmpp_2m",
    "dpmpp": "dpmpp_2m",
}


class Sampling(Protocol):
    """How many steps, and by which scheduler."""

    def scheduler(self, config: Mapping[str, Any]) -> Any:
        """One for a diffusers pipeline in which `config` is that of its own."""
        ...

    def steps_for(self, denoise: float) -> tuple[int, float] | None:
        """diffusers' `num_inference_steps` and `strength`; None if no step would be run."""
        ...

    @property
    def notes(self) -> tuple[Text, ...]:
        """What the user should know of it."""
        ...


@dataclass(frozen=True)
class ComfySampling:
    """ComfyUI's samplers and schedules: all `steps` are run, however little is drawn anew."""

    sampler: str
    schedule: str
    steps: int

    @property
    def name(self) -> str:
        """The sampler that runs."""
        return NEAREST.get(self.sampler, self.sampler)

    def scheduler(self, config: Mapping[str, Any]) -> Any:
        from pipelines.diffusion.samplers import make_sampler

        return make_sampler(self.name, self.schedule, config)

    def steps_for(self, denoise: float) -> tuple[int, float] | None:
        from pipelines.diffusion.schedulers import steps_for

        return steps_for(self.steps, denoise) if denoise > 0 else None

    @property
    def notes(self) -> tuple[Text, ...]:
        if self.name == self.sampler:
            return ()
        told = {"wanted": self.sampler, "used": self.name}
        return (text("There is no sampler {wanted} here; {used} ran, the nearest to it.", **told),)


@dataclass(frozen=True)
class PlainSampling:
    """diffusers' schedulers: of `steps` those are run that the denoise leaves."""

    name: str
    steps: int

    def scheduler(self, config: Mapping[str, Any]) -> Any:
        from pipelines.diffusion.schedulers import make_scheduler

        return make_scheduler(self.name, config)

    def steps_for(self, denoise: float) -> tuple[int, float] | None:
        return (self.steps, denoise) if int(self.steps * denoise) > 0 else None

    @property
    def notes(self) -> tuple[Text, ...]:
        return ()
