"""Pictures by words: in what models said about them and in their names, the best match first."""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.full_text import (
    BEGIN,
    END,
    Part,
    excerpt,
    is_indexed,
    match_of,
    parts_of,
    patterns_of,
    terms_in,
)

# A word in the name counts twice.
_RANK = "bm25(entry_words, 2.0, 1.0)"
#: A word that is in more entries than that tells too little to rank by, and ranking takes time.
_RANKED = 2000


@dataclass(frozen=True)
class Hit:
    """A picture that was found, with the best of what a `model` said about it at `asked` (Unix
    time).

    Width and height are in pixels, as they were when it was asked about. `is_missing`: the file
    is not there now; `is_changed`: it is another one than was asked about.
    """

    path: Path
    width: int
    height: int
    model: str
    asked: float
    snippet: tuple[Part, ...]
    is_missing: bool = False
    is_changed: bool = False


@dataclass(frozen=True)
class Found:
    """One page of `total` pictures."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True)
class Among:
    """Which pictures to look among: those of a folder and what is below it, those that a model
    was asked about. None stands for all."""

    folder: Path | None = None
    model: str | None = None

    def condition(self) -> tuple[str, list[str | int]]:
        """For a query over `pictures` and `entries`, with its values."""
        said, values = ["1"], list[str | int]()
        if self.folder is not None:
            folder = os.path.abspath(self.folder)
            below = folder if folder.endswith(os.sep) else folder + os.sep
            said.append("(pictures.folder = ? OR substr(pictures.folder, 1, ?) = ?)")
            values += [folder, len(below), below]
        if self.model is not None:
            said.append("entries.model = ?")
            values.append(self.model)
        return " AND ".join(said), values


def find(db: sqlite3.Connection, words: str, among: Among, limit: int, offset: int) -> Found:
    """The pictures with all these words, each as a word or the beginning of one.

    A picture is there once. The best match comes first; where there are thousands, or no words,
    which find all pictures, the latest asked about does.
    """
    terms = terms_in(words)
    indexed = bool(terms) and all(map(is_indexed, terms))
    condition, values = among.condition()
    found, given, place = _finding(db, terms, indexed)
    pages = db.execute(
        # Of a picture's entries the row is that of the best, as SQLite promises for min().
        f"{found} SELECT entries.id, {place} AS place, count(*) OVER () AS total FROM found"
        " CROSS JOIN entries ON entries.id = found.id"
        + (" JOIN pictures ON pictures.id = entries.picture" if among.folder else "")
        + f" WHERE {condition} GROUP BY entries.picture ORDER BY place, entries.picture"
        " LIMIT ? OFFSET ?",
        (*given, *values, limit, offset),
    ).fetchall()
    if not pages and offset:
        return Found((), find(db, words, among, 1, 0).total)  # the page is past the last one
    ids = [row["id"] for row in pages]
    snippets = _snippets(db, terms, ids) if indexed else {}
    hits = _hits(db, ids, terms, snippets)
    return Found(tuple(hits[id] for id in ids), pages[0]["total"] if pages else 0)


def _finding(
    db: sqlite3.Connection, terms: Sequence[str], indexed: bool
) -> tuple[str, list[str | int], str]:
    """The entries with these words as a table `found`, its values, and what to order by."""
    latest = "min(-entries.asked)"
    if not terms:
        return "WITH found AS (SELECT id FROM entries)", [], latest
    if not indexed:
        anywhere = " AND ".join(["(name || ' ' || said) LIKE ? ESCAPE '^'"] * len(terms))
        inner = f"SELECT id FROM entries WHERE {anywhere}"
        return f"WITH found AS ({inner})", list(patterns_of(terms)), latest
    query = "FROM entry_words WHERE entry_words MATCH ?"
    match = match_of(terms)
    some = db.execute(f"SELECT rowid {query} LIMIT ?", (match, _RANKED + 1)).fetchall()
    if len(some) > _RANKED:
        return f"WITH found AS MATERIALIZED (SELECT rowid AS id {query})", [match], latest
    inner = f"SELECT rowid AS id, {_RANK} AS rank {query}"
    return f"WITH found AS MATERIALIZED ({inner})", [match], "min(found.rank)"


def _hits(
    db: sqlite3.Connection,
    ids: Sequence[int],
    terms: Sequence[str],
    snippets: Mapping[int, tuple[Part, ...]],
) -> dict[int, Hit]:
    rows = db.execute(
        "SELECT entries.id, model, asked, said, path, size, mtime_ns, width, height FROM entries"
        f" JOIN pictures ON pictures.id = picture WHERE entries.id IN ({_places(ids)})",
        ids,
    )
    return {
        row["id"]: _hit(row, snippets.get(row["id"]) or excerpt(row["said"], terms)) for row in rows
    }


def _hit(row: sqlite3.Row, snippet: tuple[Part, ...]) -> Hit:
    path = Path(row["path"])
    try:
        about = path.stat()
        stamp = (about.st_size, about.st_mtime_ns)
    except (OSError, ValueError):
        stamp = None
    return Hit(
        path=path,
        width=row["width"],
        height=row["height"],
        model=row["model"],
        asked=row["asked"],
        snippet=snippet,
        is_missing=stamp is None,
        is_changed=stamp is not None and stamp != (row["size"], row["mtime_ns"]),
    )


def _snippets(
    db: sqlite3.Connection, terms: Sequence[str], ids: Sequence[int]
) -> dict[int, tuple[Part, ...]]:
    """By entry. The plus lets SQLite go through the matches once, not once for each entry."""
    rows = db.execute(
        "SELECT rowid, snippet(entry_words, 1, ?, ?, '…', 24) AS words FROM entry_words"
        f" WHERE entry_words MATCH ? AND +rowid IN ({_places(ids)})",
        (BEGIN, END, match_of(terms), *ids),
    )
    return {row["rowid"]: parts_of(row["words"]) for row in rows}


def _places(ids: Sequence[int]) -> str:
    return ", ".join("?" * len(ids))
