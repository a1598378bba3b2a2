"""Models that see, to choose from: GGUF files with their mmproj, and transformers folders.

A sha256 stands here only where public records state it for that very file along with its exact
size: LocalAI's gallery and model lists of other programs that check their downloads. A revision is
a commit's id where a record names it, which pins contents as well as a hash does. Of the four
repositories in `UNPINNED` nobody was found to state either: the first download's hash is noted and
holds from then on.

LLaVA 1.5 13B and 1.6 Vicuna 13B are there as folders only: GGUF files of them have mmproj files
from 2023, which today's llama.cpp refuses, or no record at all. Left out: Florence-2, which does
not chat; moondream2, which needs a program of its own; Qwen2.5-VL 3B, which is not for commercial
use; Gemma, which needs an agreement before the download.
"""

from collections.abc import Mapping

from pipelines.vision.known_model import Runner, VisionModel
from pipelines.vision.llava_models import (
    LLAVA_15_7B,
    LLAVA_15_7B_HF,
    LLAVA_15_13B_HF,
    LLAVA_16_MISTRAL,
    LLAVA_16_MISTRAL_HF,
    LLAVA_16_VICUNA_7B,
    LLAVA_16_VICUNA_7B_HF,
    LLAVA_16_VICUNA_13B_HF,
    UNPINNED,
)
from pipelines.vision.small_vision_models import (
    QWEN3_VL_2B,
    QWEN3_VL_4B,
    QWEN3_VL_4B_HF,
    QWEN3_VL_8B,
    SMOLVLM2_2_2B,
    SMOLVLM2_256M,
    SMOLVLM2_500M,
    SMOLVLM2_500M_HF,
)

__all__ = ["ALL", "UNPINNED", "Runner", "VisionModel", "by_key"]

#: Every model; the default first, then by size, GGUF files before folders.
ALL: tuple[VisionModel, ...] = (
    SMOLVLM2_500M,
    SMOLVLM2_256M,
    SMOLVLM2_2_2B,
    QWEN3_VL_2B,
    QWEN3_VL_4B,
    QWEN3_VL_8B,
    LLAVA_15_7B,
    LLAVA_16_MISTRAL,
    LLAVA_16_VICUNA_7B,
    SMOLVLM2_500M_HF,
    QWEN3_VL_4B_HF,
    LLAVA_15_7B_HF,
    LLAVA_15_13B_HF,
    LLAVA_16_MISTRAL_HF,
    LLAVA_16_VICUNA_7B_HF,
    LLAVA_16_VICUNA_13B_HF,
)

_BY_KEY: Mapping[str, VisionModel] = {model.key: model for model in ALL}


def by_key(key: str) -> VisionModel:
    """The model of that key. Raises KeyError for any other."""
    return _BY_KEY[key]
