"""What the Models tab shows of each model, gathered in a job since it reads disk and imports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.cards import Card, Example
    from pipelines.examples import ExampleShelf
    from pipelines.own_models.shelf import OwnModel
    from pipelines.places import Places
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec, ParamField, WeightFile
    from pipelines.versions import Version
    from pipelines.weights.states import Installed


@dataclass(frozen=True)
class VariantEntry:
    """One set of weights of a model: a choice of today's, or an older version.

    `key` tells variants of all models apart. `commercial` None means that nobody here knows.
    """

    key: str
    title: str
    version: str
    weights: "tuple[WeightFile, ...]"
    installed: "Installed"
    licence: str
    commercial: bool | None
    older: bool = False


@dataclass(frozen=True)
class ExampleEntry:
    """One example: `params` are full values for the form, `own` if the user added it.

    `settings` are titles of fields with the value, or the label of the choice, of each.
    """

    title: str
    settings: tuple[tuple[str, str], ...]
    params: dict[str, Any]
    source: Path | None
    output: Path | None
    example: "Example"
    own: bool


@dataclass(frozen=True)
class ModelEntry:
    """One model. `own` is the user's; `runs` False if nothing here runs it.

    `search_levels` are texts to look for words in. `default_fields` are the settings that the
    user may give other `defaults`, by name.
    """

    name: str
    title: str
    task: str
    summary: str
    source: str
    card: "Card"
    variants: tuple[VariantEntry, ...]
    examples: tuple[ExampleEntry, ...]
    own: bool = False
    runs: bool = True
    there: bool = True
    kind: object = None
    place: Path | None = None
    size: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    search_levels: tuple[str, ...] = ()
    commercial: bool | None = None
    default_fields: "tuple[ParamField, ...]" = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)

    @property
    def installed(self) -> bool:
        """Whether some variant can run without a download."""
        return self.there and (self.own or any(_is_here(item) for item in self.variants))

    @property
    def readiness(self) -> tuple[bool, bool, bool, int]:
        """Orders a list: what needs no file of the user's, can run, may be used for anything and
        is soonest fetched comes first."""
        free = any(item.commercial for item in self.variants)
        sizes = (sum(weight.size for weight in item.weights) for item in self.variants)
        return not self.variants, not self.installed, not free, min(sizes, default=0)

    def matches(self, words: str) -> bool:
        """Whether every word is found in its names, card, licences or facts."""
        from pipelines.search import rank_of

        licences = (item.licence for item in self.variants)
        facts = " ".join([*licences, *self.facts.values()]).casefold()
        return rank_of(words, (*self.search_levels, facts)) is not None


def _is_here(item: VariantEntry) -> bool:
    from pipelines.weights.states import InstallState

    return bool(item.weights) and item.installed.state is InstallState.INSTALLED


def list_entries(runtime: "Runtime", places: "Places", language: str) -> tuple[ModelEntry, ...]:
    """Every model with its state; call it from a job."""
    from pipelines.examples import ExampleShelf
    from pipelines.own_models.shelf import OwnModels
    from pipelines.registry import all_models

    shelf = ExampleShelf(places.examples)
    built_in = (_built_in(spec, runtime, shelf, language) for spec in all_models())
    own = (_own(model, shelf) for model in OwnModels(places.own_models).all())
    return (*built_in, *own)


def _own(own: "OwnModel", shelf: "ExampleShelf") -> ModelEntry:
    from pipelines.own_models.derived import default_fields
    from pipelines.registry import own_spec, runner_of

    spec, runner = own_spec(own), runner_of(own)
    card = own.card
    facts = {**own.facts, "licence": own.licence} if own.licence else dict(own.facts)
    return ModelEntry(
        name=own.name,
        title=own.title,
        task=spec.task.value if spec else "",
        summary=own.description,
        source="",
        card=card,
        variants=(),
        examples=_examples(spec, card.examples, shelf, own.name) if spec else (),
        own=True,
        runs=spec is not None,
        there=own.is_there,
        kind=own.kind,
        place=own.path,
        size=own.size,
        facts=facts,
        search_levels=own.search_levels,
        commercial=own.commercial,
        default_fields=default_fields(runner, own) if runner else (),
        defaults=own.defaults,
    )


def _built_in(
    spec: "ModelSpec[Any]",
    runtime: "Runtime",
    shelf: "ExampleShelf",
    language: str,
) -> ModelEntry:
    from pipelines.search import readable_card, search_levels

    card = readable_card(spec.name, language)
    return ModelEntry(
        name=spec.name,
        title=spec.title,
        task=spec.task.value,
        summary=spec.summary,
        source=spec.source,
        card=card,
        variants=tuple(_variants(spec, runtime)),
        examples=_examples(spec, card.examples, shelf, spec.name),
        search_levels=search_levels(spec, card),
    )


def _variants(spec: "ModelSpec[Any]", runtime: "Runtime") -> Iterable[VariantEntry]:
    from pipelines.versions import current_versions, version_of

    known: set[str] = set()
    for variant in spec.variants():
        params = spec.example(**variant.overrides)
        if not spec.weights(params):
            continue
        version = version_of(spec, params)
        known.add(version.id)
        title = variant.title if variant.key else spec.title
        yield _variant(f"{spec.name}/{variant.key}", title, version, runtime)
    current = {version.id for version in current_versions(spec)}
    for version in runtime.versions.all_of(spec.name):
        if version.id not in current | known:
            yield _variant(f"{spec.name}:{version.id}", version.id, version, runtime, older=True)


def _variant(
    key: str, title: str, version: "Version", runtime: "Runtime", older: bool = False
) -> VariantEntry:
    weights = version.weights
    return VariantEntry(
        key=key,
        title=title,
        version=version.id,
        weights=weights,
        installed=runtime.store.state_of(weights),
        licence=", ".join(dict.fromkeys(weight.licence.name for weight in weights)),
        commercial=all(weight.licence.commercial for weight in weights),
        older=older,
    )


def _examples(
    spec: "ModelSpec[Any]", shown: "Sequence[Example]", shelf: "ExampleShelf", name: str
) -> tuple[ExampleEntry, ...]:
    own = shelf.all(name)
    return tuple(
        _example(spec, item, is_own)
        for items, is_own in ((shown, False), (own, True))
        for item in items
    )


def _example(spec: "ModelSpec[Any]", item: "Example", own: bool) -> ExampleEntry:
    from pipelines.spec import fields_of

    params = item.params(spec)
    source = params.get(spec.input_field)
    output = item.output if item.output is not None and item.output.is_file() else None
    settings = tuple(
        (field.title, f"{field.label(params[field.name])} {field.unit}".strip())
        for field in fields_of(spec.params)
        if field.name in params and field.kind != "file"
    )
    return ExampleEntry(item.title, settings, params, source, output, item, own)
