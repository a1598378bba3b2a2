"""NVIDIA's management library, opened for a few questions; nothing where there is no driver."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


def ask_nvidia(question: Callable[[Any], T], otherwise: T) -> T:
    """What `question(pynvml)` gives, or `otherwise` if no driver answers."""
    try:
        import pynvml

        pynvml.nvmlInit()
    except Exception:  # no driver, or one that is broken in its own way
        return otherwise
    try:
        return question(pynvml)
    except pynvml.NVMLError:
        return otherwise
    finally:
        with suppress(pynvml.NVMLError):
            pynvml.nvmlShutdown()


def nvidia_handles(nvml: Any) -> list[Any]:
    """A handle for each GPU, in the driver's order. Raises NVMLError."""
    return [nvml.nvmlDeviceGetHandleByIndex(index) for index in range(nvml.nvmlDeviceGetCount())]
