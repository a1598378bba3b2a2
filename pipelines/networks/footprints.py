"""What the steps of picture models take: tiles, windows, stretching, faces. Imports no torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, prod

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint, Phase
from pipelines.media.arrays import IN_MEMORY_BYTES
from pipelines.networks.network_shapes import Compact, NetworkShape, SwinIr, is_fast
from pipelines.networks.window_axis import plan_axis
from pipelines.text import text
from pipelines.tiling import cut, even_tile

#: Context around each tile in input pixels, see `picture_network`.
OVERLAP = 32

#: Starting to compute: code that is paged in, thread pools, and the libraries' own tables.
STARTED_BYTES = 20_000_000

_F32 = 4


def held(extent: Extent) -> int:
    """A picture in memory; a large one is in a file that the system pages out (media.arrays)."""
    return extent.bytes if extent.bytes <= IN_MEMORY_BYTES else 0


def enlarging(shape: NetworkShape, extent: Extent, scale: float, plan: Plan) -> tuple[Phase, ...]:
    """`picture_network.enlarge_to`: tile by tile at the network's scale, then Lanczos."""
    tile = even_tile(extent.width, extent.height, plan.tile)
    tiles = cut(extent.width, extent.height, tile, OVERLAP)
    height, width = max(
        ((tile.read.height, tile.read.width) for tile in tiles), key=lambda sides: prod(sides)
    )
    native = extent.scaled(shape.scale)
    pictures = held(extent) + held(native)
    pixels, factor = width * height, shape.scale**2
    core = max(tile.core.width * tile.core.height for tile in tiles)
    part = 2 * pixels * 3 * _F32  # as the array and as the tensor
    outputs = (2 * pixels + core) * factor * 3 * _F32  # clamped, as given, and scaled to integers
    working = max(shape.working(height, width, plan), outputs)
    phases = [Phase(text("Enlarging"), working + part, pictures)]
    final = extent.scaled(scale)
    if (final.width, final.height) != (native.width, native.height):
        strips = 3 * 16 * 2**20
        phases.append(Phase(text("Stretching"), 0, pictures + held(final) + strips))
    return tuple(phases)


def by_windows(shape: SwinIr, extent: Extent, plan: Plan) -> tuple[Phase, ...]:
    """`windows.restore_by_windows`: tiles that overlap, one row of them held as float."""
    across = plan_axis(extent.width, plan.tile, shape.window)
    down = plan_axis(extent.height, plan.tile, shape.window)
    colours = min(extent.channels, 3)
    pictures = held(extent) + held(extent.scaled(shape.scale))
    factor, tile = shape.scale**2, down.tile * across.tile
    strip = down.tile * across.padded * factor * colours * _F32
    weight = tile * factor * _F32
    inside = max(
        shape.working(down.tile, across.tile, plan) + 2 * tile * 3 * _F32,
        3 * tile * factor * 3 * _F32,  # as given, weighted, and the sum
        3 * strip,  # what is ready, divided, cut and rounded
    )
    return (Phase(text("Restoring"), inside, pictures + strip + weight),)


def picture_footprint(shape: NetworkShape, phases: Sequence[Phase], plan: Plan) -> Footprint:
    """One network and its phases."""
    # Compiled kernels take no more than the engine itself began with (see bench_plan).
    started = 0 if isinstance(shape, Compact) and is_fast(plan) else STARTED_BYTES
    return Footprint(shape.resident(plan) + started, shape.loading(plan) + started, tuple(phases))


# -- faces ----------------------------------------------------------------------------------

#: One pass over a face of 512 x 512: what is alive at its height, and the copies of a
#: convolution's input and result in oneDNN's own order (GFPGAN 564 + 201 MB, CodeFormer
#: 588 + 69, ParseNet 404 + 135), as measured in a process of its own.
GFPGAN_PASS, CODEFORMER_PASS, PARSING_PASS = 771_000_000, 668_000_000, 542_000_000

#: RetinaFace: alive at its height for each pixel, and what its convolutions copy.
_DETECTION_PER_PIXEL, _DETECTION_FIXED = 208, 70_000_000

#: Side in pixels of an aligned face, as in `face_paste`.
FACE_SIDE = 512

#: Most that the search is shown, as in `face_detection`: short and long side in pixels.
_SHORT_LIMIT, _LONG_LIMIT = 1600, 2150

#: Pasting blends three masks (float32) of a face's surroundings, at most the whole picture.
_PASTE_PER_PIXEL = 12


@dataclass(frozen=True)
class FaceShape:
    """A face restorer: bytes of its network's file, of the two that go with it, and of a pass.

    `short_side` is that of the search (see FaceDetector).
    """

    network_bytes: int
    detection_bytes: int
    parsing_bytes: int
    pass_bytes: int
    short_side: int | None = None

    @property
    def resident(self) -> int:
        return self.network_bytes + self.detection_bytes + self.parsing_bytes

    @property
    def loading(self) -> int:
        """Each file is read and then copied into its network, one after another."""
        first = 2 * self.network_bytes
        second = self.network_bytes + 2 * self.detection_bytes
        return max(first, second, self.resident + self.parsing_bytes)

    def phases(self, extent: Extent, scale: float) -> tuple[Phase, ...]:
        """Finding, restoring and pasting, beside the picture and its enlarged background."""
        final = extent.scaled(scale)
        pictures = held(extent) + held(final)
        shown = self._shown_pixels(extent)
        arrays = shown * 3 * _F32 * 2
        finding = shown * _DETECTION_PER_PIXEL + _DETECTION_FIXED
        return (
            Phase(text("Finding faces"), finding, pictures + arrays),
            Phase(text("Restoring a face"), max(self.pass_bytes, PARSING_PASS), pictures),
            Phase(text("Putting faces back"), 0, pictures + final.pixels * _PASTE_PER_PIXEL),
        )

    def _shown_pixels(self, extent: Extent) -> int:
        short, long = sorted((extent.width, extent.height))
        ratio = min(_SHORT_LIMIT / short, _LONG_LIMIT / long)
        ratio = min(ratio, self.short_side / short if self.short_side else 1.0)
        return ceil(extent.width * ratio) * ceil(extent.height * ratio)


def face_footprint(
    faces: FaceShape,
    enlarger: NetworkShape | None,
    phases: Sequence[Phase],
    plan: Plan,
    enlarger_first: bool = False,
) -> Footprint:
    """A face restorer, with or without a network that enlarges, which is loaded before or after."""
    resident, loading = faces.resident, faces.loading
    if enlarger is not None:
        own, during = enlarger.resident(plan), enlarger.loading(plan)
        after = own + loading if enlarger_first else resident + during
        loading = max(loading, during, after)
        resident += own
    return Footprint(resident + STARTED_BYTES, loading + STARTED_BYTES, tuple(phases))
