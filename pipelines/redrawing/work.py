"""One redraw as it lies on disk, so that it goes on at the next tile whatever happened.

A folder with the first pass, the canvas and every tile as the model drew it. The canvas is only a
sum of the others and is made anew from them: a kill in the middle of a blend does no harm, and a
tile can be drawn again without those around it.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from pipelines.media.atomic import cannot_write, replacing
from pipelines.redrawing.canvas import Canvas
from pipelines.redrawing.passes import Pass
from pipelines.redrawing.tiles import Rect, Tile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_RECORD = "work.json"
FORMAT = 1

#: A tile's place: the number of its pass, and its own in that pass.
Place = tuple[int, int]


class Work:
    """The folder of one redraw of `width` x `height` pixels in these `passes`.

    `identity` is everything that decides the result; a folder that was begun for another one is
    emptied. Raises DiskFull or NotWritable.
    """

    def __init__(
        self,
        folder: Path,
        identity: Mapping[str, Any],
        width: int,
        height: int,
        passes: Sequence[Pass],
    ) -> None:
        self.folder, self.width, self.height = folder, width, height
        self.passes = tuple(passes)
        self._identity = json.dumps(
            {"format": FORMAT, "width": width, "height": height, **identity},
            sort_keys=True,
            default=str,
        )
        self._first: Canvas | None = None
        self._canvas: Canvas | None = None
        if not self._is_ours():
            self.remove()
        try:
            self._tiles.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(folder, error) from error

    @property
    def _tiles(self) -> Path:
        return self.folder / "tiles"

    @property
    def has_first(self) -> bool:
        """Whether the first pass is there already."""
        return self._is_ours()

    def begin(self, first: Callable[[], Iterable["Pixels"]]) -> Canvas:
        """The canvas with everything that was drawn before; `first` gives the first pass in strips
        from the top and is only asked if that is not there."""
        path = self.folder / "first.pixels"
        if self.has_first:
            self._first = Canvas(path, self.width, self.height)
        else:
            self._first = Canvas.create(path, self.width, self.height)
            self._first.fill(first())
            self._first.close()
            self._first = Canvas(path, self.width, self.height)
            with (  # last: from now on the first pass counts
                replacing(self.folder / _RECORD) as descriptor,
                open(descriptor, "w", encoding="utf-8", closefd=False) as file,
            ):
                file.write(self._identity)
        self._drop_what_saw_a_gap()
        self._canvas = Canvas.create(self.folder / "canvas.pixels", self.width, self.height)
        self.compose()
        return self._canvas

    @property
    def canvas(self) -> Canvas:
        """What there is by now. Only after `begin`."""
        if self._canvas is None:
            raise ValueError("the work has not begun")
        return self._canvas

    @property
    def first(self) -> Canvas:
        """The first pass, which nothing changes. Only after `begin`."""
        if self._first is None:
            raise ValueError("the work has not begun")
        return self._first

    def compose(self, before: Place | None = None) -> None:
        """Make the canvas anew from the first pass and the tiles, all or those `before` a place."""
        self.canvas.copy_from(self.first)
        for place, tile in self.places():
            if before is not None and place >= before:
                break
            drawn = self.drawn(place)
            if drawn is not None:
                self.canvas.put(tile, fitted(drawn, tile.crop.width, tile.crop.height))

    def places(self) -> Iterable[tuple[Place, Tile]]:
        """Every tile of every pass, in order."""
        for number, one in enumerate(self.passes):
            for index, tile in enumerate(one.tiles):
                yield (number, index), tile

    def drawn(self, place: Place) -> "Pixels | None":
        """What the model drew there, at the tile's size; None if that is to be done.

        A damaged file is removed.
        """
        path = self._file(place)
        if not path.is_file():
            return None
        try:
            with Image.open(path) as picture:
                return np.asarray(picture.convert("RGB"))
        except OSError:
            path.unlink(missing_ok=True)
            return None

    def _drop_what_saw_a_gap(self) -> None:
        """Where a tile is missing, those after it that saw its place are to be done again, too."""
        gaps: list[Rect] = []
        for place, tile in self.places():
            if self.drawn(place) is None or any(tile.crop.meets(gap) for gap in gaps):
                self._file(place).unlink(missing_ok=True)
                gaps.append(tile.crop)

    def keep(self, place: Place, tile: Tile, drawn: "Pixels") -> None:
        """Write what the model drew, then blend it. Raises DiskFull or NotWritable."""
        with (
            replacing(self._file(place)) as descriptor,
            open(descriptor, "wb", closefd=False) as file,
        ):
            Image.fromarray(drawn).save(file, "PNG", compress_level=1)
        self.canvas.put(tile, fitted(drawn, tile.crop.width, tile.crop.height))

    def forget(self, place: Place) -> None:
        """Let a tile be drawn again; the canvas is composed without it."""
        self._file(place).unlink(missing_ok=True)
        self.compose()

    @property
    def done(self) -> frozenset[Place]:
        """The places that are drawn."""
        return frozenset(place for place, _tile in self.places() if self._file(place).is_file())

    def close(self) -> None:
        """Let go of the files, which stay."""
        for canvas in (self._first, self._canvas):
            if canvas is not None:
                canvas.close()
        self._first = self._canvas = None

    def remove(self) -> None:
        """Close, and give the disk back."""
        self.close()
        with suppress(OSError):
            shutil.rmtree(self.folder)

    def _file(self, place: Place) -> Path:
        return self._tiles / f"{place[0]}-{place[1]}.png"

    def _is_ours(self) -> bool:
        try:
            return (self.folder / _RECORD).read_text("utf-8") == self._identity
        except (OSError, UnicodeDecodeError):
            return False


def fitted(pixels: "Pixels", width: int, height: int) -> "Pixels":
    """The same picture at that size, by Lanczos."""
    if pixels.shape[:2] == (height, width):
        return pixels
    size = (width, height)
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))
