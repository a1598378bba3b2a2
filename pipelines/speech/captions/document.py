"""A transcript as a Word document: a heading for each speaker, a time for each paragraph."""

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from pipelines.speech.captions.clock import short_clock
from pipelines.speech.captions.facts import made_with, one_line
from pipelines.speech.captions.page import FROM_RIGHT
from pipelines.speech.captions.plain import turns
from pipelines.speech.transcript import Transcript
from pipelines.text import Text, text

#: The longest property of a document, by ISO/IEC 29500.
_LONGEST = 255


def to_docx(
    transcript: Transcript,
    title: str,
    provenance: Mapping[str, Any],
    speakers: bool = True,
    say: Callable[[Text], str] = str,
) -> bytes:
    """The file. How it was made is in its properties, as comments, and below the title."""
    import docx

    document = docx.Document()
    name = title or say(text("Transcript"))
    _describe(document, transcript, name, provenance)
    stamp = _styles(document)
    document.add_heading(name, level=0)
    if made := made_with(provenance):
        document.add_paragraph(made, style="Subtitle")
    from_right = transcript.language in FROM_RIGHT
    before = ""
    for start, speaker, words in turns(transcript):
        if speakers and speaker and speaker != before:
            _directed(document.add_heading(speaker, level=2), from_right)
        before = speaker
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{short_clock(start)}\u2002", style=stamp)
        paragraph.add_run(words)
        _directed(paragraph, from_right)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(
    document: Any, transcript: Transcript, title: str, provenance: Mapping[str, Any]
) -> None:
    properties = document.core_properties
    made = one_line(provenance)
    properties.title = title[:_LONGEST]
    properties.author = made_with(provenance)[:_LONGEST]
    properties.comments = made if len(made) <= _LONGEST else made_with(provenance)[:_LONGEST]
    properties.language = transcript.language
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)


def _styles(document: Any) -> Any:
    """A style of its own for times, so that they can be changed or hidden all at once."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    stamp = document.styles.add_style("Time", WD_STYLE_TYPE.CHARACTER)
    stamp.font.size = Pt(9)
    stamp.font.color.rgb = RGBColor(0x5C, 0x63, 0x70)
    return stamp


def _directed(paragraph: Any, from_right: bool) -> None:
    if not from_right:
        return
    from docx.oxml import OxmlElement

    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 - it has no other way
    for run in paragraph.runs:
        run.font.rtl = True
