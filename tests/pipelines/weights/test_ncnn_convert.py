"""ncnn's format read back from files written here, in both storage forms, whole and damaged."""

import struct

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load

from pipelines.errors import UnknownCheckpoint
from pipelines.weights.ncnn_convert import convert, read_layers

Array = NDArray[np.float32]


def _stored(weight: Array, half: bool) -> bytes:
    if not half:
        return struct.pack("<I", 0) + weight.astype("<f4").tobytes()
    data = weight.astype("<f2").tobytes()
    return struct.pack("<I", 0x01306B47) + data + bytes(-len(data) % 4)


def _compact(half: bool, features: int = 3) -> tuple[str, bytes, list[Array]]:
    """SRVGGNetCompact with one inner convolution, scale 1; 3x3x3x3 weights are odd in number."""
    random = np.random.default_rng(0)
    lines, data, arrays = ["Input input 0 1 data"], b"", []
    for index, (inside, outside) in enumerate([(3, features), (features, features), (features, 3)]):
        weight = random.standard_normal((outside, inside, 3, 3)).astype(np.float16)
        bias = random.standard_normal(outside).astype(np.float32)
        count = weight.size
        lines.append(f"Convolution c{index} 1 1 a b 0={outside} 1=3 4=1 5=1 6={count}")
        data += _stored(weight.astype(np.float32), half) + bias.tobytes()
        arrays += [weight.astype(np.float32), bias]
        if index < 2:
            slopes = random.standard_normal(outside).astype(np.float32)
            lines.append(f"PReLU p{index} 1 1 a b 0={outside}")
            data += slopes.tobytes()
            arrays.append(slopes)
    lines.append("PixelShuffle s 1 1 a b 0=1")
    return "\n".join(["7767517", f"{len(lines)} 9", *lines, ""]), data, arrays


def _convert(param: str, data: bytes, converter: str = "ncnn-compact") -> bytes:
    return convert(converter, {"m.bin": data, "m.param": param.encode()})


@pytest.mark.parametrize("half", [True, False])
def test_reads_both_storage_forms(half: bool) -> None:
    param, data, arrays = _compact(half)
    state = load(_convert(param, data))
    names = ["body.0.weight", "body.0.bias", "body.1.weight", "body.2.weight", "body.2.bias"]
    names += ["body.3.weight", "body.4.weight", "body.4.bias"]
    assert sorted(state) == sorted(names)
    for name, expected in zip(names, arrays, strict=True):
        np.testing.assert_array_equal(state[name], expected)


def test_gives_the_same_bytes_each_time() -> None:
    param, data, _ = _compact(half=True)
    assert _convert(param, data) == _convert(param, data)


def _rrdbnet(features: int = 4, growth: int = 2) -> tuple[str, bytes]:
    shapes = [(features, 3)]
    for _dense in range(3):
        shapes += [(growth, features + growth * index) for index in range(4)]
        shapes.append((features, features + growth * 4))
    shapes += [(features, features)] * 4 + [(3, features)]
    lines, data = [], b""
    for index, (outside, inside) in enumerate(shapes):
        count = outside * inside * 9
        lines.append(f"Convolution c{index} 1 1 a b 0={outside} 1=3 5=1 6={count} -23310=1,2.0e-1")
        data += _stored(np.full((outside, inside, 3, 3), index, np.float32), True)
        data += np.full(outside, -index, "<f4").tobytes()
    return "\n".join(["7767517", f"{len(lines)} 9", *lines]), data


def test_names_rrdbnet_as_the_original_does() -> None:
    param, data = _rrdbnet()
    state = load(_convert(param, data, "ncnn-rrdbnet"))
    assert len(state) == 2 * (1 + 15 + 5)
    assert state["conv_first.weight"].shape == (4, 3, 3, 3)
    assert state["body.0.rdb2.conv3.weight"].shape == (2, 8, 3, 3)
    assert state["body.0.rdb2.conv3.bias"][0] == -8
    assert state["conv_last.bias"].tolist() == [-20, -20, -20]


def _changed(param: str, old: str, new: str) -> str:
    assert old in param
    return param.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("7767517", "7767518", "complete text"),
        ("PReLU p0", "LSTM p0", "layers of the kind LSTM"),
        ("6=81", "6=82", "82 weights do not fill 3 filters"),
        ("PReLU p1 1 1 a b 0=3", "Split p1 1 1 a b", "storage flag"),
        ("PReLU p1 1 1 a b 0=3", "PReLU p1 1 1 a b 1=3", "layer PReLU p1 is malformed"),
        ("1 1 a b 0=3 1=3", "x 1 a b 0=3 1=3", "layer Convolution c0 is malformed"),
    ],
)
def test_refuses_what_it_does_not_understand(old: str, new: str, says: str) -> None:
    param, data, _ = _compact(half=False)
    with pytest.raises(UnknownCheckpoint, match=says):
        _convert(_changed(param, old, new), data)


@pytest.mark.parametrize("cut", [1, 40, 500])
def test_refuses_a_short_bin(cut: int) -> None:
    param, data, _ = _compact(half=True)
    with pytest.raises(UnknownCheckpoint, match="ends at byte"):
        read_layers(param, data[:-cut])


def test_refuses_a_bin_that_is_too_long() -> None:
    param, data, _ = _compact(half=True)
    with pytest.raises(UnknownCheckpoint, match=r"4 of .* bytes of the \.bin are left over"):
        read_layers(param, data + bytes(4))


def test_refuses_another_network() -> None:
    param, data, _ = _compact(half=True)
    with pytest.raises(UnknownCheckpoint, match="make no RRDBNet"):
        _convert(param, data, "ncnn-rrdbnet")
    with pytest.raises(UnknownCheckpoint, match="do not alternate"):
        _convert(*_rrdbnet())


def test_refuses_an_unknown_storage_flag() -> None:
    param, data, _ = _compact(half=True)
    with pytest.raises(UnknownCheckpoint, match="0x000d4b38"):
        read_layers(param, struct.pack("<I", 0x000D4B38) + data[4:])


def test_needs_both_files() -> None:
    with pytest.raises(UnknownCheckpoint, match=r"a \.bin and a \.param"):
        convert("ncnn-compact", {"m.bin": b""})
