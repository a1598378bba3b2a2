"""Downloads from a real server: resume, retries, redirects, second sources."""

import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import NoConnection, WeightsUnavailable
from pipelines.progress import Cancelled, Progress, Report, Transfer
from pipelines.weights.download import HttpsDownloader
from pipelines.weights.patience import Patience, retry_after_s
from pipelines.weights.store import WeightStore
from pipelines.weights.transfer import Gauge
from tests.pipelines.weights.web_site import CONTENT, Site, cancel_at, cancel_with, weight


def test_fetches_verifies_and_reports(site: Site, store: WeightStore) -> None:
    site.files["a"] = CONTENT
    seen: list[Report] = []
    file = weight(site.url("a"))
    assert not store.is_installed(file)
    paths = store.fetch([file, file], Progress(seen.append))
    assert paths == {"a.pth": store.folder / "a.pth"}
    assert paths["a.pth"].read_bytes() == CONTENT
    assert store.path_of(file) == paths["a.pth"]
    assert any("Downloading Model A: 3.0 of 3.0 MB" in str(report.text) for report in seen)
    fractions = [report.fraction for report in seen if report.fraction is not None]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert not list(store.folder.glob("*.part*"))
    store.fetch([file], Progress())
    assert len(site.requests) == 1


def test_goes_on_after_cancel(site: Site, store: WeightStore) -> None:
    site.files["a"] = CONTENT
    file = weight(site.url("a"))
    with pytest.raises(Cancelled):
        store.fetch([file], cancel_with(store.folder / "a.pth.part", 1_000_000))
    assert not store.is_installed(file)
    kept = (store.folder / "a.pth.part").stat().st_size
    assert 1_000_000 <= kept < len(CONTENT)
    store.fetch([file], Progress())
    assert site.requests[-1]["range"] == f"bytes={kept}-"
    assert site.requests[-1]["if-range"] == '"one"'
    assert site.answers[-1] == 206
    assert store.is_installed(file)


@pytest.mark.parametrize("how", ["ignores ranges", "changed", "no validator"])
def test_starts_again_if_the_rest_is_not_to_be_had(
    site: Site, store: WeightStore, how: str
) -> None:
    site.files["a"] = CONTENT
    if how == "no validator":
        site.etag = None
    file = weight(site.url("a"))
    with pytest.raises(Cancelled):
        store.fetch([file], cancel_with(store.folder / "a.pth.part", 1_000_000))
    site.ranges = how != "ignores ranges"
    if how == "changed":
        site.etag = '"two"'
    store.fetch([file], Progress())
    assert site.answers == [200, 200]
    assert ("range" in site.requests[-1]) == (how != "no validator")
    assert store.is_installed(file)


def test_goes_on_after_the_connection_drops(site: Site, store: WeightStore) -> None:
    site.files["a"] = CONTENT
    site.drop_after = [700_000, 700_000, 700_000, 700_000]  # more often than there are attempts
    store.fetch([weight(site.url("a"))], Progress())
    assert site.answers == [200, 206, 206, 206, 206]


def test_tries_again_when_the_server_is_busy(site: Site, store: WeightStore) -> None:
    site.files["a"] = CONTENT
    site.statuses = [503, 429]
    store.fetch([weight(site.url("a"))], Progress())
    assert site.answers == [503, 429, 200]


def test_a_cancel_between_download_and_check_costs_nothing(site: Site, store: WeightStore) -> None:
    site.files["a"] = CONTENT
    with pytest.raises(Cancelled):
        store.fetch([weight(site.url("a"))], cancel_at(0.95))
    store.fetch([weight(site.url("a"))], Progress())
    assert len(site.requests) == 1


def test_a_whole_part_of_unknown_length_is_taken(site: Site, store: WeightStore) -> None:
    site.files["a"] = CONTENT
    with pytest.raises(Cancelled):
        store.fetch([weight(site.url("a"), pinned=False)], cancel_at(0.95))
    store.fetch([weight(site.url("a"), pinned=False)], Progress())
    assert site.answers == [200, 416]


def test_follows_redirects(site: Site, store: WeightStore) -> None:
    site.files["b"] = CONTENT
    site.redirects["a"] = "b"
    store.fetch([weight(site.url("a"))], Progress())
    assert store.is_installed(weight(site.url("a")))


def test_takes_the_second_source(site: Site, store: WeightStore) -> None:
    site.files["b"] = CONTENT
    store.fetch([weight(site.url("a"), site.url("b"))], Progress())
    assert site.answers == [404, 200]


def test_a_page_instead_of_the_file_is_noticed_at_once(site: Site, store: WeightStore) -> None:
    site.files["a"] = b"<html>Please log in to this network</html>"
    with pytest.raises(WeightsUnavailable, match="sent 42 bytes instead of 3000000"):
        store.fetch([weight(site.url("a"))], Progress())


def test_no_connection_is_a_sentence(store: WeightStore) -> None:
    file = weight("http://127.0.0.1:9/a")
    with pytest.raises(WeightsUnavailable, match=r"no connection to 127\.0\.0\.1"):
        store.fetch([file], Progress())


def test_without_a_network_it_is_not_waited_for(
    store: WeightStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the patience that the window has: five tries would take seven seconds."""
    asked: list[object] = []

    def unknown(host: object, *_others: object) -> None:
        asked.append(host)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    patient = WeightStore(store.folder, downloader=HttpsDownloader())
    with pytest.raises(NoConnection) as failure:
        patient.fetch([weight("https://weights.example/a")], Progress())
    assert len(asked) == 2
    words = str(failure.value)
    assert "(there is no connection to weights.example): check the internet connection" in words
    assert "Errno" not in words
    assert "resolution" not in words


def test_a_network_that_goes_meanwhile_is_waited_for(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For as long as any other failure: a laptop changes its network within seconds."""
    site.files["a"] = CONTENT
    site.drop_after = [1_000_000]
    find = socket.getaddrinfo
    asked: list[object] = []

    def forgetful(host: Any, *others: Any, **named: Any) -> Any:
        asked.append(host)
        if 1 < len(asked) < 5:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return find(host, *others, **named)

    monkeypatch.setattr(socket, "getaddrinfo", forgetful)
    patience = Patience(attempts=5, pause_s=0.001)
    store = WeightStore(tmp_path / "store", downloader=HttpsDownloader(patience))
    store.fetch([weight(site.url("a"))], Progress())
    assert len(asked) == 5


def test_plain_http_is_for_this_machine_only(site: Site, store: WeightStore) -> None:
    with pytest.raises(WeightsUnavailable, match=r"example\.org offers no secure connection"):
        store.fetch([weight("http://example.org/a")], Progress())


@pytest.mark.parametrize("status", [429, 503])
def test_waits_as_long_as_the_server_asks_but_not_for_ever(
    site: Site, tmp_path: Path, status: int
) -> None:
    site.files["a"] = CONTENT
    site.statuses, site.retry_after = [status], "3600"
    patience = Patience(attempts=3, pause_s=0.001, longest_s=1.0)
    store = WeightStore(tmp_path, downloader=HttpsDownloader(patience))
    seen: list[Report] = []
    store.fetch([weight(site.url("a"))], Progress(seen.append))
    assert any(f"Waiting 1 s: 127.0.0.1 answered {status}" in str(r.text) for r in seen)
    assert site.answers == [status, 200]


def test_pauses_grow_vary_and_end() -> None:
    low, high = Patience(chance=lambda: 0.0), Patience(chance=lambda: 1.0)
    assert [low.pause(n) for n in (1, 2, 3)] == [0.25, 0.5, 1.0]
    assert [high.pause(n) for n in (1, 2, 3, 30)] == [0.75, 1.5, 3.0, 60.0]
    assert [high.pause(1, asked) for asked in (7.0, 900.0, 0.0)] == [7.0, 60.0, 0.0]


def test_reads_both_kinds_of_retry_after() -> None:
    now = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)
    assert retry_after_s("120") == 120
    assert retry_after_s("Thu, 01 Jan 2026 12:00:30 GMT", lambda: now) == 30
    assert retry_after_s("Thu, 01 Jan 2026 11:00:00 GMT", lambda: now) == 0
    assert retry_after_s("soon") is None


def test_another_source_goes_on_where_the_first_one_broke(site: Site, store: WeightStore) -> None:
    site.files = {"a": CONTENT, "b": CONTENT}
    with pytest.raises(Cancelled):
        store.fetch([weight(site.url("a"))], cancel_with(store.folder / "a.pth.part", 1_000_000))
    kept = (store.folder / "a.pth.part").stat().st_size
    file = weight(site.url("b"))
    site.etag = None  # nobody asks for If-Range here, so this server must not insist on it
    store.fetch([file], Progress())
    assert site.requests[-1]["range"] == f"bytes={kept}-"
    assert store.is_installed(file)


def test_pieces_that_do_not_fit_are_fetched_again_in_one(site: Site, store: WeightStore) -> None:
    site.files = {"a": bytes(len(CONTENT)), "b": CONTENT}
    with pytest.raises(Cancelled):
        store.fetch([weight(site.url("a"))], cancel_with(store.folder / "a.pth.part", 1_000_000))
    site.etag = None
    file = weight(site.url("b"))
    store.fetch([file], Progress())
    assert [request.get("range") is None for request in site.requests] == [True, False, True]
    assert store.is_installed(file)


def test_speed_and_time_left_are_numbers(site: Site, store: WeightStore) -> None:
    site.files["a"] = CONTENT
    seen: list[Report] = []
    store.fetch([weight(site.url("a"))], Progress(seen.append))
    moved = [report.transfer for report in seen if report.transfer is not None]
    assert (moved[-1].done, moved[-1].total) == (len(CONTENT), len(CONTENT))


def test_the_gauge_tells_the_speed_of_the_last_ten_seconds() -> None:
    moments = iter([0.0, 0.1, 1.0, 1.0, 20.0, 20.0, 31.0, 31.0])
    gauge = Gauge(lambda: next(moments))
    gauge.add(100)
    assert gauge.bytes_per_s() is None  # a tenth of a second says nothing
    gauge.add(100)
    assert gauge.bytes_per_s() == 200
    gauge.add(1800)
    assert gauge.bytes_per_s() == pytest.approx(1800 / 19)
    gauge.add(0)
    assert gauge.bytes_per_s() == 0
    assert Transfer(10, 110, 50).seconds_left == 2
    assert Transfer(10, 110, 0).seconds_left is None
