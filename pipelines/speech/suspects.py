"""Segments that are probably wrong, and why; and speech that has no text at all.

Thresholds are Whisper's own where it has one (`whisper/transcribe.py` of openai-whisper: it decodes
again above a compression ratio of 2.4 or below a mean log-probability of -1, and takes 0.6 for no
speech); the others are said to be ours. What a person has checked or edited is no suspect.
"""

import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from pipelines.speech.transcript import WITHOUT_SPACES, Segment, Transcript
from pipelines.text import Text, text

#: openai-whisper, `logprob_threshold`.
LOW_LOGPROB = -1.0
#: Ours: so far below the median of this recording, if it has at least `ENOUGH` segments.
LOGPROB_DROP = 0.4
ENOUGH = 8
#: openai-whisper, `compression_ratio_threshold`.
HIGH_COMPRESSION = 2.4
#: openai-whisper, `no_speech_threshold`.
NO_SPEECH = 0.6
#: Ours: Whisper's fallback goes up in steps of 0.2; from here on it draws lots.
HIGH_TEMPERATURE = 0.6
#: Ours: word scores, of aligned or decoded words, below which a word is a guess; and how many of
#: a segment's words may be.
LOW_SCORE = 0.3
LOW_SHARE = 0.4
#: Ours: characters a second. Fast speech of English has 20 to 25, of Chinese 6 to 9; subtitling
#: guides stop at 17 to 20 for reading.
FASTEST = 32.0
FASTEST_WITHOUT_SPACES = 14.0
SLOWEST = 1.5
#: Ours: seconds below which nothing is said of the pace.
TOO_SHORT_FOR_PACE = 1.0
TOO_SHORT_FOR_SLOW = 5.0
#: Ours: part of a segment's span in which speech has to be found.
LEAST_SPEECH = 0.2
#: Ours: seconds of speech without any text that are worth a look.
GAP = 1.0
#: Ours: how often a phrase has to follow itself, by its length in words.
LOOPS = {1: 5, 2: 4, 3: 3}
LOOPS_OF_LONGER = 3


_WORD = re.compile(r"[^\W_](?:[\w'’]*[^\W_])?")


class Reason(StrEnum):
    """Why somebody should look."""

    LOW_PROBABILITY = "low-probability"
    BELOW_OTHERS = "below-others"
    COMPRESSION = "compression"
    LOOP = "loop"
    SAME_AS_NEIGHBOUR = "same-as-neighbour"
    NO_SPEECH_FOUND = "no-speech-found"
    PROBABLY_SILENT = "probably-silent"
    GAP = "gap"
    TOO_FAST = "too-fast"
    TOO_SLOW = "too-slow"
    LOW_SCORES = "low-scores"
    TEMPERATURE = "temperature"


@dataclass(frozen=True)
class Doubt:
    """A reason, and a sentence that says it with its figure."""

    reason: Reason
    text: Text


@dataclass(frozen=True)
class Suspect:
    """`index` is the segment's; for a gap, that of the segment after it, which may be one past
    the last. `start` and `end` (seconds) are what should be listened to.
    """

    index: int
    start: float
    end: float
    doubts: tuple[Doubt, ...]

    @property
    def is_gap(self) -> bool:
        return self.doubts[0].reason is Reason.GAP

    @property
    def reasons(self) -> frozenset[Reason]:
        return frozenset(doubt.reason for doubt in self.doubts)


def find_suspects(transcript: Transcript) -> tuple[Suspect, ...]:
    """Suspect segments and gaps in the order of their starts."""
    known = [s.avg_logprob for s in transcript.segments if s.avg_logprob is not None]
    usual = median(known) if len(known) >= ENOUGH else None
    speech = _Spans(transcript.speech)
    found = list(_gaps(transcript))
    bare = [_bare(segment.text, transcript.language) for segment in transcript.segments]
    for index, segment in enumerate(transcript.segments):
        if segment.checked or segment.edited:
            continue
        doubts = (
            *_by_figures(segment, usual),
            *_by_words(bare, index, transcript.language),
            *_by_pace(segment, transcript.language),
            *_by_speech(segment, speech),
        )
        if doubts:
            found.append(Suspect(index, segment.start, segment.end, doubts))
    return tuple(sorted(found, key=lambda suspect: (suspect.start, not suspect.is_gap)))


def next_suspect(
    suspects: Sequence[Suspect], after: float, backwards: bool = False
) -> Suspect | None:
    """The first that starts after that time (seconds), or before it; at the end it goes round."""
    if not suspects:
        return None
    starts = [suspect.start for suspect in suspects]
    if backwards:
        return suspects[bisect_left(starts, after) - 1]
    return suspects[bisect_right(starts, after) % len(suspects)]


def _by_figures(segment: Segment, usual: float | None) -> Iterator[Doubt]:
    sure = segment.avg_logprob
    if sure is not None and sure < LOW_LOGPROB:
        yield Doubt(
            Reason.LOW_PROBABILITY,
            text("The model was unsure of these words ({figure}).", figure=f"{sure:.2f}"),
        )
    elif sure is not None and usual is not None and sure < usual - LOGPROB_DROP:
        yield Doubt(
            Reason.BELOW_OTHERS,
            text(
                "The model was less sure here than in the rest ({figure}, usually {usual}).",
                figure=f"{sure:.2f}",
                usual=f"{usual:.2f}",
            ),
        )
    ratio = segment.compression_ratio
    ratio = compression_ratio(segment.text) if ratio is None else ratio
    if ratio > HIGH_COMPRESSION:
        yield Doubt(
            Reason.COMPRESSION,
            text("The text repeats itself a lot ({figure}).", figure=f"{ratio:.1f}"),
        )
    if segment.no_speech_prob is not None and segment.no_speech_prob > NO_SPEECH:
        yield Doubt(
            Reason.PROBABLY_SILENT,
            text(
                "The model thinks that nobody speaks here ({percent} %).",
                percent=round(100 * segment.no_speech_prob),
            ),
        )
    if segment.temperature is not None and segment.temperature >= HIGH_TEMPERATURE:
        yield Doubt(
            Reason.TEMPERATURE,
            text(
                "The text came only after several tries (temperature {figure}).",
                figure=f"{segment.temperature:.1f}",
            ),
        )
    scores = [word.score for word in segment.words if word.score is not None]
    low = sum(score < LOW_SCORE for score in scores)
    if scores and low / len(scores) >= LOW_SHARE:
        yield Doubt(
            Reason.LOW_SCORES,
            text("{low} of {count} words fit the sound badly.", low=low, count=len(scores)),
        )


def compression_ratio(words: str) -> float:
    """Bytes of the text by bytes after zlib, as Whisper computes it; 0 for no text."""
    raw = words.encode("utf-8", "replace")
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def _by_words(texts: Sequence[Sequence[str]], index: int, language: str) -> Iterator[Doubt]:
    """`texts` are the bare words of all segments."""
    bare = texts[index]
    phrase, times = _loop(bare)
    if times:
        space = "" if language in WITHOUT_SPACES else " "
        yield Doubt(
            Reason.LOOP,
            text(
                "“{phrase}” comes {times} times in a row.", phrase=space.join(phrase), times=times
            ),
        )
    beside = (*texts[max(0, index - 1) : index], *texts[index + 1 : index + 2])
    if len(bare) >= (6 if language in WITHOUT_SPACES else 3) and bare in beside:
        yield Doubt(
            Reason.SAME_AS_NEIGHBOUR, text("The same text stands in the segment beside it.")
        )


def _bare(words: str, language: str) -> list[str]:
    """Words, or letters, without case and punctuation."""
    if language in WITHOUT_SPACES:
        return [letter for letter in words.casefold() if letter.isalnum()]
    return _WORD.findall(words.casefold())


def _loop(words: Sequence[str]) -> tuple[Sequence[str], int]:
    """The phrase of up to 12 words that follows itself most often, if often enough."""
    best: tuple[Sequence[str], int] = ((), 0)
    for length in range(1, min(12, len(words) // 2) + 1):
        run = 0
        for place in range(length, len(words)):
            run = run + 1 if words[place] == words[place - length] else 0
            times = run // length + 1
            if times >= LOOPS.get(length, LOOPS_OF_LONGER) and times > best[1]:
                best = (words[place - length + 1 : place + 1], times)
    return best


def _by_pace(segment: Segment, language: str) -> Iterator[Doubt]:
    if segment.duration < TOO_SHORT_FOR_PACE or not segment.text.strip():
        return
    letters = sum(map(len, segment.text.split()))
    pace = letters / segment.duration
    fastest = FASTEST_WITHOUT_SPACES if language in WITHOUT_SPACES else FASTEST
    if pace > fastest:
        yield Doubt(
            Reason.TOO_FAST,
            text(
                "There is more text here than can be said in that time ({pace} letters a second).",
                pace=round(pace),
            ),
        )
    elif pace < SLOWEST and segment.duration >= TOO_SHORT_FOR_SLOW:
        yield Doubt(
            Reason.TOO_SLOW,
            text(
                "There is little text here for {seconds} seconds.",
                seconds=round(segment.duration),
            ),
        )


class _Spans:
    """Spans of speech, joined where they overlap, to be asked how much of a stretch they cover."""

    def __init__(self, spans: Sequence[tuple[float, float]]) -> None:
        self.spans: list[tuple[float, float]] = []
        for start, end in sorted(spans):
            if self.spans and start <= self.spans[-1][1]:
                self.spans[-1] = (self.spans[-1][0], max(end, self.spans[-1][1]))
            elif end > start:
                self.spans.append((start, end))
        self.ends = [end for _start, end in self.spans]

    def covered(self, start: float, end: float) -> float:
        """Seconds of the stretch that lie within spans."""
        whole = 0.0
        for index in range(bisect_right(self.ends, start), len(self.spans)):
            low, high = self.spans[index]
            if low >= end:
                break
            whole += min(high, end) - max(low, start)
        return whole


def _by_speech(segment: Segment, speech: _Spans) -> Iterator[Doubt]:
    if not speech.spans or segment.duration <= 0 or not segment.text.strip():
        return
    share = speech.covered(segment.start, segment.end) / segment.duration
    if share < LEAST_SPEECH:
        yield Doubt(Reason.NO_SPEECH_FOUND, text("There is text here, but no speech was found."))


def _gaps(transcript: Transcript) -> Iterator[Suspect]:
    """Stretches of speech of at least `GAP` seconds that no segment covers."""
    told = _Spans([(segment.start, segment.end) for segment in transcript.segments])
    starts = [segment.start for segment in transcript.segments]
    for start, end in _Spans(transcript.speech).spans:
        at = start
        for index in range(bisect_right(told.ends, start), len(told.spans) + 1):
            low, high = told.spans[index] if index < len(told.spans) else (end, end)
            if min(low, end) - at >= GAP:
                yield _gap(bisect_right(starts, at), at, min(low, end))
            at = max(at, high)
            if at >= end:
                break


def _gap(index: int, start: float, end: float) -> Suspect:
    said = text("{seconds} seconds of speech have no text.", seconds=f"{end - start:.1f}")
    return Suspect(index, start, end, (Doubt(Reason.GAP, said),))
