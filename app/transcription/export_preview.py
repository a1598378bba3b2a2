"""How an export will look: the beginning of the file, before there is one."""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.translation import translate
from pipelines.speech.transcript import Transcript

if TYPE_CHECKING:
    from pipelines.speech.captions.formats import Format
    from pipelines.speech.output import TranscriptOutput

#: Segments that are laid out, and characters that are shown.
_SEGMENTS, _LONGEST = 12, 4000


def preview_of(transcript: Transcript, kind: "Format", output: "TranscriptOutput") -> str:
    """The first lines of the transcript as that format; pages show as their plain text."""
    from pipelines.speech.captions.clean import clean
    from pipelines.speech.captions.formats import Export, Format, rendered

    start = replace(transcript, segments=transcript.segments[:_SEGMENTS])
    as_text = {Format.DOCX: Format.MD, Format.PDF: Format.MD, Format.HTML: Format.MD}
    export = Export(clean(start), "", output.limits, {}, translate)
    words = rendered(as_text.get(kind, kind), export).decode("utf-8").removeprefix("\ufeff")
    return words.replace("\r\n", "\n")[:_LONGEST]
