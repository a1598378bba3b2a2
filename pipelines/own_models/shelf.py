"""The user's own models: one folder each, with a record, a card and, if copied, the weights.

``OWNER/NAME/model.json`` says what it is, ``card.md`` beside it is its card. Small files are copied
into ``weights/`` there; large ones stay where they are unless a copy is asked for.
"""

import re
import shutil
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock

from pipelines.cards import Card, read_card, write_card
from pipelines.errors import BadInput, HearthError
from pipelines.own_models.kinds import TITLES, Recognised
from pipelines.own_models.recognition import recognise
from pipelines.progress import Progress
from pipelines.spec import Kind
from pipelines.text import text
from pipelines.weights.records import read_json, sha256_of, write_json
from pipelines.weights.states import Health

RECORD, CARD = "model.json", "card.md"
#: Files up to this size, in bytes, are copied unless the user says otherwise.
COPY_UP_TO = 512 * 1024**2
#: The owner where the user names none.
OWNER = "me"

_PART = r"[a-z0-9]+(?:[._-]+[a-z0-9]+)*"
_NAME = re.compile(rf"{_PART}/{_PART}")
_RESERVED = frozenset({"con", "prn", "aux", "nul"})  # no file names on Windows

#: Where the cards of these models are put in lists of models.
COLLECTION = "Your own"


@dataclass(frozen=True)
class OwnModel:
    """One model on the shelf.

    `path` is the file or folder with the weights, `sha256` of the file, or of a folder's file
    names and hashes; `size` in bytes. `defaults` replace those of the model that runs it.
    `commercial` None means that nobody here knows. `added` is in seconds since 1970.
    """

    name: str
    kind: Kind
    family: str
    title: str
    path: Path
    folder: Path
    sha256: str
    size: int
    description: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    licence: str = ""
    commercial: bool | None = None
    added: float = 0.0

    @property
    def version(self) -> str:
        """The id of its weights."""
        return self.sha256[:12]

    @property
    def in_place(self) -> bool:
        """The weights lie where the user had them, not on the shelf."""
        return self.folder not in self.path.parents

    @property
    def is_there(self) -> bool:
        """Whether the weights are where they were."""
        return self.path.exists()

    @property
    def card_path(self) -> Path:
        return self.folder / CARD

    @property
    def card(self) -> Card:
        """Its card; an empty one if there is none or it is damaged."""
        try:
            return read_card(self.card_path)
        except HearthError:
            return Card()

    @property
    def search_levels(self) -> tuple[str, ...]:
        """Texts to look for words in, as `pipelines.search.search_levels`."""
        card = self.card
        found = (
            [self.name, self.title],
            [str(TITLES[self.kind]), *card.collections],
            [self.description, *card.good_at],
            [card.body, *self.facts.values(), self.licence, self.path.name],
        )
        return tuple(" ".join(texts).casefold() for texts in found)

    def record(self) -> dict[str, Any]:
        """Everything but where it lies, as JSON."""
        return {
            "name": self.name,
            "kind": self.kind.value,
            "family": self.family,
            "title": self.title,
            "description": self.description,
            "file": self.path.name,
            "sha256": self.sha256,
            "size": self.size,
            "facts": dict(self.facts),
            "defaults": dict(self.defaults),
            "licence": self.licence,
            "commercial": self.commercial,
            "added": self.added,
        }


def model_from(record: Mapping[str, Any], path: Path, folder: Path) -> OwnModel:
    """A model from `OwnModel.record`. Raises KeyError, TypeError or ValueError if it is damaged."""
    return OwnModel(
        name=checked_name(str(record["name"])),
        kind=Kind(record["kind"]),
        family=str(record["family"]),
        title=str(record["title"]),
        path=path,
        folder=folder,
        sha256=str(record["sha256"]),
        size=int(record["size"]),
        description=str(record.get("description", "")),
        facts={str(key): str(value) for key, value in dict(record.get("facts", {})).items()},
        defaults=dict(record.get("defaults", {})),
        licence=str(record.get("licence", "")),
        commercial=record.get("commercial"),
        added=float(record.get("added", 0)),
    )


def is_own(name: str) -> bool:
    """Whether that names a model of the user's own, ``owner/name``: no built-in one does."""
    return "/" in name


def checked_name(name: str) -> str:
    """`name` if it can name a model. Raises BadInput."""
    if not _NAME.fullmatch(name) or len(name) > 120 or _RESERVED & set(name.split("/")):
        raise BadInput(
            "{name} cannot name a model: write owner/name in small letters, digits, dots, dashes "
            "and underscores.",
            name=name,
        )
    return name


def name_from(stem: str, owner: str = OWNER) -> str:
    """A valid name made of a file's name."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("._-") or "model"
    return f"{owner}/{plain[:80].strip('._-')}{'-model' if plain in _RESERVED else ''}"


class OwnModels:
    """The shelf. Several processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(
        self,
        path: Path,
        progress: Progress,
        *,
        name: str = "",
        copy: bool | None = None,
        title: str = "",
        description: str = "",
    ) -> OwnModel:
        """Put weights on the shelf; if they are there already under no other name, that one is
        returned. `copy` None copies small files.

        Raises what `recognise` raises, BadInput for a name that is taken, Cancelled, OSError.
        """
        progress.stage(text("Looking at {name}", name=path.name))
        path = path.resolve()
        found = recognise(path)
        wanted = checked_name(name) if name else ""
        digest = fingerprint(found, progress.part(0.0, 0.7))
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / ".lock"):
            known = next((item for item in self.all() if item.sha256 == digest), None)
            if known is not None and known.is_there and wanted in ("", known.name):
                return known
            chosen = self._free(wanted, path.stem if path.is_file() else path.name)
            copied = found.size <= COPY_UP_TO if copy is None else copy
            return self._place(
                found, digest, chosen, copied, title, description, progress.part(0.7, 1.0)
            )

    def all(self) -> tuple[OwnModel, ...]:
        """Every model, the oldest first; damaged records are left out."""
        records = self.folder.glob(f"*/*/{RECORD}")
        found = [model for model in map(self._read, records) if model]
        return tuple(sorted(found, key=lambda model: (model.added, model.name)))

    def get(self, name: str) -> OwnModel:
        """Raises BadInput if there is none of that name."""
        if _NAME.fullmatch(name):
            model = self._read(self.folder / name / RECORD)
            if model is not None:
                return model
        raise BadInput(
            "There is no model of your own named {name}. Known are: {known}.",
            name=name,
            known=", ".join(item.name for item in self.all()) or text("none"),
        )

    def edit(self, name: str, *, card: Card | None = None, **changes: Any) -> OwnModel:
        """Change title, description, defaults, licence, commercial or the card."""
        allowed = {"title", "description", "defaults", "licence", "commercial"}
        if not set(changes) <= allowed:
            raise TypeError(f"not to be edited: {sorted(set(changes) - allowed)}")
        model = replace(self.get(name), **changes)
        if card is not None:
            write_card(card, model.card_path)
        self.write(model)
        return model

    def verify(self, model: OwnModel, progress: Progress) -> Health:
        """Read its weights again; nothing is deleted. Raises Cancelled and OSError."""
        if not model.is_there:
            return Health.MISSING
        try:
            same = fingerprint(recognise(model.path), progress) == model.sha256
        except HearthError:
            same = False
        return Health.GOOD if same else Health.DAMAGED

    def remove(self, name: str) -> int:
        """Take it off the shelf; gives back the bytes freed. Weights in place are not touched."""
        model = self.get(name)
        freed = 0 if model.in_place else model.size
        (model.folder / RECORD).unlink()  # first: without it the rest is invisible
        shutil.rmtree(model.folder, ignore_errors=True)
        return freed

    def write(self, model: OwnModel) -> None:
        """Put the record on disk. Raises OSError."""
        content = model.record()
        content["path"] = (
            str(model.path) if model.in_place else model.path.relative_to(model.folder).as_posix()
        )
        write_json(model.folder / RECORD, content)

    def _read(self, record: Path) -> OwnModel | None:
        content = read_json(record)
        try:
            path = record.parent / str(content["path"])  # an absolute path stays as it is
            return model_from(content, path, record.parent)
        except (KeyError, TypeError, ValueError, HearthError):
            return None

    def _free(self, wanted: str, stem: str) -> str:
        if wanted:
            if (self.folder / wanted / RECORD).exists():
                raise BadInput(
                    "There is a model named {name} already: choose another name, or remove it "
                    "first.",
                    name=wanted,
                )
            return wanted
        base = name = name_from(stem)
        number = 2
        while (self.folder / name / RECORD).exists():
            name, number = f"{base}-{number}", number + 1
        return name

    def _place(
        self,
        found: Recognised,
        digest: str,
        name: str,
        copied: bool,
        title: str,
        description: str,
        progress: Progress,
    ) -> OwnModel:
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)  # what a killed import left
        folder.mkdir(parents=True)
        try:
            path = found.path
            if copied:
                path = copy_files(found.files, found.path, folder / "weights", progress)
            model = OwnModel(
                name=name,
                kind=found.kind,
                family=found.family,
                title=title or _title(found),
                path=path,
                folder=folder,
                sha256=digest,
                size=found.size,
                description=description,
                facts=found.facts,
                defaults=found.defaults,
                added=time.time(),
            )
            write_card(_first_card(model), model.card_path)
            self.write(model)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return model


def fingerprint(found: Recognised, progress: Progress) -> str:
    """sha256 of the file; of several, over their names and hashes. Raises Cancelled."""
    total, before = found.size or 1, 0
    lines: list[str] = []
    for file in found.files:
        size = file.stat().st_size
        part = progress.part(before / total, (before + size) / total)
        digest = _hash(file, size or 1, part)
        if found.files == (found.path,):
            return digest
        lines.append(f"{digest} {_inside(file, found.path).as_posix()}")
        before += size
    return sha256("\n".join(lines).encode()).hexdigest()


def _hash(file: Path, size: int, progress: Progress) -> str:
    words = text("Reading {name}", name=file.name)
    return sha256_of(file, lambda done: progress.update(min(1.0, done / size), words))


def copy_files(files: tuple[Path, ...], source: Path, target: Path, progress: Progress) -> Path:
    """Copy the files of a folder, or a file and those beside it, into `target`; gives the path of
    the copy."""
    top = target / source.name
    for index, file in enumerate(files):
        progress.update(index / len(files), text("Copying {name}", name=file.name))
        place = (top if source.is_dir() else target) / _inside(file, source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
    return top


def _inside(file: Path, source: Path) -> Path:
    """Where a file of a model stands in its folder, or beside its main file."""
    return file.relative_to(source if source.is_dir() else source.parent)


def _title(found: Recognised) -> str:
    return found.facts.get("name") or (found.path.stem if found.path.is_file() else found.path.name)


def _first_card(model: OwnModel) -> Card:
    """Something to start from: what was read out of the file."""
    lines = "\n".join(f"- {key}: {value}" for key, value in model.facts.items())
    about = f"## What it does\n\n{model.description}\n\n" if model.description else ""
    body = f"# {model.title}\n\n{about}## Details\n\n{lines}\n"
    return Card(collections=(COLLECTION,), body=body)
