"""What else lies in an adopted folder and can become a model of the user's own, in place.

A guess from names and places only, so that thousands of files cost nothing; what a file really is
shows when it is added (`pipelines.own_models.recognition`).
"""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.spec import Kind
from pipelines.weights.adopted_list import Adopted, Program

_SUFFIXES = (".safetensors", ".pth", ".pt", ".ckpt")
_CHECKPOINT = "checkpoint"
#: What lies in the folder of that name (in small letters); other parts cannot stand alone.
_ROLES = {
    "upscale_models": "upscaler",
    "esrgan": "upscaler",
    "realesrgan": "upscaler",
    "swinir": "upscaler",
    "dat": "upscaler",
    "bsrgan": "upscaler",
    "scunet": "upscaler",
    "checkpoints": _CHECKPOINT,
    "stable-diffusion": _CHECKPOINT,
    "loras": "LoRA",
    "lora": "LoRA",
}
_SMALLEST = 10_000  # bytes; below that it is no model


@dataclass(frozen=True)
class Offer:
    """A file or folder that may be added with `OwnModels.add(path, copy=False)`.

    `guess` says in a word or two what it seems to be; `bytes` is of all its files.
    """

    path: Path
    guess: str
    bytes: int


def offers_in(adopted: Adopted, known: Collection[Path] = ()) -> tuple[Offer, ...]:
    """What may be added, by path; `known` are the files that are weights of our models."""
    skip = {os.path.realpath(path) for path in known}
    found: dict[str, Offer] = {}
    for folder in adopted.folders:
        whole = adopted.program is Program.HUGGING_FACE
        for offer in _in_hub(folder) if whole else _in_folder(folder, adopted.program):
            real = os.path.realpath(offer.path)
            if real not in skip:
                found.setdefault(real, offer)
    return tuple(sorted(found.values(), key=lambda offer: str(offer.path)))


def _in_folder(top: Path, program: Program) -> Iterator[Offer]:
    for folder, folders, names in os.walk(top):
        kind = _folder_kind(Path(folder), names)
        if kind:
            folders.clear()
            yield Offer(Path(folder), kind, _bytes_below(Path(folder)))
            continue
        for name in names:
            path = Path(folder, name)
            guess = _guess(path, top, program)
            if guess and path.is_file() and path.stat().st_size >= _SMALLEST:
                yield Offer(path, guess, path.stat().st_size)


def _guess(path: Path, top: Path, program: Program) -> str:
    if path.suffix.lower() == ".gguf":
        return "GGUF"
    if path.suffix.lower() not in _SUFFIXES:
        return ""
    for part in (*reversed(path.relative_to(top).parts[:-1]), top.name):
        if part.lower() in _ROLES:
            return _ROLES[part.lower()]
    return "model" if program is Program.OTHER else ""


def _in_hub(hub: Path) -> Iterator[Offer]:
    """The newest snapshot of each repository, where it is a folder that can be run as it is."""
    for repository in sorted(hub.glob("models--*")):
        snapshots = [path for path in repository.glob("snapshots/*") if path.is_dir()]
        if not snapshots:
            continue
        newest = max(snapshots, key=lambda path: path.stat().st_mtime_ns)
        names = [path.name for path in newest.iterdir()]
        kind = _folder_kind(newest, names)
        if kind:
            yield Offer(newest, kind, _bytes_below(newest))
            continue
        for path in sorted(newest.rglob("*.gguf")):
            if path.is_file():
                yield Offer(path, "GGUF", path.stat().st_size)


def _folder_kind(folder: Path, names: Collection[str]) -> str:
    if "model_index.json" in names:
        return Kind.DIFFUSERS.value
    if "config.json" not in names:
        return ""
    if "model.bin" in names:
        return Kind.CTRANSLATE2.value
    weights = [name for name in names if name.endswith(".safetensors")]
    return Kind.TRANSFORMERS.value if weights else ""


def _bytes_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
