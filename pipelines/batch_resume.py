"""Batches that were killed before their end, read back so that they can be gone on with."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.batch_plan import Inputs, plan_batch
from pipelines.errors import HearthError
from pipelines.journal import BatchRecord, Journal
from pipelines.spec import ModelSpec
from pipelines.validation import validate
from pipelines.versions import VersionLedger

__all__ = ["Unfinished", "unfinished_batches"]


@dataclass(frozen=True)
class Unfinished:
    """All that `run_batch` needs to go on; `left` of `total` files are to be done.

    The input field of `params` is only a placeholder.
    """

    id: int
    spec: ModelSpec[Any]
    params: Any
    output: Any
    inputs: Inputs
    out_dir: Path
    recursive: bool
    left: int
    total: int


def unfinished_batches(
    journal: Journal, specs: Iterable[ModelSpec[Any]], versions: VersionLedger
) -> list[Unfinished]:
    """Those of these models, the newest first.

    Left out is what cannot be gone on with as it was: the folder is gone, the settings or weights
    are no longer known, nothing is left to do.
    """
    known = {spec.name: spec for spec in specs}
    found = (
        _unfinished(record, known[record.model], journal, versions)
        for record in journal.broken_off()
        if record.model in known
    )
    return [item for item in found if item is not None]


def _unfinished(
    record: BatchRecord, spec: ModelSpec[Any], journal: Journal, versions: VersionLedger
) -> Unfinished | None:
    inputs: Inputs = record.input_dir if record.input_dir is not None else record.files
    try:
        params = validate(spec.params, {**record.params, spec.input_field: Path("each file")})
        output = validate(spec.output, record.output_options)
        plan = plan_batch(
            spec,
            params,
            inputs,
            record.output_dir,
            output,
            journal=journal,
            recursive=record.recursive,
            versions=versions,
        )
    except HearthError:
        return None
    if journal.find_batch(plan.key) != record.id or not plan.todo:
        return None
    return Unfinished(
        id=record.id,
        spec=spec,
        params=params,
        output=output,
        inputs=inputs,
        out_dir=record.output_dir,
        recursive=record.recursive,
        left=len(plan.todo),
        total=plan.total,
    )
