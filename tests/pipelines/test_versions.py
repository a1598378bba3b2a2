"""Versions: remembered for good, run by id, kept by batches; an update breaks nothing."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.batch import plan_batch
from pipelines.cli.commands import batch_command, run_command
from pipelines.errors import BadInput
from pipelines.holdings import needed_beside, variant_versions, versions_of
from pipelines.journal import Journal
from pipelines.networks import catalogue
from pipelines.places import Places
from pipelines.progress import Progress
from pipelines.registry import all_models, model
from pipelines.spec import (
    HttpsSource,
    HuggingFaceSource,
    LocalSource,
    ModelSpec,
    WeightFile,
)
from pipelines.versions import (
    VersionLedger,
    check_fits,
    current_versions,
    resolve_version,
    split_reference,
    version_of,
)
from pipelines.weights.states import InstallState
from pipelines.weights.store import WeightStore
from tests.fakes import FakeModel, FakeParams
from tests.pipelines.batch_bench import paint
from tests.pipelines.weights.web_site import weight_from

OLD, NEW = b"the older weights", b"the newer weights"


def pinned(folder: Path, content: bytes) -> WeightFile:
    """A weight file named w.pth whose only source is a file of that content."""
    path = folder / content.decode().replace(" ", "-")
    path.write_bytes(content)
    return weight_from(LocalSource(path), content=content, name="w.pth")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", tmp_path / "config")


@pytest.fixture
def loaded() -> list[bytes]:
    """What the fake model was loaded from, in order."""
    return []


@pytest.fixture
def updated(tmp_path: Path, loaded: list[bytes]) -> Any:
    """Gives the spec as it is with the older and the newer pin."""

    def load(files: Mapping[str, Path], *_rest: Any) -> object:
        loaded.append(files["w.pth"].read_bytes())
        return object()

    def spec(content: bytes) -> ModelSpec[Any]:
        fake = FakeModel(weights=(pinned(tmp_path, content),))
        return replace(fake.spec(), load=load)

    return spec


def run(spec: ModelSpec[Any], places: Places, *words: str, version: str = "") -> int:
    paint(places.data / "photo.png")
    source = str(places.data / "photo.png")
    target = str(places.data / "out.png")
    typed = ["--image", source, "--output", target, "--quiet", *words]
    return run_command(spec, typed, places, version)


def test_the_ledger_gives_back_what_it_was_told(tmp_path: Path) -> None:
    ledger = VersionLedger(tmp_path)
    kinds = weight_from(
        HttpsSource("https://example.org/a"),
        HuggingFaceSource("owner/name", "0" * 40, "a.pth"),
        LocalSource(tmp_path / "a.pth"),
        *catalogue.REAL_ESRGAN_X4PLUS.sources,
    )
    version = replace(
        version_of(model("real-esrgan"), model("real-esrgan").example()),
        model="me/mine",
        weights=(kinds, catalogue.REAL_ESRGAN_X4PLUS),
    )
    ledger.remember(version)
    assert ledger.find("me/mine", version.id) == version
    assert ledger.all_of("me/mine") == (version,)
    assert ledger.find("me/mine", "../x") is None
    next(tmp_path.rglob("*.json")).write_text("{")
    assert ledger.all_of("me/mine") == ()


def test_choices_are_what_makes_a_difference_to_the_files() -> None:
    spec = model("real-esrgan")
    params = spec.example(version="x2plus", scale=3.0, face_enhance=True)
    assert version_of(spec, params).choices == {"version": "x2plus", "face_enhance": True}
    ids = {version.id for version in current_versions(spec)}
    assert len(ids) == 10
    assert current_versions(model("spandrel")) == ()


def test_a_version_is_found_by_its_beginning(tmp_path: Path) -> None:
    spec, ledger = model("swinir"), VersionLedger(tmp_path)
    known = current_versions(spec)[0]
    assert resolve_version(spec, known.id, ledger) == known
    assert resolve_version(spec, known.id[:6].upper(), ledger) == known
    for wrong in ("zzzz", known.id[:3], ""):
        with pytest.raises(BadInput, match=f"Known are: {known.id}"):
            resolve_version(spec, wrong, ledger)
    assert split_reference("me/mine:0a1b") == ("me/mine", "0a1b")
    assert split_reference("swinir") == ("swinir", "")


def test_settings_that_call_for_other_files_are_refused() -> None:
    spec = model("real-esrgan")
    plain = version_of(spec, spec.example())
    check_fits(spec, plain, spec.example(scale=2.0))
    with pytest.raises(BadInput, match="it is for face_enhance False"):
        check_fits(spec, plain, spec.example(face_enhance=True))


def test_an_older_version_runs_after_an_update(
    updated: Any, places: Places, loaded: list[bytes]
) -> None:
    old, new = updated(OLD), updated(NEW)
    assert run(old, places) == 0
    assert run(new, places) == 0
    older = version_of(old, old.example()).id
    assert run(new, places, version=older) == 0
    assert loaded == [OLD, NEW, OLD]
    with Journal(places.journal) as journal:
        assert [job.weights_version == older for job in journal.jobs()] == [True, False, True]


def test_an_older_version_is_fetched_again_from_its_own_source(
    updated: Any, places: Places, loaded: list[bytes]
) -> None:
    old, new = updated(OLD), updated(NEW)
    run(old, places)
    store = WeightStore(places.weights)
    store.remove(version_of(old, old.example()).weights, keep=[])
    run(new, places)
    run(new, places, version=version_of(old, old.example()).id)
    assert loaded == [OLD, NEW, OLD]


def test_a_version_brings_its_settings(places: Places) -> None:
    heavy = FakeModel()
    one, two = (pinned(places.data.parent, content) for content in (OLD, NEW))
    by_choice = {"plain": (one,), "fancy": (replace(two, name="fancy.pth"),)}
    seen: list[str] = []

    def load(_files: Mapping[str, Path], params: FakeParams, _plan: Any) -> object:
        seen.append(params.version)
        return object()

    spec = replace(heavy.spec(), weights=lambda params: by_choice[params.version], load=load)
    fancy = variant_versions(spec, ["fancy"])[0]
    assert run(spec, places, version=fancy.id) == 0
    assert seen == ["fancy"]
    with pytest.raises(BadInput, match="does not go with these settings: it is for version fancy"):
        run(spec, places, "--version", "plain", version=fancy.id)


def test_an_unfinished_batch_keeps_the_version_it_began_with(
    updated: Any, places: Places, loaded: list[bytes], tmp_path: Path
) -> None:
    old, new = updated(OLD), updated(NEW)
    inputs, out = tmp_path / "in", tmp_path / "out"
    paint(inputs / "a.png")
    (inputs / "b.png").write_text("no picture")
    words = [str(inputs), "--output", str(out), "--quiet"]
    assert batch_command(old, words, places) == 1
    paint(inputs / "b.png")
    # What only failed before is tried again with the new weights, unless it is to be a retry.
    assert batch_command(new, [*words, "--retry-failed"], places) == 0
    assert loaded == [OLD, OLD]
    assert batch_command(new, words, places) == 0
    assert loaded == [OLD, OLD, NEW]


def test_a_cancelled_batch_goes_on_with_its_version_and_others_can_be_asked_for(
    updated: Any, places: Places, tmp_path: Path
) -> None:
    old, new = updated(OLD), updated(NEW)
    before, after = version_of(old, old.example()), version_of(new, new.example())
    params = FakeParams(image=Path("each file"))
    inputs, out = tmp_path / "in", tmp_path / "out"
    paint(inputs / "a.png")
    output = old.output()
    ledger = VersionLedger(places.versions)
    ledger.remember(before)
    with Journal(places.journal) as journal:
        options: dict[str, Any] = {"journal": journal, "versions": ledger}
        began = plan_batch(old, params, inputs, out, output, **options)
        journal.queue_items(journal.open_batch(began.key), [_queued("a.png")])
        assert plan_batch(new, params, inputs, out, output, **options).version == before
        forced = plan_batch(new, params, inputs, out, output, **options, version=after)
        assert forced.version == after
        assert forced.key != began.key


def _queued(path: str) -> Any:
    from pipelines.journal import ItemRecord, State

    return ItemRecord(path, 1, 1, State.QUEUED)


def test_what_others_need_stays(tmp_path: Path) -> None:
    spec = FakeModel(name="one").spec()
    other = FakeModel(name="two").spec()
    shared, own = (pinned(tmp_path, content) for content in (OLD, NEW))
    own = replace(own, name="own.pth")
    spec = replace(spec, weights=lambda _params: (shared, own))
    other = replace(other, weights=lambda _params: (shared,))
    store, ledger = WeightStore(tmp_path / "w"), VersionLedger(tmp_path / "v")
    store.fetch([shared, own], Progress())
    needed = needed_beside("one", (), (spec, other), store, ledger)
    assert {name: [w.name for w in files] for name, files in needed.items()} == {"two": ["w.pth"]}
    store.remove(versions_of(spec, ledger)[0].weights, [w for v in needed.values() for w in v])
    assert store.is_installed(shared)
    assert not store.is_installed(own)


def test_every_model_tells_its_state(tmp_path: Path) -> None:
    store, ledger = WeightStore(tmp_path / "w"), VersionLedger(tmp_path / "v")
    for spec in all_models():
        for version in versions_of(spec, ledger):
            state = store.state_of(version.weights)
            assert state.state is InstallState.NOT_INSTALLED
            assert state.to_fetch > 0
