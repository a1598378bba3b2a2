"""Fixtures: a web server on this machine, a downloader that is not patient, a store."""

import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from pipelines.weights.download import HttpsDownloader
from pipelines.weights.patience import Patience
from pipelines.weights.store import WeightStore
from tests.pipelines.weights.web_site import Site, handler_of


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(site))
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def hasty() -> HttpsDownloader:
    """No need to be patient with a server on this machine."""
    return HttpsDownloader(Patience(attempts=3, pause_s=0.01), timeout_s=5)


@pytest.fixture
def store(tmp_path: Path, hasty: HttpsDownloader) -> WeightStore:
    return WeightStore(tmp_path / "weights", downloader=hasty)
