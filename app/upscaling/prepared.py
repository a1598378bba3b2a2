"""A picture that other models work on before the one that was asked for, in the same job."""

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.choosing.choices import Choice
from app.context import AppContext

if TYPE_CHECKING:
    from pipelines.advising.steps import Step
    from pipelines.progress import Progress

#: The share of the bar for each step before the model itself.
_SHARE = 0.2


@dataclass(frozen=True)
class FirstStep:
    """What runs before, and the model that does it."""

    step: "Step"
    choice: Choice


def prepared_path(context: AppContext, source: Path, steps: Sequence[FirstStep]) -> Path:
    """Where the picture lies after the steps: the same file for the same source and steps, so
    that a redraw of it is gone on with."""
    about = source.stat()
    told: list[Any] = [str(source.resolve()), about.st_size, about.st_mtime_ns]
    told += [[one.step.model, dict(one.step.params)] for one in steps]
    name = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]
    return context.places.prepared / name / f"{source.stem}.png"


def prepared_work(
    context: AppContext,
    source: Path,
    steps: Sequence[FirstStep],
    then: "Callable[[Progress], Any]",
) -> "Callable[[Progress], Any]":
    """The work that makes that file where it is missing, then does the rest."""
    target = prepared_path(context, source, steps)

    def work(progress: "Progress") -> Any:
        share = 0.0
        if not target.exists():
            share = _SHARE * len(steps)
            _prepare(context, source, steps, target, progress.part(0, share))
        return then(progress.part(share, 1))

    return work


def _prepare(
    context: AppContext,
    source: Path,
    steps: Sequence[FirstStep],
    target: Path,
    progress: "Progress",
) -> None:
    from pipelines.run import run
    from pipelines.validation import validate

    for old in target.parent.parent.glob("*"):
        if old != target.parent:
            shutil.rmtree(old, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    runtime = context.engine.runtime(context.settings.value)
    picture = source
    for number, one in enumerate(steps):
        spec = one.choice.spec
        given = {**one.step.params, **one.choice.overrides, spec.input_field: picture}
        params = validate(spec.params, given)
        output = validate(spec.output, {"output_format": "png"})
        last = number == len(steps) - 1
        made = target if last else target.with_name(f"{number}.png")
        part = progress.part(number / len(steps), (number + 1) / len(steps))
        run(runtime, spec, params, made, output, part, one.choice.version)
        picture = made
