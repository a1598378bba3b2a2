"""What the models have in common that transcribe: Whisper behind the stages of whisperX."""

from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.progress import Progress
from pipelines.spec import Kind, ModelSpec, WeightFile
from pipelines.speech.params import TranscriptionParams
from pipelines.speech.speech_model import speech_model
from pipelines.speech.transcript import Transcript

if TYPE_CHECKING:
    from pipelines.speech.transcribing import Stages, Talk

P = TypeVar("P", bound=TranscriptionParams)


def runs_on() -> tuple[str, ...]:
    """The kinds of device that CTranslate2 computes on here."""
    from pipelines.speech.whisper import runs_on

    return runs_on()


def run(
    stages: "Stages", talk: "Talk", params: TranscriptionParams, plan: Plan, progress: Progress
) -> Transcript:
    """See `pipelines.speech.transcribing.transcribe`."""
    from pipelines.speech.transcribing import transcribe

    return transcribe(stages, talk, params, plan, progress)


def kept(spec: ModelSpec[Any], data: Path) -> ModelSpec[Any]:
    """With runs that lose nothing, in the folder `Places.transcripts` of a data folder."""
    from pipelines.speech.kept_runs import keeping

    return keeping(spec, data / "transcripts")


def transcription_model(
    *,
    name: str,
    title: str,
    summary: str,
    source: str,
    params: type[P],
    weights: Callable[[P], tuple[WeightFile, ...]],
    resident_key: Callable[[P], Hashable],
    load: Callable[[Mapping[str, Path], P, Plan], "Stages"],
    footprint: Callable[[Extent, P, Plan], Footprint],
    accepts: Mapping[Kind, str] = MappingProxyType({}),
) -> ModelSpec[P]:
    """A model that transcribes. Arguments as of `ModelSpec`."""
    return speech_model(
        name=name,
        title=title,
        summary=summary,
        source=source,
        params=params,
        weights=weights,
        resident_key=resident_key,
        load=load,
        run=run,
        footprint=footprint,
        runs_on=runs_on,
        kept=kept,
        engine="faster_whisper",
        accepts=accepts,
    )
