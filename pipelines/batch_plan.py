"""What a batch would do: which files, which are done already, and where each result goes."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.folder_scan import find_files
from pipelines.journal import BatchKey, ItemRecord, Journal, State
from pipelines.media.naming import check_name_pattern, output_path
from pipelines.run import with_input
from pipelines.spec import ModelSpec, Part
from pipelines.text import Text, text
from pipelines.versions import Version, VersionLedger, check_fits, version_of, weights_version

Inputs = Path | Sequence[Path]


@dataclass(frozen=True)
class Source:
    """One input. `key` is its name in the journal, `folder` where its result goes, `number` its
    place among all inputs, from 1. Where one input has several results, each is a source of its
    own, with the `part` that it is for.

    A file that cannot even be asked for its size has -1 for `size` and `mtime_ns`.
    """

    path: Path
    key: str
    folder: Path
    size: int
    mtime_ns: int
    output: Path | None = None
    number: int = 0
    part: Part[Any] | None = None

    @property
    def names(self) -> Mapping[str, object]:
        """What tells it from the other results of the same input."""
        return self.part.names if self.part is not None else {}


@dataclass(frozen=True)
class BatchPlan:
    """`todo` in the order of work; `done` are skipped; `failed` are those of `todo` that failed
    last time; `unreadable` are sub-folders that cannot be looked into, with the reason. `version`
    is what it runs with: an unfinished batch keeps the one it began with, whatever came since.
    """

    todo: tuple[Source, ...]
    done: tuple[Source, ...]
    failed: tuple[Source, ...]
    unreadable: tuple[tuple[Path, Text], ...]
    version: Version
    key: BatchKey

    @property
    def total(self) -> int:
        return len(self.todo) + len(self.done)


def batch_key(
    spec: ModelSpec[Any], params: Any, inputs: Inputs, out_dir: Path, output: Any, recursive: bool
) -> BatchKey:
    """What tells this batch from others. Links are resolved, so that all ways lead to one."""
    is_folder = isinstance(inputs, Path)
    files = () if isinstance(inputs, Path) else tuple(_absolute(path) for path in inputs)
    return BatchKey(
        model=spec.name,
        weights_version=weights_version(spec, params),
        params=params.model_dump(mode="json", exclude={spec.input_field}),
        output_options=output.model_dump(mode="json"),
        output_dir=Path(os.path.realpath(out_dir)),
        input_dir=Path(os.path.realpath(inputs)) if is_folder else None,
        files=files,
        recursive=recursive,
        varied=spec.varied,
    )


def job_of(spec: ModelSpec[Any], params: Any, source: Source) -> Any:
    """The params of the one job that this source stands for."""
    chosen = source.part.params if source.part is not None else params
    return with_input(spec, chosen, source.path)


def plan_batch(
    spec: ModelSpec[Any],
    params: Any,
    inputs: Inputs,
    out_dir: Path,
    output: Any,
    *,
    journal: Journal,
    recursive: bool = True,
    retry_failed_only: bool = False,
    versions: VersionLedger | None = None,
    version: Version | None = None,
    ready: Callable[[Path], bool] | None = None,
) -> BatchPlan:
    """Look, and change nothing. `inputs` is a folder, or a list of files and folders.

    With `ready`, files for which it says no wait for another time, and having nothing to do is
    no mistake.

    `version` None goes on with the one that an unfinished batch of this kind began with, if
    `versions` knows it, else takes the present one. Raises BadInput if the folder cannot be read,
    there is no picture in it, the name pattern makes no sense, or `params` have no parts.
    """
    check_name_pattern(output.name_pattern)
    key = batch_key(spec, params, inputs, out_dir, output, recursive)
    if version is None and versions is not None:
        begun = journal.begun_version(key, with_failed=retry_failed_only)
        version = versions.find(spec.name, begun) if begun else None
    version = version or version_of(spec, params)
    check_fits(spec, version, params)
    key = replace(key, weights_version=version.id)
    sources, unreadable = _collect(spec, inputs, out_dir, recursive, journal)
    if ready is not None:
        sources = [source for source in sources if ready(source.path)]
    elif not sources and not unreadable:
        raise BadInput(
            "There is nothing to work on in {folder}. Hearth looks for {suffixes}.",
            folder=inputs if isinstance(inputs, Path) else text("what was given"),
            suffixes=", ".join(spec.suffixes),
        )
    sources = _in_parts(spec, params, sources)
    batch_id = journal.find_batch(key)
    known = journal.items(batch_id) if batch_id is not None else {}
    todo: list[Source] = []
    done: list[Source] = []
    failed: list[Source] = []
    for number, source in enumerate(sources, start=1):
        source = replace(source, number=number)
        record = known.get(source.key)
        if record is not None:
            source = replace(source, output=record.output)
        if record is not None and _is_done(source, record):
            done.append(source)
            continue
        if record is not None and record.state is State.FAILED:
            failed.append(source)
        elif retry_failed_only:
            continue
        todo.append(source)
    return BatchPlan(tuple(todo), tuple(done), tuple(failed), tuple(unreadable), version, key)


def with_outputs(
    spec: ModelSpec[Any],
    params: Any,
    plan: BatchPlan,
    records: Mapping[str, ItemRecord],
    output: Any,
) -> tuple[Source, ...]:
    """The plan's `todo`, each with the file its result goes to.

    Settled before the first run and kept in the journal: what was killed and is done again then
    replaces its own result, and no two inputs share one. `records` are all items known so far.
    """
    # What was never begun has written nothing yet, so its name is looked for anew. Being queued
    # again says nothing: killed twice, it may have written before the first time.
    begun = {key: item.output for key, item in records.items() if item.begun}
    taken = _Names(path for path in begun.values() if path is not None)
    settled: list[Source] = []
    for source in plan.todo:
        target = begun.get(source.key)
        if target is None:
            values = {**name_values(spec, params), **source.names, "n": source.number}
            target = output_path(
                source.path,
                source.folder,
                output,
                values,
                taken=taken,
                suffix=result_suffix(spec, source.path, params, output),
            )
            taken.add(target)
        settled.append(replace(source, output=target))
    return tuple(settled)


def result_suffix(spec: ModelSpec[Any], source: Path, params: Any, output: Any) -> str:
    """The ending of the result for `source`; empty for a picture, which `output_path` names."""
    return spec.names.suffix(source, params, output) if spec.names is not None else ""


def name_values(spec: ModelSpec[Any], params: Any) -> dict[str, Any]:
    """What a job's params say to the name pattern: model and enlargement ("4", not "4.0")."""
    named = ("scale", "upscale", "upscale_by")
    scale = next(filter(None, (getattr(params, name, None) for name in named)), None)
    return {"model": spec.name, "scale": f"{scale:g}" if isinstance(scale, (int, float)) else ""}


def _in_parts(spec: ModelSpec[Any], params: Any, sources: Sequence[Source]) -> list[Source]:
    """Each once for every part, all those of one input together."""
    if spec.parts is None:
        return list(sources)
    parts = {part.key: part for part in spec.parts(params)}
    return [
        replace(source, key=f"{source.key}#{key}", part=part)
        for source in sources
        for key, part in parts.items()
    ]


def _is_done(source: Source, record: ItemRecord) -> bool:
    same = (record.size, record.mtime_ns) == (source.size, source.mtime_ns)
    return (
        record.state is State.DONE
        and same
        and record.output is not None
        and record.output.is_file()
    )


def _collect(
    spec: ModelSpec[Any], inputs: Inputs, out_dir: Path, recursive: bool, journal: Journal
) -> tuple[list[Source], list[tuple[Path, Text]]]:
    out_dir = _absolute(out_dir)
    if isinstance(inputs, Path):
        return _collect_folder(spec, _absolute(inputs), out_dir, Path(), recursive, journal)
    sources: dict[Path, Source] = {}
    unreadable: list[tuple[Path, Text]] = []
    for path in map(_absolute, inputs):
        if path.is_dir():
            inside, closed = _collect_folder(
                spec, path, out_dir, Path(path.name), recursive, journal
            )
            unreadable.extend(closed)
            for source in inside:
                sources.setdefault(source.path, replace(source, key=str(source.path)))
        else:
            sources.setdefault(path, _source(path, str(path), out_dir))
    return list(sources.values()), unreadable


def _collect_folder(
    spec: ModelSpec[Any],
    folder: Path,
    out_dir: Path,
    below: Path,
    recursive: bool,
    journal: Journal,
) -> tuple[list[Source], list[tuple[Path, Text]]]:
    """The sub-folders of `folder` appear again in `out_dir / below`."""
    found = find_files(folder, spec.suffixes, recursive, without=(out_dir,))
    # Results may lie among the inputs; they are no inputs, whichever settings made them.
    ours = {os.path.realpath(path) for path in journal.outputs_of(Path(os.path.realpath(folder)))}
    sources = []
    for path in found.files:
        if ours and os.path.realpath(path) in ours:
            continue
        relative = path.relative_to(folder)
        sources.append(_source(path, relative.as_posix(), out_dir / below / relative.parent))
    return sources, found.unreadable


def _source(path: Path, key: str, folder: Path) -> Source:
    try:
        about = path.stat()
    except (OSError, ValueError):  # reading it will say why
        return Source(path, key, folder, -1, -1)
    return Source(path, key, folder, about.st_size, about.st_mtime_ns)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


class _Names(Collection[Path]):
    """Paths that count as the same when they differ in case only, as on Windows and macOS."""

    def __init__(self, paths: Iterator[Path]) -> None:
        self._names = {self._folded(path) for path in paths}

    def add(self, path: Path) -> None:
        self._names.add(self._folded(path))

    def __contains__(self, path: object) -> bool:
        return self._folded(path) in self._names

    def __iter__(self) -> Iterator[Path]:
        return map(Path, self._names)

    def __len__(self) -> int:
        return len(self._names)

    @staticmethod
    def _folded(path: object) -> str:
        return str(path).casefold()
