"""Full text search over titles and turns: whole words or their beginnings, in any order.

Scripts that put no spaces between words, and signs such as emoji, are not in the index of words;
for these the texts themselves are gone through.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.conversations.records import Conversation
from pipelines.conversations.rows import clean, conversation_of

#: One conversation must not crowd out the others.
HITS_EACH = 3

_AROUND = 40  # characters before a hit; three times as many behind
_BEGIN, _END = "\ufdd0", "\ufdd1"  # noncharacters: they occur in no text
# Thai to Burmese, Khmer, the signs of Chinese and Japanese: written without spaces.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]"
)
_SHOWN = "conversations.deleted IS NULL"


@dataclass(frozen=True)
class Part:
    """A bit of a snippet; `marked` if it is what was looked for."""

    text: str
    marked: bool = False


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
    terms = "".join(c if c.isprintable() else " " for c in clean(words)).split()
    if not terms:
        return []
    indexed = all(_is_indexed(term) for term in terms)
    looking = _Indexed(db, terms) if indexed else _Scanned(db, terms)
    hits: list[Hit] = []
    for conversation_id in looking.titles(limit):
        found = _conversation(db, conversation_id)
        hits.append(Hit(found, None, looking.title_snippet(found)))
    for turn_id, conversation_id in _spread(looking.turns(), limit - len(hits)):
        snippet = looking.turn_snippet(turn_id)
        hits.append(Hit(_conversation(db, conversation_id), turn_id, snippet))
    return hits


def _is_indexed(term: str) -> bool:
    return any(c.isalnum() for c in term) and not _UNSPACED.search(term)


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
        self._db = db
        # In quotes nothing is an operator; the star after them makes the last word a beginning.
        self._query = " ".join('"' + term.replace('"', '""') + '"*' for term in terms)

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
            (_BEGIN, _END, self._query, row_id),
        ).fetchone()
        return _parts(row["words"])


class _Scanned:
    """By the texts themselves; upper and lower case are the same for Latin letters only."""

    def __init__(self, db: sqlite3.Connection, terms: Sequence[str]) -> None:
        self._db, self._terms = db, terms
        self._patterns = tuple("%" + re.sub("([%_^])", r"^\1", term) + "%" for term in terms)

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
        return self._snippet(found.title)

    def turn_snippet(self, turn_id: int) -> tuple[Part, ...]:
        row = self._db.execute("SELECT content FROM turns WHERE id = ?", (turn_id,)).fetchone()
        return self._snippet(row["content"])

    def _snippet(self, words: str) -> tuple[Part, ...]:
        wanted = re.compile("|".join(map(re.escape, self._terms)), re.IGNORECASE)
        first = wanted.search(words)
        begin = max(0, first.start() - _AROUND) if first else 0
        end = begin + 4 * _AROUND
        shown = wanted.sub(lambda found: f"{_BEGIN}{found[0]}{_END}", words[begin:end])
        return _parts(f"{'…' * (begin > 0)}{shown}{'…' * (end < len(words))}")


def _parts(snippet: str) -> tuple[Part, ...]:
    """Cut at the marks; breaks of lines become spaces."""
    parts: list[Part] = []
    for n, piece in enumerate(re.split(f"[{_BEGIN}{_END}]", re.sub(r"\s+", " ", snippet))):
        if piece:
            parts.append(Part(piece, marked=n % 2 == 1))
    return tuple(parts)
