"""A transcript with its edits, settings and recording as one file, reopened exactly as it was.

The file is JSON that a person can read, with a name and a version. It is written whole or not at
all, and the file that was there before stays beside it, as its backup.
"""

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from pipelines.errors import BadInput
from pipelines.media.atomic import cannot_write, replacing
from pipelines.speech.audio_reference import AudioReference, relative_to
from pipelines.speech.kept import kept, transcript_of
from pipelines.speech.transcript import Transcript

SUFFIX = ".hearth-transcript"
BACKUP = ".backup"
FORMAT = "hearth-transcript"
VERSION = 1

#: Far more than the words of a week; a larger file is something else.
LARGEST_BYTES = 512 * 1000**2


@dataclass(frozen=True)
class Project:
    """What the editor works on.

    `params` are those of the model that made the transcript and `output` the settings of exports,
    as JSON knows them; `view` is the editor's own: position, zoom. `model` is the model's name.
    `saved` is when it was written, in ISO 8601, set by writing it.
    """

    transcript: Transcript
    audio: AudioReference | None = None
    model: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    output: Mapping[str, Any] = field(default_factory=dict)
    view: Mapping[str, Any] = field(default_factory=dict)
    saved: str = ""


class _SavedAudio(BaseModel):
    model_config = ConfigDict(extra="ignore")
    path: str
    relative: str = ""
    size: int = 0
    mtime_ns: int = 0
    fingerprint: str = ""
    duration: float = 0.0


class _SavedProject(BaseModel):
    """All but the transcript, which `kept.py` reads."""

    model_config = ConfigDict(extra="ignore")
    audio: _SavedAudio | None = None
    model: str = ""
    params: dict[str, Any] = {}
    output: dict[str, Any] = {}
    view: dict[str, Any] = {}
    saved: str = ""
    transcript: Any


def project_path(path: Path) -> Path:
    """The path with the ending of project files."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def backup_of(path: Path) -> Path:
    """Where the version before the last saving lies."""
    return path.with_name(path.name + BACKUP)


def save_project(project: Project, path: Path, hearth: str = "") -> Project:
    """Write it to `path`; gives the project as it would be read again.

    What was there before becomes the backup, if it was a whole project. `hearth` is the version
    that writes. Raises DiskFull and NotWritable, and then `path` is as it was.
    """
    audio = None if project.audio is None else relative_to(project.audio, path)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    settings = {
        name: json.loads(json.dumps(dict(getattr(project, name)), default=str))
        for name in ("params", "output", "view")
    }
    project = replace(project, audio=audio, saved=now, **settings)
    words = json_of(project, hearth)
    if _is_whole(path):
        _keep_backup(path)
    with replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
        file.write(words.encode("utf-8", "replace"))
    return project


def json_of(project: Project, hearth: str = "") -> str:
    """The content of the file: indented, but each segment on one line."""
    transcript = kept(project.transcript)
    segments = transcript.pop("segments", [])
    told = {
        "format": FORMAT,
        "format_version": VERSION,
        "hearth": hearth,
        "saved": project.saved,
        "model": project.model,
        "audio": None if project.audio is None else vars(project.audio),
        "params": dict(project.params),
        "output": dict(project.output),
        "view": dict(project.view),
        "transcript": {**transcript, "segments": []},  # at the very end
    }
    words = json.dumps(told, ensure_ascii=False, indent=1, default=str)
    head, empty, tail = words.rpartition("[]")
    lines = ",\n   ".join(json.dumps(segment, ensure_ascii=False) for segment in segments)
    return f"{head}[\n   {lines}\n  ]{tail}\n" if lines else f"{head}{empty}{tail}\n"


def open_project(path: Path) -> Project:
    """The project in a file.

    Raises BadInput with one sentence for a file that cannot be read, is of a newer Hearth, damaged
    or something else.
    """
    told = _read(path)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _foreign(path)
    version = told.get("format_version")
    if isinstance(version, int) and version > VERSION:
        raise BadInput(
            "{name} was saved by a newer Hearth: update Hearth, then open it again.",
            name=path.name,
        )
    try:
        return _project_of(told)
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error


def _project_of(told: Mapping[str, Any]) -> Project:
    saved = _SavedProject.model_validate(told)
    audio = None if saved.audio is None else AudioReference(**dict(saved.audio))
    return Project(
        transcript=transcript_of(saved.transcript),
        audio=audio,
        model=saved.model,
        params=saved.params,
        output=saved.output,
        view=saved.view,
        saved=saved.saved,
    )


def _read(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _foreign(path)
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(
            "{name} cannot be read ({reason}).",
            name=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        ours = f'"format": "{FORMAT}"'.encode() in raw[:200]
        raise (_damaged(path) if ours or not raw.strip(b"\0\r\n\t ") else _foreign(path)) from error


def _damaged(path: Path) -> BadInput:
    backup = backup_of(path)
    if backup.exists() and backup != path:
        return BadInput(
            "{name} is damaged: open {backup}, which is as it was before the last time it was "
            "saved.",
            name=path.name,
            backup=backup.name,
        )
    return BadInput(
        "{name} is damaged, and no backup lies beside it: take it from a copy of your own.",
        name=path.name,
    )


def _foreign(path: Path) -> BadInput:
    return BadInput(
        "{name} is no transcript that Hearth saved: choose a file that ends in {suffix}, or open "
        "subtitles by “Import”.",
        name=path.name,
        suffix=SUFFIX,
    )


def _is_whole(path: Path) -> bool:
    """Whether there is a project there that is worth a backup."""
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.get("format") == FORMAT


def _keep_backup(path: Path) -> None:
    """By a second name for the same content, where the disk knows such; else by a copy."""
    path = Path(os.path.realpath(path))
    backup = backup_of(path)
    fresh = path.with_name(f".{path.name}.{os.getpid()}{BACKUP}")
    try:
        with suppress(OSError):
            fresh.unlink()
        try:
            os.link(path, fresh)
        except OSError:
            shutil.copy2(path, fresh)
        os.replace(fresh, backup)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise cannot_write(backup, error) from error
