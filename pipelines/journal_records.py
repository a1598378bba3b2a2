"""What the journal tells: states, and the records of batches, files and single runs."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipelines.text import Text


class State(StrEnum):
    """Where a job or one file of a batch stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class BatchKey:
    """What makes a batch the same batch when it is started again.

    Other weights make another batch, whose results do not replace the old ones. `files` is set
    instead of `input_dir` for an explicit list of files. `params` are without the input field;
    those named in `varied` may differ, since they only say which items the batch has.
    """

    model: str
    weights_version: str
    params: Mapping[str, Any]
    output_options: Mapping[str, Any]
    output_dir: Path
    input_dir: Path | None = None
    files: tuple[Path, ...] = ()
    recursive: bool = True
    varied: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """The same text for the same batch, whatever the order of the settings."""
        content = {
            "model": self.model,
            "weights_version": self.weights_version,
            "params": {
                name: value for name, value in self.params.items() if name not in self.varied
            },
            "output_options": dict(self.output_options),
            "output_dir": str(self.output_dir),
            "input_dir": str(self.input_dir) if self.input_dir else None,
            "files": sorted(str(path) for path in self.files),
            "recursive": self.recursive,
        }
        return to_json(content)


@dataclass(frozen=True)
class ItemRecord:
    """One file of a batch. `path` is relative to the input folder, or whole for a list of files.

    `mtime_ns` is the file's time in nanoseconds, `finished` a Unix time in seconds. `begun` says
    that it was ever worked on, so that what lies at `output` may be a result of its own.
    """

    path: str
    size: int
    mtime_ns: int
    state: State
    output: Path | None = None
    reason: Text | None = None
    seconds: float | None = None
    finished: float | None = None
    begun: bool = False


@dataclass(frozen=True)
class BatchRecord:
    """One batch as listed: what it was, and how many files are in each state.

    `files` is what was given instead of one folder, files and folders.
    """

    id: int
    model: str
    weights_version: str
    params: Mapping[str, Any]
    output_options: Mapping[str, Any]
    input_dir: Path | None
    output_dir: Path
    recursive: bool
    created: float
    counts: Mapping[State, int]
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class JobRecord:
    """One single run as listed. `started` is a Unix time in seconds."""

    id: int
    model: str
    weights_version: str
    params: Mapping[str, Any]
    state: State
    output: Path | None
    reason: Text | None
    seconds: float | None
    started: float


def item_of(row: sqlite3.Row) -> ItemRecord:
    """A row of the table `items`."""
    return ItemRecord(
        path=row["path"],
        size=row["size"],
        mtime_ns=row["mtime_ns"],
        state=State(row["state"]),
        output=path_or_none(row["output"]),
        reason=reason_from_json(row["reason"]),
        seconds=row["seconds"],
        finished=row["finished"],
        begun=bool(row["begun"]),
    )


def batch_of(row: sqlite3.Row, counts: Mapping[State, int]) -> BatchRecord:
    """A row of the table `batches`."""
    return BatchRecord(
        id=row["id"],
        model=row["model"],
        weights_version=row["weights_version"],
        params=json.loads(row["params"]),
        output_options=json.loads(row["output_options"]),
        input_dir=path_or_none(row["input_dir"]),
        output_dir=Path(row["output_dir"]),
        recursive=bool(row["recursive"]),
        created=row["created"],
        counts=counts,
        files=tuple(map(Path, json.loads(row["identity"])["files"])),
    )


def job_of(row: sqlite3.Row) -> JobRecord:
    """A row of the table `jobs`."""
    return JobRecord(
        id=row["id"],
        model=row["model"],
        weights_version=row["weights_version"],
        params=json.loads(row["params"]),
        state=State(row["state"]),
        output=path_or_none(row["output"]),
        reason=reason_from_json(row["reason"]),
        seconds=row["seconds"],
        started=row["started"],
    )


def to_json(values: Mapping[str, Any]) -> str:
    """Settings as stored; whatever JSON has no word for (a path) is stored as its text."""
    return json.dumps(dict(values), sort_keys=True, ensure_ascii=False, default=str)


def reason_to_json(reason: Text | None) -> str | None:
    """A sentence as stored: still a template, so that the window can translate it later."""
    if reason is None:
        return None
    values = {key: str(value) for key, value in reason.values.items()}
    return json.dumps({"template": reason.template, "values": values}, ensure_ascii=False)


def reason_from_json(saved: str | None) -> Text | None:
    """The sentence that was stored."""
    if saved is None:
        return None
    content = json.loads(saved)
    return Text(content["template"], content["values"])


def path_or_none(saved: str | None) -> Path | None:
    return Path(saved) if saved else None
