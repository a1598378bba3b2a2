"""Installing a pack: each file that we know, if its hash is right; nothing else."""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import BadInput, DiskFull, WrongHash
from pipelines.progress import Progress
from pipelines.spec import WeightFile
from pipelines.storage.pack_format import Manifest, PackedFile, Place, places_in, read_manifest
from pipelines.weights.records import CHUNK
from pipelines.weights.store import SPARE_BYTES, WeightStore


@dataclass(frozen=True)
class Unpacked:
    """What a pack gave: files installed now, those that were here, those that nobody here knows."""

    manifest: Manifest
    installed: tuple[WeightFile, ...]
    present: tuple[WeightFile, ...]
    unknown: tuple[PackedFile, ...]


def install_pack(
    path: Path,
    store: WeightStore,
    known: Iterable[WeightFile],
    progress: Progress,
    *,
    free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
) -> Unpacked:
    """Install the files of a pack that are among the `known` ones, without any connection.

    What is here already is skipped, so that a stopped or killed installation goes on. Raises
    BadInput for a damaged or foreign file or one without anything that this Hearth knows,
    WrongHash, DiskFull, NotWritable and Cancelled.
    """
    manifest = read_manifest(path)
    wanted = _wanted(manifest, known)
    unknown = tuple(file for file in manifest.files if file not in wanted)
    if not wanted:
        raise BadInput(
            "This Hearth knows none of the files in {name}: update Hearth, or pack it again with "
            "this version.",
            name=path.name,
        )
    present = {file: weight for file, weight in wanted.items() if store.is_installed(weight)}
    missing = {file: weight for file, weight in wanted.items() if file not in present}
    _check_room(store, missing, free_bytes)
    by_hash: dict[str, list[PackedFile]] = {}
    for file in missing:
        by_hash.setdefault(file.sha256, []).append(file)
    done, total = 0, sum(file.size for file in missing) or 1
    for place in places_in(path, manifest):
        for file in by_hash.get(place.file.sha256, ()):
            part = progress.part(done / total, (done + file.size) / total)
            if missing[file].sha256 is None:  # nobody else says what it must be
                _check(path, place, part)
            store.take(missing[file], path, part, place.offset, file.size)
            done += file.size
    progress.update(1.0)
    return Unpacked(manifest, tuple(missing.values()), tuple(present.values()), unknown)


def _check(path: Path, place: Place, progress: Progress) -> None:
    digest, left = hashlib.sha256(), place.file.size
    with path.open("rb") as file:
        file.seek(place.offset)
        while block := file.read(min(CHUNK, left)):
            digest.update(block)
            left -= len(block)
            progress.check()
    if digest.hexdigest() != place.file.sha256:
        raise WrongHash(
            "{name} in {pack} is damaged: copy the pack again.",
            name=place.file.title,
            pack=path.name,
        )


def _wanted(manifest: Manifest, known: Iterable[WeightFile]) -> dict[PackedFile, WeightFile]:
    """Each file of the pack that we know, by name and hash; by name alone where nobody
    published a hash: then it is trusted like a first download."""
    weights = {weight.identity: weight for weight in known}
    found: dict[PackedFile, WeightFile] = {}
    for file in manifest.files:
        weight = weights.get((file.name, file.sha256)) or weights.get((file.name, None))
        if weight is not None:
            found[file] = weight
    return found


def _check_room(
    store: WeightStore,
    missing: Iterable[PackedFile],
    free_bytes: Callable[[Path], int],
) -> None:
    store.folder.mkdir(parents=True, exist_ok=True)
    needed, free = sum(file.size for file in missing), free_bytes(store.folder)
    if needed + SPARE_BYTES > free:
        raise DiskFull(
            "The pack needs {needed} MB in {folder}, but only {free} MB are free: make room there "
            "and try again.",
            needed=(needed + SPARE_BYTES) // 10**6,
            folder=store.folder,
            free=free // 10**6,
        )
