"""Files that only the input shows to be needed, fetched while a job runs."""

import hashlib
import json
from pathlib import Path

import pytest

from pipelines.errors import HearthError
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.spec import HuggingFaceSource, Licence, LocalSource, WeightFile
from pipelines.weights.on_demand import FilesOnDemand
from pipelines.weights.store import WeightStore

TERMS = Licence("MIT", "https://example.org/licence")


def weight(folder: Path, name: str, content: bytes = b"weights") -> WeightFile:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    return WeightFile(name, name, len(content), digest, TERMS, (LocalSource(path),))


@pytest.fixture
def store(tmp_path: Path) -> WeightStore:
    return WeightStore(tmp_path / "store", offline=True)


def test_what_was_there_before_is_a_mapping(store: WeightStore, tmp_path: Path) -> None:
    given = {"a.bin": tmp_path / "a.bin"}
    files = FilesOnDemand(store, given)
    assert dict(files) == given
    assert len(files) == 1
    given.clear()
    assert list(files) == ["a.bin"]
    with pytest.raises(KeyError):
        files["b.bin"]


def test_more_can_be_fetched(store: WeightStore, tmp_path: Path) -> None:
    files = FilesOnDemand(store, {})
    wanted = [weight(tmp_path / "from", name) for name in ("one.bin", "two.bin")]
    assert not files.has(wanted)
    found = files.fetch(iter(wanted), Progress())
    assert files.has(iter(wanted))
    assert {path.read_bytes() for path in found.values()} == {b"weights"}
    assert all(path.is_relative_to(store.folder) for path in found.values())
    used = store.folder / ".records" / "one.bin.used.json"
    assert json.loads(used.read_text("utf-8"))
    for item in (tmp_path / "from").iterdir():
        item.unlink()
    assert set(files.fetch(wanted, Progress())) == {"one.bin", "two.bin"}  # from the store


def test_what_cannot_be_fetched_is_one_sentence(store: WeightStore) -> None:
    gone = WeightFile(
        "gone.bin", "Gone", 5, "0" * 64, TERMS, (HuggingFaceSource("a/b", "0" * 40, "gone.bin"),)
    )
    with pytest.raises(HearthError, match=r"gone\.bin"):
        FilesOnDemand(store, {}).fetch((gone,), Progress())


def test_it_can_be_cancelled(store: WeightStore, tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    files, wanted = FilesOnDemand(store, {}), weight(tmp_path / "from", "one.bin")
    with pytest.raises(Cancelled):
        files.fetch((wanted,), Progress(cancel=token))
