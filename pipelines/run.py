"""One job: validate, fetch, decode, lease, run, retry when memory runs out, write.

`Runtime` is what jobs share. `run` does the whole of it; `open_session` keeps a model leased for
many inputs, so that a batch can decode, compute and encode at the same time.
"""

import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pipelines
from pipelines import device as devices
from pipelines.device import Plan
from pipelines.errors import OutOfMemory
from pipelines.first_look import look_first, with_room
from pipelines.footprint import Extent
from pipelines.heap import prepare_heap, trim_heap
from pipelines.own_models.derived import UNKNOWN_LICENCE
from pipelines.pace import Pace
from pipelines.places import Places
from pipelines.planning import TYPICAL, Planner, Preferences, loaded_keys, pace_key, plan_key
from pipelines.progress import Cancelled, Progress
from pipelines.residency import Residency
from pipelines.spec import Media, ModelSpec, fields_of
from pipelines.storage.presence import Presence, announce
from pipelines.text import Text, as_text, text
from pipelines.versions import Version, VersionLedger, check_fits, version_of, weights_version
from pipelines.weights.on_demand import FilesOnDemand
from pipelines.weights.store import WeightStore, store_at

#: The field with a file of the user's own that takes the place of the weights, where no kind of
#: theirs names another; other such fields only add to them.
MODEL_FIELD = "checkpoint"


@dataclass(frozen=True)
class Runtime:
    """What every job needs, built once in `__main__` and handed on.

    While it lives, `presence` keeps other processes from moving the data folder away.
    """

    places: Places
    store: WeightStore
    residency: Residency
    preferences: Preferences = field(default_factory=Preferences)
    pace: Pace = field(default_factory=lambda: Pace(None))
    presence: Presence | None = None

    @property
    def planner(self) -> Planner:
        """What plans are made from, as things are now."""
        return Planner(self.preferences, self.residency, self.pace)

    @property
    def versions(self) -> VersionLedger:
        """Every version ever run."""
        return VersionLedger(self.places.versions)


def build_runtime(
    places: Places, preferences: Preferences | None = None, offline: bool = False
) -> Runtime:
    """The runtime over one data folder. Raises BadInput if the folder is or was moved away."""
    presence = announce(places)
    pace = Pace(places.data / "pace.json")
    store = store_at(places, offline)
    return Runtime(places, store, Residency(), preferences or Preferences(), pace, presence)


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


class Session:
    """A leased model, ready to run on one input after another. Made by `open_session`.

    `plan` is for an input of size `extent`, or for a typical one if that is None; each input
    gets a plan of its own.
    """

    def __init__(
        self,
        runtime: Runtime,
        spec: ModelSpec[Any],
        params: Any,
        files: Mapping[str, Path],
        version: Version | None = None,
        extent: Extent | None = None,
    ) -> None:
        self.runtime, self.spec, self.params, self.files = runtime, spec, params, files
        self.version = version or version_of(spec, params)
        self.weights = self.version.weights
        self.planner = runtime.planner
        self.model_seconds = 0.0
        self._limits: dict[str, int] = {}  # the largest tile that worked, by device
        self.plan = self._plan_for(params, extent)

    def look(self, content: Any, params: Any, progress: Progress) -> Any:
        """What `look_first` makes of a decoded input."""
        shared = self.runtime.store, self.runtime.residency
        return look_first(*shared, self.spec, content, params, progress, self.version)

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

    @contextmanager
    def leased(self) -> Iterator[Any]:
        """The loaded model itself, for what is no job: counting tokens, one question after another.

        Raises OutOfMemory as a job would, without its smaller steps.
        """
        try:
            with self._lease(self.plan, Progress()) as loaded:
                yield loaded
        except Exception as error:
            if not devices.is_out_of_memory(error) or isinstance(error, OutOfMemory):
                raise
            raise OutOfMemory(
                "There is not enough memory for {model}: close other programs, or choose a smaller "
                "model.",
                model=self.spec.title,
            ) from error

    def compute(
        self, content: Any, params: Any, progress: Progress
    ) -> tuple[Any, Plan, list[Text]]:
        """Run on one decoded input; out of memory leads to smaller steps, each one told.

        Raises OutOfMemory if no step is left, or if what the user allows is less than the
        smallest of them needs.
        """
        extent = self.spec.extent_of(content)
        plan = self._plan_for(params, extent)
        self.planner.check_budget(plan)
        notes: list[Text] = []
        evicted = False
        while True:
            try:
                with self._lease(plan, progress) as loaded:
                    progress.stage(text("Running {model}", model=self.spec.title))
                    began = time.monotonic()
                    result = self.spec.run(loaded, content, params, plan, progress)
                    self.model_seconds = time.monotonic() - began
                    self._note_success(plan, extent)
                    return result, plan, notes
            except Exception as error:
                if not devices.is_out_of_memory(error):
                    raise
            devices.release_memory(plan.device)
            if not evicted and self.runtime.residency.evict(plan.device, keep=self._key(plan)):
                evicted = True
                notes.append(text("Ran out of memory: unloaded the models not in use."))
                continue
            before = plan
            plan = self.planner.after_failure(plan, self.spec, params, extent, self.version.id)
            if before.device == plan.device and self._key(before) != self._key(plan):
                self.runtime.residency.unload(self._key(before))  # in the way of its other half
            if plan.device == self.plan.device:
                self._limits[plan.device] = plan.tile  # the next input starts with what worked
            notes.append(plan.reason)

    def provenance(self, params: Any, plan: Plan) -> dict[str, Any]:
        """What the output says about how it was made.

        A file of the user's own is told without the folders of their disk; nothing is known of
        its licence, so nothing is claimed.
        """
        settings = params.model_dump(mode="json", exclude={self.spec.input_field})
        told = {
            "version": self.version.id,
            "licence": ", ".join(dict.fromkeys(w.licence.name for w in self.weights)),
            "commercial_use": all(w.licence.commercial for w in self.weights),
        }
        fields = fields_of(self.spec.params)
        own = [item for item in fields if item.media is Media.CHECKPOINT]
        own = [item for item in own if settings.get(item.name)]
        for item in own:
            settings[item.name] = _without_folders(settings[item.name])
            if item.name in (*self.spec.accepts.values(), MODEL_FIELD):
                told["version"] = settings[item.name]
        if own:
            licences = (UNKNOWN_LICENCE, told["licence"])
            told["licence"] = ", ".join(str(name) for name in licences if name)
            if told["commercial_use"]:
                del told["commercial_use"]
        return {
            "hearth": pipelines.__version__,
            "model": self.spec.name,
            "settings": settings,
            **told,
            "device": plan.device,
            "dtype": plan.dtype,
            "tile": plan.tile,
        }

    def _plan_for(self, params: Any, extent: Extent | None) -> Plan:
        return self.planner.make_plan(
            self.spec, params, extent, version=self.version.id, limits=self._limits
        )

    def _note_success(self, plan: Plan, extent: Extent) -> None:
        self.runtime.pace.note(pace_key(self.version.id, plan), extent.pixels, self.model_seconds)

    def _key(self, plan: Plan) -> Hashable:
        return plan_key(self.spec, self.params, plan, self.version.id)

    @contextmanager
    def _lease(self, plan: Plan, progress: Progress) -> Iterator[Any]:
        key = self._key(plan)
        residency = self.runtime.residency
        self.planner.make_room(plan, key)
        if not residency.is_loaded(key):
            progress.stage(text("Loading {model}", model=self.spec.title))
        size = self.spec.footprint(TYPICAL, self.params, plan).resident

        def load() -> Any:
            loaded = self.spec.load(self.files, self.params, plan)
            trim_heap()  # the file as it was read is of no more use
            return loaded

        with residency.lease(key, plan.device, load, size) as loaded:
            yield loaded


def _without_folders(given: Any) -> Any:
    """The name of a file of the user's own, or those of several."""
    if isinstance(given, (list, tuple)):
        return [_without_folders(item) for item in given]
    path = Path(given)
    return path.stem if path.suffix else path.name


def plan_for(
    runtime: Runtime,
    spec: ModelSpec[Any],
    params: Any,
    extent: Extent | None = None,
    version: Version | None = None,
) -> Plan:
    """How a job with these params will run, before anything is decoded, fetched or loaded.

    Reads only the header of the input, or nothing if its `extent` is given. Raises BadInput for
    an input that cannot be read.
    """
    extent = extent or spec.measure(params)
    ran = version.id if version else weights_version(spec, params)
    return runtime.planner.make_plan(spec, params, extent, version=ran)


def load_now(runtime: Runtime, spec: ModelSpec[Any], params: Any, progress: Progress) -> Plan:
    """Fetch and load a model by hand, to be there for the next job. Raises HearthError."""
    with open_session(runtime, spec, params, progress) as session:
        session.load(progress)
        return session.plan


def unload_now(runtime: Runtime, spec: ModelSpec[Any]) -> int:
    """Unload every version of a model; those in use go when their job ends. Returns how many."""
    mine = [key for key in loaded_keys(runtime.residency) if key.model == spec.name]
    for key in mine:
        runtime.residency.unload(key)
    return len(mine)


@contextmanager
def open_session(
    runtime: Runtime,
    spec: ModelSpec[Any],
    params: Any,
    progress: Progress,
    version: Version | None = None,
    extent: Extent | None = None,
) -> Iterator[Session]:
    """Fetch the weights that these params need, or those of `version`, and get ready to run."""
    runtime.planner.check_device()  # told before a download, not after
    version = version or version_of(spec, params)
    check_fits(spec, version, params)
    progress.stage(text("Fetching weights"))
    files = FilesOnDemand(runtime.store, runtime.store.fetch(version.weights, progress))
    runtime.store.mark_used(version.weights)
    with suppress(OSError):  # only costs the memory of it
        runtime.versions.remember(version)
    progress.stage(text("Starting the engine"))
    prepare_heap()
    import_module(spec.engine)  # the first import takes seconds; here it is seen to happen
    yield Session(runtime, spec, params, files, version, extent)


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
    progress.stage(text("Reading {name}", name=spec.input_name(params)))
    content = with_room(runtime.residency, lambda: spec.read(params))
    shared = runtime.store, runtime.residency
    content = look_first(*shared, spec, content, params, progress, version)
    check_output(spec, content, params, destination, output)
    extent = spec.extent_of(content)
    with open_session(runtime, spec, params, progress, version, extent) as session:
        # A download had the whole bar to itself; the run starts it anew.
        result, plan, notes = session.compute(content, params, progress.part(0, 0.97))
        path = destination(result) if callable(destination) else destination
        progress.stage(text("Writing {name}", name=path.name))
        provenance = session.provenance(params, plan)
        path = with_room(runtime.residency, lambda: spec.write(result, path, output, provenance))
    with suppress(Cancelled):  # the result is there: too late to stop
        progress.update(1.0, text("Done"))
    notes.extend(as_text(note) for note in getattr(result, "notes", ()))
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
