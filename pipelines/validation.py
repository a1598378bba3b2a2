"""From loose values to params, or one sentence about the first mistake in them."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from pipelines.errors import BadInput
from pipelines.spec import Params, fields_of


def validate(kind: type[Params], values: Mapping[str, Any]) -> Any:
    """Build `kind` from loose values. Raises BadInput with one sentence about the first mistake."""
    try:
        return kind(**values)
    except ValidationError as error:
        raise _explained(kind, error) from error


def _explained(kind: type[Params], error: ValidationError) -> BadInput:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    known = {item.name: item for item in fields_of(kind)}
    if first["type"] == "extra_forbidden":
        names = ", ".join(known)
        return BadInput(
            "There is no setting called {name}. Known are: {names}.", name=name, names=names
        )
    item = known.get(name)
    if item is None:
        return BadInput("{message}", message=first["msg"])
    if first["type"] == "missing":
        return BadInput("{title} ({name}) is missing; please give it.", title=item.title, name=name)
    if item.choices:
        choices = ", ".join(str(choice) for choice in item.choices)
        return BadInput(
            "{title} ({name}) must be one of: {choices}.",
            title=item.title,
            name=name,
            choices=choices,
        )
    if item.minimum is not None and item.maximum is not None:
        return BadInput(
            "{title} ({name}) must be a number from {low} to {high}.",
            title=item.title,
            name=name,
            low=f"{item.minimum:g}",
            high=f"{item.maximum:g}",
        )
    return BadInput(
        "{title} ({name}) cannot be {value}: {reason}.",
        title=item.title,
        name=name,
        value=repr(first.get("input")),
        reason=first["msg"],
    )
