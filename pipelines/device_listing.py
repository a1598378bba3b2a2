"""Which devices there are and what is free on them, told by drivers and the system, not by torch.

NVIDIA's own library (nvidia-ml-py) answers in milliseconds and wakes no GPU; asking torch would
import it for seconds and take 300 MB of each GPU for a context.
"""

import os
import platform
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psutil

from pipelines.nvml import ask_nvidia, nvidia_handles

GIB = 1024**3


@dataclass(frozen=True)
class Device:
    """A place a model can run: `id` is torch's name ("cpu", "cuda:0", "mps", "xpu:0")."""

    id: str
    name: str
    total_bytes: int

    @property
    def kind(self) -> str:
        return self.id.partition(":")[0]


@dataclass(frozen=True)
class Listed:
    """A device and what is free on it now; `uuid` tells NVIDIA GPUs apart."""

    device: Device
    free_bytes: int
    uuid: str = ""


def list_devices() -> list[Listed]:
    """Every device, the fastest first, the CPU last. Imports no torch."""
    return [*nvidia_gpus(), *apple_gpu(), *intel_gpus(), processor()]


def processor() -> Listed:
    """The CPU, with what the container may use if it is in one."""
    memory = psutil.virtual_memory()
    total, free = memory.total, memory.available
    limit, used = container_limit(Path("/sys/fs/cgroup"))
    if limit is not None and limit < total:
        total, free = limit, min(free, max(0, limit - used))
    return Listed(Device("cpu", "CPU", total), free)


def container_limit(folder: Path) -> tuple[int | None, int]:
    """Most and present use in bytes of this control group (version 2); None for no limit."""
    with suppress(OSError, ValueError):
        most = (folder / "memory.max").read_text().strip()
        used = int((folder / "memory.current").read_text())
        for line in (folder / "memory.stat").read_text().splitlines():
            if line.startswith("inactive_file "):  # a cache that the system drops when asked
                used -= int(line.split()[1])
        return (None if most == "max" else int(most)), max(0, used)
    return None, 0


def nvidia_gpus() -> list[Listed]:
    """GPUs in the order and the selection that CUDA will show them to this process."""
    if torch_build() == "cpu":
        return []
    found = ask_nvidia(_listed, [])
    return visible(found, os.environ.get("CUDA_VISIBLE_DEVICES"))


def _listed(nvml: Any) -> list[Listed]:
    found: list[Listed] = []
    for index, handle in enumerate(nvidia_handles(nvml)):
        memory = nvml.nvmlDeviceGetMemoryInfo(handle)
        device = Device(f"cuda:{index}", str(nvml.nvmlDeviceGetName(handle)), int(memory.total))
        found.append(Listed(device, int(memory.free), str(nvml.nvmlDeviceGetUUID(handle))))
    return found


def visible(found: list[Listed], wanted: str | None) -> list[Listed]:
    """What CUDA_VISIBLE_DEVICES leaves of them, numbered anew (CUDA's programming guide).

    It lists numbers or the beginnings of UUIDs; the first one that fits none ends the list.
    """
    if wanted is None:
        return found
    chosen: list[Listed] = []
    for word in filter(None, (part.strip() for part in wanted.split(","))):
        if word.isdigit():
            matches = found[int(word) : int(word) + 1]
        else:
            matches = [item for item in found if item.uuid.startswith(word)][:1]
        if not matches:
            break
        number = len(chosen)
        chosen += [replace(item, device=_numbered(item.device, number)) for item in matches]
    return chosen


def _numbered(device: Device, number: int) -> Device:
    return replace(device, id=f"{device.kind}:{number}")


def apple_gpu() -> list[Listed]:
    """Apple's GPU shares main memory; Metal recommends at most 2/3 of it, 3/4 above 36 GB."""
    if sys.platform != "darwin" or platform.machine() != "arm64":
        return []
    memory = psutil.virtual_memory()
    most = memory.total * 3 // 4 if memory.total > 36 * GIB else memory.total * 2 // 3
    return [Listed(Device("mps", "Apple GPU", most), min(most, memory.available))]


def intel_gpus() -> list[Listed]:
    """Intel GPUs, where torch was built for them; their memory is known once torch runs."""
    if torch_build() != "xpu":
        return []
    nodes = Path("/sys/class/drm").glob("card[0-9]*/device/vendor")
    count = sum(1 for node in nodes if _first_line(node) == "0x8086")
    memory = psutil.virtual_memory()
    return [
        Listed(Device(f"xpu:{index}", "Intel GPU", memory.total // 2), memory.available // 2)
        for index in range(count)
    ]


def _first_line(path: Path) -> str:
    with suppress(OSError):
        return path.read_text().strip()
    return ""


@cache
def torch_build() -> str:
    """What the installed torch was built for: "cpu", "xpu", "cu130"; "" if it does not say.

    Read once: every file of a batch has a plan of its own, which asks four times.
    """
    try:
        return version("torch").partition("+")[2]
    except PackageNotFoundError:
        return ""


def refined(torch: Any, found: list[Listed]) -> tuple[Device, ...]:
    """What torch itself can use, with the sizes it sees.

    What was listed beforehand is dropped where torch cannot use it (a driver that is too old).
    """
    devices: list[Device] = []
    if torch.cuda.is_available():
        known = [item.device for item in found if item.device.kind == "cuda"]
        for index in range(torch.cuda.device_count()):
            properties = torch.cuda.get_device_properties(index)
            listed = next((d for d in known if d.id == f"cuda:{index}"), None)
            name = listed.name if listed else properties.name
            devices.append(Device(f"cuda:{index}", name, properties.total_memory))
    if torch.backends.mps.is_available():
        devices.append(Device("mps", "Apple GPU", torch.mps.recommended_max_memory()))
    if hasattr(torch, "xpu") and torch.xpu.is_available():
        for index in range(torch.xpu.device_count()):
            properties = torch.xpu.get_device_properties(index)
            devices.append(Device(f"xpu:{index}", properties.name, properties.total_memory))
    return (*devices, *(item.device for item in found if item.device.kind == "cpu"))


@cache
def processor_flags() -> frozenset[str]:
    """What the processor says it can (Linux); empty where nobody tells without torch."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("flags"):
                return frozenset(line.partition(":")[2].split())
    return frozenset()
