"""Moving where a segment begins or ends: neighbours make room, words stay inside."""

from dataclasses import replace
from enum import StrEnum

from pipelines.speech.editing import replaced, segment_at
from pipelines.speech.text_edit import fit
from pipelines.speech.transcript import SHORTEST, Segment, Transcript


class Edge(StrEnum):
    """Which end of a segment."""

    START = "start"
    END = "end"


def move_boundary(
    transcript: Transcript, index: int, edge: Edge, time: float, push: bool = True
) -> Transcript:
    """One edge of a segment at `time` (seconds), as near to it as can be.

    A neighbour that is in the way gives way down to `SHORTEST` if `push`, else it is the limit.
    Neighbours that overlapped before are left alone. No segment gets shorter than `SHORTEST`, and
    the order of the starts stays.
    """
    if segment_at(transcript, index) is None or time != time:
        return transcript
    if edge is Edge.START:
        return _move_start(transcript, index, time, push)
    return _move_end(transcript, index, time, push)


def _move_start(transcript: Transcript, index: int, time: float, push: bool) -> Transcript:
    segment, before = transcript.segments[index], segment_at(transcript, index - 1)
    after = segment_at(transcript, index + 1)
    low, high = 0.0, segment.end - SHORTEST
    if after is not None:
        high = min(high, max(after.start, segment.start))
    parted = before is not None and before.end <= segment.start
    if before is not None and not parted:
        low = before.start
    elif before is not None:
        low = before.start + SHORTEST if push else before.end
    low = min(low, segment.start)
    start = min(max(time, low), max(high, low))
    if start == segment.start:
        return transcript
    changed = [_within(segment, start, segment.end)]
    first = index
    if before is not None and parted and before.end > start:
        changed.insert(0, _within(before, before.start, start))
        first -= 1
    return replaced(transcript, first, index + 1, changed)


def _move_end(transcript: Transcript, index: int, time: float, push: bool) -> Transcript:
    segment, after = transcript.segments[index], segment_at(transcript, index + 1)
    low, high = segment.start + SHORTEST, float("inf")
    if transcript.duration > 0:
        high = max(transcript.duration, segment.end)
    parted = after is not None and segment.end <= after.start
    if after is not None and parted:
        limit = after.end - SHORTEST if push else after.start
        if push and (follower := segment_at(transcript, index + 2)) is not None:
            limit = min(limit, max(follower.start, after.start))  # the order stays
        high = max(min(high, limit), segment.end)
    end = min(max(time, low), max(high, low))
    if end == segment.end or end == float("inf"):
        return transcript
    changed = [_within(segment, segment.start, end)]
    last = index + 1
    if after is not None and parted and after.start < end:
        changed.append(_within(after, end, after.end))
        last += 1
    return replaced(transcript, index, last, changed)


def _within(segment: Segment, start: float, end: float) -> Segment:
    words = fit(segment.words, start, end)
    return replace(segment, start=start, end=end, words=words, edited=True)
