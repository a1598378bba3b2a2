"""SRVGGNetCompact in fp32 on CPUs without bf16 instructions: nothing but 3x3 convolutions.

Each is done by Winograd's F(6x6, 3x3) (see `winograd_maps`) on strips of patches that stay in a
core's own cache: the transforms of `winograd_kernels` and a batched matrix product in between.
With 64 channels the maps take 512 bytes a pixel; the transformed weights of animevideov3 17 MB.
"""

from functools import partial
from itertools import pairwise

import numpy as np
import torch
from spandrel.architectures.Compact import Compact
from torch import Tensor, nn

from pipelines.networks.relay import Relay, Team, Work
from pipelines.networks.winograd_kernels import SCRATCH, gather, spread
from pipelines.networks.winograd_maps import Grid, NotSupported, is_plain, slope_of, transformed

#: Patches in a strip; fewer where a thread would get less than `_SHARE` strips of a layer.
_STRIP = 64
_SHARE = 2


class _Layer(nn.Module):
    """A convolution with its activation. Calling it lets the threads into it."""

    def __init__(self, conv: nn.Module, activation: nn.Module | None) -> None:
        super().__init__()
        if not isinstance(conv, nn.Conv2d) or not is_plain(conv):
            raise NotSupported("convolution")
        self.inputs, self.outputs = conv.in_channels, conv.out_channels
        bias = torch.zeros(self.outputs) if conv.bias is None else conv.bias.detach()
        self.weight = _constant(transformed(conv.weight))
        self.bias = _constant(bias)
        self.slope = _constant(_slope(activation).expand(self.outputs))

    def forward(self, relay: Relay) -> None:
        relay.open_next()


def _last(conv: nn.Module, scale: int) -> _Layer:
    """Its results are one pixel's as they lie in the larger picture: row, column, colour."""
    layer = _Layer(conv, None)
    order = torch.arange(layer.outputs).view(-1, scale, scale).permute(1, 2, 0).flatten()
    layer.weight.data, layer.bias.data = layer.weight[:, :, order], layer.bias[order]
    return layer


def _slope(activation: nn.Module | None) -> Tensor:
    """What it multiplies negative values with, for each channel or all."""
    if isinstance(activation, nn.PReLU):
        return activation.weight.detach()
    slope = slope_of(activation)
    return torch.tensor([1.0 if slope is None else slope])


def _constant(values: Tensor) -> nn.Parameter:
    values = values.to(torch.float32).clone(memory_format=torch.contiguous_format)
    return nn.Parameter(values, requires_grad=False)


class _Strips(list[tuple[int, int]]):
    """The patches of a grid, row by row, in strips: (first patch, count).

    `size` is of the largest. A strip depends on those up to `reach` before and after it.
    """

    def __init__(self, grid: Grid, threads: int) -> None:
        patches = grid.down * grid.across
        self.size = max(1, min(_STRIP, -(-patches // (threads * _SHARE))))
        super().__init__((i, min(self.size, patches - i)) for i in range(0, patches, self.size))
        self.reach = -(-(grid.across + 1) // self.size)


def _worker(grid: Grid, strips: _Strips, layers: list[_Layer], maps: list[Tensor]) -> Work:
    """Takes a strip from ``maps[layer]`` to ``maps[layer + 1]``, in buffers of its own."""
    widest = max(max(layer.inputs, layer.outputs) for layer in layers)
    before, after = (torch.empty(64 * strips.size * widest) for _ in range(2))
    half, whole = (torch.empty(SCRATCH).numpy() for _ in range(2))
    # What Python does for a strip holds up the other threads: as much as possible is done here.
    flat = [each.view(-1).numpy() for each in maps]
    passes = [
        (layer.inputs, layer.outputs, layer.weight.data, layer.bias.numpy(), layer.slope.numpy())
        for layer in layers
    ]
    height, width, across = grid.height, grid.width, grid.across
    from_flat, to_flat = before.numpy(), after.numpy()

    def work(layer: int, strip: int) -> None:
        inputs, outputs, weight, bias, slope = passes[layer]
        source, target = flat[layer], flat[layer + 1]
        first, count = strips[strip]
        spread(source, inputs, across, first, count, from_flat, half, whole)
        products = after[: 64 * count * outputs].view(64, count, outputs)
        torch.bmm(before[: 64 * count * inputs].view(64, count, inputs), weight, out=products)
        gather(to_flat, bias, slope, height, width, across, first, count, target, half)

    return work


class CompactNetwork(nn.Module):
    """spandrel's Compact: (n, colours, h, w) gives (n, colours, h * scale, w * scale)."""

    def __init__(self, model: Compact) -> None:
        super().__init__()
        *inner, last = list(model.body)
        self._order = [_Layer(*pair) for pair in zip(inner[::2], inner[1::2], strict=True)]
        self._order.append(_last(last, model.upscale))
        self.layers, self.scale = nn.ModuleList(self._order), model.upscale
        self._team = Team()

    @torch.no_grad()
    def forward(self, x: Tensor) -> Tensor:
        results = [self._one(sample.permute(1, 2, 0)).permute(2, 0, 1)[None] for sample in x]
        return torch.cat(results) if len(results) > 1 else results[0]

    def _one(self, x: Tensor) -> Tensor:
        """(h, w, colours) gives (h * scale, w * scale, colours)."""
        (height, width, _), k = x.shape, self.scale
        rows = self._body(x).unflatten(2, (k, -1)).transpose(1, 2)  # h, k, w, k * colours
        result = torch.empty(rows.shape)

        def add(first: int, last: int) -> None:
            base = x[first:last].expand(-1, -1, rows.shape[3] // k).repeat(1, 1, k)
            torch.add(rows[first:last], base[:, None], out=result[first:last])

        edges = [height * i // self._team.size for i in range(self._team.size + 1)]
        for band in self._team.start([partial(add, *edge) for edge in pairwise(edges)]):
            band.result()
        return result.view(height * k, width * k, -1)

    def _body(self, x: Tensor) -> Tensor:
        """(h, w, colours) gives (h, w, scale * scale * colours)."""
        grid, layers = Grid(x.shape[0], x.shape[1]), self._order
        strips = _Strips(grid, self._team.size)
        shown, *features = (grid.take(layer.inputs) for layer in layers[:3])
        result = grid.take(layers[-1].outputs)
        np.copyto(grid.pixels(shown).numpy(), x.numpy())  # torch would wake its threads for it
        maps = [shown, *(features[i % 2] for i in range(len(layers) - 1)), result]
        workers = [_worker(grid, strips, layers, maps) for _ in range(self._team.size)]
        with Relay(self._team, len(strips), strips.reach, workers) as relay:
            for layer in layers:
                layer(relay)
        return grid.pixels(result)
