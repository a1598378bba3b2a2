"""A transcript as PDF, by reportlab.

Latin, Greek, Cyrillic and some more are set in DejaVu Sans, which matplotlib carries (a
dependency of pyannote.audio), Chinese, Japanese and Korean in the fonts that every PDF reader
brings or fetches for them. Hebrew and Arabic script are put in their order by `from_right.py`.
`not_in_pdf` tells of letters that no font here has.
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
from pipelines.speech.captions.from_right import (
    as_shown,
    begins_from_right,
    is_from_right,
    joined_up,
)
from pipelines.speech.captions.plain import NOBODY, turns
from pipelines.speech.transcript import WITHOUT_SPACES, Transcript
from pipelines.text import Text, text

#: The fonts of PDF readers for each language, and the blocks that only they have.
_ASIAN = {"ja": "HeiseiKakuGo-W5", "ko": "HYGothic-Medium", "zh": "STSong-Light"}
_FAINT = "#5c6370"
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
    story: list[Any] = [Paragraph(_marked(_one_line(name), fonts), styles["title"])]
    if made:
        story.append(Paragraph(_marked(made, fonts), styles["small"]))
    before = ""
    for start, speaker, words in turns(transcript):
        if speakers and speaker != before:
            shown = speaker or say(NOBODY)
            style = "speaker from right" if begins_from_right(shown) else "speaker"
            story.append(Paragraph(_marked(_one_line(shown), fonts), styles[style]))
        before = speaker
        if is_from_right(words):
            story += _from_right(words, start, document.width, styles, fonts)
            continue
        stamp = f'<font size="8" color="{_FAINT}">{short_clock(start)}</font>&nbsp; '
        story.append(Paragraph(stamp + _marked(words, fonts), styles["words"]))
    document.build(story, onFirstPage=_number(fonts), onLaterPages=_number(fonts))
    return file.getvalue()


def _one_line(words: str) -> str:
    return as_shown(joined_up(words), begins_from_right(words)) if is_from_right(words) else words


def _from_right(
    words: str, start: float, width: float, styles: dict[str, Any], fonts: _Fonts
) -> Iterator[Any]:
    """A time, and the paragraph below it, broken into lines here, since each is put in order."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.platypus import Paragraph

    from_right = begins_from_right(words)
    style = styles["words from right" if from_right else "words"]
    stamp = styles["time from right" if from_right else "time"]
    yield Paragraph(short_clock(start), stamp)
    # A little less than there is, lest a line be broken again by rounding.
    lines = simpleSplit(joined_up(words), fonts.plain, style.fontSize, width - 14)
    shown = (_marked(as_shown(line, from_right), fonts) for line in lines)
    yield Paragraph("<br/>".join(shown), style)


def not_in_pdf(transcript: Transcript) -> Text | None:
    """The sentence for a transcript that a PDF of ours cannot show well, or None."""
    words = {joined_up(part.text + part.speaker) for part in transcript.segments}
    letters = {letter for part in words for letter in part}
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
    from reportlab.lib.enums import TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    faint = HexColor(_FAINT)
    words = ParagraphStyle(
        "words", fontName=fonts.plain, fontSize=10.5, leading=15, spaceAfter=6, wordWrap=wrap
    )
    time = ParagraphStyle(
        "time", words, fontSize=8, leading=10, spaceAfter=0, textColor=faint, keepWithNext=1
    )
    speaker = ParagraphStyle(
        "speaker", words, fontName=fonts.bold, fontSize=11, spaceBefore=8, keepWithNext=1
    )
    title = ParagraphStyle("title", words, fontName=fonts.bold, fontSize=17, leading=22)
    small = ParagraphStyle("small", words, fontSize=8.5, spaceAfter=14, textColor=faint)
    plain = (words, time, speaker, title, small)
    turned = [
        ParagraphStyle(f"{style.name} from right", style, alignment=TA_RIGHT) for style in plain
    ]
    return {style.name: style for style in (*plain, *turned)}


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
    if ord(letter) in has or letter.isspace() or unicodedata.category(letter) == "Cf":
        return "plain"
    wide = unicodedata.east_asian_width(letter) in _ASIAN_WIDTHS and ord(letter) < 0x10000
    return "asian" if wide else "none"


def _marked(words: str, fonts: _Fonts) -> str:
    """Escaped, each stretch in the font that has it; what none has becomes a box."""

    def stretches() -> Iterator[str]:
        # Signs that only steer the layout have no shape of their own.
        seen = [letter for letter in words if unicodedata.category(letter) != "Cf"]
        for kind, letters in groupby(seen, lambda letter: _kind(letter, fonts.has)):
            part = escape("".join(letters), quote=False)
            yield f'<font name="{fonts.asian}">{part}</font>' if kind == "asian" else part

    return "".join(stretches())
