"""The safety checker of Stable Diffusion: looks at a finished picture for nudity."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
from transformers import CLIPImageProcessor

from pipelines.quiet_loading import without_reports

if TYPE_CHECKING:
    from pipelines.portraits.drawing import Pixels


class SafetyChecker:
    """CompVis/stable-diffusion-safety-checker out of `folder`, without a connection.

    It stays on the CPU in float32: a look takes about a second there, against 600 MB of the
    device for the whole time of drawing.
    """

    def __init__(self, folder: Path) -> None:
        with without_reports():
            checker: Any = StableDiffusionSafetyChecker.from_pretrained(
                folder, local_files_only=True, use_safetensors=True, dtype=torch.float32
            )
            self._processor: Any = CLIPImageProcessor.from_pretrained(folder, local_files_only=True)
        self._checker = checker.eval()

    def objects(self, picture: "Pixels") -> bool:
        """Whether it takes the picture (height x width x 3) for one that should not be shown."""
        given = self._processor(images=picture, return_tensors="pt").pixel_values
        blackened = [np.zeros((1, 1, 3), np.float32)]  # what the checker would paint over
        _, found = self._checker(clip_input=given.float(), images=blackened)
        return bool(found[0])
