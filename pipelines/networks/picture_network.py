"""One picture-to-picture network, loaded through spandrel and run in the plan's number format."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from spandrel import ImageModelDescriptor

from pipelines.checkpoint import describe_state, load_descriptor, read_checkpoint
from pipelines.device import Plan
from pipelines.errors import UnknownCheckpoint
from pipelines.heap import trim_heap
from pipelines.media.arrays import IN_MEMORY_BYTES, output_array, resized
from pipelines.media.picture import Picture
from pipelines.networks.winograd import accelerate
from pipelines.progress import Progress
from pipelines.tiling import Tile, cut, even_tile, run_tiles

DTYPES = {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16}

#: Context around each tile in input pixels. RealESRGANer uses 10, which leaves 46 dB between
#: the tiled and the untiled result of x4plus on a photo; 24 gives 53 dB, 32 gives 57 dB.
OVERLAP = 32


class _Pulse:
    """Progress and cancel inside one pass through a network, from hooks on its leaves.

    A large tile takes many seconds on a CPU; the hooks make the bar move and let a cancel take
    effect within one layer. A first pass is taken to call each leaf once; from then on the count
    of the longest pass is known.
    """

    def __init__(self, model: torch.nn.Module) -> None:
        self.progress: Progress | None = None
        leaves = [module for module in model.modules() if not any(True for _ in module.children())]
        for leaf in leaves:
            leaf.register_forward_pre_hook(self._beat)
        self._calls, self._longest, self._expected = 0, 0, len(leaves)

    def begin(self, progress: Progress | None) -> None:
        self._longest = max(self._longest, self._calls)
        self._calls, self.progress = 0, progress

    def _beat(self, module: torch.nn.Module, inputs: Any) -> None:
        self._calls += 1
        if self.progress is None:
            return
        if self._calls % 8 == 0:
            self.progress.update(self._calls / (self._longest or self._expected))
        else:
            self.progress.check()


class PictureNetwork:
    """A spandrel descriptor that takes and gives pixels as float32 arrays in 0 to 1."""

    def __init__(self, descriptor: ImageModelDescriptor, plan: Plan) -> None:
        self.descriptor = descriptor
        self.scale = descriptor.scale
        self.device = torch.device(plan.device)
        self.dtype = DTYPES[self._allowed(plan.dtype)]
        descriptor.eval()
        descriptor.to(self.device, self.dtype)
        descriptor.model.to(memory_format=torch.channels_last)
        if self.dtype is not torch.float32 and not self._runs():
            self.dtype = torch.float32
            descriptor.to(self.device, self.dtype)
        if self.device.type == "cpu" and self.dtype is torch.float32:
            descriptor._model = accelerate(descriptor.model)  # noqa: SLF001
        self._pulse = _Pulse(descriptor.model)
        self._busy = threading.Lock()

    def _allowed(self, dtype: str) -> str:
        if dtype == "float16" and not self.descriptor.supports_half:
            return "bfloat16" if self.descriptor.supports_bfloat16 else "float32"
        if dtype == "bfloat16" and not self.descriptor.supports_bfloat16:
            return "float32"
        return dtype

    def _runs(self) -> bool:
        """Whether the network really runs in the number format that it is said to support.

        Some transformers make their attention masks in float32 while they run, which then meet
        16-bit tensors; others overflow. The odd size makes them compute the mask anew.
        """
        if self.descriptor.architecture.id in ("ESRGAN", "RealESRGAN Compact", "Compact"):
            return True
        sample = torch.rand(1, self.descriptor.input_channels, 40, 56)
        try:
            result: Any = self.descriptor(sample.to(self.device, self.dtype))
        except torch.OutOfMemoryError:
            raise
        except RuntimeError:
            return False
        return bool(torch.isfinite(result).all())

    @property
    def bytes(self) -> int:
        """Size of the parameters in bytes."""
        return sum(p.numel() * p.element_size() for p in self.descriptor.model.parameters())

    def __call__(
        self, pixels: NDArray[np.float32], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """(height, width, 3) in 0 to 1 gives (height*scale, width*scale, 3) in 0 to 1.

        Raises Cancelled between two layers.
        """
        tensor = torch.from_numpy(np.ascontiguousarray(pixels)).permute(2, 0, 1)[None]
        tensor = tensor.to(self.device, self.dtype, memory_format=torch.channels_last)
        with self._busy:
            self._pulse.begin(progress)
            result: Any = self.descriptor(tensor)
        pixels = result[0].permute(1, 2, 0).float().cpu().numpy()
        del result, tensor
        settle(self.device)
        return pixels


def settle(device: torch.device) -> None:
    """After a pass on the CPU: give back what it took.

    Tiles differ in size, and the C library keeps what was freed in pieces that the next one
    cannot use: after six tiles it held half as much again as one of them needs.
    """
    if device.type == "cpu":
        trim_heap()


def load_network(path: Path, plan: Plan) -> PictureNetwork:
    """Load a checkpoint safely. Raises UnsafeCheckpoint or UnknownCheckpoint."""
    return PictureNetwork(load_descriptor(path), plan)


def load_mixed(first: Path, second: Path, share: float, plan: Plan) -> PictureNetwork:
    """Two checkpoints of one architecture, interpolated: `share` of the first, the rest second."""
    states = [read_checkpoint(path) for path in (first, second)]
    return PictureNetwork(describe_state(first, mix(states[0], states[1], share)), plan)


def enlarge(
    network: PictureNetwork,
    picture: Picture,
    plan: Plan,
    progress: Progress,
    overlap: int = OVERLAP,
    even: bool = True,
    in_memory: int = IN_MEMORY_BYTES,
) -> Picture:
    """The picture at `network.scale` times its size, tile by tile, with its grey, alpha and depth.

    Alpha goes through the network as a grey picture, as RealESRGANer does it, unless it is the
    same everywhere. `even` makes all tiles about the same size, none a sliver. A result of more
    than `in_memory` bytes is a memory map.
    """
    channels = picture.pixels.shape[2]
    tile = even_tile(picture.width, picture.height, plan.tile) if even else plan.tile
    tiles = cut(picture.width, picture.height, tile, overlap)
    alpha = picture.pixels[:, :, -1:] if picture.has_alpha else None
    colour = picture.pixels[:, :, : channels - picture.has_alpha]
    flat_alpha = alpha is not None and int(alpha.min()) == int(alpha.max())
    passes = 2 if alpha is not None and not flat_alpha else 1
    size = (picture.height * network.scale, picture.width * network.scale)
    result = output_array(*size, channels, picture.pixels.dtype, in_memory)
    _run(
        network,
        colour,
        result[:, :, : colour.shape[2]],
        tiles,
        progress.part(0, 1 / passes),
    )
    if alpha is not None:
        if flat_alpha:
            result[:, :, -1] = alpha[0, 0, 0]
        else:
            _run(network, alpha, result[:, :, -1:], tiles, progress.part(0.5, 1))
    return replace(picture, pixels=result)


def enlarge_to(
    network: PictureNetwork, picture: Picture, scale: float, plan: Plan, progress: Progress
) -> Picture:
    """The picture at `scale` times its size: the network at its own scale, then Lanczos."""
    result = enlarge(network, picture, plan, progress)
    size = int(picture.width * scale), int(picture.height * scale)
    if (result.width, result.height) != size:
        result.pixels = resized(result.pixels, max(1, size[0]), max(1, size[1]))
    return result


def _run(
    network: PictureNetwork,
    source: NDArray[Any],
    target: NDArray[Any],
    tiles: list[Tile],
    progress: Progress,
) -> None:
    """`source` and `target` have 1 or 3 channels; one channel is run as grey RGB and averaged."""
    compute = network.__call__
    if source.shape[2] == 1:

        def compute(
            pixels: NDArray[np.float32], progress: Progress | None = None
        ) -> NDArray[np.float32]:
            coloured = np.repeat(pixels, 3, axis=2)
            return network(coloured, progress).mean(axis=2, keepdims=True)

    run_tiles(source, target, tiles, network.scale, compute, progress)


def check_three_channels(network: PictureNetwork, name: str) -> None:
    """Raises UnknownCheckpoint for a network that does not take RGB and give RGB."""
    if (network.descriptor.input_channels, network.descriptor.output_channels) != (3, 3):
        raise UnknownCheckpoint(
            "{name} does not turn colour pictures into colour pictures; choose another model.",
            name=name,
        )


def mix(first: Mapping[str, Any], second: Mapping[str, Any], share: float) -> dict[str, Any]:
    """Deep network interpolation: ``share * first + (1 - share) * second`` for each tensor.

    Source: RealESRGANer.dni (Wang et al. 2019, arXiv:1811.10515).
    """
    return {name: share * first[name] + (1 - share) * second[name] for name in first}
