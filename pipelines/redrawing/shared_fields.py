"""The inputs that both redrawing models have: base model, own files, seed."""

from collections.abc import Mapping
from typing import Any

from pipelines.diffusion.seeds import MAX_SEED
from pipelines.spec import Media, param

#: What a person reads for each base model.
BASES: Mapping[str, str] = {
    "realistic-vision-v5.1": "Realistic Vision 5.1, photos (SD 1.5)",
    "deliberate-v2": "Deliberate 2, photos and paintings (SD 1.5)",
    "stable-diffusion-1.5": "Stable Diffusion 1.5, plain",
    "stable-diffusion-xl-base-1.0": "Stable Diffusion XL 1.0, plain (SDXL)",
    "juggernaut-xl-v8": "Juggernaut XL v8, photos (SDXL)",
}


def base_model_field(names: tuple[str, ...], default: str) -> Any:
    """The model that draws, one of `names`."""
    return param(
        default,
        title="Base model",
        description="The model that draws, each under a licence of its own. Realistic Vision is "
        "the best for photos. SDXL ones draw larger tiles well and need a tile ControlNet of "
        "yours.",
        labels={name: BASES[name] for name in names},
        variant=True,
    )


def checkpoint_field() -> Any:
    """A base model of the user's own."""
    return param(
        None,
        title="Base model of your own",
        description="A checkpoint (.safetensors) of Stable Diffusion 1.5 or SDXL, or a diffusers "
        "folder of yours, which draws instead of the base model above.",
        media=Media.CHECKPOINT,
        advanced=True,
    )


def controlnet_field() -> Any:
    """A tile ControlNet of the user's own."""
    return param(
        None,
        title="Tile ControlNet of your own",
        description="A ControlNet for tiles (.safetensors or a diffusers folder) that takes the "
        "place of the one for Stable Diffusion 1.5. SDXL needs one of yours.",
        media=Media.CHECKPOINT,
        advanced=True,
    )


def loras_field() -> Any:
    """LoRA files of the user's own."""
    return param(
        (),
        title="LoRA files",
        description="LoRA files (.safetensors) made for the base model, for a style or for more "
        "detail. All of them are used at once.",
        media=Media.CHECKPOINT,
        advanced=True,
    )


def lora_strength_field() -> Any:
    """How strong those are."""
    return param(
        1.0,
        title="LoRA strength",
        description="How much the LoRA files count. 1 is usual; 0 is nothing; below 0 does the "
        "opposite of what they were trained for.",
        ge=-5,
        le=10,
        step=0.05,
        advanced=True,
    )


def seed_field() -> Any:
    """What the noise begins with."""
    return param(
        None,
        title="Seed",
        description="The same number and settings give the same picture. Off takes a new one each "
        "time; the result says which it was.",
        ge=0,
        le=MAX_SEED,
    )
