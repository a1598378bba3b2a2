"""A user's own checkpoint: loaded safely, recognised by its tensors.

Architectures are detected by spandrel (chaiNNer-org/spandrel) on a state dict that was loaded
safely. Importing this module imports no torch.
"""

import threading
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import UnknownCheckpoint
from pipelines.weights.records import sha256_of
from pipelines.weights.safe_load import read_checkpoint

if TYPE_CHECKING:
    import torch
    from spandrel import ImageModelDescriptor

__all__ = [
    "CheckpointInfo",
    "describe_state",
    "load_descriptor",
    "read_checkpoint",
    "recognise",
]

_installing = threading.Lock()


@dataclass(frozen=True)
class CheckpointInfo:
    """What a checkpoint is.

    `architecture` is spandrel's id ("ESRGAN"), `architecture_name` its name for people; `purpose`
    is "SR", "Restoration" or "FaceSR"; `parameters` counts numbers; `sha256` is of the file.
    """

    architecture: str
    architecture_name: str
    scale: int
    purpose: str
    parameters: int
    input_channels: int
    output_channels: int
    sha256: str


def load_descriptor(path: Path, device: str = "cpu") -> "ImageModelDescriptor[Any]":
    """spandrel's description of the model with the weights in it, in eval mode on `device`.

    Raises what `read_checkpoint` raises, and UnknownCheckpoint if no architecture fits or the
    model needs more than one picture.
    """
    return describe_state(path, read_checkpoint(path), device)


def _install_extra_architectures() -> None:
    """CodeFormer and others with closed licences are in a package of their own."""
    with _installing, warnings.catch_warnings():
        # Importing it uses torch.jit.script, which warns; nobody here can act on that.
        warnings.simplefilter("ignore", DeprecationWarning)
        import spandrel_extra_arches

        spandrel_extra_arches.install(ignore_duplicates=True)


def describe_state(
    path: Path, state: "dict[str, torch.Tensor]", device: str = "cpu"
) -> "ImageModelDescriptor[Any]":
    """spandrel's description of a state dict that was read safely; `path` names it in errors.

    Raises UnknownCheckpoint.
    """
    import spandrel

    _install_extra_architectures()
    try:
        with warnings.catch_warnings():
            # Building SwinIR and others warns about torch's own future; nobody can act on that.
            warnings.simplefilter("ignore")
            descriptor = spandrel.ModelLoader(device).load_from_state_dict(state)
    except MemoryError:
        raise
    except Exception as error:  # detection reads shapes and keys of tensors that anyone wrote
        import torch

        if isinstance(error, torch.OutOfMemoryError):
            raise
        raise UnknownCheckpoint(
            "{name} is safe, but no known kind of model fits it: choose an image upscaler or "
            "restorer that spandrel supports.",
            name=path.name,
        ) from error
    if not isinstance(descriptor, spandrel.ImageModelDescriptor):
        raise UnknownCheckpoint(
            "{name} fills in masked parts of a picture ({architecture}), which the upscaling tab "
            "cannot run: choose an upscaler or restorer.",
            name=path.name,
            architecture=descriptor.architecture.name,
        )
    return descriptor.eval()


def recognise(path: Path) -> CheckpointInfo:
    """What the checkpoint is. Raises what `load_descriptor` raises."""
    return _info(path, read_checkpoint(path), sha256_of(path))


def _info(path: Path, state: "dict[str, torch.Tensor]", digest: str) -> CheckpointInfo:
    descriptor = describe_state(path, state)
    return CheckpointInfo(
        architecture=str(descriptor.architecture.id),
        architecture_name=descriptor.architecture.name,
        scale=descriptor.scale,
        purpose=descriptor.purpose,
        parameters=sum(value.numel() for value in descriptor.model.parameters()),
        input_channels=descriptor.input_channels,
        output_channels=descriptor.output_channels,
        sha256=digest,
    )
