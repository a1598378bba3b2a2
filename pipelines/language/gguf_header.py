"""The header of a GGUF file by llama.cpp's own reader, without the vocabulary.

A vocabulary has 50,000 to 250,000 entries, each of which the reader makes an array of: seconds
for what nobody asked for. Long lists are stepped over here, and only their length is kept.
"""

import struct
from functools import cache
from pathlib import Path
from typing import Any

#: Lists of up to so many entries are read.
_LONGEST = 1024


@cache
def _reader() -> Any:
    from gguf import GGUFReader, GGUFValueType

    class HeaderReader(GGUFReader):
        def _get_field_parts(self, orig_offs: int, raw_type: int) -> Any:
            if GGUFValueType(raw_type) != GGUFValueType.ARRAY:
                return super()._get_field_parts(orig_offs, raw_type)
            data: Any = self.data
            order = ">" if self.byte_order == "S" else "<"
            item_type, length = struct.unpack_from(f"{order}IQ", data, orig_offs)
            if length <= _LONGEST:
                return super()._get_field_parts(orig_offs, raw_type)
            start = orig_offs + 12
            kind = GGUFValueType(item_type)
            end = start
            if kind == GGUFValueType.STRING:
                size_of = struct.Struct(f"{order}Q").unpack_from
                for _ in range(length):
                    end += 8 + size_of(data, end)[0]
            else:
                import numpy as np

                end += length * np.dtype(self.gguf_scalar_to_np[kind]).itemsize
            return end - orig_offs, [], [], [GGUFValueType.ARRAY, kind]

    return HeaderReader


def read_header(path: Path) -> Any:
    """A `gguf.GGUFReader` whose long lists are empty. Raises whatever a forged table leads to."""
    return _reader()(path)
