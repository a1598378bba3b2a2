"""A model of the user's own that sees, in the transformers format: a folder with safetensors.

Run by https://github.com/huggingface/transformers (Apache-2.0).
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.footprint import Extent, Footprint
from pipelines.language.folder_facts import FolderFacts, read_folder
from pipelines.language.window import window_of
from pipelines.spec import Kind, Media, WeightFile, param
from pipelines.vision.footprints import seeing_folder_footprint
from pipelines.vision.params import PictureQuestionParams
from pipelines.vision.tower_facts import read_tower
from pipelines.vision.vision_model import picture_question_model

if TYPE_CHECKING:
    from pipelines.vision.transformers_vision import TransformersVisionEngine


class LlavaFolderParams(PictureQuestionParams):
    """Inputs of a transformers folder that sees."""

    checkpoint: Path = param(
        title="Model folder",
        description="A folder with a config.json, a processor, a tokenizer and safetensors, as "
        "downloaded from a model hub.",
        media=Media.CHECKPOINT,
    )


def weights(params: LlavaFolderParams) -> tuple[WeightFile, ...]:
    """None of ours: the folder is the user's."""
    return ()


def _facts(params: LlavaFolderParams) -> FolderFacts:
    if not params.checkpoint.is_dir():
        raise BadInput(
            "There is no model folder {path}: give one with a config.json in it.",
            path=params.checkpoint,
        )
    return read_folder(params.checkpoint)


def resident_key(params: LlavaFolderParams) -> Hashable:
    """The folder and the time of its configuration."""
    _facts(params)
    path = params.checkpoint.resolve()
    return (
        str(path),
        (path / "config.json").stat().st_mtime_ns,
        params.context_length,
        params.image_tokens,
    )


def load(
    files: Mapping[str, Path], params: LlavaFolderParams, plan: Plan
) -> "TransformersVisionEngine":
    from pipelines.vision.transformers_vision import TransformersVisionEngine

    path = params.checkpoint
    return TransformersVisionEngine(
        path, path.name, plan, params.context_length, params.image_tokens
    )


def footprint(extent: Extent, params: LlavaFolderParams, plan: Plan) -> Footprint:
    """From the folder's config.json, the sizes of its safetensors and how it prepares pictures."""
    facts = _facts(params)
    window = window_of(facts.context, params.context_length)
    tower = read_tower(params.checkpoint, window, params.image_tokens)
    return seeing_folder_footprint(facts, params.context_length, plan, tower)


SPEC = picture_question_model(
    name="llava-folder",
    title="Your transformers model that sees",
    summary="Asks questions about pictures of a model that you have as a folder with safetensors, "
    "as a model hub gives it. In 4 bit on a GPU if bitsandbytes is installed.",
    source="https://github.com/huggingface/transformers",
    params=LlavaFolderParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    footprint=footprint,
    accepts={Kind.TRANSFORMERS_VISION: "checkpoint"},
)
