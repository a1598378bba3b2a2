"""What takes how much room: by model, with the last use and what removing it would give back."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipelines.holdings import all_files_of, needed_beside, users_of_files
from pipelines.own_models.shelf import OwnModels
from pipelines.places import Places
from pipelines.spec import ModelSpec
from pipelines.storage.cautions import free_bytes_at
from pipelines.storage.inventory import (
    ANSWERS,
    CONVERSATIONS,
    FILES,
    IMAGE_CONVERSATIONS,
    JOURNAL,
    files_of_database,
)
from pipelines.versions import VersionLedger
from pipelines.weights.states import Kind, StoredFile
from pipelines.weights.store import WeightStore


class Other(StrEnum):
    """What takes room besides the files of models."""

    PACKAGES = "packages that weights came in"
    UNFINISHED = "unfinished downloads"
    UNKNOWN = "files that no model uses"
    OWN_MODELS = "models of your own"
    EXAMPLES = "examples"
    CONVERSATIONS = "conversations"
    ANSWERS = "answers about pictures"
    SPEECH = "transcripts and recordings"
    RECORDS = "records and scratch files"


@dataclass(frozen=True)
class ModelUse:
    """The room of one model, in bytes: in all, of it in use by other models too, in folders of
    other programs (not our room). `freed` is what removing the model gives back exactly, and
    `last_used` a Unix time, None if never."""

    model: str
    bytes: int
    shared: int
    adopted: int
    freed: int
    last_used: float | None
    files: tuple[StoredFile, ...]


@dataclass(frozen=True)
class Usage:
    """The room of a data folder. `total` counts each file of ours once."""

    folder: Path
    models: tuple[ModelUse, ...]
    others: dict[Other, int]
    total: int
    free: int
    disk: int


def usage_of(
    places: Places, specs: Iterable[ModelSpec[Any]], store: WeightStore, ledger: VersionLedger
) -> Usage:
    """Look at everything in the data folder; the largest model first."""
    specs = tuple(specs)
    files = store.usage(users_of_files(specs, ledger))
    models = [_of_model(spec, specs, files, store, ledger) for spec in specs]
    others = {
        Other.PACKAGES: _sum(file for file in files if file.kind is Kind.PACKAGE),
        Other.UNFINISHED: _sum(file for file in files if file.kind is Kind.UNFINISHED),
        Other.UNKNOWN: _sum(file for file in files if file.kind is Kind.UNKNOWN),
        Other.OWN_MODELS: sum(
            model.size for model in OwnModels(places.own_models).all() if not model.in_place
        ),
        Other.EXAMPLES: _below(places.examples),
        Other.CONVERSATIONS: _below(places.conversation_pictures)
        + sum(
            _below(places.data / name)
            for database in (CONVERSATIONS, IMAGE_CONVERSATIONS)
            for name in files_of_database(database)
        ),
        Other.ANSWERS: _below(places.answer_records)
        + sum(_below(places.data / name) for name in files_of_database(ANSWERS)),
        Other.SPEECH: _below(places.transcripts) + _below(places.recordings),
        Other.RECORDS: sum(
            _below(places.data / name)
            for name in (
                "prompts",
                "versions",
                "pasted",
                "trials",
                "redraws",
                "prepared",
                *FILES,
                *files_of_database(JOURNAL),
            )
        ),
    }
    weights = _sum(file for file in files if file.own and file.kind is Kind.WEIGHTS)
    return Usage(
        folder=places.data,
        models=tuple(
            sorted((m for m in models if m.files), key=lambda m: (-m.bytes - m.adopted, m.model))
        ),
        others={kind: size for kind, size in others.items() if size},
        total=weights + sum(others.values()),
        free=free_bytes_at(places.data),
        disk=_disk(places.data),
    )


def _of_model(
    spec: ModelSpec[Any],
    specs: tuple[ModelSpec[Any], ...],
    files: tuple[StoredFile, ...],
    store: WeightStore,
    ledger: VersionLedger,
) -> ModelUse:
    used = [file for file in files if spec.name in file.models and file.kind is Kind.WEIGHTS]
    own = [file for file in used if file.own]
    beside = needed_beside(spec.name, (), specs, store, ledger)
    keep = [weight for weights in beside.values() for weight in weights]
    moments = [file.last_used for file in used if file.last_used is not None]
    return ModelUse(
        model=spec.name,
        bytes=_sum(own),
        shared=_sum(file for file in own if len(file.models) > 1),
        adopted=_sum(file for file in used if not file.own),
        freed=store.freed_by(all_files_of(spec, ledger), keep),
        last_used=max(moments, default=None),
        files=tuple(used),
    )


def _sum(files: Iterable[StoredFile]) -> int:
    return sum(file.bytes for file in files)


def _below(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(item.stat().st_size for item in path.rglob("*") if item.is_file())


def _disk(folder: Path) -> int:
    nearest = folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    return shutil.disk_usage(nearest).total
