"""A model of the user's own as one file to share: record, card, examples and, if wanted, weights.

A zip file with the suffix ``.hearth``. Nothing in it runs; what it unpacks to is checked by name,
size and hash before it is kept.
"""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from pipelines.cards import Example, read_card
from pipelines.errors import BadInput, WrongHash
from pipelines.examples import ExampleShelf
from pipelines.media.atomic import replacing
from pipelines.own_models.recognition import recognise
from pipelines.own_models.shelf import CARD, OwnModel, OwnModels, fingerprint, model_from
from pipelines.progress import Progress
from pipelines.text import text

SUFFIX = ".hearth"
FORMAT = 1
_MANIFEST = "model.json"
#: A card with its examples has megabytes; a file that claims more is not one of ours.
_MOST_BYTES_BESIDE_WEIGHTS = 1024**3


def export_model(
    model: OwnModel,
    examples: ExampleShelf,
    target: Path,
    progress: Progress,
    *,
    with_weights: bool = False,
) -> None:
    """Write `target`. Raises BadInput if the weights are gone, DiskFull, NotWritable, Cancelled."""
    if with_weights and not model.is_there:
        raise _gone(model)
    with (
        replacing(target) as descriptor,
        open(descriptor, "wb", closefd=False) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive,
    ):
        record = {**model.record(), "format": FORMAT, "has_weights": with_weights}
        archive.writestr(_MANIFEST, json.dumps(record, ensure_ascii=False, indent=1))
        if model.card_path.is_file():
            archive.write(model.card_path, CARD)
        for example in examples.all(model.name):
            for path in sorted(example.folder.iterdir()):
                archive.write(path, f"examples/{example.folder.name}/{path.name}")
        if with_weights:
            files = recognise(model.path).files
            for index, path in enumerate(files):
                progress.update(index / len(files), text("Packing {name}", name=path.name))
                inside = path.relative_to(model.path.parent).as_posix()
                archive.write(path, f"weights/{inside}")


def is_bundle(path: Path) -> bool:
    """Whether the content says that `export_model` wrote it."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return _MANIFEST in archive.namelist()


def import_model(
    path: Path,
    shelf: OwnModels,
    examples: ExampleShelf,
    progress: Progress,
    *,
    name: str = "",
    weights: Path | None = None,
) -> OwnModel:
    """Put a shared model on the shelf. Where it came without weights, `weights` is the file or
    folder that it is for.

    Raises BadInput for a damaged or foreign file or a taken name, WrongHash for other weights than
    it was made for, and what `OwnModels.add` raises.
    """
    with tempfile.TemporaryDirectory(prefix=".import-", dir=_made(shelf.folder)) as scratch:
        folder = Path(scratch)
        record = _unpack(path, folder)
        shared = _record(record, path, folder)
        source = weights
        if source is None and record.get("has_weights"):
            source = folder / "weights" / str(record.get("file", ""))
        if source is None or not source.exists():
            raise BadInput(
                "{file} came without the weights of {name}: give {weights} (sha256 {sha256}) "
                "with it.",
                file=path.name,
                name=shared.name,
                weights=record.get("file", ""),
                sha256=shared.sha256,
            )
        _check(source, shared, progress.part(0, 0.4))
        copy = True if weights is None else None
        model = shelf.add(
            source, progress.part(0.4, 1), name=name or shared.name, copy=copy, title=shared.title
        )
        model = replace(
            model,
            description=shared.description,
            defaults=shared.defaults,
            licence=shared.licence,
            commercial=shared.commercial,
        )
        shelf.write(model)
        if (folder / CARD).is_file():
            read_card(folder / CARD)
            shutil.copyfile(folder / CARD, model.card_path)
        for example in sorted((folder / "examples").glob("*")):
            if _stays_inside(example):
                target = examples.folder / model.name / example.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copytree(example, target, dirs_exist_ok=True)
        return model


def _unpack(path: Path, folder: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = list(_members(archive, path))
            for info in members:
                target = folder / info.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(info) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file, 1 << 20)
        found = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise _foreign(path) from error
    if not isinstance(found, dict):
        raise _foreign(path)
    return found


def _members(archive: zipfile.ZipFile, path: Path) -> Iterator[zipfile.ZipInfo]:
    """The files that may be unpacked; refuses names that leave the folder, and bombs."""
    beside = 0
    for info in archive.infolist():
        inside = PurePosixPath(info.filename)
        if inside.is_absolute() or ".." in inside.parts or "\\" in info.filename:
            raise _foreign(path)
        if inside.parts[0] != "weights":
            beside += info.file_size
        if info.compress_type != zipfile.ZIP_STORED or beside > _MOST_BYTES_BESIDE_WEIGHTS:
            raise _foreign(path)
        if not info.is_dir():
            yield info


def _record(record: dict[str, Any], path: Path, folder: Path) -> OwnModel:
    if int(record.get("format", 0)) > FORMAT:
        raise BadInput(
            "{name} was made by a newer Hearth: update Hearth to open it.", name=path.name
        )
    try:
        return model_from(record, folder / "weights", folder)
    except (KeyError, TypeError, ValueError) as error:
        raise _foreign(path) from error


def _check(source: Path, shared: OwnModel, progress: Progress) -> None:
    found = recognise(source.resolve())
    digest = fingerprint(found, progress)
    if digest != shared.sha256:
        raise WrongHash(
            "{file} is not the file that {name} was made for (its sha256 is {found} instead of "
            "{expected}): give the right one.",
            file=source.name,
            name=shared.name,
            found=digest,
            expected=shared.sha256,
        )


def _stays_inside(folder: Path) -> bool:
    """Whether the example names no file outside its own folder; others are left out."""

    def inside(example: Example) -> bool:
        named = [value for value in example.inputs.values() if isinstance(value, str)]
        return not any(Path(value).is_absolute() or ".." in Path(value).parts for value in named)

    try:
        card = read_card(next(folder.glob("*.md")))
    except (BadInput, StopIteration):
        return False
    return all(
        inside(example) and (example.output is None or folder.resolve() in example.output.parents)
        for example in card.examples
    )


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _foreign(path: Path) -> BadInput:
    return BadInput(
        "{name} is damaged, or no model that Hearth exported: ask for it again.", name=path.name
    )


def _gone(model: OwnModel) -> BadInput:
    return BadInput(
        "The weights of {name} are no longer at {path}: put them back, or import them again.",
        name=model.name,
        path=model.path,
    )
