"""Stores and conversations for the tests: a clock to be set, and talk to fill them."""

import random
from pathlib import Path

from pipelines.conversations.attachments import Attachment
from pipelines.conversations.records import Conversation, Turn
from pipelines.conversations.store import ConversationStore
from pipelines.language.engine import Answer, Finish, Role
from pipelines.text import text

WORDS = ("crane", "Fluß", "naïve", "日本", "😀", '"quoted"', "a*b", "NEAR", "it's", "x" * 40, "\n")


class Clock:
    """Tells a time that goes on by a second each time it is asked."""

    def __init__(self, start: float = 1_700_000_000.0) -> None:
        self.moment = start

    def __call__(self) -> float:
        self.moment += 1
        return self.moment


def store_in(folder: Path) -> ConversationStore:
    """A store with a clock of its own."""
    return ConversationStore(folder / "conversations.sqlite3", now=Clock())


def answer(words: str = "Yes.", thinking: str = "") -> Answer:
    """An answer as an engine gives it."""
    return Answer(
        words, thinking, Finish.STOP, 12, 4, 3, 0.5, 1.5, 2.0, 99,
        (text("{count} turns were left out.", count=2),),
    )  # fmt: skip


def say(store: ConversationStore, conversation: Conversation, words: str) -> Turn:
    """A message below what is shown."""
    leaf = store.get(conversation.id).leaf
    return store.turns.add(conversation.id, Role.USER, words, parent=leaf)


def reply(store: ConversationStore, turn: Turn, words: str = "Yes.") -> Turn:
    """A finished answer to that turn."""
    growing = store.turns.begin_answer(
        turn.conversation, parent=turn.id, model="fake", version="v1", settings={"top_k": 5}
    )
    return store.turns.finish(growing.id, answer(words, thinking="Hm."))


def random_words(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _n in range(chance.randrange(1, 9)))


def random_tree(store: ConversationStore, chance: random.Random, size: int = 25) -> Conversation:
    """A conversation whose turns follow any of those before."""
    made = store.create(
        model="fake", system_prompt=random_words(chance), settings={"seed": chance.randrange(9)}
    )
    turns: list[Turn] = []
    for _n in range(size):
        parent = chance.choice([None, *turns[-4:]])
        if parent is not None and parent.role is Role.USER:
            turns.append(reply(store, parent, random_words(chance)))
        else:
            files = [Attachment("a.txt", random_words(chance))] * chance.randrange(3)
            turns.append(
                store.turns.add(
                    made.id,
                    Role.USER,
                    random_words(chance),
                    parent=parent.id if parent else None,
                    attachments=files,
                )
            )
    store.turns.show(chance.choice(turns).id)
    return store.get(made.id)
