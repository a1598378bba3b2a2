"""The original implementations that our results are compared with, made importable.

basicsr, realesrgan and gfpgan (2022) import `torchvision.transforms.functional_tensor`, which
torchvision has since removed. Import this module before them; the app itself never does.
"""

import math
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

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


def real_esrganer(path: Path, blocks: int, tile: int, folder: Path) -> Any:
    """realesrgan.RealESRGANer on the weights at `path`, as its command line builds it.

    `blocks` counts RRDBNet's blocks, 0 means SRVGGNetCompact; `folder` takes its own checkpoint.
    """
    import torch
    from basicsr.archs.rrdbnet_arch import RRDBNet
    from realesrgan import RealESRGANer
    from realesrgan.archs.srvgg_arch import SRVGGNetCompact
    from safetensors.torch import load_file

    checkpoint = folder / "reference.pth"
    torch.save({"params": load_file(path)}, checkpoint)
    if blocks:
        network: Any = RRDBNet(3, 3, num_feat=64, num_block=blocks, num_grow_ch=32, scale=4)
    else:
        network = SRVGGNetCompact(3, 3, num_feat=64, num_conv=16, upscale=4, act_type="prelu")
    return RealESRGANer(4, str(checkpoint), model=network, tile=tile, tile_pad=10, pre_pad=0)


def psnr(first: NDArray[Any], second: NDArray[Any]) -> float:
    """Peak signal-to-noise ratio of two uint8 arrays in dB."""
    error = np.mean((first.astype(np.float64) - second.astype(np.float64)) ** 2)
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)
