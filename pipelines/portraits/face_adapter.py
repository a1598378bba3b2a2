"""InstantID's adapter: the face becomes 16 tokens, which the UNet attends to beside the text.

diffusers reads it as an IP-Adapter Plus; the part that makes the tokens is taken out of the UNet
again, so that it works once a face and not once a step.
"""

from collections import OrderedDict
from pathlib import Path
from typing import Any

import torch
from diffusers.models.attention_processor import IPAdapterAttnProcessor2_0
from torch import nn
from torch.nn import functional

from pipelines.diffusion.quiet import without_advice
from pipelines.errors import UnknownCheckpoint
from pipelines.identity.face import Embedding
from pipelines.weights.safe_load import read_groups

#: Length of the face's measure, as of ArcFace.
FACE_LENGTH = 512

_FACES_KEPT = 64


class FaceTokens:
    """Makes the tokens of a face: on the CPU, in float32, once for each face."""

    def __init__(self, network: nn.Module) -> None:
        self.network = network.to("cpu", torch.float32).eval()
        self._kept: OrderedDict[bytes, torch.Tensor] = OrderedDict()

    def of(self, face: Embedding) -> torch.Tensor:
        """(2, 16, width): the tokens of no face, which are those of 512 zeros, and of `face`."""
        key = face.vector.tobytes()
        if key not in self._kept:
            measure = torch.tensor(face.vector, dtype=torch.float32).reshape(1, 1, FACE_LENGTH)
            with torch.no_grad():
                self._kept[key] = self.network(torch.cat([torch.zeros_like(measure), measure]))
            if len(self._kept) > _FACES_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


class FaceAttention(IPAdapterAttnProcessor2_0):
    """Attention to text and face; a mask is brought to the layer's size as InstantID does.

    diffusers' own way is bicubic, which blurs and overshoots; InstantID takes the nearest pixel.
    The mask goes on as one row, of which diffusers' resizing changes nothing.
    """

    def __call__(
        self,
        attn: Any,
        hidden_states: torch.Tensor,
        encoder_hidden_states: Any = None,
        attention_mask: torch.Tensor | None = None,
        temb: torch.Tensor | None = None,
        scale: float = 1.0,
        ip_adapter_masks: Any = None,
    ) -> torch.Tensor:
        """As the base's; `ip_adapter_masks` is [(1, 1, height, width)] in pixels of the result."""
        if ip_adapter_masks is not None:
            places = hidden_states.shape[1]
            ip_adapter_masks = [_as_row(mask, places) for mask in ip_adapter_masks]
        return super().__call__(
            attn,
            hidden_states,
            encoder_hidden_states,
            attention_mask,
            temb,
            scale,
            ip_adapter_masks,
        )


def load_adapter(pipe: Any, path: Path) -> FaceTokens:
    """Put the adapter of `path` into the pipeline's UNet and give what makes its tokens.

    Nothing in the file is run. Raises UnknownCheckpoint if it does not fit, and what
    `read_groups` raises.
    """
    groups = read_groups(path)
    try:
        if groups["image_proj"]["proj_in.weight"].shape[1] != FACE_LENGTH:
            raise KeyError("proj_in.weight")
        with without_advice():
            pipe.load_ip_adapter(
                groups, subfolder=None, weight_name=None, image_encoder_folder=None
            )
    except (KeyError, RuntimeError, ValueError) as error:
        if isinstance(error, torch.OutOfMemoryError):
            raise
        raise UnknownCheckpoint(
            "{name} is no InstantID adapter for this base model: choose ip-adapter.bin of "
            "InstantID and a base model of the SDXL family.",
            name=path.name,
        ) from error
    unet = pipe.unet
    unet.set_attn_processor(
        {name: _with_masks(processor) for name, processor in unet.attn_processors.items()}
    )
    layers = unet.encoder_hid_proj.image_projection_layers
    network = layers[0]
    layers[0] = nn.Identity()  # it gets tokens from us
    return FaceTokens(network)


def _with_masks(processor: Any) -> Any:
    """FaceAttention with the weights of what diffusers made; anything else as it is."""
    if not isinstance(processor, IPAdapterAttnProcessor2_0):
        return processor
    with torch.device("meta"):
        made = FaceAttention(
            processor.hidden_size, processor.cross_attention_dim, processor.num_tokens
        )
    made.to_k_ip, made.to_v_ip = processor.to_k_ip, processor.to_v_ip
    return made


def _as_row(mask: torch.Tensor, places: int) -> torch.Tensor:
    """(1, 1, height, width) as (1, 1, 1, places), the nearest pixel for each place.

    The UNet halves the picture again and again, rounding up.
    """
    height, width = mask.shape[-2:]
    while height * width > places:
        height, width = (height + 1) // 2, (width + 1) // 2
    return functional.interpolate(mask, (height, width), mode="nearest").reshape(1, 1, 1, -1)
