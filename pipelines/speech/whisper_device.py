"""What CTranslate2 computes with on a device, and whether a device has room left."""

import os
from contextlib import suppress
from typing import Any

from pipelines.nvml import ask_nvidia, nvidia_handles
from pipelines.text import Text, text

#: Formats by preference where nobody asked for one, the most exact that is quick first.
_BEST = {"cuda": ("float16", "int8_float16", "int8", "float32"), "cpu": ("int8", "float32")}

#: Less free memory than this on a GPU, and an error there is taken for a lack of it.
_LITTLE = 512 * 1024**2


def runs_on() -> tuple[str, ...]:
    """The kinds of device that CTranslate2 can use here, the fastest first."""
    import ctranslate2

    return ("cuda", "cpu") if ctranslate2.get_cuda_device_count() > 0 else ("cpu",)


def compute_type_for(kind: str, wanted: str = "auto") -> tuple[str, Text | None]:
    """The number format for a kind of device, and a note where it is not the one wanted."""
    import ctranslate2

    kind = kind if kind == "cuda" else "cpu"
    able = ctranslate2.get_supported_compute_types(kind)
    used = wanted if wanted in able else next((t for t in _BEST[kind] if t in able), "default")
    if wanted in ("auto", used):
        return used, None
    note = text(
        "This device cannot compute in {wanted}: {used} was used.", wanted=wanted, used=used
    )
    return used, note


def threads() -> int:
    """Real cores that this process may use: more than that only get in each other's way."""
    import psutil

    usable = os.cpu_count() or 1
    with suppress(AttributeError, OSError):
        usable = len(psutil.Process().cpu_affinity() or ())
    return max(1, min(usable, psutil.cpu_count(logical=False) or usable))


def workers(kind: str) -> int:
    """How many batches are decoded side by side.

    Two on a CPU, as the beams of one leave cores waiting (tiny.en on two cores, five minutes:
    1.3 times as fast). Each may use all cores: one alone is no slower.
    """
    return 2 if kind != "cuda" and threads() > 1 else 1


def lacks_memory(device: str, wanted: int = 0) -> bool:
    """Whether a GPU has less than `wanted` bytes, or hardly any, left.

    CTranslate2 tells of every failure on a GPU by one type, RuntimeError. Its words are not looked
    at, they change; whether there is room is asked of the driver instead.
    """
    kind, _colon, index = device.partition(":")
    if kind != "cuda":
        return False

    def free(nvml: Any) -> int | None:
        handle = nvidia_handles(nvml)[int(index or 0)]
        return int(nvml.nvmlDeviceGetMemoryInfo(handle).free)

    found = ask_nvidia(free, None)
    return found is not None and found < max(_LITTLE, wanted)
