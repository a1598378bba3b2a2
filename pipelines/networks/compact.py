"""SRVGGNetCompact in fp32 on CPUs without bf16 instructions: nothing but 3x3 convolutions.

Each is done by Winograd's F(6x6, 3x3) (see `winograd_maps`) on strips of patches that stay in a
core's own cache: the transforms of `winograd_kernels` and a batched matrix product in between.
With 64 channels the maps take 512 bytes a pixel; the transformed weights of animevideov3 17 MB.
"""

import torch
from spandrel.architectures.Compact import Compact
from torch import Tensor, nn
from torch.nn import functional

from pipelines.networks.relay import Relay, Team, Work
from pipelines.networks.winograd_kernels import SCRATCH, gather, spread
from pipelines.networks.winograd_maps import NotSupported, is_plain, slope_of, transformed

#: Patches in a strip; fewer where a thread would get less than `_SHARE` strips of a layer.
_STRIP = 64
_SHARE = 2

_SIDE = 6  # of a patch of the result


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


def _slope(activation: nn.Module | None) -> Tensor:
    """What it multiplies negative values with, for each channel or all."""
    if isinstance(activation, nn.PReLU):
        return activation.weight.detach()
    slope = slope_of(activation)
    return torch.tensor([1.0 if slope is None else slope])


def _constant(values: Tensor) -> nn.Parameter:
    values = values.to(torch.float32).clone(memory_format=torch.contiguous_format)
    return nn.Parameter(values, requires_grad=False)


class _Cut:
    """A picture in 6x6 patches, row by row, and these in strips: (first patch, count)."""

    def __init__(self, height: int, width: int, threads: int) -> None:
        self.height, self.width = height, width
        self.down, self.across = -(-height // _SIDE), -(-width // _SIDE)
        patches = self.down * self.across
        self.size = max(1, min(_STRIP, patches // (threads * _SHARE)))
        starts = range(0, patches, self.size)
        self.strips = [(first, min(self.size, patches - first)) for first in starts]
        self.reach = -(-(self.across + 1) // self.size)

    def blank(self, channels: int) -> Tensor:
        """A map, (rows, pitch, channels): whole patches with one pixel around them, all zero."""
        return torch.zeros(self.down * _SIDE + 2, self.across * _SIDE + 2, channels)

    def pixels(self, x: Tensor) -> Tensor:
        """View of a map without what is around the picture: (height, width, channels)."""
        return x[1 : self.height + 1, 1 : self.width + 1]


def _worker(cut: _Cut, layers: list[_Layer], maps: list[Tensor]) -> Work:
    """Takes a strip from ``maps[layer]`` to ``maps[layer + 1]``, in buffers of its own."""
    widest = max(max(layer.inputs, layer.outputs) for layer in layers)
    before, after = (torch.empty(64 * cut.size * widest) for _ in range(2))
    half, whole = (torch.empty(SCRATCH).numpy() for _ in range(2))
    # What Python does for a strip holds up the other threads: as much as possible is done here.
    flat = [each.view(-1).numpy() for each in maps]
    passes = [
        (layer.inputs, layer.outputs, layer.weight.data, layer.bias.numpy(), layer.slope.numpy())
        for layer in layers
    ]
    height, width, across = cut.height, cut.width, cut.across
    from_flat, to_flat = before.numpy(), after.numpy()

    def work(layer: int, strip: int) -> None:
        inputs, outputs, weight, bias, slope = passes[layer]
        source, target = flat[layer], flat[layer + 1]
        first, count = cut.strips[strip]
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
        self._order.append(_Layer(last, None))
        self.layers, self.scale = nn.ModuleList(self._order), model.upscale
        self._team = Team()

    @torch.no_grad()
    def forward(self, x: Tensor) -> Tensor:
        bodies = [self._body(sample)[None] for sample in x]
        body = torch.cat(bodies) if len(bodies) > 1 else bodies[0]
        base = functional.interpolate(x, scale_factor=self.scale, mode="nearest")
        return functional.pixel_shuffle(body, self.scale).add_(base)

    def _body(self, x: Tensor) -> Tensor:
        """(colours, h, w) gives (colours * scale * scale, h, w)."""
        cut, layers = _Cut(x.shape[1], x.shape[2], self._team.size), self._order
        shown, *features = (cut.blank(layer.inputs) for layer in layers[:3])
        result = cut.blank(layers[-1].outputs)
        cut.pixels(shown).copy_(x.permute(1, 2, 0))
        maps = [shown, *(features[i % 2] for i in range(len(layers) - 1)), result]
        workers = [_worker(cut, layers, maps) for _ in range(self._team.size)]
        with Relay(self._team, len(cut.strips), cut.reach, workers) as relay:
            for layer in layers:
                layer(relay)
        return cut.pixels(result).permute(2, 0, 1)
