"""What drawing with SDXL or SD 1.5 takes of memory, told before anything is loaded.

Weights and what is alive in a forward pass are counted (see `part_sizes`). What libraries take
beside it (the workspaces of cuDNN, copies in another layout) cannot be counted from here: the two
factors are an estimate by what ComfyUI found on GPUs and reckons with (comfy/model_management.py
and comfy/supported_models.py of v0.3.64): 8,389 numbers for each pixel of SDXL's latents and each
sample, 2,178 for each pixel of the picture that the VAE decodes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.device import Offload, Plan
from pipelines.diffusion.part_sizes import FamilySize, PartSize, UnetSize
from pipelines.footprint import Footprint, Phase
from pipelines.text import text

#: 8,389 / 5,054 and 2,178 / 768: found on GPUs, against what is counted.
_DENOISING_SHARE, _DECODING_SHARE = 1.66, 2.84
#: Pixels of a picture along each side for one of the latents.
_LATENT = 8
#: A picture and its copies in main memory: one as numbers, one as bytes.
_PICTURE = 3 * (4 + 1)
#: Layers on the device at a time under group offload: one computes, the next one is fetched.
_LAYERS_AT_ONCE = 2
#: A prompt and its negative, each of some length, in the widest text encoder.
_READING = 64 * 1024**2


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What is drawn with what: the picture's size, and the networks that take part.

    `samples` go through the UNet together: the pictures of a batch, twice with guidance.
    `controlnets` are all that are loaded. `additions` lie in the UNet (LoRA, attention of an
    adapter). `own_vae` says that SDXL's own VAE is kept, in float32 where the rest is float16.
    """

    width: int
    height: int
    family: FamilySize
    samples: int = 2
    controlnets: Sequence[UnetSize] = ()
    additions: Sequence[PartSize] = field(default=())
    own_vae: bool = False

    @property
    def pixels(self) -> int:
        return self.width * self.height


def drawing_footprint(drawing: Drawing, plan: Plan) -> Footprint:
    """The memory of one drawing under that plan.

    As the painters do it: text encoders are on the device only while they read, and nothing that
    waits in main memory is still there when the VAE begins. Without an offload UNet, ControlNets
    and VAE stay; by model offload only those parts of one phase are there, by group offload a
    layer or two. `plan.tile` is the side in pixels of what the VAE decodes at a time, 0 for all.
    """
    number = _bytes_of(plan.dtype)
    offload = plan.offload if plan.kind != "cpu" else Offload.NONE
    encoders = [part.weights * number for part in drawing.family.encoders]
    unet = number * sum(part.weights for part in (drawing.family.unet, *drawing.additions))
    nets = number * sum(net.weights for net in drawing.controlnets)
    vae = drawing.family.vae.weights * _vae_number(drawing, plan)
    everything = sum(encoders) + unet + nets + vae
    if offload is Offload.GROUP:
        read, drawn, made = (_layers(part, number) for part in _in_turn(drawing))
        resident = 0
    elif offload is Offload.MODEL:
        # the first encoder comes back for the negative prompt while the second is still there
        resident, read, drawn, made = 0, sum(encoders), unet + nets, vae
    else:
        resident, read, drawn, made = unet + nets + vae, sum(encoders), 0, 0
        if plan.kind == "cpu":
            resident, read = everything, 0
    phases = (
        Phase(text("Reading the prompt"), read + _READING),
        Phase(text("Drawing"), drawn + denoising_bytes(drawing, number)),
        Phase(
            text("Making pixels"),
            made + decoding_bytes(drawing, plan),
            drawing.pixels * _PICTURE,
        ),
    )
    return Footprint(resident, everything, phases)


def denoising_bytes(drawing: Drawing, number: int) -> int:
    """What one step takes beside the weights; `number` is the bytes of each.

    The UNet works while it has what the ControlNets gave it, added up; each ControlNet works
    while it has what those before it gave.
    """
    nets = drawing.controlnets
    handed = max((net.handed_on for net in nets), default=0)
    most = drawing.family.unet.working + handed
    for net in nets:
        most = max(most, net.working + (handed if len(nets) > 1 else 0))
    latents = -(-drawing.width // _LATENT) * -(-drawing.height // _LATENT)
    return int(latents * drawing.samples * most * number * _DENOISING_SHARE)


def decoding_bytes(drawing: Drawing, plan: Plan) -> int:
    """What the VAE takes beside its weights for one picture, whole or in tiles of the plan."""
    at_once = min(drawing.pixels, plan.tile**2) if plan.tile else drawing.pixels
    working = at_once * drawing.family.vae.decoding * _DECODING_SHARE
    joined = 0 if at_once == drawing.pixels else 2 * 3 * drawing.pixels  # tiles and their whole
    return int((working + joined) * _vae_number(drawing, plan))


def _in_turn(drawing: Drawing) -> tuple[tuple[PartSize, ...], ...]:
    """The parts that work in each phase."""
    family = drawing.family
    return (
        family.encoders,
        (family.unet, *drawing.additions, *drawing.controlnets),
        (family.vae,),
    )


def _layers(parts: Sequence[PartSize], number: int) -> int:
    return _LAYERS_AT_ONCE * max(part.largest_layer for part in parts) * number


def _vae_number(drawing: Drawing, plan: Plan) -> int:
    return 4 if drawing.own_vae and plan.dtype == "float16" else _bytes_of(plan.dtype)


def _bytes_of(dtype: str) -> int:
    return 4 if dtype == "float32" else 2
