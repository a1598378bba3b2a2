"""`hearth models pack` and `hearth models install pack`: a task on a machine without network."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.arguments import Usage, path_of
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.errors import BadInput
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.spec import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.versions import Version, VersionLedger
    from pipelines.weights.store import WeightStore

_WORD = "pack"


def add_pack_options(parser: argparse.ArgumentParser) -> None:
    """What `hearth models pack` takes."""
    tasks = ", ".join(task.value for task in Task)
    parser.add_argument("task", metavar="TASK", help=f"One of: {tasks}.")
    parser.add_argument("output", type=path_of, metavar="FILE.tar", help="The file to write.")
    parser.add_argument(
        "--model",
        action="append",
        default=[],
        metavar="MODEL",
        help="Only this model; may be given several times.",
    )
    parser.add_argument(
        "--variant",
        action="append",
        default=[],
        metavar="KEY",
        help="Only this variant of the one model; may be given several times.",
    )
    parser.add_argument(
        "--installed", action="store_true", help="Only what is installed here; download nothing."
    )
    parser.add_argument(
        "--offline", action="store_true", help="Download nothing: pack what is here."
    )
    parser.add_argument("--quiet", action="store_true", help="No progress, only errors.")


def pack_command(options: argparse.Namespace, store: "WeightStore") -> int:
    """Write a pack. Raises HearthError and Cancelled."""
    from pipelines import registry
    from pipelines.cli.describing import megabytes, print_json
    from pipelines.storage.pack import versions_for, write_pack

    task = _task(options.task)
    versions = versions_for(task, registry.all_models(), options.model, options.variant)
    if options.installed:
        versions = _installed(versions, store)
    cancel = CancelToken()
    with stoppable(cancel), showing(options.quiet) as display:
        packed = write_pack(task, versions, store, options.output, Progress(display, cancel))
    files = packed.manifest.files
    closed = sorted({file.licence for file in files if not file.commercial})
    if options.json:
        listed = packed.manifest.model_dump()
        print_json({"output": str(packed.path), "bytes": packed.bytes, **listed})
        return 0
    models = dict.fromkeys(version.model for version in packed.manifest.versions)
    say(f"{', '.join(models)}: {len(files)} files, {megabytes(packed.bytes)}")
    if closed:
        say(f"Some are for NON-COMMERCIAL use only: {', '.join(closed)}.")
    say(f"On the other machine: hearth models install {packed.path.name}")
    print(packed.path)
    return 0


def pack_among(words: list[str]) -> Path | None:
    """The pack that `hearth models install WORDS` means, or None if models are meant."""
    from pipelines.storage.pack_format import looks_like_pack

    if words[0] == _WORD:
        if len(words) != 2:
            raise Usage("Which pack? Give one file: hearth models install pack FILE.tar")
        return path_of(words[1])
    named = [word for word in words if word.endswith(".tar") or looks_like_pack(path_of(word))]
    if named and len(words) > 1:
        raise Usage("Install one pack at a time, and models by themselves.")
    return path_of(named[0]) if named else None


def install_pack_command(
    path: Path, store: "WeightStore", ledger: "VersionLedger", quiet: bool, as_json: bool
) -> int:
    """Install what is in a pack. Raises HearthError, and Cancelled after saying how to go on."""
    from pipelines import registry
    from pipelines.cli.describing import megabytes, print_json
    from pipelines.holdings import files_of, versions_of
    from pipelines.storage.unpack import install_pack
    from pipelines.weights.states import InstallState

    specs = registry.all_models()
    versions = [version for spec in specs for version in versions_of(spec, ledger)]
    cancel = CancelToken()
    try:
        with stoppable(cancel), showing(quiet) as display:
            done = install_pack(path, store, files_of(versions), Progress(display, cancel))
    except Cancelled:
        say("Stopped. What is here is kept: the same command goes on from there.")
        raise
    ready = [v for v in versions if store.state_of(v.weights).state is InstallState.INSTALLED]
    for version in ready:
        ledger.remember(version)
    if as_json:
        print_json(
            {
                "installed": [weight.name for weight in done.installed],
                "present": [weight.name for weight in done.present],
                "unknown": [file.name for file in done.unknown],
                "versions": [f"{version.model}:{version.id}" for version in ready],
            }
        )
    else:
        size = megabytes(sum(weight.size for weight in done.installed))
        print(f"{len(done.installed)} files installed ({size}), {len(done.present)} were here.")
    for file in done.unknown:
        say(f"{file.name} is of another version of Hearth and was left out.")
    return 0


def _installed(versions: "Sequence[Version]", store: "WeightStore") -> "tuple[Version, ...]":
    from pipelines.weights.states import InstallState

    here = tuple(v for v in versions if store.state_of(v.weights).state is InstallState.INSTALLED)
    if not here:
        raise BadInput("Nothing of that is installed here: leave --installed out to download it.")
    return here


def _task(words: str) -> Task:
    try:
        return Task(words.lower())
    except ValueError as error:
        raise BadInput(
            "There is no task called {task}. Choose one of: {known}.",
            task=words,
            known=", ".join(task.value for task in Task),
        ) from error
