"""Recognises the model folders of other programs, and finds those on this machine.

Layouts: the Hugging Face hub cache (``models--OWNER--NAME/blobs``, ``snapshots``), ComfyUI
(``models/upscale_models`` and the like, ``extra_model_paths.yaml``), AUTOMATIC1111's web UI
with its forks (``models/Stable-diffusion``, ``models/ESRGAN``) and insightface
(``models/antelopev2``, into which it unpacks a further folder of that name).
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.weights.adopted_list import Adopted, Program

# fmt: off
_COMFYUI = frozenset((
    "checkpoints", "upscale_models", "loras", "controlnet", "facerestore_models", "vae", "unet",
    "text_encoders", "clip", "diffusion_models", "embeddings", "facedetection",
))
_A1111 = frozenset((
    "Stable-diffusion", "ESRGAN", "RealESRGAN", "GFPGAN", "Codeformer", "SwinIR", "Lora", "VAE",
    "LDSR", "BSRGAN", "ScuNET", "DAT", "ControlNet",
))
# fmt: on
#: Packs of insightface that are used here.
_FACES = frozenset(("antelopev2",))
_EXTRA_PATHS = "extra_model_paths.yaml"
#: Where people put these programs, below the home folder.
_USUAL = (
    ".insightface",
    "ComfyUI",
    "comfyui",
    "Documents/ComfyUI",
    "ComfyUI_windows_portable/ComfyUI",
    "stable-diffusion-webui",
    "stable-diffusion-webui-forge",
    "sd-webui",
    "StabilityMatrix/Packages/ComfyUI",
    "StabilityMatrix/Packages/stable-diffusion-webui",
    "pinokio/api/comfy.git/app",
)


def recognise_program(folder: Path) -> Adopted:
    """Whose folder it is and where its models lie. Raises BadInput if it cannot be adopted."""
    if not folder.is_dir():
        raise BadInput("{folder} is no folder: give one with models in it.", folder=folder)
    if folder in (Path(folder.anchor), Path(os.path.realpath(Path.home()))):
        raise BadInput(
            "{folder} holds too much to look through: give the folder of the program itself.",
            folder=folder,
        )
    for hub in (folder, folder / "hub"):
        if any(hub.glob("models--*")):
            return Adopted(Program.HUGGING_FACE, folder, (hub,))
    if _folder_names(folder / "models") & _FACES:
        return Adopted(Program.INSIGHTFACE, folder, (folder / "models",))
    extra = tuple(_extra_folders(folder / _EXTRA_PATHS))
    for models in (folder / "models", folder):
        names = _folder_names(models)
        # The names are told apart by case: "checkpoints" and "Stable-diffusion" are the surest.
        if len(names & _A1111) > len(names & _COMFYUI):
            more = tuple(path for path in [folder / "embeddings"] if path.is_dir())
            return Adopted(Program.A1111, folder, (models, *more))
        if names & _COMFYUI and (len(names & _COMFYUI) > 1 or models != folder or extra):
            return Adopted(Program.COMFYUI, folder, (models, *extra))
    return Adopted(Program.OTHER, folder, (folder, *extra))


def find_programs(
    environment: Mapping[str, str] = os.environ, home: Path | None = None
) -> tuple[Adopted, ...]:
    """Folders of other programs with models in them, where they usually are on this machine."""
    home = home or Path.home()
    found: dict[Path, Adopted] = {}
    for folder in (*_hub_caches(environment, home), *(home / name for name in _USUAL)):
        real = Path(os.path.realpath(folder))
        if not real.is_dir() or real in found:
            continue
        program = recognise_program(real)
        if program.program is not Program.OTHER:
            found[real] = program
    return tuple(found.values())


def _hub_caches(environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    """As huggingface_hub finds its cache."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if environment.get(name):
            yield Path(environment[name]).expanduser()
    if environment.get("HF_HOME"):
        yield Path(environment["HF_HOME"]).expanduser() / "hub"
    caches = environment.get("XDG_CACHE_HOME") or str(home / ".cache")
    yield Path(caches) / "huggingface" / "hub"


def _folder_names(folder: Path) -> set[str]:
    try:
        return {entry.name for entry in os.scandir(folder) if entry.is_dir()}
    except OSError:
        return set()


def _extra_folders(path: Path) -> Iterator[Path]:
    """The folders that ComfyUI's file of extra paths names, as far as they are there."""
    import yaml

    try:
        sections = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return
    if not isinstance(sections, dict):
        return
    seen: set[Path] = set()
    for section in sections.values():
        if not isinstance(section, dict):
            continue
        base = _expanded(section.get("base_path", ""))
        for key, value in section.items():
            if key in ("base_path", "is_default", "custom_nodes", "configs"):
                continue
            for line in str(value or "").splitlines():
                if not line.strip():
                    continue
                folder = Path(os.path.realpath(path.parent / base / _expanded(line)))
                if folder.is_dir() and folder not in seen:
                    seen.add(folder)
                    yield folder


def _expanded(words: Any) -> Path:
    return Path(os.path.expandvars(str(words or "").strip())).expanduser()
