"""A transcript without signs that no format can hold."""

from dataclasses import replace

from pipelines.speech.transcript import Segment, Transcript

#: Control characters but tab and line breaks, halves of surrogate pairs, and what XML forbids.
_FORBIDDEN = dict.fromkeys(
    [
        *(n for n in range(32) if n not in (9, 10, 13)),
        127,
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    ]
)


def clean(transcript: Transcript) -> Transcript:
    """The same one if there is nothing to remove, as is nearly always."""
    segments = tuple(_clean(segment) for segment in transcript.segments)
    if all(new is old for new, old in zip(segments, transcript.segments, strict=True)):
        return transcript
    return transcript.with_segments(segments)


def _clean(segment: Segment) -> Segment:
    words = segment.words
    if any(_dirty(word.text) or _dirty(word.speaker) for word in words):
        words = tuple(
            replace(
                word,
                text=word.text.translate(_FORBIDDEN),
                speaker=word.speaker.translate(_FORBIDDEN),
            )
            for word in words
        )
    if words is segment.words and not _dirty(segment.text) and not _dirty(segment.speaker):
        return segment
    text, speaker = segment.text.translate(_FORBIDDEN), segment.speaker.translate(_FORBIDDEN)
    return replace(segment, text=text, speaker=speaker, words=words)


def _dirty(words: str) -> bool:
    return not words.isascii() or not words.isprintable()
