"""What the files of a transformers folder say, for planning. Imports no torch."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput


@dataclass(frozen=True)
class FolderFacts:
    """Trained context in tokens, numbers in the KV cache of one token, weights in bytes.

    `numbers` counts the weights themselves, whatever their format; `working` those that a token
    has while a layer reads it, 0 where nobody knows.
    """

    context: int
    kv_numbers: int
    weight_bytes: int
    number_bytes: float
    working: int = 0

    @property
    def numbers(self) -> int:
        return int(self.weight_bytes / self.number_bytes)


_BYTES = {"float32": 4.0, "float16": 2.0, "bfloat16": 2.0, "float64": 8.0}


def read_folder(folder: Path) -> FolderFacts:
    """The facts of a folder. Raises BadInput if its config.json is missing or damaged."""
    try:
        config: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
        config = {**config, **config.get("text_config", {})}
        heads = int(config.get("num_attention_heads") or 1)
        width = int(config.get("head_dim") or int(config.get("hidden_size", 0)) // heads)
        kv_heads = int(config.get("num_key_value_heads") or heads)
        layers = int(config.get("num_hidden_layers", 0))
        # the stream, its norm, what attention makes of it; or the three of a gated feed-forward
        wide = int(config.get("intermediate_size") or 0)
        working = max(8 * heads * width, 2 * heads * width + 3 * wide)
        context = int(config.get("max_position_embeddings") or 2048)
        files = list(folder.glob("*.safetensors")) or list(folder.glob("*.bin"))
        size = sum(path.stat().st_size for path in files)
    except (OSError, ValueError, TypeError) as error:
        raise BadInput(
            "{name} has no config.json that can be read: choose a folder as a model hub gives it.",
            name=folder.name,
        ) from error
    kind = str(config.get("dtype") or config.get("torch_dtype") or "float32")
    kv_numbers = 2 * layers * kv_heads * width
    return FolderFacts(context, kv_numbers, size, _BYTES.get(kind, 2.0), working)
