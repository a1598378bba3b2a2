"""Who says what: the best way to tell speakers apart that is here, and its words for the user."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.device import Plan
from pipelines.errors import BadInput, HearthError
from pipelines.progress import Progress
from pipelines.speech.speaker_models import PYANNOTE_FILES, VOICE_ENCODER
from pipelines.speech.transcript import Transcript
from pipelines.text import Text, text

if TYPE_CHECKING:
    from pipelines.speech.recording import Recording
    from pipelines.speech.seat import Seat
    from pipelines.speech.speaker_clustering import Bounds
    from pipelines.speech.turns import Diarization
    from pipelines.weights.on_demand import FilesOnDemand


@dataclass(frozen=True)
class Told:
    """`engine` is what told the speakers apart, "" if nothing could."""

    transcript: Transcript
    engine: str
    notes: tuple[Text, ...] = ()


def bounds_for(least: int, most: int) -> "Bounds":
    """How many speakers there may be, 0 for unknown. Raises BadInput if that cannot be."""
    from pipelines.speech.speaker_clustering import Bounds

    if most and least > most:
        raise BadInput(
            "There cannot be at least {least} and at most {most} speakers: change one of them.",
            least=least,
            most=most,
        )
    return Bounds(least, most)


def tell_speakers(
    path: Path,
    recording: "Recording",
    made: Transcript,
    bounds: "Bounds",
    files: "FilesOnDemand",
    seat: "Seat",
    plan: Plan,
    progress: Progress,
) -> Told:
    """The transcript with speakers.

    If nothing that tells voices apart can be fetched, the notes say so and the text stays.
    """
    from pipelines.speech.assignment import assign_speakers

    try:
        found, notes = diarize(path, recording, made.speech, bounds, files, seat, plan, progress)
    except HearthError as error:
        note = text("Speakers could not be told apart. {reason}", reason=error.text)
        return Told(made, "", (note,))
    segments = assign_speakers(made.segments, found.turns, made.language)
    return Told(replace(made, segments=segments), found.engine, notes)


def diarize(
    path: Path,
    recording: "Recording",
    speech: Sequence[tuple[float, float]],
    bounds: "Bounds",
    files: "FilesOnDemand",
    seat: "Seat",
    plan: Plan,
    progress: Progress,
    engine: str = "",
) -> "tuple[Diarization, tuple[Text, ...]]":
    """Who speaks when, and what is to be said about it.

    By the sides of a stereo recording where each has a speaker of its own; else by pyannote if its
    files are here, else by the starter. `engine` "pyannote" or "starter" asks for that one. Raises
    HearthError if its files cannot be fetched, and Cancelled.
    """
    if not engine:
        by_side = _by_side(path, recording, speech, bounds, progress)
        if by_side is not None:
            words = text("Speakers were told apart by the sides of the stereo recording.")
            return by_side, (words,)
    if engine == "pyannote" or (not engine and files.has(PYANNOTE_FILES)):
        return _by_pyannote(recording, bounds, files, seat, plan, progress), ()
    found = _by_voice(recording, speech, bounds, files, seat, plan, progress)
    words = text(
        "Speakers were told apart by the starter model. pyannote does it better: "
        "“hearth models install speaker-diarization --variant pyannote” fetches it."
    )
    return found, (() if engine else (words,))


def _by_side(
    path: Path,
    recording: "Recording",
    speech: Sequence[tuple[float, float]],
    bounds: "Bounds",
    progress: Progress,
) -> "Diarization | None":
    if recording.info.channels != 2 or bounds.most == 1 or bounds.least > 2 or not path.exists():
        return None
    from pipelines.speech.recording import stereo_blocks
    from pipelines.speech.sides import diarize_by_side, levels_of, sides_speak

    levels = levels_of(stereo_blocks(path, progress.part(0, 0.3)))
    if not sides_speak(levels):
        return None
    return diarize_by_side(levels, speech, progress.part(0.3, 1.0))


def _by_pyannote(
    recording: "Recording",
    bounds: "Bounds",
    files: "FilesOnDemand",
    seat: "Seat",
    plan: Plan,
    progress: Progress,
) -> "Diarization":
    from pipelines.speech.pyannote_pipeline import PyannoteDiarizer

    paths = files.fetch(PYANNOTE_FILES, progress.part(0.3, 0.4))
    diarizer = seat.take("pyannote", lambda: PyannoteDiarizer(paths, plan))
    return diarizer.diarize(recording.samples, bounds, progress.part(0.4, 1.0))


def _by_voice(
    recording: "Recording",
    speech: Sequence[tuple[float, float]],
    bounds: "Bounds",
    files: "FilesOnDemand",
    seat: "Seat",
    plan: Plan,
    progress: Progress,
) -> "Diarization":
    from pipelines.speech.speaker_embedding import VoiceEncoder
    from pipelines.speech.voice_diarization import diarize_by_voice

    paths = files.fetch((VOICE_ENCODER,), progress.part(0.3, 0.4))
    weights = paths[VOICE_ENCODER.name]
    encoder = seat.take("voices", lambda: VoiceEncoder(weights, plan.device))
    part = progress.part(0.4, 1.0)
    return diarize_by_voice(recording.samples, speech, encoder, bounds, part)
