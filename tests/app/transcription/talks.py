"""Transcripts to look at and to edit: a diarized talk, made up, with all that marks segments."""

from dataclasses import replace
from types import MappingProxyType

from pipelines.speech.transcript import Segment, Transcript, Word

_LINES = (
    "Good morning, and welcome to the harbour office.",
    "Thank you. I came about the old lighthouse on the northern pier.",
    "It has been dark since the storm in November, hasn't it?",
    "Yes. The lamp itself is fine, but the cable under the pier was torn, and nobody has had "
    "the time to lay a new one before the winter came in.",
    "How long would that take, with two people and the small boat?",
    "Three days, if the weather holds.",
    "Then we should begin on Monday, before the next spring tide.",
    "I would rather wait for the divers. They know where the old cable lies, and without them "
    "we would be searching in the mud for a week.",
)
NAMES = ("Mara Lindqvist", "SPEAKER_01", "Tom")


def segment(
    start: float, words: str, speaker: str = "", score: float = 0.9, length: float = 0.3
) -> Segment:
    """A segment whose words last `length` seconds each."""
    made = []
    for number, word in enumerate(words.split()):
        begin = round(start + number * length, 3)
        made.append(Word(word, begin, round(begin + length * 0.9, 3), score, speaker))
    end = made[-1].end if made else start + 1.0
    return Segment(start, end or start, words, tuple(made), speaker, -0.2, 1.4, 0.01, 0.0)


def talk(count: int = 40) -> Transcript:
    """So many segments of three speakers, some doubtful, edited or checked."""
    segments, start = [], 0.4
    for number in range(count):
        made = segment(start, _LINES[number % len(_LINES)], NAMES[(number * 2 // 3) % 3])
        segments.append(_marked(made, number))
        start = made.end + 0.4
    return Transcript(
        tuple(segments),
        "en",
        0.98,
        duration=start,
        speech=tuple((one.start, one.end) for one in segments),
        made_by=MappingProxyType({"model": "tiny.en"}),
    )


def _marked(made: Segment, number: int) -> Segment:
    if number % 9 == 3:
        words = list(made.words)
        words[4:6] = [replace(word, score=0.2) for word in words[4:6]]
        return replace(made, avg_logprob=-1.4, words=tuple(words))
    if number % 9 == 4:
        return replace(made, edited=True)
    if number % 9 == 6:
        return replace(made, checked=True, edited=number % 2 == 0)
    return made
