"""Saving and installing packs, in jobs."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.context import AppContext
from pipelines.progress import Progress

if TYPE_CHECKING:
    from pipelines.run import Runtime
    from pipelines.spec import Task
    from pipelines.storage.pack import Packed
    from pipelines.storage.unpack import Unpacked
    from pipelines.versions import Version


@dataclass(frozen=True)
class PackPlan:
    """What a pack would hold: names of models, bytes, bytes to download first, and licences that
    allow no commercial use."""

    task: "Task"
    versions: "tuple[Version, ...]"
    models: tuple[str, ...]
    bytes: int
    to_fetch: int
    closed: tuple[str, ...]


class PackActions:
    """The work of one window over its places."""

    def __init__(self, context: AppContext) -> None:
        self._context = context

    def _runtime(self) -> "Runtime":
        return self._context.engine.runtime(self._context.settings.value)

    def plan(self, task: "Task", installed_only: bool) -> PackPlan:
        """What `save` would write; of nothing at all if nothing is installed."""
        from pipelines.holdings import files_of
        from pipelines.registry import all_models
        from pipelines.storage.pack import versions_for
        from pipelines.weights.states import InstallState

        specs, store = all_models(), self._runtime().store
        versions = versions_for(task, specs)
        if installed_only:
            here = InstallState.INSTALLED
            versions = tuple(v for v in versions if store.state_of(v.weights).state is here)
        files = files_of(versions)
        titles = {spec.name: spec.title for spec in specs}
        return PackPlan(
            task,
            versions,
            tuple(dict.fromkeys(titles[version.model] for version in versions)),
            sum(weight.size for weight in files),
            store.missing_bytes(files),
            tuple(sorted({w.licence.name for w in files if not w.licence.commercial})),
        )

    def save(self, plan: PackPlan, target: Path, progress: Progress) -> "Packed":
        """Write the pack, whole or not at all. Raises what `write_pack` raises."""
        from pipelines.storage.pack import write_pack

        return write_pack(plan.task, plan.versions, self._runtime().store, target, progress)

    def install(self, path: Path, progress: Progress) -> "Unpacked":
        """Install what is in a pack. Raises what `install_pack` raises."""
        from pipelines.holdings import files_of, versions_of
        from pipelines.registry import all_models
        from pipelines.storage.unpack import install_pack
        from pipelines.weights.states import InstallState

        runtime = self._runtime()
        versions = [v for spec in all_models() for v in versions_of(spec, runtime.versions)]
        done = install_pack(path, runtime.store, files_of(versions), progress)
        for version in versions:
            if runtime.store.state_of(version.weights).state is InstallState.INSTALLED:
                runtime.versions.remember(version)
        return done
