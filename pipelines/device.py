"""Devices, free memory and the choice of number format. torch is imported inside the functions."""

import gc
from collections.abc import Iterable
from dataclasses import dataclass, replace

import psutil

from pipelines.text import Text, text

GIB = 1024**3

#: Kept free on every device for the desktop and for fragmentation, in bytes.
RESERVE = {"cpu": 1 * GIB, "cuda": 600 * 1024**2, "mps": 1 * GIB}


@dataclass(frozen=True)
class Device:
    """A place a model can run: `id` is torch's name for it ("cpu", "cuda:0", "mps")."""

    id: str
    name: str
    total_bytes: int

    @property
    def kind(self) -> str:
        return self.id.partition(":")[0]


@dataclass(frozen=True)
class Plan:
    """How one job will run: torch device id, number format, tile side in input pixels, and why.

    `tile` 0 means the whole picture at once. `dtype` is "float32", "float16" or "bfloat16".
    """

    device: str
    dtype: str
    tile: int
    reason: Text

    def with_tile(self, tile: int, reason: Text) -> "Plan":
        return replace(self, tile=tile, reason=reason)


def devices() -> tuple[Device, ...]:
    """Every usable device, the fastest first; the CPU is always last."""
    import torch

    found: list[Device] = []
    for index in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        properties = torch.cuda.get_device_properties(index)
        found.append(Device(f"cuda:{index}", properties.name, properties.total_memory))
    if torch.backends.mps.is_available():
        found.append(Device("mps", "Apple GPU", torch.mps.recommended_max_memory()))
    found.append(Device("cpu", "CPU", psutil.virtual_memory().total))
    return tuple(found)


def free_bytes(device: str) -> int:
    """Memory a new model may take on the device, the reserve already set aside."""
    import torch

    kind = device.partition(":")[0]
    if kind == "cuda":
        free, _total = torch.cuda.mem_get_info(device)
        cached = torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
        free += cached
    elif kind == "mps":
        free = torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory()
    else:
        free = psutil.virtual_memory().available
    return max(0, free - RESERVE.get(kind, 0))


def has_fast_bfloat16() -> bool:
    """Whether this CPU multiplies bfloat16 in hardware (AVX512-BF16 or AMX)."""
    import torch

    known = torch.cpu.get_capabilities()
    return bool(known.get("avx512_bf16") or known.get("amx_bf16"))


def choose_dtype(device: str, supported: Iterable[str]) -> str:
    """The fastest number format that the device has in hardware and the model allows."""
    import torch

    allowed = set(supported)
    kind = device.partition(":")[0]
    if kind == "cuda":
        order = ["float16", "bfloat16"] if torch.cuda.is_bf16_supported(False) else ["float16"]
    elif kind == "mps":
        order = ["float16"]
    else:
        order = ["bfloat16"] if has_fast_bfloat16() else []
    return next((dtype for dtype in order if dtype in allowed), "float32")


def is_out_of_memory(error: BaseException) -> bool:
    """Recognised by type, never by the words of the message."""
    import torch

    return isinstance(error, (torch.OutOfMemoryError, MemoryError))


def release_memory(device: str) -> None:
    """Give back what torch's allocator keeps for later."""
    import torch

    gc.collect()
    if device.startswith("cuda"):
        torch.cuda.empty_cache()
    elif device == "mps":
        torch.mps.empty_cache()


def next_smaller(plan: Plan) -> Plan | None:
    """One step down after running out of memory: half the tile, then the CPU, then None."""
    smallest = 64
    if plan.tile == 0 or plan.tile > smallest:
        tile = max(smallest, plan.tile // 2) if plan.tile else 512
        return plan.with_tile(
            tile, text("Ran out of memory: trying tiles of {tile} px.", tile=tile)
        )
    if plan.device != "cpu":
        return Plan("cpu", "float32", 256, text("Ran out of memory: trying the CPU."))
    return None
