"""Fixtures: a web server on this machine, a downloader that is not patient, a store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.weights.download import HttpsDownloader
from pipelines.weights.patience import Patience
from pipelines.weights.store import WeightStore
from tests.pipelines.weights.web_site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def hasty() -> HttpsDownloader:
    """No need to be patient with a server on this machine."""
    return HttpsDownloader(Patience(attempts=3, pause_s=0.01), timeout_s=5)


@pytest.fixture
def store(tmp_path: Path, hasty: HttpsDownloader) -> WeightStore:
    return WeightStore(tmp_path / "weights", downloader=hasty)
