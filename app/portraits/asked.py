"""The portraits that settings ask for, one by one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.portraits.sheet import Sheet

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec, Part


def parts_asked(
    spec: "ModelSpec[Any]", asked: Sequence[Any], sheet: Sheet | None
) -> "list[tuple[Part[Any], Any]]":
    """What is drawn, each with the params it is a part of: of a sheet, one for each cell.

    Raises BadInput for a style that is not there, or for a setting that no sheet can vary.
    """
    from pipelines.portraying.axes import axis_of, cells_of
    from pipelines.spec import Part

    base = asked[0]
    parts = spec.parts(base) if spec.parts is not None else (Part("", base),)
    if sheet is None:
        return [(part, base) for part in parts]
    axes = [axis_of(spec, base, axis.item.name, axis.values) for axis in sheet.axes]
    return list(zip(cells_of(parts[0], axes), asked, strict=True))
