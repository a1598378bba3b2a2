"""Names and shapes of the tensors in a checkpoint, from its header: nothing is loaded, no torch.

A pickle is walked with an unpickler that knows no function but our own two, so nothing in the
file can run.
"""

import io
import pickle
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

#: More than any pickle of names and shapes needs.
_LONGEST = 100 * 1024**2

#: Keys under which training programs wrap the tensors.
_WRAPPERS = ("params_ema", "params-ema", "params", "model", "state_dict", "net_g", "g", "module")

Shapes = Mapping[str, tuple[int, ...]]


def shapes_of(path: Path) -> Shapes | None:
    """Tensor name -> shape, wrappers taken off; None if the file is of another kind or damaged."""
    try:
        with path.open("rb") as file:
            head = file.read(9)
            if head.startswith(b"PK\x03\x04"):
                return _of_zip(path)
        return safetensors_header(path)[0] if head[8:] == b"{" else None
    except (OSError, ValueError, KeyError, TypeError, EOFError, RecursionError):
        return None
    except (pickle.UnpicklingError, zipfile.BadZipFile, AttributeError, IndexError):
        return None


def safetensors_header(path: Path) -> tuple[Shapes, Mapping[str, str]]:
    """Shapes and metadata of a .safetensors file. Raises ValueError if it is damaged, OSError."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            shapes = {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
            return shapes, file.metadata() or {}
    except SafetensorError as error:
        raise ValueError(str(error)) from error


def _of_zip(path: Path) -> Shapes | None:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.filename.endswith("data.pkl") and info.file_size <= _LONGEST:
                return _tensors(_Outline(io.BytesIO(archive.read(info))).load())
    return None


class _Shape(tuple[int, ...]):
    """A tensor's shape, told from tuples that the file holds for other reasons."""

    __slots__ = ()


def _rebuilt(_storage: Any, _offset: int, size: Any, *_rest: Any) -> _Shape:
    return _Shape(int(side) for side in size)


def _kept(value: Any, *_rest: Any) -> Any:
    return value


class _Outline(pickle.Unpickler):
    """Builds the tree of names with shapes instead of tensors; refuses everything else."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "collections" and name == "OrderedDict":
            return dict
        if module == "torch._utils" and name == "_rebuild_tensor_v2":
            return _rebuilt
        if module == "torch._utils" and name in ("_rebuild_parameter", "_rebuild_tensor"):
            return _kept if name == "_rebuild_parameter" else _rebuilt
        if module == "torch" and name.endswith("Storage"):
            return name
        raise pickle.UnpicklingError(f"{module}.{name}")

    def persistent_load(self, pid: Any) -> Any:
        return None


def _tensors(content: Any) -> Shapes | None:
    for _ in range(3):
        if not isinstance(content, dict):
            return None
        inner = next(
            (content[key] for key in _WRAPPERS if isinstance(content.get(key), dict)), None
        )
        if inner is None:
            break
        content = inner
    found = {str(name): tuple(v) for name, v in content.items() if isinstance(v, _Shape)}
    return found or None
