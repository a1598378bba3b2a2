"""Schedulers by the names that the guides' models have for them, and how many steps they take.

Samplers under ComfyUI's names are in `samplers`.
"""

import importlib
import inspect
from collections.abc import Mapping
from typing import Any

from pipelines.errors import BadInput

#: Names of zsxkib/instant-id, of its fast mode, and of high-resolution-controlnet-tile.
SCHEDULERS: Mapping[str, str] = {
    "DEISMultistepScheduler": "DEISMultistepScheduler",
    "HeunDiscreteScheduler": "HeunDiscreteScheduler",
    "EulerDiscreteScheduler": "EulerDiscreteScheduler",
    "DPMSolverMultistepScheduler": "DPMSolverMultistepScheduler",
    "DPMSolverMultistepScheduler-Karras": "DPMSolverMultistepScheduler",
    "DPMSolverMultistepScheduler-Karras-SDE": "DPMSolverMultistepScheduler",
    "LCMScheduler": "LCMScheduler",
    "DDIM": "DDIMScheduler",
    "DPMSolverMultistep": "DPMSolverMultistepScheduler",
    "K_EULER_ANCESTRAL": "EulerAncestralDiscreteScheduler",
    "K_EULER": "EulerDiscreteScheduler",
}


def make_scheduler(name: str, config: Mapping[str, Any]) -> Any:
    """The scheduler `name` for a diffusers pipeline, set as `config`, that of its own scheduler.

    "-Karras" takes Karras' noise levels and "-SDE" after it adds noise at each step; without them
    neither is done, whatever `config` says. Raises BadInput for a name that is not in `SCHEDULERS`.
    """
    if name not in SCHEDULERS:
        raise BadInput(
            "There is no scheduler “{name}” here. Choose one of: {names}.",
            name=name,
            names=", ".join(SCHEDULERS),
        )
    diffusers: Any = importlib.import_module("diffusers")
    kind = getattr(diffusers, SCHEDULERS[name])
    known = inspect.signature(kind.__init__).parameters
    given: dict[str, object] = {
        "use_karras_sigmas": "-Karras" in name,
        "use_exponential_sigmas": False,
        "use_beta_sigmas": False,
    }
    if SCHEDULERS[name] == "DPMSolverMultistepScheduler":
        given["algorithm_type"] = "sde-dpmsolver++" if name.endswith("-SDE") else "dpmsolver++"
    # diffusers tells of each setting that the class does not know; "_" begins its own notes
    kept = {key: each for key, each in config.items() if key in known or key.startswith("_")}
    return kind.from_config(kept, **{key: each for key, each in given.items() if key in known})


def steps_for(steps: int, denoise: float) -> tuple[int, float]:
    """`num_inference_steps` and `strength` for which diffusers runs exactly `steps` steps.

    `denoise` (above 0, at most 1) is ComfyUI's: the last `steps` of steps / denoise ones are run,
    while diffusers' own strength would run fewer the less is changed.
    """
    if not 0 < denoise <= 1:
        raise ValueError(f"denoise is above 0 and at most 1, not {denoise}")
    whole = int(steps / denoise)
    return whole, min(1.0, (steps + 0.5) / whole)  # the half keeps rounding from losing a step
