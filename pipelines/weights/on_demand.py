"""The files of a model by their store name, and others that only its input shows to be needed.

Which aligner a recording needs is known once its language is: long after the job has begun.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipelines.progress import Progress
from pipelines.spec import WeightFile
from pipelines.weights.store import WeightStore


class FilesOnDemand(Mapping[str, Path]):
    """What was fetched before the run; `fetch` brings more during it."""

    def __init__(self, store: WeightStore, files: Mapping[str, Path]) -> None:
        self._store, self._files = store, dict(files)

    def has(self, weights: Iterable[WeightFile]) -> bool:
        """Whether all of these are installed, so that `fetch` needs no network."""
        return all(map(self._store.is_installed, weights))

    def fetch(self, weights: Iterable[WeightFile], progress: Progress) -> Mapping[str, Path]:
        """These files, downloaded where they are missing. Raises as `WeightStore.fetch` does."""
        wanted = tuple(weights)
        found = self._store.fetch(wanted, progress)
        self._store.mark_used(wanted)
        return found

    def __getitem__(self, name: str) -> Path:
        return self._files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
