"""Stable Diffusion checkpoints and LoRA files, told apart by tensor names and shapes.

The names are those of CompVis/stable-diffusion and Stability-AI/generative-models, which trainers
and other apps keep; the width of the text encoding (768, 1024, 2048) says which family it is.
LoRA names: kohya-ss/sd-scripts (``lora_down``), diffusers and peft (``lora_A``, ``lora.down``).
"""

import re
from collections.abc import Mapping

from pipelines.errors import UnknownCheckpoint
from pipelines.spec import Kind
from pipelines.text import Text, mark, text
from pipelines.weights.tensor_shapes import Shape, Tensors

_FAMILIES = {768: "sd15", 1024: "sd2", 2048: "sdxl"}
#: What people call the families.
FAMILY_NAMES = {"sd15": "Stable Diffusion 1.5", "sd2": "Stable Diffusion 2", "sdxl": "SDXL"}
_DOWN = re.compile(r"\.lora_down\.weight$|\.lora_A\.(default\.)?weight$|\.lora\.down\.weight$")
_OTHERS = {
    "double_blocks.": "FLUX",
    "joint_blocks.": "Stable Diffusion 3",
    "control_model.": mark("a ControlNet"),
}


def family_of(width: int) -> str:
    """The family whose text encoding is that wide; "" for an unknown one."""
    return _FAMILIES.get(width, "")


def lora_family(tensors: Tensors) -> str | None:
    """ "sd15", "sd2", "sdxl", "language model" or "unknown" for a LoRA; None for anything else."""
    downs = {name: shape for name, shape in tensors.shapes.items() if _DOWN.search(name)}
    if not downs:
        return None
    for name, shape in downs.items():
        # Attention to the text: its input is as wide as the text encoding.
        if "attn2" in name and re.search(r"to_?[kv]", name) and len(shape) >= 2:
            return _FAMILIES.get(shape[1], "unknown")
    if any("layers." in name and "self_attn" in name for name in downs):
        return "language model" if not any("text_model" in name for name in downs) else "unknown"
    base = tensors.metadata.get("ss_base_model_version", "")
    for start, family in (("sdxl", "sdxl"), ("sd_v1", "sd15"), ("sd_v2", "sd2")):
        if base.startswith(start):
            return family
    return "unknown"


def lora_rank(tensors: Tensors) -> int:
    """The most common rank."""
    ranks = [shape[0] for name, shape in tensors.shapes.items() if _DOWN.search(name) and shape]
    return max(set(ranks), key=ranks.count) if ranks else 0


def checkpoint_kind(shapes: Mapping[str, Shape], name: str) -> tuple[Kind, dict[str, str]] | None:
    """The kind of a whole checkpoint with its facts, or None for what is no Stable Diffusion.

    Raises UnknownCheckpoint for a member of the family that Hearth does not run.
    """
    stem = "model.diffusion_model."
    if not any(key.startswith(stem) for key in shapes):
        for part, title in _OTHERS.items():
            if any(part in key for key in shapes):
                raise _refused(name, Text(title))
        return None
    widths = {
        shape[1]
        for key, shape in shapes.items()
        if key.startswith(stem) and key.endswith("attn2.to_k.weight") and len(shape) == 2
    }
    family = _FAMILIES.get(next(iter(widths), 0), "")
    if family not in ("sd15", "sdxl"):
        title = next((t for part, t in _OTHERS.items() if any(part in k for k in shapes)), "")
        title = FAMILY_NAMES.get(family) or title or mark("an unknown diffusion model")
        raise _refused(name, Text(title))
    entry = shapes.get(f"{stem}input_blocks.0.0.weight", (0, 4))
    if entry[1] != 4:
        raise _refused(
            name, text("{family} for inpainting or editing", family=FAMILY_NAMES[family])
        )
    vae = any(key.startswith("first_stage_model.") for key in shapes)
    texts = any(key.startswith(("cond_stage_model.", "conditioner.")) for key in shapes)
    if not vae or not texts:
        raise UnknownCheckpoint(
            "{name} holds only a part of a {family} model: choose the full checkpoint.",
            name=name,
            family=FAMILY_NAMES[family],
        )
    parameters = sum(_count(shape) for shape in shapes.values())
    kind = Kind.SD15 if family == "sd15" else Kind.SDXL
    return kind, {"family": FAMILY_NAMES[family], "parameters": f"{parameters / 1e9:.2f} billion"}


def _count(shape: Shape) -> int:
    product = 1
    for side in shape:
        product *= side
    return product


def _refused(name: str, title: Text) -> UnknownCheckpoint:
    return UnknownCheckpoint(
        "{name} is {title}, which Hearth does not run yet: choose a Stable Diffusion 1.5 or SDXL "
        "checkpoint.",
        name=name,
        title=title,
    )
