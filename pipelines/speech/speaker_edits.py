"""Who speaks: set for segments, renamed everywhere, two made one."""

from collections.abc import Iterable
from dataclasses import replace

from pipelines.speech.editing import segment_at
from pipelines.speech.text_edit import tidy
from pipelines.speech.transcript import Segment, Transcript


def set_speaker(transcript: Transcript, indexes: Iterable[int], speaker: str) -> Transcript:
    """These segments, with all their words, are spoken by `speaker`; "" is nobody known."""
    speaker = tidy(speaker)
    wanted = {index for index in indexes if segment_at(transcript, index) is not None}
    return _changed(
        transcript,
        (
            _spoken_by(segment, speaker) if index in wanted else segment
            for index, segment in enumerate(transcript.segments)
        ),
    )


def rename_speaker(transcript: Transcript, old: str, new: str) -> Transcript:
    """Another name for a speaker, everywhere: in segments and in words.

    A name that somebody else has makes the two one, which the caller may want to ask about first
    (`new in transcript.speakers`).
    """
    new = tidy(new)
    if not old or old == new:
        return transcript
    return _changed(transcript, (_renamed(segment, old, new) for segment in transcript.segments))


def merge_speakers(transcript: Transcript, kept: str, gone: str) -> Transcript:
    """All that `gone` said is said by `kept`."""
    return rename_speaker(transcript, gone, kept) if kept else transcript


def _spoken_by(segment: Segment, speaker: str) -> Segment:
    if segment.speaker == speaker and all(word.speaker == speaker for word in segment.words):
        return segment
    words = tuple(replace(word, speaker=speaker) for word in segment.words)
    return replace(segment, speaker=speaker, words=words)


def _renamed(segment: Segment, old: str, new: str) -> Segment:
    if segment.speaker != old and all(word.speaker != old for word in segment.words):
        return segment
    words = tuple(
        replace(word, speaker=new) if word.speaker == old else word for word in segment.words
    )
    return replace(segment, speaker=new if segment.speaker == old else segment.speaker, words=words)


def _changed(transcript: Transcript, segments: Iterable[Segment]) -> Transcript:
    """The same transcript if nothing is different."""
    made = tuple(segments)
    pairs = zip(made, transcript.segments, strict=True)
    return transcript if all(new is old for new, old in pairs) else transcript.with_segments(made)
