"""JSON schemas: faults by their place, and answers against them."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import BadInput
from pipelines.prompts.schema import (
    check_answer,
    check_schema,
    example_schemas,
    read_schema,
    read_schema_file,
)
from pipelines.prompts.schema_limits import REFUSED, unforced

PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "born": {"type": "string", "format": "date"}},
    "required": ["name"],
    "additionalProperties": False,
}
NODE = {"$defs": {"n": {"properties": {"next": {"$ref": "#/$defs/n"}}}}, "$ref": "#/$defs/n"}


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ('{"type": "object",\n "properties": }', ("line 2, column 16",)),
        ("", ("line 1, column 1",)),
        ("[]", ("object in braces",)),
        ("true", ("object in braces",)),
        ('{"const": NaN}', ("number",)),
        ("[" * 100_000, ("deep",)),
        ('{"properties": {"age": {"type": "strin"}}}', ("$.properties.age.type", "strin")),
        ('{"required": "name"}', ("$.required",)),
        ('{"$ref": "https://example.org/x"}', ("https://example.org/x", "at $)")),
        ('{"properties": {"a": {"$ref": "#/$defs/b"}}}', ("#/$defs/b", "$.properties.a")),
        ('{"items": {"not": {}}}', ("not", "$.items")),
        ('{"anyOf": [{}, {"format": "colour"}]}', ("colour", "$.anyOf[1]")),
        ('{"pattern": "^(?=a)"}', ("^(?=a)",)),
        ('{"pattern": "(a)\\\\1"}', ("back references",)),
        ('{"pattern": "("}', ("(",)),
    ],
)
def test_a_bad_schema_is_told_by_its_place(words: str, places: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as caught:
        read_schema(words)
    message = str(caught.value)
    assert all(place in message for place in places), message
    assert "\n" not in message


@pytest.mark.parametrize("keyword", sorted(REFUSED))
def test_what_no_grammar_knows_is_refused_by_name(keyword: str) -> None:
    values: dict[str, Any] = {
        "uniqueItems": True,
        "minContains": 1,
        "maxContains": 1,
        "dependentRequired": {"a": ["b"]},
        "dependencies": {},
        "dependentSchemas": {},
        "$dynamicRef": "#a",
        "$recursiveRef": "#",
    }
    schema = {"type": "array", "items": {keyword: values.get(keyword, {})}}
    with pytest.raises(BadInput) as caught:
        check_schema(schema)
    assert keyword in str(caught.value)


def test_names_of_properties_and_values_are_not_taken_for_keywords() -> None:
    schema = {
        "properties": {"not": {"type": "string"}, "format": {"const": {"not": 1}}},
        "default": {"if": 1},
    }
    assert check_schema(schema) == schema
    assert check_schema(NODE) == NODE
    assert check_schema({"pattern": r"^\\1(?:a|b)\d+$"})


def test_schemas_come_from_files(tmp_path: Path) -> None:
    path = tmp_path / "person.json"
    path.write_text(json.dumps(PERSON), encoding="utf-8-sig")
    assert read_schema_file(path) == PERSON
    path.write_bytes(b"\xff\xfe{")
    with pytest.raises(BadInput, match="UTF-8"):
        read_schema_file(path)
    with pytest.raises(BadInput, match=r"gone\.json cannot be read"):
        read_schema_file(tmp_path / "gone.json")


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ('{"name": "Ada"}', None),
        (' \n{"name": "Ada", "born": "1815-12-10"}\n', None),
        ('{"name": 5}', "$.name"),
        ('{"born": "1815-12-10"}', "'name' is a required property"),
        ('{"name": "Ada", "born": "long ago"}', "$.born"),
        ('{"name": "Ada", "x": 1}', "'x'"),
        ('```json\n{"name": "Ada"}\n```', "line 1, column 1"),
        ('{"name": "Ada"', "line 1, column 15"),
        ('{"name": NaN}', "not JSON"),
        ("", "line 1"),
    ],
)
def test_answers_are_checked(answer: str, place: str | None) -> None:
    verdict = check_answer(answer, PERSON)
    assert verdict.follows == (place is None)
    assert place is None or place in str(verdict.problem)


def test_a_schema_within_itself() -> None:
    assert check_answer('{"next": {"next": {}}}', NODE).follows
    assert "without an end" in str(check_answer("{}", {"$ref": "#"}).problem)


def test_examples_are_followed_by_what_they_are_for() -> None:
    schemas = example_schemas()
    assert check_answer('{"label": "neutral", "confidence": 0.5}', schemas["label"]).follows
    assert not check_answer('{"label": "neutral", "confidence": 2}', schemas["label"]).follows
    event = '{"events": [{"date": "1969-07-20", "what": "The Moon"}]}'
    assert check_answer(event, schemas["events"]).follows
    assert not check_answer(event.replace("-07", "/07"), schemas["events"]).follows


@pytest.mark.parametrize(
    ("part", "left"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 5}, ""),
        ({"type": "number", "minimum": 1}, "“minimum” (at $.properties.a)"),
        ({"type": ["integer", "null"], "minimum": 1}, ""),
        ({"type": ["integer", "number"], "minimum": 1}, "minimum"),
        ({"type": "integer", "multipleOf": 5}, "multipleOf"),
        ({"type": "string", "format": "date"}, ""),
        ({"type": "string", "format": "email"}, "format"),
        ({"type": "string", "pattern": "^[0-9]{3}$"}, ""),
        ({"type": "string", "pattern": "[0-9]{3}"}, "pattern"),
        ({"type": "string", "pattern": r"^\d+$"}, "pattern"),
        ({"type": "object", "minProperties": 2}, "minProperties"),
    ],
)
def test_what_the_grammar_does_not_force_is_said(part: dict[str, Any], left: str) -> None:
    schema = check_schema({"type": "object", "properties": {"a": part}})
    said = [str(sentence) for sentence in unforced(schema)]
    assert len(said) == bool(left)
    assert all(left in sentence for sentence in said)


def test_a_pattern_that_cannot_be_used_is_no_crash() -> None:
    assert "pattern" in str(check_answer('"x"', {"pattern": r"\p{L}"}).problem)
