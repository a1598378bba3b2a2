"""Sentences instead of the pieces that Whisper's own times make, where words have times.

Whisper ends a piece wherever it is sure of a time, often in the middle of a sentence. whisperX's
aligner gives sentences; without one this does.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipelines.speech.sentences import sentence_spans
from pipelines.speech.transcript import Segment, Word, joined

#: A pause of so many seconds ends a segment, whatever the punctuation says.
_PAUSE = 1.5


def into_sentences(segments: Sequence[Segment], language: str) -> tuple[Segment, ...]:
    """The same words, a segment for each sentence. Segments without word times stay as they are.

    Of figures of two pieces in one sentence the worse one is kept.
    """
    made: list[Segment] = []
    run: list[Segment] = []
    for segment in segments:
        if not _is_timed(segment):
            made += [*_sentences(run, language), segment]
            run = []
            continue
        if run and segment.start - run[-1].end > _PAUSE:
            made += _sentences(run, language)
            run = []
        run.append(segment)
    return (*made, *_sentences(run, language))


def _is_timed(segment: Segment) -> bool:
    return bool(segment.words) and all(
        word.start is not None and word.end is not None for word in segment.words
    )


def _sentences(run: Sequence[Segment], language: str) -> list[Segment]:
    """One run of segments without a pause between them."""
    words = [(word, segment) for segment in run for word in segment.words]
    if not words:
        return []
    starts, text = [], ""
    for word, _parent in words:
        text = joined([text, word.text], language) if text else word.text
        starts.append(len(text) - len(word.text))
    made = []
    for first, last in sentence_spans(text, language):
        chosen = [pair for pair, at in zip(words, starts, strict=True) if first <= at < last]
        if chosen:
            made.append(_segment(chosen, language))
    return made


def _segment(chosen: "list[tuple[Word, Segment]]", language: str) -> Segment:
    words = tuple(word for word, _parent in chosen)
    parents = list({id(parent): parent for _word, parent in chosen}.values())
    times = [(word.start, word.end) for word in words]
    return replace(
        parents[0],
        start=min(start for start, _end in times if start is not None),
        end=max(end for _start, end in times if end is not None),
        text=joined((word.text for word in words), language),
        words=words,
        avg_logprob=_worst([parent.avg_logprob for parent in parents], min),
        compression_ratio=_worst([parent.compression_ratio for parent in parents], max),
        no_speech_prob=_worst([parent.no_speech_prob for parent in parents], max),
        temperature=_worst([parent.temperature for parent in parents], max),
    )


def _worst(
    figures: "list[float | None]", choose: Callable[[Iterable[float]], float]
) -> float | None:
    known = [figure for figure in figures if figure is not None]
    return choose(known) if known else None
