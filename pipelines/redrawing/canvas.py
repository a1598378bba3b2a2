"""The picture while it is redrawn: in a file, so that its size costs disk and no memory."""

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipelines.media.atomic import cannot_write
from pipelines.redrawing.masks import blend, deepened, flattened
from pipelines.redrawing.tiles import Rect, Tile

if TYPE_CHECKING:
    Pixels = NDArray[np.uint8]

#: Rows that are copied at a time.
_STRIP = 256


class Canvas:
    """`width` x `height` pixels of 3 channels with 16 bits, in the file `path`.

    What of it is in memory is the system's to decide. Closing keeps the file.
    """

    def __init__(self, path: Path, width: int, height: int) -> None:
        self.path, self.width, self.height = path, width, height
        self._pixels: np.memmap[tuple[int, ...], np.dtype[np.uint16]] = np.memmap(
            path, np.uint16, "r+", shape=(height, width, 3)
        )

    @classmethod
    def create(cls, path: Path, width: int, height: int) -> "Canvas":
        """A black one; an old file of that name is replaced. Raises DiskFull or NotWritable.

        The room is taken at once: a disk that turns out full under a mapped file kills the program.
        """
        size = width * height * 6
        try:
            if shutil.disk_usage(path.parent).free < size:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            with path.open("wb") as file:
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(file.fileno(), 0, size)
                else:
                    for _row in range(height):
                        file.write(bytes(width * 6))
        except OSError as error:
            path.unlink(missing_ok=True)
            raise cannot_write(path, error) from error
        return cls(path, width, height)

    def fill(self, strips: Iterable["Pixels"]) -> None:
        """Take the picture, 8 bits a channel, in strips from the top."""
        top = 0
        for strip in strips:
            self._pixels[top : top + len(strip)] = deepened(strip)
            top += len(strip)

    def copy_from(self, other: "Canvas") -> None:
        """Become like `other`, which has the same size."""
        for top in range(0, self.height, _STRIP):
            self._pixels[top : top + _STRIP] = other.rows(top, top + _STRIP)

    def rows(self, top: int, bottom: int) -> "NDArray[np.uint16]":
        """A view of some rows, 16 bits a channel."""
        return self._pixels[top:bottom]

    def seen(self, rect: Rect) -> "Pixels":
        """A part, 8 bits a channel."""
        return flattened(self._pixels[rect.top : rect.bottom, rect.left : rect.right])

    def put(self, tile: Tile, drawn: "Pixels") -> None:
        """Blend what was drawn for a tile, already of the size of its crop."""
        blend(self._pixels, tile, deepened(drawn))

    def whole(self) -> "Pixels":
        """All of it in memory, 8 bits a channel."""
        result = np.empty((self.height, self.width, 3), np.uint8)
        for top in range(0, self.height, _STRIP):
            result[top : top + _STRIP] = flattened(self._pixels[top : top + _STRIP])
        return result

    def close(self) -> None:
        self._pixels.flush()
        del self._pixels
