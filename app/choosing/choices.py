"""What a tab offers: every version of every model, and the user's own checkpoints.

Looking whether weights are installed reads the disk, so lists are made in jobs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.text import Text

if TYPE_CHECKING:
    from pipelines.own_models.shelf import OwnModel
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec, WeightFile
    from pipelines.versions import Version
    from pipelines.weights.store import WeightStore

CHECKPOINT_SUFFIXES = (".safetensors", ".pth", ".pt", ".ckpt")


@dataclass(frozen=True)
class Choice:
    """One line of the model picker.

    `overrides` are the params that select it; `commercial` None means that nobody here knows the
    licence. `download_bytes` is what is still to be fetched, 0 when all is installed.
    `licence_notes` is what licences leave open, `own_file` the weights of a model of the user's,
    `about` says what this version is good for, where the model's summary is about all of them.
    `version` is an older version that was run before an update.
    """

    key: str
    spec: "ModelSpec[Any]"
    title: str
    detail: str
    licence: str
    commercial: bool | None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    download_bytes: int = 0
    licence_notes: tuple[str, ...] = ()
    about: Text | None = None
    own_file: Path | None = None
    version: "Version | None" = None

    @property
    def installed(self) -> bool:
        return self.download_bytes == 0

    @property
    def is_own(self) -> bool:
        return self.own_file is not None

    @property
    def files(self) -> frozenset[Path]:
        """The user's own files that it needs."""
        return frozenset() if self.own_file is None else frozenset({self.own_file})

    def params(self, image: Path, values: Mapping[str, Any] | None = None) -> Any:
        """This choice's params, its own values winning. Raises pydantic's ValidationError."""
        given = {**(values or {}), **self.overrides, self.spec.input_field: image}
        return self.spec.params(**given)


def list_choices(
    specs: "Iterable[ModelSpec[Any]]", runtime: "Runtime", together: bool = True
) -> tuple[Choice, ...]:
    """All choices, only from a job: what can run at once and may be sold with first.

    The versions of a model stay `together`, or each is ranked by itself; the user's own models
    come last, or, ranked by themselves, with those that are ready. A model that wants a
    file of weights is not offered itself, only through them.
    """
    from pipelines.own_models.shelf import OwnModels

    own = {model.name: model for model in OwnModels(runtime.places.own_models).all()}
    found: list[Choice] = []
    for spec in specs:
        if spec.name in own:
            found.append(_own_choice(spec, own[spec.name]))
        elif not _wants_own_file(spec):
            found.extend(_model_choices(spec, runtime.store))
            found.extend(_older_choices(spec, runtime))
    ready = {choice.spec.name for choice in found if choice.installed and choice.commercial}
    closed = {choice.spec.name for choice in found if choice.commercial is False}

    def rank(choice: Choice) -> tuple[bool, bool, bool]:
        if not together:
            return not choice.installed, choice.commercial is False, choice.is_own
        name = choice.spec.name
        return choice.is_own, name in closed, name not in ready

    return tuple(sorted(found, key=rank))


def default_choice(choices: Sequence[Choice]) -> Choice | None:
    """Free weights only: Real-ESRGAN if it is there, else what a model runs with by itself."""
    free = [choice for choice in choices if choice.commercial and choice.version is None]
    usual = [choice for choice in free if _is_usual(choice)]
    found = next((c for c in free if c.spec.name == "real-esrgan"), None)
    return found or next(iter([*usual, *free]), None)


def _is_usual(choice: Choice) -> bool:
    """Whether it is what the model runs with if nobody chooses."""
    fields = choice.spec.params.model_fields
    return all(fields[name].default == value for name, value in choice.overrides.items())


def matching_choice(
    model: str, settings: Mapping[str, Any], choices: Sequence[Choice], version: str = ""
) -> Choice | None:
    """The choice of that model with these settings, or None if it is not offered here.

    If `version` names an older one that is still here, it is that.
    """
    fitting = [
        choice
        for choice in choices
        if choice.spec.name == model
        and all(value == settings.get(name) for name, value in choice.overrides.items())
    ]
    older = (item for item in fitting if item.version is not None and item.version.id == version)
    present = (item for item in fitting if item.version is None)
    return next(older, None) or next(present, None)


def enlargement(choice: Choice, values: Mapping[str, Any]) -> float | None:
    """How many times larger the result will be, or None if the model does not say."""
    known = choice.spec.enlargement
    try:
        return known(choice.params(Path("example"), values)) if known is not None else None
    except ValueError:  # the form holds a value that is not allowed, and says so itself
        return None


def _model_choices(spec: "ModelSpec[Any]", store: "WeightStore") -> list[Choice]:
    variants = spec.variants()
    found = []
    for variant in variants:
        found.append(
            Choice(
                key=f"{spec.name}/{variant.key}" if variant.key else spec.name,
                spec=spec,
                title=spec.title,
                detail=variant.title if variant.key else "",
                overrides=variant.overrides,
                **_of_weights(spec.weights(spec.example(**variant.overrides)), store),
            )
        )
    return found


def _older_choices(spec: "ModelSpec[Any]", runtime: "Runtime") -> Iterable[Choice]:
    """What was run before an update and can still be run."""
    from pipelines.errors import BadInput
    from pipelines.versions import check_fits, current_versions

    current = {version.id for version in current_versions(spec)}
    for version in runtime.versions.all_of(spec.name):
        if version.id in current:
            continue
        try:
            check_fits(spec, version, spec.example(**version.choices))
        except (BadInput, ValueError):  # an update gave its files other names
            continue
        yield Choice(
            key=f"{spec.name}:{version.id}",
            spec=spec,
            title=spec.title,
            detail=", ".join(
                variant.title
                for variant in spec.variants()
                if variant.key and variant.overrides.items() <= version.choices.items()
            ),
            overrides=version.choices,
            version=version,
            **_of_weights(version.weights, runtime.store),
        )


def _of_weights(weights: "tuple[WeightFile, ...]", store: "WeightStore") -> dict[str, Any]:
    notes = dict.fromkeys(weight.licence.note for weight in weights if weight.licence.note)
    return {
        "licence": ", ".join(dict.fromkeys(weight.licence.name for weight in weights)),
        "commercial": all(weight.licence.commercial for weight in weights),
        "download_bytes": store.missing_bytes(weights),
        "licence_notes": tuple(notes),
    }


def _wants_own_file(spec: "ModelSpec[Any]") -> bool:
    """Whether it has no weights but those that the user gives."""
    fields = spec.params.model_fields
    return any(fields[name].is_required() for name in spec.accepts.values())


def _own_choice(spec: "ModelSpec[Any]", own: "OwnModel") -> Choice:
    facts = (own.facts.get("architecture", ""), own.facts.get("scale", ""))
    return Choice(
        key=spec.name,
        spec=spec,
        title=own.title,
        detail=", ".join(part for part in facts if part),
        licence=own.licence,
        commercial=own.commercial,
        own_file=own.path,
    )
