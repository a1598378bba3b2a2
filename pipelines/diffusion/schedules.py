"""Noise levels (sigmas) that a picture goes through, by the names that ComfyUI has for them.

The formulas are those of https://github.com/crowsonkb/k-diffusion (MIT) and, for Karras' schedule,
of arXiv 2206.00364; "beta" is that of arXiv 2407.12173. A schedule is a list of times of the
model's training, 0 to 999, or of sigmas themselves; in between, sigma is interpolated in its
logarithm. diffusers' `timestep_spacing` means another thing in each of its classes, so it is not
used here.
"""

from typing import TYPE_CHECKING

from pipelines.errors import BadInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating]

SCHEDULES = (
    "normal",
    "karras",
    "exponential",
    "simple",
    "sgm_uniform",
    "ddim_uniform",
    "beta",
)

#: Karras' rho, which all programs leave at this.
_RHO = 7.0
#: Both parameters of the beta distribution.
_BETA = 0.6


def check_schedule(schedule: str) -> None:
    """Raises BadInput for a name that is not in `SCHEDULES`."""
    if schedule not in SCHEDULES:
        raise BadInput(
            "There is no scheduler “{name}” here. Choose one of: {names}.",
            name=schedule,
            names=", ".join(SCHEDULES),
        )


def sigmas_of(schedule: str, steps: int, trained: "Floats") -> "Floats":
    """`steps` falling sigmas, without the zero at the end.

    `trained` are those of the model's training, rising. They fall at every step, however many
    there are: where a schedule would round two times to one, they are left as they are.
    """
    import numpy as np

    check_schedule(schedule)
    low, high = float(trained[0]), float(trained[-1])
    if schedule == "karras":
        ramp = np.linspace(high ** (1 / _RHO), low ** (1 / _RHO), steps)
        return ramp**_RHO
    if schedule == "exponential":
        return np.exp(np.linspace(np.log(high), np.log(low), steps))
    times = _times(schedule, steps, len(trained))
    return np.exp(np.interp(times, np.arange(len(trained)), np.log(trained)))


def _times(schedule: str, steps: int, trained: int) -> "Floats":
    import numpy as np

    last = trained - 1
    if schedule == "normal":
        return np.linspace(last, 0, steps)
    if schedule == "sgm_uniform":
        return np.linspace(last, 0, steps + 1)[:-1]
    if schedule == "simple":
        if steps > trained:
            return last - np.arange(steps) * (last / steps)
        return last - np.floor(np.arange(steps) * (trained / steps))
    if schedule == "ddim_uniform":
        if steps >= trained:
            return np.arange(steps)[::-1] * (last / steps)
        return (np.arange(steps)[::-1] * (trained // steps) + 1).astype(np.float64)
    from scipy.stats import beta

    parts = 1 - np.linspace(0, 1, steps, endpoint=False)
    times = np.asarray(beta.ppf(parts, _BETA, _BETA)) * last
    whole = np.rint(times)
    return whole if len(np.unique(whole)) == steps else times
