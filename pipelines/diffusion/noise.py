"""Random numbers that are the same on every device, and each picture's own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


def generators_for(seed: int, count: int = 1) -> "list[torch.Generator]":
    """One generator a picture, with the seeds `seed`, `seed + 1`, ...; for diffusers' `generator`.

    They are the CPU's, so that a picture does not depend on the device that draws it, and a
    picture of a batch is the one that its seed alone would give.
    """
    import torch

    return [torch.Generator("cpu").manual_seed(seed + place) for place in range(count)]


def noise_for(seed: int, shape: Sequence[int]) -> "torch.Tensor":
    """Normal noise of `shape` (pictures first), float32 on the CPU.

    It is what diffusers draws with `generators_for(seed, shape[0])`; the first picture's is
    ComfyUI's too.
    """
    import torch

    count, *each = shape
    drawn = [torch.randn(each, generator=one) for one in generators_for(seed, count)]
    return torch.stack(drawn) if drawn else torch.empty(tuple(shape))
