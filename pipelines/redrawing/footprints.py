"""What a redraw takes, from file sizes and the largest tile; the picture's size plays no part.

Activations were counted on the real architectures (tensors alive at the height of one pass, sides
of 544 and 896, batches of 2 and 8, attention without whole matrices): for each latent pixel and
byte of a number 0.0079 MiB in the UNet of SD 1.5, 0.0048 MiB in that of SDXL, 0.0073 MiB in a
ControlNet, whose 0.0016 MiB of hints stay for the UNet; 768 bytes for each pixel in the VAE.
Libraries take more for themselves: on a GPU ComfyUI reckons with 2178 bytes a pixel for decoding.
"""

from math import prod

from pipelines.device import Offload, Plan
from pipelines.diffusion.base_models import BaseModel
from pipelines.diffusion.sd15_models import TILE_CONTROLNET
from pipelines.footprint import Extent, Footprint, Phase
from pipelines.redrawing.recipe import Recipe, batch_of
from pipelines.redrawing.sources import Sources, bytes_of, is_half
from pipelines.text import text

_MIB = 2**20
#: For each latent pixel and byte of a number, with what libraries take: SD 1.5 and SDXL.
_UNET = {False: 0.0095 * _MIB, True: 0.006 * _MIB}
_HINTS = 0.0016 * _MIB
#: For each pixel and byte of a number, on a GPU and on a CPU.
_DECODING = {False: 2178, True: 2 * 768}
#: Bytes that SD 1.5 takes in half precision, without the numbers that training leaves in a file.
_SD15_HALF = 2_133_000_000
#: The largest part of each family, which is on the device when parts wait in main memory.
_LARGEST_SHARE = {False: 0.8, True: 0.75}
#: And when layers do.
_LAYERS = 400_000_000
#: Starting to compute: code, thread pools, tables.
_STARTED = 600_000_000


def redraw_footprint(sources: Sources, recipe: Recipe, extent: Extent, plan: Plan) -> Footprint:
    """The model, the enlarger beside it, and a batch of the largest tiles."""
    element = 4 if plan.dtype == "float32" else 2
    size = _model_bytes(sources, element)
    on_cpu = plan.kind == "cpu"
    resident = size if on_cpu else _on_device(size, sources.is_sdxl, plan.offload)
    started = _STARTED if on_cpu else 0
    phases = [*_first(recipe, extent, plan, on_cpu, resident), *_drawing(sources, recipe, plan)]
    loading = size + size * 2 // element  # the file as it was read, beside what is made of it
    return Footprint(resident + started, loading + started, tuple(phases))


def _first(
    recipe: Recipe, extent: Extent, plan: Plan, on_cpu: bool, resident: int
) -> tuple[Phase, ...]:
    """On a GPU the drawer makes room for the enlarger; on a CPU both are in main memory."""
    if recipe.enlarger is None:
        return ()
    before = recipe.before or (extent.width, extent.height)
    found = recipe.enlarger.phases(Extent(*before), plan)
    given = 0 if on_cpu or plan.offload is not Offload.NONE else resident
    return tuple(Phase(one.name, max(0, one.device - given), one.host) for one in found)


def _drawing(sources: Sources, recipe: Recipe, plan: Plan) -> tuple[Phase, ...]:
    width, height = recipe.largest_tile
    if not width:
        return ()
    element = 4 if plan.dtype == "float32" else 2
    many = batch_of(plan.tile, plan.kind == "cpu")
    latent = prod(recipe.largest_tile) // 64 * many * (2 if recipe.drawing.guided else 1)
    each = _UNET[sources.is_sdxl] + (_HINTS if sources.uses_controlnet else 0)
    precise = 4 if sources.is_sdxl and sources.checkpoint is not None else element
    decoding = width * height * precise * _DECODING[plan.kind == "cpu"]
    return (
        Phase(text("Drawing tiles"), int(latent * element * each)),
        Phase(text("Decoding a tile"), decoding),
    )


def _model_bytes(sources: Sources, element: int) -> int:
    """All that is loaded, in the number format of the plan."""
    base = sources.base
    if isinstance(base, BaseModel):
        stored = sum(file.size for file in base.files)
        found = stored if sources.is_sdxl else _SD15_HALF
    else:
        found = bytes_of(base) // (1 if is_half(base) else 2)
    if sources.uses_controlnet:
        own = sources.controlnet
        if own is None:
            found += TILE_CONTROLNET.size
        else:
            found += bytes_of(own) // (1 if is_half(own) else 2)
    found += sum(bytes_of(path) for path, _strength in sources.loras)
    return found * element // 2


def _on_device(size: int, large: bool, offload: Offload) -> int:
    if offload is Offload.MODEL:
        return int(size * _LARGEST_SHARE[large])
    return min(size, _LAYERS) if offload is Offload.GROUP else size
