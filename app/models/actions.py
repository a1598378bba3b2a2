"""What the Models tab does in jobs: list, remove, load, unload, import, share, edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.context import AppContext
from app.models.entries import ModelEntry, VariantEntry, list_entries
from app.translation import locale_of
from pipelines.progress import Progress

if TYPE_CHECKING:
    from pipelines.cards import Card
    from pipelines.examples import ExampleShelf
    from pipelines.own_models.shelf import OwnModels
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec


@dataclass(frozen=True)
class Listing:
    """All models, which versions are in memory, and what the disk says."""

    entries: tuple[ModelEntry, ...]
    loaded: frozenset[str]
    used_bytes: int
    free_bytes: int


@dataclass(frozen=True)
class Removal:
    """What removing would do: bytes given back, and titles of what shares files with it."""

    entry: VariantEntry
    bytes: int
    shared_with: tuple[str, ...]


class ModelActions:
    """Each method is the work of one job and is called on the job's thread."""

    def __init__(self, context: AppContext) -> None:
        self._context = context

    def _runtime(self) -> "Runtime":
        return self._context.engine.runtime(self._context.settings.value)

    def list(self) -> Listing:
        """Everything the tab shows."""
        import shutil

        runtime = self._runtime()
        language = locale_of(self._context.settings.value.language).name().partition("_")[0]
        entries = list_entries(runtime, self._context.places, language)
        users = {entry.name: [w for v in entry.variants for w in v.weights] for entry in entries}
        used = sum(file.bytes for file in runtime.store.usage(users) if file.own)
        shelf = self._context.places.own_models
        used += sum(entry.size for entry in entries if entry.place and shelf in entry.place.parents)
        folders = (runtime.store.folder, *runtime.store.folder.parents)
        folder = next(folder for folder in folders if folder.exists())
        return Listing(entries, self.loaded(), used, shutil.disk_usage(folder).free)

    def loaded(self) -> frozenset[str]:
        """The versions in memory."""
        from pipelines.planning import loaded_keys

        return frozenset(key.version for key in loaded_keys(self._runtime().residency))

    def plan_removal(self, model: str, entry: VariantEntry) -> Removal:
        """What `remove` would give back, without doing it."""
        kept = self._kept(model, entry)
        keep = [weight for weights in kept.values() for weight in weights]
        freed = self._runtime().store.freed_by(entry.weights, keep)
        wanted = {weight.identity for weight in entry.weights}
        sharers = tuple(
            name for name, weights in kept.items() if any(w.identity in wanted for w in weights)
        )
        return Removal(entry, freed, sharers)

    def remove(self, model: str, entry: VariantEntry) -> int:
        """Delete its files but none that others need; the bytes given back."""
        kept = self._kept(model, entry)
        keep = [weight for weights in kept.values() for weight in weights]
        return self._runtime().store.remove(entry.weights, keep).bytes

    def _kept(self, model: str, entry: VariantEntry) -> dict[str, Any]:
        from pipelines.holdings import needed_beside
        from pipelines.registry import all_models
        from pipelines.versions import Version

        runtime = self._runtime()
        version = Version(model, entry.version, entry.weights)
        return needed_beside(model, (version,), all_models(), runtime.store, runtime.versions)

    def load(self, model: str, entry: VariantEntry, progress: Progress) -> None:
        """Load weights into memory by hand."""
        from pipelines.run import load_now

        spec = self._spec(model)
        variant = next(item for item in spec.variants() if entry.key == f"{spec.name}/{item.key}")
        load_now(self._runtime(), spec, spec.example(**variant.overrides), progress)
        self._context.engine.find_devices()

    def unload(self, version: str) -> bool:
        """Unload that version; False if a job still uses it, then it goes when that ends."""
        from pipelines.planning import loaded_keys

        residency = self._runtime().residency
        wanted = [key for key in loaded_keys(residency) if key.version == version]
        gone = [residency.unload(key) for key in wanted]
        return all(gone)

    def plan_words(self, model: str) -> Any:
        """How the model would run with its defaults on a typical input: a `Plan`, or None."""
        from pipelines.planning import TYPICAL
        from pipelines.run import plan_for

        spec = self._spec(model)
        return plan_for(self._runtime(), spec, spec.example(), TYPICAL)

    # -- models of the user's own ----------------------------------------------------------

    def import_file(self, path: Path, progress: Progress) -> str:
        """Put a file, a folder or a shared model on the shelf; gives its name."""
        from pipelines.own_models.bundle import import_model, is_bundle

        if is_bundle(path):
            return import_model(path, self._shelf(), self._examples(), progress).name
        return self._shelf().add(path, progress).name

    def export(self, name: str, target: Path, with_weights: bool, progress: Progress) -> Path:
        """Write one file to share."""
        from pipelines.own_models.bundle import export_model

        model = self._shelf().get(name)
        export_model(model, self._examples(), target, progress, with_weights=with_weights)
        return target

    def edit(self, name: str, card: "Card", changes: Mapping[str, Any]) -> None:
        """Change what is said about a model of the user's own."""
        self._shelf().edit(name, card=card, **changes)

    def remove_own(self, name: str) -> int:
        """Take it off the shelf; weights that lie elsewhere stay."""
        return self._shelf().remove(name)

    def remove_example(self, model: str, example: Any) -> None:
        """Delete one of the user's own examples."""
        self._examples().remove(model, example)

    def _spec(self, model: str) -> "ModelSpec[Any]":
        from pipelines.registry import model as find

        return find(model, self._shelf())

    def _shelf(self) -> "OwnModels":
        from pipelines.own_models.shelf import OwnModels

        return OwnModels(self._context.places.own_models)

    def _examples(self) -> "ExampleShelf":
        from pipelines.examples import ExampleShelf

        return ExampleShelf(self._context.places.examples)
