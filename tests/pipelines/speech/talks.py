"""Transcripts for tests: made by hand, and random ones with awkward parts."""

import random
from dataclasses import replace

from pipelines.speech.transcript import Segment, Transcript, Word, joined

_NAMES = (
    *("the", "quick", "brown", "fox", "jumps", "over", "a", "lazy", "dog", "and,", "then?"),
    *("it's", "R&B", "naïve", "Straße", "12.5", "co-op"),
)


def spoken(text: str, start: float, end: float, speaker: str = "", score: float = 0.9) -> Segment:
    """A segment whose words share its span evenly."""
    names = text.split()
    step = (end - start) / max(1, len(names))
    words = tuple(
        Word(name, round(start + n * step, 3), round(start + (n + 1) * step, 3), score, speaker)
        for n, name in enumerate(names)
    )
    return Segment(start, end, text, words, speaker)


def talk() -> Transcript:
    """Two people, three sentences, a pause of six seconds before the last."""
    return Transcript(
        segments=(
            spoken("Hello there, how are you?", 0.5, 2.5, "SPEAKER_00"),
            spoken("I am fine, thank you very much indeed.", 2.9, 6.1, "SPEAKER_01"),
            spoken("Good.", 12.0, 12.5, "SPEAKER_00"),
        ),
        language="en",
        language_probability=0.98,
        duration=14.0,
        speech=((0.4, 6.2), (11.9, 12.6)),
    )


def random_talk(
    seed: int, words: bool = True, speakers: bool = True, language: str = "en", gaps: bool = True
) -> Transcript:
    """A talk of up to 12 segments; `gaps` leaves some words without a time."""
    chance = random.Random(seed)
    segments: list[Segment] = []
    at = chance.uniform(0, 4000)
    for _ in range(chance.randint(1, 12)):
        names = [chance.choice(_NAMES) for _ in range(chance.randint(1, 25))]
        said: list[Word] = []
        begin = at
        who = chance.choice(("SPEAKER_00", "SPEAKER_01")) if speakers else ""
        for name in names:
            length = chance.uniform(0.06, 0.5)
            timed = not gaps or chance.random() > 0.1
            said.append(
                Word(
                    name,
                    round(at, 3) if timed else None,
                    round(at + length, 3) if timed else None,
                    round(chance.random(), 3) if timed else None,
                    who,
                )
            )
            at += length + (0 if chance.random() < 0.3 else chance.uniform(0.03, 0.2))
            if chance.random() < 0.03:
                at += 4
        segment = Segment(round(begin, 3), round(at, 3), joined(names, language), tuple(said), who)
        segments.append(segment if words else replace(segment, words=()))
        at += chance.choice((0.05, 0.5, 5.0))
    return Transcript(tuple(segments), language=language, duration=round(at + 1, 3))
