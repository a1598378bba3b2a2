"""Packing a task: every file that its models may load, in one tar file with hashes."""

import hashlib
import io
import os
import tarfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pipelines
from pipelines.errors import BadInput, DiskFull, WrongHash
from pipelines.holdings import files_of, variant_versions
from pipelines.media.atomic import replacing
from pipelines.progress import Progress
from pipelines.spec import ModelSpec, Task, WeightFile
from pipelines.storage.cautions import free_bytes_at
from pipelines.storage.file_systems import file_system_of
from pipelines.storage.pack_format import (
    FORMAT,
    MANIFEST,
    Manifest,
    PackedFile,
    PackedVersion,
    add_member,
    packed_bytes,
)
from pipelines.text import text
from pipelines.versions import Version, current_versions
from pipelines.weights.records import sha256_of
from pipelines.weights.store import SPARE_BYTES, WeightStore


@dataclass(frozen=True)
class Packed:
    """A pack that was written: where, its list, and its bytes."""

    path: Path
    manifest: Manifest
    bytes: int


def versions_for(
    task: Task,
    specs: Iterable[ModelSpec[Any]],
    models: Sequence[str] = (),
    variants: Sequence[str] = (),
) -> tuple[Version, ...]:
    """What the models of a task may run with, only these `models` and `variants` if any are named.

    Switches count too: a model that can find faces brings what finds them. Raises BadInput.
    """
    of_task = {spec.name: spec for spec in specs if spec.task is task and spec.catalogue()}
    unknown = next((name for name in models if name not in of_task), None)
    if unknown is not None:
        raise BadInput(
            "{model} is no model of {task} with weights to pack. Choose one of: {known}.",
            model=unknown,
            task=task.value,
            known=", ".join(of_task) or text("none"),
        )
    if variants and len(models) != 1:
        raise BadInput("A variant is of one model: name that model too, with --model.")
    found: list[Version] = []
    for spec in (of_task[name] for name in models) if models else of_task.values():
        found.extend(_chosen(spec, variants))
    if not found:
        raise BadInput("No model of {task} has weights to pack.", task=task.value)
    return tuple(found)


def write_pack(
    task: Task,
    versions: Sequence[Version],
    store: WeightStore,
    target: Path,
    progress: Progress,
    *,
    free_bytes: Callable[[Path], int] = free_bytes_at,
) -> Packed:
    """Write `target`, whole or not at all; what is missing here is downloaded first.

    Raises what `WeightStore.fetch` raises, BadInput for a disk that cannot hold the file, DiskFull,
    NotWritable, WrongHash for a file damaged on this disk, and Cancelled.
    """
    weights = files_of(versions)
    missing = [weight for weight in weights if not store.is_installed(weight)]
    if missing and store.offline:
        raise BadInput(
            "Not here, and offline mode is on: {names}. Install them first, or pack only what "
            "is here with --installed.",
            names=", ".join(weight.name for weight in missing),
        )
    share = 0.5 if missing else 0.0
    paths = store.fetch(weights, progress.part(0, share))
    manifest = manifest_of(task, versions, paths, progress.part(share, share + 0.1))
    _check_target(target, manifest, free_bytes)
    with replacing(target) as descriptor, os.fdopen(os.dup(descriptor), "wb") as file:
        _write(file, manifest, paths, progress.part(share + 0.1, 1))
    return Packed(target, manifest, target.stat().st_size)


def manifest_of(
    task: Task, versions: Sequence[Version], paths: dict[str, Path], progress: Progress
) -> Manifest:
    """The list of a pack. `paths` are the installed files by store name. Raises Cancelled."""
    files: dict[str, PackedFile] = {}
    weights = files_of(versions)
    for index, weight in enumerate(weights):
        progress.update(index / len(weights), text("Listing {name}", name=weight.title))
        path = paths[weight.name]
        files[weight.name] = PackedFile(
            name=weight.name,
            title=weight.title,
            size=path.stat().st_size,
            sha256=weight.sha256 or sha256_of(path, lambda _done: progress.check()),
            licence=weight.licence.name,
            licence_url=weight.licence.url,
            commercial=weight.licence.commercial,
        )
    return Manifest(
        format=FORMAT,
        task=task.value,
        made_by=pipelines.__version__,
        versions=tuple(_packed(version, files) for version in versions),
        files=tuple(files.values()),
    )


def _packed(version: Version, files: dict[str, PackedFile]) -> PackedVersion:
    hashes = tuple(files[weight.name].sha256 for weight in version.weights)
    return PackedVersion(model=version.model, version=version.id, files=hashes)


def _chosen(spec: ModelSpec[Any], variants: Sequence[str]) -> tuple[Version, ...]:
    """All versions, or those of the variants with whatever else their switches call for."""
    every = current_versions(spec)
    if not variants:
        return every
    named = [_identities(version.weights) for version in variant_versions(spec, variants)]
    return tuple(v for v in every if any(_identities(v.weights) >= files for files in named))


def _identities(weights: Iterable[WeightFile]) -> set[tuple[str, str | None]]:
    return {weight.identity for weight in weights}


def _check_target(target: Path, manifest: Manifest, free_bytes: Callable[[Path], int]) -> None:
    needed = packed_bytes(manifest)
    if target.is_dir():
        raise BadInput("{path} is a folder: give the name of a file, ending in .tar.", path=target)
    disk = file_system_of(target.parent)
    if not disk.holds(needed):
        raise BadInput(
            "The disk with {path} is formatted as {name} and holds no file of 4 GB or more, but "
            "the pack has {size} GB: choose a disk formatted as NTFS, exFAT, ext4 or APFS, or "
            "pack fewer models with --model.",
            path=target,
            name=disk.name,
            size=f"{needed / 1e9:.1f}",
        )
    free = free_bytes(target.parent)
    if needed + SPARE_BYTES > free:
        raise DiskFull(
            "The pack needs {needed} MB in {folder}, but only {free} MB are free: make room there "
            "or choose another disk.",
            needed=(needed + SPARE_BYTES) // 10**6,
            folder=target.parent,
            free=free // 10**6,
        )


def _write(file: IO[bytes], manifest: Manifest, paths: dict[str, Path], progress: Progress) -> None:
    done, total = 0, manifest.bytes or 1
    # As a stream: nothing is ever changed behind what was written.
    with tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        head = manifest.model_dump_json(indent=1).encode()
        add_member(archive, MANIFEST, len(head), io.BytesIO(head))
        seen: set[str] = set()
        for item in manifest.files:
            if item.sha256 in seen:
                continue
            seen.add(item.sha256)
            words = text("Packing {name}", name=item.title)
            before = done

            def tell(read: int, before: int = before, words: Any = words) -> None:
                progress.update((before + read) / total, words)

            with paths[item.name].open("rb") as content:
                reader = _Checked(content, tell)
                add_member(archive, item.member, item.size, reader)
            if reader.sha256 != item.sha256:
                raise WrongHash(
                    "{path} is damaged (its sha256 is {found} instead of {expected}), so nothing "
                    "was packed: check with “hearth models verify”, then install it again.",
                    path=paths[item.name],
                    found=reader.sha256,
                    expected=item.sha256,
                )
            done += item.size


class _Checked:
    """Reads a file, hashes what is read and tells how far it is."""

    def __init__(self, content: IO[bytes], tell: Callable[[int], None]) -> None:
        self._content, self._tell = content, tell
        self._digest, self._done = hashlib.sha256(), 0

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def read(self, size: int = -1) -> bytes:
        block = self._content.read(size)
        self._digest.update(block)
        self._done += len(block)
        self._tell(self._done)
        return block
