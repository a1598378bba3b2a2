"""A table of answers that is whole at every moment: a row for each picture as it is done."""

import csv
import errno
import io
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.errors import Taken
from pipelines.media.atomic import cannot_write, replacing
from pipelines.prompts.table_output import looks_like_formula
from pipelines.vision.formats import Format
from pipelines.vision.table_rows import (
    ERROR,
    FILE,
    Row,
    cell_of,
    columns_of,
    csv_head,
    csv_line,
    json_line,
)

#: Whether that row of a file may be what Hearth wrote about the picture of that name.
Known = Callable[[str, Mapping[str, Any]], bool]


class AnswerTable:
    """A CSV file or JSON lines. Rows are added at the end; at the end of all they are put in order.

    Everything that writes raises DiskFull and NotWritable.
    """

    def __init__(self, path: Path, kind: Format) -> None:
        self.path, self.kind = path, kind
        self._rows: dict[str, Row] = {}
        self._columns: tuple[str, ...] = ()

    @property
    def formulas(self) -> int:
        """How many cells a spreadsheet may compute instead of showing them."""
        if self.kind is not Format.CSV:
            return 0
        cells = (cell_of(v) for row in self._rows.values() for k, v in row.items() if k != FILE)
        return sum(map(looks_like_formula, cells))

    def check_ours(self, known: Known) -> None:
        """Raise Taken if the file has a row that is not `known`: somebody changed it.

        A last line that a kill cut off counts for nothing.
        """
        try:
            words = self.path.read_bytes().decode("utf-8-sig", "replace")
        except FileNotFoundError:
            return
        except OSError as error:
            raise cannot_write(self.path, error) from error
        present = _csv_rows(words) if self.kind is Format.CSV else _json_rows(words)
        if present is None or not all(known(str(row.get(FILE, "")), row) for row in present):
            raise Taken(
                "{name} was changed since Hearth wrote it: choose another name for the answers, "
                "or replace what is there.",
                name=self.path.name,
            )

    def begin(self, rows: Iterable[Row]) -> None:
        """Write the file anew with these rows."""
        self._rows = {row[FILE]: row for row in rows}
        self._write()

    def put(self, row: Row) -> None:
        """Add a row, or replace that of the same picture."""
        name = row[FILE]
        if self._rows.get(name) == row:
            return
        fits = name not in self._rows and set(columns_of([row])) <= set(self._columns)
        self._rows[name] = row
        if not fits:
            self._write()
            return
        self._append(self._line(row))

    def finish(self, order: Sequence[str]) -> None:
        """Put the rows in this order; those of other pictures come last."""
        places = {name: place for place, name in enumerate(order)}
        last = len(places)
        ordered = sorted(self._rows, key=lambda name: places.get(name, last))
        if ordered != list(self._rows):
            self._rows = {name: self._rows[name] for name in ordered}
            self._write()

    def _append(self, line: bytes) -> None:
        try:
            with self.path.open("ab", buffering=0) as file:
                end = file.seek(0, os.SEEK_END)
                try:
                    if file.write(line) != len(line):
                        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                except OSError:
                    file.truncate(end)  # half a row is none
                    raise
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def _write(self) -> None:
        self._columns = columns_of(self._rows.values())
        head = csv_head(self._columns) if self.kind is Format.CSV else b""
        content = head + b"".join(map(self._line, self._rows.values()))
        with replacing(self.path) as descriptor, open(descriptor, "wb", closefd=False) as file:
            file.write(content)

    def _line(self, row: Row) -> bytes:
        return csv_line(row, self._columns) if self.kind is Format.CSV else json_line(row)


def same_row(present: Mapping[str, Any], ours: Row) -> bool:
    """Whether a row that was read from either kind of table is this one."""
    return _told(present) == _told(ours)


def is_error(present: Mapping[str, Any]) -> bool:
    """Whether the row says nothing but why there is no answer."""
    return set(_told(present)) == {FILE, ERROR}


def _told(row: Mapping[str, Any]) -> dict[str, str]:
    """Without empty cells, since a row has those of the whole table in a CSV file."""
    cells = {name: cell_of(value) for name, value in row.items()}
    return {name: cell for name, cell in cells.items() if cell}


def _csv_rows(words: str) -> list[dict[str, Any]] | None:
    """None if it is no table of ours at all."""
    lines = csv.reader(io.StringIO(words, newline=""))
    try:
        header = next(lines, [])
        cells = list(lines)
    except csv.Error:
        return None
    if header[:1] != [FILE] and words:
        return None
    if cells and not words.endswith("\n"):
        cells.pop()
    if any(len(values) != len(header) for values in cells):
        return None
    return [dict(zip(header, values, strict=True)) for values in cells]


def _json_rows(words: str) -> list[dict[str, Any]] | None:
    lines = words.split("\n")
    lines.pop()  # what follows the last end of a line was cut off
    try:
        rows = [json.loads(line) for line in lines]
    except ValueError:
        return None
    return rows if all(isinstance(row, dict) for row in rows) else None
