"""Giving back the room of what can be fetched again or is used by nobody."""

from collections.abc import Iterable
from typing import Any

from pipelines.holdings import users_of_files
from pipelines.spec import ModelSpec
from pipelines.storage.usage import Other
from pipelines.versions import VersionLedger
from pipelines.weights.states import Kind, StoredFile
from pipelines.weights.store import WeightStore

#: What can be cleared. All else is the user's own work, or remembers it.
CLEARABLE = {
    Other.PACKAGES: Kind.PACKAGE,
    Other.UNFINISHED: Kind.UNFINISHED,
    Other.UNKNOWN: Kind.UNKNOWN,
}


def clearable(
    other: Other, specs: Iterable[ModelSpec[Any]], store: WeightStore, ledger: VersionLedger
) -> tuple[StoredFile, ...]:
    """The files that `clear` would delete, the largest first."""
    wanted = CLEARABLE.get(other)
    files = store.usage(users_of_files(tuple(specs), ledger))
    return tuple(file for file in files if file.own and file.kind is wanted)


def clear(files: Iterable[StoredFile], store: WeightStore) -> int:
    """Delete these. Returns the bytes given back.

    Raises BadInput if one is being downloaded, NotWritable if it cannot be deleted.
    """
    return sum(store.delete(file) for file in files)
