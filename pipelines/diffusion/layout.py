"""Where the parts of a Stable Diffusion model lie: settings that travel with the app, and weights.

The settings of SDXL and SD 1.5 are facts of the architecture, the same for everything trained
further from them; so only weights are fetched, and a library is given a folder put together of
both.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import resources
from pipelines.diffusion.base_models import BaseModel
from pipelines.diffusion.companions import CLIP_MERGES, CLIP_VOCABULARY
from pipelines.weights.as_folder import Folder, folder_of

#: Below it the settings of each architecture.
SETTINGS = Path(resources.__file__).parent / "diffusion"


@dataclass(frozen=True)
class Architecture:
    """A family of models. `settings` is a folder as diffusers has it, without weights.

    `pipeline` is diffusers' class; `encoders` and `tokenizers` are the parts' names there.
    """

    name: str
    settings: Path
    pipeline: str
    encoders: tuple[str, ...]
    tokenizers: tuple[str, ...]


SDXL = Architecture(
    "SDXL",
    SETTINGS / "sdxl",
    "StableDiffusionXLPipeline",
    ("text_encoder", "text_encoder_2"),
    ("tokenizer", "tokenizer_2"),
)
SD15 = Architecture(
    "Stable Diffusion 1.5",
    SETTINGS / "sd15",
    "StableDiffusionPipeline",
    ("text_encoder",),
    ("tokenizer",),
)
CONTROLNET_SDXL = SETTINGS / "controlnet-sdxl"
CONTROLNET_SDXL_SMALL = SETTINGS / "controlnet-sdxl-small"
CONTROLNET_SD15 = SETTINGS / "controlnet-sd15"
SAFETY_CHECKER = SETTINGS / "safety-checker"


def settings_folder(architecture: Architecture, files: Mapping[str, Path]) -> Folder:
    """Settings and tokenizers as one folder; `files` has the tokenizer by its store names."""
    return folder_of(_settings_of(architecture, files), "hearth-settings-")


def base_folder(architecture: Architecture, model: BaseModel, files: Mapping[str, Path]) -> Folder:
    """A base model whose parts lie in the store, as a diffusers folder."""
    weights = {model.part_of(file): files[file.name] for file in model.files}
    return folder_of({**_settings_of(architecture, files), **weights}, "hearth-model-")


def checker_folder(weights: Path) -> Folder:
    """The safety checker's weights with its settings, as transformers loads it."""
    settings = {path.name: path for path in SAFETY_CHECKER.iterdir()}
    return folder_of({**settings, "model.safetensors": weights}, "hearth-checker-")


@contextmanager
def named_safetensors(path: Path) -> Iterator[Path]:
    """The file under a name that ends so, by which diffusers knows what it is."""
    if path.suffix == ".safetensors":
        yield path
        return
    with folder_of({"model.safetensors": path}, "hearth-file-") as folder:
        yield folder.path / "model.safetensors"


def _settings_of(architecture: Architecture, files: Mapping[str, Path]) -> dict[str, Path]:
    root = architecture.settings
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    for tokenizer in architecture.tokenizers:
        found[f"{tokenizer}/vocab.json"] = files[CLIP_VOCABULARY.name]
        found[f"{tokenizer}/merges.txt"] = files[CLIP_MERGES.name]
    return found
