"""Changes of a transcript, each a pure operation: a transcript in, another one out.

An operation that cannot be done (a bad index, nothing to split, no room) gives back the very
transcript it got, so that `after is before` says that nothing happened. Times are seconds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.speech.text_edit import (
    fit,
    reworded,
    tidy,
    tokens,
    typed_words,
    with_times,
    word_spans,
)
from pipelines.speech.transcript import SHORTEST, WITHOUT_SPACES, Segment, Transcript, Word, joined


def segment_at(transcript: Transcript, index: int) -> Segment | None:
    """The segment, or None; unlike Python's own, an index below 0 is none."""
    return transcript.segments[index] if 0 <= index < len(transcript.segments) else None


def replaced(
    transcript: Transcript, first: int, last: int, segments: Iterable[Segment]
) -> Transcript:
    """With `segments` in place of those from `first` up to, not including, `last`; in order."""
    old = transcript.segments
    made = (*old[:first], *segments, *old[last:])
    return transcript.with_segments(sorted(made, key=lambda segment: segment.start))


def set_text(transcript: Transcript, index: int, text: str) -> Transcript:
    """What the segment says. Words that are still there keep their times."""
    segment = segment_at(transcript, index)
    if segment is None:
        return transcript
    changed = reworded(segment, text, transcript.language)
    if changed is segment:
        return transcript
    return replaced(transcript, index, index + 1, [changed])


def change_word(transcript: Transcript, index: int, word: int, text: str) -> Transcript:
    """Another word at the same times; several share them, none ("") removes it."""
    segment = segment_at(transcript, index)
    if segment is None or not 0 <= word < len(word_spans(segment, transcript.language)):
        return transcript
    language = transcript.language
    text = tidy(text)
    start, end = word_spans(segment, language)[word]
    if segment.text[start:end] == text:
        return transcript
    whole = tidy(segment.text[:start] + text + segment.text[end:])
    words = segment.words
    if words:
        names = [text] if language in WITHOUT_SPACES and text else text.split()
        typed = typed_words(words[word : word + 1], names)
        words = tuple(
            with_times([*words[:word], *typed, *words[word + 1 :]], segment.start, segment.end)
        )
    changed = replace(segment, text=whole, words=words, compression_ratio=None, edited=True)
    return replaced(transcript, index, index + 1, [changed])


def split_at_word(transcript: Transcript, index: int, word: int) -> Transcript:
    """Two segments, the second beginning with that word."""
    segment = segment_at(transcript, index)
    if segment is None:
        return transcript
    spans = word_spans(segment, transcript.language)
    if not 0 < word < len(spans):
        return transcript
    return split_at_text(transcript, index, spans[word][0])


def split_at_text(transcript: Transcript, index: int, position: int) -> Transcript:
    """Two segments, parted before the letter at `position` of the text.

    A word in which that is becomes two, each with its share of the time.
    """
    segment = segment_at(transcript, index)
    if segment is None or not 0 < position < len(segment.text):
        return transcript
    left, right = _parted_words(segment, position, transcript.language)
    share = segment.start + segment.duration * position / len(segment.text)
    left_end = max((word.end for word in left if word.end is not None), default=share)
    starts = [word.start for word in right if word.start is not None]
    right_start = min(starts, default=left_end if left else share)
    if not any(word.end is not None for word in left):
        left_end = right_start
    return _split(transcript, index, position, (left, right), (left_end, right_start))


def split_at_time(transcript: Transcript, index: int, time: float) -> Transcript:
    """Two segments that meet at `time`, parted between the words that are nearest to it."""
    segment = segment_at(transcript, index)
    if segment is None or not segment.start < time < segment.end:
        return transcript
    spans = word_spans(segment, transcript.language)
    if len(spans) < 2:
        return transcript
    count = _words_before(segment, time, len(spans))
    words = segment.words
    parts = (words[:count], words[count:])
    return _split(transcript, index, spans[count][0], parts, (time, time))


def _words_before(segment: Segment, time: float, count: int) -> int:
    """How many words end up before `time`, at least one and not all."""
    timed = [word.start is not None and word.end is not None for word in segment.words]
    if not any(timed):
        found = round(count * (time - segment.start) / segment.duration)
        return min(max(1, found), count - 1)
    found = 0
    for number, word in enumerate(segment.words, 1):
        if word.start is not None and word.end is not None and word.start + word.end < 2 * time:
            found = number
    return min(max(1, found), count - 1)


def _parted_words(
    segment: Segment, position: int, language: str
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    if not segment.words:
        return (), ()
    left: list[Word] = []
    right: list[Word] = []
    for word, (start, end) in zip(segment.words, word_spans(segment, language), strict=True):
        if end <= position:
            left.append(word)
        elif start >= position:
            right.append(word)
        else:
            cut = position - start
            first, second = typed_words((word,), (word.text[:cut], word.text[cut:]), word.speaker)
            left.append(first)
            right.append(second)
    return tuple(left), tuple(right)


def _split(
    transcript: Transcript,
    index: int,
    position: int,
    words: tuple[Sequence[Word], Sequence[Word]],
    times: tuple[float, float],
) -> Transcript:
    segment = transcript.segments[index]
    first, second = segment.text[:position].strip(), segment.text[position:].strip()
    if not first or not second or segment.duration < 2 * SHORTEST:
        return transcript
    end = min(max(times[0], segment.start + SHORTEST), segment.end - SHORTEST)
    start = min(max(times[1], end), segment.end - SHORTEST)
    common = replace(segment, compression_ratio=None)
    left = replace(common, end=end, text=first, words=fit(words[0], segment.start, end))
    right = replace(common, start=start, text=second, words=fit(words[1], start, segment.end))
    return replaced(transcript, index, index + 1, [_spoken(left), _spoken(right)])


def _spoken(segment: Segment) -> Segment:
    """With the speaker whom most of its words name, after a split between two people."""
    names = [word.speaker for word in segment.words if word.speaker]
    if not names or segment.speaker in names:
        return segment
    return replace(segment, speaker=max(dict.fromkeys(names), key=names.count))


def merge_with_next(transcript: Transcript, index: int) -> Transcript:
    """One segment of this and the next; the first one's speaker speaks it all."""
    one, two = segment_at(transcript, index), segment_at(transcript, index + 1)
    if one is None or two is None:
        return transcript
    language = transcript.language
    words: tuple[Word, ...] = ()
    if one.words or two.words:
        words = (*_all_words(one, language), *_all_words(two, language))
    merged = replace(
        one,
        end=max(one.end, two.end),
        text=joined((text for text in (one.text, two.text) if text), language),
        words=words,
        speaker=one.speaker or two.speaker,
        avg_logprob=_mean(one, two),
        compression_ratio=None,
        no_speech_prob=_most(one.no_speech_prob, two.no_speech_prob),
        temperature=_most(one.temperature, two.temperature),
        edited=one.edited or two.edited,
        checked=one.checked and two.checked,
    )
    return replaced(transcript, index, index + 2, [merged])


def _all_words(segment: Segment, language: str) -> tuple[Word, ...]:
    """Words that stand for all of the text, without times where none are known."""
    return segment.words or tuple(
        Word(text, speaker=segment.speaker) for text in tokens(segment.text, language)
    )


def _mean(one: Segment, two: Segment) -> float | None:
    known = [part for part in (one, two) if part.avg_logprob is not None]
    length = sum(part.duration for part in known)
    if not known:
        return None
    if length <= 0:
        return known[0].avg_logprob
    return sum((part.avg_logprob or 0.0) * part.duration for part in known) / length


def _most(one: float | None, two: float | None) -> float | None:
    return max((value for value in (one, two) if value is not None), default=None)


def delete(transcript: Transcript, indexes: Iterable[int]) -> Transcript:
    """Without these segments."""
    gone = {index for index in indexes if segment_at(transcript, index) is not None}
    if not gone:
        return transcript
    return transcript.with_segments(
        segment for index, segment in enumerate(transcript.segments) if index not in gone
    )


def place_of(transcript: Transcript, start: float) -> int:
    """The index that a segment with that start gets when it is inserted."""
    return sum(segment.start <= start for segment in transcript.segments)


def insert(
    transcript: Transcript, start: float, end: float, text: str = "", speaker: str = ""
) -> Transcript:
    """A segment that somebody typed, at `place_of(start)`; it has no word times."""
    start = max(0.0, start)
    last = transcript.duration
    if last > 0:
        start = min(start, max(0.0, last - SHORTEST))
        end = min(end, last)
    made = Segment(start, max(end, start + SHORTEST), tidy(text), speaker=speaker, edited=True)
    index = place_of(transcript, start)
    return replaced(transcript, index, index, [made])


def replace_segment(
    transcript: Transcript, index: int, segments: Sequence[Segment], margin: float = 0.0
) -> Transcript:
    """What another run made of one segment, in its place; nothing heard leaves nothing.

    The new segments are cut to the old one's span, with `margin` seconds about it as far as the
    neighbours leave room. They get its speaker if they have none.
    """
    old = segment_at(transcript, index)
    if old is None:
        return transcript
    before, after = segment_at(transcript, index - 1), segment_at(transcript, index + 1)
    low = min(old.start, max(old.start - margin, before.end if before else 0.0, 0.0))
    high = max(old.end, min(old.end + margin, after.start if after else old.end + margin))
    made: list[Segment] = []
    for segment in sorted(segments, key=lambda segment: segment.start):
        start, end = max(segment.start, low), min(segment.end, high)
        if not segment.text.strip():
            continue
        if end - start < SHORTEST:  # heard beside the span: never lose its words
            start = min(max(segment.start, low), high - SHORTEST)
            end = max(min(segment.end, high), start + SHORTEST)
        words = tuple(
            word if word.speaker else replace(word, speaker=segment.speaker or old.speaker)
            for word in fit(segment.words, start, end)
        )
        speaker = segment.speaker or old.speaker
        made.append(replace(segment, start=start, end=end, words=words, speaker=speaker))
    return replaced(transcript, index, index + 1, made)


def mark_checked(
    transcript: Transcript, indexes: Iterable[int], checked: bool = True
) -> Transcript:
    """That somebody looked at these segments and found them right, or not any more."""
    wanted = {
        index
        for index in indexes
        if (segment := segment_at(transcript, index)) is not None and segment.checked != checked
    }
    if not wanted:
        return transcript
    return transcript.with_segments(
        replace(segment, checked=checked) if index in wanted else segment
        for index, segment in enumerate(transcript.segments)
    )
