"""Tensors out of a file that anyone may have written, without running anything in it.

What a file is, is read from its content, never from its name.
"""

import pickle
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import BadInput, UnknownCheckpoint, UnsafeCheckpoint
from pipelines.weights.pickle_names import refused_global

if TYPE_CHECKING:
    import torch

_LONGEST_HEADER = 100 * 1024**2  # safetensors' own limit, in bytes


def _damaged(path: Path) -> BadInput:
    return BadInput("{name} is damaged or incomplete: download it again.", name=path.name)


def _no_checkpoint(path: Path) -> UnknownCheckpoint:
    return UnknownCheckpoint(
        "{name} holds no model weights: choose a .safetensors, .pth, .pt or .ckpt file.",
        name=path.name,
    )


def is_safetensors(path: Path) -> bool:
    """Whether the content, not the name, says so. Raises OSError."""
    with path.open("rb") as file:
        return _is_safetensors(file.read(16))


def check_pickle(path: Path) -> None:
    """Raise UnsafeCheckpoint if loading the file would run code; it is not loaded.

    A file that is no pickle passes: whoever loads it finds out. Raises BadInput for a damaged zip.
    """
    if is_safetensors(path):
        return
    try:
        refused = refused_global(path)
    except zipfile.BadZipFile as error:
        raise _damaged(path) from error
    if refused is not None:
        raise _unsafe(path, refused)


def _unsafe(path: Path, refused: str) -> UnsafeCheckpoint:
    return UnsafeCheckpoint(
        "{name} would run code when loaded (it calls {refused}) and was refused: get the model as "
        ".safetensors from a source you trust.",
        name=path.name,
        refused=refused,
    )


def _is_safetensors(head: bytes) -> bool:
    """Eight bytes of header length, then the header, a JSON object."""
    if len(head) < 9 or head[8:9] != b"{":
        return False
    (length,) = struct.unpack("<Q", head[:8])
    return 2 <= length <= _LONGEST_HEADER


def _read_safetensors(path: Path) -> "dict[str, torch.Tensor]":
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return load_file(path, device="cpu")
    except (SafetensorError, ValueError) as error:
        raise _damaged(path) from error


def _check_zip(path: Path) -> None:
    """Raise for TorchScript programs, for other zip files and for decompression bombs."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise _damaged(path) from error
    names = [info.filename for info in members]
    if any(name.endswith("constants.pkl") or "/code/" in name for name in names):
        raise UnsafeCheckpoint(
            "{name} is a TorchScript program, not plain weights, and was refused: choose the "
            "model's .pth or .safetensors file.",
            name=path.name,
        )
    if not any(name.endswith("data.pkl") for name in names):
        raise _no_checkpoint(path)
    # torch stores without compression: what grows on unpacking was not written by it.
    if sum(info.file_size for info in members) > path.stat().st_size:
        raise _damaged(path)


def _read_pickle(path: Path, device: str) -> Any:
    """Load through the weights-only allowlist after naming what it would refuse."""
    import torch

    try:
        refused = refused_global(path)
    except zipfile.BadZipFile as error:
        raise _damaged(path) from error
    if refused is None:
        try:
            with path.open("rb") as file:  # given a path, torch would go by its suffix
                return torch.load(file, map_location=device, weights_only=True)
        except (MemoryError, OSError):
            raise
        except pickle.UnpicklingError as error:
            raise BadInput(
                "{name} is damaged, or holds something other than plain weights: download it "
                "again, or get the model as .safetensors.",
                name=path.name,
            ) from error
        except Exception as error:  # torch reports damage as nearly any exception
            raise _damaged(path) from error
    raise _unsafe(path, refused)


def read_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Names and shapes of a pickle's tensors, as they stand in it, without keeping the tensors.

    Raises what `read_checkpoint` raises.
    """
    found = _tensors(path, _content(path, "meta"))
    return {name: tuple(value.shape) for name, value in found.items()}


def read_checkpoint(path: Path) -> "dict[str, torch.Tensor]":
    """The tensors by name on the CPU, wrappers such as ``params_ema`` taken off.

    Raises UnsafeCheckpoint (nothing in the file has run), UnknownCheckpoint for other kinds of
    file, and BadInput for empty, damaged or unreadable ones.
    """
    return _tensors(path, _content(path, "cpu"))


def read_groups(path: Path) -> "dict[str, dict[str, torch.Tensor]]":
    """The tensors by the name of their group and their own, as an adapter's file has them.

    A pickle holds a dictionary of dictionaries, a safetensors file names like ``group.own.name``.
    Raises what `read_checkpoint` raises.
    """
    import torch

    groups: dict[str, dict[str, torch.Tensor]] = {}
    content = _content(path, "cpu")
    for name, value in content.items() if isinstance(content, Mapping) else ():
        if isinstance(value, Mapping):
            found = {key: item for key, item in value.items() if isinstance(item, torch.Tensor)}
            groups.setdefault(str(name), {}).update(found)
        elif isinstance(value, torch.Tensor):
            group, _dot, own = str(name).partition(".")
            groups.setdefault(group, {})[own] = value
    if not any(groups.values()):
        raise _no_checkpoint(path)
    return groups


def _content(path: Path, device: str) -> Any:
    try:
        with path.open("rb") as file:
            head = file.read(16)
        if not head:
            raise BadInput("{name} is empty: download it again.", name=path.name)
        if _is_safetensors(head):
            return _read_safetensors(path)
        if head.startswith(b"PK\x03\x04"):
            _check_zip(path)
            return _read_pickle(path, device)
        if head.startswith(b"\x80") or refused_global(path) is not None:
            return _read_pickle(path, device)
        raise _no_checkpoint(path)
    except OSError as error:
        raise BadInput(
            "{path} cannot be read ({reason}): check that it exists and that you may read it.",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error


def _tensors(path: Path, content: Any) -> "dict[str, torch.Tensor]":
    import torch
    from spandrel import canonicalize_state_dict

    if isinstance(content, Mapping):
        content = canonicalize_state_dict(dict(content))
        tensors = {
            str(name): value.detach()
            for name, value in content.items()
            if isinstance(value, torch.Tensor)
        }
        if tensors:
            return tensors
    raise _no_checkpoint(path)
