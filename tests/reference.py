"""The original implementations that our results are compared with, made importable.

basicsr, realesrgan and gfpgan (2022) import `torchvision.transforms.functional_tensor`, which
torchvision has since removed. Import this module before them; the app itself never does.
"""

import sys
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import torch


def alias_functional_tensor() -> None:
    """Give torchvision's functions their old address back. Repeating it changes nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torchvision.transforms.functional as functional

        sys.modules.setdefault("torchvision.transforms.functional_tensor", functional)
        import basicsr  # noqa: F401  warns about old spellings while it is first imported


alias_functional_tensor()


def seeded_state(state: Mapping[str, Any], seed: int) -> "dict[str, torch.Tensor]":
    """Random weights of the same names and shapes, the same on every machine.

    Uniform numbers of numpy's PCG64, drawn in the order of the sorted names, scaled by the
    number of inputs so that values neither fade nor explode over the layers. Norms (their
    weight one-dimensional) stay near 1, running variances positive; integers and masks stay.
    """
    import torch

    random = np.random.default_rng(seed)
    found: dict[str, torch.Tensor] = {}
    for name in sorted(state):
        old = state[name]
        if not old.is_floating_point() or name.endswith("attn_mask"):
            found[name] = old.clone()
            continue
        values = random.random(tuple(old.shape), dtype=np.float32) * 2 - 1
        if name.endswith("running_var"):
            values = 1 + 0.2 * values
        elif name.endswith("weight") and old.dim() == 1:
            values = 1 + 0.1 * values if old.numel() > 1 else 0.1 * values
        elif old.dim() > 1:
            inputs = old[0].numel() if old.shape[0] > 1 else old.shape[-1]
            values *= (3 / max(1, inputs)) ** 0.5
        else:
            values *= 0.1
        found[name] = torch.from_numpy(np.ascontiguousarray(values)).to(old.dtype)
    return found
