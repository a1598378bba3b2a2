"""A WAV file that is whole at any moment: a crash costs at most what came in the last second."""

import os
import struct
from pathlib import Path
from typing import BinaryIO

#: Bytes of a header with one "fmt " chunk, before the samples.
_HEADER = 44
#: A longer length cannot be written; players then read on to the end of the file.
_MOST = 0xFFFFFFFF


class GrowingWav:
    """16-bit PCM, written as it comes. `path` must not exist yet.

    Raises OSError when the disk is full or gone; what was written before stays readable.
    """

    def __init__(self, path: Path, rate: int, channels: int) -> None:
        self.path, self.rate, self.channels = path, rate, channels
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO | None = path.open("xb", buffering=0)
        self._bytes = 0
        self._told = 0
        self._file.write(self._header())

    @property
    def seconds(self) -> float:
        return self._bytes / self._per_second

    @property
    def _per_second(self) -> int:
        return self.rate * self.channels * 2

    def write(self, samples: bytes) -> None:
        """Append little-endian samples; the header is mended once a second."""
        if self._file is None or not samples:
            return
        self._file.write(samples)
        self._bytes += len(samples)
        if self._bytes - self._told >= self._per_second:
            self._mend()

    def close(self) -> None:
        """Finish the file; a second time does nothing."""
        if self._file is not None:
            try:
                self._mend()
            finally:
                self._file.close()
                self._file = None

    def _mend(self) -> None:
        if self._file is None:
            return
        self._file.seek(0)
        self._file.write(self._header())
        self._file.seek(0, os.SEEK_END)
        os.fsync(self._file.fileno())
        self._told = self._bytes

    def _header(self) -> bytes:
        frame = self.channels * 2
        return struct.pack(
            "<4sI4s4sIHHIIHH4sI",
            b"RIFF",
            min(_HEADER - 8 + self._bytes, _MOST),
            b"WAVE",
            b"fmt ",
            16,
            1,  # PCM
            self.channels,
            self.rate,
            self.rate * frame,
            frame,
            16,
            b"data",
            min(self._bytes, _MOST),
        )
