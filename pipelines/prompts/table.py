"""Tables of values for prompts, read from the CSV files that people have.

Comma, semicolon, tab or bar; UTF-8 with or without a mark, UTF-16, UTF-32, and Windows' western
encoding where nothing else fits; quoted line breaks; Excel's ``sep=;`` line. What cannot be told
is said by its line, and values are never changed.
"""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import BadInput
from pipelines.text import Text, text

_MOST_BYTES = 512 * 1024**2
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 200
#: UTF-32's mark begins with UTF-16's, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_END = "\ue000\ue001\ue000"  # no text has it, and no delimiter cuts it


@dataclass(frozen=True)
class Row:
    """One row, as wide as the header. `line` counts from 1 in the file; `problem` makes it bad."""

    line: int
    values: tuple[str, ...]
    problem: Text | None = None


@dataclass(frozen=True)
class Table:
    """A table. `fingerprint` is the SHA-256 of the file; `mark` tells whether a copy of it should
    begin with UTF-8's mark, without which Excel takes it for something else."""

    path: Path
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str
    newline: str
    encoding: str
    mark: bool
    fingerprint: str

    @property
    def problems(self) -> tuple[Text, ...]:
        """What is wrong with rows, each by its line."""
        return tuple(row.problem for row in self.rows if row.problem is not None)

    def columns_for(self, variables: Sequence[str]) -> dict[str, int]:
        """The column of each variable: the same name, else the same but for its case.

        Raises BadInput that names the columns that are missing or there twice.
        """
        found: dict[str, int] = {}
        missing: list[str] = []
        for name in variables:
            matches = self._matches(name)
            if len(matches) > 1:
                raise BadInput(
                    "{file} has the column {name} twice, as numbers {one} and {other}: give one of "
                    "them another name.",
                    file=self.path.name,
                    name=name,
                    one=matches[0] + 1,
                    other=matches[1] + 1,
                )
            if matches:
                found[name] = matches[0]
            else:
                missing.append(name)
        if missing:
            raise BadInput(
                "{file} lacks what the prompt wants: {missing}. Its columns are {columns}.",
                file=self.path.name,
                missing=", ".join(missing),
                columns=", ".join(name for name in self.header if name),
            )
        return found

    def _matches(self, name: str) -> list[int]:
        exact = [index for index, column in enumerate(self.header) if column == name]
        folded = name.casefold()
        return exact or [
            index for index, column in enumerate(self.header) if column.casefold() == folded
        ]


def read_table(path: Path) -> Table:
    """Read a CSV file whole.

    Raises BadInput if it is missing, empty, no text, has no header or no rows, or a quotation mark
    is open to the end. Rows that do not fit the header are bad rows; what a row has too much is
    kept in its last value.
    """
    raw = _bytes(path)
    words, encoding = _decoded(raw, path)
    delimiter, words, skipped = _excel_line(words)
    if not words.strip():
        raise BadInput("{name} is empty: choose another table.", name=path.name)
    delimiter = delimiter or _delimiter(words)
    records = _records(words, delimiter, skipped, path)
    header = tuple(name.strip() for name in next(records)[1])
    if not any(header):
        raise BadInput(
            "{name} has no names of columns: write them into its first line.", name=path.name
        )
    rows = tuple(_row(line, values, header, delimiter) for line, values in records)
    if not rows:
        raise BadInput("{name} has a header, but no rows below it.", name=path.name)
    return Table(
        path=path,
        header=header,
        rows=rows,
        delimiter=delimiter,
        newline="\r\n" if "\r\n" in words else "\n",
        encoding=encoding,
        mark=encoding != "utf-8",
        fingerprint=hashlib.sha256(raw).hexdigest(),
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(
                "{name} is too large for a table of prompts: split it into parts of at most "
                "{most} MB.",
                name=path.name,
                most=_MOST_BYTES // 1024**2,
            )
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadInput(
            "The table {name} cannot be read: {reason}.", name=path.name, reason=reason
        ) from error
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadInput(
            "{name} is a workbook: save its sheet as CSV and choose that file.", name=path.name
        )
    return raw


def _decoded(raw: bytes, path: Path) -> tuple[str, str]:
    """The text and the name of its encoding."""
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    # Without a mark, UTF-16 shows by the zeros in every second byte of western text.
    zeros = raw[:2000].count(0) * 3 > len(raw[:2000])
    wide = ("utf-16-le", "utf-16-be") if raw[1:2] == b"\0" else ("utf-16-be", "utf-16-le")
    guesses = wide if zeros else ("utf-8", "cp1252")
    for encoding in (marked,) if marked else guesses:
        try:
            words = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in words:
            return words, encoding
    raise BadInput(
        "{name} is not a text file that can be read: save the table as CSV in UTF-8.",
        name=path.name,
    )


def _excel_line(words: str) -> tuple[str, str, int]:
    """The delimiter that Excel's first line names (else ""), the rest, lines taken off."""
    found = re.match(r'"?sep=(.)"?(?:\r\n|\r|\n)', words)
    return (found[1], words[found.end() :], 1) if found else ("", words, 0)


def _delimiter(words: str) -> str:
    """What splits header and rows alike, and most.

    csv.Sniffer takes letters for delimiters and fails on one column. Where a header has one name,
    what would split none of the rows is right.
    """
    lines = list(_lines(words, _SAMPLE_ROWS))
    scores: list[tuple[bool, float, int, str]] = []
    for delimiter in _DELIMITERS:
        widths = [len(values) for values in _reader(lines, delimiter) if values]
        if not widths:
            continue
        rows = widths[1:]
        alike = sum(width == widths[0] for width in rows) / max(1, len(rows))
        splits = widths[0] > 1 and 2 * sum(width > 1 for width in rows) >= len(rows)
        scores.append((splits, alike, widths[0], delimiter))
    return max(scores, key=lambda score: score[:3])[3] if scores else ","


def _lines(words: str, most: int | None = None) -> Iterator[str]:
    """Lines with their ends; a single \\r is one, too."""
    for count, line in enumerate(io.StringIO(words, newline="")):
        if count == most:
            return
        yield line


def _reader(lines: Iterator[str] | list[str], delimiter: str) -> Iterator[list[str]]:
    # The limit is the library's, for the whole process; a document in a cell can exceed it.
    csv.field_size_limit(max(csv.field_size_limit(), _MOST_BYTES))
    return csv.reader(lines, delimiter=delimiter)


def _records(
    words: str, delimiter: str, skipped: int, path: Path
) -> Iterator[tuple[int, list[str]]]:
    """Records that are not blank, each with the number of its first line."""
    closed = words if words.endswith(("\n", "\r")) else words + "\n"
    # An open quotation mark swallows the line that is put at the end.
    lines = _Counted(closed + _END)
    begun = skipped + 1
    for values in _reader(lines, delimiter):
        if values == [_END]:
            return
        if values and _END in values[-1]:
            raise BadInput(
                "{name} has a quotation mark that is open to the end: close it in line {line} or "
                "below.",
                name=path.name,
                line=begun,
            )
        if values:
            yield begun, values
        begun = skipped + lines.count + 1


class _Counted(Iterator[str]):
    """Lines, and how many were taken."""

    def __init__(self, words: str) -> None:
        self._lines = _lines(words)
        self.count = 0

    def __next__(self) -> str:
        line = next(self._lines)
        self.count += 1
        return line


def _row(line: int, values: list[str], header: tuple[str, ...], delimiter: str) -> Row:
    width = len(header)
    while len(values) > width and not values[-1]:
        values = values[:-1]  # delimiters at the end of a line, as some programs write them
    if len(values) == width:
        return Row(line, tuple(values))
    problem = text(
        "Line {line} has {count} values where the header has {width}.",
        line=line,
        count=len(values),
        width=width,
    )
    if len(values) < width:
        return Row(line, (*values, *[""] * (width - len(values))), problem)
    rest = delimiter.join(values[width - 1 :])
    return Row(line, (*values[: width - 1], rest), problem)
