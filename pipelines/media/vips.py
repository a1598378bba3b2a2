"""The one door to libvips: imported late, set up once, and told about files by Python.

Files are opened by Python and handed over as streams, because libvips reads options out of a
file name (``a[1].png``), and because an ``OSError`` then keeps its number: a full disk is told
from a damaged file by type, never by the words of a message.
"""

import logging
import os
from functools import cache
from pathlib import Path
from typing import Any


@cache
def vips() -> Any:
    """The pyvips module. Importing it takes about 0.1 s, so nothing does at start."""
    import pyvips

    # Without this a file that changed since it was last read is answered from the cache.
    pyvips.cache_set_max(0)
    pyvips.block_untrusted_set(True)
    # A camera's slightly wrong tag is no news for the user; real errors are raised.
    logging.getLogger("pyvips").setLevel(logging.ERROR)
    return pyvips


def source(path: Path) -> Any:
    """A libvips source over a file, whatever its name is."""
    name = os.fsencode(path) if os.name == "posix" else str(path)
    return vips().Source.new_from_file(name)


class FileTarget:
    """A libvips target over an open file descriptor, which stays the caller's to close.

    `error` is the first OSError met while writing, or None.
    """

    def __init__(self, descriptor: int) -> None:
        self.error: OSError | None = None
        self._descriptor = descriptor
        self.target = vips().TargetCustom()
        self.target.on_write(self._write)
        self.target.on_read(self._read)
        self.target.on_seek(self._seek)

    def _write(self, block: Any) -> int:
        if self.error is not None:
            return -1
        try:
            left = memoryview(block)
            while left:
                left = left[os.write(self._descriptor, left) :]
        except OSError as error:
            self.error = error
            return -1
        return len(block)

    def _read(self, size: int) -> bytes | None:
        try:
            return os.read(self._descriptor, size) or None
        except OSError as error:
            self.error = self.error or error
            return None

    def _seek(self, offset: int, whence: int) -> int:
        try:
            return os.lseek(self._descriptor, offset, whence)
        except OSError as error:
            self.error = self.error or error
            return -1


def interpretation(channels: int, sixteen: bool) -> str:
    """libvips' name for what our arrays hold."""
    if channels <= 2:
        return "grey16" if sixteen else "b-w"
    return "rgb16" if sixteen else "srgb"


def from_array(pixels: Any) -> Any:
    """A libvips image over an array (height, width, channels), without a copy if contiguous."""
    import numpy as np

    array = np.ascontiguousarray(pixels)
    height, width, channels = array.shape
    sixteen = array.dtype.itemsize == 2
    image = vips().Image.new_from_memory(
        array.data, width, height, channels, "ushort" if sixteen else "uchar"
    )
    return image.copy(interpretation=interpretation(channels, sixteen))
