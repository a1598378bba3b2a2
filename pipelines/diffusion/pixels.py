"""Pixels to latents and back through the VAE of a pipeline, one picture at a time.

One at a time, since decoding takes more memory than anything else, and so that a picture does not
depend on what is drawn beside it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray

if TYPE_CHECKING:
    Pixels = NDArray[np.uint8]


def encoded(
    vae: Any, pixels: "Pixels", device: str, noises: Sequence[torch.Generator] = ()
) -> torch.Tensor:
    """Latents (1, 4, height / 8, width / 8) of height x width x 3: the mean, without noise.

    With `noises` one for each of them, drawn about the mean with it, as diffusers' img2img does.
    """
    picture = torch.from_numpy(np.array(pixels)).permute(2, 0, 1)[None]
    given = (picture.float() / 127.5 - 1).to(device, vae.dtype)
    with torch.no_grad():
        spread = vae.encode(given).latent_dist
        drawn = [spread.sample(noise) for noise in noises]
        found = torch.cat(drawn) if drawn else spread.mode()
    stated = _mean_and_deviation(vae, found)
    if stated is None:
        return found * vae.config.scaling_factor
    mean, deviation = stated
    return (found - mean) * vae.config.scaling_factor / deviation


def decoded(vae: Any, latents: torch.Tensor) -> "Pixels":
    """The picture of one of latents (1, 4, height, width), height * 8 x width * 8 x 3."""
    given = latents.to(vae.dtype) / vae.config.scaling_factor
    stated = _mean_and_deviation(vae, given)
    if stated is not None:
        mean, deviation = stated
        given = given * deviation + mean
    with torch.no_grad():
        pixels = vae.decode(given, return_dict=False)[0]
    shown = (pixels[0].float().permute(1, 2, 0) + 1) * 127.5
    return shown.round().clamp(0, 255).to("cpu", torch.uint8).numpy()


def unit_tensor(pixels: "Pixels") -> torch.Tensor:
    """(1, 3, height, width), 0 to 1, as ControlNets take it."""
    return torch.from_numpy(np.array(pixels)).permute(2, 0, 1)[None].float() / 255


def _mean_and_deviation(vae: Any, like: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor] | None:
    """Those of each channel, where a checkpoint states them."""
    config = vae.config
    mean, deviation = getattr(config, "latents_mean", None), getattr(config, "latents_std", None)
    if mean is None or deviation is None:
        return None
    shape = (1, -1, 1, 1)
    return torch.tensor(mean).view(shape).to(like), torch.tensor(deviation).view(shape).to(like)
