"""Find in a transcript, and replace: plain words or patterns, with or without case and accents.

A hit lies within one segment. Words that a replacement leaves alone keep their times.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.errors import BadInput
from pipelines.speech.editing import segment_at, set_text
from pipelines.speech.text_edit import reworded, word_spans
from pipelines.speech.transcript import Segment, Transcript

if TYPE_CHECKING:
    from regex import Match, Pattern

#: Seconds that a pattern may take in one segment; some would take years.
PATIENCE = 1.0

_GROUP = re.compile(r"\\(?:(\d{1,2})|g<(\w+)>|\\)")


@dataclass(frozen=True)
class Search:
    """What is looked for. `accents` False finds "uber" in "über"; `pattern` takes the words for a
    regular expression.
    """

    words: str
    case: bool = False
    whole_words: bool = False
    pattern: bool = False
    accents: bool = True


@dataclass(frozen=True)
class Hit:
    """Where: index of the segment, and from `start` up to `end` in its text."""

    segment: int
    start: int
    end: int


def find(transcript: Transcript, search: Search) -> tuple[Hit, ...]:
    """All places, in order. Raises BadInput for a pattern that is none, or takes too long."""
    if not search.words:
        return ()
    return tuple(
        Hit(index, start, end)
        for index, segment in enumerate(transcript.segments)
        for start, end, _match in _matches(segment.text, search)
    )


def time_of(transcript: Transcript, hit: Hit) -> float | None:
    """When the first word of the hit is said, in seconds; the segment's start if that is unknown,
    None for a hit in no segment.
    """
    segment = segment_at(transcript, hit.segment)
    if segment is None:
        return None
    if segment.words:
        spans = word_spans(segment, transcript.language)
        for word, (_start, end) in zip(segment.words, spans, strict=True):
            if end > hit.start and word.start is not None:
                return word.start
    return segment.start


def replace_hit(transcript: Transcript, hit: Hit, search: Search, replacement: str) -> Transcript:
    """One place replaced; the same transcript if the place is none any more.

    In the replacement of a pattern, ``\\1`` or ``\\g<name>`` stands for its group, ``\\\\`` for a
    backslash. Raises BadInput for a bad pattern or a group that it has not.
    """
    segment = segment_at(transcript, hit.segment)
    if segment is None:
        return transcript
    for start, end, match in _matches(segment.text, search):
        if (start, end) == (hit.start, hit.end):
            new = _filled(match, segment.text, search, replacement)
            text = segment.text[:start] + new + segment.text[end:]
            return set_text(transcript, hit.segment, text)
    return transcript


def replace_all(transcript: Transcript, search: Search, replacement: str) -> tuple[Transcript, int]:
    """Every place replaced, and how many there were: one step for the history.

    Raises BadInput as `replace_hit` does.
    """
    count = 0
    segments: list[Segment] = []
    for segment in transcript.segments:
        made, here = "", 0
        for start, end, match in _matches(segment.text, search) if search.words else ():
            made += segment.text[here:start] + _filled(match, segment.text, search, replacement)
            here = end
            count += 1
        whole = made + segment.text[here:]
        segments.append(reworded(segment, whole, transcript.language) if here else segment)
    return (transcript.with_segments(segments), count) if count else (transcript, 0)


def _matches(text: str, search: Search) -> Iterator[tuple[int, int, "Match[str]"]]:
    """Start, end and match of each place in the text; places without a letter are none."""
    compiled = _compiled(search)
    folded, places = _as_searched(text, search)
    try:
        for match in compiled.finditer(folded, timeout=PATIENCE):
            start, end = match.span()
            if places is not None:
                start, end = places[start], places[end]
            if start < end:
                yield start, end, match
    except TimeoutError as error:
        raise BadInput(
            "The pattern {pattern} takes too long: make it simpler, without a repetition inside "
            "a repetition.",
            pattern=search.words,
        ) from error


@lru_cache(maxsize=32)
def _compiled(search: Search) -> "Pattern[str]":
    import regex

    words = search.words if search.accents else _folded(search.words)[0]
    source = words if search.pattern else regex.escape(words, special_only=True)
    if search.whole_words:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    flags = regex.VERSION0 if search.case else regex.IGNORECASE | regex.FULLCASE
    try:
        return regex.compile(source, flags)
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        raise BadInput(
            "{pattern} is no regular expression ({reason}): correct it, or search for plain words.",
            pattern=search.words,
            reason=str(error) or type(error).__name__,
        ) from error


def _as_searched(text: str, search: Search) -> tuple[str, list[int] | None]:
    return (text, None) if search.accents else _folded(text)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without accents, and for each of its letters, and its end, the place in `text`."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFD", letter):
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), [*places, len(text)]


def _filled(match: "Match[str]", text: str, search: Search, replacement: str) -> str:
    """The replacement with its groups, taken from the text as it is, with its accents."""
    if not search.pattern:
        return replacement
    places = _as_searched(text, search)[1]

    def group(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        if name is None:
            return "\\"
        try:
            start, end = match.span(int(name) if name.isdecimal() else name)
        except IndexError as error:
            raise BadInput(
                "The replacement names the group {group}, which the pattern has not: put that "
                "part of the pattern in parentheses.",
                group=name,
            ) from error
        if start < 0:
            return ""
        return text[start:end] if places is None else text[places[start] : places[end]]

    return _GROUP.sub(group, replacement)
