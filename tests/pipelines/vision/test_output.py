"""Answers about one picture in every format, and what of them is caption and keywords."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pydantic import ValidationError

from pipelines.answers.gallery import Gallery
from pipelines.errors import BadInput
from pipelines.language.engine import Answer, Finish
from pipelines.language.images import image_input
from pipelines.media.facts import facts_of
from pipelines.media.xmp import Packet
from pipelines.places import Places
from pipelines.vision.captions import parts_of
from pipelines.vision.kept import keep_answers
from pipelines.vision.output import AnswerOutput, check_name, suffix_of, write_answers
from pipelines.vision.questions import PictureAnswers

MADE_BY = {
    "hearth": "0.1.0",
    "model": "llava",
    "version": "v1",
    "settings": {"model": "smolvlm2-500m", "prompt": "What is it?"},
}
DC, PHOTOSHOP = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/photoshop/1.0/"


def answers(folder: Path, *said: str, structured: bool = False) -> PictureAnswers:
    path = folder / "photo.jpg"
    Image.new("RGB", (12, 8), "teal").save(path)
    told = tuple(Answer(words, "", Finish.STOP, 9, 0, 3, 0.1, 0.2, 15.0, 7) for words in said)
    questions = tuple(f"Question {number}?" for number in range(len(said)))
    return PictureAnswers(image_input(path), questions, told, facts_of(path), structured)


def write(result: PictureAnswers, name: str, **output: Any) -> Path:
    folder = result.image.path.parent / "out"
    return write_answers(result, folder / name, AnswerOutput(**output), MADE_BY)


def test_the_name_says_the_format(tmp_path: Path) -> None:
    result = answers(tmp_path, " A dog. ", "Teal.")
    assert write(result, "a.txt").read_text() == "A dog.\n\nTeal.\n"
    assert write(result, "plain").read_text() == "A dog.\n\nTeal.\n"
    page = write(result, "a.md").read_text()
    assert page == "# photo.jpg\n\n> Question 0?\n\nA dog.\n\n> Question 1?\n\nTeal.\n"
    told = json.loads(write(result, "a.json").read_text())
    assert [one["text"] for one in told["answers"]] == [" A dog. ", "Teal."]
    assert (told["width"], told["height"], told["model"]) == (12, 8, "llava")
    words = write(result, "a.csv").read_bytes().decode("utf-8-sig")
    row = {"file": "photo.jpg", "Question 0?": "A dog.", "Question 1?": "Teal."}
    assert list(csv.DictReader(io.StringIO(words))) == [row]
    assert json.loads(write(result, "a.jsonl").read_text()) == row
    with Image.open(write(result, "a.jpg")) as picture:
        packet = Packet(picture.info["xmp"])
    assert packet.get((DC, "description")) == "A dog.\n\nTeal."
    assert packet.get((PHOTOSHOP, "CaptionWriter")) == "Hearth 0.1.0, smolvlm2-500m"


def test_several_formats_lie_beside_each_other_and_overwrite_nothing(tmp_path: Path) -> None:
    result = answers(tmp_path, "A dog.")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.json").write_text("mine")
    path = write(result, "a.txt", format="JSON, text xmp")
    assert path == tmp_path / "out" / "a.jpg"
    names = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert names == ["a.jpg", "a.json", "a.txt", "a_2.json"]
    assert (tmp_path / "out" / "a.json").read_text() == "mine"


def test_endings_of_results() -> None:
    source = Path("photo.JPG")
    for words, suffix in {
        "auto": ".txt", "md,txt": ".md", "txt,xmp": ".JPG", "csv": ".csv", "xmp": ".JPG",
    }.items():  # fmt: skip
        assert suffix_of(source, None, AnswerOutput(format=words)) == suffix
    assert suffix_of(source, None, AnswerOutput(format="xmp,json", in_place=True)) == ".json"
    with pytest.raises(ValidationError, match="is no format that answers are written in"):
        AnswerOutput(format="txt,docx")
    with pytest.raises(ValidationError, match="auto alone"):
        AnswerOutput(format="txt,auto")
    for name in ("a.txt", "a", "a.jpg", "a.JSONL"):
        check_name(Path(name))
    with pytest.raises(BadInput, match=r"cannot write \.docx"):
        check_name(Path("a.docx"))


def test_a_caption_never_goes_over_its_own_source(tmp_path: Path) -> None:
    result = answers(tmp_path, "A dog.")
    before = result.image.path.read_bytes()
    with pytest.raises(BadInput, match="is the source itself"):
        write_answers(result, result.image.path, AnswerOutput(format="xmp"), MADE_BY)
    assert result.image.path.read_bytes() == before
    renamed = write(result, "a.png", format="xmp")
    assert renamed.name == "a.jpg"


def test_in_place_the_new_size_and_time_are_told_and_kept(tmp_path: Path) -> None:
    result = answers(tmp_path, "A dog.")
    path = write(result, "a", format="xmp", in_place=True)
    assert path == result.image.path
    about = path.stat()
    assert result.input_stamp == (about.st_size, about.st_mtime_ns)
    keep_answers(tmp_path / "data", result, MADE_BY)
    with Gallery(Places(tmp_path / "data", tmp_path).answers) as gallery:
        (hit,) = gallery.search("dog").hits
    assert (hit.model, hit.is_changed, hit.width) == ("smolvlm2-500m", False, 12)


@pytest.mark.parametrize(
    ("said", "caption", "keywords"),
    [
        (["A dog runs along a beach, at dusk."], "A dog runs along a beach, at dusk.", ()),
        (["dog, wet sand, sea"], "", ("dog", "wet sand", "sea")),
        (["Keywords: dog; sea; sky."], "", ("dog", "sea", "sky")),
        (["- dog\n- sea"], "", ("dog", "sea")),
        (["1. dog\n2) sea"], "", ("dog", "sea")),
        (['["dog", "sea", 3]'], "", ("dog", "sea", "3")),
        (["A dog.", "dog, sea, sky", "Late."], "A dog.\n\nLate.", ("dog", "sea", "sky")),
        (["- It is a dog that runs along a beach.\n- dog"], None, ()),
        (["[unreadable"], "[unreadable", ()),
        ([""], "", ()),
    ],
)
def test_lists_are_keywords_and_all_else_is_the_caption(
    said: list[str], caption: str | None, keywords: tuple[str, ...]
) -> None:
    found = parts_of(said)
    assert found == (said[0] if caption is None else caption, keywords)


def test_objects_are_taken_apart() -> None:
    said = ['{"title": "No", "caption": "A dog.", "tags": ["dog", "sea"], "count": 2}']
    assert parts_of(said, structured=True) == ("A dog.", ("dog", "sea"))
    assert parts_of(['{"colour": "red", "count": 2}'], structured=True) == ("red, 2", ())
    assert parts_of(['"A dog."'], structured=True) == ("A dog.", ())
