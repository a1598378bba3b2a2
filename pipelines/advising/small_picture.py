"""Pictures under 512 pixels go through a classic upscaler before anything is drawn over.

What a diffusion model sees of them is too little: eyes of five pixels become somebody else's.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.advising.picture_kind import PictureKind
from pipelines.advising.steps import Step, Value
from pipelines.text import Text, text

#: The short side, in pixels, that a picture should have; the side of what SD 1.5 was trained on.
LEAST_SIDE = 512
_MOST_SCALE = 4
#: What ultimate-sd-upscale calls stretching without a network.
_STRETCHED = "None"


@dataclass(frozen=True)
class EnlargeFirst:
    """What goes before the drawing. `changes` are other settings of the model that draws; `step`
    is a model that runs before it, None where it has a classic upscaler of its own, which the
    changes switch on. `words` say so, and `undo` names the way back: to neither.
    """

    words: Text
    changes: Mapping[str, Value] = field(default_factory=dict)
    step: Step | None = None
    undo: Text = field(default_factory=lambda: text("Use the picture as it is"))


def enlarge_first(
    width: int, height: int, kind: PictureKind, params: Mapping[str, object]
) -> EnlargeFirst | None:
    """What goes before a diffusion model with `params`; None if nothing has to."""
    short = min(width, height)
    if short >= LEAST_SIDE:
        return None
    if "upscaler" in params:
        return _by_its_own(width, height, kind, params)
    scale = min(_MOST_SCALE, max(2, math.ceil(LEAST_SIDE / short)))
    version = "x4plus" if kind is PictureKind.PHOTO else "x4plus-anime"
    step = Step(
        "real-esrgan",
        {"version": version, "scale": float(scale)},
        text("So small a picture needs clear outlines before new detail is drawn."),
    )
    words = text(
        "The picture is {width} × {height} pixels. Below {least} the model sees too little and "
        "invents, so Real-ESRGAN enlarges it {scale} times first.",
        width=width,
        height=height,
        least=LEAST_SIDE,
        scale=scale,
    )
    return EnlargeFirst(words, step=step)


def _by_its_own(
    width: int, height: int, kind: PictureKind, params: Mapping[str, object]
) -> EnlargeFirst | None:
    """For a model whose first pass is a classic upscaler, if it is one and enlarges enough."""
    changes: dict[str, Value] = {}
    by = params.get("upscale_by")
    least = math.ceil(LEAST_SIDE / min(width, height) * 20) / 20
    if isinstance(by, (int, float)) and by < least:
        changes["upscale_by"] = min(8.0, least)
    if params.get("upscaler") == _STRETCHED and params.get("own_upscaler") is None:
        photo = kind is PictureKind.PHOTO
        changes["upscaler"] = "RealESRGAN_x4plus" if photo else "RealESRGAN_x4plus_anime_6B"
    if not changes:
        return None
    words = text(
        "The picture is {width} × {height} pixels. Below {least} the model sees too little and "
        "invents, so a classic upscaler brings it to at least {least} first.",
        width=width,
        height=height,
        least=LEAST_SIDE,
    )
    return EnlargeFirst(words, changes)
