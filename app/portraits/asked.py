"""The portraits that settings ask for, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.portraits.sheet import Sheet
from app.portraits.sheet_file import SheetDrawing

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec, Part
    from pipelines.versions import Version


@dataclass(frozen=True)
class Asked:
    """What is drawn, each of `parts` with the params of `given` that it is a part of; `drawing` is
    set for a sheet."""

    parts: "tuple[Part[Any], ...]"
    given: tuple[Any, ...]
    drawing: SheetDrawing | None = None


def parts_asked(
    spec: "ModelSpec[Any]",
    asked: Sequence[Any],
    sheet: Sheet | None,
    version: "Version | None" = None,
) -> Asked:
    """The portraits of the first params, or one for each cell of a sheet over it.

    Raises BadInput for a style that is not there, or for a setting that no sheet can vary.
    """
    from pipelines.portraying.axes import axis_of, cells_of
    from pipelines.spec import Part

    base = asked[0]
    parts = spec.parts(base) if spec.parts is not None else (Part("", base),)
    if sheet is None:
        return Asked(parts, (base,) * len(parts))
    axes = tuple(
        replace(
            axis_of(spec, base, axis.item.name, axis.values),
            title=axis.title,
            labels={value: axis.label(value) for value in axis.values},
        )
        for axis in sheet.axes
    )
    drawing = SheetDrawing(spec, parts[0], axes, version)
    return Asked(cells_of(parts[0], axes), tuple(asked), drawing)
