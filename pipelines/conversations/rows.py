"""Records to rows of the conversations' file and back."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from typing import Any

from pipelines.conversations.attachments import Attachment
from pipelines.conversations.pictures import ImageAttachment, PictureFolder
from pipelines.conversations.records import (
    AnswerFacts,
    Conversation,
    ConversationKind,
    Ending,
    Turn,
)
from pipelines.journal_records import reason_from_json, reason_to_json, to_json
from pipelines.language.engine import Role
from pipelines.language.images import Region
from pipelines.text import Text


def clean(words: str) -> str:
    """The text without halves of signs, which no file can hold; a keyboard may send such."""
    if words.isascii():
        return words
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def conversation_of(row: sqlite3.Row) -> Conversation:
    """A row of the table `conversations`."""
    values = dict(row)
    for name in ("named", "pinned"):
        values[name] = bool(values[name])
    values["settings"] = json.loads(values["settings"])
    values["kind"] = ConversationKind(values["kind"])
    return Conversation(**values)


def turn_of(
    row: sqlite3.Row,
    attachments: Sequence[Attachment] = (),
    images: Sequence[ImageAttachment] = (),
) -> Turn:
    """A row of the table `turns`."""
    return Turn(
        id=row["id"],
        conversation=row["conversation"],
        parent=row["parent"],
        role=Role(row["role"]),
        content=row["content"],
        thinking=row["thinking"],
        created=row["created"],
        attachments=tuple(attachments),
        answer=_facts_of(row) if row["answered"] else None,
        growing=row["writer"] is not None,
        images=tuple(images),
    )


def image_of(row: sqlite3.Row, pictures: PictureFolder) -> ImageAttachment:
    """A row of the table `images`."""
    region = Region(*json.loads(row["region"])) if row["region"] else None
    size = row["width"], row["height"]
    path = pictures.place(row["file"])
    return ImageAttachment(row["name"], path, row["digest"], size, region)


def _facts_of(row: sqlite3.Row) -> AnswerFacts:
    return AnswerFacts(
        model=row["model"],
        version=row["version"],
        settings=json.loads(row["settings"]),
        seed=row["seed"],
        finish=Ending(row["finish"]) if row["finish"] else None,
        prompt_tokens=row["prompt_tokens"],
        cached_tokens=row["cached_tokens"],
        new_tokens=row["new_tokens"],
        first_token_s=row["first_token_s"],
        seconds=row["seconds"],
        tokens_per_s=row["tokens_per_s"],
        notes=notes_from_json(row["notes"]),
    )


def insert_conversation(db: sqlite3.Connection, conversation: Conversation) -> int:
    """Write a new conversation, whose id and leaf do not count. Returns its id."""
    return _insert(
        db,
        "conversations",
        {
            "title": clean(conversation.title),
            "named": conversation.named,
            "pinned": conversation.pinned,
            "created": conversation.created,
            "changed": conversation.changed,
            "model": clean(conversation.model),
            "version": clean(conversation.version),
            "system_prompt": clean(conversation.system_prompt),
            "settings": clean(to_json(conversation.settings)),
            "kind": conversation.kind,
        },
    )


def insert_turn(db: sqlite3.Connection, turn: Turn, writer: str | None = None) -> int:
    """Write a new turn, whose id does not count, as growing if it has a `writer`."""
    facts = turn.answer or AnswerFacts()
    turn_id = _insert(
        db,
        "turns",
        {
            "conversation": turn.conversation,
            "parent": turn.parent,
            "role": turn.role,
            "content": clean(turn.content),
            "thinking": clean(turn.thinking),
            "created": turn.created,
            "writer": writer,
            "answered": turn.answer is not None,
            **values_of(facts),
        },
    )
    db.executemany(
        "INSERT INTO attachments (turn, name, text) VALUES (?, ?, ?)",
        [(turn_id, clean(item.name), clean(item.text)) for item in turn.attachments],
    )
    db.executemany(
        "INSERT INTO images (turn, name, file, digest, width, height, region)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (turn_id, clean(item.name), item.path.name, item.digest, *item.size, _region(item))
            for item in turn.images
        ],
    )
    return turn_id


def _region(item: ImageAttachment) -> str | None:
    return None if item.region is None else json.dumps(astuple(item.region))


def values_of(facts: AnswerFacts) -> dict[str, Any]:
    """The columns of an answer's facts."""
    return {
        "model": clean(facts.model),
        "version": clean(facts.version),
        "settings": clean(to_json(facts.settings)),
        "seed": facts.seed,
        "finish": facts.finish,
        "prompt_tokens": facts.prompt_tokens,
        "cached_tokens": facts.cached_tokens,
        "new_tokens": facts.new_tokens,
        "first_token_s": facts.first_token_s,
        "seconds": facts.seconds,
        "tokens_per_s": facts.tokens_per_s,
        "notes": notes_to_json(facts.notes),
    }


def insert_tree(db: sqlite3.Connection, conversation: Conversation, turns: Iterable[Turn]) -> int:
    """Write a whole conversation under new ids; every parent comes before its children.

    A turn that was still growing counts as interrupted in the copy. Returns the conversation's id.
    """
    conversation_id = insert_conversation(db, conversation)
    ids: dict[int | None, int | None] = {None: None}
    for turn in turns:
        facts = turn.answer
        if facts is not None and facts.finish is None:
            facts = replace(facts, finish=Ending.INTERRUPTED)
        copy = replace(turn, conversation=conversation_id, parent=ids[turn.parent], answer=facts)
        ids[turn.id] = insert_turn(db, copy)
    leaf = ids.get(conversation.leaf)
    db.execute("UPDATE conversations SET leaf = ? WHERE id = ?", (leaf, conversation_id))
    return conversation_id


def update(db: sqlite3.Connection, table: str, row_id: int, values: Mapping[str, Any]) -> bool:
    """Set these columns of one row. Returns whether there is such a row."""
    assigned = ", ".join(f"{name} = ?" for name in values)
    query = f"UPDATE {table} SET {assigned} WHERE id = ?"
    return db.execute(query, (*values.values(), row_id)).rowcount > 0


def notes_to_json(notes: Sequence[Text]) -> str:
    """Sentences as stored: still templates, so that the window can translate them later."""
    return clean(json.dumps([reason_to_json(note) for note in notes], ensure_ascii=False))


def notes_from_json(saved: str) -> tuple[Text, ...]:
    """The sentences that were stored."""
    found = (reason_from_json(note) for note in json.loads(saved))
    return tuple(note for note in found if note is not None)


def _insert(db: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> int:
    names, places = ", ".join(values), ", ".join("?" * len(values))
    query = f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING id"
    (row,) = db.execute(query, tuple(values.values())).fetchall()
    return int(row["id"])
