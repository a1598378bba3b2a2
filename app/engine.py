"""The runtime that jobs share, built by the first job on its own thread.

Opening the window must not import what the pipelines need (httpx, psutil, later torch), so the
GUI thread only ever holds this promise of a runtime.
"""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.jobs import Lane, device_lane
from app.settings import Settings
from pipelines.places import Places

if TYPE_CHECKING:
    from pipelines.device import Device
    from pipelines.run import Runtime


@dataclass(frozen=True)
class Memory:
    """Bytes of a device; `loaded` is what models take, on all devices."""

    free: int
    total: int
    loaded: int = 0


class Engine(QObject):
    """Hands out the runtime for given settings. Loaded models stay when settings change.

    `devices_found` tells the devices once the first job has started torch.
    """

    devices_found = Signal(object)

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places = places
        self.devices: tuple[Device, ...] = ()
        self._runtime: Runtime | None = None
        self._lock = threading.Lock()

    def runtime(self, settings: Settings) -> "Runtime":
        """The runtime; call it from a job, with the settings as they were when it was queued."""
        from pipelines.budget import parse_budget
        from pipelines.planning import Preferences
        from pipelines.run import build_runtime, with_preferences

        budget = parse_budget(settings.memory_budget)
        wanted = Preferences(settings.device, settings.dtype.value, settings.tile, budget)
        with self._lock:
            if self._runtime is None:
                self._runtime = build_runtime(self.places, wanted, settings.offline)
            self._runtime.store.offline = settings.offline
            return with_preferences(self._runtime, wanted)

    def look_at_adopted(self) -> None:
        """The list of adopted folders has changed; only from a job."""
        from pipelines.weights.adopted_list import AdoptedList

        with self._lock:
            if self._runtime is not None:
                folders = AdoptedList(self.places.adopted).folders()
                self._runtime.store.adopted.change(folders)

    def find_devices(self) -> None:
        """Ask the drivers, and torch if it runs, which devices there are; only from a job."""
        if not self.devices:
            from pipelines.device import devices

            self.devices = devices()
            self.devices_found.emit(self.devices)

    def free_memory_now(self) -> int:
        """Unload every model that no job uses; only from a job. Returns the bytes given back."""
        with self._lock:
            runtime = self._runtime
        return runtime.residency.free_now() if runtime is not None else 0

    def unload_idle(self) -> int:
        """Unload what nobody has used for long; only from a job. Returns how many models."""
        with self._lock:
            runtime = self._runtime
        return runtime.residency.unload_idle() if runtime is not None else 0

    def lane(self, settings: Settings) -> Lane:
        """The lane that a job under these settings runs in."""
        if settings.device == "auto" and self.devices:
            return device_lane(self.devices[0].id)
        return device_lane(settings.device)

    def memory(self, device: str) -> Memory:
        """The memory of a device; only from a job. Unloads what has been idle for long."""
        self.unload_idle()
        import psutil

        loaded = self._loaded_bytes()
        for item in self.devices:
            if item.id == device and item.kind != "cpu":
                from pipelines.device import free_bytes

                return Memory(free_bytes(device), item.total_bytes, loaded)
        found = psutil.virtual_memory()
        return Memory(found.available, found.total, loaded)

    def _loaded_bytes(self) -> int:
        with self._lock:
            runtime = self._runtime
        residents = runtime.residency.residents() if runtime is not None else ()
        return sum(item.bytes for item in residents)
