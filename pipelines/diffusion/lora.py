"""LoRA files in a pipeline: added, switched on and off, taken out again."""

from pathlib import Path
from typing import Any

from pipelines.device import is_out_of_memory
from pipelines.diffusion.checks import check_lora
from pipelines.diffusion.layout import named_safetensors
from pipelines.diffusion.quiet import without_advice
from pipelines.errors import UnknownCheckpoint


def add_lora(pipe: Any, path: Path, name: str, strength: float = 1.0) -> None:
    """Put a .safetensors LoRA into the pipeline's UNet and text encoders, switched on.

    `name` is what it is known by in the pipeline. Best done before the pipeline is placed. Raises
    UnsafeCheckpoint (no .safetensors), UnknownCheckpoint (no LoRA, or one for another family) and
    BadInput (missing or damaged).
    """
    check_lora(path, int(pipe.unet.config.cross_attention_dim))
    try:
        with without_advice(), named_safetensors(path) as named:
            pipe.load_lora_weights(
                str(named.parent),
                weight_name=named.name,
                adapter_name=name,
                local_files_only=True,
                use_safetensors=True,
            )
            pipe.set_adapters(name, strength)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
        if is_out_of_memory(error):
            raise
        raise UnknownCheckpoint(
            "{name} does not fit this base model: choose a LoRA that was made for it.",
            name=path.name,
        ) from error


def remove_loras(pipe: Any) -> None:
    """Take every LoRA out; the pipeline draws as if there had been none."""
    with without_advice():
        pipe.unload_lora_weights()
