"""What a pickle would import, read without running it.

The scan names the culprit for the user and refuses early; the fence itself is
``torch.load(weights_only=True)``, which has its own list.
"""

import pickletools
import re
import zipfile
from _compat_pickle import IMPORT_MAPPING, NAME_MAPPING
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

#: Longest pickle inside a zip checkpoint that is looked at, in bytes; real ones have kilobytes.
LONGEST_PICKLE = 64 * 1024**2

_ALLOWED = frozenset(
    {
        "_codecs.encode",
        "builtins.set",
        "collections.Counter",
        "collections.OrderedDict",
        "torch.Size",
        "torch.device",
        "torch._tensor._rebuild_from_type_v2",
        "torch._utils._rebuild_parameter",
        "torch._utils._rebuild_tensor",
        "torch._utils._rebuild_tensor_v2",
        "torch.nn.parameter.Parameter",
        "torch.serialization._get_layout",
        "torch.storage.TypedStorage",
        "torch.storage.UntypedStorage",
    }
)
_ALLOWED_SHAPE = re.compile(
    r"torch\.((cuda\.)?[A-Z][A-Za-z0-9]*(Storage|Tensor)|Tensor|bool|bfloat16"
    r"|(q?u?int|float|complex)\d+(_e\w+)?)"
)
_STRINGS = frozenset(
    {
        "BINSTRING",
        "BINUNICODE",
        "BINUNICODE8",
        "SHORT_BINSTRING",
        "SHORT_BINUNICODE",
        "STRING",
        "UNICODE",
    }
)


def is_allowed(name: str) -> bool:
    """Whether a plain state dict may need this global ("module.name")."""
    return name in _ALLOWED or _ALLOWED_SHAPE.fullmatch(name) is not None


def _modern(module: str, name: str) -> str:
    """Python 2 spelling, as protocols below 3 write it, to today's."""
    module, name = NAME_MAPPING.get((module, name), (module, name))
    return f"{IMPORT_MAPPING.get(module, module)}.{name}"


def globals_of(stream: BinaryIO) -> Iterator[str]:
    """Every global that one pickle at the stream's position would import, as "module.name".

    Raises an exception of any kind where the bytes are no pickle.
    """
    strings: list[str] = []
    memo: dict[int, str] = {}
    for opcode, argument, _position in pickletools.genops(stream):
        code = opcode.name
        if code in ("GLOBAL", "INST"):
            module, _space, name = str(argument).partition(" ")
            yield _modern(module, name)
        elif code == "STACK_GLOBAL":
            module, name = (["?", "?", *strings])[-2:]
            yield f"{module}.{name}"
        elif code.startswith("EXT"):
            yield f"copyreg.extension{argument}"
        elif code in _STRINGS:
            strings.append(str(argument))
        elif code == "MEMOIZE":
            memo[len(memo)] = strings[-1] if strings else "?"
        elif code in ("PUT", "BINPUT", "LONG_BINPUT"):
            memo[int(argument or 0)] = strings[-1] if strings else "?"
        elif code in ("GET", "BINGET", "LONG_BINGET"):
            strings.append(memo.get(int(argument or 0), "?"))


def _refused_in(stream: BinaryIO, pickles: int) -> str | None:
    for _ in range(pickles):
        try:
            for name in globals_of(stream):
                if not is_allowed(name):
                    return name
        except Exception:  # pickletools raises anything on damaged bytes; loading reports that
            return None
    return None


def refused_global(path: Path) -> str | None:
    """The first global outside the list of those that plain weights need, or None.

    Looks at a zip checkpoint's pickles, or at the five pickles that torch's older format begins
    with. Raises OSError and zipfile.BadZipFile.
    """
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            file.seek(0)
            return _refused_in(file, pickles=5)
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if not info.filename.endswith(".pkl"):
                continue
            if info.file_size > LONGEST_PICKLE:
                raise zipfile.BadZipFile(f"{info.filename} has {info.file_size} bytes")
            with archive.open(info) as member:
                name = _refused_in(member, pickles=1)  # type: ignore[arg-type]
            if name is not None:
                return name
    return None
