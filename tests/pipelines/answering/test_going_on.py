"""Tables of answers go on where they were, and leave alone what is somebody else's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.answering.records import begun_target
from pipelines.batch_resume import unfinished_batches
from pipelines.errors import BadInput
from pipelines.progress import CancelToken
from pipelines.vision.formats import Format
from tests.pipelines.answering.bench import AnswerBench, bench_in
from tests.pipelines.batch_bench import paint


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[AnswerBench]:
    with bench_in(tmp_path) as made:
        yield made


def test_what_is_done_is_not_asked_again_until_it_changes(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.png", "c.png")
    bench.run()
    bench.asked()
    assert len(bench.run().skipped) == 3
    assert bench.asked() == []
    paint(bench.inputs / "b.png", side=12)
    bench.paint("aa.png")
    bench.engine.say = lambda name, _question: f"Now it is {name}."
    bench.run()
    assert sorted(bench.asked()) == ["aa.png", "b.png"]
    assert [row["answer"] for row in bench.rows()] == [
        "What is it? It is a.png.",
        "Now it is aa.png.",
        "Now it is b.png.",
        "What is it? It is c.png.",
    ]


def test_a_table_that_was_deleted_is_made_again_without_the_model(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.png")
    bench.run()
    whole = bench.table.read_bytes()
    bench.asked()
    bench.table.unlink()
    bench.run()
    assert bench.asked() == []
    assert bench.table.read_bytes() == whole


def test_answers_about_pictures_that_were_taken_away_stay(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.png")
    bench.run()
    (bench.inputs / "a.png").unlink()
    bench.paint("c.png")
    bench.run()
    assert [row["file"] for row in bench.rows()] == ["b.png", "c.png", "a.png"]


def test_a_cancel_keeps_the_table_and_the_rest_is_done_next_time(bench: AnswerBench) -> None:
    bench.paint(*(f"{n}.png" for n in range(6)))

    def say(name: str, _question: str) -> str:
        if name == "3.png":
            bench.cancel.cancel()
        return name

    bench.engine.say = say
    result = bench.run()
    assert result.cancelled
    done = len(result.done)
    assert 3 <= done < 6
    assert len(bench.rows()) == done
    bench.cancel, bench.engine.say = CancelToken(), lambda name, _question: name
    assert len(bench.run().done) == 6 - done
    assert [row["file"] for row in bench.rows()] == [f"{n}.png" for n in range(6)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("prompt", "other questions"),
        ("settings", "other settings"),
        ("model", "another model"),
        ("folder", "other pictures"),
    ],
)
def test_a_table_that_was_begun_with_something_else_is_left_alone(
    bench: AnswerBench, tmp_path: Path, change: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.paint("a.png")
    bench.run()
    before = bench.table.read_bytes()
    bench.asked()
    inputs = None
    if change == "prompt":
        bench.prompt = "How many?"
    elif change == "settings":
        bench.settings = {"temperature": 1.0}
    elif change == "model":
        spec = bench.spec
        monkeypatch.setattr(AnswerBench, "spec", property(lambda _b: _renamed(spec)))
    else:
        inputs = tmp_path / "others"
        paint(inputs / "a.png")
    with pytest.raises(BadInput, match=f"answers.csv was begun with {words}"):
        bench.run(inputs=inputs)
    assert bench.table.read_bytes() == before
    assert bench.asked() == []
    bench.run(inputs=inputs, anew=True)
    assert len(bench.rows()) == 1


def _renamed(spec: Any) -> Any:
    from dataclasses import replace

    return replace(spec, name="other")


def test_a_table_of_somebody_else_is_left_alone(bench: AnswerBench) -> None:
    bench.paint("a.png")
    bench.out.mkdir()
    bench.table.write_text("mine")
    with pytest.raises(BadInput, match=r"answers\.csv exists already"):
        bench.run()
    assert bench.table.read_text() == "mine"
    bench.run(anew=True)
    assert len(bench.rows()) == 1


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_table_that_was_edited_is_left_alone(bench: AnswerBench, kind: str) -> None:
    bench.paint("a.png", "b.png")
    table = bench.out / f"answers.{kind}"
    bench.run(table)
    whole = table.read_text("utf-8")
    for edited in (
        whole.replace("It is a.png", "It is a cat"),
        whole + whole.splitlines(keepends=True)[-1].replace("b.png", "z.png"),
        "something else entirely\n",
    ):
        table.write_text(edited, "utf-8")
        with pytest.raises(BadInput, match="was changed since Hearth wrote it"):
            bench.run(table)
        assert table.read_text("utf-8") == edited
    # What a kill cut off, and rows in another order, are no change.
    lines = whole.splitlines(keepends=True)
    for harmless in (whole[:-7], "".join([*lines[:-2], lines[-1], lines[-2]]), ""):
        table.write_bytes(harmless.encode())
        bench.run(table)
        assert table.read_text("utf-8") == whole


def test_a_lost_record_is_asked_for_again(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.png")
    for output, kind in ((bench.table, "auto"), (bench.out / "both", "txt,csv")):
        bench.run(output, kind)
        bench.asked()
        records = [
            p for p in bench.places.answer_records.rglob("*.json") if "a.png" in p.read_text()
        ]
        for record in records:
            if record.name != "begun.json":
                record.write_text("{")
        bench.run(output, kind)
        assert bench.asked() == ["a.png"]
    assert bench.written() == ["answers.csv", "both/a.txt", "both/answers.csv", "both/b.txt"]


def test_nobody_else_writes_to_the_table_meanwhile(bench: AnswerBench) -> None:
    bench.paint("a.png")
    said: list[str] = []

    def say(name: str, _question: str) -> str:
        try:
            bench.run()
        except BadInput as error:
            said.append(str(error))
        return name

    bench.engine.say = say
    bench.run()
    assert "are being written at this moment" in said[0]


def test_a_batch_that_was_broken_off_is_offered_with_its_table(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.png")

    class Killed(BaseException):
        pass

    def say(name: str, _question: str) -> str:
        if name == "b.png":
            raise Killed
        return name

    bench.engine.say = say
    with pytest.raises(Killed):
        bench.run()
    with bench.journal._changing() as db:  # as a kill leaves it
        db.execute("UPDATE batches SET held = 1")
    (left,) = unfinished_batches(bench.journal, [bench.spec], bench.runtime.versions)
    assert (left.left, left.total) == (1, 2)
    found = begun_target(bench.places.answer_records, left.out_dir, left.output)
    assert found is not None
    assert found.tables == {Format.CSV: bench.table}
