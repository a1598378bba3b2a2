"""Files out of a zip archive that a real server has, flattened and checked."""

import hashlib
import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.errors import WeightsUnavailable, WrongHash
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.spec import ArchiveSource, HttpsSource, Source, WeightFile
from pipelines.weights.states import InstallState, Kind
from pipelines.weights.store import WeightStore
from tests.pipelines.weights.web_site import (
    CONTENT,
    LICENCE,
    Site,
    cancel_with,
    weight,
)

DETECTOR, RECOGNISER = CONTENT[:700_000], CONTENT[700_000:]
NESTED = {"antelope/": b"", "antelope/det.onnx": DETECTOR, "antelope/rec.onnx": RECOGNISER}


def zipped(members: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def source(site: Site, archive: bytes, member: str) -> ArchiveSource:
    site.files["antelope.zip"] = archive
    digest = hashlib.sha256(archive).hexdigest()
    return ArchiveSource(site.url("antelope.zip"), digest, len(archive), member)


def file(name: str, content: bytes, *sources: Source) -> WeightFile:
    digest = hashlib.sha256(content).hexdigest()
    return WeightFile(name, f"Model {name}", len(content), digest, LICENCE, sources)


def pair(site: Site, archive: bytes) -> tuple[WeightFile, WeightFile]:
    return (
        file("det.onnx", DETECTOR, source(site, archive, "det.onnx")),
        file("rec.onnx", RECOGNISER, source(site, archive, "rec.onnx")),
    )


@pytest.mark.parametrize("folder", ["antelope/", "", "models/antelope/antelope/"])
def test_files_come_out_flat_wherever_they_lie(site: Site, store: WeightStore, folder: str) -> None:
    archive = zipped({f"{folder}det.onnx": DETECTOR, f"{folder}rec.onnx": RECOGNISER})
    paths = store.fetch(pair(site, archive), Progress())
    assert paths["det.onnx"].read_bytes() == DETECTOR
    assert paths["rec.onnx"].read_bytes() == RECOGNISER
    assert {path.parent for path in paths.values()} == {store.folder}
    assert len(site.requests) == 1  # once for both
    assert not list(store.packages.iterdir())  # it takes no room afterwards


def test_a_broken_download_goes_on(site: Site, store: WeightStore) -> None:
    archive = zipped(NESTED)
    detector, _ = pair(site, archive)
    part = store.packages / "antelope.zip.part"
    with pytest.raises(Cancelled):
        store.fetch([detector], cancel_with(part, 1_000_000))
    kept = part.stat().st_size
    assert 1_000_000 <= kept < len(archive)
    site.drop_after = [500_000]
    assert store.fetch([detector], Progress())["det.onnx"].read_bytes() == DETECTOR
    ranges = [request.get("range") for request in site.requests]
    assert ranges[0] is None
    assert ranges[1] == f"bytes={kept}-"
    assert len(ranges) == 3


def test_a_cancel_while_it_is_read_keeps_the_archive(site: Site, store: WeightStore) -> None:
    _, recogniser = pair(site, zipped(NESTED))
    with pytest.raises(Cancelled):
        store.fetch([recogniser], cancel_with(store.folder / "rec.onnx.part", 1))
    assert store.state_of([recogniser]).state is not InstallState.INSTALLED
    (there,) = (item for item in store.usage({"a": [recogniser]}) if item.kind is Kind.PACKAGE)
    assert (there.path.name, there.models) == ("antelope.zip", ("a",))
    assert store.fetch([recogniser], Progress())["rec.onnx"].read_bytes() == RECOGNISER
    assert len(site.requests) == 1


def test_the_archive_is_the_last_resort(site: Site, store: WeightStore) -> None:
    archive = zipped(NESTED)
    site.files["mirror/det.onnx"] = DETECTOR
    there = HttpsSource(site.url("mirror/det.onnx"))
    gone = HttpsSource(site.url("mirror/rec.onnx"))
    files = (
        file("det.onnx", DETECTOR, there, source(site, archive, "det.onnx")),
        file("rec.onnx", RECOGNISER, gone, source(site, archive, "rec.onnx")),
    )
    paths = store.fetch(files, Progress())
    assert paths["rec.onnx"].read_bytes() == RECOGNISER
    assert sorted(request["path"] for request in site.requests) == [
        "antelope.zip",
        "mirror/det.onnx",
        "mirror/rec.onnx",
    ]


def test_another_archive_is_refused_and_deleted(site: Site, store: WeightStore) -> None:
    detector, _ = pair(site, zipped(NESTED))
    other = bytearray(site.files["antelope.zip"])
    other[100] ^= 1
    site.files["antelope.zip"] = bytes(other)
    with pytest.raises(WrongHash, match="is not the published one"):
        store.fetch([detector], Progress())
    assert not list(store.packages.glob("antelope*"))


def test_another_file_in_the_archive_is_refused(site: Site, store: WeightStore) -> None:
    swapped = bytes(len(DETECTOR))
    archive = zipped({"antelope/det.onnx": swapped})
    wanted = file("det.onnx", DETECTOR, source(site, archive, "det.onnx"))
    with pytest.raises(WrongHash):
        store.fetch([wanted], Progress())
    assert not (store.folder / "det.onnx").exists()


def test_a_zip_bomb_is_not_unpacked(site: Site, store: WeightStore) -> None:
    bomb = zipped({"antelope/det.onnx": bytes(50_000_000)})
    assert len(bomb) < 100_000
    wanted = file("det.onnx", DETECTOR, source(site, bomb, "det.onnx"))
    with pytest.raises(WeightsUnavailable, match="50000000 bytes instead of 700000"):
        store.fetch([wanted], Progress())
    assert not list(store.folder.glob("det.onnx*"))


def test_a_lie_about_the_size_writes_no_more(site: Site, store: WeightStore) -> None:
    bomb = bytearray(zipped({"det.onnx": bytes(50_000_000)}))
    true, told = struct.pack("<I", 50_000_000), struct.pack("<I", len(DETECTOR))
    assert bomb.count(true) == 2  # before the file and in the directory at the end
    wanted = file("det.onnx", DETECTOR, source(site, bytes(bomb.replace(true, told)), "det.onnx"))
    seen: list[int] = []

    class Watch(CancelToken):
        @property
        def cancelled(self) -> bool:
            part = store.folder / "det.onnx.part"
            seen.append(part.stat().st_size if part.exists() else 0)
            return False

    with pytest.raises(WeightsUnavailable):
        store.fetch([wanted], Progress(cancel=Watch()))
    assert max(seen) <= len(DETECTOR)


def test_paths_in_the_archive_lead_nowhere(site: Site, store: WeightStore, tmp_path: Path) -> None:
    archive = zipped({"../../../det.onnx": DETECTOR, "/etc/rec.onnx": RECOGNISER})
    paths = store.fetch(pair(site, archive), Progress())
    assert {path.parent for path in paths.values()} == {store.folder}
    assert {path.name for path in tmp_path.rglob("*.onnx")} == {"det.onnx", "rec.onnx"}


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({"other.onnx": DETECTOR}, "0 times"),
        ({"det.onnx": DETECTOR, "a/det.onnx": DETECTOR}, "2 times"),
        ({"det.onnx/": b""}, "0 times"),
    ],
)
def test_a_member_is_there_once(
    site: Site, store: WeightStore, members: Mapping[str, bytes], says: str
) -> None:
    wanted = file("det.onnx", DETECTOR, source(site, zipped(members), "det.onnx"))
    with pytest.raises(WeightsUnavailable, match=says):
        store.fetch([wanted], Progress())


def test_what_is_no_zip_or_has_a_password_is_a_sentence(site: Site, store: WeightStore) -> None:
    locked = bytearray(zipped({"det.onnx": DETECTOR}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + at] |= 1  # the flag of an encrypted file
    for archive in (b"no zip" * 1000, bytes(locked)):
        wanted = file("det.onnx", DETECTOR, source(site, archive, "det.onnx"))
        with pytest.raises(WeightsUnavailable, match="cannot be unpacked"):
            store.fetch([wanted], Progress())


def test_an_archive_from_hand_is_taken_offline(site: Site, tmp_path: Path) -> None:
    detector, recogniser = pair(site, zipped(NESTED))
    store = WeightStore(tmp_path / "weights", offline=True)
    with pytest.raises(WeightsUnavailable) as caught:
        store.fetch([detector], Progress())
    place = store.packages / "antelope.zip"
    assert f"download {site.url('antelope.zip')} by hand and put the file at {place}" in str(
        caught.value
    )
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(site.files["antelope.zip"])
    paths = store.fetch([detector, recogniser], Progress())
    assert paths["rec.onnx"].read_bytes() == RECOGNISER
    assert not site.requests


def test_removing_takes_the_unfinished_archive_along(site: Site, store: WeightStore) -> None:
    detector, recogniser = pair(site, zipped(NESTED))
    part = store.packages / "antelope.zip.part"
    with pytest.raises(Cancelled):
        store.fetch([detector], cancel_with(part, 1_000_000))
    size = part.stat().st_size
    assert store.freed_by([detector, recogniser], keep=[]) == size
    assert store.remove([detector, recogniser], keep=[]).bytes == size
    assert not part.exists()
    with pytest.raises(Cancelled):
        store.fetch([detector], cancel_with(part, 1_000_000))
    size = part.stat().st_size
    assert store.discard_unfinished([detector]) == size
    assert not part.exists()


def test_other_sources_know_nothing_of_archives(site: Site, store: WeightStore) -> None:
    site.files["a.pth"] = CONTENT
    plain = weight(site.url("a.pth"))
    assert store.fetch([plain], Progress())["a.pth"].read_bytes() == CONTENT
    assert not store.packages.exists()
