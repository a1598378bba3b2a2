"""Whisper's weights in CTranslate2's format as openai-whisper reads them, for the benchmark.

The format is CTranslate2's own (python/ctranslate2/specs/model_spec.py, binary version 6): after
the names of the model, each variable with name, shape, type and bytes; then aliases. CTranslate2
joins the projections of self-attention (query, key, value) and of cross-attention (key, value).
"""

import re
import struct
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

_KINDS = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}


def read_variables(path: Path) -> dict[str, np.ndarray]:
    """Every variable of a model.bin by name."""
    with path.open("rb") as file:
        version, _name, _revision = _number(file, 4), _string(file), _number(file, 4)
        if version != 6:
            raise ValueError(f"{path} has the binary version {version}")
        found: dict[str, np.ndarray] = {}
        for _ in range(_number(file, 4)):
            name = _string(file)
            shape = [_number(file, 4) for _ in range(_number(file, 1))]
            kind, size = _KINDS[_number(file, 1)], _number(file, 4)
            found[name] = np.frombuffer(file.read(size), kind).reshape(shape or [-1])
        for _ in range(_number(file, 4)):
            alias, name = _string(file), _string(file)
            found[alias] = found[name]
    return found


def save_for_openai(source: Path, target: Path) -> None:
    """Write the checkpoint that `whisper.load_model` takes."""
    import torch

    told = read_variables(source)
    layers = {
        half: len({n.split("/")[1] for n in told if re.match(rf"{half}/layer_\d", n)})
        for half in ("encoder", "decoder")
    }
    mels, state = told["encoder/conv1/weight"].shape[1], told["encoder/conv1/weight"].shape[0]
    dims = {
        "n_mels": mels,
        "n_audio_ctx": told["encoder/position_encodings/encodings"].shape[0],
        "n_audio_state": state,
        "n_audio_head": int(told["encoder/num_heads"][0]),
        "n_audio_layer": layers["encoder"],
        "n_vocab": told["decoder/embeddings/weight"].shape[0],
        "n_text_ctx": told["decoder/position_encodings/encodings"].shape[0],
        "n_text_state": state,
        "n_text_head": int(told["decoder/num_heads"][0]),
        "n_text_layer": layers["decoder"],
    }
    weights: dict[str, Any] = {}
    for name, value in _renamed(told, layers):
        weights[name] = torch.from_numpy(value.astype(np.float32))
    torch.save({"dims": dims, "model_state_dict": weights}, target)


def _renamed(told: dict[str, np.ndarray], layers: dict[str, int]) -> "list[tuple[str, np.ndarray]]":
    found = [
        ("encoder.positional_embedding", told["encoder/position_encodings/encodings"]),
        ("decoder.positional_embedding", told["decoder/position_encodings/encodings"]),
        ("decoder.token_embedding.weight", told["decoder/embeddings/weight"]),
        *_pair(told, "encoder/layer_norm", "encoder.ln_post", norm=True),
        *_pair(told, "decoder/layer_norm", "decoder.ln", norm=True),
        *_pair(told, "encoder/conv1", "encoder.conv1"),
        *_pair(told, "encoder/conv2", "encoder.conv2"),
    ]
    for half, count in layers.items():
        for number in range(count):
            found += _layer(told, f"{half}/layer_{number}", f"{half}.blocks.{number}")
    return found


def _layer(told: dict[str, np.ndarray], source: str, target: str) -> "list[tuple[str, np.ndarray]]":
    found = [
        *_attention(told, f"{source}/self_attention", f"{target}.attn"),
        *_pair(told, f"{source}/self_attention/layer_norm", f"{target}.attn_ln", norm=True),
        *_pair(told, f"{source}/ffn/layer_norm", f"{target}.mlp_ln", norm=True),
        *_pair(told, f"{source}/ffn/linear_0", f"{target}.mlp.0"),
        *_pair(told, f"{source}/ffn/linear_1", f"{target}.mlp.2"),
    ]
    if f"{source}/attention/linear_0/weight" in told:
        found += _attention(told, f"{source}/attention", f"{target}.cross_attn")
        norm = f"{source}/attention/layer_norm"
        found += _pair(told, norm, f"{target}.cross_attn_ln", norm=True)
    return found


def _attention(
    told: dict[str, np.ndarray], source: str, target: str
) -> "list[tuple[str, np.ndarray]]":
    """Linear 0 is query, key and value, or the query alone with key and value in linear 1."""
    kinds = [
        word for word in ("linear_0", "linear_1", "linear_2") if f"{source}/{word}/weight" in told
    ]
    names = [["query", "key", "value"], ["out"]]
    if len(kinds) == 3:
        names = [["query"], ["key", "value"], ["out"]]
    found = []
    for kind, parts in zip(kinds, names, strict=True):
        weight = np.split(told[f"{source}/{kind}/weight"], len(parts))
        bias = np.split(told[f"{source}/{kind}/bias"], len(parts))
        for part, matrix, vector in zip(parts, weight, bias, strict=True):
            found.append((f"{target}.{part}.weight", matrix))
            if part != "key":  # which has none
                found.append((f"{target}.{part}.bias", vector))
    return found


def _pair(
    told: dict[str, np.ndarray], source: str, target: str, norm: bool = False
) -> "list[tuple[str, np.ndarray]]":
    weight, bias = ("gamma", "beta") if norm else ("weight", "bias")
    return [
        (f"{target}.weight", told[f"{source}/{weight}"]),
        (f"{target}.bias", told[f"{source}/{bias}"]),
    ]


def _number(file: BinaryIO, size: int) -> int:
    return int(struct.unpack({1: "<B", 2: "<H", 4: "<I"}[size], file.read(size))[0])


def _string(file: BinaryIO) -> str:
    return file.read(_number(file, 2))[:-1].decode()
