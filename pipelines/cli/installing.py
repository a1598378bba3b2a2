"""`hearth models install`, `remove`, `verify` and `token`."""

import getpass
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipelines import registry
from pipelines.cli.describing import megabytes, print_json
from pipelines.cli.own_listing import own_trouble, remove_own, verify_own
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.errors import BadInput
from pipelines.holdings import (
    all_files_of,
    files_of,
    needed_beside,
    variant_versions,
)
from pipelines.own_models.shelf import OwnModels, is_own
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.spec import ModelSpec
from pipelines.versions import (
    Version,
    VersionLedger,
    current_versions,
    resolve_version,
    split_reference,
)
from pipelines.weights.states import Health, InstallState, Removed, Verified
from pipelines.weights.store import WeightStore

EXIT_DAMAGED = 1


@dataclass(frozen=True)
class Wanted:
    """What was typed: models, each perhaps with a version, and variants of the only one."""

    models: Sequence[str]
    variants: Sequence[str] = ()
    everything: bool = False

    def chosen(self, ledger: VersionLedger) -> list[tuple[ModelSpec[Any], tuple[Version, ...]]]:
        """Each model with its versions; no versions if none was named. Raises BadInput."""
        if self.variants and len(self.models) > 1:
            raise BadInput("--variant is for one model at a time.")
        found = []
        for words in self.models:
            name, wanted = split_reference(words)
            spec = registry.model(name)
            if wanted and (self.variants or self.everything):
                raise BadInput("Name either a version or a variant of {model}.", model=name)
            versions: tuple[Version, ...] = ()
            if wanted:
                versions = (resolve_version(spec, wanted, ledger),)
            elif self.variants:
                versions = variant_versions(spec, self.variants)
            found.append((spec, versions))
        return found


def install(
    wanted: Wanted, store: WeightStore, ledger: VersionLedger, quiet: bool, as_json: bool
) -> int:
    """Download what is missing. Raises HearthError, and Cancelled after saying how to go on."""
    versions: list[Version] = []
    for spec, chosen in wanted.chosen(ledger):
        usual = variant_versions(spec)  # also says if there is nothing to install
        if wanted.everything:
            chosen = current_versions(spec)
        versions.extend(chosen or usual)
    weights = files_of(versions)
    missing = store.missing_bytes(weights)
    cancel = CancelToken()
    try:
        with stoppable(cancel), showing(quiet) as display:
            store.fetch(weights, Progress(display, cancel))
    except Cancelled:
        say("Stopped. What is here is kept: the same command goes on from there.")
        raise
    for version in versions:
        ledger.remember(version)
    if as_json:
        print_json({"downloaded_bytes": missing, "installed": [_told(v, store) for v in versions]})
        return 0
    for version in versions:
        size = megabytes(sum(weight.size for weight in version.weights))
        print(f"{version.model}:{version.id}  {_choices(version)}{size}, installed")
    return 0


def remove(
    wanted: Wanted, store: WeightStore, ledger: VersionLedger, shelf: OwnModels, as_json: bool
) -> int:
    """Delete files that nobody else needs, and say what stays for whom."""
    own = [shelf.get(name).name for name in wanted.models if is_own(name)]
    wanted = replace(wanted, models=[name for name in wanted.models if not is_own(name)])
    asked = wanted.chosen(ledger)  # all are known, before the first one goes
    told = [remove_own(shelf, name, as_json) for name in own]
    for spec, chosen in asked:
        going = files_of(chosen) if chosen else all_files_of(spec, ledger)
        others = needed_beside(spec.name, chosen, registry.all_models(), store, ledger)
        keep = [weight for weights in others.values() for weight in weights]
        removed = store.remove(going, keep)
        sharers = {
            weight.name: [name for name, weights in others.items() if weight in weights]
            for weight in removed.shared
        }
        told.append(_removal(spec.name, removed, sharers))
        if not as_json:
            print(f"{spec.name}: {megabytes(removed.bytes)} given back")
            for name, models in sharers.items():
                print(f"  {name} stays: {', '.join(models)} needs it too")
    if as_json:
        print_json(told)
    return 0


def verify(
    names: Sequence[str],
    store: WeightStore,
    ledger: VersionLedger,
    shelf: OwnModels,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read files again. The exit code is 1 if one was damaged."""
    built_in = [registry.model(name) for name in names if not is_own(name)]
    own = [shelf.get(name).name for name in names if is_own(name)]
    if not names:
        built_in, own = list(registry.all_models()), [model.name for model in shelf.all()]
    files = tuple(file for spec in built_in for file in all_files_of(spec, ledger))
    cancel = CancelToken()
    with stoppable(cancel), showing(quiet) as display:
        progress = Progress(display, cancel)
        found = store.verify(files, progress)
        owned = [verify_own(shelf, name, progress) for name in own]
    here = [_verdict(item) for item in found if item.health is not Health.MISSING]
    if as_json:
        print_json([*here, *owned])
    else:
        for item in (*here, *owned):
            print(f"{item['health']}  {item['name']}")
    damaged = [item for item in here if item["health"] == Health.DAMAGED.value]
    for item in damaged:
        say(
            f"{item['path']} was damaged (its sha256 was {item['sha256']}) and is not used any "
            f"more: install the model again."
        )
    troubles = list(filter(None, map(own_trouble, owned)))
    for words in troubles:
        say(words)
    if not here and not owned:
        say("Nothing is installed.")
    return EXIT_DAMAGED if damaged or troubles else 0


def token(change: bool, remove_it: bool, as_json: bool) -> int:
    """Keep, remove or look for the access token; it is never shown."""
    from pipelines.weights.hub import forget_token, keep_token, stored_token

    if change:
        typed = getpass.getpass("Access token: ") if sys.stdin.isatty() else sys.stdin.readline()
        keep_token(typed)
    elif remove_it:
        forget_token()
    kept = stored_token() is not None
    if as_json:
        print_json({"token": kept})
    else:
        print("A token is in the keyring." if kept else "There is no token in the keyring.")
    return 0


def _choices(version: Version) -> str:
    chosen = [f"{name} {value}" for name, value in version.choices.items() if value is not False]
    return ", ".join(chosen) + ", " if chosen else ""


def _told(version: Version, store: WeightStore) -> dict[str, Any]:
    state = store.state_of(version.weights)
    return {
        "model": version.model,
        "version": version.id,
        "choices": dict(version.choices),
        "installed": state.state is InstallState.INSTALLED,
        "bytes": state.here,
        "files": [str(store.path_of(weight)) for weight in version.weights],
    }


def _removal(model: str, removed: Removed, sharers: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "model": model,
        "freed_bytes": removed.bytes,
        "files": [str(path) for path in removed.files],
        "shared": sharers,
    }


def _verdict(item: Verified) -> dict[str, Any]:
    return {
        "name": item.weight.name,
        "health": item.health.value,
        "path": str(item.path),
        "sha256": item.sha256,
        "expected": item.weight.sha256,
    }
