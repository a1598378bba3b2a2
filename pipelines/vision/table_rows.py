"""Answers as rows of a table: the file, then a column for each question, or for each property."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from textwrap import shorten
from typing import Any

from pipelines.prompts.table_output import free_column

FILE, ANSWER, ERROR = "file", "answer", "error"
#: UTF-8's mark, without which Excel takes the file for another encoding.
CSV_MARK = b"\xef\xbb\xbf"

_LONGEST_NAME = 80

Row = Mapping[str, Any]


def answers_row(
    file: str, questions: Sequence[str], answers: Sequence[str], structured: bool
) -> dict[str, Any]:
    """One picture's row.

    The only question's column is `ANSWER`; several have their questions as names, shortened. Of a
    `structured` answer that is an object each property has a column, named after the question too
    where there are several.
    """
    row: dict[str, Any] = {FILE: file}
    alone = len(questions) == 1
    for question, answer in zip(questions, answers, strict=True):
        name = ANSWER if alone else shorten(question, _LONGEST_NAME, placeholder="…")
        value = json.loads(answer) if structured else answer.strip()
        if isinstance(value, dict):
            for key, item in value.items():
                row[_free(key if alone else f"{name}: {key}", row)] = item
        else:
            row[_free(name, row)] = value
    return row


def error_row(file: str, reason: str) -> dict[str, Any]:
    """The row of a picture without an answer."""
    return {FILE: file, ERROR: reason}


def _free(name: str, row: Row) -> str:
    return free_column(name, (*row, ERROR))


def columns_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """All columns in the order in which they come up, that of reasons last, where there is any."""
    found = dict.fromkeys(name for row in rows for name in row)
    names = [name for name in found if name not in (FILE, ERROR)]
    return (FILE, *names, *((ERROR,) if ERROR in found else ()))


def csv_head(columns: Sequence[str]) -> bytes:
    """The mark and the first line."""
    return CSV_MARK + _line(columns)


def csv_line(row: Row, columns: Sequence[str]) -> bytes:
    """One line; a cell is text, and what is no text is written as JSON has it."""
    return _line([cell_of(row.get(name)) for name in columns])


def json_line(row: Row) -> bytes:
    """One line of JSON, values as they are."""
    return json.dumps(dict(row), ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def cell_of(value: Any) -> str:
    """A value as a cell: a list of plain values is parted by commas."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list) and value and all(map(_is_plain, value)):
        return ", ".join(map(cell_of, value))
    return json.dumps(value, ensure_ascii=False)


def _is_plain(value: Any) -> bool:
    return isinstance(value, (str, int, float, bool))


def _line(cells: Sequence[str]) -> bytes:
    words = io.StringIO(newline="")
    csv.writer(words).writerow(cells)
    return words.getvalue().encode("utf-8", "replace")
