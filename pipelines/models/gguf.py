"""Any GGUF language model of the user's own, through llama.cpp.

GGUF files run by https://github.com/ggml-org/llama.cpp (MIT).
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.language.params import LanguageParams
from pipelines.language.text_model import llama_footprint, text_model
from pipelines.language.window import window_of
from pipelines.spec import Kind, Media, WeightFile, param

if TYPE_CHECKING:
    from pipelines.language.llama_cpp import LlamaCpp


class GgufParams(LanguageParams):
    """Inputs of a GGUF file."""

    checkpoint: Path = param(
        title="GGUF file",
        description="A .gguf file of a language model. Q4_K_M is the usual compromise between "
        "size and quality.",
        media=Media.CHECKPOINT,
    )


def weights(params: GgufParams) -> tuple[WeightFile, ...]:
    """None of ours: the file is the user's."""
    return ()


def resident_key(params: GgufParams) -> Hashable:
    """The file and its time, so that a file that was replaced is loaded anew."""
    from pipelines.language.gguf_facts import read_facts

    read_facts(params.checkpoint)  # one that is gone or damaged is told in a sentence
    path = params.checkpoint
    return str(path.resolve()), path.stat().st_mtime_ns, params.context_length


def load(files: Mapping[str, Path], params: GgufParams, plan: Plan) -> "LlamaCpp":
    from pipelines.language.llama_cpp import LlamaCpp

    path = params.checkpoint
    return LlamaCpp(path, path.stem, params.context_length, on_gpu=plan.kind != "cpu")


def footprint(extent: Extent, params: GgufParams, plan: Plan) -> Footprint:
    """From the file's header. Raises BadInput if it cannot be read."""
    from pipelines.language.gguf_facts import read_facts

    facts = read_facts(params.checkpoint)
    return llama_footprint(
        facts.file_bytes, facts.kv_bytes(window_of(facts.context, params.context_length))
    )


SPEC = text_model(
    name="gguf",
    title="Your GGUF model",
    summary="Runs a language model that you have as a GGUF file, such as those that LM Studio, "
    "Jan and Ollama keep. Everything about it is read from the file.",
    source="https://github.com/ggml-org/llama.cpp",
    params=GgufParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    footprint=footprint,
    accepts={Kind.GGUF: "checkpoint", Kind.GGUF_VISION: "checkpoint"},
)
