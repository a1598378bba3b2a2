"""The list of questions about pictures: changed in every way, kept, and restored."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.errors import BadInput
from pipelines.places import Places
from pipelines.prompts.picture_questions import (
    BUILT_IN,
    PictureQuestion,
    picture_questions,
    restored,
)
from pipelines.prompts.schema import check_schema
from pipelines.text import as_text


def test_what_comes_with_hearth_can_be_asked() -> None:
    assert [item.key for item in BUILT_IN] == [
        "describe", "caption", "alt-text", "read-text", "objects", "is-there",
    ]  # fmt: skip
    assert [item.key for item in BUILT_IN if item.has_gap] == ["is-there"]
    held = [item for item in BUILT_IN if item.schema is not None]
    assert [item.key for item in held] == ["objects"]
    check_schema(dict(held[0].schema or {}))


def test_the_list_is_kept_as_the_user_leaves_it(tmp_path: Path) -> None:
    kept = picture_questions(Places(tmp_path, tmp_path))
    assert kept.load() == BUILT_IN
    describe, _caption, *others = BUILT_IN
    renamed = replace(describe, name=as_text("Tell me"), question=as_text("What is {here}?"))
    own = PictureQuestion(
        as_text("Colours"), as_text("Which colours?\nAs a list."), False, {"type": "array"}
    )
    kept.save((own, renamed, *others))
    again = picture_questions(Places(tmp_path, tmp_path)).load()
    assert again == (own, renamed, *others)
    assert str(again[1].question) == "What is {here}?"
    words = kept.path.read_text("utf-8")
    assert "- key: objects\n" in words  # unchanged, so it follows the window's language
    assert restored(again) == (*BUILT_IN, own)
    kept.save(restored(again))
    assert kept.load() == (*BUILT_IN, own)


@pytest.mark.parametrize(
    "wrong",
    [
        PictureQuestion(as_text(" "), as_text("What?")),
        PictureQuestion(as_text("Empty"), as_text(" ")),
        PictureQuestion(as_text("Schema"), as_text("What?"), schema={"type": "nothing"}),
    ],
)
def test_what_cannot_be_offered_is_not_kept(tmp_path: Path, wrong: PictureQuestion) -> None:
    kept = picture_questions(Places(tmp_path, tmp_path))
    with pytest.raises(BadInput):
        kept.save((*BUILT_IN, wrong))
    assert not kept.path.exists()


@pytest.mark.parametrize(
    "words", ["questions: 7\n", "questions:\n- 7\n", "questions:\n- name: x\n", "- [", "other: 1\n"]
)
def test_a_damaged_file_is_told_and_left(tmp_path: Path, words: str) -> None:
    kept = picture_questions(Places(tmp_path, tmp_path))
    kept.path.parent.mkdir(parents=True)
    kept.path.write_text(words)
    with pytest.raises(BadInput, match=r"picture-questions\.yaml"):
        kept.load()
    assert kept.path.read_text() == words
