"""The parts of models that see, in llama.cpp's real format: small and random, of three families.

They go beside a model of `tiny_gguf`. What they see is noise, but the same noise for the same
picture, and another for another.
"""

from pathlib import Path

import numpy as np
from gguf import GGUFWriter

from tests.tiny_gguf import WIDTH

#: LLaVA sees pictures at 28 x 28 pixels in patches of 14: four tokens.
SIZE, PATCH = 28, 14
TOKENS = (SIZE // PATCH) ** 2
#: What SmolVLM writes around its tiles; the tokenizer must know it.
SMOLVLM_MARKS = (
    "<fake_token_around_image>",
    "<global-img>",
    "\u010a\u010a",  # two line breaks as GPT-2's tokenizers spell them
    *(f"<row_{row}_col_{column}>" for row in range(1, 7) for column in range(1, 7)),
)
_HEADS = 4


class _Eye:
    """A mmproj file in the making: a transformer of `layers`, `seen` wide, over patches."""

    def __init__(
        self, path: Path, projector: str, size: int, patch: int, layers: int, seen: int
    ) -> None:
        self.seen, self.feed, self.layers = seen, 2 * seen, layers
        self.random = np.random.default_rng(3)
        self.writer = writer = GGUFWriter(path, "clip")
        writer.add_name("Tiny eye")
        writer.add_clip_has_vision_encoder(True)
        writer.add_clip_projector_type(projector)
        writer.add_vision_use_gelu(True)
        writer.add_vision_image_size(size)
        writer.add_vision_patch_size(patch)
        writer.add_vision_embedding_length(seen)
        writer.add_vision_feed_forward_length(self.feed)
        writer.add_vision_projection_dim(WIDTH)
        writer.add_vision_head_count(_HEADS)
        writer.add_vision_attention_layernorm_eps(1e-5)
        writer.add_vision_block_count(layers)
        writer.add_vision_image_mean([0.5, 0.5, 0.5])
        writer.add_vision_image_std([0.5, 0.5, 0.5])
        self.add("v.patch_embd.weight", seen, 3, patch, patch)

    def add(self, name: str, *shape: int) -> None:
        scale = 1.0 / np.sqrt(np.prod(shape[1:]))
        numbers = self.random.standard_normal(shape) * scale
        self.writer.add_tensor(name, numbers.astype(np.float32))

    def zeros(self, name: str, count: int) -> None:
        self.writer.add_tensor(name, np.zeros(count, np.float32))

    def linear(self, name: str, out: int, into: int) -> None:
        self.add(f"{name}.weight", out, into)
        self.zeros(f"{name}.bias", out)

    def norm(self, name: str) -> None:
        self.writer.add_tensor(f"{name}.weight", np.ones(self.seen, np.float32))
        self.zeros(f"{name}.bias", self.seen)

    def blocks(self, attention: dict[str, int]) -> None:
        """The layers; `attention` are its parts, each so many times as wide as the layer."""
        for layer in range(self.layers):
            start = f"v.blk.{layer}."
            for part, times in attention.items():
                self.linear(start + part, times * self.seen, self.seen)
            self.norm(start + "ln1")
            self.norm(start + "ln2")
            self.linear(start + "ffn_up", self.feed, self.seen)
            self.linear(start + "ffn_down", self.seen, self.feed)
        self.norm("v.post_ln")

    def write(self) -> None:
        self.writer.write_header_to_file()
        self.writer.write_kv_data_to_file()
        self.writer.write_tensors_to_file()
        self.writer.close()


_SEPARATE = {"attn_q": 1, "attn_k": 1, "attn_v": 1, "attn_out": 1}


def write_tiny_mmproj(
    path: Path, width: int = WIDTH, size: int = SIZE, layers: int = 2, seen: int = 48
) -> Path:
    """LLaVA's: CLIP and two matrices. Another `width` fits no tiny model.

    It sees pictures at `size` pixels through `layers` that are `seen` wide: more take longer.
    """
    eye = _Eye(path, "mlp", size, PATCH, layers, seen)
    eye.writer.add_tensor("v.class_embd", eye.random.standard_normal(seen).astype(np.float32))
    eye.add("v.position_embd.weight", (size // PATCH) ** 2 + 1, seen)
    eye.norm("v.pre_ln")
    eye.blocks(_SEPARATE)
    eye.linear("mm.0", width, seen)
    eye.linear("mm.2", width, width)
    eye.write()
    return path


def write_tiny_smolvlm_eye(path: Path) -> Path:
    """SmolVLM's: tiles of 56 pixels, four tokens each, and the whole picture."""
    size, seen = 56, 48
    eye = _Eye(path, "idefics3", size, PATCH, 2, seen)
    eye.writer.add_vision_projector_scale_factor(2)
    eye.writer.add_vision_preproc_image_size(4 * size)
    eye.zeros("v.patch_embd.bias", seen)
    eye.add("v.position_embd.weight", (size // PATCH) ** 2, seen)
    eye.blocks(_SEPARATE)
    eye.add("mm.model.fc.weight", WIDTH, 4 * seen)
    eye.write()
    return path


def write_tiny_qwen_eye(path: Path) -> Path:
    """Qwen3-VL's: one token for each 32 x 32 pixels."""
    size, seen, patch, layers = 64, 48, 16, 2
    eye = _Eye(path, "qwen3vl_merger", size, patch, layers, seen)
    eye.writer.add_vision_spatial_merge_size(2)
    eye.writer.add_vision_is_deepstack_layers([False] * layers)
    eye.zeros("v.patch_embd.bias", seen)
    eye.add("v.patch_embd.weight.1", seen, 3, patch, patch)
    eye.add("v.position_embd.weight", (size // patch) ** 2, seen)
    eye.blocks({"attn_qkv": 3, "attn_out": 1})
    eye.linear("mm.0", 4 * seen, 4 * seen)
    eye.linear("mm.2", WIDTH, 4 * seen)
    eye.write()
    return path
