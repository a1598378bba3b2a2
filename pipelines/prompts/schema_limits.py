"""What engines make of a JSON schema: what they cannot take, and what they do not force.

Both lists were tried. `REFUSED` is what llguidance, one of the two grammars in xllamacpp, gives up
at (https://github.com/guidance-ai/llguidance, docs/json_schema.md, version 1). The other, by which
answers are given today, leaves such things out without a word (seen for ``not`` and
``uniqueItems``). `unforced` is what it accepts and leaves out besides: an answer may break it, and
has to be checked.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.errors import BadInput
from pipelines.text import Text, text

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

# Accepted, but any value passes.
_UNFORCED = frozenset(("multipleOf", "patternProperties", "minProperties", "maxProperties"))
_NUMBER_LIMITS = frozenset(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"))
_FORCED_FORMATS = frozenset(("date", "time", "date-time", "uuid"))
_UNKNOWN_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[A-Za-z0-9]")


def check_limits(schema: Mapping[str, Any]) -> None:
    """Raise BadInput, with the place, for what no engine can hold an answer to."""
    for place, part in _parts(schema, "$"):
        _check_part(part, place, schema)


def unforced(schema: Mapping[str, Any]) -> tuple[Text, ...]:
    """A sentence for each thing that the grammar leaves to chance; `check_answer` looks at it."""
    return tuple(
        text(
            "“{keyword}” (at {place}) is not forced: answers are only checked for it.",
            keyword=keyword,
            place=place,
        )
        for place, part in _parts(schema, "$")
        for keyword in part
        if _is_unforced(keyword, part)
    )


def _is_unforced(keyword: str, schema: Mapping[str, Any]) -> bool:
    if keyword in _NUMBER_LIMITS:
        kinds = schema.get("type") or ()
        kinds = (kinds,) if isinstance(kinds, str) else kinds
        return "integer" not in kinds or "number" in kinds
    if keyword == "format":
        return schema[keyword] not in _FORCED_FORMATS
    if keyword == "pattern":
        pattern = schema[keyword]
        whole = pattern.startswith("^") and pattern.endswith("$")
        return not whole or _UNKNOWN_ESCAPE.search(pattern) is not None
    return keyword in _UNFORCED


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
