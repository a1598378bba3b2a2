"""What is shown together and for how long: a transcript's cues and their lines.

The rules are those of openai-whisper's subtitle writers, which whisperX took over
(https://github.com/openai/whisper, whisper/utils.py): segments stay as they are unless both a
line width and a number of lines are given; then words flow on, and a pause of more than three
seconds begins a new cue. Where those writers go wrong this does not: the width counts the speaker's
name, and the spaces that whisperX's words have lost; two speakers never share a cue that names
one; a segment without words is not dropped; and no cue is empty, backwards or above another.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.speech.text_edit import tokens, with_times
from pipelines.speech.transcript import WITHOUT_SPACES, Segment, Transcript, Word

#: A pause between two words, in seconds, that parts cues where words flow on.
LONG_PAUSE = 3.0

#: The least time for which a cue is shown, in seconds.
SHORTEST_CUE = 0.02


@dataclass(frozen=True, slots=True)
class Limits:
    """`line_width` in characters, `line_count` lines a cue, `line_words` words a line; 0 is none.

    `highlight` makes one cue for each word, which is marked in it; `speakers` puts names before
    the text.
    """

    line_width: int = 0
    line_count: int = 0
    line_words: int = 0
    highlight: bool = False
    speakers: bool = True

    @property
    def flowing(self) -> bool:
        """Whether words flow on from one segment into the next."""
        return self.line_width > 0 and self.line_count > 0


@dataclass(frozen=True, slots=True)
class Cue:
    """`text`, lines parted by line breaks, shown from `start` to `end` (seconds).

    `marked` is the span in the text of the word that is being said, if words are highlighted.
    `segment` is the index of the segment in which the cue begins.
    """

    start: float
    end: float
    text: str
    speaker: str = ""
    marked: tuple[int, int] | None = None
    segment: int = 0


@dataclass(frozen=True, slots=True)
class _Said:
    """A word with the segment that it is from; `breaks` begins a new line.

    `guess` is when it is said, roughly, where the word itself has no time.
    """

    word: Word
    segment: int
    guess: tuple[float, float]
    breaks: bool = False


def cues_of(transcript: Transcript, limits: Limits) -> tuple[Cue, ...]:
    """The cues in the order of their starts, none empty, none longer than until the next."""
    spaced = transcript.language not in WITHOUT_SPACES
    cues: list[Cue] = []
    for said in _parted(_words(transcript, limits), transcript, limits, int(spaced)):
        cues += _cues(said, transcript, limits, " " if spaced else "")
    return _apart(cues)


def cue_at(cues: Sequence[Cue], time: float) -> Cue | None:
    """The cue to be shown at that time (seconds), found by halving."""
    index = bisect_right(cues, time, key=lambda cue: cue.start) - 1
    if index >= 0 and cues[index].start <= time < cues[index].end:
        return cues[index]
    return None


def _words(transcript: Transcript, limits: Limits) -> Iterator[list[_Said]]:
    """The words of each segment that has any text; where none are known, from its text."""
    wraps = bool(limits.line_width or limits.line_words)
    for index, segment in enumerate(transcript.segments):
        words = [word for word in segment.words if word.text.strip()]
        text = " ".join(segment.text.split())
        if not words and text:
            parts = tokens(text, transcript.language) if wraps else [text]
            words = [Word(part) for part in parts]
        guesses = with_times(words, segment.start, segment.end, anew=True)
        said = [
            _Said(word, index, (guess.start or segment.start, guess.end or segment.end))
            for word, guess in zip(words, guesses, strict=True)
        ]
        if said:
            yield said


def _parted(
    segments: Iterator[list[_Said]], transcript: Transcript, limits: Limits, space: int
) -> Iterator[list[_Said]]:
    """The words of each cue, with their line breaks. `space` is the width of one."""
    flowing, width = limits.flowing, limits.line_width or 1000
    cue: list[_Said] = []
    length = lines = in_line = 0
    last = 0.0
    for segment in segments:
        for number, said in enumerate(segment):
            start = said.word.start
            if flowing:
                pause = start is not None and bool(cue) and start - last > LONG_PAUSE
                parts = pause or _another_speaker(cue, said, transcript, limits)
                full = bool(limits.line_words) and in_line >= limits.line_words
            else:
                parts = number % limits.line_words == 0 if limits.line_words else number == 0
                full = False
            room = length + space + len(said.word.text) <= width
            fresh = False
            if cue and not parts and not full and room:
                length += space + len(said.word.text)
                in_line += 1
            else:
                many = bool(limits.line_count) and lines >= limits.line_count
                if cue and (parts or many):
                    yield cue
                    cue, lines = [], 0
                fresh = bool(cue)
                lines += 1
                in_line, length = 1, len(said.word.text)
                length += 0 if cue else len(_prefix(transcript.segments[said.segment], limits))
            cue.append(replace(said, breaks=fresh))
            last = last if start is None else start
    if cue:
        yield cue


def _another_speaker(
    cue: Sequence[_Said], said: _Said, transcript: Transcript, limits: Limits
) -> bool:
    if not cue or not limits.speakers or cue[-1].segment == said.segment:
        return False
    segments = transcript.segments
    return segments[cue[0].segment].speaker != segments[said.segment].speaker


def _cues(
    said: Sequence[_Said], transcript: Transcript, limits: Limits, space: str
) -> Iterator[Cue]:
    """One cue of these words, or one for each of them that has a time."""
    segment = transcript.segments[said[0].segment]
    text, spans = _text(said, segment, limits, space)
    start, end = _span(said)
    whole = Cue(start, end, text, segment.speaker, None, said[0].segment)
    timed = [
        (item.word.start, item.word.end, span)
        for item, span in zip(said, spans, strict=True)
        if item.word.start is not None and item.word.end is not None
    ]
    if not limits.highlight or not timed:
        yield whole
        return
    last = start
    for begin, finish, span in timed:
        if round(begin * 1000) > round(last * 1000):
            yield replace(whole, start=last, end=begin)
        yield replace(whole, start=begin, end=finish, marked=span)
        last = finish


def _text(
    said: Sequence[_Said], segment: Segment, limits: Limits, space: str
) -> tuple[str, list[tuple[int, int]]]:
    """The text, and where in it each word stands."""
    text = _prefix(segment, limits)
    spans: list[tuple[int, int]] = []
    for number, item in enumerate(said):
        if number:
            text += "\n" if item.breaks else space
        name = item.word.text.strip().replace("-->", "->")
        spans.append((len(text), len(text) + len(name)))
        text += name
    return text, spans


def _prefix(segment: Segment, limits: Limits) -> str:
    return f"[{segment.speaker}]: " if limits.speakers and segment.speaker else ""


def _span(said: Sequence[_Said]) -> tuple[float, float]:
    """From the first start that is known to the last end; only guesses where none is."""
    starts = [item.word.start for item in said if item.word.start is not None]
    ends = [item.word.end for item in said if item.word.end is not None]
    if not starts or not ends:
        return said[0].guess[0], said[-1].guess[1]
    return min(starts), max(ends)


def _apart(cues: list[Cue]) -> tuple[Cue, ...]:
    """None above another and none shorter than `SHORTEST_CUE`, moving as little as can be."""
    made: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: cue.start):
        start = max(0.0, cue.start)
        if made:
            before = made[-1]
            start = max(start, before.start + SHORTEST_CUE)
            if before.end > start:
                made[-1] = replace(before, end=start)
        if (start, max(cue.end, start + SHORTEST_CUE)) != (cue.start, cue.end):
            cue = replace(cue, start=start, end=max(cue.end, start + SHORTEST_CUE))
        made.append(cue)
    return tuple(made)
