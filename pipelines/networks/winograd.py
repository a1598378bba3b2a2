"""Networks of 3x3 convolutions, sped up in fp32 on CPUs without bf16 instructions.

`winograd_maps` has the algorithm. In ESRGAN's dense blocks each map is transformed once and read
by all later convolutions, 192 channels a block instead of 640. The transformed weights take 64/9
of the memory of the originals (x4plus 475 MB). A 256x256 tile takes 630 MB more while it runs
through x4plus, as much as with torch's own convolutions. SRVGGNetCompact, with few channels, has a
way of its own: `compact`.
"""

import copy
import logging

import torch
from spandrel.architectures.__arch_helpers.block import RRDB, ResidualDenseBlock_5C, ShortcutBlock
from spandrel.architectures.__arch_helpers.padding import pad_to_multiple
from spandrel.architectures.Compact import Compact
from spandrel.architectures.ESRGAN import ESRGAN
from torch import Tensor, nn
from torch.nn import functional

from pipelines.networks.winograd_maps import Grid, MapConv, NotSupported, is_plain

_log = logging.getLogger(__name__)

#: A last convolution with fewer results than this stays direct.
_NARROW = 32

#: A convolution on its own gains from this many channels and pixels along a side: 64 channels
#: took as long as the direct convolution, 180 half as long. Measured on one AVX2 core.
_CHANNELS = 96
_SIDE = 24

#: Rows of the result that a direct last convolution gives at a time.
_BAND = 64

_ACTIVATIONS = (nn.LeakyReLU, nn.ReLU)


def accelerate(model: nn.Module) -> nn.Module:
    """An equivalent module for inference in fp32 on the CPU.

    ESRGAN and Compact networks are rebuilt; in others each convolution that gains is replaced,
    in a copy that shares the rest. The model itself is left as it is.
    """
    try:
        if isinstance(model, ESRGAN):
            return _Esrgan(model)
        if isinstance(model, Compact):
            return _compact(model)
    except NotSupported:
        pass  # a variant: convolution by convolution, like any other network
    tensors = [*model.parameters(), *model.buffers()]
    result = copy.deepcopy(model, {id(tensor): tensor for tensor in tensors})
    made: dict[nn.Module, WinogradConv2d] = {}  # a layer may stand in several places
    for module in list(result.modules()):
        for name, child in list(module.named_children()):
            if type(child) is nn.Conv2d and WinogradConv2d.gains(child):
                made[child] = made.get(child) or WinogradConv2d(child)
                setattr(module, name, made[child])
    return result


def _compact(model: Compact) -> nn.Module:
    """Raises NotSupported, also where its kernels cannot be compiled."""
    try:
        from pipelines.networks.compact import CompactNetwork  # numba takes a second to come
    except Exception as error:  # whatever numba lacks here: torch can do without
        _log.warning("Compact networks run without compiled kernels", exc_info=True)
        raise NotSupported("numba") from error
    return CompactNetwork(model)


class WinogradConv2d(nn.Module):
    """Drop-in for a plain 3x3 convolution: (n, inputs, h, w) gives (n, outputs, h, w).

    Falls back to the direct convolution for small maps, for other number formats, and once
    something has given the original other weights.
    """

    def __init__(self, conv: nn.Conv2d) -> None:
        super().__init__()
        self.weight, self.bias = conv.weight, conv.bias
        self._transformed = MapConv(conv)
        self._source = conv.weight.detach()  # keeps the memory, so its address stays taken

    @staticmethod
    def gains(conv: nn.Conv2d) -> bool:
        """Whether it is faster this way."""
        narrow = min(conv.in_channels, conv.out_channels) < _CHANNELS
        return is_plain(conv) and not narrow and conv.weight.dtype == torch.float32

    @torch.no_grad()
    def forward(self, x: Tensor) -> Tensor:
        moved = self.weight.data_ptr() != self._source.data_ptr()
        if moved or min(x.shape[2:]) < _SIDE or x.dtype != torch.float32 or x.device.type != "cpu":
            return functional.conv2d(x, self.weight, self.bias, padding=1)
        last = x.is_contiguous(memory_format=torch.channels_last)
        order = torch.channels_last if last else torch.contiguous_format
        result = torch.empty((len(x), self._transformed.outputs, *x.shape[2:]), memory_format=order)
        grid = Grid(x.shape[2], x.shape[3])
        for sample, into in zip(x, result, strict=True):
            source, out = _load(grid, sample), grid.take(self._transformed.outputs)
            self._transformed(grid, lambda i, x=source: [grid.forward("x", x, i)], out)
            into.copy_(grid.pixels(out).permute(2, 0, 1))
            grid.give(source)
            grid.give(out)
        return result


def _load(grid: Grid, sample: Tensor) -> Tensor:
    """A map with the pixels of (channels, height, width)."""
    x = grid.take(sample.shape[0])
    grid.pixels(x).copy_(sample.permute(1, 2, 0))
    return x


class _Step(nn.Module):
    """From map to map. Takes the map over; gives the grid and the map to go on with."""

    def forward(self, grid: Grid, x: Tensor) -> tuple[Grid, Tensor]:
        raise NotImplementedError


class _Conv(_Step):
    """A convolution and its activation."""

    def __init__(self, conv: nn.Conv2d, activation: nn.Module | None) -> None:
        super().__init__()
        self.conv = MapConv(conv, activation)

    def forward(self, grid: Grid, x: Tensor) -> tuple[Grid, Tensor]:
        out = grid.take(self.conv.outputs)
        self.conv(grid, lambda strip: [grid.forward("x", x, strip)], out)
        grid.give(x)
        return grid, out


class _Upsample(_Step):
    """Each pixel `factor` times in both directions."""

    def __init__(self, layer: nn.Upsample) -> None:
        super().__init__()
        if layer.mode != "nearest" or layer.scale_factor not in (2, 3, 4):
            raise NotSupported("Upsample")
        self.factor = int(layer.scale_factor)

    def forward(self, grid: Grid, x: Tensor) -> tuple[Grid, Tensor]:
        k = self.factor
        fine = Grid(grid.height * k, grid.width * k)
        out = fine.take(x.shape[2])
        blocks = fine.pixels(out).unflatten(1, (grid.width, k)).unflatten(0, (grid.height, k))
        blocks.copy_(grid.pixels(x)[:, None, :, None])
        return fine, out


class _DenseBlock(_Step):
    """ResidualDenseBlock_5C: ``x + 0.2 * conv5(x, x1, .., x4)``, in the map `x` itself."""

    def __init__(self, block: ResidualDenseBlock_5C) -> None:
        super().__init__()
        if block.conv1x1 is not None:
            raise NotSupported("ESRGAN+")
        layers: list[nn.Module] = [block.conv1, block.conv2, block.conv3, block.conv4, block.conv5]
        pairs = [_pair(layer) for layer in layers]
        if pairs[-1][1] is not None:
            raise NotSupported("activation after the sum")
        parts = [pairs[0][0].in_channels, *(conv.out_channels for conv, _ in pairs[:-1])]
        self.growth = parts[1:]
        self.convs = nn.ModuleList(
            MapConv(conv, activation, parts[: i + 1], 0.2 if i == 4 else 1.0)
            for i, (conv, activation) in enumerate(pairs)
        )

    def forward(self, grid: Grid, x: Tensor) -> tuple[Grid, Tensor]:
        seen = [grid.domain("0", x)]

        def source(strip: int) -> list[Tensor]:
            return [domain[strip] for domain in seen]

        *convs, last = self.convs
        for conv, channels in zip(convs, self.growth, strict=True):
            new = conv(grid, source, grid.take(channels))
            seen.append(grid.domain(str(len(seen)), new))
            grid.give(new)
        return grid, last(grid, source, x, add=True)


class _Residual(_Step):
    """``x + scale * steps(x)``."""

    def __init__(self, steps: list[_Step], scale: float = 1.0) -> None:
        super().__init__()
        self.steps, self.scale = nn.ModuleList(steps), scale

    def forward(self, grid: Grid, x: Tensor) -> tuple[Grid, Tensor]:
        before = grid.take(x.shape[2]).copy_(x)
        for step in self.steps:
            grid, x = step(grid, x)
        torch.add(before, x, alpha=self.scale, out=x)
        grid.give(before)
        return grid, x


def _pair(layer: nn.Module) -> tuple[nn.Conv2d, nn.Module | None]:
    """A convolution with or without an activation. Raises NotSupported."""
    conv, *rest = layer.children() if isinstance(layer, nn.Sequential) else (layer,)
    if not isinstance(conv, nn.Conv2d) or len(rest) > 1:
        raise NotSupported(type(layer).__name__)
    return conv, rest[0] if rest else None


def _steps(layers: list[nn.Module]) -> list[_Step]:
    """Raises NotSupported."""
    steps: list[_Step] = []
    for layer, following in zip(layers, [*layers[1:], None], strict=True):
        if isinstance(layer, nn.Conv2d):
            steps.append(_Conv(layer, following if isinstance(following, _ACTIVATIONS) else None))
        elif isinstance(layer, _ACTIVATIONS) and steps and isinstance(steps[-1], _Conv):
            continue  # went into the convolution
        elif isinstance(layer, RRDB):
            blocks = (layer.RDB1, layer.RDB2, layer.RDB3)
            steps.append(_Residual([_DenseBlock(block) for block in blocks], 0.2))
        elif isinstance(layer, ShortcutBlock):
            steps.append(_Residual(_steps(list(layer.sub.children()))))
        elif isinstance(layer, nn.Upsample):
            steps.append(_Upsample(layer))
        else:
            raise NotSupported(type(layer).__name__)
    return steps


class _Chain(nn.Module):
    """Layers one after the other, (n, c, h, w) in and out.

    The first convolution, and the last if it is narrow, gain nothing and stay direct.
    """

    def __init__(self, layers: list[nn.Module]) -> None:
        super().__init__()
        narrow = isinstance(layers[-1], nn.Conv2d) and layers[-1].out_channels < _NARROW
        self.last = _pair(layers[-1])[0] if narrow else None
        self.first, *middle = layers[:-1] if narrow else layers
        if not isinstance(self.first, nn.Conv2d) or not (self.last is None or is_plain(self.last)):
            raise NotSupported("first or last layer")
        self.steps = nn.ModuleList(_steps(middle))

    @torch.no_grad()
    def forward(self, x: Tensor) -> Tensor:
        x = x.contiguous(memory_format=torch.channels_last)
        results = [self._one(sample) for sample in x.split(1)]
        return torch.cat(results) if len(results) > 1 else results[0]

    def _one(self, x: Tensor) -> Tensor:
        x = self.first(x)
        grid = Grid(x.shape[2], x.shape[3])
        out = _load(grid, x[0])
        for step in self.steps:
            grid, out = step(grid, out)
        if self.last is None:
            return grid.pixels(out).permute(2, 0, 1)[None]
        # The map has its border of zeros already. In bands, because torch may copy what it reads.
        bands = []
        for top in range(0, grid.height, _BAND):
            band = out[top : min(top + _BAND, grid.height) + 2].permute(2, 0, 1)[None]
            bands.append(functional.conv2d(band, self.last.weight, self.last.bias))
        return torch.cat(bands, dim=2)[:, :, :, : grid.width]


class _Esrgan(nn.Module):
    """spandrel's ESRGAN, with or without the pixels of a block as channels at the start."""

    def __init__(self, model: ESRGAN) -> None:
        super().__init__()
        self.block, self.scale = model.shuffle_factor, model.scale
        self.model = _Chain(list(model.model.children()))

    def forward(self, x: Tensor) -> Tensor:
        if not self.block:
            return self.model(x)
        height, width = (side * (self.scale // self.block) for side in x.shape[2:])
        x = pad_to_multiple(x, self.block, mode="reflect")
        return self.model(torch.pixel_unshuffle(x, self.block))[:, :, :height, :width]
