"""What the commands that run a model need: the runtime, the version, the weights, the journal."""

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.arguments import preferences_of
from pipelines.cli.terminal import showing
from pipelines.errors import HearthError
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress
from pipelines.spec import ModelSpec

if TYPE_CHECKING:
    from pipelines.journal import Journal
    from pipelines.run import Runtime
    from pipelines.versions import Version


def runtime_of(options: argparse.Namespace, places: Places) -> "Runtime":
    """What jobs share, with what was typed about how to run."""
    from pipelines.run import build_runtime

    return build_runtime(places, preferences_of(options), offline=options.offline)


def wanted_version(spec: ModelSpec[Any], wanted: str, places: Places) -> "Version | None":
    """The version that was named; None if none was. Raises BadInput."""
    from pipelines.versions import VersionLedger, resolve_version

    return resolve_version(spec, wanted, VersionLedger(places.versions)) if wanted else None


def fetch(runtime: "Runtime", version: "Version", quiet: bool, cancel: CancelToken) -> None:
    """Download with a bar of its own, since its pace says nothing about the work after it."""
    runtime.planner.check_device()
    with showing(quiet) as display:
        runtime.store.fetch(version.weights, Progress(display, cancel))


def open_journal(stack: ExitStack, places: Places) -> "tuple[Journal | None, HearthError | None]":
    """The journal, or why there is none: one run does not depend on it."""
    from pipelines.journal import Journal

    try:
        return stack.enter_context(Journal(places.journal)), None
    except HearthError as error:
        return None, error


def recording(
    stack: ExitStack,
    journal: "Journal | None",
    spec: ModelSpec[Any],
    params: Any,
    version: "Version",
) -> Callable[[Path], None]:
    """What is called with the output's path at the end of a job that the journal shall know."""
    from pipelines.history import recorded

    if journal is None:
        return lambda _path: None
    return stack.enter_context(recorded(journal, spec, params, version))
