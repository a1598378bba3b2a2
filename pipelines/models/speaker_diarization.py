"""Speaker diarization: who speaks when, alone or laid over a transcript.

By pyannote's community-1 (https://github.com/pyannote/pyannote-audio, MIT) or by the starter's
voice vectors (Resemblyzer, Apache-2.0; Wan et al. 2018, arXiv:1710.10467).
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint, Phase
from pipelines.progress import Progress
from pipelines.spec import Media, Params, WeightFile, param
from pipelines.speech.captions.formats import Format
from pipelines.speech.speaker_models import PYANNOTE_FILES, VOICE_ENCODER
from pipelines.speech.speech_model import speech_model
from pipelines.speech.transcript import Transcript
from pipelines.text import text

if TYPE_CHECKING:
    from pipelines.speech.speaker_stage import SpeakerStage, Voices

MIB = 1024**2


class DiarizationParams(Params):
    """Inputs of speaker diarization."""

    audio: Path = param(
        title="Recording",
        description="The sound or video with several people in it.",
        media=Media.AUDIO,
    )
    engine: Literal["starter", "pyannote"] = param(
        "starter",
        title="Engine",
        description="What tells the voices apart. The starter comes in a package and works at "
        "once; pyannote is better, hears people who speak at the same time, and asks for an access "
        "token of its hub at the first download.",
        labels={"starter": "Starter", "pyannote": "pyannote community-1"},
        variant=True,
    )
    transcript: Path | None = param(
        None,
        title="Transcript",
        description="A transcript or subtitles of the recording, whose words are to get their "
        "speakers. Left out, the result has the turns alone, without text.",
        media=Media.TRANSCRIPT,
    )
    min_speakers: int = param(
        0,
        title="At least",
        description="The fewest speakers that there can be. 0 if you do not know.",
        ge=0,
        le=20,
        step=1,
        lowest="Unknown",
    )
    max_speakers: int = param(
        0,
        title="At most",
        description="The most speakers that there can be; the same as the fewest if you know how "
        "many there are. 0 if you do not know.",
        ge=0,
        le=20,
        step=1,
        lowest="Unknown",
    )


def weights(params: DiarizationParams) -> tuple[WeightFile, ...]:
    return PYANNOTE_FILES if params.engine == "pyannote" else (VOICE_ENCODER,)


def resident_key(params: DiarizationParams) -> Hashable:
    return params.engine


def load(files: Mapping[str, Path], params: DiarizationParams, plan: Plan) -> "SpeakerStage":
    from pipelines.speech.speaker_stage import SpeakerStage

    return SpeakerStage(files, params.engine)


def read(params: DiarizationParams) -> "Voices":
    """The recording, and the transcript if one is given. Raises BadInput."""
    from pipelines.speech.speaker_stage import read_voices

    return read_voices(params.audio, params.transcript)


def run(
    stage: "SpeakerStage",
    voices: "Voices",
    params: DiarizationParams,
    plan: Plan,
    progress: Progress,
) -> Transcript:
    """The turns as segments without text, or the transcript with its speakers."""
    return stage.run(voices, params.min_speakers, params.max_speakers, plan, progress)


def footprint(extent: Extent, params: DiarizationParams, plan: Plan) -> Footprint:
    resident = (60 if params.engine == "pyannote" else 20) * MIB
    working = (600 if params.engine == "pyannote" else 150) * MIB
    sound = extent.pixels * 16_000 * 4
    phase = Phase(text("Telling speakers apart"), working, sound * 2)
    return Footprint(resident, 3 * resident, (phase,))


def usual(params: DiarizationParams) -> Format:
    """Turns without text make a table."""
    return Format.CSV if params.transcript is None else Format.SRT


SPEC = speech_model(
    name="speaker-diarization",
    title="Who speaks when",
    summary="Parts a recording by speaker, or gives the words of a transcript their speakers. It "
    "does not know who anybody is. WhisperX uses the same models if you ask it to tell speakers "
    "apart.",
    source="https://github.com/pyannote/pyannote-audio",
    params=DiarizationParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    run=run,
    read=read,
    footprint=footprint,
    usual=usual,
)
