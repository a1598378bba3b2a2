"""Text that somebody typed, brought back to words: what was kept keeps its times.

Languages that part words by spaces are compared word by word, the others letter by letter, since
there a word of the text is whatever the aligner called one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipelines.speech.transcript import SHORTEST, WITHOUT_SPACES, Segment, Word

Span = tuple[int, int]

#: Seconds a letter; with less room than that a word gets no time.
_LEAST = 1e-5


def tidy(text: str) -> str:
    """One line, one space at a time, none around; halves of broken letters removed."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    return " ".join(whole.replace("\x00", " ").split())


def tokens(text: str, language: str) -> list[str]:
    """The words of a text of which none are known: between spaces, or letter by letter."""
    if language in WITHOUT_SPACES:
        return [letter for letter in text if not letter.isspace()]
    return text.split()


def word_spans(segment: Segment, language: str) -> tuple[Span, ...]:
    """Where in `segment.text` each of its words stands; without words, each token of the text.

    A word that the text does not have gets an empty span where it would stand.
    """
    names = [word.text for word in segment.words] or tokens(segment.text, language)
    spans: list[Span] = []
    here = 0
    for name in names:
        found = segment.text.find(name, here) if name else -1
        if found < 0:
            spans.append((here, here))
            continue
        here = found + len(name)
        spans.append((found, here))
    return tuple(spans)


def reworded(segment: Segment, text: str, language: str) -> Segment:
    """The segment with that text, edited; unchanged words keep times, score and speaker.

    New words get times between their neighbours' and no score. A segment without words gets none.
    """
    text = tidy(text)
    if text == segment.text:
        return segment
    words: Sequence[Word] = ()
    if segment.words and text:
        changed = _by_letters if language in WITHOUT_SPACES else _by_words
        words = with_times(changed(segment.words, text), segment.start, segment.end)
    return replace(segment, text=text, words=tuple(words), compression_ratio=None, edited=True)


def _by_words(words: Sequence[Word], text: str) -> list[Word]:
    wanted = text.split()
    matcher = SequenceMatcher(None, [word.text for word in words], wanted, autojunk=False)
    made: list[Word] = []
    for what, low, high, start, end in matcher.get_opcodes():
        if what == "equal":
            made += words[low:high]
        elif what != "delete":
            made += typed_words(words[low:high], wanted[start:end], _near(words, low))
    return made


def _by_letters(words: Sequence[Word], text: str) -> list[Word]:
    """Words all of whose letters are still there, side by side, stay; the rest is one word each."""
    bare = "".join(text.split())
    old = "".join(word.text for word in words)
    moved = {
        block.a + step: block.b + step
        for block in SequenceMatcher(None, old, bare, autojunk=False).get_matching_blocks()
        for step in range(block.size)
    }
    made: list[Word] = []
    gone: list[Word] = []
    here = place = 0
    for word in words:
        length = len(word.text)
        first = moved.get(place)
        whole = first is not None and all(
            moved.get(place + step) == first + step for step in range(length)
        )
        place += length
        if first is None or not whole or length == 0:
            gone.append(word)
            continue
        if first > here:
            made += typed_words(gone, [bare[here:first]], word.speaker)
        gone = []
        made.append(word)
        here = first + length
    if here < len(bare):
        made += typed_words(gone, [bare[here:]], _near(words, len(words)))
    return made


def typed_words(gone: Sequence[Word], wanted: Sequence[str], speaker: str = "") -> list[Word]:
    """Words in place of `gone`: one for one at the same times, else spread over their span.

    Where that span is not known they have no times yet.
    """
    if gone and len(gone) == len(wanted):
        return [
            replace(word, text=text, score=None) for word, text in zip(gone, wanted, strict=True)
        ]
    made = [Word(text, speaker=gone[0].speaker if gone else speaker) for text in wanted]
    starts = [word.start for word in gone if word.start is not None]
    ends = [word.end for word in gone if word.end is not None]
    if starts and ends and max(ends) - min(starts) >= SHORTEST:
        return list(_spread(made, min(starts), max(ends)))
    return made


def with_times(words: Sequence[Word], start: float, end: float, anew: bool = False) -> list[Word]:
    """The words with times for those that have none, from their neighbours.

    `start` and `end` (seconds) bound them. Words with times stay as they are: where these leave no
    gap, a new word takes the tail of the one before it. Where no word has a time, none is made
    up, unless it has to be `anew`.
    """
    if not anew and all(word.start is None for word in words):
        return list(words)
    made: list[Word] = []
    waiting: list[Word] = []
    for word in (*words, None):
        if word is not None and word.start is None:
            waiting.append(word)
            continue
        if waiting:
            low, high = _room(made[-1] if made else None, word, start, end, len(waiting))
            made += _spread(waiting, low, high)
            waiting = []
        if word is not None:
            made.append(word)
    return made


def _room(
    before: Word | None, after: Word | None, start: float, end: float, count: int
) -> tuple[float, float]:
    """The span between two words, widened where it is too short for `count` words."""
    before_start = start if before is None or before.start is None else before.start
    low = start if before is None or before.end is None else before.end
    high = end if after is None or after.start is None else after.start
    missing = SHORTEST * count - (high - low)
    if missing > 0:
        low = max(low - missing, (before_start + low) / 2)
    if high - low < SHORTEST and after is not None and after.end is not None:
        high = max(high, min(low + SHORTEST * count, (low + after.end) / 2))
    return low, high


def _spread(words: Sequence[Word], low: float, high: float) -> Iterator[Word]:
    """The words over a span, each as long as its letters; as they are where there is no room."""
    whole = sum(max(1, len(word.text)) for word in words)
    if high - low < _LEAST * whole:
        yield from words
        return
    done = 0
    for word in words:
        share = max(1, len(word.text))
        begin = low + (high - low) * done / whole
        done += share
        end = low + (high - low) * done / whole
        yield replace(word, start=round(begin, 6), end=round(end, 6))


def fit(words: Sequence[Word], start: float, end: float) -> tuple[Word, ...]:
    """The words inside a span: cut at its edges; those outside are put between their neighbours."""
    if all(
        word.start is None or word.end is None or start <= word.start <= word.end <= end
        for word in words
    ):
        return tuple(words)
    inside: list[Word] = []
    for word in words:
        if word.start is None or word.end is None:
            inside.append(word)
            continue
        low, high = max(word.start, start), min(word.end, end)
        kept = (low, high) if high - low > 0 else (None, None)
        inside.append(replace(word, start=kept[0], end=kept[1]))
    return tuple(with_times(inside, start, end, anew=True))


def _near(words: Sequence[Word], index: int) -> str:
    """Who speaks at that place among the words."""
    if not words:
        return ""
    return words[min(max(index - 1, 0), len(words) - 1)].speaker
