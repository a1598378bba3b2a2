"""What a batch tells while it runs: one event for each thing that becomes of a file.

`names` tell which of several results of one file it is about (prompt, style, seed); a file with
one result has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.text import Text


@dataclass(frozen=True)
class ItemStarted:
    """The model begins with this file, the `number`-th (from 1) of `total`."""

    path: Path
    number: int
    total: int
    names: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class ItemProgress:
    """How far the model is with this file: `fraction` 0 to 1, or None while unknown."""

    path: Path
    fraction: float | None
    text: Text | None
    names: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class ItemDone:
    """The result is on disk. `seconds` were spent on reading, running and writing it; `facts` are
    what its model found out about it."""

    path: Path
    output: Path
    seconds: float
    notes: tuple[Text, ...] = ()
    names: Mapping[str, object] = field(default_factory=dict, hash=False)
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class ItemFailed:
    """There is no result, for this reason."""

    path: Path
    reason: Text
    names: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class ItemSkipped:
    """It was done before and has not changed since."""

    path: Path
    output: Path
    names: Mapping[str, object] = field(default_factory=dict, hash=False)


BatchEvent = ItemStarted | ItemProgress | ItemDone | ItemFailed | ItemSkipped
