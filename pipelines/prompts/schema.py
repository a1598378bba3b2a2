"""JSON schemas for structured answers: reading them, and checking what models answer.

Faults are told in one sentence by their place: line and column of bad JSON, the JSON path of a bad
schema. `prompts.schema_limits` knows what engines make of a schema.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import resources
from pipelines.errors import BadInput
from pipelines.prompts.schema_limits import check_limits
from pipelines.text import Text, text

EXAMPLES = Path(resources.__file__).parent / "prompts" / "schemas"

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
        check_limits(found)
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
    except re.error:
        return Verdict(value, text("The schema has a pattern that cannot be used."))
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
