"""Whether installed models are whole, and whether each does its example."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipelines.cards import Example
from pipelines.doctor.finding import Finding, Grade
from pipelines.errors import HearthError
from pipelines.progress import Cancelled, Progress
from pipelines.registry import all_models
from pipelines.run import Runtime, run
from pipelines.search import readable_card
from pipelines.spec import ModelSpec, WeightFile
from pipelines.text import text
from pipelines.validation import validate
from pipelines.weights.states import Health, InstallState


def installed_weights(runtime: Runtime) -> tuple[WeightFile, ...]:
    """Every file of today's models that is here."""
    known = {w.identity: w for spec in all_models() for w in spec.catalogue()}
    return tuple(weight for weight in known.values() if runtime.store.is_installed(weight))


def examine_files(runtime: Runtime, progress: Progress) -> tuple[Finding, ...]:
    """Read every installed file and compare its hash. A damaged one is deleted."""
    weights = installed_weights(runtime)
    subject = text("Installed files")
    if not weights:
        return (Finding(subject, Grade.SKIPPED, text("None are installed yet.")),)
    told = runtime.store.verify(weights, progress)
    damaged = [item for item in told if item.health is Health.DAMAGED]
    if damaged:
        names = ", ".join(item.weight.title for item in damaged)
        return (
            Finding(
                subject,
                Grade.BROKEN,
                text("Damaged: {names}", names=names),
                text("They are no longer used. Install the models again."),
            ),
        )
    found = text("{count} files, every hash is right.", count=len(told))
    return (Finding(subject, Grade.WELL, found),)


def examine_examples(runtime: Runtime, progress: Progress) -> tuple[Finding, ...]:
    """Run one example of each model that is installed."""
    found: list[Finding] = []
    specs = all_models()
    for index, spec in enumerate(specs):
        part = progress.part(index / len(specs), (index + 1) / len(specs))
        found.append(_examine(spec, runtime, part))
    return tuple(found)


def _examine(spec: ModelSpec[Any], runtime: Runtime, progress: Progress) -> Finding:
    subject = text("Self-test of {model}", model=spec.title)
    chosen = _cheapest(spec, runtime)
    if chosen is None:
        return Finding(subject, Grade.SKIPPED, text("Not installed."))
    with tempfile.TemporaryDirectory(prefix="hearth-") as folder:
        try:
            outcome = run(
                runtime, spec, chosen, Path(folder) / "result.png", spec.output(), progress
            )
        except Cancelled:
            raise
        except HearthError as error:
            return Finding(subject, Grade.BROKEN, error.text, text("Verify or reinstall it."))
        except Exception as error:  # whatever else a broken installation raises
            told = text("Failed: {kind}: {reason}", kind=type(error).__name__, reason=str(error))
            return Finding(subject, Grade.BROKEN, told, text("Run: uv sync --reinstall"))
        size = outcome.path.stat().st_size
    if not size:
        return Finding(subject, Grade.BROKEN, text("It wrote an empty file."))
    told = text(
        "Works: {seconds} s on {device}.",
        seconds=f"{outcome.seconds:.1f}",
        device=outcome.plan.device,
    )
    return Finding(subject, Grade.WELL, told)


def _cheapest(spec: ModelSpec[Any], runtime: Runtime) -> Any:
    """Params of the example that needs the smallest weights, among those that are here."""

    def usable(example: Example) -> Any:
        try:
            params = validate(spec.params, example.params(spec))
        except HearthError:
            return None
        weights = spec.weights(params)
        state = runtime.store.state_of(weights).state
        return params if weights and state is InstallState.INSTALLED else None

    found = [params for example in readable_card(spec.name).examples if (params := usable(example))]
    size: Callable[[Any], int] = lambda params: sum(w.size for w in spec.weights(params))  # noqa: E731
    return min(found, key=size, default=None)
