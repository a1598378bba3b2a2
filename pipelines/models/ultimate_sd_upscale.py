"""Ultimate SD Upscale: enlarged, then drawn anew tile by tile, as fewjative/ultimate-sd-upscale.

Written from the described behaviour of https://github.com/Coyote-A/ultimate-upscale-for-automatic1111
and https://github.com/ssitu/ComfyUI_UltimateSDUpscale, on the stock pipelines of diffusers.
"""

from pipelines.redrawing.params import UltimateParams
from pipelines.redrawing.recipe import ultimate_recipe
from pipelines.redrawing.redraw_model import redraw_model
from pipelines.redrawing.sources import Sources
from pipelines.spec import Kind


def sources_of(params: UltimateParams) -> Sources:
    """The files that draw."""
    return Sources(
        params.base_model,
        params.checkpoint,
        params.use_controlnet_tile,
        params.controlnet,
        tuple((path, params.lora_strength) for path in params.loras),
    )


SPEC = redraw_model(
    name="ultimate-sd-upscale",
    title="Ultimate SD Upscale",
    summary="Enlarges with any upscaler here, then lets Stable Diffusion draw every tile anew: new "
    "detail, steered by words, at any size. Invents what it draws, so not for evidence, and watch "
    "faces.",
    source="https://github.com/ssitu/ComfyUI_UltimateSDUpscale",
    params=UltimateParams,
    sources_of=sources_of,
    recipe_of=ultimate_recipe,
    enlargement=lambda params: params.upscale_by,
    accepts={Kind.SD15: "checkpoint", Kind.SDXL: "checkpoint", Kind.DIFFUSERS: "checkpoint"},
)
