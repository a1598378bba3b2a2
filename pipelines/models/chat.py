"""Chat: local language models through llama.cpp, with the inputs of the language-model guide.

GGUF files run by https://github.com/ggml-org/llama.cpp (MIT).
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.language.catalogue import ALL, by_key, kv_bytes
from pipelines.language.params import LanguageParams
from pipelines.language.text_model import llama_footprint, text_model
from pipelines.spec import WeightFile, param

if TYPE_CHECKING:
    from pipelines.language.llama_cpp import LlamaCpp

if TYPE_CHECKING:
    Model = str
else:  # every model of the catalogue, so that a form can list them
    Model = Literal[tuple(model.key for model in ALL)]


class ChatParams(LanguageParams):
    """Inputs of Chat."""

    model: Model = param(
        ALL[0].key,
        title="Model",
        description="Which language model answers. The first one is small enough to begin with on "
        "any machine, and makes many mistakes; take the largest that fits your memory. Base "
        "models continue a text and do not answer.",
        labels={model.key: model.title for model in ALL},
        variant=True,
    )


def weights(params: ChatParams) -> tuple[WeightFile, ...]:
    return (by_key(params.model).weight,)


def resident_key(params: ChatParams) -> Hashable:
    return params.model, params.context_length


def load(files: Mapping[str, Path], params: ChatParams, plan: Plan) -> "LlamaCpp":
    from pipelines.language.llama_cpp import LlamaCpp

    chosen = by_key(params.model)
    path = files[chosen.weight.name]
    return LlamaCpp(path, chosen.title, params.context_length, on_gpu=plan.kind != "cpu")


def footprint(extent: Extent, params: ChatParams, plan: Plan) -> Footprint:
    chosen = by_key(params.model)
    wanted = params.context_length or 8192
    return llama_footprint(chosen.weight.size, kv_bytes(chosen, min(wanted, chosen.window)))


SPEC = text_model(
    name="chat",
    title="Chat",
    summary="Answers questions, writes and rewrites text, extracts and explains, on your own "
    "machine. What it says sounds right and often is not: check what matters.",
    source="https://github.com/ggml-org/llama.cpp",
    params=ChatParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    footprint=footprint,
)
