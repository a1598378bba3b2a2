"""The user's own models in `hearth models list`, `search`, `show`, `remove` and `verify`."""

import textwrap
from collections.abc import Mapping
from typing import Any

from pipelines.cli.describing import WIDTH, megabytes, print_settings, settings_details
from pipelines.own_models.kinds import TITLES
from pipelines.own_models.shelf import OwnModel, OwnModels
from pipelines.progress import Progress
from pipelines.registry import own_spec
from pipelines.search import rank_of
from pipelines.weights.states import Health


def own_summaries(shelf: OwnModels, words: str = "") -> list[dict[str, Any]]:
    """Those in which every word is found, the best match first; all of them without words."""
    ranked = [(rank_of(words, own.search_levels), own) for own in shelf.all()]
    found = [(rank, own) for rank, own in ranked if rank is not None]
    return [own_summary(own) for _rank, own in sorted(found, key=lambda item: item[0])]


def own_summary(own: OwnModel) -> dict[str, Any]:
    """As the summary of a built-in model, and what is known of the file."""
    spec = own_spec(own)
    return {
        "name": own.name,
        "title": own.title,
        "task": spec.task.value if spec else None,
        "summary": own.description,
        "source": None,
        "own": True,
        "installed": own.is_there,
        "state": "installed" if own.is_there else "missing",
        "size": own.size,
        "stored_bytes": own.size if own.is_there else 0,
        "download_bytes": 0,
        "variants": [],
        "runs": spec is not None,
        "kind": own.kind.value,
        "kind_title": str(TITLES[own.kind]),
        "version": own.version,
        "sha256": own.sha256,
        "path": str(own.path),
        "in_place": own.in_place,
        "licence": own.licence or None,
        "commercial": own.commercial,
        "facts": dict(own.facts),
        "defaults": dict(own.defaults),
    }


def print_own(entry: Mapping[str, Any]) -> None:
    """One model of `own_summaries`, as a part of the list."""
    print(f"{entry['name']:<14} {entry['title']} ({entry['task'] or 'your own'})")
    if entry["summary"]:
        print(textwrap.fill(entry["summary"], WIDTH, initial_indent="  ", subsequent_indent="  "))
    print(f"  - {', '.join(_state_words(entry))}\n")


def _state_words(entry: Mapping[str, Any]) -> list[str]:
    words = [f"your own {entry['kind_title']}", megabytes(entry["size"])]
    if not entry["installed"]:
        words.append(f"no longer at {entry['path']}")
    elif entry["in_place"]:
        words.append("used where it is")
    if not entry["runs"]:
        words.append("nothing in this version of Hearth runs it yet")
    if entry["commercial"] is False:
        words.append("NON-COMMERCIAL")
    return words


def own_details(own: OwnModel) -> dict[str, Any]:
    """All about one, with the settings of what runs it."""
    spec = own_spec(own)
    settings = settings_details(spec) if spec else {"params": [], "output": []}
    return {**own_summary(own), **settings}


def print_own_details(own: OwnModel) -> None:
    """Its settings, what was read out of its file, and where that lies."""
    entry, spec = own_summary(own), own_spec(own)
    print(f"{own.name}: {own.title} ({entry['task'] or 'your own'})")
    if own.description:
        print(textwrap.fill(own.description, WIDTH))
    if spec is not None:
        print_settings(spec)
    print("\nWeights")
    print(f"  {own.path}  ({', '.join(_state_words(entry))})")
    print(f"      version {own.version}, sha256 {own.sha256}")
    for name, value in {**own.facts, "licence": own.licence or "not known"}.items():
        print(f"      {name}: {value}")


def remove_own(shelf: OwnModels, name: str, quiet: bool) -> dict[str, Any]:
    """Take it off the shelf; weights that lie elsewhere stay there. Raises BadInput."""
    own = shelf.get(name)
    freed = shelf.remove(name)
    if not quiet:
        print(f"{name}: {megabytes(freed)} given back")
        if own.in_place:
            print(f"  {own.path} stays: it was used where it is")
    files = [] if own.in_place else [str(own.path)]
    return {"model": name, "freed_bytes": freed, "files": files, "shared": {}}


def verify_own(shelf: OwnModels, name: str, progress: Progress) -> dict[str, Any]:
    """Read its weights again; they are never deleted. Raises BadInput, Cancelled and OSError."""
    own = shelf.get(name)
    health = shelf.verify(own, progress).value
    return {"name": name, "health": health, "path": str(own.path), "expected": own.sha256}


def own_trouble(verdict: Mapping[str, Any]) -> str:
    """What to do about it, if `verify_own` found it gone or changed; else nothing."""
    path, name = verdict["path"], verdict["name"]
    if verdict["health"] == Health.MISSING.value:
        return f"{path} is gone: put it back, or take {name} off the list: hearth models remove."
    if verdict["health"] == Health.DAMAGED.value:
        return f"{path} is no longer what it was: remove {name} and import it again."
    return ""
