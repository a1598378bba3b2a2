"""What is opened in the editor, found and read off the GUI thread."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.progress import Progress

if TYPE_CHECKING:
    from pipelines.speech.audio_reference import Located
    from pipelines.speech.project import Project
    from pipelines.text import Text

#: Files with a transcript in them rather than sound.
TRANSCRIPT_SUFFIXES = (".hearth-transcript", ".srt", ".vtt", ".json", ".tsv", ".aud")


@dataclass(frozen=True)
class Opened:
    """A transcript to be edited. `path` is its project file, None for an import; `audio` is where
    its recording is, None if it was not found; `notice` tells what is odd about it.
    """

    project: "Project"
    path: Path | None
    audio: Path | None
    notice: "Text | None" = None


def is_transcript(path: Path) -> bool:
    """By its name; reading it will tell."""
    return path.suffix.lower() in TRANSCRIPT_SUFFIXES


def kept_for(audio: Path, folder: Path) -> Opened | None:
    """The transcript that is kept for a recording. Raises BadInput for a damaged one."""
    from pipelines.speech.project import open_project
    from pipelines.speech.transcript_shelf import TranscriptShelf

    path = TranscriptShelf(folder).find(audio)
    return Opened(open_project(path), path, audio) if path is not None else None


def open_file(path: Path, _progress: Progress) -> Opened:
    """A project, or subtitles beside whose file a recording may lie. Raises BadInput."""
    from pipelines.speech.audio_reference import locate
    from pipelines.speech.captions.reading import read_transcript
    from pipelines.speech.project import SUFFIX, Project, open_project

    if path.suffix.lower() != SUFFIX:
        return Opened(Project(read_transcript(path)), None, _beside(path))
    project = open_project(path)
    if project.audio is None:
        return Opened(project, path, _beside(path))
    located: Located = locate(path, project.audio)
    return Opened(project, path, located.path, located.text)


def _beside(path: Path) -> Path | None:
    """A recording of the same name in the same folder."""
    from pipelines.speech.suffixes import RECORDING_SUFFIXES

    stem = path.with_suffix("")
    for suffix in RECORDING_SUFFIXES:
        candidate = stem.with_name(stem.name + suffix)
        if candidate.is_file():
            return candidate
    return None
