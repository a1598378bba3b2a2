"""LLaVA and its smaller successors: questions about pictures, with the inputs of the guide.

GGUF files run by https://github.com/ggml-org/llama.cpp (MIT), folders by
https://github.com/huggingface/transformers (Apache-2.0).
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.language.folder_facts import FolderFacts
from pipelines.language.language_model import kv_bytes
from pipelines.language.llama_library import devices
from pipelines.language.window import window_of
from pipelines.spec import WeightFile, param
from pipelines.vision.catalogue import ALL, Runner, VisionModel, by_key
from pipelines.vision.footprints import gguf_footprint, seeing_folder_footprint
from pipelines.vision.params import PictureQuestionParams
from pipelines.vision.vision_model import picture_question_model
from pipelines.weights.as_folder import folder_of

if TYPE_CHECKING:
    from pipelines.language.engine import Engine

if TYPE_CHECKING:
    Model = str
else:  # every model of the catalogue, so that a form can list them
    Model = Literal[tuple(model.key for model in ALL)]


class LlavaParams(PictureQuestionParams):
    """Inputs of LLaVA."""

    model: Model = param(
        ALL[0].key,
        title="Model",
        description="Which model looks at the picture. The first one is small enough for any "
        "computer and sees little; take the largest that fits your memory. Those for transformers "
        "use a graphics card, the others run well without one.",
        labels={model.key: model.title for model in ALL},
        variant=True,
    )


def weights(params: LlavaParams) -> tuple[WeightFile, ...]:
    return by_key(params.model).files


def resident_key(params: LlavaParams) -> Hashable:
    return params.model, params.context_length, params.image_tokens


def runs_on(params: LlavaParams) -> tuple[str, ...] | None:
    return devices() if by_key(params.model).runner is Runner.LLAMA_CPP else None


def load(files: Mapping[str, Path], params: LlavaParams, plan: Plan) -> "Engine":
    chosen = by_key(params.model)
    if chosen.runner is Runner.LLAMA_CPP:
        return _load_gguf(chosen, files, params, plan)
    return _load_folder(chosen, files, params, plan)


def _load_gguf(
    chosen: VisionModel, files: Mapping[str, Path], params: LlavaParams, plan: Plan
) -> "Engine":
    from pipelines.vision.llama_vision import LlamaVision

    model, mmproj = (files[file.name] for file in chosen.files)
    return LlamaVision(
        model,
        mmproj,
        chosen.title,
        params.context_length,
        params.image_tokens,
        on_gpu=plan.kind != "cpu",
    )


def _load_folder(
    chosen: VisionModel, files: Mapping[str, Path], params: LlavaParams, plan: Plan
) -> "Engine":
    from pipelines.vision.transformers_vision import TransformersVisionEngine

    parts = {chosen.part_of(file): files[file.name] for file in chosen.files}
    with folder_of(parts, f".{chosen.key}-") as folder:
        return TransformersVisionEngine(
            folder.path, chosen.title, plan, params.context_length, params.image_tokens
        )


def footprint(extent: Extent, params: LlavaParams, plan: Plan) -> Footprint:
    chosen = by_key(params.model)
    if chosen.runner is Runner.TRANSFORMERS:
        facts = FolderFacts(chosen.window, _kv_numbers(chosen), chosen.parameters * 2, 2.0)
        return seeing_folder_footprint(facts, params.context_length, plan)
    window = window_of(chosen.window, params.context_length)
    return gguf_footprint(chosen.bytes, kv_bytes(chosen, window))


def _kv_numbers(chosen: VisionModel) -> int:
    return 2 * chosen.layers * chosen.kv_heads * chosen.head_dim


SPEC = picture_question_model(
    name="llava",
    title="LLaVA",
    summary="Answers questions about pictures, describes them and reads what is written in them. "
    "LLaVA 1.5 and 1.6 as in the guide, and newer, smaller models that see better.",
    source="https://github.com/haotian-liu/LLaVA",
    params=LlavaParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    footprint=footprint,
    runs_on_with=runs_on,
)
