"""Turns form a tree in which nothing is overwritten, and an answer outlives its process."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.conversations.attachments import Attachment
from pipelines.conversations.records import Ending, Siblings
from pipelines.conversations.store import ConversationStore
from pipelines.errors import BadInput
from pipelines.language.engine import Message, Role
from pipelines.text import text
from tests.pipelines.conversations.talks import (
    answer,
    random_tree,
    random_words,
    reply,
    say,
    store_in,
)

ROOT = Path(__file__).parents[3]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    with store_in(tmp_path) as made:
        yield made


def shown(store: ConversationStore, conversation: int) -> list[str]:
    return [turn.content for turn in store.turns.path(store.get(conversation).leaf)]


def test_editing_and_answering_again_make_siblings(store: ConversationStore) -> None:
    made = store.create()
    first = say(store, made, "Cats?")
    yes = reply(store, first, "Yes.")
    no = reply(store, first, "No.")
    assert shown(store, made.id) == ["Cats?", "No."]
    assert store.turns.siblings(no.id) == Siblings((yes.id, no.id), 1)
    later = say(store, made, "Why?")
    edited = store.turns.edit(first.id, "Dogs?")
    assert shown(store, made.id) == ["Dogs?"]
    assert store.turns.siblings(first.id) == Siblings((first.id, edited.id), 0)
    assert store.turns.get(first.id) == first
    assert store.turns.get(yes.id) == yes
    assert store.turns.show(first.id) == later.id
    assert shown(store, made.id) == ["Cats?", "No.", "Why?"]
    assert store.turns.show(yes.id) == yes.id
    assert shown(store, made.id) == ["Cats?", "Yes."]
    places = store.turns.siblings(edited.id)
    assert (places.before, places.after) == (first.id, None)


def test_a_turn_follows_one_of_its_own_conversation(store: ConversationStore) -> None:
    one, other = store.create(), store.create()
    turn = say(store, one, "Hi")
    with pytest.raises(ValueError, match="not of conversation"):
        store.turns.add(other.id, Role.USER, "Hi", parent=turn.id)
    with pytest.raises(BadInput, match="not there"):
        store.turns.add(other.id, Role.USER, "Hi", parent=10_000)
    for ask in (store.turns.get, store.turns.show, store.turns.siblings, store.branch):
        with pytest.raises(BadInput, match="not there"):
            ask(10_000)
    assert store.turns.tree(other.id) == ()
    assert store.turns.path(None) == ()


def test_the_facts_of_an_answer_are_kept(store: ConversationStore) -> None:
    made = store.create()
    turn = reply(store, say(store, made, "Cats?"), "Yes.")
    assert (turn.content, turn.thinking, turn.growing) == ("Yes.", "Hm.", False)
    facts = turn.answer
    assert facts is not None
    assert (facts.model, facts.version, facts.settings) == ("fake", "v1", {"top_k": 5})
    assert (facts.seed, facts.finish) == (99, Ending.STOP)
    assert (facts.prompt_tokens, facts.cached_tokens, facts.new_tokens) == (12, 4, 3)
    assert (facts.first_token_s, facts.seconds, facts.tokens_per_s) == (0.5, 1.5, 2.0)
    assert [str(note) for note in facts.notes] == ["2 turns were left out."]
    assert facts.notes[0].template.startswith("{count}")  # still translatable
    assert store.turns.get(turn.parent or 0).answer is None


def test_a_growing_answer_is_saved_as_it_comes(store: ConversationStore) -> None:
    made = store.create()
    turn = say(store, made, "Cats?")
    growing = store.turns.begin_answer(made.id, parent=turn.id, model="fake")
    assert growing.growing
    store.turns.grow(growing.id, "Cats are", "Hm")
    now = store.turns.get(growing.id)
    assert (now.content, now.thinking, now.growing) == ("Cats are", "Hm", True)
    done = store.turns.finish(growing.id, answer("Cats are fine."))
    assert (done.content, done.growing) == ("Cats are fine.", False)
    for change in (
        lambda: store.turns.grow(growing.id, "else"),
        lambda: store.turns.finish(growing.id, answer("else")),
        lambda: store.turns.grow(turn.id, "else"),
    ):
        with pytest.raises(BadInput):  # what is finished is never overwritten
            change()
    assert store.turns.get(growing.id) == done


def test_a_failed_answer_keeps_what_came_and_why(store: ConversationStore) -> None:
    made = store.create()
    turn = say(store, made, "Cats?")
    growing = store.turns.begin_answer(made.id, parent=turn.id, model="fake")
    left = store.turns.break_off(growing.id, "Cats a", reason=text("No memory."))
    assert left.content == "Cats a"
    assert left.answer is not None
    assert left.answer.finish is Ending.FAILED
    assert [str(note) for note in left.answer.notes] == ["No memory."]


@pytest.mark.skipif(sys.platform == "win32", reason="kills")
def test_after_a_kill_the_answer_is_there_and_marked(tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        made = store.create()
        turn = say(store, made, "Cats?")
        code = (
            "import os, signal, sys\n"
            "from pathlib import Path\n"
            "from pipelines.conversations.store import ConversationStore\n"
            "store = ConversationStore(Path(sys.argv[1]))\n"
            "conversation, parent = map(int, sys.argv[2:])\n"
            "turn = store.turns.begin_answer(conversation, parent=parent, model='fake')\n"
            "store.turns.grow(turn.id, 'Cranes migrate so')\n"
            "print(turn.id, flush=True)\n"
            "sys.stdin.read(1)\n"
            "os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code, str(store.path), str(made.id), str(turn.id)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        ) as process:
            assert process.stdout is not None
            growing = int(process.stdout.readline())
            assert store.turns.mend() == 0  # it lives
            assert store.turns.get(growing).growing
            with pytest.raises(BadInput):  # another process's answer is not ours to write
                store.turns.grow(growing, "mine")
            process.communicate(b"x")
            assert process.returncode == -9
    with store_in(tmp_path) as store:
        left = store.turns.get(growing)
        assert (left.content, left.growing) == ("Cranes migrate so", False)
        assert left.answer is not None
        assert left.answer.finish is Ending.INTERRUPTED
        assert [hit.turn for hit in store.search("cranes")] == [growing]


def test_closing_marks_what_still_grows(tmp_path: Path) -> None:
    with store_in(tmp_path) as other:
        with store_in(tmp_path) as store:
            made = store.create()
            turn = say(store, made, "Cats?")
            growing = store.turns.begin_answer(made.id, parent=turn.id, model="fake")
            second = other.turns.begin_answer(made.id, parent=turn.id, model="fake")
        left = other.turns.get(growing.id).answer
        assert left is not None
        assert left.finish is Ending.INTERRUPTED
        assert other.turns.get(second.id).growing  # another store of this process still writes it


def test_a_copy_of_a_growing_answer_counts_as_interrupted(store: ConversationStore) -> None:
    made = store.create()
    turn = say(store, made, "Cats?")
    growing = store.turns.begin_answer(made.id, parent=turn.id, model="fake")
    store.turns.grow(growing.id, "Cats a")
    copy = store.turns.path(store.duplicate(made.id).leaf)[-1]
    assert copy.answer is not None
    assert (copy.content, copy.growing, copy.answer.finish) == ("Cats a", False, Ending.INTERRUPTED)
    assert store.turns.get(growing.id).growing


def test_files_stay_with_the_turn(store: ConversationStore) -> None:
    made = store.create()
    files = (Attachment("b.txt", "two"), Attachment("a.txt", "one"))
    turn = store.turns.add(made.id, Role.USER, "Read", parent=None, attachments=files)
    assert turn.attachments == files
    assert turn.message == Message(
        Role.USER, "b.txt:\n```\ntwo\n```\n\na.txt:\n```\none\n```\n\nRead"
    )
    assert store.turns.edit(turn.id, "Read well").attachments == files
    assert store.turns.edit(turn.id, "Read one", files[:1]).attachments == files[:1]
    assert store.turns.path(turn.id)[0].attachments == files


def test_whatever_is_done_old_turns_stay_as_they_were(store: ConversationStore) -> None:
    chance = random.Random(3)
    for _round in range(6):
        made = random_tree(store, chance)
        before = {turn.id: turn for turn in store.turns.tree(made.id)}
        for _n in range(25):
            tree = store.turns.tree(made.id)
            turn = chance.choice(tree)
            what = chance.randrange(3)
            if what == 0:
                store.turns.edit(turn.id, random_words(chance))
            elif what == 1:
                reply(store, turn, random_words(chance))
            else:
                leaf = store.turns.show(turn.id)
                below = [t for t in tree if turn in store.turns.path(t.id)]
                parents = {t.parent for t in tree}
                assert leaf == max(t.id for t in below if t.id not in parents)
            leaf = store.get(made.id).leaf
            path = store.turns.path(leaf)
            assert [t.parent for t in path] == [None, *(t.id for t in path[:-1])]
            assert path[-1].id == leaf
        after = {turn.id: turn for turn in store.turns.tree(made.id)}
        assert {turn_id: after[turn_id] for turn_id in before} == before
        assert len(after) > len(before)
        everywhere = store.turns.all_siblings(made.id)
        assert everywhere == {turn_id: store.turns.siblings(turn_id) for turn_id in after}
        assert all(place.ids[place.index] == turn_id for turn_id, place in everywhere.items())
