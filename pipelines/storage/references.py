"""What remembers paths in the data folder, databases and settings: after a move they must fit."""

import errno
import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from pipelines.answers.tables import TABLES as ANSWER_TABLES
from pipelines.conversations.tables import TABLES
from pipelines.errors import HearthError, JobFailed
from pipelines.journal_file import open_file
from pipelines.journal_records import to_json
from pipelines.media.atomic import cannot_write, replacing
from pipelines.sqlite_file import NewerFile, connect, is_damage
from pipelines.storage.inventory import (
    ANSWERS,
    CONVERSATIONS,
    FOLDERS,
    IMAGE_CONVERSATIONS,
    JOURNAL,
)
from pipelines.weights.records import read_json, write_json

#: Columns that hold a path, and those that hold JSON with paths in it, by database and table.
_PATHS = {
    JOURNAL: (
        ("batches", ("input_dir", "output_dir")),
        ("items", ("path", "output")),
        ("jobs", ("output",)),
    ),
    CONVERSATIONS: (),
    IMAGE_CONVERSATIONS: (),
    ANSWERS: (("pictures", ("path", "folder")),),
}
_SETTINGS = (
    ("conversations", ("settings",)),
    ("turns", ("settings",)),
)
_JSON = {
    JOURNAL: (
        ("batches", ("params", "output_options", "identity")),
        ("jobs", ("params",)),
    ),
    CONVERSATIONS: _SETTINGS,
    IMAGE_CONVERSATIONS: _SETTINGS,
    ANSWERS: (),
}


def copy_database(database: Path, copy: Path, old: Path, new: Path) -> None:
    """Write `copy`, with every path below `old` changed to be below `new`.

    `database` is one of `DATABASES`, and nobody may write it meanwhile. Raises OSError, and
    DiskFull, NotWritable or JobFailed if it cannot be copied.
    """
    copy.unlink(missing_ok=True)
    try:
        with closing(_open(database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # all in one file, to be renamed
            _relocate(target, database.name, old, new)
    except sqlite3.Error as error:
        raise _not_copied(database, copy, error) from error
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def _open(database: Path) -> sqlite3.Connection:
    if database.name == JOURNAL:
        return open_file(database)
    try:
        return connect(database, ANSWER_TABLES if database.name == ANSWERS else TABLES)
    except NewerFile as error:
        raise JobFailed(
            "{path} was written by a newer Hearth: update Hearth, then move.", path=database
        ) from error


def _not_copied(database: Path, copy: Path, error: sqlite3.Error) -> HearthError:
    if is_damage(error):
        return JobFailed(
            "{path} is damaged and cannot be moved: put it somewhere else, then move again.",
            path=database,
        )
    full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    number = errno.ENOSPC if full else errno.EIO
    return cannot_write(copy, OSError(number, str(error)))


def relocate_settings(path: Path, old: Path, new: Path) -> None:
    """Change every path below `old` in the settings file; comments stay.

    A file that cannot be understood is left to whoever wrote it. Raises DiskFull, NotWritable.
    """
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        words = path.read_bytes().decode()
        document = tomlkit.parse(words)
    except (OSError, UnicodeDecodeError, ParseError):
        return
    _relocate_within(document, old, new)
    changed = tomlkit.dumps(document)
    if changed != words:
        with replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
            file.write(changed.encode())


def relocate_records(models: Path, old: Path, new: Path) -> None:
    """The same for the records of the user's own models in `models`. Raises OSError."""
    for record in models.glob("*/*/model.json"):
        content = read_json(record)
        moved = relocated(content, old, new)
        if moved != content:
            write_json(record, moved)


def relocated(value: Any, old: Path, new: Path) -> Any:
    """The value with each text that is the path of something that moved from `old` to `new`.

    What else lies in the old folder stays there, and so do the paths to it.
    """
    if isinstance(value, str):
        below = value[len(str(old)) :] if value.startswith(str(old)) else ""
        parts = below.replace("\\", "/").split("/")
        moved = len(parts) > 1 and not parts[0] and parts[1] in FOLDERS
        return str(new) + below if moved else value
    if isinstance(value, Mapping):
        return {key: relocated(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [relocated(item, old, new) for item in value]
    return value


def _relocate(db: sqlite3.Connection, name: str, old: Path, new: Path) -> None:
    for table, columns in _PATHS[name]:
        for column in columns:
            for (path,) in db.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall():
                moved = relocated(path, old, new)
                if moved != path:
                    _update(db, table, column, path, moved)
    for table, columns in _JSON[name]:
        for column in columns:
            for (words,) in db.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall():
                content = json.loads(words)
                moved = relocated(content, old, new)
                if moved != content:
                    _update(db, table, column, words, to_json(moved))
    db.commit()


def _update(db: sqlite3.Connection, table: str, column: str, before: str, after: str) -> None:
    db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (after, before))


def _relocate_within(container: Any, old: Path, new: Path) -> None:
    """Change the texts of a TOML table or list in place, so that its comments stay."""
    pairs: Any = container.items() if hasattr(container, "items") else enumerate(container)
    for key, value in tuple(pairs):
        if isinstance(value, (Mapping, list)):
            _relocate_within(value, old, new)
        else:
            moved = relocated(value, old, new)
            if moved != value:
                container[key] = moved
