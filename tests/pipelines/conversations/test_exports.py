"""Exports can be read by people and by Hearth again; whatever else is imported is told."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.conversations.attachments import Attachment
from pipelines.conversations.markdown import export_markdown, markdown_of
from pipelines.conversations.records import ConversationKind, Turn
from pipelines.conversations.saved import FORMAT, export_json, import_conversation
from pipelines.conversations.store import ConversationStore
from pipelines.errors import BadInput, NotWritable
from pipelines.language.engine import Role
from tests.pipelines.conversations.talks import random_tree, reply, say, store_in


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    with store_in(tmp_path) as made:
        yield made


def test_markdown_shows_the_branch_that_is_shown(store: ConversationStore, tmp_path: Path) -> None:
    made = store.create(model="fake", system_prompt="Be kind.")
    first = store.turns.add(
        made.id, Role.USER, "Cats?", parent=None, attachments=[Attachment("a.txt", "meow")]
    )
    reply(store, first, "Never.")
    reply(store, first, "Yes.")
    export_markdown(store, made.id, tmp_path / "sub" / "cats.md")
    date, *rest = (tmp_path / "sub" / "cats.md").read_text(encoding="utf-8").splitlines()[2:]
    assert date.startswith("- Date: 2023-11-1")
    assert "\n".join(rest) == (
        "- Model: fake\n\n## System prompt\n\nBe kind.\n\n"
        "## You\n\na.txt:\n```\nmeow\n```\n\nCats?\n\n"
        "## Answer\n\n<details>\n<summary>Thinking</summary>\n\nHm.\n\n</details>\n\nYes."
    )


def test_markdown_survives_what_was_cut_off(store: ConversationStore) -> None:
    made = store.create()
    first = say(store, made, "Code?")
    growing = store.turns.begin_answer(made.id, parent=first.id, model="fake")
    store.turns.break_off(growing.id, "Here:\n~~~~py\n```\nprint()", thinking="so </details> it")
    say(store, made, "```\nwhole\n```\nMore?")
    words = markdown_of(store.get(made.id), store.turns.path(store.get(made.id).leaf))
    assert "print()\n~~~~\n\n*This answer failed before its end.*\n\n## You\n\n```\nwhole" in words
    assert words.endswith("```\nMore?\n")
    assert words.count("</details>") == 1


def test_markdown_of_a_completion_is_its_text(store: ConversationStore) -> None:
    made = store.create(kind=ConversationKind.COMPLETION)
    reply(store, say(store, made, "Once upon"), " a time.")
    words = markdown_of(store.get(made.id), store.turns.path(store.get(made.id).leaf), str.__call__)
    assert words.endswith("## Text\n\nOnce upon a time.\n")


def test_markdown_speaks_the_users_language(store: ConversationStore) -> None:
    made = store.create()
    say(store, made, "Katzen?")
    german = {"You": "Du", "Date: {date}": "Datum: {date}"}
    words = markdown_of(
        store.get(made.id),
        store.turns.tree(made.id),
        lambda said: german.get(said.template, said.template).format(**said.values),
    )
    assert "## Du\n\nKatzen?" in words
    assert "- Datum: 2023" in words


def test_an_export_that_fails_leaves_the_old_file(store: ConversationStore, tmp_path: Path) -> None:
    made = store.create()
    (tmp_path / "folder").mkdir()
    for export in (export_markdown, export_json):
        with pytest.raises(NotWritable):
            export(store, made.id, tmp_path / "folder")
        with pytest.raises(BadInput, match="deleted for good"):
            export(store, 999, tmp_path / "folder" / "x")
    assert list((tmp_path / "folder").iterdir()) == []


def plain(turns: tuple[Turn, ...]) -> list[Turn]:
    """The turns by their place rather than their ids."""
    places: dict[int | None, int | None] = {turn.id: n for n, turn in enumerate(turns)}
    places[None] = None
    return [
        replace(turn, id=n, conversation=0, parent=places[turn.parent])
        for n, turn in enumerate(turns)
    ]


def test_json_brings_every_branch_back(store: ConversationStore, tmp_path: Path) -> None:
    chance = random.Random(6)
    for n in range(8):
        made = random_tree(store, chance)
        if n % 2:
            store.rename(made.id, "A “title” \\ of its own")
        store.turns.begin_answer(made.id, parent=store.turns.tree(made.id)[0].id, model="fake")
        store.turns.leave()
        made = store.get(made.id)
        export_json(store, made.id, tmp_path / "talk.json")
        with store_in(tmp_path / f"other{n}") as other:
            other.create()
            found = import_conversation(other, tmp_path / "talk.json")
            assert plain(other.turns.tree(found.id)) == plain(store.turns.tree(made.id))
            assert replace(found, id=0, leaf=None) == replace(made, id=0, leaf=None)
            shown = (other.turns.path(found.leaf), store.turns.path(made.leaf))
            assert [t.content for t in shown[0]] == [t.content for t in shown[1]]
            export_json(other, found.id, tmp_path / "again.json")
        assert (tmp_path / "again.json").read_bytes() == (tmp_path / "talk.json").read_bytes()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no conversation"),
        (b"\xff\xfe\xfa", "no conversation"),
        (b"[1, 2", "no conversation"),
        (b"[1, 2]", "no conversation"),
        (b"7", "no conversation"),
        (b'{"mapping": {}, "title": "Of another program"}', "no conversation"),
        (b"[" * 100_000, "no conversation"),
        (b'{"format": "hearth-conversation", "format_version": 3}', "newer Hearth"),
        (b'{"format": "hearth-conversation", "format_version": "x"}', "damaged"),
        (b'{"format": "hearth-conversation"}', "damaged"),
    ],
)
def test_foreign_files_are_told(
    store: ConversationStore, tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "talk.json").write_bytes(content)
    with pytest.raises(BadInput, match=reason) as told:
        import_conversation(store, tmp_path / "talk.json")
    assert "talk.json" in str(told.value)
    assert store.count() == 0
    with pytest.raises(BadInput, match="cannot be read"):
        import_conversation(store, tmp_path / "none.json")


@pytest.mark.parametrize(
    "harm",
    [
        {"parent": 9},
        {"parent": 2},
        {"id": 1},
        {"role": "system"},
        {"role": None},
        {"content": None},
        {"created": -1},
        {"created": float("nan")},
        {"created": 1e300},
        {"attachments": [{"name": "x"}]},
        {"answer": {"seed": 2**64}},
        {"answer": {"finish": "somehow"}},
        {"answer": {"seconds": float("inf")}},
        {"answer": {"notes": ["x"]}},
        {"answer": {"notes": [{"template": "{n}", "values": {"m": "1"}}]}},
        {"answer": {"notes": [{"template": "{n:>999999999}", "values": {"n": "1"}}]}},
        {"answer": {"notes": [{"template": "{n.__class__}", "values": {"n": "1"}}]}},
        {"answer": {"notes": [{"template": "{", "values": {"n": "1"}}]}},
    ],
)
def test_a_changed_export_is_told(
    store: ConversationStore, tmp_path: Path, harm: dict[str, Any]
) -> None:
    made = store.create()
    reply(store, say(store, made, "Hi"))
    export_json(store, made.id, tmp_path / "talk.json")
    content = json.loads((tmp_path / "talk.json").read_bytes())
    assert content["format"] == FORMAT
    content["turns"][1].update(harm)
    (tmp_path / "bad.json").write_text(json.dumps(content))
    with pytest.raises(BadInput, match="damaged or was changed"):
        import_conversation(store, tmp_path / "bad.json")
    assert store.count() == 1


def test_halves_of_signs_and_deep_settings_are_taken_as_far_as_a_file_can(
    store: ConversationStore, tmp_path: Path
) -> None:
    made = store.create(model="fake")
    reply(store, say(store, made, "Hi"))
    export_json(store, made.id, tmp_path / "talk.json")
    content = json.loads((tmp_path / "talk.json").read_bytes())
    content["model"] = content["turns"][1]["content"] = "\ud800"
    content["turns"][1]["answer"]["version"] = "\udfff"
    note = {"template": "{n} \ud800", "values": {"n": "\ud800"}}
    content["turns"][1]["answer"]["notes"] = [note]
    deep: dict[str, Any] = {}
    for _n in range(100):
        deep = {"deep": deep}
    content["settings"] = deep
    (tmp_path / "odd.json").write_text(json.dumps(content))
    found = import_conversation(store, tmp_path / "odd.json")
    assert found.model == "\ufffd"
    assert found.settings == deep
    facts = store.turns.path(found.leaf)[1].answer
    assert facts is not None
    assert (facts.version, str(facts.notes[0])) == ("\ufffd", "\ufffd \ufffd")
    for _n in range(600):
        deep = {"deep": deep}
    content["settings"] = deep
    (tmp_path / "odd.json").write_text(json.dumps(content))
    with pytest.raises(BadInput, match="damaged or was changed"):
        import_conversation(store, tmp_path / "odd.json")


def test_randomly_harmed_exports_import_or_are_told(
    store: ConversationStore, tmp_path: Path
) -> None:
    chance = random.Random(8)
    made = random_tree(store, chance, size=4)
    export_json(store, made.id, tmp_path / "talk.json")
    whole = (tmp_path / "talk.json").read_bytes()
    told = 0
    for _n in range(300):
        bad = bytearray(whole)
        for _k in range(chance.randrange(1, 4)):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        (tmp_path / "bad.json").write_bytes(
            bad[: chance.randrange(len(bad))] if _n % 5 == 0 else bad
        )
        try:
            found = import_conversation(store, tmp_path / "bad.json")
        except BadInput:
            told += 1
        else:
            store.turns.path(found.leaf)
    assert told > 50
