"""Search finds what was said, whatever is typed, and its index never falls out of step."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.conversations.search import HITS_EACH, Hit
from pipelines.conversations.store import ConversationStore
from pipelines.language.engine import Role
from tests.pipelines.conversations.talks import (
    WORDS,
    answer,
    random_tree,
    random_words,
    reply,
    say,
    store_in,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    with store_in(tmp_path) as made:
        yield made


def marked(hit: Hit) -> list[str]:
    return [part.text for part in hit.snippet if part.marked]


def words_of(hit: Hit) -> str:
    return "".join(part.text for part in hit.snippet)


def turns_found(store: ConversationStore, words: str) -> list[int | None]:
    return [hit.turn for hit in store.search(words) if hit.turn is not None]


def test_titles_come_first_then_turns_with_marks(store: ConversationStore) -> None:
    talk = store.create()
    turn = say(store, talk, f"{'far ' * 50}the crane\nflies {'away ' * 50}")
    other = store.create()
    store.rename(other.id, "Cranes and storks")
    title, said = store.search("crane")
    assert (title.conversation.id, title.turn) == (other.id, None)
    assert [(part.text, part.marked) for part in title.snippet] == [
        ("Cranes", True), (" and storks", False)
    ]  # fmt: skip
    assert (said.conversation.id, said.turn) == (talk.id, turn.id)
    assert marked(said) == ["crane"]
    assert "crane flies" in words_of(said)
    assert words_of(said).startswith("…")
    assert len(words_of(said)) < 200


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mig", True),
        ("MIGRATION cran", True),
        ("cran mig", True),
        ("uber", True),  # without the dots, too
        ("über", True),
        ("igration", False),
        ("migration storks", False),
        ("cranes OR storks", False),  # no operator, three words
        ("NOT", False),
        ("it's", True),
        ("日", True),
        ("本語", True),
        ("语", False),
        ("🎉", True),
        ("🎉 mig", True),
        ("😀", False),
        ("100%", True),
        ("++", True),
        ("+_", False),
        ("%", True),
        ("", False),
        (" \n\t ", False),
    ],
)
def test_what_is_found(store: ConversationStore, words: str, found: bool) -> None:
    turn = say(
        store, store.create(), "x\n\nIt's the migration of cranes, über 100% true 🎉 日本語 C++"
    )
    assert turns_found(store, words) == ([turn.id] if found else [])


@pytest.mark.parametrize(
    "words",
    ['"', '""', "'", "a\"b", "(", "a)", "*", "a*", "^a", "a:b", "content:a", "NEAR(a b)", "a AND",
     "-a", "{a}", "a + b", "\0", "a\0b", "\ud800", "\ufdd0", "%_^", "--", ";", "a" * 5000,
     "a " * 2000, "😀" * 500],
)  # fmt: skip
def test_nothing_that_is_typed_is_a_command(store: ConversationStore, words: str) -> None:
    say(store, store.create(), "something else entirely")
    assert store.search(words) == []


def test_random_signs_are_safe_and_words_of_a_text_are_found(store: ConversationStore) -> None:
    chance = random.Random(1)
    talk = store.create()
    signs = [chr(c) for c in range(1, 0x250)] + list("日本😀🎉\u200b\u0301\ufffd“”")
    for _n in range(300):
        words = "".join(chance.choice(signs) for _k in range(chance.randrange(1, 12)))
        turn = store.turns.add(talk.id, Role.USER, f"begin {words} end", parent=None)
        store.search(words)
        if words.isascii() and words.isalnum():
            assert turn.id in [hit.turn for hit in store.search(words, limit=sys.maxsize)][:99]
    for words in WORDS:
        store.search(words)


def test_one_conversation_does_not_crowd_out_the_others(store: ConversationStore) -> None:
    quiet, loud = store.create(), store.create()
    once = say(store, quiet, "the word once")
    many = [say(store, loud, f"the word {n}").id for n in range(40)]
    expected = [*many[::-1][:HITS_EACH], once.id]
    assert turns_found(store, "word") == expected
    assert len(store.search("word", limit=2)) == 2


def test_deleted_conversations_are_not_found(store: ConversationStore) -> None:
    talk = store.create()
    turn = say(store, talk, "the word 日本")
    store.delete(talk.id)
    assert store.search("word") == store.search("日本") == []
    store.restore(talk.id)
    assert turns_found(store, "word") == turns_found(store, "日本") == [turn.id]
    assert len(store.search("word")) == 2  # the title, too


def test_an_answer_is_found_once_it_has_ended(store: ConversationStore) -> None:
    talk = store.create()
    turn = say(store, talk, "Hi")
    growing = store.turns.begin_answer(talk.id, parent=turn.id, model="fake")
    store.turns.grow(growing.id, "the crane")
    assert store.search("crane") == []
    store.turns.finish(growing.id, answer("the stork"))
    assert store.search("crane") == []
    assert turns_found(store, "stork") == [growing.id]


def test_the_index_stays_in_step_whatever_is_done(store: ConversationStore) -> None:
    chance = random.Random(2)
    for _round in range(12):
        made = random_tree(store, chance, size=12)
        store.rename(made.id, random_words(chance))
        turn = chance.choice(store.turns.tree(made.id))
        reply(store, turn, random_words(chance))
        growing = store.turns.begin_answer(made.id, parent=turn.id, model="fake")
        store.turns.grow(growing.id, random_words(chance))
        if chance.random() < 0.5:
            store.turns.break_off(growing.id, random_words(chance))
        if chance.random() < 0.4:
            store.duplicate(made.id)
        if chance.random() < 0.5:
            store.delete(made.id)
        if chance.random() < 0.3:
            store.purge(0)
    store.turns.leave()
    with store._database.changing() as db:  # both raise if an index and its table differ
        db.execute("INSERT INTO turn_words (turn_words, rank) VALUES ('integrity-check', 1)")
        db.execute("INSERT INTO title_words (title_words, rank) VALUES ('integrity-check', 1)")
    assert store.count() > 3


def test_matches_are_taken_as_the_index_has_them(store: ConversationStore) -> None:
    plan = store._database.rows(
        "EXPLAIN QUERY PLAN SELECT turn_words.rowid FROM turn_words"
        " CROSS JOIN turns ON turns.id = turn_words.rowid WHERE turn_words MATCH 'a*'"
        " ORDER BY turn_words.rowid DESC"
    )
    assert not any("TEMP B-TREE" in row["detail"] for row in plan)
