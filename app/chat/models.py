"""The language models to choose from, and what is known of each before it is loaded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.choosing.choices import Choice, list_choices

if TYPE_CHECKING:
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec


@dataclass(frozen=True)
class ModelFacts:
    """`window`: tokens it was trained for; `chats`: it has a template for conversations.

    `advice`: settings that its publisher recommends. `image_tokens`: about what a picture takes of
    the window, 0 where none can be shown or nobody knows.
    """

    window: int = 8192
    chats: bool = True
    advice: Mapping[str, Any] = field(default_factory=dict)
    image_tokens: int = 0


@dataclass(frozen=True)
class Known:
    """All choices, and the facts of each by its key."""

    choices: tuple[Choice, ...] = ()
    facts: Mapping[str, ModelFacts] = field(default_factory=dict)

    def find(self, model: str, settings: Mapping[str, Any]) -> Choice | None:
        """The choice that a conversation was made with: by its key, or, as the command line notes
        it, by the model's name and the settings."""
        named = (choice for choice in self.choices if choice.key == model)
        fitting = (
            choice
            for choice in self.choices
            if choice.spec.name == model
            and choice.version is None
            and all(settings.get(name) == value for name, value in choice.overrides.items())
        )
        return next(named, None) or next(fitting, None)

    def of(self, key: str) -> ModelFacts:
        """What is known of that choice."""
        return self.facts.get(key, ModelFacts())


def list_models(specs: "Iterable[ModelSpec[Any]]", runtime: "Runtime") -> Known:
    """Every language model, the ready ones first; only from a job."""
    from pipelines.language.catalogue import by_key

    return known_of(specs, runtime, by_key, facts_of)


def known_of(
    specs: "Iterable[ModelSpec[Any]]",
    runtime: "Runtime",
    by_key: Callable[[str], Any],
    facts: Callable[[Choice], ModelFacts],
) -> Known:
    """The choices of those models. `by_key` finds a model in its catalogue, or raises KeyError;
    `facts` says what is known of a choice. Only from a job."""
    listed = list_choices(specs, runtime, together=False)
    found = [_named(choice, by_key) for choice in listed]
    return Known(tuple(found), {choice.key: facts(choice) for choice in found})


def _named(choice: Choice, by_key: Callable[[str], Any]) -> Choice:
    """By the name of the model itself; what it is good for instead of the summary."""
    try:
        model = by_key(str(choice.overrides.get("model", "")))
    except KeyError:
        return choice
    return replace(choice, title=choice.detail, detail="", about=model.good_for)


def facts_of(choice: Choice) -> ModelFacts:
    """From the catalogue, or from the file's own header; only from a job."""
    from pipelines.errors import HearthError
    from pipelines.language.catalogue import by_key

    try:
        model = by_key(str(choice.overrides.get("model", "")))
        advice = {name: value for name, value in vars(model.advice).items() if value is not None}
        return ModelFacts(model.window, model.instruct, advice)
    except KeyError:
        pass
    try:
        return _of_file(choice.own_file) if choice.own_file is not None else ModelFacts()
    except HearthError:  # told when it is to be loaded
        return ModelFacts()


def _of_file(path: Path) -> ModelFacts:
    if path.is_dir():
        from pipelines.language.folder_facts import read_folder

        return ModelFacts(read_folder(path).context, has_chat_template(path))
    from pipelines.language.gguf_facts import read_facts

    facts = read_facts(path)
    return ModelFacts(facts.context, bool(facts.template))


def has_chat_template(folder: Path) -> bool:
    """Whether a transformers folder brings one, in a file of its own or with the tokenizer."""
    if any(folder.glob("chat_template*")):
        return True
    try:
        return '"chat_template"' in (folder / "tokenizer_config.json").read_text("utf-8")
    except (OSError, ValueError):
        return False
