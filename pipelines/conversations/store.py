"""Conversations in one SQLite file that survives a killed process: listed, named, found, copied."""

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipelines.conversations.database import Database, gone
from pipelines.conversations.pictures import PictureFolder
from pipelines.conversations.records import Conversation, ConversationKind, Turn
from pipelines.conversations.rows import (
    clean,
    conversation_of,
    insert_conversation,
    insert_tree,
    update,
)
from pipelines.conversations.search import Hit, find
from pipelines.conversations.titles import numbered, title_of
from pipelines.conversations.turns import Turns
from pipelines.errors import HearthError
from pipelines.journal_records import to_json
from pipelines.language.engine import Role
from pipelines.text import Text, text

#: How long a deleted conversation can be brought back.
KEPT_S = 30 * 86_400.0


class ConversationStore:
    """All conversations. May be shared by threads and with other processes; close it at the end.

    `pictures` is the folder with copies of what the messages show; without one they show nothing.
    `notice` is a sentence to show once if the file was damaged and had to be set aside. Answers
    that a killed process was writing are marked as interrupted. `now` tells the Unix time.

    Raises NotWritable if the file cannot be made, JobFailed if a newer Hearth wrote it; every
    operation raises what `Database` does, and BadInput for a conversation that is gone.
    """

    def __init__(
        self, path: Path, now: Callable[[], float] = time.time, pictures: Path | None = None
    ) -> None:
        self._database, self._now = Database(path), now
        self.pictures = PictureFolder(pictures) if pictures is not None else None
        self.turns = Turns(self._database, now, self.pictures)
        self.turns.mend()

    @property
    def path(self) -> Path:
        return self._database.path

    @property
    def notice(self) -> Text | None:
        if self._database.aside is None:
            return None
        return text(
            "The file of your conversations was damaged; it is kept as {aside}, and a new one was "
            "begun.",
            aside=self._database.aside,
        )

    def close(self) -> None:
        with suppress(HearthError):  # then the next start marks them
            self.turns.leave()
        self._database.close()

    def __enter__(self) -> "ConversationStore":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # -- one conversation -------------------------------------------------------------------

    def create(
        self,
        *,
        model: str = "",
        version: str = "",
        system_prompt: str = "",
        settings: Mapping[str, Any] | None = None,
        kind: ConversationKind = ConversationKind.CHAT,
    ) -> Conversation:
        """A new one without turns; its title comes from the first message."""
        moment = self._now()
        made = Conversation(
            0, created=moment, changed=moment, model=model, version=version,
            system_prompt=system_prompt, settings=dict(settings or {}), kind=kind,
        )  # fmt: skip
        with self._database.changing() as db:
            conversation_id = insert_conversation(db, made)
        return self.get(conversation_id)

    def get(self, conversation_id: int) -> Conversation:
        """As it is now, deleted or not."""
        rows = self._database.rows("SELECT * FROM conversations WHERE id = ?", (conversation_id,))
        if not rows:
            raise gone()
        return conversation_of(rows[0])

    def rename(self, conversation_id: int, title: str) -> Conversation:
        """A title of the user's own; an empty one goes back to that of the first message."""
        words = " ".join(clean(title).split())
        named = bool(words)
        if not named:
            path = self.turns.path(self.get(conversation_id).leaf)
            words = clean(title_of(path[0])) if path and path[0].role is Role.USER else ""
        return self._change(conversation_id, title=words, named=named)

    def pin(self, conversation_id: int, pinned: bool = True) -> Conversation:
        return self._change(conversation_id, pinned=pinned)

    def configure(
        self,
        conversation_id: int,
        *,
        model: str | None = None,
        version: str | None = None,
        system_prompt: str | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> Conversation:
        """Change what the next answer is made with; None leaves it. Old answers keep their own."""
        values = {
            "model": None if model is None else clean(model),
            "version": None if version is None else clean(version),
            "system_prompt": None if system_prompt is None else clean(system_prompt),
            "settings": None if settings is None else clean(to_json(settings)),
        }
        given = {name: value for name, value in values.items() if value is not None}
        return self._change(conversation_id, **given) if given else self.get(conversation_id)

    def _change(self, conversation_id: int, **values: Any) -> Conversation:
        with self._database.changing() as db:
            if not update(db, "conversations", conversation_id, values):
                raise gone()
        return self.get(conversation_id)

    # -- the list ---------------------------------------------------------------------------

    def page(self, limit: int = 100, after: Conversation | None = None) -> list[Conversation]:
        """The pinned ones first, then those changed last; `after` is the last one seen."""
        where, values = "", ()
        if after is not None:
            where = " AND (pinned, changed, id) < (?, ?, ?)"
            values = (after.pinned, after.changed, after.id)
        rows = self._database.rows(
            f"SELECT * FROM conversations WHERE deleted IS NULL{where}"
            " ORDER BY pinned DESC, changed DESC, id DESC LIMIT ?",
            (*values, limit),
        )
        return [conversation_of(row) for row in rows]

    def count(self) -> int:
        """How many there are, without the deleted ones."""
        rows = self._database.rows("SELECT COUNT(*) AS n FROM conversations WHERE deleted IS NULL")
        return rows[0]["n"]

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        """Where all these words occur, titles first; see `pipelines.conversations.search`."""
        return self._database.reading(lambda db: find(db, words, limit))

    # -- deleting ---------------------------------------------------------------------------

    def delete(self, conversation_id: int) -> Conversation:
        """Take it off the list; `restore` brings it back until it is purged."""
        return self._change(conversation_id, deleted=self._now())

    def restore(self, conversation_id: int) -> Conversation:
        return self._change(conversation_id, deleted=None)

    def deleted(self) -> list[Conversation]:
        """What can be brought back, the last deleted first."""
        rows = self._database.rows(
            "SELECT * FROM conversations WHERE deleted IS NOT NULL ORDER BY deleted DESC, id DESC"
        )
        return [conversation_of(row) for row in rows]

    def purge(self, older_than_s: float = KEPT_S) -> int:
        """Delete for good what was deleted longer ago than that. Returns how many."""
        with self._database.changing() as db:
            return db.execute(
                "DELETE FROM conversations WHERE deleted IS NOT NULL AND deleted <= ?",
                (self._now() - older_than_s,),
            ).rowcount

    def clear_pictures(self, keep: Collection[str] = ()) -> int:
        """Delete the copies that no conversation shows any more; `keep` names files that something
        else refers to, such as drafts. Returns how many."""
        if self.pictures is None:
            return 0
        rows = self._database.rows("SELECT DISTINCT file FROM images")
        return self.pictures.clear({*keep, *(row["file"] for row in rows)})

    # -- copies -----------------------------------------------------------------------------

    def duplicate(self, conversation_id: int) -> Conversation:
        """A copy with all its branches, with a number behind its title."""
        old = self.get(conversation_id)
        return self._copy(old, self.turns.tree(conversation_id), old.leaf)

    def branch(self, turn_id: int) -> Conversation:
        """A new conversation with what was said up to and including this turn."""
        path = self.turns.path(turn_id)
        if not path:
            raise gone()
        return self._copy(self.get(path[0].conversation), path, turn_id)

    def _copy(self, old: Conversation, turns: Iterable[Turn], leaf: int | None) -> Conversation:
        copy = replace(old, title=numbered(old.title), pinned=False, created=self._now(), leaf=leaf)
        return self.add_whole(replace(copy, changed=copy.created), turns)

    def add_whole(self, conversation: Conversation, turns: Iterable[Turn]) -> Conversation:
        """Write this conversation with its turns, each after its parent, under new ids."""
        with self._database.changing() as db:
            conversation_id = insert_tree(db, conversation, turns)
        return self.get(conversation_id)
