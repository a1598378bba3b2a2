"""Run a SwinIR network on a picture: mirrored to whole windows, in tiles whose overlaps blend.

The padding and the tiles are those of https://github.com/JingyunLiang/SwinIR (Apache-2.0,
main_test_swinir.py). SwinIR looks far beyond its own pixel, so unlike in `pipelines.tiling` the
tiles overlap and are mixed where they do, the nearer tile counting more.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from pipelines.media.arrays import IN_MEMORY_BYTES, output_array
from pipelines.media.picture import Picture
from pipelines.networks.face_paste import luminance
from pipelines.networks.picture_network import PictureNetwork, settle
from pipelines.networks.window_axis import plan_axis
from pipelines.progress import Progress
from pipelines.text import text

Floats = NDArray[np.float32]


def window_of(network: PictureNetwork) -> int:
    """The side of the network's attention window in pixels (8, or 7 for JPEG)."""
    model: Any = network.descriptor.model
    return int(model.window_size)


def restore_by_windows(
    network: PictureNetwork,
    picture: Picture,
    tile: int,
    progress: Progress,
    dtype: str = "float32",
    blend: bool = True,
    in_memory: int = IN_MEMORY_BYTES,
) -> Picture:
    """The picture at `network.scale` times its size, keeping grey, alpha and depth.

    A one-channel network turns a colour picture grey. Alpha is enlarged by the network as a
    grey picture, and left alone by networks that do not enlarge. `tile` is in input pixels, 0
    for the whole at once. `network` is loaded in float32; a shorter `dtype` lets it multiply in
    bfloat16. `blend` False averages overlaps evenly, as the original does. A result of more than
    `in_memory` bytes is a memory map. Raises Cancelled between two tiles.
    """
    compute = partial(_compute, network, _multiplies_in_bfloat16(network.device, dtype))
    alpha = picture.pixels[:, :, -1:] if picture.has_alpha else None
    colour = picture.pixels[:, :, : 1 if picture.is_grey else 3]
    icc = picture.icc
    if network.descriptor.input_channels == 1 and not picture.is_grey:
        colour = luminance(np.ascontiguousarray(colour))
        icc = None  # a profile of three colours says nothing about one
    channels = colour.shape[2] + (alpha is not None)
    size = (picture.height * network.scale, picture.width * network.scale)
    result = output_array(*size, channels, picture.pixels.dtype, in_memory)
    busy = alpha is not None and network.scale > 1 and int(alpha.min()) != int(alpha.max())
    share = 0.5 if busy else 1.0
    target = result[:, :, : colour.shape[2]]
    axes = (network.scale, window_of(network), tile, blend)
    _run(compute, colour, target, axes, progress.part(0, share))
    if alpha is not None and busy:
        _run(compute, alpha, result[:, :, -1:], axes, progress.part(share, 1))
    elif alpha is not None:
        result[:, :, -1:] = alpha if network.scale == 1 else alpha[0, 0, 0]
    return Picture(result, icc, picture.exif, picture.xmp, picture.source, list(picture.notes))


def _run(
    compute: Callable[[NDArray[Any]], Floats],
    source: NDArray[Any],
    target: NDArray[Any],
    axes: tuple[int, int, int, bool],
    progress: Progress,
) -> None:
    """Fill `target` from `source`, (height, width, 1 or 3) both, one row of tiles after another.

    `axes` are scale, window, tile and blend. Only one row of tiles is held as float; rows that
    no later tile touches are written out.
    """
    scale, window, tile, blend = axes
    down = plan_axis(source.shape[0], tile, window)
    across = plan_axis(source.shape[1], tile, window)
    strip = np.zeros((down.tile * scale, across.padded * scale, source.shape[2]), np.float32)
    tall, wide = down.profile(scale, blend), across.profile(scale, blend)
    weight = tall[:, None, None] * wide[None, :, None]
    total_down, total_across = down.total(scale, blend), across.total(scale, blend)
    count, number = len(down.starts) * len(across.starts), 0
    peak = 65535 if target.dtype.itemsize == 2 else 255
    for row, top in enumerate(down.starts):
        for left in across.starts:
            words = text("Tile {n} of {total}", n=number + 1, total=count)
            progress.update(number / count, words if count > 1 else text("Running the model"))
            part = source[np.ix_(down.indices(top), across.indices(left))]
            columns = slice(left * scale, (left + across.tile) * scale)
            strip[:, columns] += weight * compute(part)
            number += 1
        last = row + 1 == len(down.starts)
        done = ((down.padded if last else down.starts[row + 1]) - top) * scale
        rows = slice(top * scale, min(top * scale + done, target.shape[0]))
        ready = strip[: rows.stop - rows.start, : target.shape[1]]
        ready /= total_down[rows, None, None] * total_across[None, : target.shape[1], None]
        target[rows] = np.rint(np.clip(ready, 0, 1) * peak)
        strip[: len(strip) - done] = strip[done:].copy()
        strip[len(strip) - done :] = 0
    progress.update(1.0)


def _multiplies_in_bfloat16(device: torch.device, dtype: str) -> bool:
    """Whether a plan for a shorter format leads to bfloat16: in hardware only, never float16."""
    if device.type == "cuda":
        return dtype != "float32" and torch.cuda.is_bf16_supported(including_emulation=False)
    return device.type == "cpu" and dtype == "bfloat16"


def _compute(network: PictureNetwork, halved: bool, part: NDArray[Any]) -> Floats:
    """(height, width, 1 or 3) full range gives (height*scale, width*scale, same) about 0 to 1.

    spandrel's own call would pad and clamp each tile, so the network is called directly. Its
    masks stay float32 whatever it is converted to, hence autocast, which also keeps the sums
    and the way around the layers exact.
    """
    peak = 65535 if part.dtype.itemsize == 2 else 255
    values = part.astype(np.float32) / np.float32(peak)
    wanted = network.descriptor.input_channels
    if values.shape[2] < wanted:
        values = np.repeat(values, wanted, axis=2)
    tensor = torch.from_numpy(np.ascontiguousarray(values)).permute(2, 0, 1)[None]
    autocast = torch.autocast(network.device.type, torch.bfloat16, enabled=halved)
    with torch.inference_mode(), autocast:
        result: Any = network.descriptor.model(tensor.to(network.device, network.dtype))
    found = result[0].permute(1, 2, 0).float().cpu().numpy()
    del result, tensor
    settle(network.device)
    return found.mean(axis=2, keepdims=True) if part.shape[2] < wanted else found
