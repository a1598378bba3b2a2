"""A folder of real pictures becomes a table that is whole at every moment."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.batch import ItemDone, ItemFailed
from tests.pipelines.answering.bench import AnswerBench, bench_in, read_lines
from tests.pipelines.batch_bench import paint


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[AnswerBench]:
    with bench_in(tmp_path) as made:
        yield made


def bad_files(folder: Path) -> None:
    """A cut JPEG, a text called a picture, and nothing at all."""
    paint(folder / "cut.jpg", side=64)
    cut = folder / "cut.jpg"
    cut.write_bytes(cut.read_bytes()[:600])
    (folder / "text.jpg").write_text("Dear diary, this is a text.")
    (folder / "empty.png").write_bytes(b"")


def test_one_row_a_picture_in_the_order_of_the_folder(bench: AnswerBench) -> None:
    bench.paint("p10.png", "p2.png", "sub/deep/x.jpg", "Sub2/y.webp")
    result = bench.run()
    assert result.tables == (bench.table,)
    assert bench.rows() == [
        {"file": "p2.png", "answer": "What is it? It is p2.png."},
        {"file": "p10.png", "answer": "What is it? It is p10.png."},
        {"file": "sub/deep/x.jpg", "answer": "What is it? It is x.jpg."},
        {"file": "Sub2/y.webp", "answer": "What is it? It is y.webp."},
    ]
    assert bench.written() == ["answers.csv"]
    assert {event.output for event in result.done} == {bench.table}
    assert bench.table.read_bytes().startswith(b"\xef\xbb\xbffile,answer\r\n")


def test_bad_pictures_are_rows_with_reasons_and_are_retried_alone(bench: AnswerBench) -> None:
    bench.paint(*(f"{n}.png" for n in range(7)))
    bad_files(bench.inputs)
    result = bench.run()
    assert (len(result.done), len(result.failed)) == (7, 3)
    rows = {row["file"]: row for row in bench.rows()}
    assert len(rows) == 10
    for name, words in {
        "cut.jpg": "damaged or incomplete",
        "text.jpg": "holds text, not a picture",
        "empty.png": "is empty (0 bytes)",
    }.items():
        assert words in rows[name]["error"]
        assert not rows[name]["answer"]
    bench.asked()
    paint(bench.inputs / "text.jpg")
    bench.paint("new.png")
    again = bench.run(retry_failed_only=True)
    assert bench.asked() == ["text.jpg"]
    assert (len(again.done), len(again.failed), len(again.skipped)) == (1, 2, 7)
    rows = {row["file"]: row for row in bench.rows()}
    assert rows["text.jpg"]["answer"] == "What is it? It is text.jpg."
    assert len(rows) == 10
    assert [row["file"] for row in bench.rows()] == sorted(rows)


def test_several_questions_have_a_column_each(bench: AnswerBench) -> None:
    bench.paint("a.png")
    bench.prompt = "What is it?\n---\nWhich colours?\n---\n" + "Say in all detail " * 10
    bench.run(bench.out, "csv,jsonl")
    (row,) = bench.rows()
    assert list(row)[:3] == ["file", "What is it?", "Which colours?"]
    assert list(row)[3].endswith("…")
    (line,) = read_lines(bench.out / "answers.jsonl")
    assert line == row


def test_structured_answers_have_a_column_for_each_property(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.png")
    properties = {
        "tags": {"type": "array", "items": {"type": "string"}},
        "count": {"type": "integer"},
        "file": {"type": "string"},
        "more": {"type": "object"},
    }
    schema = {"type": "object", "properties": properties, "required": ["tags"]}
    bench.settings = {"json_schema": json.dumps(schema)}
    bench.engine.say = lambda name, _question: json.dumps(
        {"tags": ["dog", "sea"], "count": 2, "file": "x", "more": {"a": None}}
        if name == "a.png"
        else {"tags": []}
    )
    bench.run(bench.out, "csv,jsonl")
    assert bench.engine.requests[0].schema == schema
    assert bench.rows() == [
        {"file": "a.png", "tags": "dog, sea", "count": "2", "file_2": "x", "more": '{"a": null}'},
        {"file": "b.png", "tags": "[]", "count": "", "file_2": "", "more": ""},
    ]
    assert read_lines(bench.out / "answers.jsonl") == [
        {"file": "a.png", "tags": ["dog", "sea"], "count": 2, "file_2": "x", "more": {"a": None}},
        {"file": "b.png", "tags": []},
    ]


def test_an_answer_that_breaks_the_schema_is_a_failure(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.png")
    bench.settings = {"json_schema": '{"type": "object"}'}
    bench.engine.say = lambda name, _question: "{}" if name == "a.png" else "I cannot."
    result = bench.run()
    assert [event.path.name for event in result.failed] == ["b.png"]
    assert "does not follow the schema" in bench.rows()[1]["error"]


def test_what_spreadsheets_would_compute_is_told(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.png")
    bench.engine.say = lambda name, _question: "=1+1" if name == "a.png" else 'Say "hi",\nthere; ok'
    result = bench.run()
    assert [row["answer"] for row in bench.rows()] == ["=1+1", 'Say "hi",\nthere; ok']
    assert "1 answers begin with =" in str(result.notes[0])


def test_answers_at_the_limit_of_tokens_are_told(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.png")
    bench.settings = {"max_tokens": 1}
    bench.engine.on_piece = lambda _n: bench.engine.pieces.append(" and on")  # type: ignore[attr-defined]
    result = bench.run()
    assert "2 answers ended at the limit" in str(result.notes[0])


def test_the_table_is_whole_while_it_grows(bench: AnswerBench) -> None:
    bench.paint(*(f"{n}.png" for n in range(5)))
    (bench.inputs / "2.png").write_bytes(b"")
    seen: list[int] = []

    def listener(event: Any) -> None:
        if isinstance(event, (ItemDone, ItemFailed)):
            seen.append(len(bench.rows()))

    bench.run(listener=listener)
    assert seen == [1, 2, 3, 4, 5]
