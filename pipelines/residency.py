"""Which models are loaded where: lease, make room, evict least recently used, unload what is idle.

The idea of a lock count with pin and release is InvokeAI's model cache
(https://github.com/invoke-ai/InvokeAI, Apache-2.0); the code is our own.
"""

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pipelines.device import release_memory
from pipelines.loading import LOADING_LOCK


@dataclass
class Resident:
    """One loaded model. `leases` counts the jobs that use it right now.

    `stale` means that somebody asked for it to be unloaded while it was leased: it goes when the
    last lease ends, and nobody gets a new one.
    """

    key: Hashable
    model: Any
    device: str
    bytes: int
    leases: int = 0
    last_used: float = field(default=0.0)
    stale: bool = False


@dataclass(frozen=True)
class Residence:
    """What is told about a loaded model: its key, device, bytes, jobs at work, seconds idle."""

    key: Hashable
    device: str
    bytes: int
    leases: int
    idle_s: float


class Residency:
    """Loaded models, shared by jobs.

    Loading holds one lock for the whole process, because `from_pretrained` and its like patch
    process-wide state while they build a model.
    """

    def __init__(
        self, time_to_live_s: float = 600.0, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.time_to_live_s = time_to_live_s
        self._now = now
        self._residents: dict[Hashable, Resident] = {}
        self._lock = threading.RLock()

    @contextmanager
    def lease(
        self, key: Hashable, device: str, load: Callable[[], Any], size_bytes: int = 0
    ) -> Iterator[Any]:
        """Pin the model of that key, loading it first if needed; always unpinned at the end."""
        resident = self._pin(key)
        if resident is None:
            with LOADING_LOCK:
                resident = self._pin(key) or self._add(key, device, load, size_bytes)
        try:
            yield resident.model
        finally:
            with self._lock:
                resident.leases -= 1
                resident.last_used = self._now()
                ended = resident.stale and not resident.leases
            if ended:
                resident.model = None
                release_memory(device)

    def is_loaded(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._residents

    def residents(self) -> tuple[Residence, ...]:
        """Every loaded model, the most recently used first."""
        with self._lock:
            now = self._now()
            found = [
                Residence(
                    r.key, r.device, r.bytes, r.leases, 0.0 if r.leases else now - r.last_used
                )
                for r in self._residents.values()
            ]
        return tuple(sorted(found, key=lambda item: item.idle_s))

    def loaded_bytes(self, device: str, leased_only: bool = False, besides: Hashable = None) -> int:
        """What the loaded models take on that device, without the one of key `besides`."""
        with self._lock:
            return sum(
                r.bytes
                for r in self._residents.values()
                if r.device == device and r.key != besides and (r.leases or not leased_only)
            )

    def make_room(self, device: str, most_bytes: int, keep: Hashable = None) -> int:
        """Evict until the models other than `keep` take at most `most_bytes` there.

        Returns the bytes given back; models that are leased stay, so it may be too little.
        """
        excess = self.loaded_bytes(device, besides=keep) - max(0, most_bytes)
        return self.evict(device, excess, keep) if excess > 0 else 0

    def unload(self, key: Hashable) -> bool:
        """Unload one model: now, or, if jobs use it, when the last of them is done.

        Returns whether it is gone already.
        """
        with self._lock:
            resident = self._residents.pop(key, None)
            if resident is None:
                return True
            resident.stale = resident.leases > 0
            device, waits = resident.device, resident.stale
            del resident
        if not waits:
            release_memory(device)
        return not waits

    def free_now(self) -> int:
        """Unload every model that no job uses, on all devices. Returns the bytes given back."""
        with self._lock:
            places = sorted({resident.device for resident in self._residents.values()})
        return sum(self.evict(device) for device in places)

    def evict(self, device: str, wanted_bytes: int | None = None, keep: Hashable = None) -> int:
        """Unload unleased models of that device, the least recently used first.

        Stops when `wanted_bytes` are given back (None: unload all); `keep` is the key of a model
        that stays. Returns the bytes given back.
        """
        with self._lock:
            idle = [
                (resident.last_used, key)
                for key, resident in self._residents.items()
                if resident.device == device and not resident.leases and key != keep
            ]
            freed, unloaded = 0, 0
            for _last_used, key in sorted(idle, key=lambda entry: entry[0]):
                if wanted_bytes is not None and freed >= wanted_bytes:
                    break
                freed += self._residents.pop(key).bytes
                unloaded += 1
        if unloaded:  # nothing here refers to the models any more: their memory can go
            release_memory(device)
        return freed

    def unload_idle(self) -> int:
        """Unload what nobody has used for `time_to_live_s`. Returns how many were unloaded."""
        with self._lock:
            limit = self._now() - self.time_to_live_s
            stale = [
                key
                for key, resident in self._residents.items()
                if not resident.leases and resident.last_used <= limit
            ]
            emptied = {self._residents.pop(key).device for key in stale}
        for device in emptied:
            release_memory(device)
        return len(stale)

    def _pin(self, key: Hashable) -> Resident | None:
        with self._lock:
            resident = self._residents.get(key)
            if resident is not None:
                resident.leases += 1
            return resident

    def _add(
        self, key: Hashable, device: str, load: Callable[[], Any], size_bytes: int
    ) -> Resident:
        model = load()
        with self._lock:
            resident = Resident(key, model, device, size_bytes, leases=1, last_used=self._now())
            self._residents[key] = resident
            return resident
