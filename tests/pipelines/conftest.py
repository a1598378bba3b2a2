"""A runtime over real weights."""

from pathlib import Path

import pytest

from pipelines.places import Places
from pipelines.run import Runtime, build_runtime
from pipelines.weights.store import WeightStore


@pytest.fixture
def runtime(tmp_path: Path, starter_store: WeightStore) -> Runtime:
    """A runtime with its own folders and the starters installed."""
    places = Places(tmp_path / "data", tmp_path / "config")
    made = build_runtime(places)
    return Runtime(places, starter_store, made.residency)
