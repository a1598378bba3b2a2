"""A 3x3 convolution by Winograd's F(6x6, 3x3) in fp32, on maps laid out for it.

A 6x6 patch of the result takes 64 multiplications per pair of channels instead of 324: the 8x8
patch of the map and the kernel each go through a small linear transform, meet in an elementwise
product (summed over channels by a batched matrix product) and come back through a third one.
Source: Lavin & Gray 2015, arXiv:1509.09308. Everything is a torch matrix product or a strided
copy into a buffer that is used again.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

_M = 6  # side of a patch of the result
_N = _M + 2  # side of the patch of the map that it depends on

#: Points 0, 1, -1, 2, -2, 1/2, -1/2 and infinity: of the sets tried, the least rounding error.
_B = torch.tensor(
    [
        [1, 0, -5.25, 0, 5.25, 0, -1, 0],
        [0, 1, 1, -4.25, -4.25, 1, 1, 0],
        [0, -1, 1, 4.25, -4.25, -1, 1, 0],
        [0, 0.5, 0.25, -2.5, -1.25, 2, 1, 0],
        [0, -0.5, 0.25, 2.5, -1.25, -2, 1, 0],
        [0, 2, 4, -2.5, -5, 0.5, 1, 0],
        [0, -2, 4, 2.5, -5, -0.5, 1, 0],
        [0, -1, 0, 5.25, 0, -5.25, 0, 1],
    ]
)
_A = torch.tensor(
    [[p**i for p in (0.0, 1, -1, 2, -2, 0.5, -0.5)] + [float(i == _M - 1)] for i in range(_M)]
)
_G = torch.tensor(
    [
        [90, 0, 0],
        [-20, -20, -20],
        [-20, 20, -20],
        [1, 2, 4],
        [1, -2, 4],
        [64, 32, 16],
        [64, -32, 16],
        [0, 0, 90],
    ],
    dtype=torch.float64,
).div(90)

#: Adding b to this one of the 64 products adds b to all 36 results: column 1 of `_A` is all ones.
_ONES = _N + 1

#: Patches worked on together: their buffers fit the last-level cache, and a product stays large.
_STRIP = 128

#: For one strip, its domains.
Source = Callable[[int], Sequence[Tensor]]


class NotSupported(Exception):
    """A layer that is not a plain 3x3 convolution, or one that nothing here knows."""


def is_plain(conv: nn.Conv2d) -> bool:
    """Whether it is 3x3 with stride 1 and one pixel of zeros around."""
    return (
        (conv.kernel_size, conv.stride, conv.dilation) == ((3, 3), (1, 1), (1, 1))
        and (conv.groups, conv.padding_mode) == (1, "zeros")
        and conv.padding in ((1, 1), "same")
    )


def slope_of(activation: nn.Module | None) -> float | None:
    """What it multiplies negative values with; None for no activation. Raises NotSupported."""
    if activation is None:
        return None
    if isinstance(activation, nn.LeakyReLU):
        return activation.negative_slope
    if isinstance(activation, nn.ReLU):
        return 0.0
    raise NotSupported(type(activation).__name__)


def transformed(weight: Tensor, scale: float = 1.0) -> Tensor:
    """G g G^T for each kernel g of (outputs, inputs, 3, 3), as float32 (64, inputs, outputs)."""
    kernels = weight.detach().double() * scale
    return torch.einsum("ia,jb,ocab->ijco", _G, _G, kernels).flatten(0, 1).float()


class Grid:
    """A map of height x width pixels cut into 6x6 patches, with the buffers for working on it.

    A map is a tensor (rows, pitch, channels): the pixels with one pixel of zeros before them,
    and zeros after them up to whole patches and one more pixel. A domain is the transformed map:
    for each strip of patch rows, a tensor (64, patches, channels).
    """

    def __init__(self, height: int, width: int) -> None:
        self.height, self.width = height, width
        self.down, self.across = -(-height // _M), -(-width // _M)
        self.pitch = self.across * _M + 2
        count = -(-self.down // max(1, _STRIP // self.across))
        edges = [self.down * i // count for i in range(count + 1)]
        self.strips = list(pairwise(edges))
        self._scratch: dict[str, Tensor] = {}
        self._spare: dict[int, list[Tensor]] = {}

    def take(self, channels: int) -> Tensor:
        """A map whose border is zero and whose pixels are anything."""
        if spare := self._spare.get(channels):
            return spare.pop()
        x = torch.empty(self.down * _M + 2, self.pitch, channels)
        x[0], x[:, 0] = 0, 0
        self.clean(x)
        return x

    def give(self, x: Tensor) -> None:
        """Hand back a map that came from `take`."""
        self._spare.setdefault(x.shape[2], []).append(x)

    def pixels(self, x: Tensor) -> Tensor:
        """View of a map without its border: (height, width, channels)."""
        return x[1 : self.height + 1, 1 : self.width + 1]

    def clean(self, x: Tensor) -> None:
        """Make what lies after the pixels zero again."""
        x[self.height + 1 :] = 0
        x[:, self.width + 1 :] = 0

    def scratch(self, name: str, *shape: int) -> Tensor:
        """A buffer that keeps its contents until the next call with the same name."""
        size = torch.Size(shape).numel()
        if name not in self._scratch or self._scratch[name].numel() < size:
            self._scratch[name] = torch.empty(size)
        return self._scratch[name][:size].view(shape)

    def products(self, name: str, strip: int, channels: int) -> Tensor:
        """Scratch for one strip of a domain, (64, patches, channels)."""
        first, last = self.strips[strip]
        return self.scratch(name, _N * _N, (last - first) * self.across, channels)

    def domain(self, name: str, x: Tensor) -> list[Tensor]:
        """A map, transformed; the same buffers for the same name."""
        return [self.forward(f"{name}/{i}", x, i) for i in range(len(self.strips))]

    def forward(self, name: str, x: Tensor, strip: int) -> Tensor:
        """B d B^T for each 8x8 patch d of one strip of the map: (64, patches, channels)."""
        first, last = self.strips[strip]
        count, channels, row = last - first, x.shape[2], self.pitch * x.shape[2]
        # The patches overlap by two rows and two columns. A matrix product can read overlapping
        # rows where they are; columns are copied apart first.
        rows = x.as_strided((count, _N, row), (_M * row, row, 1), first * _M * row)
        half = self.scratch("half", count, _N, row)
        torch.bmm(_B.expand(count, _N, _N), rows, out=half)
        columns = self.scratch("columns", _N, _N, count, self.across, channels)
        strides = (row, channels, _N * row, _M * channels, 1)
        columns.copy_(half.as_strided(columns.shape, strides))
        out = self.products(name, strip, channels)
        flat = (_N, _N, out[0].numel())
        torch.bmm(_B.expand(_N, _N, _N), columns.view(flat), out=out.view(flat))
        return out

    def backward(self, products: Tensor, strip: int) -> Tensor:
        """A p A^T for each 8x8 patch p: (6, 6, patch rows, patch columns, channels), scratch."""
        size = products[0].numel()
        half = self.scratch("half", _N, _M, size)
        torch.bmm(_A.expand(_N, _M, _N), products.view(_N, _N, size), out=half)
        out = self.scratch("columns", _M, _M * size)
        torch.mm(_A, half.view(_N, _M * size), out=out)
        first, last = self.strips[strip]
        return out.view(_M, _M, last - first, self.across, products.shape[2])

    def target(self, x: Tensor, strip: int) -> Tensor:
        """View of one strip of the map, in the shape that `backward` gives."""
        first, last = self.strips[strip]
        channels, row = x.shape[2], self.pitch * x.shape[2]
        shape = (_M, _M, last - first, self.across, channels)
        strides = (row, channels, _M * row, _M * channels, 1)
        return x.as_strided(shape, strides, (1 + first * _M) * row + channels)


class MapConv(nn.Module):
    """A plain 3x3 convolution and its activation, from domains into a map.

    `parts` are the channels of the domains that it reads, in order: its inputs in all. The
    result is multiplied by `scale`. It has no submodules, so hooks on leaves see each call.
    """

    def __init__(
        self,
        conv: nn.Conv2d,
        activation: nn.Module | None = None,
        parts: Sequence[int] = (),
        scale: float = 1.0,
    ) -> None:
        super().__init__()
        if not is_plain(conv):
            raise NotSupported("convolution")
        self.outputs, self.slope = conv.out_channels, slope_of(activation)
        bias = torch.zeros(self.outputs) if conv.bias is None else conv.bias.detach() * scale
        self.bias = nn.Parameter(bias.float(), requires_grad=False)
        kernel = transformed(conv.weight, scale)
        pieces = kernel.split(list(parts) or [conv.in_channels], dim=1)
        for i, piece in enumerate(pieces):
            weight = nn.Parameter(piece.contiguous(), requires_grad=False)
            self.register_parameter(f"weight{i}", weight)

    def forward(self, grid: Grid, source: Source, out: Tensor, add: bool = False) -> Tensor:
        """Writes to, or with `add` adds to, the pixels of the map `out`, and returns it."""
        for strip in range(len(grid.strips)):
            domains = source(strip)
            products = grid.products("products", strip, self.outputs)
            for i, domain in enumerate(domains):
                weight = self.get_parameter(f"weight{i}")
                torch.baddbmm(products, domain, weight, beta=min(i, 1), out=products)
            products[_ONES] += self.bias
            target, result = grid.target(out, strip), grid.backward(products, strip)
            if add:
                target += result
            else:
                target.copy_(result)
                if self.slope is not None:
                    functional.leaky_relu_(target, self.slope)
        grid.clean(out)
        return out
