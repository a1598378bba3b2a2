"""The chosen model of the pages: a fake engine behind a real SPEC, or a tiny real file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.chat.asking import ModelUse
from app.chat_views.chosen import ChosenModel
from pipelines.footprint import Footprint
from pipelines.language.engine import Engine
from pipelines.language.params import LanguageParams
from pipelines.language.text_model import text_model
from pipelines.spec import ModelSpec
from tests.language_fakes import FakeEngine
from tests.tiny_gguf import write_tiny_gguf


def spec_of(load: Callable[[], Engine], name: str = "fake-chat", title: str = "Fake") -> Any:
    """A SPEC without weights whose `load` gives that engine."""
    return text_model(
        name=name,
        title=title,
        summary="Says what a test wants.",
        source="https://example.org/fake",
        params=LanguageParams,
        weights=lambda _params: (),
        resident_key=lambda params: params.context_length,
        load=lambda _files, _params, _plan: load(),
        footprint=lambda _extent, _params, _plan: Footprint(50_000_000),
        runs_on=None,
    )


def use_of(spec: ModelSpec[Any], **values: Any) -> ModelUse:
    """That model with these settings."""
    return ModelUse(spec.name, spec, spec.params(prompt="", **values))


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def chosen(engine: FakeEngine) -> ChosenModel:
    """The fake engine, chosen."""
    model = ChosenModel()
    model.choose(use_of(spec_of(lambda: engine)), "Fake")
    return model


def longer(use: ModelUse) -> ModelUse:
    """Room for the white space that JSON allows: a random model begins with much of it."""
    params = use.params.model_copy(update={"max_new_tokens": 150, "seed": 3})
    return ModelUse(use.key, use.spec, params)


@pytest.fixture
def tiny(tmp_path: Path) -> ModelUse:
    """A random real model, through llama.cpp."""
    path = write_tiny_gguf(tmp_path / "tiny.gguf")

    def load() -> Engine:
        from pipelines.language.llama_cpp import LlamaCpp

        return LlamaCpp(path, "Tiny")

    return use_of(spec_of(load, "tiny", "Tiny"), max_new_tokens=12, temperature=1.0)
