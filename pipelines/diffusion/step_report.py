"""What is done after each step of a diffusers pipeline: progress, cancelling, and a preview.

The preview shows not the noisy latents but the picture that they are on the way to. Between two
steps a sampler without noise moves along a straight line in sigma, so that line is followed to a
sigma of zero. Samplers that add noise on the way have no such line: there the latents are shown.
"""

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipelines.diffusion.preview import family_of_pipe, rough_picture
from pipelines.progress import Cancelled, Progress

if TYPE_CHECKING:
    import torch

    from pipelines.diffusion.preview import Pixels

#: Seconds between two previews; each one waits for the device.
EVERY_S = 1.0

_log = logging.getLogger(__name__)


class StepReport:
    """A `callback_on_step_end` for one run of a pipeline.

    Reports each step to `progress`, whose Cancelled ends the run there. `preview` gets the first
    picture of the batch after the first step that it can be told from, and then at most every
    `every_s` seconds; if it fails, the run goes on without it.
    """

    def __init__(
        self,
        progress: Progress,
        preview: "Callable[[Pixels], None] | None" = None,
        every_s: float = EVERY_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._progress = progress
        self._preview = preview
        self._every_s = every_s
        self._now = now
        self._shown: float | None = None
        self._before: tuple[torch.Tensor, float] | None = None

    def __call__(self, pipe: Any, step: int, _time: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        """As diffusers calls it: `step` counts from 0, `tensors` hold "latents"."""
        self._progress.update((step + 1) / max(1, pipe.num_timesteps))
        if self._preview is not None:
            try:
                self._show(pipe, step, tensors["latents"][0].detach())
            except Cancelled:
                raise
            except Exception:
                _log.warning("No more previews of this picture", exc_info=True)
                self._preview = None
        return tensors

    def _show(self, pipe: Any, step: int, latents: "torch.Tensor") -> None:
        scheduler = pipe.scheduler
        levels = _levels(scheduler)
        place = len(scheduler.timesteps) - pipe.num_timesteps + step + 1
        sigma = float(levels[min(place, len(levels) - 1)])
        if sigma and place % scheduler.order:
            return  # between the two halves of a step
        before, self._before = self._before, (latents, sigma)
        if self._shown is not None and self._now() - self._shown < self._every_s:
            return
        if before is not None and not _adds_noise(scheduler):
            self._give(pipe, _end_of_line(scheduler, before, (latents, sigma)))
        elif before is not None or not sigma:  # after the first step there is nothing to see
            scale = (sigma**2 + 1) ** 0.5 if _is_grown(scheduler) else 1
            self._give(pipe, latents / scale)

    def _give(self, pipe: Any, latents: "torch.Tensor") -> None:
        if self._preview is not None:
            self._preview(rough_picture(latents, family_of_pipe(pipe)))
            self._shown = self._now()


def _end_of_line(
    scheduler: Any, before: "tuple[torch.Tensor, float]", now: "tuple[torch.Tensor, float]"
) -> "torch.Tensor":
    """Where the line through two points (latents and sigma) is at a sigma of zero."""
    points = [
        latents.float() * (1 if _is_grown(scheduler) else (sigma**2 + 1) ** 0.5)
        for latents, sigma in (before, now)
    ]
    run = now[1] - before[1]
    return points[1] - (points[1] - points[0]) * (now[1] / run) if run else points[1]


def _levels(scheduler: Any) -> Any:
    """Sigma before each call of the denoiser, and after the last one."""
    sigmas = getattr(scheduler, "sigmas", None)
    if sigmas is not None and len(sigmas) > len(scheduler.timesteps):
        return sigmas
    kept = scheduler.alphas_cumprod[scheduler.timesteps.cpu().long()]
    return [*(((1 - kept) / kept) ** 0.5).tolist(), 0.0]


def _is_grown(scheduler: Any) -> bool:
    """Whether latents are picture + sigma * noise, rather than that at a constant variance."""
    return float(scheduler.init_noise_sigma) != 1.0


def _adds_noise(scheduler: Any) -> bool:
    algorithm = scheduler.config.get("algorithm_type") or ""
    names = " ".join(kind.__name__ for kind in type(scheduler).__mro__)
    return algorithm.startswith("sde") or any(
        part in names for part in ("Ancestral", "LCMScheduler", "SDEScheduler", "DDPM")
    )
