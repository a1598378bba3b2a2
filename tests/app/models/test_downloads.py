"""Downloads of the window from a real server: paused, gone on with, given up, failed."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.models.download_bar import DownloadBar, transfer_words
from app.models.downloads import Downloads, DownloadState
from pipelines.progress import Transfer
from pipelines.spec import WeightFile
from tests.pipelines.weights import web_site
from tests.pipelines.weights.web_site import CONTENT, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def weight(site: Site) -> WeightFile:
    site.files["w.bin"] = CONTENT
    return web_site.weight(site.url("w.bin"))


@pytest.fixture
def downloads(context: AppContext) -> Downloads:
    return Downloads(context)


def test_it_goes_on_after_a_pause_where_it_was(
    downloads: Downloads, context: AppContext, site: Site, weight: WeightFile, qtbot: QtBot
) -> None:
    site.pause_after = 1_000_000
    downloads.start("a", "A", [weight])
    qtbot.waitUntil(site.paused.is_set, timeout=20_000)
    qtbot.waitUntil(lambda: downloads.state("a") is DownloadState.RUNNING, timeout=20_000)
    downloads.pause("a")
    assert downloads.state("a") is DownloadState.STOPPING
    site.released.set()
    qtbot.waitUntil(lambda: downloads.state("a") is DownloadState.PAUSED, timeout=20_000)
    part = next(context.places.weights.glob("*.part"))
    kept = part.stat().st_size
    assert 0 < kept <= len(CONTENT)
    site.pause_after = None
    with qtbot.waitSignal(downloads.arrived, timeout=20_000):
        downloads.start("a", "A", [weight])
    assert downloads.get("a") is None
    assert (context.places.weights / weight.name).read_bytes() == CONTENT
    if kept < len(CONTENT):
        assert site.requests[-1]["range"] == f"bytes={kept}-"


def test_what_is_given_up_leaves_nothing(
    downloads: Downloads, context: AppContext, site: Site, weight: WeightFile, qtbot: QtBot
) -> None:
    site.pause_after = 1_000_000
    downloads.start("a", "A", [weight])
    qtbot.waitUntil(site.paused.is_set, timeout=20_000)
    downloads.give_up("a")
    site.released.set()
    qtbot.waitUntil(lambda: downloads.get("a") is None, timeout=20_000)
    assert not list(context.places.weights.glob("*.part"))
    assert not (context.places.weights / weight.name).exists()


def test_a_failure_is_told_and_can_be_tried_again(
    downloads: Downloads, site: Site, weight: WeightFile, qtbot: QtBot
) -> None:
    content = site.files.pop("w.bin")
    downloads.start("a", "A", [weight])
    qtbot.waitUntil(lambda: downloads.state("a") is DownloadState.FAILED, timeout=20_000)
    bar = DownloadBar("A")
    qtbot.addWidget(bar)
    download = downloads.get("a")
    assert download is not None
    bar.show_download(download)
    assert "404" in bar.words.text()
    assert not bar.resume.isHidden()
    assert bar.pause.isHidden()
    site.files["w.bin"] = content
    with qtbot.waitSignal(downloads.arrived, timeout=20_000):
        downloads.start("a", "A", [weight])


def test_a_paused_one_can_be_given_up(
    downloads: Downloads, context: AppContext, site: Site, weight: WeightFile, qtbot: QtBot
) -> None:
    site.pause_after = 1_000_000
    downloads.start("a", "A", [weight])
    qtbot.waitUntil(site.paused.is_set, timeout=20_000)
    downloads.pause("a")
    site.released.set()
    qtbot.waitUntil(lambda: downloads.state("a") is DownloadState.PAUSED, timeout=20_000)
    downloads.give_up("a")
    qtbot.waitUntil(lambda: downloads.get("a") is None, timeout=20_000)
    assert not list(context.places.weights.glob("*.part"))


def test_figures_are_words() -> None:
    assert transfer_words(Transfer(42_100_000, 67_000_000, 3_100_000.0)) == (
        "42.1 MB of 67.0 MB · 3.1 MB/s · 8 s left"
    )
    assert transfer_words(Transfer(42_100_000, None)) == "42.1 MB"
