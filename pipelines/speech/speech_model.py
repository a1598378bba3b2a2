"""The shape that all models of the Transcription tab share: a recording becomes a transcript."""

from collections.abc import Callable, Hashable, Mapping
from math import ceil
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.footprint import Extent, Footprint
from pipelines.progress import Progress
from pipelines.spec import Kind, ModelSpec, Params, ResultNames, Task, WeightFile
from pipelines.speech.captions.formats import Format, format_of, suffix_of
from pipelines.speech.output import AUTO, TranscriptOutput, formats_of, write_transcript
from pipelines.speech.suffixes import RECORDING_SUFFIXES
from pipelines.speech.transcript import Transcript

if TYPE_CHECKING:
    from pipelines.speech.transcribing import Talk

P = TypeVar("P", bound=Params)


def read_talk(params: Any) -> "Talk":
    """Decode the input `audio`. Raises UnreadableRecording."""
    from pipelines.speech.recording import read_recording
    from pipelines.speech.transcribing import Talk

    return Talk(params.audio, read_recording(params.audio))


def measure_talk(params: Any) -> Extent:
    """The length of the input `audio` as its header says. Raises UnreadableRecording."""
    from pipelines.speech.recording import probe

    return extent_for(probe(params.audio).duration)


def extent_for(seconds: float) -> Extent:
    """A recording of that length: a pixel stands for a second."""
    return Extent(max(1, ceil(seconds)), 1, 1, 4)


def extent_of(talk: Any) -> Extent:
    """The length of a decoded recording, `talk.recording`."""
    return extent_for(talk.recording.duration)


def write(
    transcript: Transcript, path: Path, output: TranscriptOutput, provenance: Mapping[str, Any]
) -> Path:
    """All wanted formats beside each other. Raises DiskFull or NotWritable."""
    return write_transcript(transcript, path, output, provenance)


def usual_format(params: Any) -> Format:
    """What "auto" stands for: plain text where only the text was asked for, else subtitles."""
    return Format.TXT if getattr(params, "only_text", False) else Format.SRT


def check_name(path: Path) -> None:
    """Raise BadInput for a name whose ending asks for a format that is not written."""
    if path.suffix and format_of(path) is None:
        raise BadInput(
            "Hearth cannot write {suffix} files: let {name} end in one of {known}, or leave the "
            "ending out.",
            suffix=path.suffix,
            name=path.name,
            known=", ".join(suffix_of(kind) for kind in Format),
        )


def speech_model(
    *,
    name: str,
    title: str,
    summary: str,
    source: str,
    params: type[P],
    weights: Callable[[P], tuple[WeightFile, ...]],
    resident_key: Callable[[P], Hashable],
    load: Callable[[Mapping[str, Path], P, Plan], Any],
    run: Callable[[Any, Any, P, Plan, Progress], Transcript],
    footprint: Callable[[Extent, P, Plan], Footprint],
    read: Callable[[P], Any] = read_talk,
    runs_on: Callable[[], tuple[str, ...]] | None = None,
    kept: "Callable[[ModelSpec[Any], Path], ModelSpec[Any]] | None" = None,
    usual: Callable[[Any], Format] = usual_format,
    engine: str = "torch",
    accepts: Mapping[Kind, str] = MappingProxyType({}),
) -> ModelSpec[P]:
    """A model whose input `audio` becomes a transcript. Arguments as of `ModelSpec`.

    `usual(params)` is the format of results if nobody chooses one.
    """

    def suffix(source: Path, given: Any, output: TranscriptOutput) -> str:
        return suffix_of(usual(given) if output.format == AUTO else formats_of(output)[0])

    return ModelSpec(
        name=name,
        task=Task.TRANSCRIPTION,
        title=title,
        summary=summary,
        source=source,
        params=params,
        output=TranscriptOutput,
        weights=weights,
        resident_key=resident_key,
        load=load,
        read=read,
        run=run,
        write=write,
        measure=measure_talk,
        extent_of=extent_of,
        footprint=footprint,
        input_field="audio",
        suffixes=RECORDING_SUFFIXES,
        accepts=accepts,
        tiled=False,
        runs_on=runs_on,
        names=ResultNames(suffix, check_name),
        kept=kept,
        engine=engine,
    )
