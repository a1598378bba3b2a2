"""The store: wrong files, files put there by hand, full disks, several at a time."""

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.errors import DiskFull, NotWritable, WeightsUnavailable, WrongHash
from pipelines.progress import Cancelled, CancelToken, Progress, Report
from pipelines.weights.download import HttpsDownloader
from pipelines.weights.store import WeightStore
from tests.pipelines.weights.web_site import CONTENT, Site, weight


def test_a_wrong_file_is_deleted_and_named(site: Site, store: WeightStore) -> None:
    site.files["a"] = bytes(len(CONTENT))
    with pytest.raises(WrongHash, match="Model A is not the published one") as caught:
        store.fetch([weight(site.url("a"))], Progress())
    assert hashlib.sha256(bytes(len(CONTENT))).hexdigest() in str(caught.value)
    assert not list(store.folder.glob("a.pth*"))


def test_a_wrong_file_still_leaves_the_other_source(site: Site, store: WeightStore) -> None:
    site.files = {"a": bytes(len(CONTENT)), "b": CONTENT}
    file = weight(site.url("a"), site.url("b"))
    store.fetch([file], Progress())
    assert store.is_installed(file)


def test_says_what_to_do_and_takes_the_file_from_hand(site: Site, store: WeightStore) -> None:
    file = weight(site.url("a"), site.url("b"))
    with pytest.raises(WeightsUnavailable) as caught:
        store.fetch([file], Progress())
    sentence = str(caught.value)
    assert "127.0.0.1 answered 404" in sentence
    assert f"download it by hand from {site.url('a')}" in sentence
    assert f"put the file at {store.folder / 'a.pth'}" in sentence
    (store.folder / "a.pth").write_bytes(CONTENT)
    before = len(site.requests)
    assert store.fetch([file], Progress()) == {"a.pth": store.folder / "a.pth"}
    assert len(site.requests) == before


def test_a_wrong_file_from_hand_is_not_installed(site: Site, store: WeightStore) -> None:
    file = weight(site.url("a"))
    store.folder.mkdir()
    (store.folder / "a.pth").write_bytes(bytes(len(CONTENT)))
    assert not store.is_installed(file)
    with pytest.raises(WrongHash, match="is not the published Model A"):
        store.fetch([file], Progress())
    site.files["a"] = CONTENT
    store.fetch([file], Progress())
    assert store.is_installed(file)


def test_a_file_is_read_again_only_after_it_changed(site: Site, store: WeightStore) -> None:
    site.files["a"] = CONTENT
    file = weight(site.url("a"))
    path = store.fetch([file], Progress())["a.pth"]
    stat = path.stat()
    path.write_bytes(bytes(len(CONTENT)))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert store.is_installed(file)  # not read: same size and time
    path.touch()
    assert not store.is_installed(file)


def test_a_full_disk_is_noticed_before_the_download(
    site: Site, tmp_path: Path, hasty: HttpsDownloader
) -> None:
    store = WeightStore(tmp_path, downloader=hasty, free_bytes=lambda _folder: 60_000_000)
    with pytest.raises(DiskFull, match=r"needs 70 MB in .* but only 60 MB are free"):
        store.fetch([weight(site.url("a"))], Progress())
    assert site.requests == []


def test_an_unwritable_folder_is_a_sentence(
    site: Site, tmp_path: Path, hasty: HttpsDownloader
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritable, match="cannot be written"):
        WeightStore(tmp_path / "file" / "weights", downloader=hasty).fetch(
            [weight(site.url("a"))], Progress()
        )


def test_offline(site: Site, tmp_path: Path, hasty: HttpsDownloader) -> None:
    store = WeightStore(tmp_path, offline=True, downloader=hasty)
    with pytest.raises(WeightsUnavailable, match="switch offline mode off"):
        store.fetch([weight(site.url("a"))], Progress())
    assert site.requests == []


def test_the_first_download_is_trusted_and_no_other(site: Site, store: WeightStore) -> None:
    site.files["a"] = CONTENT
    file = weight(site.url("a"), pinned=False)
    path = store.fetch([file], Progress())["a.pth"]
    assert store.is_installed(file)
    path.unlink()
    site.files["a"] = bytes(len(CONTENT))
    with pytest.raises(WrongHash):
        store.fetch([file], Progress())
    site.files["a"] = CONTENT
    assert store.fetch([file], Progress()) == {"a.pth": path}


def test_a_file_from_hand_is_trusted_where_no_hash_is_known(site: Site, store: WeightStore) -> None:
    file = weight(site.url("a"), pinned=False)
    store.folder.mkdir()
    (store.folder / "a.pth").write_bytes(CONTENT)
    assert not store.is_installed(file)  # could still be half copied
    store.fetch([file], Progress())
    assert store.is_installed(file)
    assert site.requests == []


def _in_threads(*jobs: Callable[[], object]) -> None:
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)


def test_two_at_a_time_download_once(
    site: Site, store: WeightStore, hasty: HttpsDownloader
) -> None:
    site.files["a"] = CONTENT
    file = weight(site.url("a"))
    other = WeightStore(store.folder, downloader=hasty)
    _in_threads(lambda: store.fetch([file], Progress()), lambda: other.fetch([file], Progress()))
    assert len(site.requests) == 1
    assert other.is_installed(file)


def test_waiting_for_another_download_can_be_cancelled(
    site: Site, store: WeightStore, hasty: HttpsDownloader
) -> None:
    site.hang = True
    file = weight(site.url("a"))
    first, second, outcome = CancelToken(), CancelToken(), []

    def wait() -> None:
        def listen(report: Report) -> None:
            if "Waiting for another download of Model A" in str(report.text):
                second.cancel()

        try:
            WeightStore(store.folder, downloader=hasty).fetch([file], Progress(listen, second))
        except Cancelled:
            outcome.append("cancelled")
        first.cancel()
        site.released.set()

    def hold() -> None:
        with pytest.raises(Cancelled):
            store.fetch([file], Progress(cancel=first))

    holder = threading.Thread(target=hold)
    holder.start()
    while not site.requests:
        pass
    _in_threads(wait)
    holder.join(20)
    assert outcome == ["cancelled"]
