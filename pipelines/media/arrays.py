"""Arrays of pixels that may be larger than memory: made, turned upright, resized."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import DiskFull
from pipelines.media.vips import from_array, vips

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import DTypeLike, NDArray

# Larger arrays live in a file that has no name, and the system pages them in and out.
IN_MEMORY_BYTES = 256 * 2**20
# How much is decoded, turned or resized at a time.
_STRIP_BYTES = 16 * 2**20


def output_array(
    height: int,
    width: int,
    channels: int,
    dtype: "DTypeLike",
    limit_bytes: int = IN_MEMORY_BYTES,
    folder: Path | None = None,
) -> "NDArray[Any]":
    """An array (height, width, channels) of zeros, on disk if larger than `limit_bytes`.

    The file behind a large one is unlinked at once, so nothing is left over after a crash.
    Raises DiskFull if the temporary folder has no room for it.
    """
    import numpy as np

    shape, kind = (height, width, channels), np.dtype(dtype)
    size = height * width * channels * kind.itemsize
    if size <= limit_bytes:
        return np.zeros(shape, kind)
    where = folder or _roomy_folder()
    try:
        with tempfile.TemporaryFile(prefix="hearth-", dir=where) as file:
            _reserve(file.fileno(), size, where)
            return np.memmap(file, kind, "r+", shape=shape)
    except OSError as error:
        raise DiskFull(
            "The picture needs {size} MB of temporary room in {folder}, and there is less. "
            "Free some room, or set TMPDIR to a folder on a larger disk.",
            size=size // 10**6,
            folder=str(where),
        ) from error


def _reserve(descriptor: int, size: int, folder: Path) -> None:
    """Take the room now: a page that finds the disk full later would kill the process."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, size)
        return
    if shutil.disk_usage(folder).free < size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.ftruncate(descriptor, size)


def _roomy_folder() -> Path:
    """The temporary folder, but not one that is kept in memory."""
    chosen = Path(tempfile.gettempdir())
    if "TMPDIR" in os.environ or not Path("/proc/mounts").exists():
        return chosen
    in_memory = {
        fields[1]
        for line in Path("/proc/mounts").read_text(errors="replace").splitlines()
        if len(fields := line.split()) > 2 and fields[2] in ("tmpfs", "ramfs")
    }
    on_disk = Path("/var/tmp")
    return on_disk if str(chosen) in in_memory and os.access(on_disk, os.W_OK) else chosen


def _strips(height: int, row_bytes: int) -> list[tuple[int, int]]:
    rows = max(1, _STRIP_BYTES // max(row_bytes, 1))
    return [(top, min(height, top + rows)) for top in range(0, height, rows)]


def fill(image: Any, target: "NDArray[Any]") -> None:
    """Compute a libvips image into `target` of the same shape, top to bottom, once.

    Works for images that can only be read in order. Raises pyvips.Error.
    """
    import numpy as np

    region = vips().Region.new(image)
    height, width, channels = target.shape
    for top, bottom in _strips(height, width * channels * target.dtype.itemsize):
        block = region.fetch(0, top, width, bottom - top)
        rows = np.frombuffer(block, target.dtype).reshape(bottom - top, width, channels)
        target[top:bottom] = rows


def upright(pixels: "NDArray[Any]", orientation: int) -> "NDArray[Any]":
    """The array turned and mirrored as EXIF `orientation` (1 to 8) asks; 1 gives it back."""
    if orientation not in range(2, 9):
        return pixels
    view = turned(pixels, orientation)
    height, width, channels = view.shape
    result = output_array(height, width, channels, pixels.dtype)
    for top, bottom in _strips(height, width * channels * pixels.dtype.itemsize):
        result[top:bottom] = view[top:bottom]
    return result


def turned(pixels: "NDArray[Any]", orientation: int) -> "NDArray[Any]":
    """`upright` as a view. (EXIF 2.32, tag 0x0112.)"""
    if orientation >= 5:
        pixels = pixels.swapaxes(0, 1)
    flip_rows = orientation in (3, 4, 7, 8)
    flip_columns = orientation in (2, 3, 6, 7)
    return pixels[:: -1 if flip_rows else 1, :: -1 if flip_columns else 1]


def resized(
    pixels: "NDArray[np.uint8] | NDArray[np.uint16]", width: int, height: int
) -> "NDArray[Any]":
    """The picture (height, width, channels) at another size, Lanczos with three lobes.

    Colours are weighted by alpha, so that what is transparent does not bleed in. Memory is
    bounded by strips; a large result is a memory map. Raises DiskFull.
    """
    old_height, old_width, channels = pixels.shape
    if (old_width, old_height) == (width, height):
        return pixels
    result = output_array(height, width, channels, pixels.dtype)
    top = 0
    for strip in resized_strips(pixels, width, height):
        result[top : top + len(strip)] = strip
        top += len(strip)
    return result


def resized_strips(
    pixels: "NDArray[np.uint8] | NDArray[np.uint16]", width: int, height: int
) -> "Iterator[NDArray[Any]]":
    """What `resized` gives, in strips from the top, without ever holding all of it."""
    old_height, old_width, channels = pixels.shape
    strips = _strips(height, width * channels * pixels.dtype.itemsize)
    if (old_width, old_height) == (width, height):
        yield from (pixels[top:bottom] for top, bottom in strips)
        return
    image = from_array(pixels)
    sixteen = pixels.dtype.itemsize == 2
    peak = 65535 if sixteen else 255
    if channels in (2, 4):
        image = image.premultiply(max_alpha=peak)
    image = image.resize(width / old_width, vscale=height / old_height, kernel="lanczos3")
    if channels in (2, 4):
        image = image.unpremultiply(max_alpha=peak)
    if image.format not in ("uchar", "ushort"):
        image = image.rint().cast("ushort" if sixteen else "uchar")
    if (image.width, image.height) != (width, height):  # rounding of an extreme ratio
        image = image.embed(0, 0, width, height, extend="copy")
    for top, bottom in strips:
        # A memory source may be read in any order, so each strip may use all cores.
        yield (
            image.crop(0, top, width, bottom - top).numpy().reshape(bottom - top, width, channels)
        )
