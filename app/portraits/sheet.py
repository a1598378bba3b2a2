"""A sheet: one or two settings varied, a portrait for each pair of values, all of one seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.portraits.tips_bar import shown_value
from app.translation import translate_param

if TYPE_CHECKING:
    from pipelines.spec import ParamField

#: Far more than anybody waits for.
MOST = 64


@dataclass(frozen=True)
class Axis:
    """A setting and the values it takes."""

    item: "ParamField"
    values: tuple[Any, ...]

    @property
    def title(self) -> str:
        return translate_param(self.item.title)

    def label(self, value: Any) -> str:
        """The value as the form shows it."""
        return shown_value(self.item, value)


@dataclass(frozen=True)
class Sheet:
    """`across` gives the columns, `down` the rows; without `down` there is one row."""

    across: Axis
    down: Axis | None = None

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Columns first."""
        return (self.across,) if self.down is None else (self.across, self.down)

    @property
    def count(self) -> int:
        return len(self.across.values) * (len(self.down.values) if self.down else 1)

    @property
    def columns(self) -> int:
        return len(self.across.values)

    def cells(self) -> list[dict[str, Any]]:
        """The settings of each portrait, row by row."""
        rows: Sequence[dict[str, Any]] = [{}]
        if self.down is not None:
            rows = [{self.down.item.name: value} for value in self.down.values]
        return [{**row, self.across.item.name: v} for row in rows for v in self.across.values]

    def label(self, cell: dict[str, Any]) -> str:
        """What distinguishes that portrait."""
        axes = (self.down, self.across) if self.down else (self.across,)
        return ", ".join(f"{axis.title} {axis.label(cell[axis.item.name])}" for axis in axes)


def usual_values(item: "ParamField", present: Any) -> tuple[Any, ...]:
    """Values around the present one, within the bounds, that are worth comparing."""
    if item.kind == "bool":
        return (False, True)
    if item.kind == "choice":
        return item.choices
    step = _spread(item)
    low = item.minimum if item.minimum is not None else float("-inf")
    high = item.maximum if item.maximum is not None else float("inf")
    start = float(present) - 2 * step
    found = [start + number * step for number in range(5)]
    inside = [value for value in found if low <= value <= high]
    return tuple(round(v) if item.kind == "int" else round(v, 4) for v in inside)


def _spread(item: "ParamField") -> float:
    """How far apart values are that one can tell apart."""
    known = {"guidance_scale": 1.5, "num_inference_steps": 10.0, "lcm_num_inference_steps": 2.0}
    if item.name in known:
        return known[item.name]
    return 1.0 if item.kind == "int" else 0.2


def parse_values(item: "ParamField", words: str) -> tuple[Any, ...]:
    """Numbers parted by commas, semicolons or spaces; a comma between digits is a decimal one
    where the others are parted otherwise. Raises ValueError for what is none or out of bounds."""
    parts = words.split(";") if ";" in words else words.replace(",", " ").split()
    found: list[Any] = []
    for part in filter(None, (part.strip() for part in parts)):
        number = float(part.replace(",", "."))
        value = round(number) if item.kind == "int" else number
        low, high = item.minimum, item.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            raise ValueError(part)
        if value not in found:
            found.append(value)
    if not found:
        raise ValueError(words)
    return tuple(found)
