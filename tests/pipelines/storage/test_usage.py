"""What takes room, and what removing a model gives back: told before, and true after."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines import registry
from pipelines.__main__ import main
from pipelines.holdings import all_files_of
from pipelines.identity.catalogue import YUNET
from pipelines.places import Places, default_places
from pipelines.spec import FirstLook, WeightFile
from pipelines.storage.usage import Other, usage_of
from pipelines.versions import VersionLedger
from pipelines.weights.store import store_at
from tests.fakes import FakeModel
from tests.pipelines.weights.web_site import LICENCE


def weight(name: str, size: int) -> WeightFile:
    digest = hashlib.sha256(bytes(size)).hexdigest()
    return WeightFile(name, name, size, digest, LICENCE, ())


ALONE, SHARED, ADOPTED = weight("alone", 1000), weight("shared", 2000), weight("adopted", 3000)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = default_places()
    places.weights.mkdir(parents=True)
    for item in (ALONE, SHARED):
        (places.weights / item.name).write_bytes(bytes(item.size))
    (places.weights / "alone.part").write_bytes(bytes(70))
    (places.weights / "stranger.bin").write_bytes(bytes(500))
    other = tmp_path / "other" / "adopted.pth"
    other.parent.mkdir()
    other.write_bytes(bytes(ADOPTED.size))
    places.adopted.write_text(f"[[adopted]]\npath = '{other.parent}'\n")
    places.examples.mkdir()
    (places.examples / "x.png").write_bytes(bytes(30))
    return places


def test_by_model_and_what_removing_frees(places: Places) -> None:
    first = FakeModel(name="first", weights=(ALONE, SHARED, ADOPTED)).spec()
    second = FakeModel(name="second", weights=(SHARED,)).spec()
    store, ledger = store_at(places), VersionLedger(places.versions)
    store.mark_used([ALONE], 1_000_000_000.0)
    store.mark_used([SHARED], 900_000_000.0)
    usage = usage_of(places, (first, second), store, ledger)
    told = {use.model: use for use in usage.models}
    use = told["first"]
    assert (use.bytes, use.shared, use.adopted) == (3000, 2000, 3000)
    assert use.freed == 1070  # with its unfinished download, without what the second needs
    assert use.last_used == 1_000_000_000.0
    assert (told["second"].bytes, told["second"].freed) == (2000, 0)
    assert told["second"].last_used == 900_000_000.0
    assert usage.others[Other.UNKNOWN] == 500
    assert usage.others[Other.UNFINISHED] == 70
    assert usage.others[Other.EXAMPLES] == 30
    assert usage.total == 3000 + sum(usage.others.values())
    assert usage.disk > usage.free > 0


def test_what_a_window_looks_with_is_known_and_goes_with_its_model(places: Places) -> None:
    look = FirstLook(
        weights=lambda _params: (ALONE,),
        resident_key=lambda _params: None,
        load=lambda _files, _params: None,
        look=lambda _loaded, content, _params, _progress: content,
        size=lambda _params: 0,
        starters=(SHARED,),
    )
    spec = replace(FakeModel(name="first", weights=(ALONE,)).spec(), first_look=look)
    store, ledger = store_at(places), VersionLedger(places.versions)
    usage = usage_of(places, (spec,), store, ledger)
    (use,) = usage.models
    assert (use.bytes, use.freed) == (3000, 3070)
    assert usage.others[Other.UNKNOWN] == 500
    assert YUNET in all_files_of(registry.model("instant-id"), ledger)


def test_what_is_told_is_what_removal_gives_back(
    places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    specs = (
        FakeModel(name="first", weights=(ALONE, SHARED, ADOPTED)).spec(),
        FakeModel(name="second", weights=(SHARED,)).spec(),
    )
    monkeypatch.setattr(registry, "all_models", lambda: specs)
    for name in ("first", "second"):
        assert main(["models", "disk", "--json"]) == 0
        told = {m["name"]: m for m in json.loads(capsys.readouterr().out)["models"]}
        assert main(["models", "remove", name, "--json"]) == 0
        removed = json.loads(capsys.readouterr().out)
        assert removed[0]["freed_bytes"] == told[name]["freed_by_removal"]
        if name == "first":  # without it nobody shares the file any more
            assert told["second"]["freed_by_removal"] == 0
    assert main(["models", "disk"]) == 0
    out = capsys.readouterr().out
    assert "files that no model uses" in out
    assert "3.0 kB" not in out
