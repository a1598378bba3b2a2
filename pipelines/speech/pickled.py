"""Pickles that hold a few known classes beside tensors, read without letting them run anything."""

import pickle
import threading
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput, UnsafeCheckpoint

#: torch's list of what may be in a file belongs to the whole process.
_listing = threading.Lock()


def read_pickled(path: Path, allowed: Iterable[Any] = ()) -> Any:
    """What torch saved into the file, on the CPU; of classes, only torch's own and `allowed`.

    Raises UnsafeCheckpoint if the file needs any other, and BadInput for a damaged one.
    """
    import torch

    try:
        with _listing, torch.serialization.safe_globals(list(allowed)), path.open("rb") as file:
            return torch.load(file, map_location="cpu", weights_only=True)
    except (MemoryError, OSError):
        raise
    except pickle.UnpicklingError as error:
        if "global" in str(error).lower():
            raise UnsafeCheckpoint(
                "{name} would run code when loaded and was refused: fetch it again from its "
                "publisher.",
                name=path.name,
            ) from error
        raise _damaged(path) from error
    except Exception as error:  # torch reports damage as nearly any exception
        if isinstance(error, torch.OutOfMemoryError):
            raise
        raise _damaged(path) from error


def _damaged(path: Path) -> BadInput:
    return BadInput("{name} is damaged or incomplete: download it again.", name=path.name)


def classes_in_pyannote_checkpoints() -> list[Any]:
    """What pyannote.audio's checkpoints hold beside tensors: descriptions of the network."""
    import collections
    import typing

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says at length that torchcodec is not there
        from pyannote.audio.core.model import Introspection
        from pyannote.audio.core.task import Problem, Resolution, Specifications
    from omegaconf.base import ContainerMetadata, Metadata
    from omegaconf.dictconfig import DictConfig
    from omegaconf.listconfig import ListConfig
    from omegaconf.nodes import AnyNode
    from torch.torch_version import TorchVersion

    return [
        *(dict, int, list, set, collections.OrderedDict, collections.defaultdict),
        *(ContainerMetadata, Metadata, DictConfig, ListConfig, AnyNode, typing.Any),
        *(Introspection, Problem, Resolution, Specifications, TorchVersion),
    ]
