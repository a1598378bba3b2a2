"""What was answered about each picture of a table: a small file for each, in the data folder.

A record is on the disk before its picture counts as done, so the table can be made from the
records at any time. They lie in a folder of the target, which knows what it was begun with.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

from filelock import FileLock, Timeout

from pipelines.answering.target import Target
from pipelines.errors import BadInput, Taken
from pipelines.media.atomic import cannot_write, replacing
from pipelines.places import cache_folder
from pipelines.text import text
from pipelines.vision.formats import Format
from pipelines.vision.output import AnswerOutput, formats_of
from pipelines.vision.table_rows import Row, answers_row

_STATE = "begun.json"
_FORMAT = 1
#: What a table was begun with, and how it is called in the sentence if it is another now.
_WHAT = {
    "questions": text("other questions"),
    "model": text("another model"),
    "settings": text("other settings"),
    "inputs": text("other pictures"),
}


@dataclass(frozen=True)
class Record:
    """One picture's answers; `before` are those that a change of the picture made out of date."""

    questions: tuple[str, ...]
    answers: tuple[str, ...]
    structured: bool
    before: tuple[str, ...] | None = None

    def row(self, file: str) -> Row:
        return answers_row(file, self.questions, self.answers, self.structured)

    def row_before(self, file: str) -> Row | None:
        if self.before is None:
            return None
        return answers_row(file, self.questions, self.before, self.structured)


class RecordFolder:
    """The records of one target, below `home`."""

    def __init__(self, home: Path, target: Target) -> None:
        self.target = target
        place = min(target.tables.values(), default=target.folder)
        name = hashlib.sha256(os.path.realpath(place).encode("utf-8", "surrogateescape"))
        self._key = name.hexdigest()[:24]
        self.folder = home / self._key

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes to that target within the block. Raises BadInput if somebody does."""
        locks = cache_folder() / "locks"
        try:
            locks.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(locks, error) from error
        try:
            with FileLock(locks / f"answers-{self._key}.lock", timeout=0, is_singleton=False):
                yield
        except Timeout as error:
            raise BadInput(
                "The answers in {folder} are being written at this moment: wait for their end, or "
                "choose another name.",
                folder=self.target.folder,
            ) from error

    def clear(self) -> None:
        """Forget all records, so that every picture is asked about anew. Raises NotWritable."""
        try:
            rmtree(self.folder)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise cannot_write(self.folder, error) from error

    def take_up(self, begun_with: Mapping[str, Any]) -> bool:
        """Whether this very work was begun before.

        Raises Taken if something else was, or a table is there that is not ours.
        """
        before = self._state()
        if before is None:
            for table in self.target.tables.values():
                if table.exists():
                    raise Taken(
                        "{name} exists already: choose another name for the answers, or replace "
                        "it.",
                        name=table.name,
                    )
            return False
        other = [words for key, words in _WHAT.items() if before.get(key) != begun_with[key]]
        if other:
            raise Taken(
                "{name} was begun with {what}: go on with the same, choose another name, or "
                "replace what is there.",
                name=min(self.target.tables.values(), default=self.target.folder).name,
                what=other[0],
            )
        return True

    def note_begun(self, begun_with: Mapping[str, Any]) -> None:
        """Say what the target is made of. Raises DiskFull and NotWritable."""
        tables = {str(kind): str(path) for kind, path in self.target.tables.items()}
        state = {"format": _FORMAT, "folder": str(self.target.folder), "tables": tables}
        _write(self.folder / _STATE, {**state, **begun_with})

    def _state(self) -> dict[str, Any] | None:
        found = _read(self.folder / _STATE)
        return found if found is not None and found.get("format") == _FORMAT else None

    def path_of(self, output: Path) -> Path:
        """The record of the picture whose result is `output`: a record, or a file in the target's
        folder."""
        if output.is_relative_to(self.folder):
            return output
        beside = Path(os.path.relpath(output, self.target.folder))
        parts = [part if part != ".." else "_up" for part in beside.parts]
        return self.folder.joinpath("files", *parts[:-1], f"{parts[-1]}.json")

    def read(self, output: Path) -> Record | None:
        """The record of that result, or None if there is none that can be read."""
        found = _read(self.path_of(output))
        try:
            if found is None:
                return None
            pairs = [(one["question"], one["text"]) for one in found["answers"]]
            before = found.get("before")
            return Record(
                tuple(question for question, _answer in pairs),
                tuple(answer for _question, answer in pairs),
                bool(found.get("structured")),
                tuple(before) if before is not None and len(before) == len(pairs) else None,
            )
        except (KeyError, TypeError):
            return None

    def write(self, output: Path, content: Mapping[str, Any]) -> None:
        """Raises DiskFull and NotWritable."""
        _write(self.path_of(output), content)


def begun_target(home: Path, out_dir: Path, output: AnswerOutput) -> Target | None:
    """Where the answers of a batch go that was begun, and whose results went to `out_dir`.

    None if its records, which lie below `home`, are gone.
    """
    home = Path(os.path.realpath(home))
    tables = {kind for kind in formats_of(output) if kind.is_table}
    if not tables and out_dir.parent != home:
        return Target(out_dir, {}, output)
    latest = sorted(home.glob(f"*/{_STATE}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for folder in (out_dir, *(path.parent for path in latest)):
        begun = _read(folder / _STATE)
        if begun is None or begun.get("format") != _FORMAT or set(begun["tables"]) != tables:
            continue
        place = Path(begun["folder"])
        if folder == out_dir or Path(os.path.realpath(place)) == out_dir:
            paths = {Format(kind): Path(path) for kind, path in begun["tables"].items()}
            return Target(place, paths, output)
    return None


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _write(path: Path, content: Mapping[str, Any]) -> None:
    words = json.dumps(content, ensure_ascii=False, default=str).encode("utf-8", "replace")
    with replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
        file.write(words)
