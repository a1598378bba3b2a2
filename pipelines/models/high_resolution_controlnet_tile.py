"""High-resolution ControlNet Tile: more detail at a given size, with the picture held on to.

Inputs and method of https://github.com/BatouResearch/controlnet-tile-upscale, as in
batouresearch/high-resolution-controlnet-tile, but drawn in tiles that overlap, so that memory does
not grow with the picture; on lllyasviel/control_v11f1e_sd15_tile and the stock pipelines of
diffusers.
"""

from pipelines.redrawing.recipe import tile_recipe
from pipelines.redrawing.redraw_model import redraw_model
from pipelines.redrawing.sources import Sources
from pipelines.redrawing.tile_params import TileParams


def sources_of(params: TileParams) -> Sources:
    """The files that draw."""
    named = (
        (params.lora_sharpness, params.lora_sharpness_strength),
        (params.lora_details, params.lora_details_strength),
    )
    loras = [(path, params.lora_strength) for path in params.lora]
    loras += [(path, strength) for path, strength in named if path is not None]
    return Sources(params.base_model, params.checkpoint, True, params.controlnet, tuple(loras))


SPEC = redraw_model(
    name="high-resolution-controlnet-tile",
    title="High-resolution ControlNet Tile",
    summary="Brings a picture to 2048 pixels or more with new fine detail, drawn by Stable "
    "Diffusion while a ControlNet holds on to what was there. Invents what it draws, so not for "
    "evidence, and watch faces.",
    source="https://github.com/BatouResearch/controlnet-tile-upscale",
    params=TileParams,
    sources_of=sources_of,
    recipe_of=tile_recipe,
    enlargement=lambda params: None,
)
