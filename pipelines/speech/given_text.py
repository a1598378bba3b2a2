"""A recording together with the text that is spoken in it, and the times of its words."""

from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipelines.errors import BadInput
from pipelines.progress import Progress
from pipelines.speech.captions.reading import read_transcript
from pipelines.speech.recording import Recording, read_recording
from pipelines.speech.transcript import Segment, Transcript
from pipelines.text import Text, text

if TYPE_CHECKING:
    from pipelines.speech.ctc_aligner import Aligner

#: What is looked for beside the recording, in this order.
_BESIDE = (".txt", ".srt", ".vtt", ".json")
#: Seconds that a text without times may last: the path through it takes memory by its square.
LONGEST_WITHOUT_TIMES = 300.0


@dataclass(frozen=True)
class SpokenText:
    """`transcript` has the times that are known; one segment over all of it if none are."""

    path: Path
    recording: Recording
    transcript: Transcript


def read_spoken_text(audio: Path, given: Path | None) -> SpokenText:
    """Decode the recording and read its text.

    Raises UnreadableRecording, and BadInput if there is no text, or too long a one without times.
    """
    source = given or _beside(audio)
    plain = source.suffix.lower() in (".txt", ".md")
    known = _plain(source) if plain else read_transcript(source)
    if not any(segment.text.strip() for segment in known.segments):
        raise BadInput("There is no text in {name}.", name=source.name)
    recording = read_recording(audio)
    duration = recording.duration
    if plain:
        if duration > LONGEST_WITHOUT_TIMES:
            raise BadInput(
                "A text without times can be placed in recordings of up to {minutes} minutes: "
                "give subtitles, or transcribe the recording with WhisperX.",
                minutes=round(LONGEST_WITHOUT_TIMES / 60),
            )
        known = known.with_segments((replace(known.segments[0], end=duration),))
    return SpokenText(audio, recording, replace(known, duration=duration))


def place_text(
    content: SpokenText, language: str, aligner: "Aligner", progress: Progress
) -> Transcript:
    """The text with word times. Raises Cancelled."""
    from pipelines.speech.alignment import align

    progress.stage(text("Finding word times"))
    known = content.transcript
    segments = align(content.recording.samples, known.segments, language, aligner, progress)
    without = sum(not any(word.start is not None for word in item.words) for item in segments)
    notes: list[Text] = [*content.recording.notes]
    if without:
        notes.append(
            text(
                "{count} passages could not be placed and keep the times that they had.",
                count=without,
            )
        )
    made_by = MappingProxyType({**known.made_by, "words": aligner.name})
    return replace(known, segments=segments, language=language, made_by=made_by, notes=tuple(notes))


def _beside(audio: Path) -> Path:
    for suffix in _BESIDE:
        candidate = audio.with_suffix(suffix)
        if candidate.is_file():
            return candidate
    raise BadInput(
        "There is no text beside {name}: give one as the transcript, or put {wanted} into its "
        "folder.",
        name=audio.name,
        wanted=audio.with_suffix(".txt").name,
    )


def _plain(path: Path) -> Transcript:
    """All of a text file as one segment. Raises BadInput."""
    try:
        words = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            "{name} is not UTF-8 text: save it as such first.", name=path.name
        ) from error
    except OSError as error:
        raise BadInput(
            "{name} cannot be read ({reason}).",
            name=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error
    return Transcript((Segment(0.0, 0.0, " ".join(words.split())),))
