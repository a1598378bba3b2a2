"""Conversations are listed, named, deleted and copied, and outlive kills, damage and crowds."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.conversations.attachments import Attachment
from pipelines.conversations.records import ConversationKind
from pipelines.conversations.store import ConversationStore
from pipelines.conversations.titles import LONGEST
from pipelines.errors import BadInput, JobFailed, NotWritable
from pipelines.language.engine import Role
from tests.pipelines.conversations.talks import reply, say, store_in

ROOT = Path(__file__).parents[3]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    with store_in(tmp_path / "data") as made:
        yield made


def test_all_of_a_conversation_is_read_back(tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        made = store.create(
            model="fake",
            version="v1",
            system_prompt="Be kind.",
            settings={"temperature": 0.5, "stop_sequences": ["a"], "file": Path("/x")},
            kind=ConversationKind.COMPLETION,
        )
        assert made.title == ""
        assert made.leaf is None
    with store_in(tmp_path) as store:
        assert store.get(made.id) == made
        assert made.settings == {
            "temperature": 0.5, "stop_sequences": ["a"], "file": str(Path("/x"))
        }  # fmt: skip
        assert made.kind is ConversationKind.COMPLETION


def test_pinned_ones_come_first_then_the_last_changed(store: ConversationStore) -> None:
    first, second, third = (store.create() for _n in range(3))
    say(store, first, "again")
    store.pin(second.id)
    assert [c.id for c in store.page()] == [second.id, first.id, third.id]
    store.pin(second.id, False)
    store.rename(third.id, "Third")
    assert [c.id for c in store.page()] == [first.id, third.id, second.id]


def test_five_thousand_are_paged_without_sorting_them(store: ConversationStore) -> None:
    made = [store.create().id for _n in range(30)]
    with store._database.changing() as db:
        db.executemany(
            "INSERT INTO conversations (title, named, pinned, created, changed, model, version,"
            " system_prompt, settings, kind) VALUES (?, 1, ?, 0, ?, '', '', '', '{}', 'chat')",
            [(f"Talk {n}", n % 100 == 0, n // 2) for n in range(4970)],
        )
    assert store.count() == 5000
    seen = []
    page = store.page(limit=70)
    while page:
        seen += page
        page = store.page(limit=70, after=page[-1])
    assert len({c.id for c in seen}) == len(seen) == 5000
    assert seen == sorted(seen, key=lambda c: (c.pinned, c.changed, c.id), reverse=True)
    assert set(made) < {c.id for c in seen}
    plan = store._database.rows(
        "EXPLAIN QUERY PLAN SELECT * FROM conversations WHERE deleted IS NULL AND"
        " (pinned, changed, id) < (0, 9, 9) ORDER BY pinned DESC, changed DESC, id DESC LIMIT 9"
    )
    assert [row["detail"].split(" (")[0] for row in plan] == [
        "SEARCH conversations USING INDEX conversations_in_order"
    ]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Hello there", "Hello there"),
        ("\n\n## **What** is `it`?\nMore", "What is `it`?"),
        ("- one\n- two", "one"),
        ("word " * 40, ("word " * 12).strip() + "…"),
        ("x" * 200, "x" * LONGEST + "…"),
        ("😀", "😀"),
        ("  ", "notes.txt"),
    ],
)
def test_the_title_comes_from_the_first_message(
    store: ConversationStore, words: str, title: str
) -> None:
    made = store.create()
    files = [Attachment("notes.txt", "x")] if not words.strip() else []
    store.turns.add(made.id, Role.USER, words, parent=None, attachments=files)
    assert store.get(made.id).title == title


def test_a_title_given_by_hand_stays(store: ConversationStore) -> None:
    made = store.create()
    first = say(store, made, "First words")
    store.turns.edit(first.id, "Other words")
    assert store.get(made.id).title == "Other words"
    assert store.rename(made.id, "  Mine\n own ").title == "Mine own"
    store.turns.edit(first.id, "Third words")
    assert store.get(made.id).title == "Mine own"
    assert store.rename(made.id, " ").title == "Third words"
    assert not store.get(made.id).named


def test_settings_change_for_the_next_answer_only(store: ConversationStore) -> None:
    made = store.create(model="fake", settings={"top_k": 5})
    old = reply(store, say(store, made, "Hi"))
    now = store.configure(made.id, model="other", settings={"top_k": 7}, system_prompt="")
    assert (now.model, now.settings, now.version) == ("other", {"top_k": 7}, "")
    assert store.turns.get(old.id) == old
    assert store.configure(made.id) == now


def test_deleting_can_be_undone_until_it_is_purged(store: ConversationStore) -> None:
    kept, gone = store.create(), store.create()
    say(store, gone, "Farewell")
    store.delete(gone.id)
    assert [c.id for c in store.page()] == [kept.id]
    assert [c.id for c in store.deleted()] == [gone.id]
    assert store.purge(older_than_s=1000) == 0
    assert store.restore(gone.id).deleted is None
    assert {c.id for c in store.page()} == {kept.id, gone.id}
    store.delete(gone.id)
    assert store.purge(older_than_s=0) == 1
    with pytest.raises(BadInput, match="deleted for good"):
        store.get(gone.id)
    with pytest.raises(BadInput, match="deleted for good"):
        store.turns.add(gone.id, Role.USER, "Are you there?", parent=None)
    assert store.create().id > gone.id  # no other ever gets its number
    assert store.count() == 2


def test_a_long_conversation_is_purged_in_one_go(store: ConversationStore) -> None:
    made = store.create()
    with store._database.changing() as db:
        first = db.execute("SELECT IFNULL(MAX(id), 0) + 1 FROM turns").fetchone()[0]
        db.executemany(
            "INSERT INTO turns (id, conversation, parent, role, content, thinking, created,"
            " answered, model, version, settings, notes)"
            " VALUES (?, ?, ?, 'user', 'words', '', 0, 0, '', '', '{}', '[]')",
            [(first + n, made.id, first + n - 1 if n else None) for n in range(3000)],
        )
    assert len(store.turns.path(first + 2999)) == 3000
    assert store.turns.show(first) == first + 2999
    store.delete(made.id)
    assert store.purge(0) == 1
    assert store._database.rows("SELECT * FROM turns") == []
    assert store.search("words") == []


def test_a_copy_has_all_branches_and_stands_alone(store: ConversationStore) -> None:
    made = store.create(model="fake", system_prompt="Be kind.")
    first = say(store, made, "Cats")
    reply(store, first, "Yes.")
    reply(store, first, "No.")
    store.turns.edit(first.id, "Dogs")
    store.turns.show(first.id)
    copy = store.duplicate(made.id)
    assert (copy.title, copy.system_prompt, copy.model) == ("Dogs (2)", "Be kind.", "fake")
    assert [t.content for t in store.turns.path(copy.leaf)] == ["Cats", "No."]
    old, new = store.turns.tree(made.id), store.turns.tree(copy.id)
    assert [t.content for t in new] == [t.content for t in old] == ["Cats", "Yes.", "No.", "Dogs"]
    assert [t.answer for t in new] == [t.answer for t in old]
    assert {t.id for t in new}.isdisjoint(t.id for t in old)
    store.delete(made.id)
    store.purge(0)
    assert store.turns.tree(copy.id) == new
    assert store.duplicate(copy.id).title == "Dogs (3)"


def test_a_branch_has_what_was_said_so_far(store: ConversationStore) -> None:
    made = store.create()
    first = say(store, made, "Cats")
    other = reply(store, first, "No.")
    reply(store, first, "Yes.")
    branch = store.branch(other.id)
    path = store.turns.path(branch.leaf)
    assert [t.content for t in path] == ["Cats", "No."]
    assert store.turns.tree(branch.id) == path
    assert store.page()[0].id == branch.id


def test_signs_that_no_file_holds_are_replaced(store: ConversationStore) -> None:
    made = store.create(system_prompt="a\ud800b", settings={"x": "\udfff"})
    turn = say(store, made, "half \ud83d and whole \ud83d\ude00 and \0 none")
    assert turn.content == "half \ufffd and whole 😀 and \0 none"
    assert made.system_prompt == "a\ufffdb"
    assert store.rename(made.id, "\ud800").title == "\ufffd"


def test_threads_and_processes_write_at_once(store: ConversationStore) -> None:
    made = store.create()
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pipelines.conversations.store import ConversationStore\n"
        "from pipelines.language.engine import Role\n"
        "with ConversationStore(Path(sys.argv[1])) as store:\n"
        "    for n in range(30):\n"
        "        store.turns.add(int(sys.argv[2]), Role.USER, f'p{n}', parent=None)\n"
    )
    others = [
        subprocess.Popen([sys.executable, "-c", code, str(store.path), str(made.id)], cwd=ROOT)
        for _n in range(2)
    ]

    def write() -> None:
        for n in range(30):
            store.turns.add(made.id, Role.USER, f"t{n}", parent=None)

    threads = [threading.Thread(target=write) for _n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait(120) for other in others] == [0, 0]
    assert len(store.turns.tree(made.id)) == 150


def test_reading_does_not_wait_for_a_write_that_goes_on(store: ConversationStore) -> None:
    made = store.create()
    say(store, made, "Hi")
    read: list[int] = []
    with store._database.changing() as db:
        db.execute("UPDATE conversations SET title = 'half'")
        thread = threading.Thread(target=lambda: read.append(len(store.page())))
        thread.start()
        thread.join(30)
        assert read == [1]
    assert store.get(made.id).title == "half"


def test_a_change_that_fails_changes_nothing(store: ConversationStore) -> None:
    made = store.create()

    def change() -> None:
        with store._database.changing() as db:
            db.execute("UPDATE conversations SET title = 'half'")
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        change()
    assert store.get(made.id).title == ""


def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    path.write_bytes(b"this is no database, whatever it says" * 200)
    with store_in(tmp_path) as store:
        assert store.page() == []
        assert store.notice is not None
        assert "damaged" in str(store.notice)
        say(store, store.create(), "Hello")
    (aside,) = (item for item in tmp_path.iterdir() if "damaged" in item.name)
    assert aside.read_bytes().startswith(b"this is no database")
    with store_in(tmp_path) as store:
        assert store.notice is None
        assert store.count() == 1


def test_damage_found_later_is_told_in_a_sentence(tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        made = store.create()
        for n in range(200):
            say(store, made, f"{n} " * 300)
    path = tmp_path / "conversations.sqlite3"
    content = bytearray(path.read_bytes())
    half = len(content) // 2
    content[half:] = b"\xff" * (len(content) - half)
    path.write_bytes(content)
    with store_in(tmp_path) as store, pytest.raises(JobFailed, match="damaged"):
        store.turns.tree(made.id)


def test_a_power_cut_forgets_nothing_that_was_saved(store: ConversationStore) -> None:
    with store._database.changing() as db:
        assert db.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(JobFailed, match="newer Hearth"):
        ConversationStore(path)
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone()[0] == 99
    assert db.execute("SELECT * FROM sqlite_master").fetchall() == []
    db.close()
    assert list(tmp_path.glob("*damaged*")) == []


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritable, match="permissions"):
        ConversationStore(tmp_path / "file" / "conversations.sqlite3")
