"""How transcripts are written: the formats, the layout of subtitles, the name."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator

from pipelines.media.atomic import replacing
from pipelines.media.naming import free_path
from pipelines.spec import Params, param
from pipelines.speech.captions.clean import clean
from pipelines.speech.captions.formats import (
    ALIASES,
    Export,
    Format,
    format_of,
    rendered,
    suffix_of,
)
from pipelines.speech.captions.layout import Cue, Limits, cue_at, cues_of
from pipelines.speech.transcript import Transcript
from pipelines.text import Text

__all__ = [
    "Format",
    "TranscriptOutput",
    "captions_for",
    "cautions_for",
    "cue_at",
    "formats_of",
    "suffix_of",
    "targets_of",
    "write_transcript",
]

AUTO, ALL = "auto", "all"


def _known_formats(words: str) -> str:
    """The names in lower case, each once. Raises ValueError for one that is not known."""
    asked = [name for name in words.lower().replace(",", " ").split() if name]
    names = list(dict.fromkeys(str(ALIASES.get(name, name)) for name in asked))
    known = [*(str(kind) for kind in Format), ALL]
    for name in names:
        if name not in known and names != [AUTO]:
            raise ValueError(
                f"“{name}” is no format that transcripts are written in: use {', '.join(known)}, "
                "several parted by commas, or auto alone"
            )
    return ALL if ALL in names else ",".join(names) or AUTO


class TranscriptOutput(Params):
    """How transcripts are written. The limits have the names that Whisper's own command has."""

    format: Annotated[str, AfterValidator(_known_formats)] = param(
        AUTO,
        title="Format",
        description="Formats of the result, several parted by commas: srt and vtt are subtitles, "
        "txt, md, html, docx and pdf are for reading, csv and tsv are tables, json has everything, "
        "aud are labels for Audacity; all stands for every one of them. auto keeps the format of "
        "the output's name, else it is srt.",
    )
    max_line_width: int = param(
        0,
        title="Longest line",
        description="Most characters in a line of a subtitle. 42 is usual for films, 32 for "
        "phones. With a number of lines as well, words flow on from one subtitle into the next.",
        ge=0,
        le=1000,
        step=1,
        unit="characters",
        lowest="No limit",
    )
    max_line_count: int = param(
        0,
        title="Most lines",
        description="Most lines in a subtitle. 2 is usual, together with a longest line.",
        ge=0,
        le=20,
        step=1,
        unit="lines",
        lowest="No limit",
    )
    max_words_per_line: int = param(
        0,
        title="Most words in a line",
        description="Most words in a line of a subtitle. 1 to 4 suits short films on phones; "
        "without the other two limits each such line is a subtitle of its own.",
        ge=0,
        le=100,
        step=1,
        unit="words",
        lowest="No limit",
        advanced=True,
    )
    highlight_words: bool = param(
        False,
        title="Highlight words",
        description="In srt and vtt, underline each word while it is said. It needs word times.",
    )
    speaker_prefix: bool = param(
        True,
        title="Name speakers",
        description="Put who speaks before the text, where it is known.",
    )
    name_pattern: str = param(
        "{name}",
        title="File name",
        description="Name of the result. {name} is the recording's name, {model} the model, "
        "{date} and {time} the moment, {n} a running number.",
        advanced=True,
    )

    @property
    def limits(self) -> Limits:
        return Limits(
            self.max_line_width,
            self.max_line_count,
            self.max_words_per_line,
            self.highlight_words,
            self.speaker_prefix,
        )


def formats_of(output: TranscriptOutput, path: Path | None = None) -> tuple[Format, ...]:
    """The formats that are written, the first one first; `path` counts only for "auto"."""
    if output.format == ALL:
        return tuple(Format)
    if output.format != AUTO:
        return tuple(Format(name) for name in output.format.split(","))
    named = format_of(path) if path is not None else None
    return (named or Format.SRT,)


def targets_of(output: TranscriptOutput, path: Path) -> dict[Format, Path]:
    """Where each format goes: to `path` that which its name asks for, the others beside it.

    What nobody named never overwrites a file: it gets the first free name of its kind.
    """
    stem = path.with_suffix("") if format_of(path) is not None else path
    targets: dict[Format, Path] = {}
    for kind in formats_of(output, path):
        beside = stem.with_name(f"{stem.name}{suffix_of(kind)}")
        named = format_of(path) is kind
        targets[kind] = path if named else free_path(beside)
    return targets


def captions_for(transcript: Transcript, output: TranscriptOutput) -> tuple[Cue, ...]:
    """The cues as they would be written, for a preview over the video with `cue_at`."""
    return cues_of(clean(transcript), output.limits)


def cautions_for(
    transcript: Transcript, output: TranscriptOutput, path: Path | None = None
) -> tuple[Text, ...]:
    """What the chosen formats cannot show, a sentence each, to be told before or after writing."""
    if Format.PDF not in formats_of(output, path):
        return ()
    from pipelines.speech.captions.paper import not_in_pdf

    told = not_in_pdf(clean(transcript))
    return () if told is None else (told,)


def write_transcript(
    transcript: Transcript,
    path: Path,
    output: TranscriptOutput,
    provenance: Mapping[str, Any],
    say: Callable[[Text], str] = str,
) -> Path:
    """Write all wanted formats beside each other, each whole or not at all; gives the first one's
    path.

    `path` is overwritten if its ending is one of the formats. All are made before the first is
    written, so that one that cannot be made leaves nothing. `say` translates the few words that
    pages have of their own. Raises DiskFull or NotWritable; what was written before stays.
    """
    title = path.stem if format_of(path) is not None else path.name
    export = Export(clean(transcript), title, output.limits, provenance, say)
    targets = targets_of(output, path)
    contents = {kind: rendered(kind, export) for kind in targets}
    for kind, target in targets.items():
        with replacing(target) as descriptor, open(descriptor, "wb", closefd=False) as file:
            file.write(contents[kind])
    return next(iter(targets.values()))
