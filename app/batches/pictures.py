"""Pictures as what a tab works on."""

from collections.abc import Sequence
from pathlib import Path

from app.batches.inputs import InputKind
from pipelines.text import mark


def _suffixes() -> Sequence[str]:
    from pipelines.media.kinds import PICTURE_SUFFIXES

    return PICTURE_SUFFIXES


def _check(path: Path) -> object:
    from pipelines.media.kinds import sniff

    return sniff(path)


PICTURES = InputKind(_suffixes, _check, mark("There is no picture in {name}."))
