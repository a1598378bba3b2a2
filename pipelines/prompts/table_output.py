"""The output of a table run: the table's columns, the answers, and why rows failed if any did.

Values are written as they are. A spreadsheet takes those that begin with ``=``, ``+``, ``-`` or
``@`` for formulas; `looks_like_formula` tells, and changes nothing.
"""

import csv
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipelines.errors import BadInput
from pipelines.media.atomic import cannot_write, replacing
from pipelines.prompts.table import Table
from pipelines.prompts.table_log import Done

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def looks_like_formula(words: str) -> bool:
    """Whether a spreadsheet may compute this instead of showing it."""
    return words.startswith(_FORMULA)


def free_column(wanted: str, header: Iterable[str]) -> str:
    """The name, or the first of ``name_2``, ``name_3`` ... that no column has in any case."""
    taken = {name.casefold() for name in header}
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted}_{number}", number + 1
    return name


class TableOutput:
    """A CSV file that is whole at every moment; a failed row adds the column of reasons."""

    def __init__(self, path: Path, table: Table, column: str) -> None:
        self.path, self._table = path, table
        self.column = free_column(column, table.header)
        self._error_column = free_column("error", (*table.header, self.column))
        self._with_errors = False

    def begin(self, done: Mapping[int, Done]) -> None:
        """Write the file anew with these rows. Raises DiskFull and NotWritable."""
        self._with_errors = any(one.error for one in done.values())
        with replacing(self.path) as descriptor, open(descriptor, "wb", closefd=False) as file:
            file.write(self._whole(done, self._with_errors))

    def add(self, index: int, done: Mapping[int, Done]) -> None:
        """Add the row that was done last. Raises DiskFull and NotWritable."""
        in_order = index == max(done)
        if not in_order or (done[index].error and not self._with_errors):
            self.begin(done)  # it was asked again, or is the first that failed
            return
        try:
            with self.path.open("ab") as file:
                file.write(self._line(index, done[index], self._with_errors))
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def check_unchanged(self, done: Mapping[int, Done], before: Mapping[int, Done]) -> None:
        """Raise BadInput if the file holds anything but these rows, or the first of them.

        `before` is how it was one row earlier. The end may be missing, as after a kill; anything
        else somebody wrote, and it is kept.
        """
        try:
            present = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise cannot_write(self.path, error) from error
        forms = ((rows, errors) for rows in (done, before) for errors in (False, True))
        if not any(self._whole(*form).startswith(present) for form in forms):
            raise BadInput(
                "{name} was changed since it was begun: choose another name for the answers, or "
                "replace what is there.",
                name=self.path.name,
            )

    def _whole(self, done: Mapping[int, Done], with_errors: bool) -> bytes:
        extra = [self.column, *([self._error_column] if with_errors else [])]
        mark = b"\xef\xbb\xbf" if self._table.mark else b""
        head = self._encoded([*self._table.header, *extra])
        lines = (self._line(index, one, with_errors) for index, one in sorted(done.items()))
        return b"".join((mark, head, *lines))

    def _line(self, index: int, done: Done, with_errors: bool) -> bytes:
        extra = [done.answer, *([done.error] if with_errors else [])]
        return self._encoded([*self._table.rows[index].values, *extra])

    def _encoded(self, values: list[str]) -> bytes:
        words = io.StringIO(newline="")
        table = self._table
        csv.writer(words, delimiter=table.delimiter, lineterminator=table.newline).writerow(values)
        return words.getvalue().encode("utf-8", errors="replace")


def same_file(one: Path, other: Path) -> bool:
    """Whether both names are of one file."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return one.absolute() == other.absolute()
