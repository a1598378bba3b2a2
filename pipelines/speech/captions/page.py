"""A transcript as a web page of one file: readable in light and dark, with times to link to."""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from pipelines.speech.captions.clock import short_clock
from pipelines.speech.captions.facts import made_with, one_line
from pipelines.speech.captions.plain import NOBODY, line, paragraphs
from pipelines.speech.text_edit import word_spans
from pipelines.speech.transcript import WITHOUT_SPACES, Segment, Transcript
from pipelines.text import Text, text

#: Languages that are written from right to left.
FROM_RIGHT = frozenset(("ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"))

_STYLE = """
:root { color-scheme: light dark; --faint: #5c6370; --line: #d5d8de; --mark: #fff1b8; }
@media (prefers-color-scheme: dark) {
  :root { --faint: #a0a7b4; --line: #3a3f4b; --mark: #5a4a00; }
}
body { font: 1.0625rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto;
  padding: 0 1rem; }
header { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { font-size: 1rem; margin: 1.5rem 0 0.25rem; }
p { margin: 0 0 0.75rem; overflow-wrap: anywhere; }
a.time { color: var(--faint); font-variant-numeric: tabular-nums; text-decoration: none;
  margin-inline-end: 0.5rem; }
a.time:hover, a.time:focus { text-decoration: underline; }
.made { color: var(--faint); font-size: 0.875rem; }
:target { background: var(--mark); }
""".strip()


def to_html(
    transcript: Transcript,
    title: str,
    provenance: Mapping[str, Any],
    speakers: bool = True,
    say: Callable[[Text], str] = str,
) -> str:
    """The page. Each segment has the id ``t`` and its start in milliseconds, each word
    ``data-start`` and ``data-end`` in seconds. It loads nothing from anywhere.
    """
    language = transcript.language or "und"
    direction = "rtl" if transcript.language in FROM_RIGHT else "ltr"
    name = escape(title or say(text("Transcript")))
    made = made_with(provenance)
    meta = f'<meta name="generator" content="{escape(made)}">\n' if made else ""
    if provenance:
        meta += f'<meta name="provenance" content="{escape(one_line(provenance))}">\n'
    told = f'<p class="made">{escape(made)}</p>\n' if made else ""
    body = "\n".join(_body(transcript, speakers, say))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{meta}<title>{name}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{name}</h1>\n{told}</header>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _body(transcript: Transcript, speakers: bool, say: Callable[[Text], str]) -> Iterator[str]:
    before = ""
    taken: set[str] = set()
    space = "" if transcript.language in WITHOUT_SPACES else " "
    for turn in paragraphs(transcript):
        speaker = turn[0].speaker
        if speakers and speaker != before:
            yield f"<h2>{escape(speaker or say(NOBODY))}</h2>"
        before = speaker
        stamp = short_clock(turn[0].start)
        parts: list[str] = []
        for segment in turn:
            place = _free_id(segment, taken)
            if not parts:
                parts.append(f'<a class="time" href="#{place}">{stamp}</a>')
            parts.append(f'<span id="{place}">{_words(segment, transcript.language)}</span>')
        yield f'<p dir="auto">{parts[0]}{space.join(parts[1:])}</p>'


def _free_id(segment: Segment, taken: set[str]) -> str:
    wanted = place = f"t{round(segment.start * 1000)}"
    number = 2
    while place in taken:
        place, number = f"{wanted}-{number}", number + 1
    taken.add(place)
    return place


def _words(segment: Segment, language: str) -> str:
    """The text as it is, with a span about each word whose time is known."""
    if not segment.words:
        return escape(line(segment))
    made, here = "", 0
    for word, (start, end) in zip(segment.words, word_spans(segment, language), strict=True):
        made += escape(segment.text[here:start])
        name = escape(segment.text[start:end])
        here = end
        if word.start is None or word.end is None or not name:
            made += name
        else:
            made += f'<span data-start="{word.start:.3f}" data-end="{word.end:.3f}">{name}</span>'
    return made + escape(segment.text[here:])
