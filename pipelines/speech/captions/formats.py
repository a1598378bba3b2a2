"""The formats a transcript is written in: their names, endings, titles and writers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipelines.speech.captions.layout import Cue, Limits, cues_of
from pipelines.speech.transcript import Transcript
from pipelines.text import Text, mark


class Format(StrEnum):
    """A format, by the name that whisperX gives it where it has it."""

    SRT = "srt"
    VTT = "vtt"
    TXT = "txt"
    TSV = "tsv"
    JSON = "json"
    AUD = "aud"
    CSV = "csv"
    DOCX = "docx"
    HTML = "html"
    MD = "md"
    PDF = "pdf"


#: What a person reads for each.
TITLES = {
    Format.SRT: mark("SubRip subtitles"),
    Format.VTT: mark("WebVTT subtitles"),
    Format.TXT: mark("Plain text"),
    Format.TSV: mark("Tab-separated table"),
    Format.JSON: mark("whisperX's JSON"),
    Format.AUD: mark("Audacity labels"),
    Format.CSV: mark("Comma-separated table"),
    Format.DOCX: mark("Word document"),
    Format.HTML: mark("Web page"),
    Format.MD: mark("Markdown"),
    Format.PDF: mark("PDF"),
}

#: Other names that a format is asked for by, and other endings that files of it have.
ALIASES = {
    "audacity": Format.AUD,
    "text": Format.TXT,
    "markdown": Format.MD,
    "htm": Format.HTML,
    "webvtt": Format.VTT,
}


@dataclass(frozen=True)
class Export:
    """What the writers of all formats are given. `say` translates."""

    transcript: Transcript
    title: str = ""
    limits: Limits = field(default_factory=Limits)
    provenance: Mapping[str, Any] = field(default_factory=dict)
    say: Callable[[Text], str] = str

    @property
    def cues(self) -> tuple[Cue, ...]:
        return cues_of(self.transcript, self.limits)


def suffix_of(name: Format | str) -> str:
    """The ending of that format's files, with its dot."""
    return f".{Format(ALIASES.get(name, name))}"


def format_of(path: Path) -> Format | None:
    """The format that a file's name asks for, or None."""
    name = path.suffix.lower().removeprefix(".")
    try:
        return Format(ALIASES.get(name, name))
    except ValueError:
        return None


def rendered(kind: Format, export: Export) -> bytes:
    """The file's content. Text is UTF-8 without a mark, csv with one, for Excel; lines end in LF,
    in csv in CR LF.
    """
    from pipelines.speech.captions import plain, subtitles

    transcript, speakers = export.transcript, export.limits.speakers
    page = (transcript, export.title, export.provenance, speakers, export.say)
    match kind:
        case Format.SRT:
            words = subtitles.to_srt(export.cues)
        case Format.VTT:
            words = subtitles.to_vtt(export.cues, export.provenance)
        case Format.TXT:
            words = plain.to_txt(transcript, speakers)
        case Format.TSV:
            words = plain.to_tsv(transcript)
        case Format.JSON:
            words = plain.to_json(transcript, export.provenance)
        case Format.AUD:
            words = plain.to_aud(transcript, speakers)
        case Format.CSV:
            words = "\ufeff" + plain.to_csv(transcript)
        case Format.MD:
            words = plain.to_md(*page)
        case Format.HTML:
            from pipelines.speech.captions.page import to_html

            words = to_html(*page)
        case Format.DOCX:
            from pipelines.speech.captions.document import to_docx

            return to_docx(*page)
        case Format.PDF:
            from pipelines.speech.captions.paper import to_pdf

            return to_pdf(*page)
    return words.encode("utf-8", "replace")  # halves of a broken letter must not lose the rest
