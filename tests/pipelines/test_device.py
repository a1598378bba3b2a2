"""Devices as drivers tell them, without torch, and as torch refines them."""

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from pipelines import device as devices
from pipelines import device_listing as listing
from pipelines.device import Device, Offload, Plan, next_smaller
from pipelines.device_listing import Listed, container_limit, refined, visible
from pipelines.text import text

GIB = 2**30
TWO = [
    Listed(Device("cuda:0", "First", 8 * GIB), 7 * GIB, "GPU-aaaa"),
    Listed(Device("cuda:1", "Second", 16 * GIB), 15 * GIB, "GPU-bbbb"),
]


def fake_driver(**changed: Any) -> Any:
    """NVIDIA's library on a machine with two GPUs."""

    class NVMLError(Exception):
        pass

    def fail() -> None:
        raise NVMLError

    made = {
        "NVMLError": NVMLError,
        "nvmlInit": lambda: None,
        "nvmlShutdown": lambda: None,
        "nvmlDeviceGetCount": lambda: 2,
        "nvmlDeviceGetHandleByIndex": lambda index: TWO[index],
        "nvmlDeviceGetMemoryInfo": lambda item: SimpleNamespace(
            total=item.device.total_bytes, free=item.free_bytes
        ),
        "nvmlDeviceGetName": lambda item: item.device.name,
        "nvmlDeviceGetUUID": lambda item: item.uuid,
    }
    return SimpleNamespace(**{**made, **dict.fromkeys(changed, fail)})


def test_gpus_are_listed_by_their_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pynvml", fake_driver())
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    assert listing.nvidia_gpus() == TWO
    assert [item.device.id for item in listing.list_devices()] == ["cuda:0", "cuda:1", "cpu"]
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    (second,) = listing.nvidia_gpus()
    assert (second.device.id, second.device.name) == ("cuda:0", "Second")


@pytest.mark.parametrize("broken", ["nvmlInit", "nvmlDeviceGetCount"])
def test_a_broken_driver_means_no_gpu(monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    monkeypatch.setitem(sys.modules, "pynvml", fake_driver(**{broken: True}))
    assert listing.nvidia_gpus() == []


def test_a_torch_without_cuda_means_no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pynvml", fake_driver())
    monkeypatch.setattr(listing, "torch_build", lambda: "cpu")
    assert listing.nvidia_gpus() == []


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (None, ["First", "Second"]),
        ("", []),
        ("1,0", ["Second", "First"]),
        ("GPU-bb", ["Second"]),
        ("0,7,1", ["First"]),
        ("-1", []),
    ],
)
def test_cudas_own_selection_holds(wanted: str | None, names: list[str]) -> None:
    found = visible(TWO, wanted)
    assert [item.device.name for item in found] == names
    assert [item.device.id for item in found] == [f"cuda:{n}" for n in range(len(names))]


def test_free_memory_keeps_the_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pynvml", fake_driver())
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    assert devices.free_bytes("cuda:1") == 15 * GIB - devices.RESERVE["cuda"]
    assert devices.free_bytes("cuda:5") == 0
    memory = psutil.virtual_memory()
    assert 0 < devices.free_bytes("cpu") < memory.total


def test_torch_has_the_last_word() -> None:
    """The driver lists two; torch, too old for the second, uses one."""
    gone = SimpleNamespace(is_available=lambda: False)
    torch = SimpleNamespace(
        cuda=SimpleNamespace(
            is_available=lambda: True,
            device_count=lambda: 1,
            get_device_properties=lambda _index: SimpleNamespace(name="X", total_memory=7 * GIB),
        ),
        backends=SimpleNamespace(mps=gone),
        xpu=gone,
    )
    cpu = Listed(Device("cpu", "CPU", GIB), GIB)
    assert refined(torch, [*TWO, cpu]) == (Device("cuda:0", "First", 7 * GIB), cpu.device)


def test_the_container_limits_main_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "memory.max").write_text(f"{2 * GIB}\n")
    (tmp_path / "memory.current").write_text(f"{GIB}\n")
    (tmp_path / "memory.stat").write_text(f"anon 1\ninactive_file {GIB // 4}\n")
    assert container_limit(tmp_path) == (2 * GIB, GIB * 3 // 4)
    monkeypatch.setattr(listing, "container_limit", lambda _folder: (2 * GIB, GIB))
    found = listing.processor()
    assert (found.device.total_bytes, found.free_bytes) == (2 * GIB, GIB)
    (tmp_path / "memory.max").write_text("max\n")
    assert container_limit(tmp_path)[0] is None
    assert container_limit(tmp_path / "none") == (None, 0)


def test_the_ladder_goes_down_step_by_step() -> None:
    plan: Plan | None = Plan("cuda:0", "float16", 0, text("start"))
    seen: list[tuple[str, Offload, int]] = []
    while plan is not None:
        seen.append((plan.device, plan.offload, plan.tile))
        plan = next_smaller(plan, (Offload.MODEL, Offload.GROUP))
    assert seen == [
        ("cuda:0", Offload.NONE, 0),
        ("cuda:0", Offload.MODEL, 0),
        ("cuda:0", Offload.GROUP, 0),
        *(("cuda:0", Offload.GROUP, side) for side in (512, 256, 128, 64)),
        *(("cpu", Offload.NONE, side) for side in (256, 128, 64)),
    ]
