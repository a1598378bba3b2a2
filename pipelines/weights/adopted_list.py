"""The list of adopted folders: a file that a person can read and change."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from filelock import FileLock

from pipelines.errors import BadInput
from pipelines.media.atomic import replacing
from pipelines.text import text

_HEAD = """\
# Folders of other programs whose models Hearth uses where they lie. It never changes them.
# Written by "hearth models adopt"; take out what you do not want.

"""


class Program(StrEnum):
    """Whose folder it is."""

    HUGGING_FACE = "Hugging Face cache"
    COMFYUI = "ComfyUI"
    A1111 = "Stable Diffusion web UI"
    INSIGHTFACE = "insightface"
    OTHER = "folder"


@dataclass(frozen=True)
class Adopted:
    """One adopted folder: `path` as the user knows it, `folders` where its models lie."""

    program: Program
    path: Path
    folders: tuple[Path, ...]


class AdoptedList:
    """The list in one TOML file. Several processes may change it at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> tuple[Adopted, ...]:
        """Every entry. Raises BadInput if the file is damaged, for it is written by hand too."""
        try:
            words = self.path.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise self._damaged() from error
        import tomllib

        try:
            return tuple(_entry(item) for item in tomllib.loads(words).get("adopted", ()))
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise self._damaged() from error

    def folders(self) -> tuple[Path, ...]:
        """Where models lie, each folder once."""
        return tuple(dict.fromkeys(folder for entry in self.all() for folder in entry.folders))

    def add(self, entry: Adopted) -> None:
        """Add it, or put it in the place of what is known of that folder. Raises HearthError."""
        with self._changing():
            others = [item for item in self.all() if item.path != entry.path]
            self._write([*others, entry])

    def forget(self, path: Path) -> Adopted:
        """Take a folder off the list. Raises BadInput if it is not on it."""
        with self._changing():
            known = self.all()
            found = next((item for item in known if item.path == path), None)
            if found is None:
                raise BadInput(
                    "{folder} was not adopted. Adopted are: {known}.",
                    folder=path,
                    known=", ".join(str(item.path) for item in known) or text("none"),
                )
            self._write([item for item in known if item != found])
            return found

    def _changing(self) -> FileLock:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(self.path.with_name(f".{self.path.name}.lock"))

    def _write(self, entries: Sequence[Adopted]) -> None:
        import tomlkit

        content = [
            {
                "program": entry.program.value,
                "path": str(entry.path),
                "folders": [str(folder) for folder in entry.folders],
            }
            for entry in entries
        ]
        with replacing(self.path) as descriptor, os.fdopen(os.dup(descriptor), "wb") as file:
            file.write((_HEAD + tomlkit.dumps({"adopted": content})).encode())

    def _damaged(self) -> BadInput:
        return BadInput(
            "{path}, the list of adopted folders, cannot be read: mend it, or delete it and adopt "
            "the folders again.",
            path=self.path,
        )


def _entry(item: Mapping[str, Any]) -> Adopted:
    path = Path(item["path"])
    folders = tuple(Path(folder) for folder in item.get("folders", (path,)))
    return Adopted(Program(item.get("program", Program.OTHER)), path, folders)
