"""Downloads from a real server: resume, retries, redirects, second sources."""

import pytest

from pipelines.errors import WeightsUnavailable
from pipelines.progress import Cancelled, Progress, Report
from pipelines.weights.store import WeightStore
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


def test_plain_http_is_for_this_machine_only(site: Site, store: WeightStore) -> None:
    with pytest.raises(WeightsUnavailable, match=r"example\.org offers no secure connection"):
        store.fetch([weight("http://example.org/a")], Progress())
