"""Inputs of identity portraits, with names, defaults and bounds of zsxkib/instant-id.

https://replicate.com/zsxkib/instant-id; `width` and `height` of the guide are the size at which
faces are looked for, and are taken under those names too. Those of ours are: reference_images,
face, style, checkpoint, output_width, output_height, init_image and strength.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Literal

from pipelines.diffusion.base_models import BASE_MODELS
from pipelines.diffusion.seeds import MAX_SEED
from pipelines.media.picture import PictureFormat
from pipelines.portraits.drawing import ControlKind
from pipelines.spec import Media, Params, param

Scheduler = Literal[
    "DEISMultistepScheduler",
    "HeunDiscreteScheduler",
    "EulerDiscreteScheduler",
    "DPMSolverMultistepScheduler",
    "DPMSolverMultistepScheduler-Karras",
    "DPMSolverMultistepScheduler-Karras-SDE",
]
BaseModel = Literal[
    "stable-diffusion-xl-base-1.0",
    "juggernaut-xl-v8",
    "afrodite-xl-v2",
    "albedobase-xl-20",
    "albedobase-xl-v13",
    "animagine-xl-30",
    "anime-art-diffusion-xl",
    "anime-illust-diffusion-xl",
    "dreamshaper-xl",
    "dynavision-xl-v0610",
    "guofeng4-xl",
    "nightvision-xl-0791",
    "omnigen-xl",
    "pony-diffusion-v6-xl",
    "protovision-xl-high-fidel",
    "RealVisXL_V3.0_Turbo",
    "RealVisXL_V4.0_Lightning",
]


class InstantIdParams(Params):
    """Inputs of InstantID."""

    #: Names that the guide has for inputs which were renamed later.
    ALIASES: ClassVar[Mapping[str, str]] = {
        "width": "face_detection_input_width",
        "height": "face_detection_input_height",
    }

    image: Path = param(
        title="Face photo",
        description="A photo of the person. The largest face in it is taken unless another one is "
        "chosen. A sharp face that fills a good part of the picture gives the best likeness.",
        media=Media.IMAGE,
    )
    reference_images: tuple[Path, ...] = param(
        (),
        title="More photos of the person",
        description="The identity is the mean of all photos, which holds better than that of one. "
        "A photo that looks like somebody else is left out, and named.",
        media=Media.IMAGE,
    )
    face: int = param(
        1,
        title="Face",
        description="Which face of the photo, counted from the largest one. 1 is the largest.",
        ge=1,
        le=100,
        advanced=True,
    )
    pose_image: Path | None = param(
        None,
        title="Pose picture",
        description="A picture with a face where the new one shall be, turned as the new one shall "
        "be. Its identity does not count. Empty takes the pose of the face photo.",
        media=Media.IMAGE,
    )
    prompt: str = param(
        "a person",
        title="Prompt",
        description="What the picture shows. (word:1.3) counts more, [word] counts less, \\( and "
        "\\) are plain brackets; it may be as long as you like.",
    )
    negative_prompt: str = param(
        "",
        title="Negative prompt",
        description="What the picture shall not show, such as (low quality:1.2), blurry, text.",
    )
    style: str = param(
        "",
        title="Styles",
        description="Names of styles, parted by commas; each one makes pictures of its own. Empty "
        "takes the prompt as it stands.",
    )
    sdxl_weights: BaseModel = param(
        "stable-diffusion-xl-base-1.0",
        title="Base model",
        description="The model that draws. stable-diffusion-xl-base-1.0 is the plain one; the "
        "others were trained further, for photos or for drawings, each under a licence of its own.",
        labels={model.key: model.title for model in BASE_MODELS},
        variant=True,
    )
    checkpoint: Path | None = param(
        None,
        title="Base model of your own",
        description="An SDXL checkpoint (.safetensors) or a diffusers folder of yours, which draws "
        "instead of the base model above.",
        media=Media.CHECKPOINT,
        advanced=True,
    )
    ip_adapter_scale: float = param(
        0.8,
        title="Image adapter strength",
        description="How much of the face's looks goes into the picture. 0.8 is usual; more gives "
        "more likeness and may over-saturate; less leaves more to the prompt.",
        ge=0,
        le=1.5,
        step=0.05,
    )
    controlnet_conditioning_scale: float = param(
        0.8,
        title="IdentityNet strength",
        description="How closely the face keeps its place, its pose and its features. 0.8 is "
        "usual; more gives more likeness; less lets the prompt change the face.",
        ge=0,
        le=1.5,
        step=0.05,
    )
    guidance_scale: float = param(
        7.5,
        title="Guidance scale",
        description="How closely the picture follows the prompt. 4 to 5 looks natural, 7.5 is the "
        "guide's default, more gives harsh colours. 1 leaves the negative prompt without effect, "
        "and is twice as fast.",
        ge=1,
        le=50,
        step=0.5,
    )
    num_inference_steps: int = param(
        30,
        title="Steps",
        description="How many steps a picture takes. 30 is usual, 20 is a good draft, more than 50 "
        "changes little.",
        ge=1,
        le=500,
    )
    scheduler: Scheduler = param(
        "EulerDiscreteScheduler",
        title="Scheduler",
        description="How noise becomes a picture. Euler is the usual one; DPM solvers need fewer "
        "steps; Heun takes twice the time per step.",
        labels={
            "DEISMultistepScheduler": "DEIS multistep",
            "HeunDiscreteScheduler": "Heun",
            "EulerDiscreteScheduler": "Euler",
            "DPMSolverMultistepScheduler": "DPM++ 2M",
            "DPMSolverMultistepScheduler-Karras": "DPM++ 2M Karras",
            "DPMSolverMultistepScheduler-Karras-SDE": "DPM++ 2M SDE Karras",
        },
        advanced=True,
    )
    num_outputs: int = param(
        1,
        title="Pictures",
        description="How many pictures, each from a seed of its own.",
        ge=1,
        le=8,
    )
    seed: int | None = param(
        None,
        title="Seed",
        description="The same number and settings give the same picture. Off takes a new one each "
        "time; the result says which it was.",
        ge=0,
        le=MAX_SEED,
    )
    output_width: int = param(
        0,
        title="Width",
        description="Width of the picture; multiples of 8, best of 64. Automatic follows the photo "
        "whose pose is taken, with 1280 for its longer side.",
        ge=0,
        le=2048,
        step=8,
        unit="px",
        lowest="Automatic",
    )
    output_height: int = param(
        0,
        title="Height",
        description="Height of the picture; see its width.",
        ge=0,
        le=2048,
        step=8,
        unit="px",
        lowest="Automatic",
    )
    enhance_nonface_region: bool = param(
        True,
        title="Enhance non-face region",
        description="On: the identity works on the face alone, so the rest of the picture follows "
        "the prompt freely. Off: on all of it.",
    )
    enable_pose_controlnet: bool = param(
        True,
        title="Hold the body's pose",
        description="Keep the pose of the body, too, by a ControlNet of its own (5 GB more).",
    )
    pose_strength: float = param(
        0.4,
        title="Pose strength",
        description="How closely the body's pose is kept. 0.4 is usual.",
        ge=0,
        le=1,
        step=0.05,
        shown_when={"enable_pose_controlnet": True},
    )
    enable_canny_controlnet: bool = param(
        False,
        title="Hold the outlines",
        description="Keep the edges of the photo whose pose is taken, by a ControlNet of its own "
        "(5 GB more).",
    )
    canny_strength: float = param(
        0.3,
        title="Outline strength",
        description="How closely the edges are kept. 0.3 is usual.",
        ge=0,
        le=1,
        step=0.05,
        shown_when={"enable_canny_controlnet": True},
    )
    enable_depth_controlnet: bool = param(
        False,
        title="Hold the depth",
        description="Keep what is near and what is far in the photo whose pose is taken, by a "
        "ControlNet of its own.",
    )
    depth_strength: float = param(
        0.5,
        title="Depth strength",
        description="How closely the depth is kept. 0.5 is usual.",
        ge=0,
        le=1,
        step=0.05,
        shown_when={"enable_depth_controlnet": True},
    )
    init_image: Path | None = param(
        None,
        title="Begin from",
        description="A picture that is changed instead of beginning from noise.",
        media=Media.IMAGE,
        advanced=True,
    )
    strength: float = param(
        0.85,
        title="Strength of the change",
        description="Only with a picture to begin from: 0 keeps it, 1 forgets it. 0.85 is usual.",
        ge=0,
        le=1,
        step=0.05,
        advanced=True,
    )
    enable_lcm: bool = param(
        False,
        title="Fast mode (LCM)",
        description="A few steps instead of thirty, with less detail: a latent consistency LoRA is "
        "added to the base model.",
    )
    lcm_num_inference_steps: int = param(
        5,
        title="Steps in fast mode",
        description="5 is usual, 10 is better.",
        ge=1,
        le=10,
        shown_when={"enable_lcm": True},
    )
    lcm_guidance_scale: float = param(
        1.5,
        title="Guidance in fast mode",
        description="1 to 2; more spoils the picture. 1 leaves the negative prompt without effect.",
        ge=1,
        le=20,
        step=0.1,
        shown_when={"enable_lcm": True},
    )
    face_detection_input_width: int = param(
        640,
        title="Face detector's width",
        description="The size at which faces are looked for; not that of the result. 640 is usual; "
        "more finds small faces in large groups.",
        ge=640,
        le=4096,
        step=32,
        unit="px",
        advanced=True,
    )
    face_detection_input_height: int = param(
        640,
        title="Face detector's height",
        description="See the face detector's width.",
        ge=640,
        le=4096,
        step=32,
        unit="px",
        advanced=True,
    )
    disable_safety_checker: bool = param(
        False,
        title="Without safety checker",
        description="On: pictures are not looked at for nudity. Off: one that seems to show it is "
        "not kept.",
        advanced=True,
    )


def control_kinds(params: InstantIdParams) -> tuple[ControlKind, ...]:
    """The further ControlNets that are switched on."""
    return tuple(kind for kind in ControlKind if getattr(params, f"enable_{kind}_controlnet"))


class PortraitOutput(PictureFormat):
    """How portraits are written."""

    output_format: Literal["auto", "png", "jpg", "webp", "tiff", "avif"] = param(
        "webp",
        title="Format",
        description="File format of the result. PNG and TIFF lose nothing; JPEG, WebP and AVIF are "
        "smaller. Automatic keeps the format of the output name, else that of the photo.",
        labels={
            "auto": "Automatic",
            "png": "PNG",
            "jpg": "JPEG",
            "webp": "WebP",
            "tiff": "TIFF",
            "avif": "AVIF",
        },
    )
    output_quality: int = param(
        80,
        title="Quality",
        description="Quality of JPEG, WebP and AVIF. 95 is visually lossless, 80 suits the web, "
        "lower gives smaller files with visible blocks.",
        ge=0,
        le=100,
        step=1,
    )
    name_pattern: str = param(
        "{name}_{model}_{seed}",
        title="File name",
        description="Name of the result. {name} is the photo's name, {model} the model, {prompt} "
        "the prompt's first words, {style} the style, {seed} the seed, {date} and {time} the "
        "moment, {n} a running number. A slash makes a folder.",
        advanced=True,
    )
    keep_recipe: bool = param(
        True,
        title="Keep the recipe",
        description="Write into the picture all that is needed to make it again without the photo: "
        "the face's measure and the controls besides the settings. Off for pictures whose "
        "receivers shall not have that.",
        advanced=True,
    )
