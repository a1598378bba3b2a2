"""Forced alignment: when each word of a text is said that one has already.

The networks are wav2vec2 with CTC (Baevski et al. 2020, arXiv:2006.11477), chosen by language as
in https://github.com/m-bain/whisperX, whose alignment this is.
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint, Phase
from pipelines.progress import Progress
from pipelines.spec import Media, Params, WeightFile, param
from pipelines.speech.aligners import ALIGNERS, aligner_bytes, load_aligner
from pipelines.speech.languages import LANGUAGES
from pipelines.speech.speech_model import speech_model
from pipelines.speech.transcript import Transcript
from pipelines.text import text

if TYPE_CHECKING:
    from pipelines.speech.ctc_aligner import CtcAligner
    from pipelines.speech.given_text import SpokenText

if TYPE_CHECKING:
    Language = str
else:
    Language = Literal[tuple(ALIGNERS)]


class AlignmentParams(Params):
    """Inputs of forced alignment."""

    audio: Path = param(
        title="Recording",
        description="The sound or video in which the text is spoken.",
        media=Media.AUDIO,
    )
    transcript: Path | None = param(
        None,
        title="Text",
        description="What is said: plain text (.txt), subtitles (.srt, .vtt) or a transcript "
        "(.json). Left out, the file of the same name beside the recording is taken.",
        media=Media.TRANSCRIPT,
    )
    language: Language = param(
        "en",
        title="Language",
        description="What is spoken; each language has a network of its own.",
        labels={code: LANGUAGES.get(code, code) for code in ALIGNERS},
        variant=True,
    )


def weights(params: AlignmentParams) -> tuple[WeightFile, ...]:
    return ALIGNERS[params.language].files


def resident_key(params: AlignmentParams) -> Hashable:
    return params.language


def load(files: Mapping[str, Path], params: AlignmentParams, plan: Plan) -> "CtcAligner":
    return load_aligner(files, ALIGNERS[params.language], plan)


def read(params: AlignmentParams) -> Any:
    """The recording and its text. Raises BadInput if either cannot be read."""
    from pipelines.speech.given_text import read_spoken_text

    return read_spoken_text(params.audio, params.transcript)


def run(
    aligner: "CtcAligner",
    content: "SpokenText",
    params: AlignmentParams,
    plan: Plan,
    progress: Progress,
) -> Transcript:
    """The text in sentences, with the time of every word."""
    from pipelines.speech.given_text import place_text

    return place_text(content, params.language, aligner, progress)


def footprint(extent: Extent, params: AlignmentParams, plan: Plan) -> Footprint:
    model = ALIGNERS[params.language]
    whole = aligner_bytes(model)
    working = whole - 2 * model.weights.size
    sound = extent.pixels * 16_000 * 6
    return Footprint(
        model.weights.size, whole, (Phase(text("Finding word times"), working, sound),)
    )


SPEC = speech_model(
    name="forced-alignment",
    title="Word times",
    summary="Finds out when each word of a text is said that you have already: a script, a "
    "speech, or subtitles whose times have slipped. WhisperX uses the same networks for its word "
    "times.",
    source="https://github.com/m-bain/whisperX",
    params=AlignmentParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    run=run,
    read=read,
    footprint=footprint,
)
