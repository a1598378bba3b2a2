"""The package xllamacpp, which is compiled and tells type checkers nothing. Imports no torch."""

from importlib import import_module
from typing import Any


def library() -> Any:
    """The module `xllamacpp`."""
    return import_module("xllamacpp")


def devices() -> tuple[str, ...]:
    """The kinds of torch device that this build of llama.cpp computes on, the CPU last.

    The ordinary package has the CPU only (and Metal on a Mac).
    """
    kinds = {"CUDA": "cuda", "ROCm": "cuda", "MTL": "mps", "Metal": "mps"}
    names = [str(device.get("name", "")) for device in library().get_device_info()]
    found = {kind for name in names for word, kind in kinds.items() if name.startswith(word)}
    return (*sorted(found), "cpu")
