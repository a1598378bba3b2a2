"""Which files a redraw needs, of ours and of the user's, told without loading anything."""

import json
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipelines.diffusion.base_models import BaseModel
from pipelines.diffusion.catalogue import SDXL_VAE, TOKENIZER, base_model
from pipelines.diffusion.sd15_models import TILE_CONTROLNET, sd15_model
from pipelines.errors import BadInput, HearthError
from pipelines.networks.enlargers import Enlarger
from pipelines.spec import WeightFile
from pipelines.weights.tensor_shapes import tensors_of


@dataclass(frozen=True)
class Sources:
    """What draws: a base model by its name or a file or folder of the user's, a ControlNet of the
    user's or (None) ours, if one is used at all, and LoRA files with their strengths."""

    base_model: str
    checkpoint: Path | None = None
    uses_controlnet: bool = True
    controlnet: Path | None = None
    loras: tuple[tuple[Path, float], ...] = ()

    @property
    def base(self) -> BaseModel | Path:
        """What the loaders take."""
        if self.checkpoint is not None:
            return self.checkpoint
        return sd15_model(self.base_model) or base_model(self.base_model)

    @property
    def is_sdxl(self) -> bool:
        """Of the larger family; what cannot be read counts as SD 1.5, and loading says why not."""
        if self.checkpoint is not None:
            return _is_sdxl(self.checkpoint, _time_of(self.checkpoint))
        return sd15_model(self.base_model) is None

    @property
    def weights(self) -> tuple[WeightFile, ...]:
        """Those to be fetched."""
        found: list[WeightFile] = [*TOKENIZER]
        if self.checkpoint is None:
            base = self.base
            found.extend(base.files if isinstance(base, BaseModel) else ())
        if self.is_sdxl:
            found.append(SDXL_VAE)
        elif self.uses_controlnet and self.controlnet is None:
            found.append(TILE_CONTROLNET)
        return tuple(found)

    @property
    def own_files(self) -> tuple[Path, ...]:
        """Those of the user's."""
        given = (self.checkpoint, self.controlnet, *(path for path, _strength in self.loras))
        return tuple(path for path in given if path is not None)

    @property
    def key(self) -> Hashable:
        """What two jobs must share to share a loaded model; files with their times."""
        own = tuple((str(path.resolve()), _time_of(path)) for path in self.own_files)
        strengths = tuple(strength for _path, strength in self.loras)
        base = self.base_model if self.checkpoint is None else ""
        return base, self.uses_controlnet, own, strengths

    def check(self, *more: Path | None) -> None:
        """Raise BadInput for files that are gone, `more` of them included, and for SDXL without a
        ControlNet; before anything is fetched."""
        for path in (*self.own_files, *(path for path in more if path is not None)):
            if not path.exists():
                raise BadInput("There is no file {path}: choose another one.", path=path)
        if self.is_sdxl and self.uses_controlnet and self.controlnet is None:
            raise BadInput(
                "SDXL needs a tile ControlNet of yours: give one, or choose a base model of "
                "Stable Diffusion 1.5, or switch the ControlNet off."
            )


def stamps_of(files: Iterable[Path]) -> list[tuple[str, int, int]]:
    """Name, size and time of change: what tells one state of files from another."""
    found: list[tuple[str, int, int]] = []
    for path in files:
        if path.exists():
            about = path.stat()
            found.append((str(path), about.st_size, about.st_mtime_ns))
    return found


def weights_with(sources: Sources, enlarger: Enlarger | None) -> tuple[WeightFile, ...]:
    """All of a redraw that begins with that enlarger."""
    return (*sources.weights, *(enlarger.files if enlarger is not None else ()))


def _time_of(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=64)
def _is_sdxl(path: Path, _time: int) -> bool:
    """A folder or checkpoint with two text encoders."""
    if path.is_dir():
        return (path / "text_encoder_2").is_dir()
    try:
        return any(name.startswith("conditioner.") for name in tensors_of(path).shapes)
    except (HearthError, OSError):
        return False


def bytes_of(path: Path) -> int:
    """The size of a file, or of a folder's weights in half precision where there are such."""
    if path.is_file():
        return path.stat().st_size
    total = 0
    for folder in {file.parent for file in path.rglob("*.safetensors")}:
        files = sorted(folder.glob("*.safetensors"))
        halves = [file for file in files if ".fp16." in file.name]
        total += sum(file.stat().st_size for file in (halves or files))
    return total


def is_half(path: Path) -> bool:
    """Whether its numbers take two bytes each, as far as its header or name tells."""
    if path.is_dir():
        return any(".fp16." in file.name for file in path.rglob("*.safetensors"))
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header = json.loads(file.read(min(length, 2**24)))
        kinds = [each.get("dtype") for name, each in header.items() if name != "__metadata__"]
    except (OSError, ValueError, AttributeError):
        return False
    return kinds.count("F16") + kinds.count("BF16") > len(kinds) / 2
