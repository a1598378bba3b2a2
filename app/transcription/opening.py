"""What is opened in the editor, found and read off the GUI thread."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.progress import Progress

if TYPE_CHECKING:
    from pipelines.speech.audio_reference import AudioReference
    from pipelines.speech.live_log import Logged
    from pipelines.speech.project import Project
    from pipelines.speech.rescue import Rescued
    from pipelines.speech.transcript import Transcript
    from pipelines.text import Text

#: Files with a transcript in them rather than sound.
TRANSCRIPT_SUFFIXES = (".hearth-transcript", ".srt", ".vtt", ".json", ".tsv", ".aud")


@dataclass(frozen=True)
class Opened:
    """A transcript to be edited. `path` is its project file, None for an import; `audio` is where
    its recording is, None if it was not found; `notice` tells what is odd about it. `saved` is
    what the file holds, where the project has changes that were never saved.
    """

    project: "Project"
    path: Path | None
    audio: Path | None
    notice: "Text | None" = None
    saved: "Transcript | None" = None


def is_transcript(path: Path) -> bool:
    """By its name; reading it will tell."""
    return path.suffix.lower() in TRANSCRIPT_SUFFIXES


def nothing_of(audio: Path) -> Opened:
    """No transcript of that recording yet."""
    from pipelines.speech.project import Project
    from pipelines.speech.transcript import Transcript

    return Opened(Project(Transcript()), None, audio)


def kept_for(audio: Path, folder: Path) -> Opened | None:
    """The transcript that is kept for a recording, or what a broken run has heard of it since.

    Raises BadInput for a damaged one.
    """
    from pipelines.speech.project import open_project
    from pipelines.speech.transcript_shelf import TranscriptShelf

    path = TranscriptShelf(folder).find(audio)
    logged = _broken_off(audio, folder)
    if logged is not None and (path is None or _is_newer(logged.path, path)):
        return _opened_log(logged, audio)
    return Opened(open_project(path), path, audio) if path is not None else None


def _broken_off(audio: Path, folder: Path) -> "Logged | None":
    """The latest log of a run that did not come to its end."""
    from pipelines.errors import BadInput
    from pipelines.speech.audio_reference import refer_to
    from pipelines.speech.live_log import unfinished

    logs = [log for log in unfinished(folder) if log.audio is not None]
    if not logs:
        return None
    try:
        fingerprint = refer_to(audio).fingerprint
    except BadInput:
        return None
    ours = [log for log in logs if log.audio and log.audio.fingerprint == fingerprint]
    return max(ours, key=lambda log: _moment(log.path), default=None)


def _opened_log(logged: "Logged", audio: Path) -> Opened:
    from dataclasses import replace

    from pipelines.speech.project import Project

    transcript = logged.transcript
    if not transcript.duration and logged.audio is not None:
        transcript = replace(transcript, duration=logged.audio.duration)
    return Opened(Project(transcript, logged.audio, logged.model, logged.params), None, audio)


def is_outdated(logged: "Logged", folder: Path) -> bool:
    """Whether the recording of a broken run has been transcribed as a whole since."""
    from pipelines.speech.transcript_shelf import TranscriptShelf

    if logged.audio is None:
        return True
    path = TranscriptShelf(folder).find(Path(logged.audio.path))
    return path is not None and _is_newer(path, logged.path)


def _is_newer(one: Path, other: Path) -> bool:
    return _moment(one) > _moment(other)


def _moment(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def open_rescued(item: "Rescued") -> Opened:
    """Changes that a crash kept from being saved, over what the file holds."""
    from pipelines.errors import BadInput
    from pipelines.speech.project import open_project

    transcript = item.project.transcript
    saved, path = transcript.with_segments(()), None
    if item.path is not None:
        try:
            saved, path = open_project(item.path).transcript, item.path
        except BadInput:  # gone, or damaged: then the copy is all there is
            path = item.path if not item.path.exists() else None
    audio = None
    if item.project.audio is not None:
        audio, _notice = _found(item.path, item.project.audio)
    return Opened(item.project, path, audio, saved=saved)


def open_file(path: Path, _progress: Progress) -> Opened:
    """A project, or subtitles beside whose file a recording may lie. Raises BadInput."""
    from pipelines.speech.captions.reading import read_transcript
    from pipelines.speech.project import SUFFIX, Project, open_project

    beside = _beside(path)
    if path.suffix.lower() != SUFFIX:
        return Opened(Project(read_transcript(path), _reference(beside)), None, beside)
    project = open_project(path)
    if project.audio is None:
        return Opened(project, path, beside)
    return Opened(project, path, *_found(path, project.audio))


def _found(project: Path | None, audio: "AudioReference") -> "tuple[Path | None, Text | None]":
    """The recording by the name it had when it is that one, and what is odd about it."""
    from pipelines.speech.audio_reference import locate

    located = locate(project, audio)
    path = located.path
    if path is None:
        return None, located.text
    known = Path(audio.path)
    same = known.is_file() and known.samefile(path)
    return (known if same else Path(os.path.realpath(path))), located.text


def _reference(audio: Path | None) -> "AudioReference | None":
    from pipelines.errors import BadInput
    from pipelines.speech.audio_reference import refer_to

    try:
        return refer_to(audio) if audio is not None else None
    except BadInput:
        return None


def _beside(path: Path) -> Path | None:
    """A recording of the same name in the same folder."""
    from pipelines.speech.suffixes import RECORDING_SUFFIXES

    stem = path.with_suffix("")
    for suffix in RECORDING_SUFFIXES:
        candidate = stem.with_name(stem.name + suffix)
        if candidate.is_file():
            return candidate
    return None
