"""Which files of which models are here: what to install, and what others still need."""

from collections.abc import Iterable, Sequence
from typing import Any

from pipelines.errors import BadInput
from pipelines.spec import ModelSpec, WeightFile
from pipelines.text import text
from pipelines.versions import Version, VersionLedger, current_versions, version_of
from pipelines.weights.states import InstallState
from pipelines.weights.store import WeightStore


def versions_of(spec: ModelSpec[Any], ledger: VersionLedger) -> tuple[Version, ...]:
    """Today's versions, those of the variants first, then the remembered older ones."""
    found = {version.id: version for version in current_versions(spec)}
    for version in ledger.all_of(spec.name):
        found.setdefault(version.id, version)
    return tuple(found.values())


def variant_versions(spec: ModelSpec[Any], keys: Sequence[str] = ()) -> tuple[Version, ...]:
    """The versions of these variants; of the usual one if none is named. Raises BadInput."""
    if not spec.catalogue():
        raise BadInput(
            "{model} runs a file of your own, so there is nothing to install: give it the file.",
            model=spec.name,
        )
    if not keys:
        return (version_of(spec, spec.example()),)
    known = {variant.key: variant for variant in spec.variants()}
    unknown = next((key for key in keys if key not in known), None)
    if unknown is not None:
        raise BadInput(
            "{model} has no variant {variant}. Choose one of: {known}.",
            model=spec.name,
            variant=unknown,
            known=", ".join(filter(None, known)) or text("none, it comes in one piece"),
        )
    return tuple(version_of(spec, spec.example(**known[key].overrides)) for key in keys)


def files_of(versions: Iterable[Version]) -> tuple[WeightFile, ...]:
    """Every file of these versions, each once."""
    found = {weight.identity: weight for version in versions for weight in version.weights}
    return tuple(found.values())


def needed_beside(
    model: str,
    removed: Sequence[Version],
    specs: Iterable[ModelSpec[Any]],
    store: WeightStore,
    ledger: VersionLedger,
) -> dict[str, tuple[WeightFile, ...]]:
    """What must stay when these versions of `model` go: model -> files it has and needs.

    Of the same model stays every other version, unless it needs a removed one as a part of it.
    With nothing `removed` the whole model goes.
    """
    needed: dict[str, tuple[WeightFile, ...]] = {}
    gone = [_identities(version) for version in removed]
    for spec in specs:
        kept = [
            version
            for version in versions_of(spec, ledger)
            if store.state_of(version.weights).state is InstallState.INSTALLED
        ]
        if spec.name == model:
            kept = [
                version
                for version in kept
                if gone and not any(_identities(version) >= files for files in gone)
            ]
        if kept:
            needed[spec.name] = files_of(kept)
    return needed


def _identities(version: Version) -> set[tuple[str, str | None]]:
    return {weight.identity for weight in version.weights}


def all_files_of(spec: ModelSpec[Any], ledger: VersionLedger) -> tuple[WeightFile, ...]:
    """Every file that the model may use: of all its versions, and what a window looks with before
    they are here."""
    starters = spec.first_look.starters if spec.first_look is not None else ()
    return (*files_of(versions_of(spec, ledger)), *starters)


def users_of_files(
    specs: Iterable[ModelSpec[Any]], ledger: VersionLedger
) -> dict[str, tuple[WeightFile, ...]]:
    """Model -> every file it may use, older versions too; for `WeightStore.usage`."""
    return {spec.name: all_files_of(spec, ledger) for spec in specs}
