"""A Whisper model of the user's own, as a CTranslate2 folder, behind the stages of WhisperX.

Run by https://github.com/SYSTRAN/faster-whisper (MIT).
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.footprint import Extent, Footprint
from pipelines.spec import Kind, Media, WeightFile, param
from pipelines.speech.footprints import transcription_footprint
from pipelines.speech.params import TranscriptionParams
from pipelines.speech.transcription_model import transcription_model

if TYPE_CHECKING:
    from pipelines.speech.transcribing import Stages


class WhisperFolderParams(TranscriptionParams):
    """Inputs of a Whisper folder."""

    checkpoint: Path = param(
        title="Model folder",
        description="A folder in CTranslate2's format: model.bin, config.json, tokenizer.json and "
        "a vocabulary.",
        media=Media.CHECKPOINT,
    )


def weights(params: WhisperFolderParams) -> tuple[WeightFile, ...]:
    """None of ours: the folder is the user's."""
    return ()


def _model_file(params: WhisperFolderParams) -> Path:
    """Raises BadInput if there is none."""
    path = params.checkpoint.resolve() / "model.bin"
    if not path.is_file():
        raise BadInput(
            "There is no model folder {path}: give one with a model.bin in it.",
            path=params.checkpoint,
        )
    return path


def resident_key(params: WhisperFolderParams) -> Hashable:
    """The file and the time of its last change."""
    path = _model_file(params)
    return str(path), path.stat().st_mtime_ns, params.compute_type


def load(files: Mapping[str, Path], params: WhisperFolderParams, plan: Plan) -> "Stages":
    from pipelines.speech.stages import stages_of_folder

    return stages_of_folder(params.checkpoint, files, params.compute_type, plan)


def footprint(extent: Extent, params: WhisperFolderParams, plan: Plan) -> Footprint:
    """From the size of model.bin, which mostly holds weights in 16 bit."""
    parameters = _model_file(params).stat().st_size // 2
    return transcription_footprint(parameters, extent, params, plan)


SPEC = transcription_model(
    name="whisper-folder",
    title="Your Whisper model",
    summary="Runs a Whisper model that you have as a CTranslate2 folder, with the same word times, "
    "speakers and subtitles as WhisperX.",
    source="https://github.com/SYSTRAN/faster-whisper",
    params=WhisperFolderParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    footprint=footprint,
    accepts={Kind.CTRANSLATE2: "checkpoint"},
)
