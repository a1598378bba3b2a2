"""What was dropped, sorted out: files of the tab's kind, folders of them, models, and the rest.

Reads the disk, so it is called in jobs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.choosing.choices import CHECKPOINT_SUFFIXES

if TYPE_CHECKING:
    from pipelines.journal import Journal
    from pipelines.text import Text


@dataclass(frozen=True)
class InputKind:
    """What a tab takes: files with `suffixes` in folders, and whatever passes `check`.

    `check(path)` raises HearthError for a file that cannot be used; `empty` is the sentence for
    a folder called {name} without any. `is_model(path)` says that a folder is a model of the
    user's own rather than one with files.
    """

    suffixes: Callable[[], Sequence[str]]
    check: Callable[[Path], object]
    empty: str
    is_model: Callable[[Path], bool] = lambda _folder: False


@dataclass
class Sorted:
    """`folders` gives the files that came from each dropped folder; `refused` why not, by file."""

    files: list[Path] = field(default_factory=list)
    folders: dict[Path, tuple[Path, ...]] = field(default_factory=dict)
    checkpoints: list[Path] = field(default_factory=list)
    refused: list[tuple[Path, "Text"]] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Inputs of one `run_batch`: a whole folder, or some files, and where their results go.

    `recursive` False leaves a folder's sub-folders out.
    """

    inputs: Path | tuple[Path, ...]
    out_dir: Path
    count: int
    recursive: bool = True


def sort_inputs(paths: Iterable[Path], journal_path: Path, kind: InputKind) -> Sorted:
    """Look at each path. Sub-folders are searched; our own earlier results there are left out."""
    from pipelines.errors import HearthError

    found = Sorted()
    files: dict[Path, None] = {}
    for path in paths:
        path = path.absolute()
        if path.is_dir() and kind.is_model(path):
            found.checkpoints.append(path)
        elif path.is_dir():
            _take_folder(path, journal_path, kind, found, files)
        elif path.suffix.lower() in CHECKPOINT_SUFFIXES:
            found.checkpoints.append(path)
        else:
            try:
                kind.check(path)
                files[path] = None
            except HearthError as error:
                found.refused.append((path, error.text))
    found.files = list(files)
    return found


def _take_folder(
    folder: Path, journal_path: Path, kind: InputKind, found: Sorted, files: dict[Path, None]
) -> None:
    from pipelines.errors import HearthError
    from pipelines.folder_scan import find_files
    from pipelines.journal import Journal
    from pipelines.text import Text

    try:
        scanned = find_files(folder, kind.suffixes(), recursive=True)
    except HearthError as error:
        found.refused.append((folder, error.text))
        return
    found.refused.extend(scanned.unreadable)
    ours: set[Path] = set()
    if journal_path.exists():
        with Journal(journal_path) as journal:
            ours = _results_in(folder, journal)
    inside = tuple(path for path in scanned.files if path.resolve() not in ours)
    if inside:
        found.folders[folder] = inside
        files.update(dict.fromkeys(inside))
    else:
        found.refused.append((folder, Text(kind.empty, {"name": folder.name})))


def _results_in(folder: Path, journal: "Journal") -> set[Path]:
    return {path.resolve() for path in journal.outputs_of(folder.resolve())}


def group_files(
    files: Sequence[Path], folders: Mapping[Path, tuple[Path, ...]], output_folder: Path | None
) -> list[Group]:
    """One group per target folder; a dropped folder stays whole if no file of it was removed.

    Without an output folder, results lie beside their sources; with one, dropped folders appear
    in it again, sub-folders and all.
    """
    left = dict.fromkeys(files)
    groups: list[Group] = []
    for folder, inside in folders.items():
        there = tuple(path for path in inside if path in left)
        if there and there in (inside, at_top(folder, inside)):
            out_dir = output_folder / folder.name if output_folder is not None else folder
            groups.append(Group(folder, out_dir, len(there), recursive=there == inside))
            for path in there:
                del left[path]
    targets: dict[Path, list[Path]] = {}
    for path in left:
        targets.setdefault(_target(path, folders, output_folder), []).append(path)
    groups.extend(Group(tuple(some), out_dir, len(some)) for out_dir, some in targets.items())
    return groups


def at_top(folder: Path, inside: tuple[Path, ...]) -> tuple[Path, ...]:
    """Those of a folder's files that lie in no sub-folder."""
    return tuple(path for path in inside if path.parent == folder)


def without_nested(files: Iterable[Path], folders: Mapping[Path, tuple[Path, ...]]) -> list[Path]:
    """The files without those that came from a sub-folder of a dropped folder."""
    nested = {
        path for folder, inside in folders.items() for path in inside if path.parent != folder
    }
    return [path for path in files if path not in nested]


def _target(
    path: Path, folders: Mapping[Path, tuple[Path, ...]], output_folder: Path | None
) -> Path:
    if output_folder is None:
        return path.parent
    for folder, inside in folders.items():
        if path in inside:
            return output_folder / folder.name / path.relative_to(folder).parent
    return output_folder
