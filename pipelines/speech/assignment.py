"""Whose words they are: turns laid over a transcript, as whisperX's `assign_word_speakers` does.

Besides, a segment in which the speaker changes between two words is parted there, since a line of
a transcript is one person's.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from pipelines.speech.transcript import SHORTEST, Segment, Word, joined
from pipelines.speech.turns import Turn

#: A word or two of this many seconds in another's sentence are not worth a segment of their own.
_BRIEF = 0.35


class _Turns:
    """Turns sorted by start, asked for who speaks most in a stretch of time."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = sorted(turns, key=lambda turn: turn.start)
        self._starts = np.array([turn.start for turn in self._turns])
        self._latest = np.maximum.accumulate([turn.end for turn in self._turns] or [0.0])

    def speaker(self, start: float, end: float) -> str:
        """Whose turns overlap the stretch longest; "" if nobody's do."""
        stop = int(np.searchsorted(self._starts, end, "left"))
        first = int(np.searchsorted(self._latest, start, "right"))
        spoken: dict[str, float] = {}
        for turn in self._turns[first:stop]:
            common = min(turn.end, end) - max(turn.start, start)
            if common > 0:
                spoken[turn.speaker] = spoken.get(turn.speaker, 0.0) + common
        return max(spoken, key=lambda speaker: spoken[speaker]) if spoken else ""


def assign_speakers(
    segments: Sequence[Segment],
    turns: Sequence[Turn],
    language: str = "en",
    split: bool = True,
) -> tuple[Segment, ...]:
    """Segments and words with their speakers; where nobody speaks, what they had is kept.

    `split` parts segments where the speaker changes; without it the result equals whisperX's.
    """
    known = _Turns(turns)
    told = [_told(segment, known) for segment in segments]
    if not split:
        return tuple(told)
    return tuple(part for segment in told for part in _parts(segment, language))


def _told(segment: Segment, turns: _Turns) -> Segment:
    words = tuple(
        word
        if word.start is None
        else replace(
            word,
            speaker=turns.speaker(word.start, word.start if word.end is None else word.end)
            or word.speaker,
        )
        for word in segment.words
    )
    speaker = turns.speaker(segment.start, segment.end) or segment.speaker
    return replace(segment, words=words, speaker=speaker)


def _parts(segment: Segment, language: str) -> list[Segment]:
    """The segment, or one for each of the speakers in turn."""
    words = _settled(segment)
    runs = [(speaker, [*run]) for speaker, run in groupby(words, lambda word: word.speaker)]
    if len(runs) < 2 or not _spells(segment, language):
        return [replace(segment, words=words)]
    parts: list[Segment] = []
    for number, (speaker, run) in enumerate(runs):
        times = [word for word in run if word.start is not None]
        start = segment.start if number == 0 else times[0].start
        end = segment.end if number == len(runs) - 1 else times[-1].end
        start = parts[-1].end if start is None else start
        end = start if end is None else end
        parts.append(
            replace(
                segment,
                start=start,
                end=max(end, round(start + SHORTEST, 3)),
                text=joined((word.text for word in run), language),
                words=tuple(run),
                speaker=speaker,
            )
        )
    return parts


def _settled(segment: Segment) -> tuple[Word, ...]:
    """Words whose speaker is not known, or who break in only briefly, go with their neighbours."""
    words = list(segment.words)
    before = ""
    for number, word in enumerate(words):
        words[number] = replace(word, speaker=word.speaker or before)
        before = words[number].speaker
    after = segment.speaker
    for number in range(len(words) - 1, -1, -1):
        words[number] = replace(words[number], speaker=words[number].speaker or after)
        after = words[number].speaker
    runs = [[*run] for _speaker, run in groupby(words, lambda word: word.speaker)]
    settled: list[Word] = []
    for number, run in enumerate(runs):
        neighbours = {runs[n][0].speaker for n in (number - 1, number + 1) if 0 <= n < len(runs)}
        if len(runs) > 1 and _lasts(run) < _BRIEF and len(neighbours) == 1:
            speaker = neighbours.pop()
            run = [replace(word, speaker=speaker) for word in run]
        settled += run
    return tuple(settled)


def _lasts(run: Sequence[Word]) -> float:
    starts = [word.start for word in run if word.start is not None]
    ends = [word.end for word in run if word.end is not None]
    return max(ends) - min(starts) if starts and ends else 0.0


def _spells(segment: Segment, language: str) -> bool:
    """Whether the words are the whole text, so that parting them loses nothing."""
    written = "".join(word.text for word in segment.words)
    return "".join(written.split()) == "".join(segment.text.split())
