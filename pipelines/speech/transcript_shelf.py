"""The folder in which transcripts are kept as they are worked on, one for each recording.

A recording is known by its place and by its contents, so that one that was moved or copied finds
its transcript again.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pipelines
from pipelines.errors import BadInput
from pipelines.media.atomic import cannot_write
from pipelines.media.naming import free_path
from pipelines.speech.audio_reference import AudioReference, refer_to
from pipelines.speech.live_log import LiveLog, Logged, unfinished
from pipelines.speech.project import SUFFIX, Project, open_project, save_project
from pipelines.speech.transcript import Transcript


class TranscriptShelf:
    """Reads and writes below `folder`; made by whoever knows the places."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_for(self, fingerprint: str, name: str) -> Path:
        """Where the transcript of a recording with these contents is kept."""
        short = "".join(sign if sign.isalnum() else "_" for sign in Path(name).stem)[:60]
        return self.folder / f"{short}-{fingerprint[:12]}{SUFFIX}"

    def find(self, audio: Path) -> Path | None:
        """The file with the transcript of that recording, or None."""
        with suppress(BadInput):
            reference = refer_to(audio)
            end = f"-{reference.fingerprint[:12]}{SUFFIX}"
            found = [path for path in self._files() if path.name.endswith(end)]
            return max(found, key=lambda path: path.stat().st_mtime_ns, default=None)
        return None

    def recent(self) -> tuple[Path, ...]:
        """Every transcript, the latest first."""
        return tuple(sorted(self._files(), key=lambda path: -path.stat().st_mtime_ns))

    def keep(
        self,
        transcript: Transcript,
        audio: AudioReference,
        model: str,
        params: Mapping[str, Any],
        output: Mapping[str, Any] | None = None,
    ) -> Path:
        """Write a new transcript of a recording; one that a person has edited stays beside it.

        Raises DiskFull and NotWritable.
        """
        path = self.path_for(audio.fingerprint or _short_hash(audio.path), audio.name)
        self._set_aside_if_edited(path)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(path, error) from error
        project = Project(transcript, audio, model, params, output or {})
        save_project(project, path, pipelines.__version__)
        return path

    def begun(self, audio: AudioReference, model: str, params: Mapping[str, Any]) -> Logged | None:
        """The log of a run that was broken off, with the same model and settings."""
        for logged in unfinished(self.folder):
            same = logged.audio is not None and logged.audio.fingerprint == audio.fingerprint
            if same and logged.model == model and dict(logged.params) == dict(params):
                return logged
        return None

    def log(self, audio: AudioReference, model: str, params: Mapping[str, Any]) -> LiveLog:
        """A new log. Raises DiskFull and NotWritable."""
        return LiveLog.create(self.folder, audio, model, params)

    def _files(self) -> list[Path]:
        return [path for path in self.folder.glob(f"*{SUFFIX}") if path.is_file()]

    def _set_aside_if_edited(self, path: Path) -> None:
        with suppress(BadInput, OSError):
            if path.exists() and is_worked_on(open_project(path)):
                aside = path.with_name(path.name.removesuffix(SUFFIX) + "-edited" + SUFFIX)
                path.rename(free_path(aside))


def is_edited(transcript: Transcript) -> bool:
    """Whether a person has put work into it."""
    return any(segment.edited or segment.checked for segment in transcript.segments)


def is_worked_on(project: Project) -> bool:
    """Whether a person has: only what was saved from the editor has a view. Segments that were
    deleted, or given to other speakers, leave no other mark.
    """
    return bool(project.view) or is_edited(project.transcript)


def _short_hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()
