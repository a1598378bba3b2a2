"""One job: validate, fetch, decode, lease, run, retry when memory runs out, write.

`Runtime` is what jobs share. `run` does the whole of it; `open_session` keeps a model leased for
many inputs, so that a batch can decode, compute and encode at the same time.
"""

import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

import pipelines
from pipelines import device as devices
from pipelines.device import Plan
from pipelines.errors import BadInput, OutOfMemory
from pipelines.places import Places
from pipelines.progress import Cancelled, Progress
from pipelines.residency import Residency
from pipelines.spec import ModelSpec, Params, fields_of
from pipelines.text import Text, text
from pipelines.versions import Version, VersionLedger, check_fits, version_of
from pipelines.weights.store import WeightStore, store_at


@dataclass(frozen=True)
class Preferences:
    """What the user may force: a torch device id or "auto", a number format or "auto", tile side.

    `tile` 0 lets the plan choose.
    """

    device: str = "auto"
    dtype: str = "auto"
    tile: int = 0


@dataclass(frozen=True)
class Runtime:
    """What every job needs, built once in `__main__` and handed on."""

    places: Places
    store: WeightStore
    residency: Residency
    preferences: Preferences = Preferences()

    @property
    def versions(self) -> VersionLedger:
        """Every version ever run."""
        return VersionLedger(self.places.versions)


def build_runtime(
    places: Places, preferences: Preferences | None = None, offline: bool = False
) -> Runtime:
    """The runtime over one data folder."""
    return Runtime(places, store_at(places, offline), Residency(), preferences or Preferences())


@dataclass(frozen=True)
class Outcome:
    """What a finished job left behind. `notes` are sentences the user should see.

    `seconds` is the whole job, `model_seconds` the model's work alone, without starting the
    engine and loading.
    """

    path: Path
    seconds: float
    model_seconds: float
    plan: Plan
    notes: tuple[Text, ...]
    provenance: Mapping[str, Any]


def validate(kind: type[Params], values: Mapping[str, Any]) -> Any:
    """Build `kind` from loose values. Raises BadInput with one sentence about the first mistake."""
    try:
        return kind(**values)
    except ValidationError as error:
        raise _explained(kind, error) from error


def _explained(kind: type[Params], error: ValidationError) -> BadInput:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    known = {item.name: item for item in fields_of(kind)}
    if first["type"] == "extra_forbidden":
        names = ", ".join(known)
        return BadInput(
            "There is no setting called {name}. Known are: {names}.", name=name, names=names
        )
    item = known.get(name)
    if item is None:
        return BadInput("{message}", message=first["msg"])
    if first["type"] == "missing":
        return BadInput("{title} ({name}) is missing; please give it.", title=item.title, name=name)
    if item.choices:
        choices = ", ".join(str(choice) for choice in item.choices)
        return BadInput(
            "{title} ({name}) must be one of: {choices}.",
            title=item.title,
            name=name,
            choices=choices,
        )
    if item.minimum is not None and item.maximum is not None:
        return BadInput(
            "{title} ({name}) must be a number from {low} to {high}.",
            title=item.title,
            name=name,
            low=f"{item.minimum:g}",
            high=f"{item.maximum:g}",
        )
    return BadInput(
        "{title} ({name}) cannot be {value}: {reason}.",
        title=item.title,
        name=name,
        value=repr(first.get("input")),
        reason=first["msg"],
    )


class Session:
    """A leased model, ready to run on one input after another. Made by `open_session`."""

    def __init__(
        self,
        runtime: Runtime,
        spec: ModelSpec[Any],
        params: Any,
        files: Mapping[str, Path],
        version: Version | None = None,
    ) -> None:
        self.runtime, self.spec, self.params, self.files = runtime, spec, params, files
        self.version = version or version_of(spec, params)
        self.weights = self.version.weights
        self.plan = first_plan(runtime, spec, params)
        self.model_seconds = 0.0

    def load(self, progress: Progress) -> None:
        """Load the model now, so that what is wrong with it shows before the first input.

        Too little memory is no failure here: `compute` has smaller steps for that.
        """
        try:
            with self._lease(self.plan, progress):
                pass
        except Exception as error:
            if not devices.is_out_of_memory(error):
                raise

    def compute(
        self, content: Any, params: Any, progress: Progress
    ) -> tuple[Any, Plan, list[Text]]:
        """Run on one decoded input; out of memory leads to smaller steps, each one told."""
        plan = self._fitted(content, params)
        notes: list[Text] = []
        evicted = False
        while True:
            try:
                with self._lease(plan, progress) as loaded:
                    progress.stage(text("Running {model}", model=self.spec.title))
                    began = time.monotonic()
                    result = self.spec.run(loaded, content, params, plan, progress)
                    self.model_seconds = time.monotonic() - began
                    return result, plan, notes
            except Exception as error:
                if not devices.is_out_of_memory(error):
                    raise
            devices.release_memory(plan.device)
            if not evicted and self.runtime.residency.evict(plan.device, keep=self._key(plan)):
                evicted = True
                notes.append(text("Ran out of memory: unloaded the models not in use."))
                continue
            smaller = devices.next_smaller(plan)
            if smaller is None:
                raise OutOfMemory(
                    "There is not enough memory for this picture even in small tiles on the CPU. "
                    "Close other programs or choose a smaller picture."
                )
            plan = smaller
            if plan.device == self.plan.device:
                self.plan = plan  # the next input of a batch starts with what worked
            notes.append(plan.reason)

    def provenance(self, params: Any, plan: Plan) -> dict[str, Any]:
        """What the output says about how it was made."""
        settings = params.model_dump(mode="json", exclude={self.spec.input_field})
        return {
            "hearth": pipelines.__version__,
            "model": self.spec.name,
            "version": self.version.id,
            "settings": settings,
            "licence": ", ".join(dict.fromkeys(w.licence.name for w in self.weights)),
            "commercial_use": all(w.licence.commercial for w in self.weights),
            "device": plan.device,
            "dtype": plan.dtype,
            "tile": plan.tile,
        }

    def _fitted(self, content: Any, params: Any) -> Plan:
        """The plan with tiles small enough for what is free; a forced tile stays."""
        plan = self.plan
        if self.runtime.preferences.tile:
            return plan
        free = devices.free_bytes(plan.device)
        while plan.tile > 64 and self.spec.activation_bytes(content, params, plan) > free:
            tile = plan.tile // 2
            reason = text("Tiles of {tile} px, to fit the free memory.", tile=tile)
            plan = plan.with_tile(tile, reason)
        return plan

    def _key(self, plan: Plan) -> Hashable:
        baked_in = self.spec.resident_key(self.params)
        return self.spec.name, self.version.id, baked_in, plan.device, plan.dtype

    @contextmanager
    def _lease(self, plan: Plan, progress: Progress) -> Iterator[Any]:
        key = self._key(plan)
        residency = self.runtime.residency
        if not residency.is_loaded(key):
            progress.stage(text("Loading {model}", model=self.spec.title))
        size = sum(path.stat().st_size for path in self.files.values())

        def load() -> Any:
            return self.spec.load(self.files, self.params, plan)

        with residency.lease(key, plan.device, load, size) as loaded:
            yield loaded


def first_plan(runtime: Runtime, spec: ModelSpec[Any], params: Any) -> Plan:
    """Device, number format and tile, before loading. Raises BadInput for an unknown device."""
    wanted = runtime.preferences
    found = devices.devices()
    chosen = found[0]
    if wanted.device != "auto":
        matches = [item for item in found if wanted.device in (item.id, item.kind)]
        if not matches:
            names = ", ".join(item.id for item in found)
            raise BadInput(
                "There is no device called {name} here. Choose one of: {names}.",
                name=wanted.device,
                names=names,
            )
        chosen = matches[0]
    dtype = wanted.dtype
    if dtype == "auto":
        dtype = devices.choose_dtype(chosen.id, ("float16", "bfloat16", "float32"))
    tile = wanted.tile or (384 if chosen.kind == "cpu" else 512)
    return Plan(
        chosen.id, dtype, tile, text("{device} in {dtype}", device=chosen.name, dtype=dtype)
    )


@contextmanager
def open_session(
    runtime: Runtime,
    spec: ModelSpec[Any],
    params: Any,
    progress: Progress,
    version: Version | None = None,
) -> Iterator[Session]:
    """Fetch the weights that these params need, or those of `version`, and get ready to run."""
    version = version or version_of(spec, params)
    check_fits(spec, version, params)
    progress.stage(text("Fetching weights"))
    files = runtime.store.fetch(version.weights, progress)
    runtime.store.mark_used(version.weights)
    with suppress(OSError):  # only costs the memory of it
        runtime.versions.remember(version)
    progress.stage(text("Starting the engine"))
    import torch  # noqa: F401  the first import takes seconds; here it is seen to happen

    yield Session(runtime, spec, params, files, version)


def run(
    runtime: Runtime,
    spec: ModelSpec[Any],
    params: Any,
    destination: Path | Callable[[Any], Path],
    output: Any,
    progress: Progress,
    version: Version | None = None,
) -> Outcome:
    """Run one job and write its result to `destination`. Raises HearthError or Cancelled.

    `version` None runs the present one.
    """
    began = time.monotonic()
    progress.stage(text("Reading {name}", name=getattr(params, spec.input_field).name))
    content = spec.read(params)
    check_output(spec, content, params, destination, output)
    with open_session(runtime, spec, params, progress, version) as session:
        # A download had the whole bar to itself; the run starts it anew.
        result, plan, notes = session.compute(content, params, progress.part(0, 0.97))
        path = destination(result) if callable(destination) else destination
        progress.stage(text("Writing {name}", name=path.name))
        provenance = session.provenance(params, plan)
        path = spec.write(result, path, output, provenance)
    with suppress(Cancelled):  # the result is there: too late to stop
        progress.update(1.0, text("Done"))
    notes.extend(Text(note) for note in getattr(result, "notes", ()))
    seconds = time.monotonic() - began
    return Outcome(path, seconds, session.model_seconds, plan, tuple(notes), provenance)


def check_output(
    spec: ModelSpec[Any],
    content: Any,
    params: Any,
    destination: Path | Callable[[Any], Path],
    output: Any,
) -> None:
    """Raise BadInput, before computing, if the result could not be written as asked."""
    if spec.check_output is not None:
        path = destination(None) if callable(destination) else destination
        spec.check_output(content, params, path, output)


def with_input(spec: ModelSpec[Any], params: Any, path: Path) -> Any:
    """The same params for another input file."""
    return params.model_copy(update={spec.input_field: path})


def with_preferences(runtime: Runtime, preferences: Preferences) -> Runtime:
    """The same runtime under other preferences; loaded models stay."""
    return replace(runtime, preferences=preferences)
