"""A sheet: portraits that differ in one or two settings, as a labelled grid.

Every cell is a picture file of its own; the sheet shows them small, beside each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from pipelines.journal import Journal
from pipelines.media.picture import Picture, PictureOutput
from pipelines.media.provenance import GENERATED
from pipelines.media.writing import write_picture
from pipelines.portraying.axes import Axis, cells_of
from pipelines.portraying.events import Listener, PortraitDone, SeriesResult
from pipelines.portraying.series import Target, draw_series
from pipelines.progress import Progress
from pipelines.run import Runtime
from pipelines.spec import ModelSpec, Part
from pipelines.versions import Version

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from pipelines.portraits.drawing import Pixels

#: The longer side of a picture in the sheet, in pixels.
CELL = 448
_GAP, _EDGE, _LETTER, _LINE = 12, 24, 22, 35
_PLAIN, _BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
_PAPER, _INK, _PALE = (255, 255, 255), (24, 24, 24), (228, 228, 228)


@dataclass
class SheetResult:
    """The cells, and the sheet itself; None where the series did not come to its end."""

    series: SeriesResult
    path: Path | None = None


def draw_sheet(
    runtime: Runtime,
    spec: ModelSpec[Any],
    base: Part[Any],
    axes: Sequence[Axis],
    target: Target,
    path: Path,
    output: Any,
    progress: Progress,
    *,
    listener: Listener | None = None,
    journal: Journal | None = None,
    version: Version | None = None,
    content: Any = None,
) -> SheetResult:
    """Draw every cell, then write the sheet to `path` as PNG. All else is as for `draw_series`."""
    series = draw_series(
        runtime,
        spec,
        cells_of(base, axes),
        target,
        output,
        progress,
        listener=listener,
        journal=journal,
        version=version,
        content=content,
    )
    if series.cancelled or series.stopped is not None or not series.done:
        return SheetResult(series)
    return SheetResult(series, write_sheet(series.done, base, axes, path))


def write_sheet(
    done: Sequence[PortraitDone], base: Part[Any], axes: Sequence[Axis], path: Path
) -> Path:
    """The grid of what was drawn as a PNG; gives the path it got. Raises as `write_picture`."""
    files = {event.number: event.path for event in done}
    pixels = composed(files, base, axes)
    told = dict(done[0].provenance)
    varied = {axis.field.name for axis in axes}
    settings = {name: value for name, value in told["settings"].items() if name not in varied}
    told["settings"] = settings
    told["part"] = dict(base.names)
    told["sheet"] = {
        "varied": {axis.field.name: list(axis.values) for axis in axes},
        "pictures": {str(number): file.name for number, file in files.items()},
    }
    output = PictureOutput(output_format="png")
    return write_picture(Picture(pixels), path, output, told, GENERATED)


def composed(files: Mapping[int, Path], base: Part[Any], axes: Sequence[Axis]) -> "Pixels":
    """The sheet as pixels (height, width, 3). `files` are the cells by their number, row by row;
    one that is missing is left grey."""
    import numpy as np
    from PIL import Image, ImageDraw

    small = {number: _small(file) for number, file in files.items()}
    grid = _grid_for(axes, small)
    sheet = Image.new("RGB", grid.size, _PAPER)
    pen = ImageDraw.Draw(sheet)
    _write_labels(pen, grid, axes)
    for number in range(grid.columns * grid.rows):
        x, y = grid.corner(number)
        picture = small.get(number)
        if picture is None:
            pen.rectangle((x, y, x + grid.width - 1, y + grid.height - 1), fill=_PALE)
        else:
            sheet.paste(picture, (x, y))
    at = (_EDGE, grid.size[1] - _EDGE - _LINE)
    pen.text(at, _caption(base, grid.size[0]), fill=_INK, font=_font(_PLAIN))
    return np.asarray(sheet)


@dataclass(frozen=True)
class _Grid:
    """Where the cells lie, in pixels: `left` and `top` of the first one, and each one's size.
    The titles above need a sheet at least `least` wide."""

    columns: int
    rows: int
    left: int
    top: int
    width: int
    height: int
    least: int

    @property
    def size(self) -> tuple[int, int]:
        right, bottom = self.corner(self.columns * self.rows - 1)
        width = max(right + self.width + _EDGE, self.least)
        return width, bottom + self.height + _GAP + _LINE + _EDGE

    def corner(self, number: int) -> tuple[int, int]:
        row, column = divmod(number, self.columns)
        x = self.left + column * (self.width + _GAP)
        return x, self.top + row * (self.height + _GAP)


def _grid_for(axes: Sequence[Axis], small: "Mapping[int, Image]") -> _Grid:
    labels = [axes[1].label(value) for value in axes[1].values] if len(axes) == 2 else []
    widths = [int(_font(_PLAIN).getlength(label)) for label in labels]
    return _Grid(
        columns=len(axes[0].values),
        rows=max(1, len(labels)),
        left=_EDGE + (max(widths) + _GAP if widths else 0),
        top=_EDGE + _LINE * (len(axes) + 1) + _GAP,
        width=max(picture.width for picture in small.values()),
        height=max(picture.height for picture in small.values()),
        least=2 * _EDGE + max(int(_font(_BOLD).getlength(title)) for title in _titles(axes)),
    )


def _write_labels(pen: "ImageDraw", grid: _Grid, axes: Sequence[Axis]) -> None:
    font, bold = _font(_PLAIN), _font(_BOLD)
    for line, title in enumerate(_titles(axes)):
        pen.text((_EDGE, _EDGE + line * _LINE), title, fill=_INK, font=bold)
    for column, value in enumerate(axes[0].values):
        middle = grid.corner(column)[0] + grid.width // 2
        at = (middle, grid.top - _GAP)
        pen.text(at, axes[0].label(value), fill=_INK, font=font, anchor="ms")
    for row, value in enumerate(axes[1].values if len(axes) == 2 else ()):
        middle = grid.corner(row * grid.columns)[1] + grid.height // 2
        at = (grid.left - _GAP, middle)
        pen.text(at, axes[1].label(value), fill=_INK, font=font, anchor="rm")


def _titles(axes: Sequence[Axis]) -> list[str]:
    return [f"{axis.heading} {arrow}" for axis, arrow in zip(axes, "→↓", strict=False)]


def _caption(base: Part[Any], width: int) -> str:
    """Prompt and seed, as much of it as there is room for."""
    names = base.names
    words = [str(names.get("prompt", "")), str(names.get("style", ""))]
    said = " · ".join(filter(None, (shorten(word, 300, placeholder="…") for word in words)))
    seed = f"seed {names['seed']}" if "seed" in names else ""
    font = _font(_PLAIN)
    while said and font.getlength(f"{said} · {seed}") > width - 2 * _EDGE:
        said = said[:-2].rstrip("…") + "…" if len(said) > 3 else ""
    return " · ".join(filter(None, (said, seed)))


def _small(path: Path) -> "Image":
    from PIL import Image

    from pipelines.media.preview import preview

    return Image.fromarray(preview(path, CELL)).convert("RGB")


@cache
def _font(name: str) -> "FreeTypeFont":
    """One of matplotlib's, found without importing it, else Pillow's own."""
    from PIL import ImageFont

    found = find_spec("matplotlib")
    if found is not None and found.origin:
        path = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / name
        if path.is_file():
            return ImageFont.truetype(str(path), _LETTER)
    font = ImageFont.load_default(_LETTER)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("this Pillow carries no font")
    return font
