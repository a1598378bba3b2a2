"""Folders of real pictures questioned by a fake model: the table is whole, and nothing is lost."""

import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipelines.answering.batch import AnswersResult
from pipelines.answering.records import begun_target
from pipelines.answering.table import AnswerTable
from pipelines.answering.target import target_of
from pipelines.answers.gallery import Gallery
from pipelines.batch import ItemDone, ItemFailed, ItemSkipped
from pipelines.batch_resume import unfinished_batches
from pipelines.errors import BadInput, DiskFull
from pipelines.journal import State
from pipelines.media.xmp import Packet
from pipelines.progress import CancelToken
from pipelines.vision.formats import Format
from pipelines.vision.output import AnswerOutput
from pipelines.watching import Settling
from tests.pipelines.answering.bench import AnswerBench, bench_in, read_lines
from tests.pipelines.batch_bench import paint

DC = "http://purl.org/dc/elements/1.1/"


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


# -- tables -----------------------------------------------------------------------------------


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


# -- going on ---------------------------------------------------------------------------------


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


# -- a file for each picture ------------------------------------------------------------------


def test_text_beside_the_pictures(bench: AnswerBench) -> None:
    bench.paint("a.png", "sub/b.jpg")
    bench.run(bench.inputs)
    assert (bench.inputs / "a.txt").read_text() == "What is it? It is a.png.\n"
    assert (bench.inputs / "sub" / "b.txt").exists()
    assert not list(bench.places.answer_records.rglob("*"))
    assert len(bench.run(bench.inputs).skipped) == 2


@pytest.mark.parametrize("kind", ["txt", "txt,csv", "csv", "xmp"])
def test_all_can_be_asked_about_anew_in_the_same_files(bench: AnswerBench, kind: str) -> None:
    bench.paint("a.png", "b.jpg")
    bench.run(bench.out, kind)
    before = bench.written()
    bench.asked()
    bench.engine.say = lambda name, _question: f"Now {name}."
    result = bench.run(bench.out, kind, anew=True)
    assert sorted(bench.asked()) == ["a.png", "b.jpg"]
    assert len(result.done) == 2
    assert bench.written() == before
    assert b"Now b.jpg." in (bench.out / before[-1]).read_bytes()


def test_files_and_a_table_together(bench: AnswerBench) -> None:
    bench.paint("a.png", "sub/b.jpg")
    result = bench.run(bench.out, "txt,json,csv")
    assert bench.written() == [
        "a.json", "a.txt", "answers.csv", "sub/b.json", "sub/b.txt",
    ]  # fmt: skip
    assert {event.output.name for event in result.done} == {"a.txt", "b.txt"}
    told = json.loads((bench.out / "a.json").read_text())
    assert told["answers"][0]["text"] == "What is it? It is a.png."
    assert (told["model"], told["width"]) == ("fake-llava", 8)
    (bench.out / "a.txt").unlink()
    bench.asked()
    bench.run(bench.out, "txt,json,csv")
    assert bench.asked() == ["a.png"]


def test_captions_in_copies_among_the_pictures_are_no_inputs(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.jpg")
    bench.engine.say = lambda _name, _question: "dog, beach, sea"
    bench.run(bench.inputs, "xmp,txt")
    with Image.open(bench.inputs / "b_2.jpg") as picture:
        assert Packet(picture.info["xmp"]).items((DC, "subject")) == ["dog", "beach", "sea"]
    assert (bench.inputs / "b_2.txt").read_text() == "dog, beach, sea\n"
    bench.asked()
    assert len(bench.run(bench.inputs, "xmp,txt").skipped) == 2
    assert bench.asked() == []


def test_captions_in_place_are_done_once_and_the_originals_kept(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.jpg")
    before = {p.name: p.read_bytes() for p in bench.inputs.iterdir()}
    result = bench.run(bench.inputs, "xmp", in_place=True)
    assert {event.output for event in result.done} == set(map(bench.inputs.joinpath, before))
    for name, content in before.items():
        assert (bench.inputs / f"{name}_original").read_bytes() == content
    with Image.open(bench.inputs / "b.jpg") as picture:
        packet = Packet(picture.info["xmp"])
    assert packet.get((DC, "description")) == "What is it? It is b.jpg."
    bench.asked()
    again = bench.run(bench.inputs, "xmp", in_place=True)
    assert (len(again.skipped), bench.asked()) == (2, [])
    with Gallery(bench.places.answers) as gallery:
        assert not any(hit.is_changed for hit in gallery.search().hits)
    paint(bench.inputs / "b.jpg", side=20)
    bench.run(bench.inputs, "xmp", in_place=True)
    assert bench.asked() == ["b.jpg"]
    assert (bench.inputs / "b.jpg_original").read_bytes() == before["b.jpg"]


def test_in_place_with_a_table_and_a_picture_that_changes_meanwhile(bench: AnswerBench) -> None:
    bench.paint("a.png", "b.png")

    def say(name: str, _question: str) -> str:
        if name == "b.png":
            paint(bench.inputs / name, side=30)
        return "A dog."

    bench.engine.say = say
    result = bench.run(bench.table, "csv,xmp", in_place=True)
    assert [event.path.name for event in result.failed] == ["b.png"]
    assert [bool(row["error"]) for row in bench.rows()] == [False, True]
    assert not (bench.inputs / "b.png_original").exists()
    bench.engine.say = lambda _name, _question: "A dog."
    bench.run(bench.table, "csv,xmp", in_place=True)
    assert [row["answer"] for row in bench.rows()] == ["A dog.", "A dog."]


def test_formats_without_a_place_get_a_file_beside(bench: AnswerBench) -> None:
    bench.paint("a.bmp")
    result = bench.run(bench.out, "xmp")
    assert bench.written() == ["a.bmp", "a.bmp.xmp"]
    assert any("has no place for the caption" in str(note) for note in result.done[0].notes)


# -- the rest ---------------------------------------------------------------------------------


def test_everything_can_be_found_by_words(bench: AnswerBench) -> None:
    bench.paint("a.png", "sub/b.png")
    bench.prompt = "What is it?\n---\nWhere?"
    bench.engine.say = lambda name, q: {"What is it?": f"A dog {name[0]}.", "Where?": "Beach."}[q]
    bench.run()
    with Gallery(bench.places.answers) as gallery:
        assert gallery.search("dog beach").total == 2
        (hit,) = gallery.search("dog beach", folder=bench.inputs / "sub").hits
        assert (hit.path, hit.model) == (bench.inputs / "sub" / "b.png", "fake-llava")
        assert [told.question for told in gallery.answers_about(hit.path)] == [
            "What is it?",
            "Where?",
        ]


def test_a_search_file_that_cannot_be_written_loses_no_answer(bench: AnswerBench) -> None:
    bench.paint("a.png")
    bench.places.answers.mkdir(parents=True)
    result = bench.run()
    assert len(bench.rows()) == 1
    assert "will not be found by search" in str(result.done[0].notes[0])


def test_a_watched_folder_fills_its_table(bench: AnswerBench) -> None:
    watching = {"watch": True, "settling": Settling(0.0), "look_every_s": 0.05}
    result: list[AnswersResult] = []
    thread = threading.Thread(target=lambda: result.append(bench.run(**watching)))
    thread.start()
    try:
        for names in (["a.png"], ["c.png", "b.png"]):
            for name in names:
                paint(bench.inputs / "new.tmp", format="PNG")
                os.replace(bench.inputs / "new.tmp", bench.inputs / name)
            end = time.monotonic() + 20
            while not bench.table.exists() or not {*names} <= {row["file"] for row in bench.rows()}:
                assert time.monotonic() < end
                time.sleep(0.02)
    finally:
        bench.cancel.cancel()
        thread.join(20)
    assert result[0].cancelled
    assert [row["file"] for row in bench.rows()] == ["a.png", "b.png", "c.png"]
    assert len(bench.heard(ItemDone)) == 3
    assert sorted(bench.asked()) == ["a.png", "b.png", "c.png"]


def test_a_full_disk_under_the_table_stops_and_goes_on(
    bench: AnswerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.paint(*(f"{n}.png" for n in range(6)))
    (bench.inputs / "4.png").write_bytes(b"")
    whole = AnswerTable.put

    def full_at(name: str) -> Any:
        def put(table: AnswerTable, row: Any) -> None:
            if row["file"] >= name:
                raise DiskFull("There is no room left for answers.csv.")
            whole(table, row)

        return put

    for name, rows in (("2.png", 2), ("4.png", 4)):  # while writing, and in the model's thread
        with monkeypatch.context() as patch:
            patch.setattr(AnswerTable, "put", full_at(name))
            result = bench.run()
        assert isinstance(result.stopped, DiskFull)
        assert len(bench.rows()) >= rows
    result = bench.run()
    assert result.stopped is None
    assert [bool(row["error"]) for row in bench.rows()] == [False] * 4 + [True, False]


def test_the_model_is_loaded_once_and_pictures_are_decoded_ahead(bench: AnswerBench) -> None:
    bench.paint(*(f"{n}.png" for n in range(4)))
    result = bench.run()
    assert bench.states() == {f"{n}.png": State.DONE for n in range(4)}
    assert bench.heard(ItemDone) == [f"{n}.png" for n in range(4)]
    assert not bench.heard(ItemSkipped)
    assert result.seconds > 0


@pytest.mark.parametrize(
    ("output", "format", "in_place", "words"),
    [
        ("answers.txt", "auto", False, "many pictures are asked about"),
        ("answers.csv", "jsonl", False, "ends in .csv, but the format is jsonl"),
        ("out", "txt", True, "choose xmp"),
    ],
)
def test_targets_that_contradict_themselves(
    output: str, format: str, in_place: bool, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        target_of(Path(output), AnswerOutput(format=format, in_place=in_place))


def test_questions_and_schemas_are_looked_at_first(bench: AnswerBench) -> None:
    bench.paint("a.png")
    bench.prompt = " \n---\n"
    with pytest.raises(BadInput, match="There is no question"):
        bench.run()
    bench.prompt, bench.settings = "What?", {"json_schema": '{"type": "objekt"}'}
    with pytest.raises(BadInput, match="schema is wrong"):
        bench.run()
    assert bench.journal.batches() == []
    assert not bench.table.exists()
