"""What a recording says: segments and words with their times, in whisperX's JSON shape.

Everything here is frozen, so that an undo history is a list of transcripts. Times are seconds
from the start of the recording.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from pipelines.text import Text

#: Languages whose words are not parted by spaces, as in whisperX and Whisper.
WITHOUT_SPACES = frozenset(("ja", "zh", "yue", "th", "lo", "my", "km"))

#: The least that a segment lasts, in seconds.
SHORTEST = 0.02


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is written, with its punctuation and without spaces around it.

    `start` and `end` are None where no word time is known. `score` is the aligner's mean
    probability, 0 to 1, or Whisper's own; None for a word that somebody typed.
    """

    text: str
    start: float | None = None
    end: float | None = None
    score: float | None = None
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech, mostly a sentence.

    `words` may be empty, or stand for all of `text`. `avg_logprob`, `compression_ratio`,
    `no_speech_prob` and `temperature` are Whisper's own figures, None where they are not known;
    `edited` says that a person changed it, `checked` that one has looked at it and found it right.
    """

    start: float
    end: float
    text: str
    words: tuple[Word, ...] = ()
    speaker: str = ""
    avg_logprob: float | None = None
    compression_ratio: float | None = None
    no_speech_prob: float | None = None
    temperature: float | None = None
    edited: bool = False
    checked: bool = False

    @property
    def duration(self) -> float:
        return self.end - self.start


@dataclass(frozen=True)
class Transcript:
    """A whole recording: `segments` in the order of their starts.

    `language` is Whisper's code ("en"), `language_probability` 0 to 1 or None if it was given by
    the user. `duration` is the recording's, `speech` where voice activity was found, as (start,
    end). `made_by` says what did each stage: model, vad, words, speakers. `notes` are sentences
    that the user should see.
    """

    segments: tuple[Segment, ...] = ()
    language: str = ""
    language_probability: float | None = None
    task: str = "transcribe"
    duration: float = 0.0
    speech: tuple[tuple[float, float], ...] = ()
    made_by: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Text, ...] = ()

    @property
    def text(self) -> str:
        """The whole text, a line for each segment."""
        return "\n".join(segment.text for segment in self.segments)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Every speaker, in the order of their first word."""
        found = dict.fromkeys(segment.speaker for segment in self.segments if segment.speaker)
        return tuple(found)

    @property
    def has_words(self) -> bool:
        """Whether word times are known anywhere."""
        return any(word.start is not None for segment in self.segments for word in segment.words)

    def with_segments(self, segments: Iterable[Segment]) -> "Transcript":
        return replace(self, segments=tuple(segments))


def joined(words: Iterable[str], language: str) -> str:
    """Words as a text in that language."""
    return ("" if language in WITHOUT_SPACES else " ").join(words)


def shifted(transcript: Transcript, seconds: float) -> Transcript:
    """The same, all times later by so much: of a part of a recording that begins there."""

    def later(moment: float | None) -> float | None:
        return None if moment is None else round(moment + seconds, 3)

    def moved(segment: Segment) -> Segment:
        words = tuple(
            replace(word, start=later(word.start), end=later(word.end)) for word in segment.words
        )
        start, end = segment.start + seconds, segment.end + seconds
        return replace(segment, start=round(start, 3), end=round(end, 3), words=words)

    speech = tuple((start + seconds, end + seconds) for start, end in transcript.speech)
    return replace(transcript, segments=tuple(map(moved, transcript.segments)), speech=speech)


# -- whisperX's JSON ----------------------------------------------------------------------------

_FIGURES = ("avg_logprob", "compression_ratio", "no_speech_prob", "temperature")


def to_whisperx(transcript: Transcript) -> dict[str, Any]:
    """As whisperX writes it: ``{"segments": [{"start", "end", "text", "words", "speaker"}],
    "word_segments": [...], "language"}``, with what we know besides.
    """
    segments = [_segment_dict(segment) for segment in transcript.segments]
    return {
        "segments": segments,
        "word_segments": [word for segment in segments for word in segment["words"]],
        "language": transcript.language,
        "language_probability": transcript.language_probability,
        "task": transcript.task,
        "duration": transcript.duration,
        "speech": [list(span) for span in transcript.speech],
        "made_by": dict(transcript.made_by),
    }


def from_whisperx(told: Mapping[str, Any]) -> Transcript:
    """The transcript in a result of whisperX or of `to_whisperx`.

    Raises KeyError, TypeError or ValueError if it is in no such shape.
    """
    probability = told.get("language_probability")
    return Transcript(
        segments=tuple(_segment_of(item) for item in told["segments"]),
        language=str(told.get("language") or ""),
        language_probability=None if probability is None else float(probability),
        task=str(told.get("task") or "transcribe"),
        duration=float(told.get("duration") or 0.0),
        speech=tuple((float(start), float(end)) for start, end in told.get("speech") or ()),
        made_by=MappingProxyType(
            {str(key): str(value) for key, value in (told.get("made_by") or {}).items()}
        ),
    )


def _segment_dict(segment: Segment) -> dict[str, Any]:
    told: dict[str, Any] = {
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "words": [_word_dict(word) for word in segment.words],
    }
    if segment.speaker:
        told["speaker"] = segment.speaker
    told |= {
        name: getattr(segment, name) for name in _FIGURES if getattr(segment, name) is not None
    }
    told |= {name: True for name in ("edited", "checked") if getattr(segment, name)}
    return told


def _word_dict(word: Word) -> dict[str, Any]:
    told: dict[str, Any] = {"word": word.text}
    for name in ("start", "end", "score"):
        value = getattr(word, name)
        if value is not None:
            told[name] = value
    if word.speaker:
        told["speaker"] = word.speaker
    return told


def _segment_of(item: Mapping[str, Any]) -> Segment:
    return Segment(
        start=float(item["start"]),
        end=float(item["end"]),
        text=str(item["text"]).strip(),
        words=tuple(_word_of(word) for word in item.get("words") or ()),
        speaker=str(item.get("speaker") or ""),
        edited=bool(item.get("edited")),
        checked=bool(item.get("checked")),
        **{name: _number(item, name) for name in _FIGURES},
    )


def _word_of(item: Mapping[str, Any]) -> Word:
    return Word(
        text=str(item["word"]).strip(),
        start=_number(item, "start"),
        end=_number(item, "end"),
        score=_number(item, "score"),
        speaker=str(item.get("speaker") or ""),
    )


def _number(item: Mapping[str, Any], name: str) -> float | None:
    value = item.get(name)
    return None if value is None else float(value)
