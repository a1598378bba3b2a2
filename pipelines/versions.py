"""Versions: the exact files that one choice of settings runs with, remembered for good.

An update of Hearth may pin newer files. What was run before stays in the ledger with the sources
of its files, so that ``MODEL:VERSION`` can be fetched and run again, as in Replicate's guides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from pipelines.errors import BadInput
from pipelines.spec import ModelSpec, WeightFile, fields_of
from pipelines.text import text
from pipelines.weights.records import read_json, write_json

_SHORTEST = 4


@dataclass(frozen=True)
class Version:
    """`id` names exactly these files; `choices` are the params that call for them."""

    model: str
    id: str
    weights: tuple[WeightFile, ...]
    choices: Mapping[str, Any] = field(default_factory=dict)


_AS_JSON = TypeAdapter(Version)


def weights_version(spec: ModelSpec[Any], params: Any) -> str:
    """A short id derived from the hashes of the weights, so that it names exactly these files.

    For a checkpoint of the user's own it is derived from what identifies the file.
    """
    if spec.fixed_version:
        return spec.fixed_version
    named = [f"{weight.name} {weight.sha256}" for weight in spec.weights(params)]
    joined = "\n".join(sorted(named)) or repr(spec.resident_key(params))
    return sha256(joined.encode()).hexdigest()[:12]


def version_of(spec: ModelSpec[Any], params: Any) -> Version:
    """The version that these params run with today."""
    chosen = spec.weights(params)
    return Version(spec.name, weights_version(spec, params), chosen, _choices(spec, params))


def current_versions(spec: ModelSpec[Any]) -> tuple[Version, ...]:
    """Every version that today's settings can call for, those of the variants first."""
    found: dict[str, Version] = {}
    plain = [spec.example(**variant.overrides) for variant in spec.variants()]
    for params in (*plain, *spec.samples()):
        # Without weights of ours it runs a file of the user's own.
        if spec.weights(params) and weights_version(spec, params) not in found:
            version = version_of(spec, params)
            found[version.id] = version
    return tuple(found.values())


def _choices(spec: ModelSpec[Any], params: Any) -> dict[str, Any]:
    """The switches and choices of these params that make a difference to the files."""
    chosen = spec.weights(params)
    made: dict[str, Any] = {}
    for item in fields_of(spec.params):
        values = (False, True) if item.kind == "bool" else item.choices
        others = (params.model_copy(update={item.name: value}) for value in values)
        if any(spec.weights(other) != chosen for other in others):
            made[item.name] = getattr(params, item.name)
    return made


class VersionLedger:
    """Every version ever run or installed, one small file each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def remember(self, version: Version) -> None:
        """Note the version; nothing happens if it is known. Raises OSError."""
        if not version.weights:
            return  # a file of the user's own: nothing could be fetched again
        path = self._folder_of(version.model) / f"{version.id}.json"
        if not path.exists():
            write_json(path, _AS_JSON.dump_python(version, mode="json"))

    def find(self, model: str, version_id: str) -> Version | None:
        """The version of that model and id, or None."""
        content = read_json(self._folder_of(model) / f"{quote(version_id, safe='')}.json")
        try:
            return _AS_JSON.validate_python(content)
        except ValidationError:  # missing, or damaged
            return None

    def all_of(self, model: str) -> tuple[Version, ...]:
        """Every remembered version of a model, the newest first."""
        folder = self._folder_of(model)
        paths = sorted(folder.glob("*.json"), key=lambda path: -path.stat().st_mtime_ns)
        found = (self.find(model, path.stem) for path in paths)
        return tuple(version for version in found if version is not None)

    def _folder_of(self, model: str) -> Path:
        return self.folder / quote(model, safe="")


def split_reference(words: str) -> tuple[str, str]:
    """``real-esrgan:0a1b2c`` -> model and version; the version is empty if none is named."""
    model, _colon, version = words.partition(":")
    return model, version


def resolve_version(spec: ModelSpec[Any], wanted: str, ledger: VersionLedger) -> Version:
    """The version of that id, or of the only one that begins so (4 signs or more).

    Raises BadInput naming the versions there are.
    """
    known = {version.id: version for version in ledger.all_of(spec.name)}
    known.update({version.id: version for version in current_versions(spec)})
    matches = [version for key, version in known.items() if key.startswith(wanted.lower())]
    if wanted.lower() in known:
        return known[wanted.lower()]
    if len(matches) == 1 and len(wanted) >= _SHORTEST:
        return matches[0]
    raise BadInput(
        "{model} has no version {version}. Known are: {known}.",
        model=spec.name,
        version=wanted,
        known=", ".join(known) or text("none"),
    )


def check_fits(spec: ModelSpec[Any], version: Version, params: Any) -> None:
    """Raise BadInput if these params call for other files than the version has.

    An update pins new contents under the old names; a model that gave its files new names cannot
    load the old ones any more.
    """
    wrong = [key for key, value in version.choices.items() if getattr(params, key, None) != value]
    if wrong:
        raise BadInput(
            "Version {version} of {model} does not go with these settings: it is for {settings}.",
            version=version.id,
            model=spec.name,
            settings=", ".join(f"{key} {version.choices[key]}" for key in wrong),
        )
    needed = {weight.name for weight in spec.weights(params)}
    if needed != {weight.name for weight in version.weights}:
        raise BadInput(
            "This Hearth cannot run version {version} of {model} any more: leave the version "
            "out to run the present one.",
            version=version.id,
            model=spec.name,
        )
