"""Any GGUF model of the user's own that sees, with its mmproj file, through llama.cpp.

GGUF files run by https://github.com/ggml-org/llama.cpp (MIT).
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.language.llama_library import devices
from pipelines.language.window import window_of
from pipelines.spec import Kind, Media, WeightFile, param
from pipelines.vision.footprints import gguf_footprint
from pipelines.vision.params import PictureQuestionParams
from pipelines.vision.vision_model import picture_question_model

if TYPE_CHECKING:
    from pipelines.vision.llama_vision import LlamaVision


class LlavaGgufParams(PictureQuestionParams):
    """Inputs of a GGUF file that sees."""

    checkpoint: Path = param(
        title="GGUF file",
        description="A .gguf file of a model that was published with a mmproj file.",
        media=Media.CHECKPOINT,
    )
    mmproj: Path | None = param(
        None,
        title="Mmproj file",
        description="The part of the model that sees, mmproj-....gguf from the same page. Empty "
        "takes the one in the folder of the GGUF file.",
        media=Media.CHECKPOINT,
        advanced=True,
    )


def weights(params: LlavaGgufParams) -> tuple[WeightFile, ...]:
    """None of ours: the files are the user's."""
    return ()


def _eye(params: LlavaGgufParams) -> Path:
    """Raises BadInput if there is none, or one that does not fit the model."""
    from pipelines.vision.llama_vision import fitting, mmproj_for

    found = mmproj_for(params.checkpoint, params.mmproj)
    fitting(params.checkpoint, found)
    return found


def resident_key(params: LlavaGgufParams) -> Hashable:
    """The files and their times, so that one that was replaced is loaded anew."""
    from pipelines.language.gguf_facts import read_facts

    read_facts(params.checkpoint)  # one that is gone or damaged is told in a sentence
    files = (params.checkpoint, _eye(params))
    return (
        *((str(path.resolve()), path.stat().st_mtime_ns) for path in files),
        params.context_length,
        params.image_tokens,
    )


def load(files: Mapping[str, Path], params: LlavaGgufParams, plan: Plan) -> "LlamaVision":
    from pipelines.vision.llama_vision import LlamaVision

    path = params.checkpoint
    return LlamaVision(
        path,
        params.mmproj,
        path.stem,
        params.context_length,
        params.image_tokens,
        on_gpu=plan.kind != "cpu",
    )


def footprint(extent: Extent, params: LlavaGgufParams, plan: Plan) -> Footprint:
    """From the headers of both files. Raises BadInput if one of them cannot be read."""
    from pipelines.language.gguf_facts import read_facts

    facts = read_facts(params.checkpoint)
    size = facts.file_bytes + _eye(params).stat().st_size
    return gguf_footprint(size, facts.kv_bytes(window_of(facts.context, params.context_length)))


SPEC = picture_question_model(
    name="llava-gguf",
    title="Your GGUF model that sees",
    summary="Asks questions about pictures of a model that you have as a GGUF file with its mmproj "
    "file, such as those that LM Studio and Jan keep.",
    source="https://github.com/ggml-org/llama.cpp",
    params=LlavaGgufParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    footprint=footprint,
    runs_on=devices,
    accepts={Kind.GGUF_VISION: "checkpoint"},
)
