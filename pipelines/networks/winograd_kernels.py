"""Winograd's two linear transforms of F(6x6, 3x3) on runs of patches, compiled by numba.

The numbers are those of `winograd_maps`, whose matrix products do the same at a third of the
speed. A kernel runs on one core, without Python's lock. All arrays are flat and float32: a map is
(rows, pitch, channels), products are (64, patches, channels). Indices are unsigned, or numba
would look at each whether it is negative and LLVM could not vectorise; for the same reason a
patch goes through scratches, in which distances are constants.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: Channels worked on together.
BLOCK = 64

#: Values in a scratch, which holds a patch of as many channels.
SCRATCH = 64 * BLOCK

f = np.float32
u = np.uint64

_RIGHT = u(BLOCK)  # from a value of the patch in a scratch to its neighbour
_BELOW = u(8 * BLOCK)

_OPTIONS: dict[str, Any] = {"error_model": "numpy", "fastmath": {"contract"}}


def _kernel(signature: str) -> Callable[[Callable[..., None]], Any]:
    """For this processor, and kept in ``$NUMBA_CACHE_DIR``; else compiled in each process."""

    def compiled(function: Callable[..., None]) -> Any:
        try:
            return njit(signature, nogil=True, cache=True, **_OPTIONS)(function)
        except Exception:  # no folder that can be written, a full disk, a damaged file
            return njit(signature, nogil=True, **_OPTIONS)(function)

    return compiled


@njit(forceinline=True, **_OPTIONS)
def _forward(source: Floats, s: Any, gap: Any, into: Floats, t: Any, step: Any) -> None:
    """B d for the 8 values d at `s`, `gap` apart, to 8 places from `t` on, `step` apart."""
    d0, d1, d2, d3 = source[s], source[s + gap], source[s + u(2) * gap], source[s + u(3) * gap]
    s += u(4) * gap
    d4, d5, d6, d7 = source[s], source[s + gap], source[s + u(2) * gap], source[s + u(3) * gap]
    even1, odd1 = d2 - f(4.25) * d4 + d6, d1 - f(4.25) * d3 + d5
    even2, odd2 = f(0.25) * d2 - f(1.25) * d4 + d6, f(0.5) * d1 - f(2.5) * d3 + f(2) * d5
    even3, odd3 = f(4) * d2 - f(5) * d4 + d6, f(2) * d1 - f(2.5) * d3 + f(0.5) * d5
    into[t] = d0 - d6 + f(5.25) * (d4 - d2)
    into[t + step] = even1 + odd1
    into[t + u(2) * step] = even1 - odd1
    into[t + u(3) * step] = even2 + odd2
    into[t + u(4) * step] = even2 - odd2
    into[t + u(5) * step] = even3 + odd3
    into[t + u(6) * step] = even3 - odd3
    into[t + u(7) * step] = d7 - d1 + f(5.25) * (d3 - d5)


@njit(forceinline=True, **_OPTIONS)
def _backward(source: Floats, s: Any, gap: Any, into: Floats, t: Any, step: Any) -> None:
    """A m for the 8 values m at `s`, `gap` apart, to 6 places from `t` on, `step` apart."""
    m0, m1, m2, m3 = source[s], source[s + gap], source[s + u(2) * gap], source[s + u(3) * gap]
    s += u(4) * gap
    m4, m5, m6, m7 = source[s], source[s + gap], source[s + u(2) * gap], source[s + u(3) * gap]
    sum1, gap1 = m1 + m2, m1 - m2
    sum2, gap2 = m3 + m4, m3 - m4
    sum3, gap3 = m5 + m6, m5 - m6
    into[t] = m0 + sum1 + sum2 + sum3
    into[t + step] = gap1 + f(2) * gap2 + f(0.5) * gap3
    into[t + u(2) * step] = sum1 + f(4) * sum2 + f(0.25) * sum3
    into[t + u(3) * step] = gap1 + f(8) * gap2 + f(0.125) * gap3
    into[t + u(4) * step] = sum1 + f(16) * sum2 + f(0.0625) * sum3
    into[t + u(5) * step] = gap1 + f(32) * gap2 + f(0.03125) * gap3 + m7


@_kernel("void(f4[::1], u8, u8, u8, u8, f4[::1], f4[::1], f4[::1])")
def spread(
    source: Floats,
    channels: Any,
    across: Any,
    first: Any,
    count: Any,
    products: Floats,
    half: Floats,
    whole: Floats,
) -> None:
    """B d B^T for `count` patches d of the map `source` from number `first` on, into `products`.

    `across` patches make a row of the map. `half` and `whole` are scratches.
    """
    pitch = u(6) * across + u(2)
    for patch in range(count):
        down, right = (first + patch) // across, (first + patch) % across
        for begin in range(u(0), channels, u(BLOCK)):
            width = min(u(BLOCK), channels - begin)
            corner = (u(6) * down * pitch + u(6) * right) * channels + begin
            for j in range(u(8)):
                s, t = corner + j * channels, j * _RIGHT
                for c in range(width):
                    _forward(source, s + c, pitch * channels, half, t + c, _BELOW)
            for i in range(u(8)):
                s = i * _BELOW
                for c in range(width):
                    _forward(half, s + c, _RIGHT, whole, s + c, _RIGHT)
            for point in range(u(64)):
                s, t = point * _RIGHT, (point * count + patch) * channels + begin
                for c in range(width):
                    products[t + c] = whole[s + c]


@_kernel("void(f4[::1], f4[::1], f4[::1], u8, u8, u8, u8, u8, f4[::1], f4[::1])")
def gather(
    products: Floats,
    bias: Floats,
    slope: Floats,
    height: Any,
    width: Any,
    across: Any,
    first: Any,
    count: Any,
    target: Floats,
    scratch: Floats,
) -> None:
    """``act(A p A^T + bias)`` for the 8x8 `products` p, to the pixels of the map `target`.

    `act` multiplies negative values with `slope`. What is beyond the `height` and `width` of the
    picture is left as it is.
    """
    channels, pitch = u(len(bias)), u(6) * across + u(2)
    for patch in range(count):
        top, left = u(6) * ((first + patch) // across), u(6) * ((first + patch) % across)
        for begin in range(u(0), channels, u(BLOCK)):
            end = min(begin + u(BLOCK), channels)
            for j in range(u(8)):
                s, t = (j * count + patch) * channels + begin, j * _RIGHT
                for c in range(end - begin):
                    _backward(products, s + c, u(8) * count * channels, scratch, t + c, _BELOW)
            for i in range(min(u(6), height - top)):
                s = i * _BELOW
                for c in range(end - begin):
                    _backward(scratch, s + c, _RIGHT, scratch, s + c, _RIGHT)
                for j in range(min(u(6), width - left)):
                    s = i * _BELOW + j * _RIGHT - begin
                    t = ((top + i + u(1)) * pitch + left + j + u(1)) * channels
                    for c in range(begin, end):
                        value = scratch[s + c] + bias[c]
                        target[t + c] = value * slope[c] if value < f(0) else value
