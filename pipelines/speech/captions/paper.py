"""A transcript as PDF, by reportlab.

Latin, Greek, Cyrillic and some more are set in DejaVu Sans, which matplotlib carries (a
dependency of pyannote.audio), Chinese, Japanese and Korean in the fonts that every PDF reader
brings or fetches for them. Scripts written from right to left are set letter after letter from
the left, since no library with a fitting licence orders and joins them: `not_in_pdf` says so.
"""

import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

from pipelines.speech.captions.clock import short_clock
from pipelines.speech.captions.facts import made_with, one_line
from pipelines.speech.captions.plain import turns
from pipelines.speech.transcript import WITHOUT_SPACES, Transcript
from pipelines.text import Text, text

#: The fonts of PDF readers for each language, and the blocks that only they have.
_ASIAN = {"ja": "HeiseiKakuGo-W5", "ko": "HYGothic-Medium", "zh": "STSong-Light"}
_ASIAN_WIDTHS = ("W", "F")


@dataclass(frozen=True)
class _Fonts:
    """The names by which reportlab knows them, and the letters that the plain one has."""

    plain: str
    bold: str
    has: frozenset[int]
    asian: str


def to_pdf(
    transcript: Transcript,
    title: str,
    provenance: Mapping[str, Any],
    speakers: bool = True,
    say: Callable[[Text], str] = str,
) -> bytes:
    """The file. How it was made is in its info: creator, and keywords as JSON."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    fonts = _fonts(transcript.language)
    name = title or say(text("Transcript"))
    styles = _styles(fonts, "CJK" if transcript.language in WITHOUT_SPACES else None)
    made = made_with(provenance)
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        **{f"{side}Margin": 22 * mm for side in ("left", "right", "top", "bottom")},
        title=name,
        author=made,
        creator=made or "Hearth",
        keywords=one_line(provenance),
        lang=transcript.language or None,
    )
    story: list[Any] = [Paragraph(_marked(name, fonts), styles["title"])]
    if made:
        story.append(Paragraph(_marked(made, fonts), styles["small"]))
    before = ""
    for start, speaker, words in turns(transcript):
        if speakers and speaker and speaker != before:
            story.append(Paragraph(_marked(speaker, fonts), styles["speaker"]))
        before = speaker
        stamp = f'<font size="8" color="#5c6370">{short_clock(start)}</font>&nbsp; '
        story.append(Paragraph(stamp + _marked(words, fonts), styles["words"]))
    document.build(story, onFirstPage=_number(fonts), onLaterPages=_number(fonts))
    return file.getvalue()


def not_in_pdf(transcript: Transcript) -> Text | None:
    """The sentence for a transcript that a PDF of ours cannot show well, or None."""
    letters = {
        letter for segment in transcript.segments for letter in segment.text + segment.speaker
    }
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters):
        return text(
            "PDF cannot show text that runs from right to left in its right order: export it as "
            "docx or html, and print that."
        )
    has = _fonts(transcript.language).has
    missing = sorted(letter for letter in letters if _kind(letter, has) == "none")
    if not missing:
        return None
    return text(
        "PDF has no letters for {letters}: export it as docx or html, and print that.",
        letters=" ".join(missing[:10]),
    )


def _styles(fonts: _Fonts, wrap: str | None) -> dict[str, Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    words = ParagraphStyle(
        "words", fontName=fonts.plain, fontSize=10.5, leading=15, spaceAfter=6, wordWrap=wrap,
        splitLongWords=1,
    )  # fmt: skip
    return {
        "words": words,
        "title": ParagraphStyle(
            "title", words, fontName=fonts.bold, fontSize=17, leading=22, spaceAfter=4
        ),
        "small": ParagraphStyle(
            "small", words, fontSize=8.5, leading=11, spaceAfter=14, textColor=HexColor(0x5C6370)
        ),
        "speaker": ParagraphStyle(
            "speaker", words, fontName=fonts.bold, fontSize=11, spaceBefore=8, spaceAfter=2,
            keepWithNext=1,
        ),
    }  # fmt: skip


def _number(fonts: _Fonts) -> Callable[[Any, Any], None]:
    def write(canvas: Any, document: Any) -> None:
        canvas.setFont(fonts.plain, 8)
        canvas.drawCentredString(document.pagesize[0] / 2, 30, str(document.page))

    return write


def _fonts(language: str) -> _Fonts:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    asian = _ASIAN.get("zh" if language == "yue" else language, _ASIAN["zh"])
    if asian not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(asian))
    plain, bold, has = _plain_fonts()
    return _Fonts(plain, bold, has, asian)


@cache
def _plain_fonts() -> tuple[str, str, frozenset[int]]:
    """DejaVu Sans of matplotlib; without it Vera, which reportlab carries and is Latin only."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    for names in (_dejavu(), (Path("Vera.ttf"), Path("VeraBd.ttf"))):
        if names is None:
            continue
        try:
            plain, bold = (TTFont(path.stem, str(path)) for path in names)
        except (TTFError, OSError):
            continue
        for font in (plain, bold):
            pdfmetrics.registerFont(font)
        return plain.fontName, bold.fontName, frozenset(plain.face.charToGlyph)
    return "Helvetica", "Helvetica-Bold", frozenset(range(32, 256))


def _dejavu() -> tuple[Path, Path] | None:
    """Looked up without importing matplotlib, which takes a second."""
    found = find_spec("matplotlib")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
    return folder / "DejaVuSans.ttf", folder / "DejaVuSans-Bold.ttf"


def _kind(letter: str, has: frozenset[int]) -> str:
    """Which font has the letter: plain, asian or none."""
    if ord(letter) in has or letter.isspace():
        return "plain"
    wide = unicodedata.east_asian_width(letter) in _ASIAN_WIDTHS and ord(letter) < 0x10000
    return "asian" if wide else "none"


def _marked(words: str, fonts: _Fonts) -> str:
    """Escaped, each stretch in the font that has it; what none has becomes a box."""

    def stretches() -> Iterator[str]:
        for kind, letters in groupby(words, lambda letter: _kind(letter, fonts.has)):
            part = escape("".join(letters), quote=False)
            yield f'<font name="{fonts.asian}">{part}</font>' if kind == "asian" else part

    return "".join(stretches())
