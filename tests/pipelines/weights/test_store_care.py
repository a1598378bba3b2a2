"""What the store knows and does about its files: versions, state, verify, remove, adopt, use."""

import os
import threading
from pathlib import Path

import pytest

from pipelines.errors import BadInput, WeightsUnavailable, WrongHash
from pipelines.progress import Cancelled, Progress, Report
from pipelines.spec import LocalSource
from pipelines.weights.download import HttpsDownloader
from pipelines.weights.locks import waiting_lock
from pipelines.weights.states import Health, InstallState, Kind
from pipelines.weights.store import WeightStore
from tests.pipelines.weights.web_site import CONTENT, Site, cancel_with, weight, weight_from

NEWER = CONTENT[::-1]


def test_a_newer_version_leaves_the_older_one_alone(site: Site, store: WeightStore) -> None:
    site.files = {"old": CONTENT, "new": NEWER}
    old, new = weight(site.url("old")), weight(site.url("new"), content=NEWER)
    first = store.fetch([old], Progress())["a.pth"]
    second = store.fetch([new], Progress())["a.pth"]
    assert (first.read_bytes(), second.read_bytes()) == (CONTENT, NEWER)
    assert first != second
    assert second.name == "a.pth"
    assert len(site.requests) == 2
    assert store.fetch([old], Progress()) == {"a.pth": first}
    assert store.fetch([new], Progress()) == {"a.pth": second}
    assert len(site.requests) == 2
    removed = store.remove([new], keep=[old])
    assert removed.bytes == len(NEWER)
    assert not second.parent.exists()
    assert store.is_installed(old)


def test_the_part_of_another_version_is_not_gone_on_with(site: Site, store: WeightStore) -> None:
    site.files = {"a": CONTENT}
    with pytest.raises(Cancelled):
        store.fetch([weight(site.url("a"))], cancel_with(store.folder / "a.pth.part", 1_000_000))
    newer = weight(site.url("a"), content=NEWER)
    assert store.state_of([newer]).unfinished == 0
    site.files["a"] = NEWER
    store.fetch([newer], Progress())
    assert "range" not in site.requests[-1]
    assert store.is_installed(newer)


def test_state_in_bytes(site: Site, store: WeightStore) -> None:
    site.files = {"a": CONTENT, "b": CONTENT}
    a, b = weight(site.url("a")), weight(site.url("b"), name="b.pth")
    size = len(CONTENT)
    nothing = store.state_of([a, b])
    assert (nothing.state, nothing.here, nothing.to_fetch) == (
        InstallState.NOT_INSTALLED,
        0,
        2 * size,
    )
    with pytest.raises(Cancelled):
        store.fetch([a], cancel_with(store.folder / "a.pth.part", 1_000_000))
    paused = store.state_of([a, b])
    assert paused.state is InstallState.PARTIAL
    assert paused.unfinished >= 1_000_000
    assert paused.to_fetch == 2 * size - paused.unfinished
    store.fetch([a], Progress())
    half = store.state_of([a, b])
    assert (half.state, half.here, half.to_fetch) == (InstallState.PARTIAL, size, size)
    store.fetch([b], Progress())
    assert store.state_of([a, b]).state is InstallState.INSTALLED
    assert store.state_of([]).state is InstallState.INSTALLED


def test_a_paused_download_can_be_given_up(site: Site, store: WeightStore) -> None:
    site.files["a"] = CONTENT
    file = weight(site.url("a"))
    with pytest.raises(Cancelled):
        store.fetch([file], cancel_with(store.folder / "a.pth.part", 1_000_000))
    assert store.discard_unfinished([file]) >= 1_000_000
    assert store.state_of([file]).state is InstallState.NOT_INSTALLED
    assert not list(store.folder.glob("a.pth*"))


def test_two_at_a_time_and_no_more(site: Site, store: WeightStore) -> None:
    names = ("a", "b", "c", "d")
    site.files = dict.fromkeys(names, CONTENT)
    site.together = threading.Barrier(2)  # nobody is served alone
    files = [weight(site.url(name), name=f"{name}.pth") for name in names]
    seen: list[Report] = []
    paths = store.fetch(files, Progress(seen.append))
    assert sorted(paths) == [f"{name}.pth" for name in names]
    assert all(path.read_bytes() == CONTENT for path in paths.values())
    assert site.most_present == 2
    fractions = [report.fraction for report in seen if report.fraction is not None]
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1.0)
    assert any("Downloading 2 files" in str(report.text) for report in seen)
    assert any(report.transfer and report.transfer.total == 12_000_000 for report in seen)


def test_two_fetches_share_the_two_slots(
    site: Site, tmp_path: Path, hasty: HttpsDownloader
) -> None:
    names = ("a", "b", "c", "d")
    site.files = dict.fromkeys(names, CONTENT)
    site.together = threading.Barrier(2)
    store = WeightStore(tmp_path, downloader=hasty)
    files = [weight(site.url(name), name=f"{name}.pth") for name in names]
    threads = [
        threading.Thread(target=store.fetch, args=(part, Progress()))
        for part in (files[:2], files[2:])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert site.most_present == 2
    assert all(map(store.is_installed, files))


def test_one_failure_stops_the_others_and_keeps_their_bytes(site: Site, store: WeightStore) -> None:
    site.files = {"a": CONTENT}
    site.drop_after = [1_000_000]
    a, b = weight(site.url("a")), weight(site.url("b"), name="b.pth")
    with pytest.raises(WeightsUnavailable, match="Model B"):
        store.fetch([a, b], Progress())
    store.fetch([a], Progress())
    assert store.is_installed(a)


def test_verify_deletes_what_rotted_and_names_it(site: Site, store: WeightStore) -> None:
    site.files = {"a": CONTENT, "b": CONTENT}
    a, b = weight(site.url("a")), weight(site.url("b"), name="b.pth")
    c = weight(site.url("c"), name="c.pth")
    paths = store.fetch([a, b], Progress())
    about = paths["a.pth"].stat()
    paths["a.pth"].write_bytes(NEWER)
    os.utime(paths["a.pth"], ns=(about.st_atime_ns, about.st_mtime_ns))  # as a bad disk does
    assert store.is_installed(a)
    told = {item.weight.name: item for item in store.verify([a, b, c], Progress())}
    assert {name: item.health for name, item in told.items()} == {
        "a.pth": Health.DAMAGED,
        "b.pth": Health.GOOD,
        "c.pth": Health.MISSING,
    }
    assert told["a.pth"].sha256 == weight(content=NEWER).sha256
    assert not store.is_installed(a)
    assert not paths["a.pth"].exists()
    store.fetch([a], Progress())
    assert store.is_installed(a)


def test_a_damaged_file_of_ours_is_replaced_and_a_strangers_is_not(
    site: Site, store: WeightStore
) -> None:
    site.files["a"] = CONTENT
    file = weight(site.url("a"))
    path = store.fetch([file], Progress())["a.pth"]
    path.write_bytes(NEWER)  # seen: another time
    assert not store.is_installed(file)
    assert store.fetch([file], Progress())["a.pth"] == path
    assert path.read_bytes() == CONTENT
    path.unlink()
    store.remove([file], [])
    (store.folder / "a.pth").write_bytes(b"my own file")
    found = WeightStore(store.folder, downloader=HttpsDownloader()).fetch([file], Progress())
    assert found["a.pth"].read_bytes() == CONTENT
    assert (store.folder / "a.pth").exists()


def test_remove_gives_back_what_nobody_shares(site: Site, store: WeightStore) -> None:
    site.files = dict.fromkeys("abc", CONTENT)
    a, b, c = (weight(site.url(name), name=f"{name}.pth") for name in "abc")
    store.fetch([a, b, c], Progress())
    before = sum(path.stat().st_size for path in store.folder.glob("*.pth"))
    removed = store.remove([a, b], keep=[b, c])
    after = sum(path.stat().st_size for path in store.folder.glob("*.pth"))
    assert removed.bytes == before - after == len(CONTENT)
    assert [path.name for path in removed.files] == ["a.pth"]
    assert [weight.name for weight in removed.shared] == ["b.pth"]
    assert store.is_installed(b)
    assert store.is_installed(c)


def test_what_is_being_downloaded_is_not_removed(site: Site, store: WeightStore) -> None:
    site.files["a"] = CONTENT
    file = weight(site.url("a"))
    store.fetch([file], Progress())
    with (
        waiting_lock(store.folder, "a.pth", "Model A", Progress()),
        pytest.raises(BadInput, match="Model A is being downloaded"),
    ):
        store.remove([file], [])
    assert store.is_installed(file)


def test_usage_names_every_file_and_when_it_was_used(site: Site, store: WeightStore) -> None:
    site.files = {"a": CONTENT, "b": CONTENT}
    a, b = weight(site.url("a")), weight(site.url("b"), name="b.pth")
    store.fetch([a], Progress())
    with pytest.raises(Cancelled):
        store.fetch([b], cancel_with(store.folder / "b.pth.part", 1_000_000))
    (store.folder / "notes.bin").write_bytes(b"what is this")
    store.mark_used([a, b], moment=1_800_000_000.0)
    usage = {file.path.name: file for file in store.usage({"one": [a], "two": [a, b]})}
    assert sorted(usage) == ["a.pth", "b.pth.part", "notes.bin"]
    assert usage["a.pth"].models == ("one", "two")
    assert usage["a.pth"].last_used == 1_800_000_000.0
    assert usage["a.pth"].bytes == len(CONTENT)
    assert usage["b.pth.part"].kind is Kind.UNFINISHED
    assert usage["b.pth.part"].models == ("two",)
    assert usage["notes.bin"].kind is Kind.UNKNOWN
    assert usage["notes.bin"].last_used is None
    assert store.delete(usage["notes.bin"]) == len(b"what is this")
    assert not (store.folder / "notes.bin").exists()


def test_a_file_in_an_adopted_folder_is_used_where_it_lies(
    site: Site, tmp_path: Path, hasty: HttpsDownloader
) -> None:
    theirs = tmp_path / "ComfyUI" / "models" / "upscale"
    theirs.mkdir(parents=True)
    (theirs / "other name.pth").write_bytes(CONTENT)
    (theirs / "same size.pth").write_bytes(NEWER)
    store = WeightStore(tmp_path / "w", downloader=hasty, adopted=[tmp_path / "ComfyUI"])
    file = weight(site.url("a"))
    assert store.fetch([file], Progress()) == {"a.pth": theirs / "other name.pth"}
    assert site.requests == []
    assert store.remove([file], []).bytes == 0
    (used,) = store.usage({"one": [file]})
    assert (used.own, used.models) == (False, ("one",))
    assert store.delete(used) == 0
    assert (theirs / "other name.pth").exists()
    (theirs / "other name.pth").write_bytes(bytes(len(CONTENT)))
    assert not store.is_installed(file)


def test_a_local_file_is_copied_also_offline(tmp_path: Path) -> None:
    (tmp_path / "mine.pth").write_bytes(CONTENT)
    store = WeightStore(tmp_path / "w", offline=True)
    file = weight_from(LocalSource(tmp_path / "mine.pth"))
    path = store.fetch([file], Progress())["a.pth"]
    assert path.read_bytes() == CONTENT
    assert path.is_relative_to(store.folder)
    assert (tmp_path / "mine.pth").exists()


def test_a_local_file_that_is_gone_or_another_is_a_sentence(tmp_path: Path) -> None:
    store = WeightStore(tmp_path / "w")
    file = weight_from(LocalSource(tmp_path / "mine.pth"))
    with pytest.raises(WeightsUnavailable, match="No such file"):
        store.fetch([file], Progress())
    (tmp_path / "mine.pth").write_bytes(NEWER)
    with pytest.raises(WrongHash, match="is not the published one"):
        store.fetch([file], Progress())
    assert (tmp_path / "mine.pth").exists()


def test_takes_a_file_from_anywhere_if_it_is_right(tmp_path: Path) -> None:
    store = WeightStore(tmp_path / "w", offline=True)
    file = weight()
    (tmp_path / "x").write_bytes(NEWER)
    with pytest.raises(WrongHash, match="is not the Model A that is wanted"):
        store.take(file, tmp_path / "x", Progress())
    (tmp_path / "x").write_bytes(CONTENT)
    store.take(file, tmp_path / "x", Progress())
    assert store.is_installed(file)
