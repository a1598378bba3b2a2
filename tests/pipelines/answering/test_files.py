"""Answers in a file for each picture, and in the pictures; search, watching, a full disk."""

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
from pipelines.answering.table import AnswerTable
from pipelines.answering.target import target_of
from pipelines.answers.gallery import Gallery
from pipelines.batch import ItemDone, ItemSkipped
from pipelines.errors import BadInput, DiskFull
from pipelines.journal import State
from pipelines.media.xmp import Packet
from pipelines.vision.output import AnswerOutput
from pipelines.watching import Settling
from tests.pipelines.answering.bench import AnswerBench, bench_in
from tests.pipelines.batch_bench import paint

DC = "http://purl.org/dc/elements/1.1/"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[AnswerBench]:
    with bench_in(tmp_path) as made:
        yield made


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
