"""A sitting for portraits: what was found in the photos, ready to be drawn again and again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.identity.face import Box, Embedding, Point
from pipelines.portraits.drawing import Control, ControlKind, Drawing, Preview, Start
from pipelines.portraits.params import InstantIdParams
from pipelines.text import Text

if TYPE_CHECKING:
    from pipelines.portraits.drawing import Pixels

Keypoints = tuple[Point, Point, Point, Point, Point]


@dataclass(frozen=True, eq=False, kw_only=True)
class Sitting:
    """All that a portrait takes from photos. Points and boxes are in pixels of the result, whose
    width and height `size` is; `controls` and `start` have that size.

    `among` is how alike the photos of the person are to each other, None for a single one;
    `digests` are the SHA-256 of the files, the face photo's first; `names` are what the params
    named further files, where those are not at hand any more. `likeness` measures a result,
    None where nothing is there to measure with; `preview` gets rough pictures while one is drawn.
    """

    identity: Embedding
    keypoints: Keypoints
    box: Box
    size: tuple[int, int]
    controls: "Mapping[ControlKind, Pixels]" = field(default_factory=dict)
    start: "Pixels | None" = None
    among: float | None = None
    digests: tuple[str, ...] = ()
    source: Path | None = None
    names: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[Text, ...] = ()
    likeness: "Callable[[Pixels], float | None] | None" = None
    preview: Preview | None = None


def drawing_of(sitting: Sitting, params: InstantIdParams) -> Drawing:
    """The drawing for params that ask for one picture, as those of a part do."""
    from pipelines.identity.keypoint_picture import draw_keypoints

    strengths = {
        ControlKind.POSE: params.pose_strength,
        ControlKind.CANNY: params.canny_strength,
        ControlKind.DEPTH: params.depth_strength,
    }
    fast = params.enable_lcm
    width, height = sitting.size
    return Drawing(
        identity=sitting.identity,
        keypoints=draw_keypoints(sitting.keypoints, width, height),
        prompt=params.prompt,
        negative_prompt=params.negative_prompt,
        steps=params.lcm_num_inference_steps if fast else params.num_inference_steps,
        guidance=params.lcm_guidance_scale if fast else params.guidance_scale,
        ip_adapter_scale=params.ip_adapter_scale,
        controlnet_conditioning_scale=params.controlnet_conditioning_scale,
        seed=params.seed or 0,
        scheduler="LCMScheduler" if fast else params.scheduler,
        lcm=fast,
        mask=sitting.box if params.enhance_nonface_region else None,
        controls=tuple(
            Control(kind, sitting.controls[kind], strengths[kind])
            for kind in ControlKind
            if kind in sitting.controls
        ),
        start=None if sitting.start is None else Start(sitting.start, params.strength),
    )
