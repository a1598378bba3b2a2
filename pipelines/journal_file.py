"""The journal's SQLite file: its tables, and opening it so that nothing can be lost or stuck."""

import sqlite3
import time
from pathlib import Path

from pipelines.errors import JobFailed

SCHEMA_VERSION = 2

_BUSY_TIMEOUT_S = 15.0

_SCHEMA = """
CREATE TABLE batches (
    id INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    model TEXT NOT NULL,
    weights_version TEXT NOT NULL,
    params TEXT NOT NULL,
    output_options TEXT NOT NULL,
    input_dir TEXT,
    output_dir TEXT NOT NULL,
    recursive INTEGER NOT NULL,
    created REAL NOT NULL,
    held INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE items (
    batch_id INTEGER NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    state TEXT NOT NULL,
    output TEXT,
    reason TEXT,
    seconds REAL,
    finished REAL,
    PRIMARY KEY (batch_id, path)
) WITHOUT ROWID;
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    weights_version TEXT NOT NULL,
    params TEXT NOT NULL,
    state TEXT NOT NULL,
    output TEXT,
    reason TEXT,
    seconds REAL,
    started REAL NOT NULL,
    owner TEXT NOT NULL
);
"""

#: From one version of the tables to the next.
_UPGRADES = {
    1: """
ALTER TABLE batches ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
UPDATE batches SET held = 1 WHERE id IN (SELECT batch_id FROM items WHERE state = 'running');
""",
}


def open_file(path: Path) -> sqlite3.Connection:
    """A connection that threads may share under a lock, with the tables in place.

    A file that is no database is renamed to ``NAME.damaged-TIME`` and begun anew. Raises
    sqlite3.OperationalError if it cannot be written, JobFailed if a newer Hearth wrote it.
    """
    try:
        return _connected(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        aside = path.with_name(f"{path.name}.damaged-{time.time_ns()}")
        path.replace(aside)
        for suffix in ("-wal", "-shm"):  # they belong to the damaged file
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    # Transactions are begun by hand (isolation_level None), a locked file is waited for.
    db = sqlite3.connect(
        path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    try:
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        # A power cut may forget the last moments, never damage the file; a killed process
        # forgets nothing. What is forgotten is done again.
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        _prepare(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Make the tables or bring them up to date, once, whoever of several processes is first."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version < SCHEMA_VERSION:
        db.execute("BEGIN IMMEDIATE")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        steps = (
            [_SCHEMA] if version == 0 else [_UPGRADES[n] for n in range(version, SCHEMA_VERSION)]
        )
        for statement in filter(str.strip, ";".join(steps).split(";")):
            db.execute(statement)
        version = max(version, SCHEMA_VERSION)
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("COMMIT")
    if version > SCHEMA_VERSION:
        raise JobFailed(
            "The record of jobs {path} was written by a newer Hearth: update Hearth, or move "
            "that file away.",
            path=path,
        )
