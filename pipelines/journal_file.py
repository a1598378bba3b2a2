"""The journal's SQLite file: its tables, and opening it so that nothing can be lost or stuck.

A killed process forgets nothing; what a power cut makes it forget is done again.
"""

import sqlite3
from pathlib import Path

from pipelines.errors import JobFailed
from pipelines.sqlite_file import NewerFile, Tables, connect, set_aside

SCHEMA_VERSION = 3

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
    begun INTEGER NOT NULL DEFAULT 0,
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
    2: """
ALTER TABLE items ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;
UPDATE items SET begun = 1 WHERE state != 'queued';
""",
}


_TABLES = Tables(SCHEMA_VERSION, _SCHEMA, _UPGRADES)


def open_file(path: Path) -> sqlite3.Connection:
    """A connection that threads may share under a lock, with the tables in place.

    A file that is no database is renamed to ``NAME.damaged-TIME`` and begun anew. Raises
    sqlite3.OperationalError if it cannot be written, JobFailed if a newer Hearth wrote it.
    """
    try:
        try:
            return connect(path, _TABLES)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            set_aside(path)
            return connect(path, _TABLES)
    except NewerFile as error:
        raise JobFailed(
            "The record of jobs {path} was written by a newer Hearth: update Hearth, or move "
            "that file away.",
            path=path,
        ) from error
