"""Memory of the picture networks, from their shapes alone. Imports no torch.

For each kind of network: what it keeps once loaded, what loading takes, and what one pass over a
tile holds at its highest. The formulas count the tensors that are alive at that moment; where
`winograd_maps` or `compact` runs, its maps, domains and buffers. `tests/pipelines/networks` holds
them against the real networks. All numbers are bytes unless said otherwise.
"""

import os
from dataclasses import dataclass
from typing import Protocol

from pipelines.device import Plan

_F32 = 4

# -- as in winograd_maps and compact, which import torch: sides of patches, patches of a strip --
_M, _N, _STRIP, _COMPACT_STRIP = 6, 8, 128, 64

#: Rows of the result that a narrow last convolution gives at a time.
_BAND = 64


class NetworkShape(Protocol):
    """What a network takes. `height` and `width` are of one tile with its context."""

    @property
    def scale(self) -> int: ...

    def resident(self, plan: Plan) -> int: ...

    def loading(self, plan: Plan) -> int: ...

    def working(self, height: int, width: int, plan: Plan) -> int: ...


def element(plan: Plan) -> int:
    """Bytes of one number in the plan's format."""
    return _F32 if plan.dtype == "float32" else 2


def is_fast(plan: Plan) -> bool:
    """Whether convolutions run by Winograd's method: in float32 on the CPU."""
    return plan.kind == "cpu" and plan.dtype == "float32"


@dataclass(frozen=True)
class Grid:
    """The buffers of `winograd_maps.Grid` over a map of height x width pixels."""

    height: int
    width: int

    @property
    def down(self) -> int:
        return -(-self.height // _M)

    @property
    def across(self) -> int:
        return -(-self.width // _M)

    def map(self, channels: int) -> int:
        """The pixels with their border."""
        return (self.down * _M + 2) * (self.across * _M + 2) * channels * _F32

    def domain(self, channels: int) -> int:
        """A map transformed, all strips."""
        return _N * _N * self.down * self.across * channels * _F32

    def scratch(self, channels: int) -> int:
        """Half-transformed, columns, products and one strip of a domain."""
        strips = -(-self.down // max(1, _STRIP // self.across))
        rows = -(-self.down // strips)
        half = rows * _N * max(self.across * _M + 2, self.across * _M) * channels * _F32
        strip = _N * _N * rows * self.across * channels * _F32
        return half + 2 * strip


@dataclass(frozen=True)
class Rrdb:
    """ESRGAN's network: `blocks` RRDBs, `shuffle` x `shuffle` pixels as channels at the start.

    The network itself enlarges `scale * shuffle` times, by factors of two (or once by three).
    """

    blocks: int
    scale: int = 4
    shuffle: int = 1
    features: int = 64
    growth: int = 32

    @property
    def _ups(self) -> int:
        factor = self.scale * self.shuffle
        return 1 if factor == 3 else factor.bit_length() - 1

    def _kernels(self) -> tuple[int, int]:
        """Numbers in the first and last convolution, and in all between."""
        f, g = self.features, self.growth
        dense = sum((f + i * g) * (g if i < 4 else f) for i in range(5))
        between = self.blocks * 3 * dense + (2 + self._ups) * f * f
        return 9 * (3 * self.shuffle**2 * f + 3 * f), 9 * between

    def resident(self, plan: Plan) -> int:
        ends, between = self._kernels()
        if is_fast(plan):
            return (ends + between * _N * _N // 9) * _F32
        return (ends + between) * element(plan)

    def loading(self, plan: Plan) -> int:
        file = sum(self._kernels()) * _F32
        return file + max(file, self.resident(plan))

    def working(self, height: int, width: int, plan: Plan) -> int:
        f, g, factor = self.features, self.growth, self.scale * self.shuffle
        height, width = -(-height // self.shuffle), -(-width // self.shuffle)
        pixels, fine = height * width, height * width * factor**2
        if not is_fast(plan):
            dense = (5 * (f + 4 * g) - 4 * g) * pixels  # five sums of blocks, and what is joined
            return element(plan) * (max(dense, 2 * f * fine) + 6 * fine)
        kept = pixels * f * _F32  # the first convolution's result
        grid, big = Grid(height, width), Grid(height * factor, width * factor)
        dense = 3 * grid.map(f) + grid.map(g) + grid.domain(f + 4 * g) + grid.scratch(f)
        upper = 2 * big.map(f) + big.scratch(f)
        band = min(_BAND, height * factor) * width * factor * f * _F32
        last = 2 * big.map(f) + big.scratch(f) + 3 * fine * _F32 + band
        return kept + max(dense, upper, last)


#: Real-ESRGAN x2plus, which several models enlarge backgrounds with.
X2PLUS = Rrdb(23, scale=2, shuffle=2)


@dataclass(frozen=True)
class Compact:
    """SRVGGNetCompact: `convs` convolutions of equal width, then pixels out of channels."""

    convs: int
    scale: int = 4
    features: int = 64
    files: int = 1

    @property
    def _kernels(self) -> int:
        """Kernels in all convolutions."""
        return self.features * (3 + self.convs * self.features + 3 * self.scale**2)

    def resident(self, plan: Plan) -> int:
        return self._kernels * (_N * _N * _F32 if is_fast(plan) else 9 * element(plan))

    def loading(self, plan: Plan) -> int:
        file = self._kernels * 9 * _F32
        return file + max((self.files + 1) * file, self.resident(plan))

    def working(self, height: int, width: int, plan: Plan) -> int:
        f, pixels, last = self.features, height * width, 3 * self.scale**2
        if not is_fast(plan):
            return element(plan) * pixels * max(2 * f, 3 * last)
        grid, base = Grid(height, width), pixels * last * _F32
        buffered = min(grid.down * grid.across // 2, (os.cpu_count() or 1) * _COMPACT_STRIP)
        buffers = 2 * _N * _N * buffered * max(f, last) * _F32
        # Beside the result of the last convolution: first the features, then the larger picture.
        return grid.map(last) + max(grid.map(3) + 2 * grid.map(f) + buffers, base)


@dataclass(frozen=True)
class SwinIr:
    """SwinIR: `depths` groups of attention blocks of `width` channels over square windows."""

    file_bytes: int
    channels: int
    heads: int
    window: int
    scale: int
    groups: int
    fast_convs: bool
    inputs: int = 3

    def resident(self, plan: Plan) -> int:
        added = 0
        if self.fast_convs and plan.kind == "cpu":
            added = (self.groups + 1) * self.channels**2 * _N * _N * _F32
        return self.file_bytes + added

    def loading(self, plan: Plan) -> int:
        return self.file_bytes + max(self.file_bytes, self.resident(plan))

    def working(self, height: int, width: int, plan: Plan) -> int:
        c, scores, window = self.channels, self.heads * self.window**2, self.window**2
        attention = max(10 * c + 2 * scores, 12 * c + scores) + window
        # Doubled and convolved at the full size, beside half of it: 64 channels, always.
        upper = 64 * (2 * self.scale**2 + self.scale**2 // 4) if self.scale > 1 else 0
        size = height * width * max(attention, upper) * _F32
        # Under autocast the products are 16-bit, the sums around them stay as they are.
        return size if plan.dtype == "float32" else size * 7 // 10
