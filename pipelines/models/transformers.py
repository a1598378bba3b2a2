"""A language model of the user's own in the transformers format: a folder with safetensors.

Run by https://github.com/huggingface/transformers (Apache-2.0).
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.footprint import Extent, Footprint
from pipelines.language.folder_facts import FolderFacts, read_folder
from pipelines.language.params import LanguageParams
from pipelines.language.text_model import folder_footprint, text_model
from pipelines.spec import Kind, Media, WeightFile, param

if TYPE_CHECKING:
    from pipelines.language.transformers_engine import TransformersEngine


class TransformersParams(LanguageParams):
    """Inputs of a transformers folder."""

    checkpoint: Path = param(
        title="Model folder",
        description="A folder with a config.json, a tokenizer and safetensors, as downloaded from "
        "a model hub. On a CPU a GGUF file of the same model is several times faster.",
        media=Media.CHECKPOINT,
    )


def weights(params: TransformersParams) -> tuple[WeightFile, ...]:
    """None of ours: the folder is the user's."""
    return ()


def _facts(params: TransformersParams) -> FolderFacts:
    if not params.checkpoint.is_dir():
        raise BadInput(
            "There is no model folder {path}: give one with a config.json in it.",
            path=params.checkpoint,
        )
    return read_folder(params.checkpoint)


def resident_key(params: TransformersParams) -> Hashable:
    """The folder and the time of its configuration."""
    _facts(params)
    path = params.checkpoint.resolve()
    return str(path), (path / "config.json").stat().st_mtime_ns, params.context_length


def load(files: Mapping[str, Path], params: TransformersParams, plan: Plan) -> "TransformersEngine":
    from pipelines.language.transformers_engine import TransformersEngine

    path = params.checkpoint
    return TransformersEngine(path, path.name, plan, params.context_length)


def footprint(extent: Extent, params: TransformersParams, plan: Plan) -> Footprint:
    """From the folder's config.json and the headers of its safetensors."""
    return folder_footprint(_facts(params), params.context_length, plan)


SPEC = text_model(
    name="transformers",
    title="Your transformers model",
    summary="Runs a language model that you have as a folder with safetensors, as a model hub "
    "gives it. In 4 bit on a GPU if bitsandbytes is installed.",
    source="https://github.com/huggingface/transformers",
    params=TransformersParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    footprint=footprint,
    runs_on=None,
    accepts={Kind.TRANSFORMERS: "checkpoint"},
)
