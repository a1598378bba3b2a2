"""Names and shapes of the tensors in a file, without reading the tensors themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.errors import BadInput
from pipelines.weights.safe_load import is_safetensors, read_shapes
from pipelines.weights.shapes import safetensors_header

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Tensors:
    """`metadata` is what a safetensors header says besides; trainers of LoRA write there."""

    shapes: Mapping[str, Shape]
    metadata: Mapping[str, str] = field(default_factory=dict)


def tensors_of(path: Path) -> Tensors:
    """What lies in a .safetensors file or a pickle; nothing in the file runs.

    Raises UnsafeCheckpoint, UnknownCheckpoint and BadInput as `safe_load.read_checkpoint` does.
    """
    if not is_safetensors(path):
        return Tensors(read_shapes(path))
    try:
        return Tensors(*safetensors_header(path))
    except (ValueError, OSError) as error:
        raise BadInput(
            "{name} is damaged or incomplete: download it again.", name=path.name
        ) from error
