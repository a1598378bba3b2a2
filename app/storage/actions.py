"""What the storage dialogs do in jobs. Each method is called on the job's thread."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.context import AppContext
from pipelines.progress import Progress

if TYPE_CHECKING:
    from pipelines.own_models.shelf import OwnModel
    from pipelines.places import Location
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec, WeightFile
    from pipelines.storage.adopt import Adoption
    from pipelines.storage.cautions import Warned
    from pipelines.storage.move import Moved
    from pipelines.storage.usage import Other, Usage
    from pipelines.text import Text
    from pipelines.weights.adopted_list import Adopted
    from pipelines.weights.states import StoredFile


@dataclass(frozen=True)
class FolderLook:
    """A folder for models, as it is: free bytes on its disk, and what to know about it."""

    folder: Path
    free: int
    warned: "tuple[Warned, ...]"


@dataclass(frozen=True)
class Beginning:
    """What the first start shows: the ordinary folder, and programs that have models."""

    look: FolderLook
    programs: "tuple[Adopted, ...]"


@dataclass(frozen=True)
class DataFolder:
    """The data folder as it is: bytes and number of files that a move would take along, and the
    move that was not finished, if any."""

    look: FolderLook
    bytes: int
    files: int
    unfinished: "Location | None"


@dataclass(frozen=True)
class Room:
    """What takes how much room, with the titles of the models by name."""

    usage: "Usage"
    titles: Mapping[str, str]


@dataclass(frozen=True)
class ModelRemoval:
    """What removing a whole model would do; `shared_with` are titles of those that keep files."""

    title: str
    bytes: int
    shared_with: tuple[str, ...]


@dataclass(frozen=True)
class OtherFolders:
    """Folders of other programs: adopted ones with the models found there, and those that could
    be adopted."""

    adopted: "tuple[tuple[Adopted, tuple[WeightFile, ...]], ...]"
    found: "tuple[Adopted, ...]"


def look_at(folder: Path) -> FolderLook:
    """Free room and cautions; the folder need not exist."""
    from pipelines.storage.cautions import cautions_about, free_bytes_at

    return FolderLook(folder, free_bytes_at(folder), cautions_about(folder))


def look_at_choice(folder: Path) -> FolderLook:
    """The same for what a person chose, or the folder within it. Raises NotWritable."""
    from pipelines.storage.location import proposed

    return look_at(proposed(folder))


class StorageActions:
    """The work of one window over its places."""

    def __init__(self, context: AppContext) -> None:
        self._context = context
        self.places = context.places

    def _runtime(self) -> "Runtime":
        return self._context.engine.runtime(self._context.settings.value)

    # -- the first start -------------------------------------------------------------------

    def begin(self) -> Beginning:
        """Look at the ordinary folder and for other programs."""
        from pipelines.storage.other_programs import find_programs

        return Beginning(look_at(self.places.data), find_programs())

    def use(self, folder: Path) -> Path:
        """Keep models there from now on; the folder as it is known then.

        Raises BadInput and NotWritable.
        """
        from pipelines.storage.location import use_folder

        return use_folder(self.places, folder).data

    # -- the data folder -------------------------------------------------------------------

    def folder(self) -> DataFolder:
        """The data folder as it is now."""
        from pipelines.storage.inventory import inventory
        from pipelines.storage.move import unfinished

        items = inventory(self.places.data)
        size = sum(item.size for item in items)
        return DataFolder(look_at(self.places.data), size, len(items), unfinished(self.places))

    def move(self, folder: Path, progress: Progress) -> "Moved":
        """Move everything there, or finish a move. Raises what `storage.move.move` raises.

        Models in memory are unloaded first: some systems delete no file that is in use.
        """
        from pipelines.storage.move import move

        self._context.engine.free_memory_now()
        return move(self.places, folder, progress)

    # -- room ------------------------------------------------------------------------------

    def room(self) -> Room:
        """What takes how much room."""
        from pipelines.registry import all_models
        from pipelines.storage.usage import usage_of

        runtime, specs = self._runtime(), all_models()
        usage = usage_of(self.places, specs, runtime.store, runtime.versions)
        return Room(usage, {spec.name: spec.title for spec in specs})

    def plan_removal(self, model: str) -> ModelRemoval:
        """What `remove` would give back, without doing it."""
        spec, kept = self._with_kept(model)
        runtime, files = self._runtime(), self._files_of(spec)
        keep = [weight for weights in kept.values() for weight in weights]
        wanted = {weight.identity for weight in files}
        sharers = tuple(
            name for name, weights in kept.items() if any(w.identity in wanted for w in weights)
        )
        return ModelRemoval(spec.title, runtime.store.freed_by(files, keep), sharers)

    def remove(self, model: str) -> int:
        """Delete every file of a model that no other one needs; the bytes given back."""
        from pipelines.holdings import versions_of
        from pipelines.planning import loaded_keys

        spec, kept = self._with_kept(model)
        runtime = self._runtime()
        gone = {version.id for version in versions_of(spec, runtime.versions)}
        for key in loaded_keys(runtime.residency):
            if key.version in gone:
                runtime.residency.unload(key)
        keep = [weight for weights in kept.values() for weight in weights]
        return runtime.store.remove(self._files_of(spec), keep).bytes

    def clearable(self, other: "Other") -> "tuple[StoredFile, ...]":
        """The files that are meant by that."""
        from pipelines.registry import all_models
        from pipelines.storage.clearing import clearable

        runtime = self._runtime()
        return clearable(other, all_models(), runtime.store, runtime.versions)

    def clear(self, files: "Sequence[StoredFile]") -> int:
        """Delete them; the bytes given back."""
        from pipelines.storage.clearing import clear

        return clear(files, self._runtime().store)

    def _with_kept(self, model: str) -> "tuple[ModelSpec[Any], dict[str, Any]]":
        """The model, and what must stay when it goes."""
        from pipelines.holdings import needed_beside
        from pipelines.registry import all_models

        runtime, specs = self._runtime(), all_models()
        spec = next(spec for spec in specs if spec.name == model)
        return spec, needed_beside(model, (), specs, runtime.store, runtime.versions)

    def _files_of(self, spec: "ModelSpec[Any]") -> "tuple[WeightFile, ...]":
        from pipelines.holdings import all_files_of

        return all_files_of(spec, self._runtime().versions)

    # -- folders of other programs ---------------------------------------------------------

    def other_folders(self) -> OtherFolders:
        """Which are adopted, and which could be."""
        from pipelines.storage.adopt import look_again
        from pipelines.storage.other_programs import find_programs
        from pipelines.weights.adopted_list import AdoptedList

        known = tuple(self._known())
        adopted = AdoptedList(self.places.adopted).all()
        paths = {entry.path for entry in adopted}
        told = tuple(
            (entry, tuple(weight for weight, _path in look_again(self.places, entry, known).found))
            for entry in adopted
        )
        return OtherFolders(told, tuple(e for e in find_programs() if e.path not in paths))

    def adopt(self, folders: Sequence[Path], progress: Progress) -> "tuple[Adoption, ...]":
        """Adopt these, one after the other. Raises HearthError and Cancelled."""
        from pipelines.storage.adopt import adopt

        known = self._known()
        done: list[Adoption] = []
        for index, folder in enumerate(folders):
            part = progress.part(index / len(folders), (index + 1) / len(folders))
            done.append(adopt(self.places, folder, known, part))
        self._context.engine.look_at_adopted()
        return tuple(done)

    def forget(self, folder: Path) -> None:
        """Use that folder no more; nothing in it is touched."""
        from pipelines.storage.adopt import forget

        forget(self.places, folder)
        self._context.engine.look_at_adopted()

    def add_models(
        self, adopted: "Adopted", progress: Progress
    ) -> "tuple[list[OwnModel], list[tuple[Path, Text]]]":
        """Make models of the user's own of what else lies in an adopted folder, where it lies."""
        from pipelines.own_models.shelf import OwnModels
        from pipelines.storage.adopt import add_offers, look_again

        offers = look_again(self.places, adopted, self._known()).offers
        return add_offers(offers, OwnModels(self.places.own_models), progress)

    def _known(self) -> "Iterable[WeightFile]":
        """Every file of every version that any model may use."""
        from pipelines.holdings import files_of, versions_of
        from pipelines.registry import all_models
        from pipelines.versions import VersionLedger

        ledger = VersionLedger(self.places.versions)
        return files_of(v for spec in all_models() for v in versions_of(spec, ledger))
