"""Folders with weights: diffusers, transformers and CTranslate2, told apart by their files.

A folder whose model needs program code of its own (``auto_map``, ``trust_remote_code``) is
refused, and so is one with a pickle that would run code.
"""

import json
import re
import struct
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput, UnknownCheckpoint, UnsafeCheckpoint
from pipelines.own_models.kinds import Recognised
from pipelines.spec import Kind
from pipelines.weights.safe_load import check_pickle

#: Weights as pickles; other pickles in such folders (training_args.bin) are nobody's business.
_PICKLE = re.compile(r"((diffusion_)?pytorch_|adapter_)?model.*\.bin")
_SUFFIXES = (".safetensors", ".json", ".txt", ".model", ".jinja", ".md")


def recognise_folder(folder: Path) -> Recognised:
    """What the folder holds. Raises UnknownCheckpoint, UnsafeCheckpoint and BadInput."""
    if (folder / "model_index.json").is_file():
        return _diffusers(folder)
    if (folder / "model.bin").is_file() and (spec := _ctranslate2_spec(folder / "model.bin")):
        return _ctranslate2(folder, spec)
    if (folder / "adapter_config.json").is_file():
        return _adapter(folder)
    if (folder / "config.json").is_file():
        return _transformers(folder)
    raise UnknownCheckpoint(
        "{name} is no model folder: choose one with a model_index.json (diffusers), a config.json "
        "(transformers) or a model.bin (CTranslate2) in it.",
        name=folder.name,
    )


def _diffusers(folder: Path) -> Recognised:
    index = _json(folder / "model_index.json")
    family = str(index.get("_class_name", ""))
    parts = [
        name
        for name, value in index.items()
        if not name.startswith("_") and isinstance(value, list) and value and value[0]
    ]
    for part in parts:
        if not (folder / part).is_dir():
            raise _incomplete(folder, f"{part}/")
    files = _files(folder)
    if not family or not any(_holds_weights(file) for file in files):
        raise _incomplete(folder, "*.safetensors")
    facts = {"pipeline": family, "parts": ", ".join(sorted(parts))}
    return Recognised(Kind.DIFFUSERS, folder, family, files, facts)


def _transformers(folder: Path) -> Recognised:
    config = _json(folder / "config.json")
    family = str(config.get("model_type", ""))
    if not family:
        raise UnknownCheckpoint(
            "{name} has a config.json without a model_type: choose a transformers folder.",
            name=folder.name,
        )
    if config.get("auto_map"):
        raise UnsafeCheckpoint(
            "{name} needs program code that comes with the model, and was refused: choose a model "
            "that the transformers library itself knows.",
            name=folder.name,
        )
    _check_shards(folder)
    files = _files(folder)
    if not any(_holds_weights(file) for file in files):
        raise _incomplete(folder, "model.safetensors")
    classes = ", ".join(str(name) for name in config.get("architectures") or ())
    kind = Kind.TRANSFORMERS_VISION if _sees(config) else Kind.TRANSFORMERS
    return Recognised(kind, folder, family, files, {"type": family, "classes": classes})


def _sees(config: dict[str, Any]) -> bool:
    """Whether it is shown pictures and writes text: such classes are all called so."""
    classes = [str(name) for name in config.get("architectures") or ()]
    writes = any(name.endswith("ForConditionalGeneration") for name in classes)
    return writes and isinstance(config.get("vision_config"), dict)


def _adapter(folder: Path) -> Recognised:
    config = _json(folder / "adapter_config.json")
    files = _files(folder)
    if not any(_holds_weights(file) for file in files):
        raise _incomplete(folder, "adapter_model.safetensors")
    facts = {
        "base": str(config.get("base_model_name_or_path", "")),
        "rank": str(config.get("r", "")),
    }
    return Recognised(Kind.LORA, folder, "language model", files, facts)


def _ctranslate2(folder: Path, spec: str) -> Recognised:
    if not (folder / "config.json").is_file():
        raise _incomplete(folder, "config.json")
    vocabulary = ("vocabulary.json", "vocabulary.txt", "tokenizer.json", "shared_vocabulary.json")
    if not any((folder / name).is_file() for name in vocabulary):
        raise _incomplete(folder, "tokenizer.json")
    names = ("model.bin", "config.json", "preprocessor_config.json", *vocabulary)
    files = tuple(folder / name for name in names if (folder / name).is_file())
    return Recognised(Kind.CTRANSLATE2, folder, spec, files, {"model": spec.removesuffix("Spec")})


def _ctranslate2_spec(path: Path) -> str:
    """The name in the header ("WhisperSpec"), or "" for another kind of file.

    The header of OpenNMT/CTranslate2 (python/ctranslate2/specs/model_spec.py): a 32-bit version,
    a 16-bit length, and the name ended by a zero byte.
    """
    with path.open("rb") as file:
        head = file.read(6)
        if len(head) < 6:
            return ""
        version, length = struct.unpack("<IH", head)
        name = file.read(length)
    if not 2 <= version <= 99 or not 5 <= length <= 64 or not name.endswith(b"Spec\0"):
        return ""
    return name[:-1].decode("ascii", "replace")


def _check_shards(folder: Path) -> None:
    """A sharded model must be whole."""
    index = folder / "model.safetensors.index.json"
    if index.is_file():
        names = set((_json(index).get("weight_map") or {}).values())
        for name in sorted(str(item) for item in names):
            if not (folder / name).is_file():
                raise _incomplete(folder, name)


def _files(folder: Path) -> tuple[Path, ...]:
    """The files that belong to the model, hidden ones and other formats left out; pickles safe."""
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and (path.suffix.lower() in _SUFFIXES or _is_pickle(path))
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    for path in found:
        if _is_pickle(path):
            check_pickle(path)
    return tuple(found)


def _holds_weights(path: Path) -> bool:
    return path.suffix.lower() == ".safetensors" or _is_pickle(path)


def _is_pickle(path: Path) -> bool:
    return _PICKLE.fullmatch(path.name) is not None


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(
            "{name} in {folder} cannot be read: download the model again.",
            name=path.name,
            folder=path.parent.name,
        ) from error
    return found if isinstance(found, dict) else {}


def _incomplete(folder: Path, missing: str) -> BadInput:
    return BadInput(
        "{folder} is incomplete: {missing} is missing. Download it again.",
        folder=folder.name,
        missing=missing,
    )
