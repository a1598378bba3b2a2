"""Engines over a tiny random model and over the real starter."""

from pathlib import Path

import pytest

from pipelines.language.llama_cpp import LlamaCpp
from tests.tiny_gguf import write_tiny_gguf


@pytest.fixture(scope="session")
def tiny_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random model with a chat template and a window of 256 tokens."""
    return write_tiny_gguf(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


@pytest.fixture(scope="module")
def tiny(tiny_file: Path) -> LlamaCpp:
    return LlamaCpp(tiny_file, "Tiny")


@pytest.fixture(scope="module")
def starter(starter_file: Path) -> LlamaCpp:
    return LlamaCpp(starter_file, "SmolLM2", 2048)
