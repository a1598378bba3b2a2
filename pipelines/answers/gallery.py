"""All answers about pictures in one SQLite file, which finds pictures by words.

Other processes may read and write it at the same time. The answers are in the files that were
asked for, too, so a file that is no database any more is set aside and a new one begun.
"""

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.answers.search import Among, Found, find
from pipelines.answers.tables import TABLES
from pipelines.errors import BadInput, DiskFull, HearthError, JobFailed, NotWritable
from pipelines.media.facts import PictureFacts
from pipelines.sqlite_file import NewerFile, connect_anew, transaction

#: A page of hits.
PAGE = 60


@dataclass(frozen=True)
class Told:
    """One answer that is kept; `asked` is a Unix time."""

    question: str
    answer: str
    model: str
    version: str
    asked: float


class Gallery:
    """The answers' file. May be shared by threads; close it at the end. `now` tells the Unix time.

    Raises NotWritable if the file cannot be made, JobFailed if a newer Hearth wrote it; every
    operation raises NotWritable, and DiskFull if it writes.
    """

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        self.path, self._now = path, now
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db, _aside = connect_anew(path, TABLES)
        except (OSError, sqlite3.Error) as error:
            raise self._failure(error) from error
        except NewerFile as error:
            raise JobFailed(
                "The answers {path} were written by a newer Hearth: update Hearth, or move that "
                "file away.",
                path=path,
            ) from error

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def __enter__(self) -> "Gallery":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # -- what is kept -----------------------------------------------------------------------

    def keep(
        self,
        path: Path,
        facts: PictureFacts,
        model: str,
        version: str,
        answers: Iterable[tuple[str, str]],
    ) -> None:
        """Note these pairs of question and answer about the picture as it was by its `facts`.

        An earlier answer of the same model to the same question is replaced.
        """
        whole = os.path.abspath(path)
        if not _is_utf8(whole):
            raise BadInput(
                "The answers about {name} cannot be kept for search: its name has signs that are "
                "no text. Rename it.",
                name=path.name,
            )
        moment = self._now()
        with self._changing() as db:
            picture = _picture(db, whole, facts)
            entry = _entry(db, picture, os.path.basename(whole), model, moment)
            for question, answer in answers:
                db.execute(
                    "INSERT INTO answers (entry, question, answer, version, asked)"
                    " VALUES (?, ?, ?, ?, ?) ON CONFLICT (entry, question) DO UPDATE SET"
                    " answer = excluded.answer, version = excluded.version, asked = excluded.asked",
                    (entry, _clean(question), _clean(answer), version, moment),
                )
            rows = db.execute("SELECT answer FROM answers WHERE entry = ? ORDER BY rowid", (entry,))
            said = "\n\n".join(plain_words(row["answer"]) for row in rows)
            db.execute("UPDATE entries SET said = ?, asked = ? WHERE id = ?", (said, moment, entry))

    def forget(self, folder: Path) -> int:
        """Take out all pictures of a folder and below. Returns how many."""
        condition, values = Among(folder).condition()
        return self._delete(condition, values)

    def forget_picture(self, path: Path) -> int:
        """Take out one picture. Returns 1, or 0 if it was not there."""
        return self._delete("pictures.path = ?", [os.path.abspath(path)])

    def _delete(self, condition: str, values: Iterable[Any]) -> int:
        with self._changing() as db:
            return db.execute(f"DELETE FROM pictures WHERE {condition}", tuple(values)).rowcount

    # -- what is found ----------------------------------------------------------------------

    def search(
        self,
        words: str = "",
        *,
        folder: Path | None = None,
        model: str | None = None,
        limit: int = PAGE,
        offset: int = 0,
    ) -> Found:
        """A page of the pictures with all these words; see `answers.search.find`.

        Files that are gone are found, too, and marked; each hit is looked for on its disk.
        """
        with self._reading() as db:
            return find(db, words, Among(folder, model), limit, offset)

    def answers_about(self, path: Path) -> tuple[Told, ...]:
        """All that is kept about a picture, the latest model first, questions in their order."""
        rows = self._rows(
            "SELECT question, answer, model, version, answers.asked FROM answers"
            " JOIN entries ON entries.id = entry JOIN pictures ON pictures.id = picture"
            " WHERE path = ? ORDER BY entries.asked DESC, entries.id, answers.rowid",
            (os.path.abspath(path),),
        )
        return tuple(Told(**dict(row)) for row in rows)

    def folders(self) -> Mapping[Path, int]:
        """Every folder with pictures that answers are kept about, and how many lie right in it."""
        rows = self._rows(
            "SELECT folder, count(*) AS n FROM pictures GROUP BY folder ORDER BY folder"
        )
        return {Path(row["folder"]): row["n"] for row in rows}

    def models(self) -> Mapping[str, int]:
        """Every model that answered, and about how many pictures."""
        rows = self._rows("SELECT model, count(*) AS n FROM entries GROUP BY model ORDER BY model")
        return {row["model"]: row["n"] for row in rows}

    # -- the file ---------------------------------------------------------------------------

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        with self._reading() as db:
            return db.execute(query, values).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._db
            except sqlite3.Error as error:
                raise self._failure(error) from error

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                with transaction(self._db) as db:
                    yield db
            except sqlite3.Error as error:
                raise self._failure(error) from error

    def _failure(self, error: OSError | sqlite3.Error) -> HearthError:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return DiskFull(
                "There is no room left for the searchable answers {path}: free some and start "
                "again; what is finished stays.",
                path=self.path,
            )
        return NotWritable(
            "The searchable answers {path} cannot be read or written ({reason}): check their "
            "permissions, or move the file away and Hearth begins a new one.",
            path=self.path,
            reason=getattr(error, "strerror", None) or str(error),
        )


def _picture(db: sqlite3.Connection, path: str, facts: PictureFacts) -> int:
    row = db.execute(
        "INSERT INTO pictures (path, folder, size, mtime_ns, width, height)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET size = excluded.size,"
        " mtime_ns = excluded.mtime_ns, width = excluded.width, height = excluded.height"
        " RETURNING id",
        (path, os.path.dirname(path), *facts.stamp, facts.width, facts.height),
    ).fetchone()
    return row["id"]


def _entry(db: sqlite3.Connection, picture: int, name: str, model: str, moment: float) -> int:
    db.execute(
        "INSERT INTO entries (picture, model, asked, name, said) VALUES (?, ?, ?, ?, '')"
        " ON CONFLICT (picture, model) DO NOTHING",
        (picture, model, moment, name),
    )
    row = db.execute(
        "SELECT id FROM entries WHERE picture = ? AND model = ?", (picture, model)
    ).fetchone()
    return row["id"]


def plain_words(answer: str) -> str:
    """An answer as it is searched and shown: of JSON only the values, parted by commas."""
    if answer.lstrip()[:1] not in ("{", "[", '"'):
        return answer.strip()
    try:
        return ", ".join(_values(json.loads(answer)))
    except (ValueError, RecursionError):
        return answer.strip()


def _values(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        content = list(content.values())
    if isinstance(content, list):
        for item in content:
            yield from _values(item)
    elif content is not None:
        yield content if isinstance(content, str) else json.dumps(content)


def _is_utf8(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def _clean(words: str) -> str:
    return words.encode("utf-8", "replace").decode("utf-8")
