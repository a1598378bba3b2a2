"""The part of a LLaVA that sees, in llama.cpp's real format: a small random CLIP and its projector.

It goes beside a model of `tiny_gguf`. What it sees is noise, but the same noise for the same
picture, and another for another.
"""

from pathlib import Path

import numpy as np
from gguf import GGUFWriter

from tests.tiny_gguf import WIDTH

#: Pictures are seen at 28 x 28 pixels in patches of 14: four tokens.
SIZE, PATCH = 28, 14
TOKENS = (SIZE // PATCH) ** 2
_HEADS = 4


def write_tiny_mmproj(
    path: Path, width: int = WIDTH, size: int = SIZE, layers: int = 2, seen: int = 48, seed: int = 3
) -> Path:
    """Write the file for a model of that `width`; another width fits no tiny model.

    It sees pictures at `size` pixels through `layers` that are `seen` wide: more take longer.
    """
    feed = 2 * seen
    random = np.random.default_rng(seed)
    writer = GGUFWriter(path, "clip")
    writer.add_name("Tiny eye")
    writer.add_clip_has_vision_encoder(True)
    writer.add_clip_projector_type("mlp")
    writer.add_vision_use_gelu(True)
    writer.add_vision_image_size(size)
    writer.add_vision_patch_size(PATCH)
    writer.add_vision_embedding_length(seen)
    writer.add_vision_feed_forward_length(feed)
    writer.add_vision_projection_dim(width)
    writer.add_vision_head_count(_HEADS)
    writer.add_vision_attention_layernorm_eps(1e-5)
    writer.add_vision_block_count(layers)
    writer.add_vision_image_mean([0.5, 0.5, 0.5])
    writer.add_vision_image_std([0.5, 0.5, 0.5])

    def add(name: str, *shape: int) -> None:
        scale = 1.0 / np.sqrt(np.prod(shape[1:]))
        writer.add_tensor(name, (random.standard_normal(shape) * scale).astype(np.float32))

    def linear(name: str, out: int, into: int) -> None:
        add(f"{name}.weight", out, into)
        writer.add_tensor(f"{name}.bias", np.zeros(out, np.float32))

    def norm(name: str) -> None:
        writer.add_tensor(f"{name}.weight", np.ones(seen, np.float32))
        writer.add_tensor(f"{name}.bias", np.zeros(seen, np.float32))

    writer.add_tensor("v.class_embd", random.standard_normal(seen).astype(np.float32))
    add("v.patch_embd.weight", seen, 3, PATCH, PATCH)
    add("v.position_embd.weight", (size // PATCH) ** 2 + 1, seen)
    norm("v.pre_ln")
    for layer in range(layers):
        start = f"v.blk.{layer}."
        for part in ("attn_q", "attn_k", "attn_v", "attn_out"):
            linear(start + part, seen, seen)
        norm(start + "ln1")
        norm(start + "ln2")
        linear(start + "ffn_up", feed, seen)
        linear(start + "ffn_down", seen, feed)
    norm("v.post_ln")
    linear("mm.0", width, seen)
    linear("mm.2", width, width)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
