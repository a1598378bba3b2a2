"""A transcript as a Word document: a heading for each speaker, a time for each paragraph."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pipelines.speech.captions.clock import short_clock
from pipelines.speech.captions.facts import made_with, one_line
from pipelines.speech.captions.page import FROM_RIGHT
from pipelines.speech.captions.plain import NOBODY, turns
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
    styles = _Styles.of(document)
    document.add_heading(name, level=0)
    if made := made_with(provenance):
        document.add_paragraph(made, style="Subtitle")
    from_right = transcript.language in FROM_RIGHT
    before = ""
    for start, speaker, words in turns(transcript):
        if speakers and speaker != before:
            _add(document, styles.last, [(speaker or say(NOBODY), "")], styles.speaker, from_right)
        before = speaker
        parts = [(f"{short_clock(start)}\u2002", styles.time), (words, "")]
        _add(document, styles.last, parts, "", from_right)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@dataclass(frozen=True)
class _Styles:
    """Ids of styles, and the last element, before which paragraphs go. python-docx looks all of
    them up for each paragraph, which for ten hours takes a minute.
    """

    speaker: str
    time: str
    last: Any

    @classmethod
    def of(cls, document: Any) -> "_Styles":
        """With a style of its own for times, so that they can be changed or hidden all at once."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt, RGBColor

        time = document.styles.add_style("Time", WD_STYLE_TYPE.CHARACTER)
        time.font.size = Pt(9)
        time.font.color.rgb = RGBColor(0x5C, 0x63, 0x70)
        last = document.element.body.sectPr
        return cls(document.styles["Heading 2"].style_id, time.style_id, last)


def _add(
    document: Any, last: Any, parts: Sequence[tuple[str, str]], style: str, from_right: bool
) -> None:
    """A paragraph before `last` of these texts, each with the id of its style, or ""."""
    from docx.oxml import OxmlElement
    from docx.text.paragraph import Paragraph

    element: Any = OxmlElement("w:p")
    last.addprevious(element)
    if style:
        element.style = style
    if from_right:
        element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    paragraph = Paragraph(element, document)
    for words, name in parts:
        run = paragraph.add_run(words)
        if name:
            run.element.style = name
        if from_right:
            run.font.rtl = True


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
