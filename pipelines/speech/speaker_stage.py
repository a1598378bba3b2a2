"""Telling speakers apart by itself: what is loaded, what is read, what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from pipelines.device import Plan
from pipelines.progress import Progress
from pipelines.speech.captions.reading import read_transcript
from pipelines.speech.recording import Recording, read_recording
from pipelines.speech.seat import Seat
from pipelines.speech.speakers import bounds_for, diarize
from pipelines.speech.transcript import Segment, Transcript
from pipelines.text import Text, text
from pipelines.weights.on_demand import FilesOnDemand


@dataclass(frozen=True)
class Voices:
    """A recording with the transcript whose words are to get speakers, if there is one."""

    path: Path
    recording: Recording
    transcript: Transcript | None


def read_voices(audio: Path, transcript: Path | None) -> Voices:
    """Raises BadInput if either cannot be read."""
    known = read_transcript(transcript) if transcript is not None else None
    return Voices(audio, read_recording(audio), known)


class SpeakerStage:
    """The engine ("starter" or "pyannote") on a seat of its own; loaded when it is needed."""

    def __init__(self, files: Mapping[str, Path], engine: str) -> None:
        if not isinstance(files, FilesOnDemand):
            raise TypeError("the engine's files are fetched while it runs")
        self._files, self._engine, self._seat = files, engine, Seat()

    def run(
        self, voices: Voices, least: int, most: int, plan: Plan, progress: Progress
    ) -> Transcript:
        """See `pipelines.speech.speakers.diarize`. Raises BadInput and Cancelled."""
        from pipelines.speech.assignment import assign_speakers
        from pipelines.speech.voice_activity import find_speech

        bounds = bounds_for(least, most)
        recording = voices.recording
        progress.stage(text("Looking for speech"))
        activity = find_speech(recording.samples, progress=progress.part(0, 0.2))
        progress.stage(text("Telling speakers apart"))
        found, notes = diarize(
            voices.path,
            recording,
            activity.spans,
            bounds,
            self._files,
            self._seat,
            plan,
            progress.part(0.2, 1.0),
            self._engine,
        )
        made = voices.transcript or Transcript(language="")
        if voices.transcript is None:
            turns = [Segment(turn.start, turn.end, "", (), turn.speaker) for turn in found.turns]
            segments = tuple(turns)
        else:
            segments = assign_speakers(made.segments, found.turns, made.language or "en")
        said: list[Text] = [*recording.notes, *notes]
        if not found.turns:
            said.append(text("No speech was found in the recording."))
        return replace(
            made,
            segments=segments,
            duration=recording.duration,
            speech=tuple(activity.spans),
            made_by=MappingProxyType({**made.made_by, "speakers": found.engine}),
            notes=tuple(said),
        )
