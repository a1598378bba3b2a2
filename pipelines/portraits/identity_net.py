"""InstantID's IdentityNet: a ControlNet that is told of the face instead of the text.

Facts of the network: https://github.com/instantX-research/InstantID (Apache-2.0), which keeps a
pipeline of its own for it. Here the stock pipelines of diffusers call this one as any ControlNet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from diffusers.models.controlnets.controlnet import ControlNetModel, ControlNetOutput
from torch.nn import functional


@dataclass(frozen=True)
class FaceInput:
    """What the net is told for one drawing.

    `tokens` are (batch, 16, width): those of no face before those of the face where guidance is
    on, for each picture of the batch. `mask` is (1, 1, height, width) in pixels of the result, 1
    where the face is; None leaves the whole picture to the net.
    """

    tokens: torch.Tensor
    mask: torch.Tensor | None = None


class IdentityNet(ControlNetModel):
    """A ControlNet whose cross attention sees the face tokens that are set, never the prompt."""

    _face: FaceInput | None = None

    @contextmanager
    def holding(self, face: FaceInput) -> Iterator[None]:
        """Within, the net is told of this face; afterwards nothing of it is kept."""
        self._face = face
        try:
            yield
        finally:
            self._face = None

    def forward(
        self,
        sample: torch.Tensor,
        timestep: torch.Tensor | float,
        encoder_hidden_states: torch.Tensor,
        *args: Any,
        return_dict: bool = True,
        **kwargs: Any,
    ) -> Any:
        """As ControlNetModel's, with the face in place of `encoder_hidden_states`.

        Raises RuntimeError outside of `holding`.
        """
        if self._face is None:
            raise RuntimeError("IdentityNet was called without a face")
        tokens = _for_batch(self._face.tokens, sample.shape[0]).to(sample.device, sample.dtype)
        downs: Any
        downs, middle = super().forward(
            sample, timestep, tokens, *args, return_dict=False, **kwargs
        )
        if self._face.mask is not None:
            downs = [down * _at_size(self._face.mask, down) for down in downs]
            middle = middle * _at_size(self._face.mask, middle)
        return ControlNetOutput(downs, middle) if return_dict else (downs, middle)


def _for_batch(tokens: torch.Tensor, batch: int) -> torch.Tensor:
    """The tokens of `batch` samples; diffusers leaves out those of no face in its guess mode."""
    if tokens.shape[0] == 2 * batch:
        return tokens[batch:]
    return tokens


def _at_size(mask: torch.Tensor, residual: torch.Tensor) -> torch.Tensor:
    """The mask in the resolution, on the device and in the number format of the residual."""
    size = (residual.shape[-2], residual.shape[-1])
    return functional.interpolate(mask.to(residual), size, mode="bilinear")
