"""JSON schemas for structured answers: reading them, refusing what no engine can take, checking.

An engine forces an answer into a schema by a grammar. Its grammar does not know all of JSON
Schema: what it lacks is refused here by its place instead of being left out silently. The list is
that of llguidance, which xllamacpp is built with (https://github.com/guidance-ai/llguidance,
docs/json_schema.md), each entry tried with version 1.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import resources
from pipelines.errors import BadInput
from pipelines.text import Text, text

EXAMPLES = Path(resources.__file__).parent / "prompts" / "schemas"

_REFUSED = """
not if then else contains minContains maxContains uniqueItems propertyNames dependencies
dependentRequired dependentSchemas unevaluatedItems unevaluatedProperties $dynamicRef $recursiveRef
"""
_FORMATS = "date-time time date duration email hostname ipv4 ipv6 uuid uri"

#: Keywords that the grammar does not know.
REFUSED = frozenset(_REFUSED.split())
#: What ``format`` may be; another one would be refused, too.
FORMATS = frozenset(_FORMATS.split())

_ONE = ("additionalProperties", "additionalItems", "items")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems", "items")
_NAMED = ("properties", "patternProperties", "$defs", "definitions")
# Look-around and back references; the grammar's regular expressions are automata.
_TOO_CLEVER = re.compile(r"(?<!\\)(?:\\\\)*(?:\(\?<?[=!]|\\[1-9])")
_MOST_BYTES = 1024**2


@dataclass(frozen=True)
class Verdict:
    """Whether an answer follows a schema: its `value`, or what is wrong in one sentence."""

    value: Any = None
    problem: Text | None = None

    @property
    def follows(self) -> bool:
        return self.problem is None


def read_schema(words: str) -> dict[str, Any]:
    """A schema from its text. Raises BadInput with the line and column, or the place in it."""
    try:
        found = json.loads(words.removeprefix("\ufeff"), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise BadInput(
            "The schema is not JSON at line {line}, column {column}: look there for a comma, a "
            "quotation mark or a bracket too many or too few.",
            line=error.lineno,
            column=error.colno,
        ) from error
    except (RecursionError, ValueError) as error:
        raise BadInput(
            "The schema is not JSON: it has a number that JSON does not know, or is too deep."
        ) from error
    return check_schema(found)


def read_schema_file(path: Path) -> dict[str, Any]:
    """A schema from a file. Raises BadInput."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput("{name} is too large for a schema: choose another file.", name=path.name)
        words = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadInput(
            "The schema {name} cannot be read: {reason}.", name=path.name, reason=reason
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(
            "{name} is not UTF-8 text: save the schema as UTF-8.", name=path.name
        ) from error
    return read_schema(words)


def example_schemas() -> dict[str, dict[str, Any]]:
    """The schemas that come with Hearth, by name."""
    return {path.stem: read_schema_file(path) for path in sorted(EXAMPLES.glob("*.json"))}


def check_schema(found: Any) -> dict[str, Any]:
    """The same, if it is a schema that an engine can take. Raises BadInput with the place in it."""
    from jsonschema.exceptions import SchemaError
    from jsonschema.validators import Draft202012Validator, validator_for

    if not isinstance(found, dict):
        raise BadInput(
            "A schema is an object in braces, such as {example}.",
            example='{"type": "object", "properties": {"name": {"type": "string"}}}',
        )
    try:
        validator_for(found, default=Draft202012Validator).check_schema(found)
        for place, schema in _parts(found, "$"):
            _check_part(schema, place, found)
    except SchemaError as error:
        raise BadInput(
            "The schema is wrong at {place}: {reason}.",
            place=error.json_path,
            reason=error.message.rstrip("."),
        ) from error
    except RecursionError as error:
        raise BadInput("The schema is too deep: make it flatter.") from error
    return found


def check_answer(words: str, schema: Mapping[str, Any]) -> Verdict:
    """Whether an answer is JSON, and nothing else, that follows the schema."""
    try:
        value = json.loads(words, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return Verdict(
            problem=text(
                "The answer is not JSON at line {line}, column {column}.",
                line=error.lineno,
                column=error.colno,
            )
        )
    except (RecursionError, ValueError):
        return Verdict(problem=text("The answer is not JSON."))
    try:
        error = _first_error(json.dumps(schema, sort_keys=True), value)
    except RecursionError:
        return Verdict(value, text("The schema refers to itself without an end."))
    if error is None:
        return Verdict(value)
    place, reason = error
    words_of = text("The answer is wrong at {place}: {reason}.", place=place, reason=reason)
    return Verdict(value, words_of)


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _first_error(schema: str, value: Any) -> tuple[str, str] | None:
    from jsonschema.exceptions import best_match

    found = best_match(_validator(schema).iter_errors(value))
    return None if found is None else (found.json_path, found.message.rstrip("."))


@lru_cache(maxsize=8)
def _validator(schema: str) -> Any:
    """Made once for the many answers of a table."""
    from jsonschema.validators import Draft202012Validator, validator_for

    content = json.loads(schema)
    kind = validator_for(content, default=Draft202012Validator)
    return kind(content, format_checker=kind.FORMAT_CHECKER)


def _parts(schema: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside a schema, with its JSON path; values such as ``enum`` are no schemas."""
    if not isinstance(schema, dict):
        return
    yield place, schema
    for name in _ONE:
        yield from _parts(schema.get(name), f"{place}.{name}")
    for name in _LISTS:
        inner = schema.get(name)
        for index, item in enumerate(inner if isinstance(inner, list) else ()):
            yield from _parts(item, f"{place}.{name}[{index}]")
    for name in _NAMED:
        for key, item in (schema.get(name) or {}).items():
            yield from _parts(item, f"{place}.{name}.{key}")


def _check_part(schema: Mapping[str, Any], place: str, whole: Mapping[str, Any]) -> None:
    refused = next((name for name in schema if name in REFUSED), None)
    if refused is not None:
        raise BadInput(
            "No engine can hold an answer to “{keyword}” (at {place}): leave it out of the schema.",
            keyword=refused,
            place=place,
        )
    named = schema.get("format")
    if named is not None and named not in FORMATS:
        raise BadInput(
            "No engine knows the format {format} (at {place}): use one of {known}, or a pattern.",
            format=named,
            place=place,
            known=", ".join(sorted(FORMATS)),
        )
    for pattern in (schema.get("pattern", ""), *schema.get("patternProperties", ())):
        _check_pattern(pattern, place)
    if "$ref" in schema and not _is_inside(schema["$ref"], whole):
        raise BadInput(
            "The schema refers to {target} (at {place}), which is not inside it: put it under "
            "$defs and refer to it as #/$defs/NAME.",
            target=schema["$ref"],
            place=place,
        )


def _check_pattern(pattern: str, place: str) -> None:
    try:
        re.compile(pattern)
        if not _TOO_CLEVER.search(pattern):
            return
    except (re.error, RecursionError):
        pass
    raise BadInput(
        "No engine can use the pattern {pattern} (at {place}): write it without look-ahead, "
        "look-behind and back references.",
        pattern=pattern,
        place=place,
    )


def _is_inside(target: str, whole: Mapping[str, Any]) -> bool:
    if target == "#":
        return True
    if not target.startswith("#/"):
        return False
    found: Any = whole
    for part in target[2:].split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(found, list) and key.isdecimal() and int(key) < len(found):
            found = found[int(key)]
        elif isinstance(found, dict) and key in found:
            found = found[key]
        else:
            return False
    return True
