"""Advice of the guide as data: what somebody may be unhappy with, and which settings help.

From the README of https://github.com/instantX-research/InstantID ("Usage Tips") and that of
https://github.com/cubiq/ComfyUI_InstantID, in our own words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipelines.portraits.params import InstantIdParams
from pipelines.spec import ParamField, fields_of
from pipelines.text import Text, text


class Trouble(StrEnum):
    """What may be wrong with a portrait."""

    LIKENESS_LOW = "likeness-low"
    OVERSATURATED = "oversaturated"
    PROMPT_IGNORED = "prompt-ignored"
    POSE_TOO_CLOSE = "pose-too-close"
    FACE_STIFF = "face-stiff"
    BACKGROUND_WEAK = "background-weak"
    WATERMARKS = "watermarks"
    TOO_SLOW = "too-slow"


Change = Callable[[InstantIdParams], Mapping[str, float | int | bool | str]]


@dataclass(frozen=True)
class Tip:
    """`title` says what is wrong, `advice` what helps and why; `changed(params)` the settings that
    it changes, empty where nothing more can be done."""

    trouble: Trouble
    title: Text
    advice: Text
    change: Change

    def changed(self, params: InstantIdParams) -> dict[str, float | int | bool | str]:
        """New values of the settings, within their bounds; those that stay are left out."""
        found: dict[str, float | int | bool | str] = {}
        for name, value in self.change(params).items():
            bounded = _bounded(_FIELDS[name], value)
            if bounded != getattr(params, name):
                found[name] = bounded
        return found


_FIELDS = {item.name: item for item in fields_of(InstantIdParams)}
#: Of the face's two strengths; the guide changes both together.
_STEP = 0.1
_SCALES = ("ip_adapter_scale", "controlnet_conditioning_scale")


def _bounded(item: ParamField, value: float | int | bool | str) -> float | int | bool | str:
    if isinstance(value, (bool, str)) or item.minimum is None or item.maximum is None:
        return value
    inside = min(max(value, item.minimum), item.maximum)
    return int(inside) if item.kind == "int" else round(inside, 4)


def _scaled(**by: float) -> Change:
    """The named settings changed by so much."""
    return lambda params: {name: getattr(params, name) + step for name, step in by.items()}


def _lower_guidance(params: InstantIdParams) -> dict[str, float]:
    """Down to what looks natural, in two steps; in fast mode its own guidance."""
    if params.enable_lcm:
        return {"lcm_guidance_scale": max(1.0, params.lcm_guidance_scale - 0.5)}
    present = params.guidance_scale
    return {"guidance_scale": 5.0 if present > 5.0 else min(present, 4.0)}


def _calm(params: InstantIdParams) -> dict[str, float]:
    """First the adapter, which burns the colours, then the guidance."""
    adapter = params.ip_adapter_scale
    return {
        "ip_adapter_scale": max(adapter - _STEP, min(adapter, 0.3)),
        **_lower_guidance(params),
    }


def _obey(params: InstantIdParams) -> dict[str, float]:
    """Weaker holds on face and pose; a guidance that was lowered comes back to the usual."""
    weaker = {name: max(getattr(params, name) - _STEP, 0.2) for name in _SCALES}
    kept = {name: min(value, getattr(params, name)) for name, value in weaker.items()}
    if params.enable_lcm or params.guidance_scale >= 7.5:
        return kept
    return {**kept, "guidance_scale": min(params.guidance_scale + 1.0, 7.5)}


def _free_pose(params: InstantIdParams) -> dict[str, float | bool]:
    """The adapter, which knows no place, takes over from what holds the keypoints."""
    held = params.controlnet_conditioning_scale
    changed: dict[str, float | bool] = {
        "controlnet_conditioning_scale": max(held - 2 * _STEP, min(held, 0.3)),
        "ip_adapter_scale": max(params.ip_adapter_scale, min(params.ip_adapter_scale + _STEP, 1.0)),
    }
    for kind in ("pose", "canny", "depth"):
        if getattr(params, f"enable_{kind}_controlnet"):
            changed[f"enable_{kind}_controlnet"] = False
    return changed


def _no_watermarks(params: InstantIdParams) -> dict[str, int]:
    """What the network learned from had watermarks in pictures of exactly 1024 pixels."""
    return {
        name: side - 8 if (side := getattr(params, name)) and side % 64 == 0 else side or 1016
        for name in ("output_width", "output_height")
    }


def _faster(params: InstantIdParams) -> dict[str, float | int | bool]:
    """Drafts first in twenty steps, then in fast mode."""
    if not params.enable_lcm and params.num_inference_steps > 20:
        return {"num_inference_steps": 20}
    return {"enable_lcm": True}


TIPS: tuple[Tip, ...] = (
    Tip(
        Trouble.LIKENESS_LOW,
        text("Not like the person"),
        text(
            "Hold the face more: IdentityNet strength and image adapter strength go up together. "
            "More photos of the person help as well."
        ),
        _scaled(ip_adapter_scale=_STEP, controlnet_conditioning_scale=_STEP),
    ),
    Tip(
        Trouble.OVERSATURATED,
        text("Colours too harsh"),
        text(
            "Lower the image adapter's strength first: it burns the colours before anything else. "
            "A guidance of 4 to 5 looks more natural, too."
        ),
        _calm,
    ),
    Tip(
        Trouble.PROMPT_IGNORED,
        text("The prompt is ignored"),
        text("Hold the face less, so that more is left to the words."),
        _obey,
    ),
    Tip(
        Trouble.POSE_TOO_CLOSE,
        text("Too much like the photo"),
        text(
            "Hold the pose less and the looks more; or give a pose picture. Outlines, depth and "
            "the body's pose are no longer kept."
        ),
        _free_pose,
    ),
    Tip(
        Trouble.FACE_STIFF,
        text("The face looks pasted on"),
        text("Let the identity work on the whole picture, and a little less."),
        lambda params: {
            "enhance_nonface_region": False,
            "controlnet_conditioning_scale": params.controlnet_conditioning_scale - _STEP,
        },
    ),
    Tip(
        Trouble.BACKGROUND_WEAK,
        text("The background is poor"),
        text("Keep the identity to the face alone, so that the rest follows the prompt freely."),
        lambda _params: {"enhance_nonface_region": True},
    ),
    Tip(
        Trouble.WATERMARKS,
        text("Watermarks appear"),
        text(
            "The network saw watermarks in pictures of exactly 1024 pixels: a side of 1016 avoids "
            "them."
        ),
        _no_watermarks,
    ),
    Tip(
        Trouble.TOO_SLOW,
        text("Too slow for trying things out"),
        text("Fewer steps for drafts; fast mode takes five instead of thirty."),
        _faster,
    ),
)


def tip_for(trouble: Trouble) -> Tip:
    """The advice for that trouble."""
    return next(tip for tip in TIPS if tip.trouble is trouble)
