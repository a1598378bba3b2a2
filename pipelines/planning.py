"""Decide before loading how a job will run: device, number format, offload, tile, and why.

Nothing is loaded or decoded for it, and no torch is imported: the model's own footprint (see
`ModelSpec.footprint`) is held against what the device has free and what the user allows.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from pipelines import device as devices
from pipelines.budget import budget_of, spoken
from pipelines.device import Device, Offload, Plan
from pipelines.errors import BadInput, OutOfMemory
from pipelines.footprint import Extent, Footprint
from pipelines.pace import Pace
from pipelines.residency import Residency
from pipelines.spec import ModelSpec
from pipelines.text import Text, text

#: Sides of tiles in input pixels, the largest first; a GPU begins with the first, a CPU later:
#: there larger ones gain no speed.
TILES = (512, 384, 256, 192, 128, 96, 64)
_CPU_TILE = 384

#: What a plan is made for when nothing is known of the input yet: two megapixels.
TYPICAL = Extent(1632, 1224)


@dataclass(frozen=True)
class Preferences:
    """What the user may force: a torch device id or "auto", a number format or "auto", tile side.

    `tile` 0 lets the plan choose. `memory_budget` is the most to use, in bytes by device id or
    kind (see `pipelines.budget`); a device without one may be filled.
    """

    device: str = "auto"
    dtype: str = "auto"
    tile: int = 0
    memory_budget: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Planner:
    """What plans are made from: the user's preferences, what is loaded, how long runs took."""

    preferences: Preferences
    residency: Residency
    pace: Pace

    def make_plan(
        self,
        spec: ModelSpec[Any],
        params: Any,
        extent: Extent | None = None,
        *,
        version: str = "",
        limits: Mapping[str, int] | None = None,
    ) -> Plan:
        """How a job on an input of that size will run; `extent` None stands for a typical one.

        `version` names the weights where their pace was noted; `limits` are the largest tiles
        by device that are known to work. Where nothing fits, the plan is the smallest, its
        `fits` is False and its reason says so. Raises BadInput for an unknown device.
        """
        extent = extent or TYPICAL
        steps: list[Text] = []
        plan: Plan | None = None
        for device in self._candidates(spec, params):
            for plan in self._plans(spec, device, (limits or {}).get(device.id, 0)):
                plan = self._weighed(plan, spec, params, extent, version)
                if plan.fits:
                    return self._explained(plan, spec, params, extent, device, steps)
            assert plan is not None
            steps.append(_too_small(device, plan))
        assert plan is not None
        return replace(plan, reason=_misfit(plan), steps=tuple(steps))

    def after_failure(
        self, plan: Plan, spec: ModelSpec[Any], params: Any, extent: Extent, version: str
    ) -> Plan:
        """One step down the ladder after running out of memory. Raises OutOfMemory at its end."""
        smaller = devices.next_smaller(plan, spec.offloads, spec.tiled)
        if smaller is None:
            raise OutOfMemory(
                "There is not enough memory for this picture even in small tiles on the CPU. "
                "Close other programs or choose a smaller picture."
            )
        weighed = self._weighed(smaller, spec, params, extent, version)
        return replace(weighed, reason=smaller.reason, steps=(*plan.steps, smaller.reason))

    def make_room(self, plan: Plan, key: Hashable) -> int:
        """Unload what nobody uses until the plan fits beside the rest. Returns bytes given back."""
        busy = self.residency.loaded_bytes(plan.device, leased_only=True, besides=key)
        most = busy + max(0, plan.budget_bytes - plan.peak_bytes)
        return self.residency.make_room(plan.device, most, keep=key)

    def check_budget(self, plan: Plan) -> None:
        """Raise OutOfMemory if not even the smallest plan keeps within what the user allows.

        What only the present lack of free memory forbids is tried nevertheless.
        """
        limit = budget_of(self.preferences.memory_budget, plan.device)
        if limit is not None and plan.peak_bytes > limit:
            raise OutOfMemory(
                "This needs {needed}, and the memory budget is {budget}. Raise the budget, or "
                "choose a smaller model or picture.",
                needed=spoken(plan.peak_bytes),
                budget=spoken(limit),
            )

    def budget_bytes(self, device: str, key: Hashable = None) -> int:
        """What a job may take there, the model of `key` included if it is loaded already.

        Idle models can go, so what they take counts as free; what other jobs use does not.
        """
        loaded = self.residency.loaded_bytes(device)
        busy = self.residency.loaded_bytes(device, leased_only=True, besides=key)
        most = devices.free_bytes(device) + loaded
        limit = budget_of(self.preferences.memory_budget, device)
        return max(0, (most if limit is None else min(most, limit)) - busy)

    def check_device(self) -> None:
        """Raise BadInput if the user wants a device that is not here."""
        if self.preferences.device not in ("auto", "cpu"):
            self._candidates()

    def _candidates(
        self, spec: ModelSpec[Any] | None = None, params: Any = None
    ) -> tuple[Device, ...]:
        """The devices to try, in order: the one that the user wants, or all that the model can."""
        found, wanted = devices.devices(), self.preferences.device
        kinds = spec.device_kinds(params) if spec is not None else None
        if kinds is not None:
            able = tuple(item for item in found if item.kind in kinds)
            if wanted == "auto" or not any(wanted in (item.id, item.kind) for item in able):
                return able
        if wanted == "auto":
            return found
        matches = [item for item in found if wanted in (item.id, item.kind)]
        if not matches:
            raise BadInput(
                "There is no device called {name} here. Choose one of: {names}.",
                name=wanted,
                names=", ".join(item.id for item in found),
            )
        return (matches[0],)

    def _plans(self, spec: ModelSpec[Any], device: Device, limit: int) -> Iterator[Plan]:
        """Everything to try on one device, the fastest first; `limit` 0 allows every tile."""
        dtype = self.preferences.dtype
        if dtype == "auto":
            dtype = devices.choose_dtype(device.id, ("float16", "bfloat16", "float32"))
        offloads = [Offload.NONE, *(spec.offloads if device.kind != "cpu" else ())]
        largest = min(limit or TILES[0], TILES[0] if device.kind != "cpu" else _CPU_TILE)
        tiles = [tile for tile in TILES if tile < largest]
        tiles = [self.preferences.tile] if self.preferences.tile else [largest, *tiles]
        if spec.whole_first and not limit and not self.preferences.tile:
            tiles.insert(0, 0)
        if not spec.tiled:
            tiles = [0]
        name = text("{device} in {dtype}", device=device.name, dtype=dtype)
        for offload in offloads:
            for tile in tiles:
                yield Plan(device.id, dtype, tile, name, offload)

    def _weighed(
        self, plan: Plan, spec: ModelSpec[Any], params: Any, extent: Extent, version: str
    ) -> Plan:
        key = plan_key(spec, params, plan, version)
        return replace(
            plan,
            peak_bytes=spec.footprint(extent, params, plan).peak(plan.kind == "cpu"),
            budget_bytes=self.budget_bytes(plan.device, key),
            seconds=self.pace.seconds(pace_key(version, plan), extent.pixels),
        )

    def _explained(
        self,
        plan: Plan,
        spec: ModelSpec[Any],
        params: Any,
        extent: Extent,
        device: Device,
        steps: list[Text],
    ) -> Plan:
        found = spec.footprint(extent, params, plan)
        first = next(self._plans(spec, device, 0))
        lines = (*steps, plan.reason, *_account(found, plan))
        return replace(plan, reason=_reason(plan, first), steps=lines)


class LoadedKey(NamedTuple):
    """What a loaded model is known by; `version` is the id of its weights."""

    model: str
    version: str
    baked_in: Hashable
    device: str
    dtype: str
    offload: Offload


def plan_key(spec: ModelSpec[Any], params: Any, plan: Plan, version: str) -> LoadedKey:
    """The key under which that plan loads the model."""
    baked_in = spec.resident_key(params)
    return LoadedKey(spec.name, version, baked_in, plan.device, plan.dtype, plan.offload)


def loaded_keys(residency: Residency) -> tuple[LoadedKey, ...]:
    """The keys of every loaded model, the most recently used first."""
    keys = (item.key for item in residency.residents())
    return tuple(key for key in keys if isinstance(key, LoadedKey))


def pace_key(version: str, plan: Plan) -> str:
    """What decides the pace of a run, as a line of the record."""
    return f"{version} {plan.device} {plan.dtype} {plan.offload}"


def _reason(plan: Plan, first: Plan) -> Text:
    """One sentence for a plan that fits; `first` is what would have been taken with room."""
    sizes: dict[str, object] = {
        "needed": f"{plan.peak_bytes / 1e9:.1f}",
        "budget": f"{plan.budget_bytes / 1e9:.1f}",
    }
    if plan.offload is not Offload.NONE:
        return text("fits with parts of the model in main memory: {needed} of {budget} GB", **sizes)
    in_tiles = plan.tile > 0 and (first.tile == 0 or plan.tile < first.tile)
    if in_tiles and plan.kind != "cpu":
        return text("needs tiles of {tile}: {needed} of {budget} GB", tile=plan.tile, **sizes)
    if plan.kind != "cpu":
        return text("fits: {needed} of {budget} GB", **sizes)
    if in_tiles:
        return text(
            "will run on the CPU and needs tiles of {tile}: {needed} of {budget} GB",
            tile=plan.tile,
            **sizes,
        )
    if plan.seconds is not None:
        return text(
            "will run on the CPU: about {time}, {needed} of {budget} GB",
            time=spoken_time(plan.seconds),
            **sizes,
        )
    return text("will run on the CPU: {needed} of {budget} GB", **sizes)


def _account(found: Footprint, plan: Plan) -> tuple[Text, ...]:
    """What the memory goes to."""
    on_host = plan.kind == "cpu"
    lines = [text("The loaded model: {size}", size=spoken(found.resident))]
    if on_host and found.loading > found.resident:
        lines.append(text("While it is loaded: {size}", size=spoken(found.loading)))
    for phase in found.phases:
        size = phase.device + (phase.host if on_host else 0)
        lines.append(text("{phase}: {size} more", phase=phase.name, size=spoken(size)))
    return tuple(lines)


def _too_small(device: Device, plan: Plan) -> Text:
    return text(
        "{device}: needs {needed}, {budget} free",
        device=device.name,
        needed=spoken(plan.peak_bytes),
        budget=spoken(plan.budget_bytes),
    )


def _misfit(plan: Plan) -> Text:
    return text(
        "may not fit: needs {needed}, and there are {budget} for it. Close other programs, or "
        "choose a smaller model or picture.",
        needed=spoken(plan.peak_bytes),
        budget=spoken(plan.budget_bytes),
    )


def spoken_time(seconds: float) -> str:
    """``40 s``, ``3 min``, ``1.5 h``: no more exact than a guess is."""
    if seconds < 90:
        step = 1 if seconds < 10 else 5
        return f"{max(step, round(seconds / step) * step)} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"
