"""The tree of turns: what is edited or answered again stands beside the old, never over it."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from pipelines.conversations.attachments import Attachment
from pipelines.conversations.database import Database, gone
from pipelines.conversations.pictures import ImageAttachment, PictureFolder
from pipelines.conversations.records import AnswerFacts, Ending, Siblings, Turn
from pipelines.conversations.rows import (
    clean,
    image_of,
    insert_turn,
    notes_to_json,
    turn_of,
    update,
)
from pipelines.conversations.titles import title_of
from pipelines.language.engine import Answer, Role
from pipelines.process_identity import is_alive, own_identity
from pipelines.text import Text

_PATH = """
WITH RECURSIVE above (id, parent) AS (
    SELECT id, parent FROM turns WHERE id = ?
    UNION ALL SELECT turns.id, turns.parent FROM turns JOIN above ON turns.id = above.parent
) SELECT turns.* FROM turns JOIN above USING (id) ORDER BY turns.id
"""
_NEWEST_LEAF = """
WITH RECURSIVE below (id) AS (
    SELECT ? UNION ALL SELECT turns.id FROM turns JOIN below ON turns.parent = below.id
) SELECT MAX(id) AS leaf FROM below
WHERE NOT EXISTS (SELECT 1 FROM turns WHERE turns.parent = below.id)
"""


class Turns:
    """The turns of all conversations. A turn is younger than its parent, so its id is larger.

    Every operation raises BadInput if its turn or conversation is not there any more, and what
    `Database` raises.
    """

    def __init__(
        self, database: Database, now: Callable[[], float], pictures: PictureFolder | None = None
    ) -> None:
        """`pictures` None: there are no pictures in these conversations."""
        self._database, self._now, self._pictures = database, now, pictures
        #: Told apart from another store of the same process, which may have been closed.
        self._writer = f"{own_identity()}#{uuid4().hex}"

    # -- reading ----------------------------------------------------------------------------

    def get(self, turn_id: int) -> Turn:
        found = self._read("SELECT * FROM turns WHERE id = ?", (turn_id,))
        if not found:
            raise gone()
        return found[0]

    def path(self, leaf: int | None) -> tuple[Turn, ...]:
        """The turns from the first to `leaf`: what is shown. None is no turn at all."""
        return () if leaf is None else self._read(_PATH, (leaf,))

    def tree(self, conversation: int) -> tuple[Turn, ...]:
        """All turns of a conversation, each after its parent."""
        query = "SELECT * FROM turns WHERE conversation = ? ORDER BY id"
        return self._read(query, (conversation,))

    def siblings(self, turn_id: int) -> Siblings:
        """The turns in the same place as this one, itself among them."""
        rows = self._database.rows(
            "SELECT other.id FROM turns JOIN turns AS other ON other.parent IS turns.parent"
            " AND other.conversation = turns.conversation WHERE turns.id = ? ORDER BY other.id",
            (turn_id,),
        )
        if not rows:
            raise gone()
        ids = tuple(row["id"] for row in rows)
        return Siblings(ids, ids.index(turn_id))

    def all_siblings(self, conversation: int) -> dict[int, Siblings]:
        """The same for every turn of a conversation, in one query."""
        rows = self._database.rows(
            "SELECT id, parent FROM turns WHERE conversation = ? ORDER BY id", (conversation,)
        )
        places: dict[int | None, list[int]] = defaultdict(list)
        for row in rows:
            places[row["parent"]].append(row["id"])
        return {
            turn_id: Siblings(tuple(ids), index)
            for ids in places.values()
            for index, turn_id in enumerate(ids)
        }

    def _read(self, query: str, values: Sequence[Any]) -> tuple[Turn, ...]:
        def read(db: sqlite3.Connection) -> tuple[Turn, ...]:
            rows = db.execute(query, values).fetchall()
            if not rows:
                return ()
            kept: dict[int, list[Attachment]] = defaultdict(list)
            for item in db.execute(*_of_turns("SELECT turn, name, text FROM attachments", rows)):
                kept[item["turn"]].append(Attachment(item["name"], item["text"]))
            shown = self._images(db, rows)
            return tuple(turn_of(row, kept[row["id"]], shown[row["id"]]) for row in rows)

        return self._database.reading(read)

    def _images(
        self, db: sqlite3.Connection, rows: Sequence[sqlite3.Row]
    ) -> dict[int, list[ImageAttachment]]:
        shown: dict[int, list[ImageAttachment]] = defaultdict(list)
        if self._pictures is not None:
            for item in db.execute(*_of_turns("SELECT * FROM images", rows)):
                shown[item["turn"]].append(image_of(item, self._pictures))
        return shown

    # -- what a person says -----------------------------------------------------------------

    def add(
        self,
        conversation: int,
        role: Role,
        content: str,
        *,
        parent: int | None,
        attachments: Sequence[Attachment] = (),
        images: Sequence[ImageAttachment] = (),
    ) -> Turn:
        """A new turn below `parent` (None for a first one), which is shown from now on."""
        turn = Turn(
            0, conversation, parent, role, content,
            created=self._now(), attachments=tuple(attachments), images=tuple(images),
        )  # fmt: skip
        return self._add(turn)

    def edit(
        self,
        turn_id: int,
        content: str,
        attachments: Sequence[Attachment] | None = None,
        images: Sequence[ImageAttachment] | None = None,
    ) -> Turn:
        """The same turn in other words, beside the old one; its files and pictures stay unless
        given anew."""
        old = self.get(turn_id)
        return self.add(
            old.conversation,
            old.role,
            content,
            parent=old.parent,
            attachments=old.attachments if attachments is None else attachments,
            images=old.images if images is None else images,
        )

    def show(self, turn_id: int) -> int:
        """Show the branch of this turn down to its newest leaf, whose id is returned."""
        with self._database.changing() as db:
            leaf = db.execute(_NEWEST_LEAF, (turn_id,)).fetchone()["leaf"]
            changed = db.execute(
                "UPDATE conversations SET leaf = ? WHERE id ="
                " (SELECT conversation FROM turns WHERE id = ?)",
                (leaf, turn_id),
            )
            if not changed.rowcount:
                raise gone()
        return leaf

    def _add(self, turn: Turn, writer: str | None = None) -> Turn:
        if turn.images and self._pictures is None:
            raise ValueError("these conversations have no folder for pictures")
        with self._database.changing() as db:
            if turn.parent is not None:
                _check_place(db, turn)
            turn_id = insert_turn(db, turn, writer)
            values: dict[str, Any] = {"leaf": turn_id, "changed": turn.created}
            if not update(db, "conversations", turn.conversation, values):
                raise gone()
            if turn.parent is None and turn.role is Role.USER:
                db.execute(
                    "UPDATE conversations SET title = ? WHERE id = ? AND NOT named",
                    (clean(title_of(turn)), turn.conversation),
                )
        return self.get(turn_id)

    # -- what a model answers ---------------------------------------------------------------

    def begin_answer(
        self,
        conversation: int,
        *,
        parent: int | None,
        model: str,
        version: str = "",
        settings: Mapping[str, Any] | None = None,
    ) -> Turn:
        """An answer without words yet, shown from now on; another one to the same parent is a
        sibling. It grows until `finish` or `break_off`, or until this process ends."""
        facts = AnswerFacts(model, version, dict(settings or {}))
        turn = Turn(0, conversation, parent, Role.ASSISTANT, "", created=self._now(), answer=facts)
        return self._add(turn, self._writer)

    def grow(self, turn_id: int, content: str, thinking: str = "") -> None:
        """Save all that has come of a growing answer; every second or so is often enough."""
        self._write(turn_id, {"content": clean(content), "thinking": clean(thinking)})

    def finish(self, turn_id: int, answer: Answer) -> Turn:
        """The growing answer has ended like this."""
        values: dict[str, Any] = {
            "content": clean(answer.text),
            "thinking": clean(answer.thinking),
            "finish": Ending(answer.finish.value),
            "notes": notes_to_json(answer.notes),
        }
        counted = asdict(answer)
        for name in (
            "seed", "prompt_tokens", "cached_tokens", "new_tokens",
            "first_token_s", "seconds", "tokens_per_s",
        ):  # fmt: skip
            values[name] = counted[name]
        return self._end(turn_id, values)

    def break_off(
        self, turn_id: int, content: str, thinking: str = "", reason: Text | None = None
    ) -> Turn:
        """The growing answer failed after these words, for that reason; they are kept."""
        values: dict[str, Any] = {
            "content": clean(content),
            "thinking": clean(thinking),
            "finish": Ending.FAILED,
            "notes": notes_to_json((reason,) if reason is not None else ()),
        }
        return self._end(turn_id, values)

    def _end(self, turn_id: int, values: Mapping[str, Any]) -> Turn:
        self._write(turn_id, {**values, "writer": None}, self._now())
        return self.get(turn_id)

    def _write(self, turn_id: int, values: Mapping[str, Any], changed: float | None = None) -> None:
        with self._database.changing() as db:
            row = db.execute(
                "SELECT conversation FROM turns WHERE id = ? AND writer = ?",
                (turn_id, self._writer),
            ).fetchone()
            if row is None:
                raise gone()
            update(db, "turns", turn_id, values)
            if changed is not None:
                update(db, "conversations", row["conversation"], {"changed": changed})

    # -- what was left ----------------------------------------------------------------------

    def mend(self) -> int:
        """Mark the answers whose process is gone as interrupted. Returns how many there were."""
        rows = self._database.rows("SELECT DISTINCT writer FROM turns WHERE writer IS NOT NULL")
        dead = [w for (w,) in map(tuple, rows) if not is_alive(w.partition("#")[0])]
        return self._interrupt(dead)

    def leave(self) -> int:
        """Mark what this store still writes as interrupted, before it is closed."""
        return self._interrupt([self._writer])

    def _interrupt(self, writers: Sequence[str]) -> int:
        if not writers:
            return 0
        places = ", ".join("?" * len(writers))
        with self._database.changing() as db:
            return db.execute(
                f"UPDATE turns SET writer = NULL, finish = ? WHERE writer IN ({places})",
                (Ending.INTERRUPTED, *writers),
            ).rowcount


def _of_turns(select: str, rows: Sequence[sqlite3.Row]) -> tuple[str, tuple[int]]:
    """What belongs to these turns of one conversation."""
    if len(rows) == 1:  # not those of all others: they may be large
        which, number = "turn = ?", rows[0]["id"]
    else:
        which = "turn IN (SELECT id FROM turns WHERE conversation = ?)"
        number = rows[0]["conversation"]
    return f"{select} WHERE {which} ORDER BY id", (number,)


def _check_place(db: sqlite3.Connection, turn: Turn) -> None:
    """A turn follows one of its own conversation."""
    row = db.execute("SELECT conversation FROM turns WHERE id = ?", (turn.parent,)).fetchone()
    if row is None:
        raise gone()
    if row["conversation"] != turn.conversation:
        raise ValueError(f"turn {turn.parent} is not of conversation {turn.conversation}")
