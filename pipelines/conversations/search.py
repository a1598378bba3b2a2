"""Full text search over titles and turns: whole words or their beginnings, in any order."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.conversations.records import Conversation
from pipelines.conversations.rows import clean, conversation_of
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

__all__ = ["HITS_EACH", "Hit", "Part", "find"]

#: One conversation must not crowd out the others.
HITS_EACH = 3

_SHOWN = "conversations.deleted IS NULL"


@dataclass(frozen=True)
class Hit:
    """A place where the words occur; `turn` is None for the title."""

    conversation: Conversation
    turn: int | None
    snippet: tuple[Part, ...]


def find(db: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    """The places where all the words occur: titles first, then turns, each the newest first.

    Nothing in `words` is a command. Of each conversation there are at most `HITS_EACH` turns.
    """
    terms = terms_in(clean(words))
    if not terms:
        return []
    indexed = all(map(is_indexed, terms))
    looking = _Indexed(db, terms) if indexed else _Scanned(db, terms)
    hits: list[Hit] = []
    for conversation_id in looking.titles(limit):
        found = _conversation(db, conversation_id)
        hits.append(Hit(found, None, looking.title_snippet(found)))
    for turn_id, conversation_id in _spread(looking.turns(), limit - len(hits)):
        snippet = looking.turn_snippet(turn_id)
        hits.append(Hit(_conversation(db, conversation_id), turn_id, snippet))
    return hits


def _conversation(db: sqlite3.Connection, conversation_id: int) -> Conversation:
    row = db.execute("SELECT * FROM conversations WHERE id = ?", (conversation_id,)).fetchone()
    return conversation_of(row)


def _spread(rows: Iterable[sqlite3.Row], limit: int) -> list[tuple[int, int]]:
    """Turn and conversation of the first `limit` rows, a few of each conversation."""
    counts: Counter[int] = Counter()
    taken: list[tuple[int, int]] = []
    for row in rows:
        if len(taken) >= limit:
            break
        counts[row["conversation"]] += 1
        if counts[row["conversation"]] <= HITS_EACH:
            taken.append((row["id"], row["conversation"]))
    return taken


class _Indexed:
    """By the indexes of words."""

    def __init__(self, db: sqlite3.Connection, terms: Sequence[str]) -> None:
        self._db, self._query = db, match_of(terms)

    def titles(self, limit: int) -> list[int]:
        rows = self._db.execute(
            "SELECT conversations.id FROM title_words JOIN conversations"
            " ON conversations.id = title_words.rowid"
            f" WHERE title_words MATCH ? AND {_SHOWN} ORDER BY changed DESC LIMIT ?",
            (self._query, limit),
        )
        return [row["id"] for row in rows]

    def turns(self) -> Iterable[sqlite3.Row]:
        return self._db.execute(
            "SELECT turn_words.rowid AS id, turns.conversation FROM turn_words"
            " CROSS JOIN turns ON turns.id = turn_words.rowid"
            " CROSS JOIN conversations ON conversations.id = turns.conversation"
            f" WHERE turn_words MATCH ? AND {_SHOWN} ORDER BY turn_words.rowid DESC",
            (self._query,),
        )

    def title_snippet(self, found: Conversation) -> tuple[Part, ...]:
        return self._snippet("title_words", found.id)

    def turn_snippet(self, turn_id: int) -> tuple[Part, ...]:
        return self._snippet("turn_words", turn_id)

    def _snippet(self, index: str, row_id: int) -> tuple[Part, ...]:
        row = self._db.execute(
            f"SELECT snippet({index}, 0, ?, ?, '…', 16) AS words FROM {index}"
            f" WHERE {index} MATCH ? AND rowid = ?",
            (BEGIN, END, self._query, row_id),
        ).fetchone()
        return parts_of(row["words"])


class _Scanned:
    """By the texts themselves; upper and lower case are the same for Latin letters only."""

    def __init__(self, db: sqlite3.Connection, terms: Sequence[str]) -> None:
        self._db, self._terms = db, terms
        self._patterns = patterns_of(terms)

    def _all_in(self, column: str) -> str:
        return " AND ".join([f"{column} LIKE ? ESCAPE '^'"] * len(self._patterns))

    def titles(self, limit: int) -> list[int]:
        rows = self._db.execute(
            f"SELECT id FROM conversations WHERE {_SHOWN} AND {self._all_in('title')}"
            " ORDER BY changed DESC LIMIT ?",
            (*self._patterns, limit),
        )
        return [row["id"] for row in rows]

    def turns(self) -> Iterable[sqlite3.Row]:
        return self._db.execute(
            "SELECT turns.id, turns.conversation FROM turns CROSS JOIN conversations"
            f" ON conversations.id = turns.conversation WHERE {self._all_in('content')}"
            f" AND {_SHOWN} ORDER BY turns.id DESC",
            self._patterns,
        )

    def title_snippet(self, found: Conversation) -> tuple[Part, ...]:
        return excerpt(found.title, self._terms)

    def turn_snippet(self, turn_id: int) -> tuple[Part, ...]:
        row = self._db.execute("SELECT content FROM turns WHERE id = ?", (turn_id,)).fetchone()
        return excerpt(row["content"], self._terms)
