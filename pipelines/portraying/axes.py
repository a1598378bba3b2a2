"""Settings that a sheet varies: one across, another one down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from pipelines.errors import BadInput
from pipelines.spec import ModelSpec, ParamField, Part, fields_of
from pipelines.validation import validate

#: More pictures than anybody waits for.
MOST_CELLS = 100
_KINDS = ("int", "float", "bool", "choice")


@dataclass(frozen=True)
class Axis:
    """One setting and the values that it takes, in their order.

    `title` and `labels` are what a window calls the setting and its values in its own language.
    """

    field: ParamField
    values: tuple[Any, ...]
    title: str = ""
    labels: Mapping[Any, str] = dataclass_field(default_factory=dict, hash=False)

    @property
    def heading(self) -> str:
        """What the setting is called."""
        return self.title or self.field.title

    def label(self, value: Any) -> str:
        """``0.8``, or what a choice is called."""
        if value in self.labels:
            return self.labels[value]
        if isinstance(value, bool):
            return "on" if value else "off"
        if isinstance(value, (int, float)):
            return f"{value:g}"
        return self.field.label(value)


def axis_of(spec: ModelSpec[Any], params: Any, name: str, values: Sequence[Any]) -> Axis:
    """The axis for a setting of that name, in any spelling; words become what the setting takes.

    Raises BadInput for one that is not there, cannot be varied, or values that it does not take.
    """
    name = name.strip().replace("-", "_")
    fields = {item.name: item for item in fields_of(spec.params)}
    item = fields.get(spec.params.ALIASES.get(name, name))
    if item is None or item.kind not in _KINDS or item.name in spec.varied:
        able = (one.name for one in fields.values() if one.kind in _KINDS and not one.variant)
        known = ", ".join(name for name in able if name not in spec.varied)
        raise BadInput(
            "A sheet cannot vary {name}. It can vary: {known}.", name=name or "…", known=known
        )
    found: list[Any] = []
    for value in values:
        value = _typed(item, value)
        chosen = validate(spec.params, {**params.model_dump(), item.name: value})
        if _needs(spec, chosen) != _needs(spec, params):
            raise BadInput(
                "A sheet cannot vary {title} ({name}), which calls for other weights.",
                title=item.title,
                name=item.name,
            )
        if (value := getattr(chosen, item.name)) not in found:
            found.append(value)
    if not found:
        raise BadInput("Say which values of {name} the sheet shall have.", name=item.name)
    return Axis(item, tuple(found))


def axis_from(spec: ModelSpec[Any], params: Any, words: str) -> Axis:
    """The axis of ``ip_adapter_scale=0.4,0.8``. Raises BadInput."""
    name, equals, values = words.partition("=")
    if not equals:
        raise BadInput(
            "A sheet is given as NAME=VALUE,VALUE, such as ip_adapter_scale=0.4,0.8; not as "
            "{words}.",
            words=words,
        )
    given = [value.strip() for value in values.split(",")]
    return axis_of(spec, params, name, [value for value in given if value])


def cells_of(base: Part[Any], axes: Sequence[Axis]) -> tuple[Part[Any], ...]:
    """One part for each cell, row by row; all have the seed of `base`.

    The first axis goes across, the second one down. Raises BadInput for no axis, more than two,
    twice the same, or too many cells.
    """
    if not 1 <= len(axes) <= 2 or len({axis.field.name for axis in axes}) != len(axes):
        raise BadInput("A sheet varies one setting or two different ones.")
    across, down = axes[0], axes[1] if len(axes) == 2 else None
    rows: Sequence[Mapping[str, Any]] = (
        [{}] if down is None else [{down.field.name: value} for value in down.values]
    )
    if len(rows) * len(across.values) > MOST_CELLS:
        raise BadInput("A sheet has at most {most} pictures.", most=MOST_CELLS)
    return tuple(
        _cell(base, {across.field.name: value, **row}) for row in rows for value in across.values
    )


def _cell(base: Part[Any], chosen: Mapping[str, Any]) -> Part[Any]:
    words = " ".join(f"{name}={value}" for name, value in chosen.items())
    names = {**base.names, **chosen}
    return Part(f"{base.key} {words}", base.params.model_copy(update=dict(chosen)), names)


def _needs(spec: ModelSpec[Any], params: Any) -> tuple[Any, ...]:
    return spec.resident_key(params), spec.weights(params)


def _typed(item: ParamField, value: Any) -> Any:
    """A choice by its word; pydantic reads numbers and switches itself."""
    return next((choice for choice in item.choices if str(choice) == str(value)), value)
