"""Devices, free memory and the choice of number format. torch is imported inside the functions."""

import gc
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from pipelines.device_listing import GIB, Device, Listed, list_devices, refined
from pipelines.heap import trim_heap
from pipelines.text import Text, text

__all__ = ["GIB", "RESERVE", "Device", "Offload", "Plan", "devices", "free_bytes"]

#: Kept free on every device for the desktop and for fragmentation, in bytes.
RESERVE = {"cpu": 1 * GIB, "cuda": 600 * 1024**2, "mps": 1 * GIB, "xpu": 600 * 1024**2}


class Offload(StrEnum):
    """How much of a model waits in main memory: nothing, whole parts, or layer by layer."""

    NONE = "none"
    MODEL = "model"
    GROUP = "group"


@dataclass(frozen=True)
class Plan:
    """How one job will run, made before anything is loaded.

    `device` is torch's id, `tile` a side in input pixels (0: the whole picture at once), `dtype`
    "float32", "float16" or "bfloat16". `peak_bytes` is what the job is estimated to take at its
    height, `budget_bytes` what there is for it, `seconds` how long it will take as far as runs on
    this machine tell (else None). `reason` is one sentence, `steps` say what led to it.
    """

    device: str
    dtype: str
    tile: int
    reason: Text
    offload: Offload = Offload.NONE
    peak_bytes: int = 0
    budget_bytes: int = 0
    seconds: float | None = None
    steps: tuple[Text, ...] = ()

    @property
    def kind(self) -> str:
        return self.device.partition(":")[0]

    @property
    def fits(self) -> bool:
        return self.peak_bytes <= self.budget_bytes

    def with_tile(self, tile: int, reason: Text) -> "Plan":
        return replace(self, tile=tile, reason=reason)


def devices() -> tuple[Device, ...]:
    """Every usable device, the fastest first; the CPU is always last.

    Known without torch; once torch has been imported, by something else, it has the last word.
    """
    torch = _imported()
    found = list_devices()
    return refined(torch, found) if torch is not None else tuple(item.device for item in found)


def free_bytes(device: str) -> int:
    """Memory that is free on the device, the reserve already set aside; 0 for an unknown one.

    What torch keeps for its next use counts as free.
    """
    kind = device.partition(":")[0]
    free = _free_by_torch(_imported(), device, kind)
    if free is None:
        known: dict[str, Listed] = {item.device.id: item for item in list_devices()}
        free = known[device].free_bytes if device in known else 0
    return max(0, free - RESERVE.get(kind, 0))


def _imported() -> Any:
    """torch if it is there already, else None: it takes seconds to import."""
    return sys.modules.get("torch")


def _free_by_torch(torch: Any, device: str, kind: str) -> int | None:
    """None where torch would have to wake the device first, which alone takes 300 MB of a GPU."""
    if torch is None or kind == "cpu":
        return None
    if kind == "cuda" and torch.cuda.is_initialized():
        free, _total = torch.cuda.mem_get_info(device)
        return free + torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
    if kind == "mps":
        return torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory()
    if kind == "xpu" and torch.xpu.is_initialized():
        free, _total = torch.xpu.mem_get_info(device)
        return free + torch.xpu.memory_reserved(device) - torch.xpu.memory_allocated(device)
    return None


def has_fast_bfloat16() -> bool:
    """Whether this CPU multiplies bfloat16 in hardware (AVX512-BF16 or AMX)."""
    torch = _imported()
    if torch is not None:
        known = torch.cpu.get_capabilities()
        return bool(known.get("avx512_bf16") or known.get("amx_bf16"))
    from pipelines.device_listing import processor_flags

    return bool({"avx512_bf16", "amx_bf16"} & processor_flags())


def choose_dtype(device: str, supported: Iterable[str]) -> str:
    """The fastest number format that the device has in hardware and the model allows."""
    allowed = set(supported)
    order = {"cuda": ["float16"], "mps": ["float16"], "xpu": ["bfloat16", "float16"]}.get(
        device.partition(":")[0], ["bfloat16"] if has_fast_bfloat16() else []
    )
    return next((dtype for dtype in order if dtype in allowed), "float32")


def is_out_of_memory(error: BaseException) -> bool:
    """Recognised by type, never by the words of the message."""
    torch = _imported()
    kinds = (MemoryError,) if torch is None else (torch.OutOfMemoryError, MemoryError)
    return isinstance(error, kinds)


def release_memory(device: str) -> None:
    """Give back what the allocators keep for later, torch's and the C library's."""
    gc.collect()
    torch = _imported()
    if torch is not None and device.startswith("cuda"):
        torch.cuda.empty_cache()
    elif torch is not None and device == "mps":
        torch.mps.empty_cache()
    elif torch is not None and device.startswith("xpu"):
        torch.xpu.empty_cache()
    trim_heap()


def next_smaller(plan: Plan, offloads: Iterable[Offload] = (), tiled: bool = True) -> Plan | None:
    """One step down after running out of memory; None at the bottom.

    More of the model into main memory (those of `offloads`), then half the tile if the model is
    `tiled`, then the CPU.
    """
    smallest = 64
    order = list(Offload)
    for offload in offloads:
        if plan.kind != "cpu" and order.index(offload) > order.index(plan.offload):
            reason = {
                Offload.MODEL: text("Ran out of memory: parts of the model wait in main memory."),
                Offload.GROUP: text("Ran out of memory: layers of the model wait in main memory."),
            }[offload]
            return replace(plan, offload=offload, reason=reason)
    if tiled and (plan.tile == 0 or plan.tile > smallest):
        tile = max(smallest, plan.tile // 2) if plan.tile else 512
        return plan.with_tile(
            tile, text("Ran out of memory: trying tiles of {tile} px.", tile=tile)
        )
    if plan.device != "cpu":
        return Plan("cpu", "float32", 256, text("Ran out of memory: trying the CPU."))
    return None
