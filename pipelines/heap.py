"""The C library's heap: large blocks come from the system and go back to it at once.

glibc keeps freed blocks of up to 32 MB for later, in pieces that tensors of another size cannot
use: SwinIR on a small tile held 291 MB where 227 MB were alive. With a fixed limit it is 228 MB.
Fresh memory has to be cleared by the system, which large pages make cheap: 16 MB cost 11 ms
without and 1.8 ms with them. Only Linux with glibc; elsewhere nothing here does anything.
"""

import ctypes
import os
import sys
from contextlib import suppress

#: glibc's names for what mallopt sets (malloc.h).
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3

#: Blocks from this size on are the system's own: the size of a large page.
_LARGE_BYTES = 2 * 1024**2

#: Small blocks at the end of the heap are kept up to this size, for speed.
_KEPT_BYTES = 64 * 1024**2


def prepare_heap() -> None:
    """Call it before torch is imported, which reads its own switch for large pages once."""
    if not sys.platform.startswith("linux"):
        return
    os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")
    with suppress(OSError, AttributeError):  # musl has none
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
        library.mallopt(_M_TRIM_THRESHOLD, _KEPT_BYTES)


def trim_heap() -> None:
    """Hand freed pages back to the system, also those between blocks that stay (malloc_trim)."""
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
