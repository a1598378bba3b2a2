"""The models that see, and what is known of each before it is loaded."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.chat.models import Known, ModelFacts, known_of
from app.choosing.choices import Choice

if TYPE_CHECKING:
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec

#: What LLaVA 1.5 takes, for models of which nobody knows.
_USUAL = 576


def list_models(specs: "Iterable[ModelSpec[Any]]", runtime: "Runtime") -> Known:
    """Every model that sees, the ready ones first; only from a job."""
    from pipelines.vision.catalogue import by_key

    return known_of(specs, runtime, by_key, facts_of)


def facts_of(choice: Choice) -> ModelFacts:
    """From the catalogue, or from the file's own header; only from a job."""
    from pipelines.errors import HearthError
    from pipelines.vision.catalogue import by_key

    try:
        model = by_key(str(choice.overrides.get("model", "")))
        advice = {name: value for name, value in vars(model.advice).items() if value is not None}
        return ModelFacts(model.window, True, advice, model.image_tokens)
    except KeyError:
        pass
    try:
        window = _window_of(choice.own_file) if choice.own_file is not None else None
    except HearthError:  # told when it is to be loaded
        window = None
    return ModelFacts(image_tokens=_USUAL) if window is None else ModelFacts(
        window, image_tokens=_USUAL
    )  # fmt: skip


def _window_of(path: Path) -> int:
    if path.is_dir():
        from pipelines.language.folder_facts import read_folder

        return read_folder(path).context
    from pipelines.language.gguf_facts import read_facts

    return read_facts(path).context
