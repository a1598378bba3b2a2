"""When each word is said: segments of Whisper into sentences with word times (whisperX's stage 5).

The result equals `whisperx.alignment.align` (m-bain/whisperX 3.8.6) on the same model, but for
what that loses: sentences without any time, the figures of Whisper, the stretch beyond the end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipelines.progress import Progress
from pipelines.speech.ctc_aligner import SAMPLE_RATE, Aligner, Clip, Placed
from pipelines.speech.sentences import sentence_spans
from pipelines.speech.transcript import SHORTEST, WITHOUT_SPACES, Segment, Word

#: Longer segments keep the times they have: the path through one takes a byte for each pair of a
#: frame and a character. Whisper's last 30 seconds at most.
LONGEST = 300.0


@dataclass(frozen=True)
class _Job:
    """A segment that can be aligned: its number, where it starts, its words and its sound.

    `text` has single spaces, `offsets` say where each of the words begins in it.
    """

    number: int
    start: float
    text: str
    offsets: tuple[int, ...]
    clip: Clip


def align(
    samples: np.ndarray,
    segments: Sequence[Segment],
    language: str,
    aligner: Aligner,
    progress: Progress,
) -> tuple[Segment, ...]:
    """Segments that are one sentence each, with words whose times are known.

    `samples` is the whole recording, float32, mono, 16 kHz. What cannot be aligned (no text,
    beyond the end, more characters than there are frames) is returned as it is. A parent's
    speaker and figures stay with each of its sentences. Raises Cancelled between batches.
    """
    jobs = list(_jobs(samples, segments, language))
    whole = sum(len(job.clip.samples) for job in jobs)
    done = 0
    found: dict[int, list[Segment]] = {}
    for batch in aligner.batches([len(job.clip.samples) for job in jobs]):
        progress.update(done / whole if whole else None)
        chosen = [jobs[number] for number in batch]
        for job, placed in zip(chosen, aligner.place([job.clip for job in chosen]), strict=True):
            done += len(job.clip.samples)
            if placed is not None and any(word is not None for word in placed):
                found[job.number] = _sentences(segments[job.number], job, placed, language)
    progress.update(1.0)
    aligned = [
        piece for number, segment in enumerate(segments) for piece in found.get(number, (segment,))
    ]
    return tuple(sorted(aligned, key=lambda segment: segment.start))


def _jobs(samples: np.ndarray, segments: Sequence[Segment], language: str) -> Iterator[_Job]:
    whole = len(samples) / SAMPLE_RATE
    for number, segment in enumerate(segments):
        start, end = max(0.0, segment.start), min(segment.end, whole)
        text = " ".join(segment.text.split())
        words, offsets = split_words(text, language)
        if not words or start >= whole or not 0 <= end - start <= LONGEST:
            continue
        piece = samples[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]
        yield _Job(number, start, text, offsets, Clip(piece, words, end - start))


def split_words(text: str, language: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of a text without double spaces, and where each begins in it.

    In languages without spaces each character is one, as in whisperX.
    """
    if language in WITHOUT_SPACES:
        kept = [(sign, place) for place, sign in enumerate(text) if not sign.isspace()]
        return tuple(sign for sign, _place in kept), tuple(place for _sign, place in kept)
    words, offsets, place = [], [], 0
    for word in text.split():
        words.append(word)
        offsets.append(place)
        place += len(word) + 1
    return tuple(words), tuple(offsets)


def _sentences(
    parent: Segment, job: _Job, placed: Sequence[Placed | None], language: str
) -> list[Segment]:
    """The parent in sentences; those that no time is known of join their neighbour."""
    made: list[Segment] = []
    for start, end in sentence_spans(job.text, language):
        chosen = [number for number, at in enumerate(job.offsets) if start <= at < end]
        words = _filled(
            [_word(job.clip.words[number], placed[number], job.start) for number in chosen]
        )
        times = [word for word in words if word.start is not None and word.end is not None]
        text = job.text[start:end]
        if not times and made:
            made[-1] = _joined(made[-1], text, words, language)
            continue
        first = min((word.start for word in times if word.start is not None), default=-1.0)
        last = max((word.end for word in times if word.end is not None), default=-1.0)
        made.append(replace(parent, start=first, end=last, text=text, words=tuple(words)))
    return [_lasting(segment) for segment in _without_timeless_head(made, language)]


def _word(written: str, placed: Placed | None, offset: float) -> Word:
    if placed is None:
        return Word(written)
    return Word(
        written,
        round(placed.start + offset, 3),
        round(placed.end + offset, 3),
        round(placed.score, 3),
    )


def _filled(words: Sequence[Word]) -> list[Word]:
    """Words without a time take that of the nearest one that has it, as in whisperX."""
    known = [number for number, word in enumerate(words) if word.start is not None]
    if not known:
        return list(words)
    filled = []
    for number, word in enumerate(words):
        nearest = words[min(known, key=lambda other: (abs(other - number), other))]
        filled.append(
            word if word.start is not None
            else replace(word, start=nearest.start, end=nearest.end)
        )  # fmt: skip
    return filled


def _joined(segment: Segment, text: str, words: Sequence[Word], language: str) -> Segment:
    between = "" if language in WITHOUT_SPACES else " "
    joined = tuple(_filled([*segment.words, *words]))
    return replace(segment, text=f"{segment.text}{between}{text}", words=joined)


def _without_timeless_head(made: list[Segment], language: str) -> list[Segment]:
    if len(made) > 1 and made[0].start < 0:
        head, second = made[0], made[1]
        joined = _joined(head, second.text, second.words, language)
        return [replace(joined, start=second.start, end=second.end), *made[2:]]
    return made


def _lasting(segment: Segment) -> Segment:
    return replace(segment, end=max(segment.end, round(segment.start + SHORTEST, 3)))
