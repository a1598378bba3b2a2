"""Weights of Stable Diffusion to choose from: base models and what goes with them.

A sha256 stands here only where public records state it for that very file along with its exact
size: model lists of other programs that check their downloads, and pointers of repositories. A
revision is a commit's id where a record names it. Of the repositories in `UNPINNED` nobody was
found to state either: the first download's hash is noted and holds from then on, and the sizes are
those of SDXL in half precision.

Most of the base models are fetched from where zsxkib/instant-id has them; where their makers
publish a checkpoint of their own, from there.
"""

from collections.abc import Mapping

from pipelines.diffusion.base_models import BASE_MODELS, SDXL_BASE, BaseModel
from pipelines.diffusion.companions import (
    CANNY_CONTROLNET,
    CLIP_MERGES,
    CLIP_VOCABULARY,
    DEPTH_CONTROLNET,
    IDENTITY_ADAPTER,
    IDENTITY_NET,
    LCM_LORA,
    POSE_CONTROLNET,
    SAFETY_CHECKER,
    SDXL_COMPANIONS,
    SDXL_VAE,
    TOKENIZER,
)

__all__ = [
    "BASE_MODELS",
    "CANNY_CONTROLNET",
    "CLIP_MERGES",
    "CLIP_VOCABULARY",
    "DEPTH_CONTROLNET",
    "IDENTITY_ADAPTER",
    "IDENTITY_NET",
    "LCM_LORA",
    "POSE_CONTROLNET",
    "SAFETY_CHECKER",
    "SDXL_BASE",
    "SDXL_COMPANIONS",
    "SDXL_VAE",
    "TOKENIZER",
    "UNPINNED",
    "BaseModel",
    "base_model",
]

_BY_KEY: Mapping[str, BaseModel] = {model.key: model for model in BASE_MODELS}


def base_model(key: str) -> BaseModel:
    """The base model of that key. Raises KeyError for any other."""
    return _BY_KEY[key]


#: Repositories of which no record states a hash or a commit.
UNPINNED = frozenset(
    {
        "SG161222/RealVisXL_V3.0_Turbo",
        "SG161222/RealVisXL_V4.0_Lightning",
        "cagliostrolab/animagine-xl-3.0",
        "stablediffusionapi/afrodite-xl-v2",
        "stablediffusionapi/albedobase-xl-20",
        "stablediffusionapi/albedobase-xl-v13",
        "stablediffusionapi/anime-art-diffusion-xl",
        "stablediffusionapi/anime-illust-diffusion-xl",
        "stablediffusionapi/dreamshaper-xl",
        "stablediffusionapi/dynavision-xl-v0610",
        "stablediffusionapi/guofeng4-xl",
        "stablediffusionapi/nightvision-xl-0791",
        "stablediffusionapi/omnigen-xl",
        "stablediffusionapi/protovision-xl-high-fidel",
    }
)
