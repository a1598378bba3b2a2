"""What was done and what is left to do, in one SQLite file that survives a killed process.

Several processes and threads may use the file at once: it is in WAL mode, every change is one
short transaction, and a locked file is waited for. A file that is no database any more is set
aside and a new one begun: the journal only saves work, it never holds the only copy of anything.
"""

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipelines.errors import BadInput, DiskFull, HearthError, NotWritable
from pipelines.journal_file import open_file
from pipelines.journal_records import (
    BatchKey,
    BatchRecord,
    ItemRecord,
    JobRecord,
    State,
    batch_of,
    item_of,
    job_of,
    reason_to_json,
    to_json,
)
from pipelines.process_identity import is_alive, own_identity
from pipelines.sqlite_file import transaction
from pipelines.text import Text, text

__all__ = ["BatchKey", "BatchRecord", "ItemRecord", "JobRecord", "Journal", "State"]


class Journal:
    """The record of batches and jobs. May be shared by threads; close it at the end.

    Raises NotWritable if the file cannot be made, JobFailed if a newer Hearth wrote it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = open_file(path)
        except (OSError, sqlite3.OperationalError) as error:
            raise NotWritable(
                "The record of jobs {path} cannot be written ({reason}): check its permissions "
                "and the room on its disk.",
                path=path,
                reason=getattr(error, "strerror", None) or str(error),
            ) from error
        self._mend_jobs()

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # -- batches ----------------------------------------------------------------------------

    def open_batch(self, key: BatchKey) -> int:
        """The id of that batch, a new one if it was never started."""
        with self._changing() as db:
            row = db.execute(
                "SELECT id FROM batches WHERE identity = ?", (key.identity,)
            ).fetchone()
            if row is None:
                return self._insert_batch(db, key)
            if key.varied:  # what it was started with last is what it is gone on with
                db.execute(
                    "UPDATE batches SET params = ? WHERE id = ?", (to_json(key.params), row["id"])
                )
            return row["id"]

    def find_batch(self, key: BatchKey) -> int | None:
        """The id of that batch if it was ever started; changes nothing."""
        rows = self._rows("SELECT id FROM batches WHERE identity = ?", (key.identity,))
        return rows[0]["id"] if rows else None

    def begun_version(self, key: BatchKey, with_failed: bool = False) -> str | None:
        """The weights' version that an unfinished batch of this kind began with, or None.

        The batch may differ from `key` in nothing but the version. With `with_failed`, failed
        files count as unfinished.
        """
        states = [State.QUEUED, State.RUNNING, State.CANCELLED]
        states += [State.FAILED] if with_failed else []
        rows = self._rows(
            "SELECT identity, weights_version FROM batches WHERE model = ? AND EXISTS"
            " (SELECT 1 FROM items WHERE batch_id = batches.id AND state IN"
            f" ({', '.join('?' * len(states))})) ORDER BY id DESC",
            (key.model, *states),
        )
        for row in rows:
            began_with = row["weights_version"]
            if replace(key, weights_version=began_with).identity == row["identity"]:
                return began_with
        return None

    @staticmethod
    def _insert_batch(db: sqlite3.Connection, key: BatchKey) -> int:
        cursor = db.execute(
            "INSERT INTO batches (identity, model, weights_version, params, output_options,"
            " input_dir, output_dir, recursive, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key.identity,
                key.model,
                key.weights_version,
                to_json(key.params),
                to_json(key.output_options),
                str(key.input_dir) if key.input_dir else None,
                str(key.output_dir),
                key.recursive,
                time.time(),
            ),
        )
        return int(cursor.lastrowid or 0)

    @contextmanager
    def claim(self, batch_id: int) -> Iterator[None]:
        """Hold the batch for this run; what a killed process held is free.

        Items that were left running count as cancelled. Raises BadInput while another run, here
        or in another process, holds it.
        """
        lock = self._lock_of(batch_id)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise BadInput(
                "This batch is running already; wait for it to end or cancel it there."
            ) from error
        try:
            with self._changing() as db:
                db.execute(
                    "UPDATE items SET state = ? WHERE batch_id = ? AND state = ?",
                    (State.CANCELLED, batch_id, State.RUNNING),
                )
                db.execute("UPDATE batches SET held = 1 WHERE id = ?", (batch_id,))
            try:
                yield
            finally:
                with suppress(HearthError):  # then it counts as broken off, and is offered again
                    self.let_go(batch_id)
        finally:
            lock.release()

    def broken_off(self) -> list[BatchRecord]:
        """Batches whose process was killed before their end, the newest first."""
        rows = self._rows("SELECT * FROM batches WHERE held ORDER BY id DESC", ())
        return [self._batch_of(row) for row in rows if not self._is_claimed(row["id"])]

    def let_go(self, batch_id: int) -> None:
        """Count the batch as broken off no longer; what is left of it can still be started."""
        with self._changing() as db:
            db.execute("UPDATE batches SET held = 0 WHERE id = ?", (batch_id,))

    def _is_claimed(self, batch_id: int) -> bool:
        try:
            with self._lock_of(batch_id).acquire(timeout=0):
                return False
        except Timeout:
            return True

    def _lock_of(self, batch_id: int) -> FileLock:
        """A lock of the system's, because that one goes with the process, however it ends."""
        folder = self.path.parent / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        return FileLock(folder / f"batch-{batch_id}.lock")

    def batches(self, limit: int = 50) -> list[BatchRecord]:
        """The latest batches, the newest first."""
        rows = self._rows("SELECT * FROM batches ORDER BY id DESC LIMIT ?", (limit,))
        return [self._batch_of(row) for row in rows]

    def _batch_of(self, row: sqlite3.Row) -> BatchRecord:
        counted = self._rows(
            "SELECT state, COUNT(*) AS n FROM items WHERE batch_id = ? GROUP BY state",
            (row["id"],),
        )
        return batch_of(row, {State(item["state"]): item["n"] for item in counted})

    # -- items ------------------------------------------------------------------------------

    def items(self, batch_id: int) -> dict[str, ItemRecord]:
        """Every known file of a batch by its path."""
        rows = self._rows("SELECT * FROM items WHERE batch_id = ? ORDER BY path", (batch_id,))
        return {row["path"]: item_of(row) for row in rows}

    def queue_items(self, batch_id: int, items: Sequence[ItemRecord]) -> None:
        """Write these items as they are given (usually queued), all in one transaction.

        One that keeps its output stays begun if it was.
        """
        with self._changing() as db:
            db.executemany(
                "INSERT INTO items (batch_id, path, size, mtime_ns, state, output, begun)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (batch_id, path) DO UPDATE SET"
                " size = excluded.size, mtime_ns = excluded.mtime_ns, state = excluded.state,"
                " begun = excluded.begun OR (begun AND output IS excluded.output),"
                " output = excluded.output, reason = NULL, seconds = NULL, finished = NULL",
                [
                    (
                        batch_id,
                        item.path,
                        item.size,
                        item.mtime_ns,
                        item.state,
                        _as_text(item.output),
                        item.begun or item.state is not State.QUEUED,
                    )
                    for item in items
                ],
            )

    def set_state(
        self, batch_id: int, paths: Iterable[str], state: State, reason: Text | None = None
    ) -> None:
        """Move items to a state that is no success."""
        ended = time.time() if state in (State.FAILED, State.CANCELLED) else None
        saved = reason_to_json(reason)
        with self._changing() as db:
            db.executemany(
                "UPDATE items SET state = ?, reason = ?, finished = ?, begun = begun OR ?"
                " WHERE batch_id = ? AND path = ?",
                [(state, saved, ended, state is State.RUNNING, batch_id, path) for path in paths],
            )

    def set_done(
        self,
        batch_id: int,
        path: str,
        output: Path,
        seconds: float,
        stamp: tuple[int, int] | None = None,
    ) -> None:
        """Note success; call it only once `output` is on disk.

        `stamp` is the new size and time (ns) of an input that the work itself has changed.
        """
        with self._changing() as db:
            if stamp is not None:
                db.execute(
                    "UPDATE items SET size = ?, mtime_ns = ? WHERE batch_id = ? AND path = ?",
                    (*stamp, batch_id, path),
                )
            db.execute(
                "UPDATE items SET state = ?, output = ?, reason = NULL, seconds = ?, finished = ?,"
                " begun = 1 WHERE batch_id = ? AND path = ?",
                (State.DONE, str(output), seconds, time.time(), batch_id, path),
            )

    def outputs_of(self, input_dir: Path) -> set[Path]:
        """Every file that a batch over this folder wrote or meant to write."""
        rows = self._rows(
            "SELECT output FROM items JOIN batches ON batches.id = batch_id"
            " WHERE output IS NOT NULL AND input_dir = ?",
            (str(input_dir),),
        )
        return {Path(row["output"]) for row in rows}

    # -- single runs ------------------------------------------------------------------------

    def start_job(self, model: str, weights_version: str, params: Mapping[str, Any]) -> int:
        """Note that a single run begins. Returns its id."""
        with self._changing() as db:
            cursor = db.execute(
                "INSERT INTO jobs (model, weights_version, params, state, started, owner)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    model,
                    weights_version,
                    to_json(params),
                    State.RUNNING,
                    time.time(),
                    own_identity(),
                ),
            )
            return int(cursor.lastrowid or 0)

    def finish_job(
        self,
        job_id: int,
        state: State,
        seconds: float,
        output: Path | None = None,
        reason: Text | None = None,
    ) -> None:
        """Note how a single run ended, after `seconds`."""
        with self._changing() as db:
            db.execute(
                "UPDATE jobs SET state = ?, seconds = ?, output = ?, reason = ? WHERE id = ?",
                (state, seconds, _as_text(output), reason_to_json(reason), job_id),
            )

    def jobs(self, limit: int = 100) -> list[JobRecord]:
        """The latest single runs, the newest first."""
        rows = self._rows("SELECT * FROM jobs ORDER BY id DESC LIMIT ?", (limit,))
        return [job_of(row) for row in rows]

    def _mend_jobs(self) -> None:
        """A run whose process is gone failed, whatever it last noted."""
        rows = self._rows("SELECT id, owner FROM jobs WHERE state = ?", (State.RUNNING,))
        dead = [row["id"] for row in rows if not is_alive(row["owner"])]
        if not dead:
            return
        reason = reason_to_json(text("Hearth was closed before this was finished."))
        with self._changing() as db:
            db.executemany(
                "UPDATE jobs SET state = ?, reason = ? WHERE id = ? AND state = ?",
                [(State.FAILED, reason, job_id, State.RUNNING) for job_id in dead],
            )

    # -- the file ---------------------------------------------------------------------------

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction. Raises DiskFull or NotWritable."""
        with self._lock:
            try:
                with transaction(self._connection) as db:
                    yield db
            except sqlite3.OperationalError as error:
                raise self._not_written(error) from error

    def _not_written(self, error: sqlite3.OperationalError) -> HearthError:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            return DiskFull(
                "There is no room left for the record of jobs {path}. Free some and start again; "
                "what is finished stays.",
                path=self.path,
            )
        return NotWritable(
            "The record of jobs {path} cannot be written ({reason}).", path=self.path, reason=error
        )

    def _rows(self, query: str, values: tuple[Any, ...]) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()


def _as_text(path: Path | None) -> str | None:
    return str(path) if path else None
