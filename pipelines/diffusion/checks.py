"""What a checkpoint, a folder, a ControlNet or a LoRA is, told before anything of it is loaded."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.diffusion.families import FAMILY_NAMES, checkpoint_kind, family_of, lora_family
from pipelines.diffusion.layout import Architecture
from pipelines.errors import BadInput, UnknownCheckpoint, UnsafeCheckpoint
from pipelines.weights.safe_load import is_safetensors
from pipelines.weights.tensor_shapes import Tensors, tensors_of

_UNET = "model.diffusion_model."


def safetensors_of(path: Path) -> Tensors:
    """Names and shapes in a .safetensors file.

    Raises BadInput for a missing or damaged one, and UnsafeCheckpoint for any other kind of file:
    a pickle may run code, and diffusers takes none that was not made sure of.
    """
    try:
        safe = is_safetensors(path)
    except OSError as error:
        raise BadInput(
            "{path} cannot be read ({reason}): check that it exists and that you may read it.",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error
    if not safe:
        raise UnsafeCheckpoint(
            "{name} is no .safetensors file; other files of diffusion models may run code and are "
            "not loaded: get the model as .safetensors.",
            name=path.name,
        )
    return tensors_of(path)


def check_checkpoint(path: Path, architecture: Architecture, has_vae: bool = False) -> Tensors:
    """Raise unless the file is a checkpoint of that architecture, and give what lies in it.

    `has_vae` says that a VAE is loaded from elsewhere, so that the file may lack one. Raises
    UnknownCheckpoint, UnsafeCheckpoint and BadInput.
    """
    tensors = safetensors_of(path)
    shapes = tensors.shapes
    widths = {
        shape[1]
        for key, shape in shapes.items()
        if key.startswith(_UNET) and key.endswith("attn2.to_k.weight") and len(shape) == 2
    }
    if not widths:
        checkpoint_kind(shapes, path.name)  # names what it knows
        raise _unknown(path, architecture)
    if widths != {_width(architecture.settings)}:
        raise _other(path.name, next(iter(widths)), architecture)
    entry = shapes.get(f"{_UNET}input_blocks.0.0.weight", (0, 4))
    if entry[1] != 4:
        raise UnknownCheckpoint(
            "{name} is made for inpainting or editing: choose a checkpoint that draws from "
            "nothing.",
            name=path.name,
        )
    starts = ["conditioner." if len(architecture.encoders) > 1 else "cond_stage_model."]
    if not has_vae:
        starts.append("first_stage_model.")
    if not all(any(key.startswith(start) for key in shapes) for start in starts):
        raise UnknownCheckpoint(
            "{name} holds only a part of a {family} model: choose the full checkpoint.",
            name=path.name,
            family=architecture.name,
        )
    return tensors


def check_folder(folder: Path, architecture: Architecture) -> None:
    """Raise unless it is a diffusers folder of that architecture, with weights as .safetensors."""
    if not (folder / "unet" / "config.json").is_file():
        raise UnknownCheckpoint(
            "{name} is no {family} folder: choose one with a model_index.json and a folder unet "
            "in it.",
            name=folder.name,
            family=architecture.name,
        )
    width = read_settings(folder / "unet").get("cross_attention_dim")
    if width != _width(architecture.settings):
        raise _other(folder.name, width, architecture)
    for part in ("unet", "vae", *architecture.encoders):
        if not (folder / part / "config.json").is_file():
            raise _incomplete(folder, f"{part}/config.json")
        if not any((folder / part).glob("*.safetensors")):
            raise _without_weights(folder, part)


def check_controlnet(path: Path, settings: Path) -> None:
    """Raise unless the file is a ControlNet for an architecture as wide as in `settings`."""
    shapes = safetensors_of(path).shapes
    hints = ("controlnet_cond_embedding.", "input_hint_block.")
    if not any(hint in key for key in shapes for hint in hints):
        raise UnknownCheckpoint("{name} is no ControlNet: choose another file.", name=path.name)
    widths = {shape[1] for key, shape in shapes.items() if key.endswith("attn2.to_k.weight")}
    wanted = _width(settings)
    if widths and widths != {wanted}:
        raise UnknownCheckpoint(
            "{name} is a ControlNet for {found}: choose one for {family}.",
            name=path.name,
            found=FAMILY_NAMES.get(family_of(next(iter(widths))), "another model"),
            family=FAMILY_NAMES.get(family_of(wanted), "this model"),
        )


def check_lora(path: Path, width: int) -> None:
    """Raise unless the file is a LoRA for a model whose text encoding is that wide."""
    tensors = safetensors_of(path)
    family = lora_family(tensors)
    if family is None:
        raise UnknownCheckpoint("{name} is no LoRA: choose another file.", name=path.name)
    if family in FAMILY_NAMES and family != family_of(width):
        raise UnknownCheckpoint(
            "{name} is a LoRA for {found}: choose one for {family}.",
            name=path.name,
            found=FAMILY_NAMES[family],
            family=FAMILY_NAMES.get(family_of(width), "this model"),
        )


def read_settings(folder: Path) -> Mapping[str, Any]:
    """``config.json`` of a part. Raises BadInput if it is damaged."""
    try:
        found = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(
            "{name} in {folder} cannot be read: download the model again.",
            name="config.json",
            folder=folder.name,
        ) from error
    return found if isinstance(found, dict) else {}


def _width(settings: Path) -> int:
    """Of the text encoding: 768 for SD 1.5, 2048 for SDXL."""
    unet = settings / "unet"
    return int(read_settings(unet if unet.is_dir() else settings)["cross_attention_dim"])


def _unknown(path: Path, architecture: Architecture) -> UnknownCheckpoint:
    return UnknownCheckpoint(
        "{name} is no checkpoint of Stable Diffusion: choose one of {family}.",
        name=path.name,
        family=architecture.name,
    )


def _other(name: str, width: object, architecture: Architecture) -> UnknownCheckpoint:
    found = FAMILY_NAMES.get(family_of(width)) if isinstance(width, int) else None
    if found is None:
        return UnknownCheckpoint(
            "{name} is of an unknown family: choose a model of {family}.",
            name=name,
            family=architecture.name,
        )
    return UnknownCheckpoint(
        "{name} is {found}, and a model of {family} is needed: choose another one.",
        name=name,
        found=found,
        family=architecture.name,
    )


def _incomplete(folder: Path, missing: str) -> BadInput:
    return BadInput(
        "{folder} is incomplete: {missing} is missing. Download it again.",
        folder=folder.name,
        missing=missing,
    )


def _without_weights(folder: Path, part: str) -> BadInput:
    if any((folder / part).glob("*.bin")):
        return UnsafeCheckpoint(
            "{folder} has the weights of {part} only as .bin, which may run code: get the model "
            "with .safetensors files.",
            folder=folder.name,
            part=part,
        )
    return _incomplete(folder, f"{part}/*.safetensors")
