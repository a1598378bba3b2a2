"""All that is decided before anything is loaded: sizes, the first pass, tiles, how they are drawn.

Two models make recipes, one thing redraws by them. Importing this imports no torch.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil, prod

from pipelines.networks.enlargers import ENLARGERS, Enlarger, own_enlarger
from pipelines.redrawing.params import NO_UPSCALER, UltimateParams
from pipelines.redrawing.passes import Pass, RedrawMode, SeamMode, Seams, passes
from pipelines.redrawing.sampling import ComfySampling, PlainSampling, Sampling
from pipelines.redrawing.tile_params import TileParams
from pipelines.redrawing.tiles import MULTIPLE, Grid, Rect, Tile, target_size
from pipelines.text import Text, text

Size = tuple[int, int]

#: What tiles of high-resolution-controlnet-tile see of each other, and how softly they blend.
PADDING, BLUR = 64, 16
#: Length of the shorter side before the enlarger, by resolution; elsewhere the last one.
_BEFORE = {2048: 1024, 2560: 1280, 3072: 1536}
_BEFORE_OTHERS = 1024
_BEFORE_MULTIPLE = 64


class HintSource(StrEnum):
    """What a ControlNet is shown of a tile's place: the picture as it came, or the first pass."""

    NONE = "none"
    SOURCE = "source"
    FIRST = "first pass"


@dataclass(frozen=True)
class Drawing:
    """How a tile is drawn. `strength` is the ControlNet's."""

    prompt: str
    negative_prompt: str
    guidance: float
    seed: int
    sampling: Sampling
    strength: float = 1.0
    guess_mode: bool = False

    @property
    def guided(self) -> bool:
        """Whether the negative prompt counts."""
        return self.guidance > 1

    def changed(self, prompt: str | None, negative: str | None, seed: int | None) -> "Drawing":
        """The same with other words or another seed, where those are given."""
        return replace(
            self,
            prompt=self.prompt if prompt is None else prompt,
            negative_prompt=self.negative_prompt if negative is None else negative,
            seed=self.seed if seed is None else seed,
        )


@dataclass(frozen=True)
class Recipe:
    """The redraw of one picture. Sizes are width and height in pixels.

    The picture is brought to the size `before` (None: as it is), enlarged by `enlarger` (None: by
    Lanczos), stretched or shrunk to `size`, and tone-mapped by `hdr`; then come the `passes`.
    """

    size: Size
    passes: tuple[Pass, ...]
    drawing: Drawing
    hint: HintSource
    enlarger: Enlarger | None = None
    before: Size | None = None
    hdr: float = 0.0
    notes: tuple[Text, ...] = field(default=())

    @property
    def largest_tile(self) -> Size:
        """Of the tiles that are drawn, the one with most pixels; (0, 0) if none is."""
        sizes = {tile.size for one in self.passes for tile in one.tiles}
        return max(sizes, key=lambda size: prod(size), default=(0, 0))


def ultimate_recipe(params: UltimateParams, width: int, height: int, seed: int = 0) -> Recipe:
    """For a picture of that size. Raises OSError for an upscaler of the user's that is gone."""
    size = target_size(width, height, params.upscale_by)
    grid = Grid(*size, params.tile_width, params.tile_height, params.force_uniform_tiles)
    seams = Seams(
        SeamMode(params.seam_fix_mode),
        params.seam_fix_width,
        params.seam_fix_denoise,
        params.seam_fix_padding,
        params.seam_fix_mask_blur,
    )
    found = passes(
        grid,
        RedrawMode(params.mode_type),
        params.tile_padding,
        params.mask_blur,
        params.denoise,
        seams,
    )
    enlarger = None
    if params.own_upscaler is not None:
        enlarger = own_enlarger(params.own_upscaler)
    elif params.upscaler != NO_UPSCALER:
        enlarger = ENLARGERS[params.upscaler]
    drawing = Drawing(
        params.positive_prompt,
        params.negative_prompt,
        params.cfg,
        seed,
        ComfySampling(params.sampler_name, params.scheduler, params.steps),
        params.controlnet_strength,
    )
    hint = HintSource.SOURCE if params.use_controlnet_tile else HintSource.NONE
    return Recipe(size, found, drawing, hint, enlarger, notes=drawing.sampling.notes)


def tile_recipe(params: TileParams, width: int, height: int, seed: int = 0) -> Recipe:
    """For a picture of that size, with the sizes of the published source."""
    before = size_before(params.resolution, width, height)
    factor = factor_of(params.resolution)
    size = before[0] * factor, before[1] * factor
    found = (Pass("redraw", even_tiles(size, params.tile_size), params.creativity),)
    drawing = Drawing(
        params.prompt,
        params.negative_prompt,
        params.guidance_scale,
        seed,
        PlainSampling(params.scheduler, params.steps),
        params.resemblance,
        params.guess_mode,
    )
    return Recipe(
        size,
        found,
        drawing,
        HintSource.FIRST,
        tile_enlarger(params.resolution),
        before,
        params.hdr,
        _idle_loras(params),
    )


def even_tiles(size: Size, side: int) -> tuple[Tile, ...]:
    """Tiles of about the same size, none wider than `side`; what each sees is not scaled at all."""
    width, height = size
    across, down = _even(width, side), _even(height, side)
    grid = Grid(width, height, across, down)
    seen = min(width, across + 2 * PADDING), min(height, down + 2 * PADDING)
    found: list[Tile] = []
    for row in range(grid.rows):
        for column in range(grid.columns):
            rect = grid.rect(column, row)
            left = min(max(0, rect.left - PADDING), width - seen[0])
            top = min(max(0, rect.top - PADDING), height - seen[1])
            crop = Rect(left, top, left + seen[0], top + seen[1])
            found.append(Tile(rect, crop, seen, blur=BLUR))
    return tuple(found)


def _even(length: int, side: int) -> int:
    """The side of as few parts of `length` as may be, a multiple of 8 and at most `side`."""
    return ceil(ceil(length / ceil(length / side)) / MULTIPLE) * MULTIPLE


def size_before(resolution: int, width: int, height: int) -> Size:
    """What the picture is brought to before it is enlarged: multiples of 64."""
    ratio = _BEFORE.get(resolution, _BEFORE_OTHERS) / min(width, height)

    def rounded(side: int) -> int:
        whole = round(side * ratio / _BEFORE_MULTIPLE) * _BEFORE_MULTIPLE
        return max(_BEFORE_MULTIPLE, whole)

    return rounded(width), rounded(height)


def factor_of(resolution: int) -> int:
    """How many times it is enlarged from there."""
    return resolution // _BEFORE.get(resolution, _BEFORE_OTHERS)


def tile_enlarger(resolution: int) -> Enlarger:
    """Real-ESRGAN of the factor needed; beyond four times its result is stretched."""
    twice = factor_of(resolution) <= 2
    return ENLARGERS["RealESRGAN_x2plus" if twice else "RealESRGAN_x4plus"]


def _idle_loras(params: TileParams) -> tuple[Text, ...]:
    """Strengths that were set without a file."""
    defaults = TileParams.model_fields
    idle = [
        name
        for name in ("lora_sharpness", "lora_details")
        if getattr(params, name) is None
        and getattr(params, f"{name}_strength") != defaults[f"{name}_strength"].default
    ]
    return tuple(
        text("{name} has no file, so that its strength did nothing.", name=name) for name in idle
    )


def batch_of(tile: int, on_cpu: bool) -> int:
    """How many tiles a plan with tiles of that side draws together: what halves when it halves.

    On a CPU one: more would only take memory.
    """
    return 1 if on_cpu else max(1, ceil(tile / 64))
