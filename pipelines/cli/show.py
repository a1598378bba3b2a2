"""`hearth models list`, `search` and `show`: what there is, in words and as JSON."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from pipelines import registry
from pipelines.cli.describing import WIDTH, megabytes, print_json, print_settings, settings_details
from pipelines.cli.own_listing import (
    own_details,
    own_summaries,
    print_own,
    print_own_details,
)
from pipelines.holdings import versions_of
from pipelines.own_models.shelf import OwnModels, is_own
from pipelines.search import find_models
from pipelines.spec import ModelSpec, WeightFile
from pipelines.versions import Version, VersionLedger, current_versions, weights_version
from pipelines.weights.states import Installed, InstallState
from pipelines.weights.store import WeightStore


def list_models(store: WeightStore, shelf: OwnModels, as_json: bool) -> None:
    """Every model with its variants: which are installed, which may be used commercially."""
    built_in = [_summary(spec, store) for spec in registry.all_models()]
    _print_models([*built_in, *own_summaries(shelf)], as_json)


def search_models(words: str, store: WeightStore, shelf: OwnModels, as_json: bool) -> None:
    """The models that the words are found in, the best match first, the user's own last."""
    built_in = [_summary(spec, store) for spec in find_models(registry.all_models(), words)]
    found = [*built_in, *own_summaries(shelf, words)]
    if not found and not as_json:
        print(f"No model is about “{words}”. All of them: hearth models list")
        return
    _print_models(found, as_json)


def _print_models(known: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(known)
        return
    for entry in known:
        if entry["own"]:
            print_own(entry)
            continue
        print(f"{entry['name']:<14} {entry['title']} ({entry['task']})")
        print(textwrap.fill(entry["summary"], WIDTH, initial_indent="  ", subsequent_indent="  "))
        for variant in entry["variants"]:
            facts = [_size_words(variant) if variant["size"] else "your own file"]
            if not variant["commercial"]:
                facts.append("NON-COMMERCIAL")
            print(f"  - {variant['key'] or entry['name']}: {', '.join(facts)}")
        if len(entry["variants"]) > 1:
            print(f"  with all options: {_size_words(entry)}")
        print()
    print("Settings of one model: hearth models show MODEL")


def show_model(
    name: str, store: WeightStore, ledger: VersionLedger, shelf: OwnModels, as_json: bool
) -> None:
    """Every field, version and file of one model. Raises BadInput for an unknown name."""
    if is_own(name):
        own = shelf.get(name)
        print_json(own_details(own)) if as_json else print_own_details(own)
        return
    spec = registry.model(name)
    versions = [_version(version, store, now) for version, now in _versions(spec, ledger)]
    if as_json:
        print_json({**_details(spec, store), "versions": versions})
        return
    print(f"{spec.name}: {spec.title} ({spec.task.value})")
    print(textwrap.fill(spec.summary, WIDTH))
    print(f"Source: {spec.source}")
    print_settings(spec)
    if versions:
        print(f"\nVersions (hearth run {spec.name}:VERSION)")
    for version in versions:
        _print_version(version)
    print("\nWeights")
    catalogue = spec.catalogue()
    if not catalogue:
        print("  none: you give the file")
    for weight in catalogue:
        _print_weight(weight, store)


def _summary(spec: ModelSpec[Any], store: WeightStore) -> dict[str, Any]:
    return {
        "name": spec.name,
        "title": spec.title,
        "task": spec.task.value,
        "summary": spec.summary,
        "source": spec.source,
        "own": False,
        **_sizes(store.state_of(spec.catalogue())),
        "variants": [
            {
                "key": variant.key,
                "title": variant.title,
                "version": weights_version(spec, params) if weights else None,
                **_sizes(store.state_of(weights)),
                "commercial": all(weight.licence.commercial for weight in weights),
            }
            for variant in spec.variants()
            for params in [spec.example(**variant.overrides)]
            for weights in [spec.weights(params)]
        ],
    }


def _versions(spec: ModelSpec[Any], ledger: VersionLedger) -> list[tuple[Version, bool]]:
    """Each version and whether it is one of today's."""
    present = {version.id for version in current_versions(spec)}
    return [(version, version.id in present) for version in versions_of(spec, ledger)]


def _version(version: Version, store: WeightStore, present: bool) -> dict[str, Any]:
    return {
        "id": version.id,
        "present": present,
        "choices": dict(version.choices),
        **_sizes(store.state_of(version.weights)),
        "files": [weight.name for weight in version.weights],
    }


def _sizes(installed: Installed) -> dict[str, Any]:
    """`size` once all is here; `stored_bytes` are here, `download_bytes` still to come.

    They do not add up: a package that is downloaded may be larger or smaller than what it holds.
    """
    return {
        "installed": installed.state is InstallState.INSTALLED,
        "state": installed.state.value,
        "size": installed.total,
        "stored_bytes": installed.here,
        "download_bytes": installed.to_fetch,
    }


def _size_words(entry: Mapping[str, Any]) -> str:
    """What is on the disk, and what would be downloaded."""
    stored, missing = (megabytes(entry[name]) for name in ("stored_bytes", "download_bytes"))
    if entry["installed"]:
        return f"{stored}, installed"
    parts = [f"{stored} installed"] if entry["stored_bytes"] else []
    parts.append(
        f"{missing} to download" if entry["download_bytes"] else "downloaded, not unpacked"
    )
    return ", ".join(parts)


def _print_version(version: Mapping[str, Any]) -> None:
    chosen = [f"{key} {_plain(value)}" for key, value in version["choices"].items()]
    facts = [*chosen, _size_words(version)]
    if not version["present"]:
        facts.append("older")
    print(f"  {version['id']}  ({'; '.join(facts)})")


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _details(spec: ModelSpec[Any], store: WeightStore) -> dict[str, Any]:
    return {
        **_summary(spec, store),
        **settings_details(spec),
        "params_schema": spec.params.model_json_schema(),
        "output_schema": spec.output.model_json_schema(),
        "weights": [_weight(weight, store) for weight in spec.catalogue()],
    }


def _weight(weight: WeightFile, store: WeightStore) -> dict[str, Any]:
    path = store.path_of(weight)
    return {
        "name": weight.name,
        "title": weight.title,
        **_sizes(store.state_of([weight])),
        "sha256": weight.sha256,
        "licence": weight.licence.name,
        "licence_url": weight.licence.url,
        "licence_note": weight.licence.note or None,
        "commercial": weight.licence.commercial,
        "path": str(path) if path else None,
    }


def _print_weight(weight: WeightFile, store: WeightStore) -> None:
    badge = "commercial use allowed" if weight.licence.commercial else "NON-COMMERCIAL use only"
    print(f"  {weight.name}  ({_size_words(_sizes(store.state_of([weight])))})")
    print(f"      {weight.title}")
    print(f"      sha256 {weight.sha256 or 'not published; pinned at the first download'}")
    print(f"      {weight.licence.name} ({badge}) {weight.licence.url}")
    indent = "      "
    if weight.licence.note:
        print(
            textwrap.fill(
                weight.licence.note, WIDTH, initial_indent=indent, subsequent_indent=indent
            )
        )
