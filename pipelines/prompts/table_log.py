"""What was done of a table run, in a file beside its output, so that it can go on after a kill.

``answers.csv.unfinished`` has one JSON record a line: first what the run is of, then each finished
row. A row is in this file, on the disk, before it is in the output; so the output can be made
again from it. A record that a kill cut off counts for nothing. The file goes when every row has
its answer.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipelines.errors import BadInput
from pipelines.media.atomic import cannot_write
from pipelines.places import cache_folder

SUFFIX = ".unfinished"
_FORMAT = 1
_WHAT = {"source": "table", "template": "template", "settings": "settings"}


@dataclass(frozen=True)
class Done:
    """A finished row: the `answer`, or the `error` in English."""

    answer: str = ""
    error: str = ""


class TableLog:
    """The rows `done`, by their index, and how that was `before` the latest of them.

    Use it within `alone`, and add rows within `working`.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.path = output.with_name(output.name + SUFFIX)
        self.done: dict[int, Done] = {}
        self.before: dict[int, Done] = {}
        self._descriptor = -1

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else works on that output within the block. Raises BadInput if somebody does."""
        name = hashlib.sha256(os.path.realpath(self.output).encode()).hexdigest()[:32]
        folder = cache_folder() / "locks"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(folder, error) from error
        try:
            with FileLock(folder / f"table-{name}.lock", timeout=0, is_singleton=False):
                yield
        except Timeout as error:
            raise BadInput(
                "The answers in {name} are being written at this moment: wait for their end, or "
                "choose another name.",
                name=self.output.name,
            ) from error

    def read(self, fingerprint: Mapping[str, str]) -> bool:
        """Take in what is there; False if nothing was begun.

        Raises BadInput if it is of another table, template or settings.
        """
        records = list(self._records())
        if not records:
            return False
        head = records[0]
        if head.get("format") != _FORMAT:
            raise BadInput(
                "{name} was not begun by this Hearth: choose another name for the answers.",
                name=self.output.name,
            )
        other = [what for name, what in _WHAT.items() if head.get(name) != fingerprint[name]]
        if other:
            raise BadInput(
                "{name} was begun with another {what}: go on with the same one, choose another "
                "name, or replace what is there.",
                name=self.output.name,
                what=" and another ".join(other),
            )
        rows = [record for record in records if isinstance(record.get("row"), int)]
        for number, record in enumerate(rows, start=1):
            if number == len(rows):
                self.before = dict(self.done)
            self.done[record["row"]] = Done(record.get("answer", ""), record.get("error", ""))
        return True

    @contextmanager
    def working(self, fingerprint: Mapping[str, str], begun: bool) -> Iterator[None]:
        """Add to what was `begun`, or begin anew. Raises DiskFull and NotWritable."""
        anew = 0 if begun else os.O_TRUNC
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | anew | getattr(os, "O_BINARY", 0)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(self.path, flags, 0o666)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        try:
            if not begun:
                self._add({"format": _FORMAT, **fingerprint})
            yield
        finally:
            os.close(self._descriptor)

    def add(self, row: int, done: Done) -> None:
        """Note a finished row, on the disk when this returns. Raises DiskFull and NotWritable."""
        self._add({"row": row, "answer": done.answer, "error": done.error})
        self.done[row] = done

    def remove(self) -> None:
        """It is all done. Raises NotWritable."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def _add(self, record: Mapping[str, Any]) -> None:
        line = b"\n" + json.dumps(record).encode()  # apart from one that was cut off
        try:
            while line:
                line = line[os.write(self._descriptor, line) :]
            os.fsync(self._descriptor)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def _records(self) -> Iterator[dict[str, Any]]:
        try:
            raw = self.path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise BadInput(
                "{name} cannot be read ({reason}): choose another name for the answers.",
                name=self.path.name,
                reason=error.strerror or type(error).__name__,
            ) from error
        for line in raw.split(b"\n"):
            try:
                record = json.loads(line)
            except ValueError:  # empty, or cut off
                continue
            if isinstance(record, dict):
                yield record
