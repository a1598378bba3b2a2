"""A rough picture of latents, thousands of times faster than the VAE: a linear map of channels.

The numbers are fitted ones that were published: those of SDXL by Timothy Alexis Vass
(https://huggingface.co/blog/TimothyAlexisVass/explaining-the-sdxl-latent-space), those of SD 1.x
by Kevin Turner (https://discuss.huggingface.co/t/decoding-latents-to-rgb-without-upscaling/23204).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.spec import Kind

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

    #: Height x width x 3, uint8, sRGB.
    Pixels = NDArray[np.uint8]

#: The longer side of a preview in pixels, where the picture itself is not smaller.
SIDE = 512
#: Pixels of the picture for one of the latents.
_SCALE = 8


@dataclass(frozen=True)
class _Map:
    """Red, green and blue, 0 to 255, as sums of four channels."""

    weights: tuple[tuple[float, float, float, float], ...]
    start: tuple[float, float, float]


_MAPS: Mapping[Kind, _Map] = {
    Kind.SDXL: _Map(
        ((60, -60, 25, -70), (60, -5, 15, -50), (60, 10, -5, -35)),
        (150, 140, 130),
    ),
    Kind.SD15: _Map(  # published for -1 to 1
        (
            (0.298 * 127.5, 0.187 * 127.5, -0.158 * 127.5, -0.184 * 127.5),
            (0.207 * 127.5, 0.286 * 127.5, 0.189 * 127.5, -0.271 * 127.5),
            (0.208 * 127.5, 0.173 * 127.5, 0.264 * 127.5, -0.473 * 127.5),
        ),
        (127.5, 127.5, 127.5),
    ),
}


def family_of_pipe(pipe: Any) -> Kind:
    """SDXL for what has a second text encoder, loaded or not; SD 1.5 for what has not."""
    return Kind.SDXL if "text_encoder_2" in pipe.components else Kind.SD15


def rough_picture(latents: "torch.Tensor", family: Kind, side: int = SIDE) -> "Pixels":
    """What latents (4, height, width), scaled as the denoiser has them, will look like.

    As large as the picture will be, but with the longer side at most `side` pixels. What is no
    number comes out as grey.
    """
    import torch
    from torch.nn.functional import interpolate

    linear = _MAPS[family]
    device = latents.device
    weights = torch.tensor(linear.weights, dtype=torch.float32, device=device)
    start = torch.tensor(linear.start, dtype=torch.float32, device=device)
    colours = torch.einsum("rc,chw->rhw", weights, latents.detach().float())
    colours = (colours + start[:, None, None]).nan_to_num(127.5, 255, 0).clamp(0, 255).cpu()
    height, width = colours.shape[1:]
    factor = min(float(_SCALE), side / max(height, width))
    size = (max(1, round(height * factor)), max(1, round(width * factor)))
    grown = interpolate(colours[None], size, mode="bilinear", align_corners=False)[0]
    return grown.round().to(torch.uint8).permute(1, 2, 0).contiguous().numpy()
