"""The conversations' SQLite file: transactions, reads, and what to say when it fails."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from pipelines.conversations.tables import TABLES
from pipelines.errors import BadInput, DiskFull, HearthError, JobFailed, NotWritable
from pipelines.sqlite_file import NewerFile, connect, connect_anew, is_damage, transaction

_Result = TypeVar("_Result")


class Database:
    """The open file. Threads may share it; reads do not wait for writes.

    A file that is damaged beyond opening is renamed, `aside` says to what, and a new one begun.
    Raises NotWritable, and JobFailed if a newer Hearth wrote it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.aside: Path | None = None
        self._writing, self._reading = threading.RLock(), threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writer, self.aside = connect_anew(path, TABLES)
            # Nobody can do again what was said: a power cut must not forget it.
            self._writer.execute("PRAGMA synchronous = FULL")
            self._reader = connect(path, TABLES)
            self._reader.execute("PRAGMA query_only = ON")
        except (OSError, sqlite3.Error) as error:
            raise self._failure(error) from error
        except NewerFile as error:
            raise JobFailed(
                "The conversations {path} were written by a newer Hearth: update Hearth, or move "
                "that file away.",
                path=path,
            ) from error

    def close(self) -> None:
        with self._writing, self._reading, suppress(sqlite3.Error):
            self._reader.close()
            self._writer.close()

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction.

        Raises DiskFull, NotWritable, JobFailed for a damaged file, and BadInput if what is to be
        changed is not there any more.
        """
        with self._writing:
            try:
                with transaction(self._writer) as db:
                    yield db
            except sqlite3.IntegrityError as error:  # only a foreign key can be missing
                raise gone() from error
            except sqlite3.Error as error:
                raise self._failure(error) from error

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query, as of the last finished change."""
        return self.reading(lambda db: db.execute(query, values).fetchall())

    def reading(self, read: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """What `read` makes of the file, within one view of it. Raises JobFailed, NotWritable."""
        with self._reading:
            try:
                self._reader.execute("BEGIN")
                return read(self._reader)
            except sqlite3.Error as error:
                raise self._failure(error) from error
            finally:
                with suppress(sqlite3.Error):
                    if self._reader.in_transaction:
                        self._reader.execute("ROLLBACK")

    def _failure(self, error: OSError | sqlite3.Error) -> HearthError:
        if isinstance(error, sqlite3.Error) and is_damage(error):
            return JobFailed(
                "The file of your conversations {path} is damaged: export what still opens, then "
                "move the file away, and Hearth begins a new one.",
                path=self.path,
            )
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return DiskFull(
                "There is no room left for your conversations {path}: free some and try again; "
                "what was saved stays.",
                path=self.path,
            )
        return NotWritable(
            "Your conversations {path} cannot be read or written ({reason}): check their "
            "permissions and the room on their disk.",
            path=self.path,
            reason=getattr(error, "strerror", None) or str(error),
        )


def gone() -> BadInput:
    """For a conversation or turn that is not there."""
    return BadInput(
        "This conversation is not there any more: it was deleted for good, maybe in another window."
    )
