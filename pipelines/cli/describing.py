"""How the command line writes sizes, settings and JSON."""

import json
import textwrap
from typing import Any

from pipelines.cli.arguments import bounds_of, condition_of, default_of, option_of
from pipelines.spec import ModelSpec, ParamField, fields_of

#: Of a line of a longer text, in characters.
WIDTH = 96


def megabytes(count: int) -> str:
    """``64 MB``, ``0.9 MB``, ``5.2 GB``."""
    if count >= 10**10:
        return f"{count / 1e9:.1f} GB"
    return f"{count / 1e6:.0f} MB" if count >= 10**7 else f"{count / 1e6:.1f} MB"


def print_json(content: Any) -> None:
    """On standard output, where nothing else goes then."""
    print(json.dumps(content, indent=2, ensure_ascii=False, default=str))


def settings_details(spec: ModelSpec[Any]) -> dict[str, Any]:
    """Its inputs and settings, and those of its output, as JSON."""
    return {
        "params": [_field_details(field) for field in fields_of(spec.params)],
        "output": [_field_details(field) for field in fields_of(spec.output)],
    }


def print_settings(spec: ModelSpec[Any]) -> None:
    """Each with its bounds, what it does and its choices."""
    for title, params in (("Inputs and settings", spec.params), ("Output", spec.output)):
        print(f"\n{title}")
        for field in fields_of(params):
            _print_field(field)


def _field_details(field: ParamField) -> dict[str, Any]:
    return {
        "name": field.name,
        "option": option_of(field),
        "kind": field.kind,
        "title": field.title,
        "description": field.description,
        "required": field.required,
        "default": field.default,
        "minimum": field.minimum,
        "maximum": field.maximum,
        "unit": field.unit,
        "lowest": field.lowest or None,
        "choices": [{"value": choice, "label": field.label(choice)} for choice in field.choices],
        "media": field.media.value if field.media else None,
        "only_with": dict(field.shown_when),
    }


def _print_field(field: ParamField) -> None:
    facts = [field.kind, bounds_of(field), condition_of(field)]
    facts.append("required" if field.required else "")
    if not field.required and field.default is not None:
        facts.append(f"default {default_of(field)}")
    print(f"  {option_of(field)}  ({'; '.join(filter(None, facts))})")
    print(f"      {field.title}")
    indent = "      "
    print(textwrap.fill(field.description, WIDTH, initial_indent=indent, subsequent_indent=indent))
    for choice in field.choices:
        print(f"      - {choice}: {field.label(choice)}")
