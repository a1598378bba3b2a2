"""ncnn models become PyTorch state dicts, once, after download.

An ncnn model is a ``.param`` text (one layer a line, in running order) and a ``.bin`` with the
weights of those layers one after another. Format: ncnn's wiki, "param and model file structure";
reading rules as in ncnn's ModelBinFromDataReader. The result carries the key names of the
original Real-ESRGAN checkpoints. numpy only; the same input gives the same bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

from pipelines.errors import UnknownCheckpoint

Array = NDArray[np.float32]

_MAGIC = "7767517"
_FLOAT16 = 0x01306B47
_FLOAT32 = (0, 0x0002C056)
_WITHOUT_WEIGHTS = frozenset(
    {"Input", "Split", "Concat", "Eltwise", "BinaryOp", "Interp", "PixelShuffle", "ReLU"}
)


@dataclass(frozen=True)
class Layer:
    """One layer with weights: `weight` (out, in, height, width) and `bias`, or a PReLU's slopes."""

    kind: str
    weight: Array
    bias: Array | None = None


def _refuse(why: str) -> UnknownCheckpoint:
    return UnknownCheckpoint(
        "This ncnn model cannot be converted ({why}): choose a .safetensors or .pth file instead.",
        why=why,
    )


@dataclass
class _Bin:
    """A cursor over the ``.bin``."""

    data: bytes
    at: int = 0

    def take(self, dtype: Any, count: int) -> Array:
        size = np.dtype(dtype).itemsize * count
        if count <= 0 or self.at + size > len(self.data):
            raise _refuse(f"the .bin ends at byte {len(self.data)}, in the middle of a layer")
        values = np.frombuffer(self.data, np.dtype(dtype).newbyteorder("<"), count, self.at)
        self.at += size
        return values.astype(np.float32)

    def take_flagged(self, count: int) -> Array:
        """Weights preceded by four bytes that say how they are stored."""
        if self.at + 4 > len(self.data):
            raise _refuse(f"the .bin ends at byte {len(self.data)}, in the middle of a layer")
        flag = int.from_bytes(self.data[self.at : self.at + 4], "little")
        self.at += 4
        if flag in _FLOAT32:
            return self.take(np.float32, count)
        if flag != _FLOAT16:
            raise _refuse(f"storage flag {flag:#010x} is neither fp16 nor fp32")
        values = self.take(np.float16, count)
        self.at += 2 * (count % 2)  # halves are padded to four bytes
        return values


def _options(words: Sequence[str]) -> dict[int, str]:
    options: dict[int, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if equals:
            options[int(key)] = value
    return options


def _read_convolution(options: Mapping[int, str], weights: _Bin) -> Layer:
    out, width = int(options[0]), int(options[1])
    height = int(options.get(11, width))
    count = int(options[6])
    if out <= 0 or count % (out * width * height):
        raise _refuse(f"{count} weights do not fill {out} filters of {width}x{height}")
    weight = weights.take_flagged(count).reshape(out, -1, height, width)
    bias = weights.take(np.float32, out) if int(options.get(5, "0")) else None
    return Layer("Convolution", weight, bias)


def read_layers(param: str, data: bytes) -> list[Layer]:
    """The layers with weights in running order.

    Raises UnknownCheckpoint if the text is malformed, a layer is of a kind not handled here, or
    the ``.bin`` is not used up exactly.
    """
    lines = [line.split() for line in param.split("\n") if line.strip()]
    if len(lines) < 2 or lines[0] != [_MAGIC] or len(lines) - 2 != int(lines[1][0]):
        raise _refuse("the .param is not a complete text of format 7767517")
    weights, layers = _Bin(data), []
    for words in lines[2:]:
        kind = words[0]
        try:
            options = _options(words[4 + int(words[2]) + int(words[3]) :])
            if kind == "Convolution":
                layers.append(_read_convolution(options, weights))
            elif kind == "PReLU":
                layers.append(Layer(kind, weights.take(np.float32, int(options[0]))))
            elif kind not in _WITHOUT_WEIGHTS:
                raise _refuse(f"layers of the kind {kind} are not handled")
        except (ValueError, KeyError, IndexError) as error:
            raise _refuse(f"the line of layer {' '.join(words[:2])} is malformed") from error
    if weights.at != len(data):
        raise _refuse(f"{len(data) - weights.at} of {len(data)} bytes of the .bin are left over")
    return layers


def _rrdbnet_names(count: int) -> list[str]:
    """Module names of an RRDBNet with `count` convolutions (xinntao/Real-ESRGAN)."""
    blocks, rest = divmod(count - 6, 15)
    if blocks < 1 or rest:
        raise _refuse(f"{count} convolutions make no RRDBNet")
    body = [
        f"body.{block}.rdb{dense}.conv{conv}"
        for block in range(blocks)
        for dense in range(1, 4)
        for conv in range(1, 6)
    ]
    tail = ["conv_body", "conv_up1", "conv_up2", "conv_hr", "conv_last"]
    return ["conv_first", *body, *tail]


def rrdbnet_state(layers: Sequence[Layer]) -> dict[str, Array]:
    """State dict of basicsr's RRDBNet, scale 4. Raises UnknownCheckpoint if it is not one."""
    names = _rrdbnet_names(len(layers))
    features, growth = layers[0].weight.shape[0], layers[1].weight.shape[0]
    state: dict[str, Array] = {}
    for name, layer in zip(names, layers, strict=True):
        inside = layer.weight.shape[1]
        expected = features
        if name == "conv_first":
            expected = inside
        elif ".rdb" in name:
            expected = features + growth * (int(name[-1]) - 1)
        if layer.kind != "Convolution" or layer.bias is None or inside != expected:
            raise _refuse(f"the convolution {name} takes {inside} channels instead of {expected}")
        state[f"{name}.weight"] = layer.weight
        state[f"{name}.bias"] = layer.bias
    return state


def compact_state(layers: Sequence[Layer]) -> dict[str, Array]:
    """State dict of SRVGGNetCompact with PReLU. Raises UnknownCheckpoint if it is not one."""
    kinds = ["PReLU" if index % 2 else "Convolution" for index in range(len(layers))]
    if len(layers) % 2 == 0 or [layer.kind for layer in layers] != kinds:
        raise _refuse("convolutions and PReLU do not alternate as in SRVGGNetCompact")
    state: dict[str, Array] = {}
    for index, layer in enumerate(layers):
        state[f"body.{index}.weight"] = layer.weight
        if layer.kind == "Convolution":
            if layer.bias is None:
                raise _refuse(f"the convolution body.{index} has no bias")
            state[f"body.{index}.bias"] = layer.bias
    return state


_CONVERTERS: dict[str, Callable[[Sequence[Layer]], dict[str, Array]]] = {
    "ncnn-rrdbnet": rrdbnet_state,
    "ncnn-compact": compact_state,
}


def convert(converter: str, members: Mapping[str, bytes]) -> bytes:
    """The ``.bin`` and ``.param`` among `members` as the bytes of a .safetensors file.

    Raises UnknownCheckpoint if they do not fit the network that `converter` names.
    """
    by_suffix = {name.rpartition(".")[2]: content for name, content in members.items()}
    if "bin" not in by_suffix or "param" not in by_suffix:
        raise _refuse("a .bin and a .param are needed")
    layers = read_layers(by_suffix["param"].decode("utf-8", "replace"), by_suffix["bin"])
    if not layers:
        raise _refuse("it has no weights")
    state = _CONVERTERS[converter](layers)
    return save({name: np.ascontiguousarray(value) for name, value in state.items()})
