"""Model cards: every model has a whole one, and damaged ones are told in a sentence."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipelines.cards import (
    HEADINGS,
    Card,
    Example,
    card_of,
    card_path,
    parse_card,
    read_card,
    write_card,
)
from pipelines.errors import BadInput
from pipelines.registry import all_models
from pipelines.spec import Media, ModelSpec, fields_of
from pipelines.validation import validate

each_spec = pytest.mark.parametrize("spec", all_models(), ids=lambda spec: spec.name)


@each_spec
def test_every_model_has_a_whole_card(spec: ModelSpec[Any]) -> None:
    card = card_of(spec.name)
    assert card.headings == HEADINGS
    assert card.collections
    assert card.good_at
    assert card.not_good_at
    assert card.examples
    assert f"hearth run {spec.name}" in card.body


@each_spec
def test_examples_of_a_card_fill_the_form(spec: ModelSpec[Any]) -> None:
    for example in card_of(spec.name).examples:
        given = example.params(spec)
        for field in fields_of(spec.params):
            if field.media is Media.CHECKPOINT and field.required:
                given.setdefault(field.name, Path("mine.safetensors"))
        params = validate(spec.params, given)
        given = getattr(params, spec.input_field)
        assert given.is_file() if isinstance(given, Path) else given
        assert example.title


@each_spec
def test_results_shown_are_what_the_settings_give(spec: ModelSpec[Any]) -> None:
    for example in card_of(spec.name).examples:
        if example.output is None:
            continue
        params = validate(spec.params, example.params(spec))
        assert spec.enlargement is not None
        factor = spec.enlargement(params)
        with Image.open(example.output) as result, Image.open(params.image) as source:
            assert factor is not None
            assert result.size == (round(source.width * factor), round(source.height * factor))


def test_starter_models_show_results() -> None:
    assert sum(bool(example.output) for example in card_of("real-esrgan").examples) >= 3


def test_a_card_in_the_users_language_is_preferred(tmp_path: Path) -> None:
    (tmp_path / "m.md").write_text("english")
    (tmp_path / "m.de.md").write_text("deutsch")
    assert card_path("m", "de", tmp_path) == tmp_path / "m.de.md"
    assert card_path("m", "fr", tmp_path) == tmp_path / "m.md"
    assert card_path("n", "de", tmp_path) is None


def test_it_comes_back_as_it_was_written(tmp_path: Path) -> None:
    picture = tmp_path / "files" / "in ü.png"
    result = tmp_path / "files" / "out.png"
    example = Example("Über: all", {"image": "in ü.png", "scale": 2.5}, tmp_path, result, "abc")
    card = Card(
        ("One",), ("good: at this",), ("- bad",), (example,), "# T\n\n## What it does\n\n---"
    )
    write_card(card, tmp_path / "card.md")
    assert read_card(tmp_path / "card.md") == card
    assert picture.name in (tmp_path / "card.md").read_text(encoding="utf-8")


def test_headings_in_code_are_no_headings() -> None:
    assert parse_card("## A\n```\n## not\n```\n## B", Path("x.md")).headings == ("A", "B")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("---\na: [1\n---\n", "line"),
        ("---\n- a\n---\n", "names and values"),
        ("---\ngood_at: yes\n---\n", "good_at must be a list"),
        ("---\nexamples: no thing\n---\n", "examples must be a list"),
        ("---\nexamples: [{title: x}]\n---\n", "needs inputs"),
        ("---\nexamples: [3]\n---\n", "needs inputs"),
    ],
)
def test_a_damaged_card_is_told(words: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason) as caught:
        parse_card(words, Path("mine.md"))
    assert "mine.md" in str(caught.value)


def test_a_card_cannot_run_code() -> None:
    with pytest.raises(BadInput):
        parse_card("---\na: !!python/object/apply:os.system [true]\n---\n", Path("x.md"))


def test_unreadable_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_card(tmp_path / "none.md")
    (tmp_path / "bytes.md").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BadInput, match="UTF-8"):
        read_card(tmp_path / "bytes.md")
