"""The footprints' formulas against the real networks: every tensor alive, counted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from spandrel.architectures.Compact import Compact as CompactNetwork
from spandrel.architectures.ESRGAN import ESRGAN
from spandrel.architectures.SwinIR import SwinIR as SwinIrNetwork

from pipelines.device import Plan
from pipelines.networks.network_shapes import Compact, NetworkShape, Rrdb, SwinIr
from pipelines.networks.shape_reading import Unknown, shape_from
from pipelines.networks.winograd import accelerate
from pipelines.text import text
from pipelines.weights.shapes import shapes_of
from tests.live_bytes import live_peak
from tests.reference import seeded_state

CPU = Plan("cpu", "float32", 0, text("a test"))
GPU = Plan("cuda:0", "float32", 0, text("a test"))
HALF = Plan("cuda:0", "float16", 0, text("a test"))


def esrgan(**options: Any) -> Any:
    return ESRGAN(num_blocks=2, scale=4, **options).eval()


def swinir(window: int, **options: Any) -> Any:
    given = {
        "img_size": 8 * window,
        "depths": [2, 2],
        "embed_dim": 120,
        "num_heads": [4, 4],
        **options,
    }
    return SwinIrNetwork(window_size=window, mlp_ratio=2, **given).eval()


#: A network, its shape, and the tile (height, width) that it is given.
FAST: dict[str, tuple[Callable[[], Any], NetworkShape, tuple[int, int]]] = {
    "x4, small": (esrgan, Rrdb(2), (48, 64)),
    "x4": (esrgan, Rrdb(2), (120, 90)),
    "x2, pixels as channels": (
        lambda: esrgan(in_nc=12, shuffle_factor=2),
        Rrdb(2, scale=2, shuffle=2),
        (128, 160),
    ),
    "compact, small": (lambda: CompactNetwork(num_conv=3, upscale=4), Compact(3), (96, 128)),
    "compact": (lambda: CompactNetwork(num_conv=3, upscale=4), Compact(3), (300, 220)),
    "compact x2": (lambda: CompactNetwork(num_conv=3, upscale=2), Compact(3, 2), (160, 160)),
}


@pytest.mark.parametrize("name", FAST)
def test_working_memory_of_fast_convolution(name: str) -> None:
    make, shape, (height, width) = FAST[name]
    network = accelerate(make())
    pixels = torch.rand(1, 3, height, width)
    taken = live_peak(lambda: network(pixels))
    assert shape.working(height, width, CPU) == pytest.approx(taken, rel=0.1)


@pytest.mark.parametrize("name", FAST)
def test_resident_memory_of_fast_convolution(name: str) -> None:
    make, shape, _tile = FAST[name]
    plain = make()
    numbers = sum(p.numel() * 4 for p in plain.parameters())
    assert shape.resident(GPU) == pytest.approx(numbers, rel=0.01)
    assert shape.resident(HALF) == pytest.approx(numbers / 2, rel=0.01)
    kept = sum(p.numel() * 4 for p in accelerate(plain).parameters())
    assert shape.resident(CPU) == pytest.approx(kept, rel=0.01)


@pytest.mark.parametrize("name", FAST)
def test_working_memory_of_plain_convolution(name: str) -> None:
    make, shape, (height, width) = FAST[name]
    network = make().to("meta")
    taken = live_peak(lambda: network(torch.empty(1, 3, height, width, device="meta")))
    assert shape.working(height, width, GPU) == pytest.approx(taken, rel=0.2)
    assert shape.working(height, width, HALF) == shape.working(height, width, GPU) // 2


@pytest.mark.parametrize(
    ("window", "scale", "side"), [(8, 4, 64), (8, 2, 96), (8, 1, 72), (7, 1, 70)]
)
def test_working_memory_of_attention(window: int, scale: int, side: int) -> None:
    upsampler = "nearest+conv" if scale > 1 else ""
    network = swinir(window, upscale=scale, upsampler=upsampler).to("meta")
    taken = live_peak(lambda: network(torch.empty(1, 3, side, side, device="meta")))
    shape = SwinIr(0, channels=120, heads=4, window=window, scale=scale, groups=2, fast_convs=True)
    assert shape.working(side, side, GPU) == pytest.approx(taken, rel=0.1)


# -- told from a file ---------------------------------------------------------------------------


@pytest.mark.parametrize("container", ["pth", "wrapped", "safetensors"])
@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (esrgan, Rrdb(2)),
        (lambda: esrgan(in_nc=12, shuffle_factor=2), Rrdb(2, scale=2, shuffle=2)),
        (lambda: CompactNetwork(num_conv=3, upscale=2), Compact(3, 2)),
    ],
)
def test_the_shape_is_read_from_the_header(
    tmp_path: Path, container: str, make: Callable[[], Any], expected: NetworkShape
) -> None:
    path = save(tmp_path, make(), container)
    assert shape_from(shapes_of(path), path.stat().st_size) == expected


def test_attention_is_read_from_the_header(tmp_path: Path) -> None:
    path = save(tmp_path, swinir(8, upscale=4, upsampler="nearest+conv"), "wrapped")
    size = path.stat().st_size
    expected = SwinIr(size, channels=120, heads=4, window=8, scale=4, groups=2, fast_convs=True)
    assert shape_from(shapes_of(path), size) == expected


def test_starters_are_what_they_are_called(kept_weights: Path, starter_store: object) -> None:
    """The real files, as converted."""
    expected = {
        "RealESRGAN_x4plus.safetensors": Rrdb(23),
        "RealESRGAN_x4plus_anime_6B.safetensors": Rrdb(6),
        "realesr-animevideov3.safetensors": Compact(16),
    }
    for name, shape in expected.items():
        assert shape_from(shapes_of(kept_weights / name), 1) == shape


def test_an_unknown_network_is_taken_for_a_large_one(tmp_path: Path) -> None:
    path = save(tmp_path, torch.nn.Linear(4, 4), "pth")
    assert shape_from(shapes_of(path), 1000) == Unknown(1000)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\x10" + bytes(7) + b"{", b"x"])
def test_what_is_no_checkpoint_has_no_shapes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.pth"
    path.write_bytes(content)
    assert shapes_of(path) is None


def test_reading_shapes_runs_nothing(tmp_path: Path) -> None:
    import pickle
    import zipfile

    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (tmp_path / "sprung",))

    path = tmp_path / "x.pth"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x/data.pkl", pickle.dumps({"a": Trap()}))
    assert shapes_of(path) is None
    assert not (tmp_path / "sprung").exists()


def save(folder: Path, network: torch.nn.Module, container: str) -> Path:
    state = seeded_state(network.state_dict(), 5)
    if container == "safetensors":
        from safetensors.torch import save_file

        save_file(state, folder / "x.safetensors")
        return folder / "x.safetensors"
    torch.save({"params_ema": state} if container == "wrapped" else state, folder / "x.pth")
    return folder / "x.pth"
