"""WhisperX: recordings written down, with word times and speakers.

Inputs as in daanelson/whisperx and victor-upmeet/whisperx; method and defaults from
https://github.com/m-bain/whisperX (Bain et al. 2023, arXiv:2303.00747).
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.spec import WeightFile, param
from pipelines.speech.footprints import transcription_footprint
from pipelines.speech.params import TranscriptionParams
from pipelines.speech.transcription_model import transcription_model
from pipelines.speech.whisper_models import ALL, BASE, by_key

if TYPE_CHECKING:
    from pipelines.speech.transcribing import Stages

if TYPE_CHECKING:
    Model = str
else:  # every model of the catalogue, so that a form can list them
    Model = Literal[tuple(model.key for model in ALL)]


class WhisperXParams(TranscriptionParams):
    """Inputs of WhisperX."""

    model: Model = param(
        BASE.key,
        title="Model",
        description="Which Whisper model listens. base, and tiny.en for English, are small and "
        "fetched from packages; larger ones err less and need more memory and time. Those ending "
        "in .en, and the distilled ones, know English only.",
        labels={model.key: model.title for model in ALL},
        variant=True,
    )


def weights(params: WhisperXParams) -> tuple[WeightFile, ...]:
    """Whisper's; what word times and speakers need is fetched once the language is known."""
    return by_key(params.model).files


def resident_key(params: WhisperXParams) -> Hashable:
    return params.model, params.compute_type


def load(files: Mapping[str, Path], params: WhisperXParams, plan: Plan) -> "Stages":
    from pipelines.speech.stages import stages_for

    return stages_for(by_key(params.model), files, params.compute_type, plan)


def footprint(extent: Extent, params: WhisperXParams, plan: Plan) -> Footprint:
    return transcription_footprint(by_key(params.model).parameters, extent, params, plan)


SPEC = transcription_model(
    name="whisperx",
    title="WhisperX",
    summary="Writes down what is said in recordings and videos, with the time of every word and, "
    "if you wish, who says it. About a hundred languages with the larger models. It sometimes "
    "writes what nobody said: what looks doubtful is marked.",
    source="https://github.com/m-bain/whisperX",
    params=WhisperXParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    footprint=footprint,
)
