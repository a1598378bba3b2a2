"""A GGUF language model in the real format, small and random: two layers, byte tokens.

Answers are noise, but everything around them is real: llama.cpp loads, samples and stops it.
"""

from pathlib import Path
from typing import Literal

import numpy as np
from gguf import GGUFWriter, TokenType

#: A chat template of the usual kind, and one that lets the model think first.
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
WIDTH, _HEADS, _LAYERS, _FEED = 32, 4, 2, 64


def write_tiny_gguf(
    path: Path,
    template: str | None = TEMPLATE,
    context: int = 256,
    seed: int = 7,
    marks: tuple[str, ...] = (),
    family: Literal["llama", "qwen3vl"] = "llama",
) -> Path:
    """Write the model; `template` None makes it a base model, `marks` are more tokens.

    The `family` "qwen3vl" numbers what it reads in three dimensions, as pictures want it.
    """
    random = np.random.default_rng(seed)
    writer = GGUFWriter(path, family)
    writer.add_name("Tiny")
    writer.add_context_length(context)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(_LAYERS)
    writer.add_feed_forward_length(_FEED)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv(_HEADS // 2)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // _HEADS)
    if family == "qwen3vl":
        writer.add_key_length(WIDTH // _HEADS)
        writer.add_value_length(WIDTH // _HEADS)
        writer.add_rope_dimension_sections([2, 1, 1, 0])
        writer.add_num_deepstack_layers(0)
    tokens = [*SPECIAL, *byte_signs(), *marks]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    kinds = [TokenType.CONTROL] * len(SPECIAL) + [TokenType.NORMAL] * 256
    kinds += [TokenType.CONTROL if mark[0] == "<" else TokenType.NORMAL for mark in marks]
    writer.add_token_types(kinds)
    writer.add_token_merges([f"{tokens[3 + 64]} {tokens[3 + 65]}"])
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(2)
    writer.add_add_bos_token(False)
    if template is not None:
        writer.add_chat_template(template)

    def add(name: str, *shape: int) -> None:
        scale = 1.0 / np.sqrt(shape[-1])
        writer.add_tensor(name, (random.standard_normal(shape) * scale).astype(np.float32))

    def ones(name: str, count: int = WIDTH) -> None:
        writer.add_tensor(name, np.ones(count, np.float32))

    add("token_embd.weight", len(tokens), WIDTH)
    for layer in range(_LAYERS):
        start = f"blk.{layer}."
        ones(start + "attn_norm.weight")
        ones(start + "ffn_norm.weight")
        if family == "qwen3vl":
            ones(start + "attn_q_norm.weight", WIDTH // _HEADS)
            ones(start + "attn_k_norm.weight", WIDTH // _HEADS)
        add(start + "attn_q.weight", WIDTH, WIDTH)
        add(start + "attn_k.weight", WIDTH // 2, WIDTH)
        add(start + "attn_v.weight", WIDTH // 2, WIDTH)
        add(start + "attn_output.weight", WIDTH, WIDTH)
        add(start + "ffn_gate.weight", _FEED, WIDTH)
        add(start + "ffn_up.weight", _FEED, WIDTH)
        add(start + "ffn_down.weight", WIDTH, _FEED)
    ones("output_norm.weight")
    add("output.weight", len(tokens), WIDTH)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def byte_signs() -> list[str]:
    """GPT-2's printable signs for the bytes 0 to 255 (Radford et al. 2019)."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    signs = {byte: chr(byte) for byte in plain}
    signs.update({byte: chr(256 + n) for n, byte in enumerate(others)})
    return [signs[byte] for byte in range(256)]
