"""What the storage dialogs do in jobs. Each method is called on the job's thread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.context import AppContext
from pipelines.progress import Progress

if TYPE_CHECKING:
    from pipelines.spec import WeightFile
    from pipelines.storage.adopt import Adoption
    from pipelines.storage.cautions import Warned
    from pipelines.weights.adopted_list import Adopted


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

    # -- folders of other programs ---------------------------------------------------------

    def adopt(self, folders: Sequence[Path], progress: Progress) -> "tuple[Adoption, ...]":
        """Adopt these, one after the other. Raises HearthError and Cancelled."""
        from pipelines.storage.adopt import adopt

        known = self._known()
        done: list[Adoption] = []
        for index, folder in enumerate(folders):
            part = progress.part(index / len(folders), (index + 1) / len(folders))
            done.append(adopt(self.places, folder, known, part))
        self._use_adopted()
        return tuple(done)

    def _known(self) -> "Iterable[WeightFile]":
        """Every file of every version that any model may use."""
        from pipelines.holdings import files_of, versions_of
        from pipelines.registry import all_models
        from pipelines.versions import VersionLedger

        ledger = VersionLedger(self.places.versions)
        return files_of(v for spec in all_models() for v in versions_of(spec, ledger))

    def _use_adopted(self) -> None:
        """Let the running engine see what the list says now."""
        self._context.engine.look_at_adopted()
