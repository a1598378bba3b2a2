"""What the store tells: how much of a set of files is here, what was verified, removed, used."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipelines.spec import WeightFile


class InstallState(StrEnum):
    """Whether a set of files is here: none or some or all of it. Unfinished files are not here."""

    NOT_INSTALLED = "not installed"
    PARTIAL = "partly installed"
    INSTALLED = "installed"


@dataclass(frozen=True)
class Installed:
    """A state with its bytes: here (verified), here in unfinished downloads, in all, to fetch.

    `to_fetch` is what a download would bring: a package counts whole, and once for all its files.
    """

    state: InstallState
    here: int
    unfinished: int
    total: int
    to_fetch: int


class Health(StrEnum):
    """What reading a file again showed."""

    GOOD = "good"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Verified:
    """One file after `verify`: `path` where it lies or lay, `sha256` what was found there.

    A damaged file in the store was deleted; one in an adopted folder was left and is not used.
    """

    weight: WeightFile
    health: Health
    path: Path | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class Removed:
    """What `remove` did: bytes given back, the files deleted, the files that others share."""

    bytes: int
    files: tuple[Path, ...]
    shared: tuple[WeightFile, ...]


class Kind(StrEnum):
    """What a file in the store's folder is."""

    WEIGHTS = "weights"
    PACKAGE = "package"
    UNFINISHED = "unfinished"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class StoredFile:
    """One file on disk: who uses it (names as given to `usage`) and when it was last used.

    `last_used` is a Unix time, or None if it never was. A file in an adopted folder is not `own`:
    it takes no room of ours and is never deleted.
    """

    path: Path
    bytes: int
    kind: Kind
    models: tuple[str, ...] = ()
    last_used: float | None = None
    own: bool = True
