"""A transcript as JSON that gives it back exactly, for project files and logs.

Field for field as in `transcript.py`, what has its default left out; unlike whisperX's shape, in
which texts lose their outer spaces and there are no notes.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from math import isfinite
from string import Formatter
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from pipelines.speech.transcript import Segment, Transcript, Word
from pipelines.text import Text

#: A value of a note that JSON gives back as it was.
_Plain = str | bool | int | float | None
_Seconds = Annotated[float, Field(allow_inf_nan=False)]


class _Kept(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=False)


class _KeptNote(_Kept):
    template: str
    values: dict[str, _Plain] = {}

    @model_validator(mode="after")
    def _has_plain_places(self) -> "_KeptNote":
        """A place may be a name, not a look into an object or a width of a gigabyte."""
        for _words, place, form, conversion in Formatter().parse(self.template):
            if place is not None and (place not in self.values or form or conversion):
                raise ValueError("a place without a value")
        return self


class _KeptWord(_Kept):
    text: str
    start: _Seconds | None = None
    end: _Seconds | None = None
    score: _Seconds | None = None
    speaker: str = ""


class _KeptSegment(_Kept):
    start: _Seconds
    end: _Seconds
    text: str
    words: tuple[_KeptWord, ...] = ()
    speaker: str = ""
    avg_logprob: _Seconds | None = None
    compression_ratio: _Seconds | None = None
    no_speech_prob: _Seconds | None = None
    temperature: _Seconds | None = None
    edited: bool = False
    checked: bool = False


class _KeptTranscript(_Kept):
    segments: tuple[_KeptSegment, ...] = ()
    language: str = ""
    language_probability: _Seconds | None = None
    task: str = "transcribe"
    duration: _Seconds = 0.0
    speech: tuple[tuple[_Seconds, _Seconds], ...] = ()
    made_by: dict[str, str] = {}
    notes: tuple[_KeptNote, ...] = ()


@cache
def _segments() -> TypeAdapter[tuple[_KeptSegment, ...]]:
    return TypeAdapter(tuple[_KeptSegment, ...])


def kept(transcript: Transcript) -> dict[str, Any]:
    """Of plain values, ready for json. Values of notes that JSON has not become text."""
    told = _told(transcript, ("segments", "speech", "made_by", "notes"))
    if transcript.segments:
        told["segments"] = kept_segments(transcript.segments)
    if transcript.speech:
        told["speech"] = [list(span) for span in transcript.speech if all(map(isfinite, span))]
    if transcript.made_by:
        told["made_by"] = dict(transcript.made_by)
    if transcript.notes:
        told["notes"] = [_kept_note(note) for note in transcript.notes]
    return told


def kept_segments(segments: tuple[Segment, ...]) -> list[dict[str, Any]]:
    """The same of some segments."""
    made: list[dict[str, Any]] = []
    for segment in segments:
        told = _told(segment, ("words",))
        if segment.words:
            told["words"] = [_told(word) for word in segment.words]
        made.append(told)
    return made


def _told(item: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields that have not their default."""
    told: dict[str, Any] = {}
    for known in fields(item):
        if known.name in without:
            continue
        value = getattr(item, known.name)
        if isinstance(value, float) and not isfinite(value):  # no JSON, and no time either
            value = 0.0 if known.default is MISSING else known.default
        if value != known.default or type(value) is not type(known.default):
            told[known.name] = value
    return told


def _kept_note(note: Text) -> dict[str, Any]:
    plain = (str, bool, int, float, type(None))
    values = {
        name: value if isinstance(value, plain) else str(value)
        for name, value in note.values.items()
    }
    return {"template": note.template, "values": values} if values else {"template": note.template}


def transcript_of(told: Any) -> Transcript:
    """What `kept` was given. Raises ValueError for anything else."""
    saved = _KeptTranscript.model_validate(told)
    return Transcript(
        segments=tuple(_segment_of(segment) for segment in saved.segments),
        language=saved.language,
        language_probability=saved.language_probability,
        task=saved.task,
        duration=saved.duration,
        speech=saved.speech,
        made_by=MappingProxyType(dict(saved.made_by)),
        notes=tuple(Text(note.template, note.values) for note in saved.notes),
    )


def segments_of(told: Any) -> tuple[Segment, ...]:
    """What `kept_segments` was given. Raises ValueError for anything else."""
    return tuple(_segment_of(segment) for segment in _segments().validate_python(told))


def _segment_of(saved: _KeptSegment) -> Segment:
    words = tuple(Word(**_fields_of(word)) for word in saved.words)
    return Segment(**{**_fields_of(saved), "words": words})


def _fields_of(saved: BaseModel) -> Mapping[str, Any]:
    return dict(saved)
