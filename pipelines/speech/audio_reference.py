"""Which recording a transcript is of, so that it is found again after it was moved."""

import hashlib
import os
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from pipelines.errors import BadInput
from pipelines.text import Text, text

#: Bytes at both ends of the file that the fingerprint is made of.
_ENDS = 1024 * 1024


@dataclass(frozen=True)
class AudioReference:
    """`path` is absolute; `relative` is the way from the project's folder, with slashes, or "".

    `size` in bytes, `mtime_ns` as the system gave it, `duration` in seconds. `fingerprint` is the
    SHA-256 of the size and of the first and last MiB.
    """

    path: str
    relative: str = ""
    size: int = 0
    mtime_ns: int = 0
    fingerprint: str = ""
    duration: float = 0.0

    @property
    def name(self) -> str:
        return Path(self.path).name


class Found(StrEnum):
    """How the recording was found."""

    THERE = "there"
    MOVED = "moved"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True)
class Located:
    """Where the recording is, or None; and the sentence for anything but `Found.THERE`."""

    path: Path | None
    found: Found
    text: Text | None = None


def refer_to(audio: Path, duration: float = 0.0, project: Path | None = None) -> AudioReference:
    """The reference of a recording, for a project file at `project`.

    Raises BadInput if the recording cannot be read.
    """
    try:
        state = audio.stat()
        return AudioReference(
            path=str(audio.absolute()),
            relative=_relative(audio, project),
            size=state.st_size,
            mtime_ns=state.st_mtime_ns,
            fingerprint=fingerprint(audio),
            duration=duration,
        )
    except OSError as error:
        raise BadInput(
            "{name} cannot be read ({reason}).",
            name=audio.name,
            reason=error.strerror or type(error).__name__,
        ) from error


def fingerprint(path: Path) -> str:
    """SHA-256, in hex, of the size and of the first and last MiB. Raises OSError."""
    with open(path, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        made = hashlib.sha256(str(size).encode())
        file.seek(0)
        made.update(file.read(_ENDS))
        file.seek(max(_ENDS, size - _ENDS))
        made.update(file.read(_ENDS))
    return made.hexdigest()


def relative_to(reference: AudioReference, project: Path) -> AudioReference:
    """The same recording, for a project file that is to lie at `project`."""
    return replace(reference, relative=_relative(Path(reference.path), project))


def _relative(audio: Path, project: Path | None) -> str:
    if project is None:
        return ""
    try:
        return Path(os.path.relpath(audio.absolute(), project.absolute().parent)).as_posix()
    except ValueError:  # another drive of Windows
        return ""


def locate(project: Path | None, reference: AudioReference) -> Located:
    """Find the recording: where it was, the same way from the project, or beside the project.

    A file of the same content goes before one that only has its name. Never raises.
    """
    candidates = _candidates(project, reference)
    here = [path for path in candidates if _is_file(path)]
    for path in here:
        if _is_same(path, reference):
            moved = _absolute(path) != _absolute(Path(reference.path))
            if not moved:
                return Located(path, Found.THERE)
            told = text(
                "The recording was moved; it was found as {path}.", path=str(_absolute(path))
            )
            return Located(path, Found.MOVED, told)
    if here:
        told = text(
            "{name} is not the recording that this transcript was made from: times may not fit. "
            "Choose the right file, or transcribe it again.",
            name=here[0].name,
        )
        return Located(here[0], Found.CHANGED, told)
    told = text(
        "The recording {name} was not found: choose where it is. The text can be edited without "
        "it.",
        name=reference.name,
    )
    return Located(None, Found.MISSING, told)


def _candidates(project: Path | None, reference: AudioReference) -> list[Path]:
    found = [Path(reference.path)] if reference.path else []
    if project is not None:
        folder = project.absolute().parent
        if reference.relative:
            found.insert(0, folder / reference.relative)
        # A project from another system: only the name's last part is meaningful here.
        found.append(folder / reference.path.replace("\\", "/").rpartition("/")[2])
    return list(dict.fromkeys(found))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_same(path: Path, reference: AudioReference) -> bool:
    """By size and moment if they are as they were, else by content."""
    try:
        state = path.stat()
        if reference.size and state.st_size != reference.size:
            return False
        if state.st_mtime_ns == reference.mtime_ns:
            return True
        return not reference.fingerprint or fingerprint(path) == reference.fingerprint
    except OSError:
        return False


def _absolute(path: Path) -> Path:
    return Path(os.path.realpath(path))
