"""A user's own checkpoint: loaded safely, recognised by its tensors, kept on a shelf.

Architectures are detected by spandrel (chaiNNer-org/spandrel) on a state dict that was loaded
safely. Importing this module, and listing the shelf, imports no torch.
"""

import re
import threading
import time
import unicodedata
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from pipelines.errors import BadInput, NotWritable, UnknownCheckpoint
from pipelines.weights.records import read_json, sha256_of, write_json
from pipelines.weights.safe_load import read_checkpoint

if TYPE_CHECKING:
    import torch
    from spandrel import ImageModelDescriptor

__all__ = [
    "CheckpointInfo",
    "CheckpointShelf",
    "UserCheckpoint",
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


@dataclass(frozen=True)
class UserCheckpoint:
    """One checkpoint on the shelf.

    `name` identifies it ("4x-ultrasharp"), `title` is for people, `path` is the .safetensors file;
    `info.sha256` is of the file that the user gave; `added` is in seconds since 1970.
    """

    name: str
    title: str
    path: Path
    info: CheckpointInfo
    added: float


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


class CheckpointShelf:
    """The user's own checkpoints in one folder: ``NAME.safetensors`` with ``NAME.json`` beside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, path: Path) -> UserCheckpoint:
        """Put a copy of the checkpoint on the shelf; one that is there already is returned.

        Raises what `load_descriptor` raises, UnknownCheckpoint for face models, which need a
        pipeline around them, and OSError if the shelf cannot be written.
        """
        state = read_checkpoint(path)
        digest = sha256_of(path)
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / ".lock"):
            for known in self.all():
                if known.info.sha256 == digest:
                    return known
            info = _info(path, state, digest)
            if info.purpose == "FaceSR":
                raise UnknownCheckpoint(
                    "{name} restores cropped faces only ({architecture}): choose GFPGAN or "
                    "CodeFormer from the list, which find the faces first.",
                    name=path.name,
                    architecture=info.architecture_name,
                )
            name = self._free_name(path.stem)
            self._write_tensors(name, state)
            content = {"title": path.stem, "added": time.time(), "info": asdict(info)}
            write_json(self.folder / f"{name}.json", content)
        return self.get(name)

    def all(self) -> tuple[UserCheckpoint, ...]:
        """Every checkpoint, the oldest first; entries that are damaged are left out."""
        found = [self._read(record) for record in self.folder.glob("*.json")]
        return tuple(sorted((item for item in found if item), key=lambda item: item.added))

    def get(self, name: str) -> UserCheckpoint:
        """Raises BadInput if there is none of that name."""
        for item in self.all():
            if item.name == name:
                return item
        raise BadInput(
            "There is no checkpoint named {name}: choose one of {known}, or add the file again.",
            name=name,
            known=", ".join(item.name for item in self.all()) or "none",
        )

    def remove(self, name: str) -> None:
        """Delete our copy; the user's file stays where it is. Raises BadInput and NotWritable."""
        item = self.get(name)
        try:
            # The record first: without it the rest is invisible, whatever happens next.
            (self.folder / f"{item.name}.json").unlink()
            item.path.unlink(missing_ok=True)
        except OSError as error:
            raise NotWritable(
                "{name} cannot be removed from {folder} ({reason}). Check its permissions.",
                name=item.title,
                folder=self.folder,
                reason=error.strerror or type(error).__name__,
            ) from error

    def _read(self, record: Path) -> UserCheckpoint | None:
        path = record.with_suffix(".safetensors")
        content = read_json(record)
        try:
            info = CheckpointInfo(**content["info"])
            title, added = str(content["title"]), float(content["added"])
        except (KeyError, TypeError, ValueError):
            return None
        return UserCheckpoint(record.stem, title, path, info, added) if path.is_file() else None

    def _free_name(self, stem: str) -> str:
        """A name for files and command lines: small ASCII letters, digits, dots and dashes."""
        plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-._") or "checkpoint"
        name, number = base, 2
        while (self.folder / f"{name}.json").exists():
            name, number = f"{base}-{number}", number + 1
        return name

    def _write_tensors(self, name: str, state: "dict[str, torch.Tensor]") -> None:
        from safetensors.torch import save_file

        # Tensors that share memory cannot be stored as they are: each gets its own.
        separate = {key: value.clone().contiguous() for key, value in state.items()}
        temporary = self.folder / f"{name}.part"
        save_file(separate, temporary)
        temporary.replace(self.folder / f"{name}.safetensors")
