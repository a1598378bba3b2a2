"""Draws tiles over on the stock pipelines of diffusers, with or without a ControlNet.

The latents are those that the stock pipeline gives for the same picture, noise and words
(tests/pipelines/redrawing/test_drawer.py); here are batches, words read once, and a cancel that
takes effect within a step. Every tile begins with the same noise, as in ComfyUI, and has a
generator of its own: what else is in the batch makes no difference.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import torch
from diffusers.pipelines.controlnet.pipeline_controlnet_img2img import (
    StableDiffusionControlNetImg2ImgPipeline,
)
from diffusers.pipelines.controlnet.pipeline_controlnet_sd_xl_img2img import (
    StableDiffusionXLControlNetImg2ImgPipeline,
)
from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion_img2img import (
    StableDiffusionImg2ImgPipeline,
)
from diffusers.pipelines.stable_diffusion_xl.pipeline_stable_diffusion_xl_img2img import (
    StableDiffusionXLImg2ImgPipeline,
)

from pipelines.device import Offload, Plan
from pipelines.diffusion.pixels import decoded, encoded, unit_tensor
from pipelines.diffusion.prompt_encoding import Encoded, PromptEncoder
from pipelines.diffusion.step_report import StepReport
from pipelines.offload import place, text_encoders
from pipelines.progress import Progress
from pipelines.redrawing.recipe import Drawing
from pipelines.redrawing.redraw import TileOrder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

#: How much of the bar reading pixels and the steps take; the rest is making pixels of latents.
_ENCODED, _DRAWN = 0.06, 0.9


class DiffusionDrawer:
    """A loaded model that draws tiles.

    `base` is diffusers' pipeline of SD 1.5 or SDXL, still in main memory, `controlnet` one that
    fits it or None. `together` says whether tiles go through the network in one batch: on a CPU
    that gains nothing, and one by one the result does not change by a bit with their number.
    """

    def __init__(self, base: Any, controlnet: Any, plan: Plan) -> None:
        self.plan = plan
        self.together = plan.kind != "cpu"
        self.prompts = PromptEncoder(base)
        self.has_controlnet = controlnet is not None
        self._config = base.scheduler.config
        self._pipe = _made(base, controlnet)
        self._pulse = _Pulse(self._pipe)
        self._placed = False

    def draw(
        self, orders: Sequence[TileOrder], drawing: Drawing, progress: Progress
    ) -> "list[Pixels]":
        """One picture for each order, all of one size; those that no step changes as they are.

        Raises Cancelled within a step.
        """
        latents = self.latents(orders, drawing, progress.part(0, _DRAWN))
        if latents is None:
            return [order.seen.copy() for order in orders]
        found: list[Pixels] = []
        rest = progress.part(_DRAWN, 1)
        with self._watched(rest):
            for number, one in enumerate(latents):
                rest.update(number / len(latents))
                found.append(decoded(self._pipe.vae, one[None]))
        return found

    def latents(
        self, orders: Sequence[TileOrder], drawing: Drawing, progress: Progress
    ) -> torch.Tensor | None:
        """(tiles, 4, height / 8, width / 8) before the VAE makes pixels of it.

        None where the denoise is so low that no step is run.
        """
        progress.check()
        steps = drawing.sampling.steps_for(orders[0].denoise)
        if steps is None:
            return None
        self._place()
        words = self.prompts.encode(
            self.plan, drawing.prompt, drawing.negative_prompt, guided=drawing.guided
        )
        batches = [orders] if self.together else [[order] for order in orders]
        found: list[torch.Tensor] = []
        for number, batch in enumerate(batches):
            part = progress.part(number / len(batches), (number + 1) / len(batches))
            with self._watched(part), torch.no_grad():
                given = self._arguments(batch, drawing, words, steps, part)
                found.append(self._pipe(**given).images)
        return torch.cat(found)

    def _arguments(
        self,
        orders: Sequence[TileOrder],
        drawing: Drawing,
        words: Encoded,
        steps: tuple[int, float],
        progress: Progress,
    ) -> dict[str, Any]:
        """What the stock pipeline is called with, in its own names."""
        pipe, count = self._pipe, len(orders)
        begun = [encoded(pipe.vae, order.seen, self.plan.device) for order in orders]
        progress.update(_ENCODED)
        pipe.scheduler = drawing.sampling.scheduler(self._config)
        given: dict[str, Any] = {
            name: value.repeat(count, *(1 for _ in value.shape[1:]))
            for name, value in words.arguments().items()
        }
        given["image"] = torch.cat(begun)
        given["num_inference_steps"], given["strength"] = steps
        given["guidance_scale"] = drawing.guidance
        given["generator"] = [torch.Generator("cpu").manual_seed(drawing.seed) for _ in orders]
        given["output_type"] = "latent"
        given["callback_on_step_end"] = StepReport(progress.part(_ENCODED, 1))
        if self.has_controlnet:
            given["control_image"] = torch.cat([unit_tensor(_hint_of(order)) for order in orders])
            given["controlnet_conditioning_scale"] = float(drawing.strength)
            given["guess_mode"] = drawing.guess_mode
            given["height"], given["width"] = orders[0].seen.shape[:2]
        return given

    def step_aside(self) -> None:
        """Leave the device to something else; the next tile brings it back."""
        if self._placed and self.plan.kind != "cpu" and self.plan.offload is Offload.NONE:
            for part in self._pipe.components.values():
                if isinstance(part, torch.nn.Module):  # the pipeline's own `to` warns of float16
                    torch.nn.Module.to(part, "cpu")
            self._placed = False

    def _place(self) -> None:
        if self._placed:
            return
        # Tiles are small already: cut again, they would not be what the VAE makes of a whole one.
        place(self._pipe, replace(self.plan, tile=0))
        if self.plan.kind != "cpu" and self.plan.offload is Offload.NONE:
            for encoder in text_encoders(self._pipe):  # they come when words are to be read
                encoder.to("cpu")
        self._placed = True

    def _watched(self, progress: Progress) -> "_Watch":
        return _Watch(self._pulse, self._pipe, progress)


class SettledDrawer:
    """A drawer with its drawing: what `redraw` asks for."""

    def __init__(self, drawer: DiffusionDrawer, drawing: Drawing) -> None:
        self._drawer, self._drawing = drawer, drawing

    def draw(self, orders: Sequence[TileOrder], progress: Progress) -> "list[Pixels]":
        return self._drawer.draw(orders, self._drawing, progress)


class _Pulse:
    """Looks for a cancel before every layer: a step on a CPU takes many seconds."""

    def __init__(self, pipe: Any) -> None:
        self.progress: Progress | None = None
        for name in ("unet", "controlnet", "vae"):
            part = pipe.components.get(name)
            for module in part.modules() if part is not None else ():
                if not any(True for _ in module.children()):
                    module.register_forward_pre_hook(self._beat)

    def _beat(self, module: Any, inputs: Any) -> None:
        if self.progress is not None:
            self.progress.check()


class _Watch:
    """While it lasts a cancel is noticed; whatever happens, what was offloaded goes back."""

    def __init__(self, pulse: _Pulse, pipe: Any, progress: Progress) -> None:
        self._pulse, self._pipe, self._progress = pulse, pipe, progress

    def __enter__(self) -> None:
        self._pulse.progress = self._progress

    def __exit__(self, *_error: object) -> None:
        self._pulse.progress = None
        self._pipe.maybe_free_model_hooks()


def _made(base: Any, controlnet: Any) -> Any:
    """The stock pipeline that begins from a picture, with the parts of `base`."""
    large = "text_encoder_2" in base.components
    parts = dict(base.components)
    if large:
        parts["add_watermarker"] = False
    else:
        parts["requires_safety_checker"] = False
    if controlnet is None:
        kind = StableDiffusionXLImg2ImgPipeline if large else StableDiffusionImg2ImgPipeline
        pipe = kind(**parts)
    elif large:
        pipe = StableDiffusionXLControlNetImg2ImgPipeline(**parts, controlnet=controlnet)
    else:
        pipe = StableDiffusionControlNetImg2ImgPipeline(**parts, controlnet=controlnet)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def _hint_of(order: TileOrder) -> "Pixels":
    if order.hint is None:
        raise ValueError("a drawer with a ControlNet needs a hint for every tile")
    return order.hint
