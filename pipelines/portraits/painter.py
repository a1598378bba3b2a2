"""InstantID on the stock SDXL pipelines of diffusers.

Of the official pipelines (https://github.com/instantX-research/InstantID, Apache-2.0) this keeps
the numbers: tests/pipelines/portraits/test_parity.py compares the latents. Where those differ
among themselves it goes by what they are meant to do: further ControlNets are told of the text,
also when a picture is begun from; the mask works there too, and for several pictures a prompt.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import torch
from diffusers.models.controlnets.multicontrolnet import MultiControlNetModel
from diffusers.pipelines.controlnet.pipeline_controlnet_sd_xl import (
    StableDiffusionXLControlNetPipeline,
)
from diffusers.pipelines.controlnet.pipeline_controlnet_sd_xl_img2img import (
    StableDiffusionXLControlNetImg2ImgPipeline,
)

from pipelines.device import Offload, Plan
from pipelines.diffusion.noise import generators_for
from pipelines.diffusion.pixels import decoded, encoded, unit_tensor
from pipelines.diffusion.prompt_encoding import PromptEncoder
from pipelines.diffusion.schedulers import make_scheduler
from pipelines.diffusion.step_report import StepReport
from pipelines.errors import BadInput
from pipelines.identity.face import Box
from pipelines.offload import group_offload, place, set_vae_tiles, text_encoders
from pipelines.portraits.drawing import ControlKind, Drawing, Preview
from pipelines.portraits.face_adapter import FaceTokens
from pipelines.portraits.identity_net import FaceInput, IdentityNet
from pipelines.portraits.safety import SafetyChecker
from pipelines.progress import Progress

if TYPE_CHECKING:
    from pipelines.portraits.drawing import Pixels

#: How much of the bar the steps take; the rest is for making pixels of the latents.
_STEPS_SHARE = 0.92

#: The name under which the LoRA of latent consistency is kept in the UNet.
LCM_ADAPTER = "lcm"


@dataclass(frozen=True, eq=False, kw_only=True)
class PainterParts:
    """What was loaded, all of it still in main memory.

    `base` is diffusers' SDXL pipeline with the adapter, and the LoRA if `has_lcm`, in its UNet.
    """

    base: Any
    identity_net: IdentityNet
    face_tokens: FaceTokens
    controlnets: Mapping[ControlKind, Any]
    safety: SafetyChecker | None = None
    has_lcm: bool = False


@dataclass(frozen=True)
class _Variant:
    """Which of the stock pipelines, and which ControlNets behind the IdentityNet."""

    from_start: bool
    kinds: tuple[ControlKind, ...]


class InstantIdPainter:
    """Draws people by one measure of their face; see `pipelines.portraits.drawing.Painter`.

    A drawing comes out the same whatever was drawn before it.
    """

    def __init__(self, parts: PainterParts, plan: Plan) -> None:
        self.parts = parts
        self.plan = plan
        self.prompts = PromptEncoder(parts.base)
        self._scheduler_config = parts.base.scheduler.config
        self._variant: _Variant | None = None
        self._pipe: Any = None
        self._grouped = False

    def draw(
        self,
        drawing: Drawing,
        progress: Progress,
        preview: Preview | None = None,
        tile: int | None = None,
    ) -> "list[Pixels]":
        """`drawing.count` pictures, height x width x 3; the VAE works in tiles of side `tile`.

        Raises Cancelled at the next step, and BadInput for a ControlNet, or the LoRA of the fast
        mode, that was not loaded.
        """
        start = drawing.start
        if start is not None and int(drawing.steps * start.strength) < 1:
            return [start.picture.copy() for _ in range(drawing.count)]
        if tile is not None:
            self.plan = replace(self.plan, tile=tile)
        set_vae_tiles(self.parts.base, self.plan.tile)
        latents = self.latents(drawing, progress.part(0, _STEPS_SHARE), preview)
        return self._pictures(latents, progress.part(_STEPS_SHARE, 1))

    def is_unsafe(self, picture: "Pixels") -> bool:
        """Whether the safety checker objects; False where none is loaded."""
        return self.parts.safety is not None and self.parts.safety.objects(picture)

    def latents(
        self, drawing: Drawing, progress: Progress, preview: Preview | None = None
    ) -> torch.Tensor:
        """The drawing as (count, 4, height / 8, width / 8), before the VAE makes pixels of it."""
        progress.check()
        pipe = self._pipe_for(drawing)
        try:
            with torch.no_grad(), ExitStack() as held:
                given = self._arguments(pipe, drawing)
                pipe.maybe_free_model_hooks()  # what read and encoded makes room
                progress.check()
                tokens = given["ip_adapter_image_embeds"][0].flatten(0, 1)
                mask = self._mask(drawing)
                if mask is not None:
                    given["cross_attention_kwargs"] = {"ip_adapter_masks": [mask]}
                batch = tokens.repeat_interleave(drawing.count, dim=0)
                held.enter_context(self.parts.identity_net.holding(FaceInput(batch, mask)))
                given["callback_on_step_end"] = StepReport(progress, preview)
                return pipe(**given).images
        finally:
            pipe.maybe_free_model_hooks()

    def _arguments(self, pipe: Any, drawing: Drawing) -> dict[str, Any]:
        """What the stock pipeline is called with, in its own names."""
        guided = drawing.guidance > 1
        self._set_lora(drawing.lcm)
        pipe.scheduler = self._scheduler(drawing)
        pipe.set_ip_adapter_scale(drawing.ip_adapter_scale)
        text = self.prompts.encode(
            self.plan, drawing.prompt, drawing.negative_prompt, guided=guided
        )
        faces = self.parts.face_tokens.of(drawing.identity)
        faces = (faces if guided else faces[1:]).to(self.plan.device, self.parts.identity_net.dtype)
        noises = generators_for(drawing.seed, drawing.count)
        pictures = [drawing.keypoints, *(control.picture for control in drawing.controls)]
        strengths = [
            drawing.controlnet_conditioning_scale,
            *(control.strength for control in drawing.controls),
        ]
        several = len(pictures) > 1
        held = [unit_tensor(picture) for picture in pictures]
        width, height = drawing.size
        given: dict[str, Any] = {
            **text.arguments(),
            "ip_adapter_image_embeds": [faces[:, None]],
            "control_image" if drawing.start else "image": held if several else held[0],
            "controlnet_conditioning_scale": strengths if several else strengths[0],
            "height": height,
            "width": width,
            "num_inference_steps": drawing.steps,
            "guidance_scale": drawing.guidance,
            "num_images_per_prompt": drawing.count,
            "generator": noises,
            "output_type": "latent",
        }
        if drawing.start is not None:
            start = drawing.start.picture
            given["image"] = encoded(pipe.vae, start, self.plan.device, noises)
            given["strength"] = drawing.start.strength
        return given

    def _pipe_for(self, drawing: Drawing) -> Any:
        """The pipeline of the drawing's kind, on the device; all kinds share their parts."""
        kinds = tuple(control.kind for control in drawing.controls)
        for kind in kinds:
            if kind not in self.parts.controlnets:
                raise BadInput(
                    "The ControlNet for {kind} was not loaded: switch it on in the settings.",
                    kind=kind.value,
                )
        if drawing.lcm and not self.parts.has_lcm:
            raise BadInput("The LoRA of the fast mode was not loaded: switch the fast mode on.")
        variant = _Variant(drawing.start is not None, kinds)
        if variant != self._variant:
            if self._pipe is not None:
                self._pipe.remove_all_hooks()
            self._pipe, self._variant = self._made(variant), variant
            self._place(self._pipe)
        return self._pipe

    def _made(self, variant: _Variant) -> Any:
        nets = [self.parts.identity_net, *(self.parts.controlnets[kind] for kind in variant.kinds)]
        kind = (
            StableDiffusionXLControlNetImg2ImgPipeline
            if variant.from_start
            else StableDiffusionXLControlNetPipeline
        )
        pipe = kind(
            **self.parts.base.components,
            controlnet=nets[0] if len(nets) == 1 else MultiControlNetModel(nets),
            add_watermarker=False,
        )
        pipe.set_progress_bar_config(disable=True)
        return pipe

    def _place(self, pipe: Any) -> None:
        """Put it where the plan says; layers that already wait in main memory stay as they are."""
        offload = self.plan.offload if self.plan.kind != "cpu" else Offload.NONE
        if offload is not Offload.GROUP:
            place(pipe, self.plan)
            if offload is Offload.NONE:
                for encoder in text_encoders(pipe):  # they come when a prompt is to be read
                    encoder.to("cpu")
        elif not self._grouped:
            place(self._made(_Variant(False, ())), self.plan)
            for net in self.parts.controlnets.values():
                group_offload(net, torch.device(self.plan.device))
            self._grouped = True

    def _set_lora(self, wanted: bool) -> None:
        if not self.parts.has_lcm:
            return
        if wanted:
            self.parts.base.unet.enable_adapters()
        else:
            self.parts.base.unet.disable_adapters()

    def _scheduler(self, drawing: Drawing) -> Any:
        name = "LCMScheduler" if drawing.lcm else drawing.scheduler
        return make_scheduler(name, self._scheduler_config)

    def _mask(self, drawing: Drawing) -> torch.Tensor | None:
        """(1, 1, height, width): 1 in the box of the face, 0 elsewhere."""
        if drawing.mask is None:
            return None
        width, height = drawing.size
        mask = torch.zeros(1, 1, height, width, device=self.plan.device)
        left, top, right, bottom = _whole(drawing.mask)
        mask[..., top:bottom, left:right] = 1
        return mask

    def _pictures(self, latents: torch.Tensor, progress: Progress) -> "list[Pixels]":
        """One after another: decoding takes more memory than anything else."""
        pipe = self._pipe
        found: list[Pixels] = []
        try:
            for done, one in enumerate(latents):
                progress.update(done / len(latents))
                found.append(decoded(pipe.vae, one[None]))
        finally:
            pipe.maybe_free_model_hooks()
        progress.update(1)
        return found


def _whole(box: Box) -> tuple[int, int, int, int]:
    """Whole pixels as InstantID cuts them, the part beyond the picture left out."""
    left, top, right, bottom = (max(0, int(side)) for side in box)
    return left, top, right, bottom
