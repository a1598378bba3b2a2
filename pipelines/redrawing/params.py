"""Inputs of Ultimate SD Upscale, with names, choices and defaults of fewjative/ultimate-sd-upscale.

https://replicate.com/fewjative/ultimate-sd-upscale; its bounds are those of
https://github.com/ssitu/ComfyUI_UltimateSDUpscale. Ours are base_model, checkpoint, controlnet,
own_upscaler, loras and lora_strength, and upscalers beyond the first four.
"""

from pathlib import Path
from typing import Literal

from pipelines.networks.enlargers import ENLARGERS
from pipelines.redrawing.shared_fields import (
    BASES,
    base_model_field,
    checkpoint_field,
    controlnet_field,
    lora_strength_field,
    loras_field,
    seed_field,
)
from pipelines.spec import Media, Params, param

BaseModelName = Literal[
    "realistic-vision-v5.1",
    "deliberate-v2",
    "stable-diffusion-1.5",
    "stable-diffusion-xl-base-1.0",
    "juggernaut-xl-v8",
]
#: No network: Lanczos alone.
NO_UPSCALER = "None"
Upscaler = Literal[
    "4x_NMKD-Siax_200k",
    "4x-UltraSharp",
    "RealESRGAN_x4plus",
    "RealESRGAN_x4plus_anime_6B",
    "RealESRGAN_x2plus",
    "realesr-animevideov3",
    "realesr-general-x4v3",
    "SwinIR-L_x4",
    "SwinIR-M_x2",
    "None",
]
SamplerName = Literal[
    "euler",
    "euler_ancestral",
    "heun",
    "dpm_2",
    "dpm_2_ancestral",
    "lms",
    "dpm_fast",
    "dpm_adaptive",
    "dpmpp_2s_ancestral",
    "dpmpp_sde",
    "dpmpp_sde_gpu",
    "dpmpp_2m",
    "dpmpp_2m_sde",
    "dpmpp_2m_sde_gpu",
    "dpmpp_3m_sde",
    "dpmpp_3m_sde_gpu",
    "dpmpp",
    "ddim",
    "uni_pc",
    "uni_pc_bh2",
]
ScheduleName = Literal["normal", "karras", "exponential", "sgm_uniform", "simple", "ddim_uniform"]
Mode = Literal["Linear", "Chess", "None"]
SeamFix = Literal["None", "Band Pass", "Half Tile", "Half Tile + Intersections"]

_SAMPLERS = {
    "euler": "Euler",
    "euler_ancestral": "Euler ancestral",
    "heun": "Heun",
    "dpm_2": "DPM2",
    "dpm_2_ancestral": "DPM2 ancestral",
    "lms": "LMS",
    "dpm_fast": "DPM fast (runs as DPM++ 2M)",
    "dpm_adaptive": "DPM adaptive (runs as DPM++ 2M)",
    "dpmpp_2s_ancestral": "DPM++ 2S ancestral",
    "dpmpp_sde": "DPM++ SDE",
    "dpmpp_sde_gpu": "DPM++ SDE, GPU",
    "dpmpp_2m": "DPM++ 2M",
    "dpmpp_2m_sde": "DPM++ 2M SDE",
    "dpmpp_2m_sde_gpu": "DPM++ 2M SDE, GPU",
    "dpmpp_3m_sde": "DPM++ 3M SDE",
    "dpmpp_3m_sde_gpu": "DPM++ 3M SDE, GPU",
    "dpmpp": "DPM++ (runs as DPM++ 2M)",
    "ddim": "DDIM",
    "uni_pc": "UniPC",
    "uni_pc_bh2": "UniPC, bh2",
}
_SCHEDULES = {
    "normal": "Normal",
    "karras": "Karras",
    "exponential": "Exponential",
    "sgm_uniform": "SGM uniform",
    "simple": "Simple",
    "ddim_uniform": "DDIM uniform",
}


class UltimateParams(Params):
    """Inputs of Ultimate SD Upscale."""

    image: Path = param(
        title="Image",
        description="The picture to enlarge: PNG, JPEG, WebP, TIFF, AVIF or HEIC.",
        media=Media.IMAGE,
    )
    positive_prompt: str = param(
        "Hey! Have a nice day :D",
        title="Prompt",
        description="What the picture shows, which every tile is told. Name materials and light "
        "rather than things that are in one place: skin, fur, brick, soft light. (word:1.3) counts "
        "more.",
    )
    negative_prompt: str = param(
        "",
        title="Negative prompt",
        description="What the picture shall not show, such as blurry, jpeg artefacts.",
    )
    base_model: BaseModelName = base_model_field(tuple(BASES), "realistic-vision-v5.1")
    checkpoint: Path | None = checkpoint_field()
    upscale_by: float = param(
        2.0,
        title="Upscale by",
        description="How many times wider and higher the result is, rounded to multiples of 8 "
        "pixels. 2 is usual; enlarge twice by 2 rather than once by 4 for more new detail.",
        ge=0.05,
        le=8,
        step=0.05,
        unit="×",
    )
    upscaler: Upscaler = param(
        "4x-UltraSharp",
        title="Upscaler",
        description="What enlarges before anything is redrawn. UltraSharp is the sharpest, and not "
        "for commercial use; Siax keeps more texture; Real-ESRGAN cleans more up. None stretches "
        "only.",
        labels={
            **{name: found.title for name, found in ENLARGERS.items()},
            NO_UPSCALER: "None, stretch only",
        },
    )
    own_upscaler: Path | None = param(
        None,
        title="Upscaler of your own",
        description="A file of yours (.safetensors, .pth) that enlarges instead of the upscaler "
        "above, such as those of OpenModelDB.",
        media=Media.CHECKPOINT,
        advanced=True,
    )
    denoise: float = param(
        0.2,
        title="Denoise",
        description="How much is drawn anew. 0 leaves what the upscaler made as it is, 0.2 is "
        "usual, 0.35 adds clearly visible detail; above 0.5 tiles may show things of their own.",
        ge=0,
        le=1,
        step=0.01,
    )
    use_controlnet_tile: bool = param(
        True,
        title="Hold on to the picture",
        description="Let a ControlNet show every tile what was there in the source, so that more "
        "can be drawn anew without losing it.",
    )
    controlnet_strength: float = param(
        1.0,
        title="ControlNet strength",
        description="How closely the source is kept. 1 is usual; less gives more freedom.",
        ge=0,
        le=10,
        step=0.05,
        shown_when={"use_controlnet_tile": True},
    )
    controlnet: Path | None = controlnet_field()
    seed: int | None = seed_field()
    steps: int = param(
        20,
        title="Steps",
        description="How many steps a tile takes, whatever the denoise: all of them are run. 20 "
        "is usual.",
        ge=1,
        le=10000,
    )
    cfg: float = param(
        8.0,
        title="Guidance (CFG)",
        description="How closely the prompt is followed. 5 to 8 is usual; 1 leaves the negative "
        "prompt without effect, and is twice as fast.",
        ge=0,
        le=100,
        step=0.5,
    )
    sampler_name: SamplerName = param(
        "euler",
        title="Sampler",
        description="How noise becomes a picture, by ComfyUI's names. Euler is the usual one; "
        "DPM++ 2M with the Karras schedule is good, too. Three that are not here run as DPM++ 2M, "
        "the nearest, and the result says so.",
        labels=_SAMPLERS,
        advanced=True,
    )
    scheduler: ScheduleName = param(
        "normal",
        title="Scheduler",
        description="How noise falls from step to step, by ComfyUI's names. Normal is usual; "
        "Karras spends more steps on fine detail.",
        labels=_SCHEDULES,
        advanced=True,
    )
    mode_type: Mode = param(
        "Linear",
        title="Order of tiles",
        description="Linear goes row by row; Chess draws every second tile first, which can hide "
        "seams; None redraws nothing but seams.",
        labels={"Linear": "Linear", "Chess": "Chess", "None": "None"},
        advanced=True,
    )
    tile_width: int = param(
        512,
        title="Tile width",
        description="Width of what is redrawn at a time. 512 suits Stable Diffusion 1.5, 1024 "
        "suits SDXL.",
        ge=64,
        le=8192,
        step=8,
        unit="px",
        advanced=True,
    )
    tile_height: int = param(
        512,
        title="Tile height",
        description="See the tile width.",
        ge=64,
        le=8192,
        step=8,
        unit="px",
        advanced=True,
    )
    mask_blur: int = param(
        8,
        title="Mask blur",
        description="How softly tiles go over into each other. 8 is usual; at 0 their borders are "
        "hard.",
        ge=0,
        le=64,
        unit="px",
        advanced=True,
    )
    tile_padding: int = param(
        32,
        title="Tile padding",
        description="How much of its surroundings a tile is shown. 32 is usual; more makes tiles "
        "agree better and takes longer.",
        ge=0,
        le=512,
        step=8,
        unit="px",
        advanced=True,
    )
    seam_fix_mode: SeamFix = param(
        "None",
        title="Seam fix",
        description="Redraw the seams, too. Half Tile + Intersections is the most thorough; try "
        "without first, seams are rare at a low denoise.",
        labels={
            "None": "None",
            "Band Pass": "Bands over the seams",
            "Half Tile": "Half tiles",
            "Half Tile + Intersections": "Half tiles and corners",
        },
        advanced=True,
    )
    seam_fix_denoise: float = param(
        1.0,
        title="Seam fix denoise",
        description="How much of the seams is drawn anew. 0.35 is a good value; 1 forgets what was "
        "there but for the ControlNet.",
        ge=0,
        le=1,
        step=0.01,
        shown_when={"seam_fix_mode": ("Band Pass", "Half Tile", "Half Tile + Intersections")},
        advanced=True,
    )
    seam_fix_width: int = param(
        64,
        title="Seam fix width",
        description="How wide the bands are.",
        ge=8,
        le=8192,
        step=8,
        unit="px",
        shown_when={"seam_fix_mode": "Band Pass"},
        advanced=True,
    )
    seam_fix_mask_blur: int = param(
        8,
        title="Seam fix mask blur",
        description="How softly half tiles go over into the rest.",
        ge=0,
        le=64,
        unit="px",
        shown_when={"seam_fix_mode": ("Half Tile", "Half Tile + Intersections")},
        advanced=True,
    )
    seam_fix_padding: int = param(
        16,
        title="Seam fix padding",
        description="How much of its surroundings a seam is shown.",
        ge=0,
        le=512,
        step=8,
        unit="px",
        shown_when={"seam_fix_mode": ("Band Pass", "Half Tile", "Half Tile + Intersections")},
        advanced=True,
    )
    force_uniform_tiles: bool = param(
        True,
        title="Tiles of one size",
        description="Draw all tiles at one size, also at the border, so that several can be drawn "
        "together. Off draws small ones small.",
        advanced=True,
    )
    loras: tuple[Path, ...] = loras_field()
    lora_strength: float = lora_strength_field()
