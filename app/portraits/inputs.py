"""What was put in: photos, and perhaps a portrait that says how it was made. Only from a job."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.batches.inputs import sort_inputs
from app.batches.pictures import PICTURES

if TYPE_CHECKING:
    from pipelines.media.provenance import Provenance
    from pipelines.text import Text

#: More photos of one person help no further.
MOST_PHOTOS = 32


@dataclass(frozen=True)
class MadePicture:
    """A picture that Hearth made, and how."""

    path: Path
    provenance: "Provenance"


@dataclass(frozen=True)
class Given:
    """`refused` says of files why they cannot be used; `made` is set for a single portrait;
    `models` are base models of the user's own."""

    files: list[Path]
    refused: "Sequence[tuple[Path, Text]]" = ()
    made: MadePicture | None = None
    models: tuple[Path, ...] = ()


def sort_given(paths: list[Path], journal: Path) -> Given:
    """Look at each path; folders give the pictures in them."""
    from pipelines.media.provenance import read_provenance

    found = sort_inputs(paths, journal, PICTURES)
    files = found.files[:MOST_PHOTOS]
    made = None
    if len(files) == 1:
        provenance = read_provenance(files[0])
        if provenance is not None:
            made = MadePicture(files[0], provenance)
    return Given(files, found.refused, made, tuple(found.checkpoints))
