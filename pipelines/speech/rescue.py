"""Copies of what is being edited, for the case that Hearth ends before it was saved.

A copy is written every so often while there are changes, and goes when they were saved or given
up. What a process that is gone left behind is offered at the next start.
"""

import hashlib
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import BadInput, HearthError
from pipelines.media.atomic import replacing
from pipelines.process_identity import is_alive, own_identity
from pipelines.speech.project import Project, json_of, open_project

SUFFIX = ".rescue"


@dataclass(frozen=True)
class Rescued:
    """A copy that a process left, newest first in `rescued`. `path` is the project's own file,
    None if it never had one.
    """

    copy: Path
    path: Path | None
    project: Project
    modified: float


class RescueCopy:
    """The one copy of one open document, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        name = hashlib.sha256(own_identity().encode()).hexdigest()[:12]
        self.copy = folder / f"{name}-{secrets.token_hex(4)}{SUFFIX}"

    def keep(self, project: Project, path: Path | None) -> None:
        """Write the copy; `path` is where the project was saved or opened.

        Raises DiskFull and NotWritable, and then the copy before is still there.
        """
        told = json.loads(json_of(project))
        told["rescue"] = {"of": None if path is None else str(path), "by": own_identity()}
        words = json.dumps(told, ensure_ascii=False, default=str)
        with replacing(self.copy) as descriptor, open(descriptor, "wb", closefd=False) as file:
            file.write(words.encode("utf-8", "replace"))

    def discard(self) -> None:
        """It was saved, or given up. Never raises."""
        with suppress(OSError):
            self.copy.unlink()


def rescued(folder: Path) -> tuple[Rescued, ...]:
    """What processes that are gone left there, the newest first. Never raises.

    Damaged copies are left alone and not listed.
    """
    found: list[Rescued] = []
    with suppress(OSError):
        for copy in folder.glob(f"*{SUFFIX}"):
            with suppress(OSError, ValueError, HearthError):
                found.append(_rescued(copy))
    return tuple(sorted(found, key=lambda item: item.modified, reverse=True))


def _rescued(copy: Path) -> Rescued:
    told = json.loads(copy.read_bytes()).get("rescue") or {}
    if is_alive(str(told.get("by", ""))):
        raise BadInput("{name} is being edited.", name=copy.name)
    path = Path(told["of"]) if told.get("of") else None
    return Rescued(copy, path, open_project(copy), os.stat(copy).st_mtime)


def discard(item: Rescued) -> None:
    """It was taken over, or nobody wants it. Never raises."""
    with suppress(OSError):
        item.copy.unlink()
