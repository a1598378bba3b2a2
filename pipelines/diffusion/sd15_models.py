"""Base models of Stable Diffusion 1.5, and the ControlNet that holds a picture while it is redrawn.

As in `catalogue`, a sha256 stands here only where public records state it for that very file along
with its exact size. Each holds its VAE.
"""

from collections.abc import Mapping

from pipelines.diffusion.base_models import BaseModel
from pipelines.diffusion.licences import OPEN_RAIL, rail_of
from pipelines.spec import HuggingFaceSource, Licence, WeightFile
from pipelines.text import Text, text

_HUB = "https://huggingface.co"

DELIBERATE_LICENCE = Licence(
    "CC BY-NC-ND 4.0",
    f"{_HUB}/XpucT/Deliberate",
    commercial=False,
    note="The licence that its maker's page names now; earlier copies came with others.",
)


def _single(
    key: str,
    title: str,
    good_for: Text,
    licence: Licence,
    size: int,
    sha256: str,
    *sources: HuggingFaceSource,
) -> BaseModel:
    file = WeightFile(f"{key}.safetensors", title, size, sha256, licence, sources)
    return BaseModel(key, title, (file,), good_for)


REALISTIC_VISION = _single(
    "realistic-vision-v5.1",
    "Realistic Vision 5.1",
    text("Photographs, of people above all."),
    rail_of("SG161222/Realistic_Vision_V5.1_noVAE"),
    2_132_625_894,
    "15012c538f503ce2ebfc2c8547b268c75ccdaff7a281db55399940ff1d70e21d",
    HuggingFaceSource("lllyasviel/fav_models", "main", "fav/realisticVisionV51_v51VAE.safetensors"),
    HuggingFaceSource(
        "visible-tactics/realisticVisionV60B1_v51VAE",
        "main",
        "realisticVisionV60B1_v51VAE.safetensors",
    ),
)
DELIBERATE = _single(
    "deliberate-v2",
    "Deliberate 2",
    text("Photographs and paintings alike."),
    DELIBERATE_LICENCE,
    2_132_625_431,
    "9aba26abdfcd46073e0a1d42027a3a3bcc969f562d58a03637bf0a0ded6586c9",
    HuggingFaceSource(
        "XpucT/Deliberate",
        "740b11ddb4d7999a37069b4c5a3f3f3aeee97644",
        "Deliberate_v2.safetensors",
    ),
)
SD15_BASE = _single(
    "stable-diffusion-1.5",
    "Stable Diffusion 1.5",
    text("The plain model: every style, none of them trained further."),
    OPEN_RAIL,
    4_265_146_304,
    "6ce0161689b3853acaa03779ec93eafe75a02f4ced659bee03f50797806fa2fa",
    HuggingFaceSource(
        "stable-diffusion-v1-5/stable-diffusion-v1-5",
        "451f4fe16113bff5a5d2269ed5ad43b0592e9a14",
        "v1-5-pruned-emaonly.safetensors",
    ),
)

SD15_MODELS: tuple[BaseModel, ...] = (REALISTIC_VISION, DELIBERATE, SD15_BASE)

#: lllyasviel/control_v11f1e_sd15_tile in half precision, as ComfyUI's makers pass it on.
TILE_CONTROLNET = WeightFile(
    name="controlnet-tile-sd15.fp16.safetensors",
    title="ControlNet for tiles (SD 1.5)",
    size=722_601_104,
    sha256="2f31868eedb243a77932e3c63907a6ba0a2058b6d65b5c27b89ee1b7f618ea33",
    licence=Licence(
        OPEN_RAIL.name, f"{_HUB}/lllyasviel/control_v11f1e_sd15_tile", note=OPEN_RAIL.note
    ),
    sources=(
        HuggingFaceSource(
            "comfyanonymous/ControlNet-v1-1_fp16_safetensors",
            "main",
            "control_v11f1e_sd15_tile_fp16.safetensors",
        ),
    ),
)

_BY_KEY: Mapping[str, BaseModel] = {model.key: model for model in SD15_MODELS}


def sd15_model(key: str) -> BaseModel | None:
    """The base model of that key, or None."""
    return _BY_KEY.get(key)
