"""Opening an SQLite file of ours: its tables made or brought up to date, whoever comes first."""

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

_BUSY_TIMEOUT_S = 15.0

#: An SQLite file in WAL mode has two others beside it.
SIDES = ("-wal", "-shm")


@dataclass(frozen=True)
class Tables:
    """The statements that make the tables, and those from one version to the next."""

    version: int
    schema: str
    upgrades: Mapping[int, str] = field(default_factory=dict)


class NewerFile(Exception):
    """A newer Hearth wrote that file; it was not touched."""


def connect(path: Path, tables: Tables) -> sqlite3.Connection:
    """A connection that threads may share under a lock, with the tables in place.

    Raises sqlite3.Error (see `is_damage`) and NewerFile.
    """
    # Transactions are begun by hand (isolation_level None), a locked file is waited for.
    db = sqlite3.connect(
        path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    try:
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        # A power cut may forget the last moments, never damage the file; a killed process
        # forgets nothing.
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        _prepare(db, tables)
    except BaseException:
        db.close()
        raise
    return db


def connect_anew(path: Path, tables: Tables) -> tuple[sqlite3.Connection, Path | None]:
    """As `connect`; a file that is damaged beyond opening is set aside, where the second says, and
    a new one begun. Raises OSError, too."""
    try:
        return connect(path, tables), None
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        aside = set_aside(path)
        return connect(path, tables), aside


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction; takes the write lock at once, since taking it later may fail.

    Raises sqlite3.Error.
    """
    try:
        db.execute("BEGIN IMMEDIATE")
        yield db
        db.execute("COMMIT")
    finally:
        with suppress(sqlite3.Error):
            if db.in_transaction:
                db.execute("ROLLBACK")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is bad, rather than its disk, its permissions or our statement."""
    # An extended code has the plain one in its lowest byte.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def set_aside(path: Path) -> Path:
    """Rename a damaged file, and what belongs to it, to ``NAME.damaged-TIME``. Raises OSError."""
    aside = path.with_name(f"{path.name}.damaged-{time.time_ns()}")
    path.replace(aside)
    for side in SIDES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).replace(aside.with_name(aside.name + side))
    return aside


def _prepare(db: sqlite3.Connection, tables: Tables) -> None:
    """Make the tables or bring them up to date, once, whoever of several processes is first."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version < tables.version:
        db.execute("BEGIN IMMEDIATE")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        steps = (
            [tables.schema]
            if version == 0
            else [tables.upgrades[n] for n in range(version, tables.version)]
        )
        for step in steps:
            for statement in _statements(step):
                db.execute(statement)
        version = max(version, tables.version)
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("COMMIT")
    if version > tables.version:
        raise NewerFile(f"version {version}")


def _statements(script: str) -> Iterator[str]:
    """One by one; a trigger has semicolons inside."""
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""
