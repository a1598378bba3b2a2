"""Inputs of high-resolution-controlnet-tile, with the names of its published versions.

https://replicate.com/batouresearch/high-resolution-controlnet-tile. Its versions differ: the one of
8e6a54d7 distils its model and takes 8 steps without guidance, which the models here cannot; so
`steps` and `guidance_scale` have the defaults of 9bf6486b and of the published source (20 and 7,
ordinary guidance), the others those of 8e6a54d7. `tile_size` is that of 640cfbd9. Its two LoRA
files are not published, so that `lora_sharpness` and `lora_details` are files of the user's; ours
are also base_model, checkpoint, controlnet, lora_strength, resolutions of 3072 and 8192, and a
`format` of "auto".
"""

from pathlib import Path
from typing import Literal

from pipelines.redrawing.shared_fields import (
    base_model_field,
    checkpoint_field,
    controlnet_field,
    lora_strength_field,
    loras_field,
    seed_field,
)
from pipelines.spec import Media, Params, param

TileBaseName = Literal["realistic-vision-v5.1", "deliberate-v2", "stable-diffusion-1.5"]
Resolution = Literal[2048, 2560, 3072, 4096, 8192]
TileSize = Literal[256, 384, 512, 640, 768, 896, 1024]
TileScheduler = Literal["DDIM", "DPMSolverMultistep", "K_EULER_ANCESTRAL", "K_EULER"]

_BASES = ("realistic-vision-v5.1", "deliberate-v2", "stable-diffusion-1.5")


class TileParams(Params):
    """Inputs of high-resolution-controlnet-tile."""

    image: Path = param(
        title="Image",
        description="The picture to enlarge: PNG, JPEG, WebP, TIFF, AVIF or HEIC.",
        media=Media.IMAGE,
    )
    prompt: str = param(
        "",
        title="Prompt",
        description="What the picture shows, which every tile is told. Name materials and light "
        "rather than things that are in one place. (word:1.3) counts more.",
    )
    negative_prompt: str = param(
        "teeth, tooth, open mouth, longbody, lowres, bad anatomy, bad hands, missing fingers, "
        "extra digit, fewer digits, cropped, worst quality, low quality, mutant",
        title="Negative prompt",
        description="What the picture shall not show.",
    )
    base_model: TileBaseName = base_model_field(_BASES, "realistic-vision-v5.1")
    checkpoint: Path | None = checkpoint_field()
    resolution: Resolution = param(
        2560,
        title="Resolution",
        description="Length of the result's shorter side. The picture is first brought to half of "
        "it, to a quarter for 4096 and an eighth for 8192.",
        unit="px",
    )
    creativity: float = param(
        0.35,
        title="Creativity",
        description="How much is drawn anew. 0.35 is usual; 0.6 changes much, faces included; 0.2 "
        "only refines.",
        ge=0.1,
        le=1,
        step=0.01,
    )
    resemblance: float = param(
        0.85,
        title="Resemblance",
        description="How closely the picture is kept by the ControlNet. 0.85 is usual; below 0.4 "
        "shapes begin to move.",
        ge=0,
        le=1,
        step=0.01,
    )
    hdr: float = param(
        0.0,
        title="HDR",
        description="Lighten shadows and darken highlights before drawing, as from several "
        "exposures. 0 does nothing, 0.2 is gentle, 1 is strong.",
        ge=0,
        le=1,
        step=0.05,
    )
    scheduler: TileScheduler = param(
        "DDIM",
        title="Scheduler",
        description="How noise becomes a picture. DDIM is the usual one; DPM++ 2M needs fewer "
        "steps.",
        labels={
            "DDIM": "DDIM",
            "DPMSolverMultistep": "DPM++ 2M",
            "K_EULER_ANCESTRAL": "Euler ancestral",
            "K_EULER": "Euler",
        },
        advanced=True,
    )
    steps: int = param(
        20,
        title="Steps",
        description="How many steps drawing from nothing would take; of these the creativity's "
        "share is run. 20 is usual; 8 is enough for a distilled model of your own.",
        ge=1,
        le=1000,
    )
    guidance_scale: float = param(
        7.0,
        title="Guidance scale",
        description="How closely the prompt is followed. 5 to 7 is usual; up to 1 leaves the "
        "negative prompt without effect and is twice as fast, as distilled models need it.",
        ge=0,
        le=30,
        step=0.5,
    )
    guess_mode: bool = param(
        False,
        title="Guess mode",
        description="Let the ControlNet guess what the picture shows: it counts more in the deep "
        "layers and not at all for the negative prompt. Works without a prompt.",
        advanced=True,
    )
    seed: int | None = seed_field()
    format: Literal["auto", "jpg", "png"] = param(
        "auto",
        title="Format as published",
        description="The published model's own choice of a format, for calls that have it. "
        "Automatic leaves it to the settings of the result.",
        labels={"auto": "Automatic", "jpg": "JPEG", "png": "PNG"},
        advanced=True,
    )
    tile_size: TileSize = param(
        768,
        title="Tile size",
        description="Side of what is redrawn at a time, in pixels of the result. 768 is usual; "
        "smaller takes less memory and sees less of the picture.",
        unit="px",
        advanced=True,
    )
    controlnet: Path | None = controlnet_field()
    lora: tuple[Path, ...] = loras_field()
    lora_strength: float = lora_strength_field()
    lora_sharpness: Path | None = param(
        None,
        title="LoRA for sharpness",
        description="A LoRA file of yours that sharpens; the published model's own one is not to "
        "be had.",
        media=Media.CHECKPOINT,
        advanced=True,
    )
    lora_sharpness_strength: float = param(
        1.25,
        title="Strength of sharpness",
        description="How much the LoRA for sharpness counts; without one, nothing. 1.25 is usual, "
        "at most 2.",
        ge=-5,
        le=10,
        step=0.05,
        advanced=True,
    )
    lora_details: Path | None = param(
        None,
        title="LoRA for details",
        description="A LoRA file of yours that adds detail; the published model's own one is not "
        "to be had.",
        media=Media.CHECKPOINT,
        advanced=True,
    )
    lora_details_strength: float = param(
        1.0,
        title="Strength of details",
        description="How much the LoRA for details counts; without one, nothing. 1 is usual; below "
        "0 smooths.",
        ge=-5,
        le=3,
        step=0.05,
        advanced=True,
    )
