"""`hearth run chat`, `hearth chat` and `hearth batch chat` on a tiny random model."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.cli.conversing import conversing_command
from pipelines.conversations.store import ConversationStore
from pipelines.language.engine import Role
from pipelines.places import default_places
from pipelines.registry import model
from tests.tiny_gguf import write_tiny_gguf

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_tiny_gguf(tmp_path_factory.mktemp("tiny") / "tiny.gguf", context=512))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_tiny_gguf(tmp_path_factory.mktemp("base") / "base.gguf", None))


def run(*words: str) -> int:
    return main(["run", "chat", *words])


def test_the_answer_goes_to_standard_output_and_the_rest_does_not(
    tiny: str, capfd: Captured
) -> None:
    words = ["--model", tiny, "--prompt", "hello", "--seed", "4", "--max-new-tokens", "30"]
    assert run(*words) == 0
    first = capfd.readouterr()
    assert "tokens/s" in first.err
    assert "tokens/s" not in first.out
    assert run(*words, "--json", "--quiet") == 0
    told = json.loads(capfd.readouterr().out)
    assert told["text"].rstrip("\n") == first.out.rstrip("\n")
    assert told["seed"] == 4
    assert told["new_tokens"] <= 30
    assert told["settings"]["temperature"] == 0.7


def test_a_file_can_be_written_too(tiny: str, tmp_path: Path, capfd: Captured) -> None:
    out = tmp_path / "answer.json"
    assert run("--model", tiny, "--prompt", "hi", "--output", str(out), "--format", "json") == 0
    assert json.loads(out.read_text("utf-8"))["model"] == "gguf"
    capfd.readouterr()


def test_a_base_model_continues_the_text(base: str, capfd: Captured) -> None:
    assert run("--model", base, "--prompt", "Once", "--max-new-tokens", "5") == 0
    # It may end its text sooner, by chance.
    assert re.search(r": [1-5] tokens?,", capfd.readouterr().err)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--prompt", "  "], "The prompt is empty"),
        (["--prompt", "x", "--temperature", "9"], "Temperature (temperature) must be a number"),
        (["--prompt", "x", "--top-k", "many"], "Top k (top_k)"),
        (["--prompt", "long " * 300], "has 1\\d\\d\\d tokens, and the window"),
        (["--prompt", "x", "--schema", "nowhere.json"], "nowhere.json"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    tiny: str, words: list[str], sentence: str, capfd: Captured
) -> None:
    assert run("--model", tiny, "--quiet", *words) == 2
    told = capfd.readouterr()
    assert told.out == ""
    last = told.err.strip().splitlines()[-1]
    assert last.startswith("hearth: ")
    import re

    assert re.search(sentence.replace("(", "\\(").replace(")", "\\)"), last)


def test_a_model_that_is_not_there_is_named(capfd: Captured) -> None:
    assert run("--model", "me/nothing", "--prompt", "x") == 2
    assert "me/nothing" in capfd.readouterr().err
    assert run("--model", "nonsense", "--prompt", "x") == 2
    assert "Model (model) must be one of" in capfd.readouterr().err


def test_answers_that_follow_a_schema(tiny: str, tmp_path: Path, capfd: Captured) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps({"enum": ["yes", "no"]}))
    assert run("--model", tiny, "--prompt", "x", "--schema", str(schema), "--quiet") == 0
    assert json.loads(capfd.readouterr().out) in ("yes", "no")


# -- a conversation -----------------------------------------------------------------------------


def converse(tiny: str, *lines: str) -> int:
    waiting: Iterator[str] = iter(lines)

    def read(_prompt: str) -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    words = ["--model", tiny, "--max-new-tokens", "8"]
    return conversing_command(model("chat"), words, default_places(), read)


def test_a_conversation_is_kept_with_those_of_the_window(
    tiny: str, tmp_path: Path, capfd: Captured
) -> None:
    page = tmp_path / "talk.md"
    lines = ["Hello", "/again", "And\\", "again", "/tokens", f"/save {page}", "/frob", "/quit", "x"]
    assert converse(tiny, *lines) == 0
    told = capfd.readouterr().err
    assert "free" in told
    assert "/undo" in told  # the help, for a command that there is not
    with ConversationStore(default_places().conversations) as store:
        (conversation,) = store.page()
        turns = store.turns.path(conversation.leaf)
        assert [turn.role for turn in turns] == [Role.USER, Role.ASSISTANT] * 2
        assert turns[2].content == "And\nagain"
        assert len(store.turns.siblings(turns[1].id).ids) == 2
        assert turns[3].answer is not None
        assert turns[3].answer.new_tokens
    assert "And\nagain" in page.read_text("utf-8")


def test_old_turns_are_left_out_only_when_one_says_yes(tiny: str, capfd: Captured) -> None:
    words = "word " * 60
    assert converse(tiny, words, words, "n", words, "y") == 0
    assert capfd.readouterr().err.count("oldest 2 messages") == 2
    with ConversationStore(default_places().conversations) as store:
        (conversation,) = store.page()
        assert len(store.turns.path(conversation.leaf)) == 4


def test_taking_back_keeps_the_other_branch(tiny: str, capfd: Captured) -> None:
    assert converse(tiny, "one", "two", "/undo", "three", "/undo", "/undo", "/undo") == 0
    assert "nothing to take back" in capfd.readouterr().err
    with ConversationStore(default_places().conversations) as store:
        said = {turn.content for c in store.page() for turn in store.turns.tree(c.id)}
        assert {"one", "two", "three"} <= said


def test_a_base_model_does_not_converse(base: str, capfd: Captured) -> None:
    assert main(["chat", "--model", base]) == 2
    assert "base model without a chat template" in capfd.readouterr().err


# -- a table ------------------------------------------------------------------------------------


def test_one_row_one_prompt(tiny: str, tmp_path: Path, capfd: Captured) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("animal;place\ncat;house\nhorse\ndog;farm\n", "utf-8")
    words = ["batch", "chat", str(table), "--model", tiny, "--max-new-tokens", "6", "--quiet"]
    words += ["--output", str(out)]
    assert main([*words, "--prompt", "Where is a <animal> in a <place>?"]) == 1
    with out.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["animal"] for row in rows] == ["cat", "horse", "dog"]
    assert [bool(row["error"]) for row in rows] == [False, True, False]
    assert "2 answered, 1 failed" in capfd.readouterr().err
    assert main([*words, "--prompt", "Where is <nobody>?"]) == 2
    assert "nobody" in capfd.readouterr().err
    assert main([*words]) == 2
    assert "--prompt with <names>" in capfd.readouterr().err
