"""What a series tells while it is drawn: one event for each thing that becomes of a picture.

`number` counts the pictures of the series from 0.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import HearthError
from pipelines.spec import Part
from pipelines.text import Text

if TYPE_CHECKING:
    from pipelines.portraits.drawing import Pixels


@dataclass(frozen=True)
class PortraitStarted:
    """The model begins with this one."""

    number: int
    part: Part[Any]


@dataclass(frozen=True)
class PortraitProgress:
    """How far it is: `fraction` 0 to 1, or None while that is not known."""

    number: int
    fraction: float | None
    text: Text | None


@dataclass(frozen=True, eq=False)
class PortraitPreviewed:
    """What it looks like by now, roughly and smaller than the result."""

    number: int
    pixels: "Pixels"


@dataclass(frozen=True)
class PortraitDone:
    """It is on disk at `path`.

    `likeness` is the cosine between its face and the photos', None where no face was found;
    `among_photos` how alike the photos are to each other, None for a single one. `provenance` is
    how it was made.
    """

    number: int
    part: Part[Any]
    path: Path
    seconds: float
    seed: int | None = None
    likeness: float | None = None
    among_photos: float | None = None
    notes: tuple[Text, ...] = ()
    provenance: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class PortraitFailed:
    """There is none, for this reason."""

    number: int
    part: Part[Any]
    reason: Text


PortraitEvent = (
    PortraitStarted | PortraitProgress | PortraitPreviewed | PortraitDone | PortraitFailed
)
Listener = Callable[[PortraitEvent], None]


@dataclass
class SeriesResult:
    """What became of each picture. `stopped` is what ended the series early (a full disk), if so;
    what was neither done nor failed by then was not begun or not finished."""

    done: list[PortraitDone] = field(default_factory=list)
    failed: list[PortraitFailed] = field(default_factory=list)
    cancelled: bool = False
    stopped: HearthError | None = None
    seconds: float = 0.0
