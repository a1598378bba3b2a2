"""A loaded model can be borrowed; one that is not loaded never is for that."""

from pathlib import Path

import pytest

from pipelines.borrowing import borrowed
from pipelines.places import Places
from pipelines.progress import Progress
from pipelines.run import Runtime, build_runtime, load_now, unload_now
from tests.fakes import FakeModel, LoadedFake


@pytest.fixture
def runtime(tmp_path: Path) -> Runtime:
    return build_runtime(Places(tmp_path / "data", tmp_path / "config"))


def test_only_what_is_loaded_is_lent(runtime: Runtime) -> None:
    fake = FakeModel()
    spec = fake.spec()
    params = spec.example()
    with borrowed(runtime, spec, params) as model:
        assert model is None
    assert fake.called("load") == []
    load_now(runtime, spec, params, Progress())
    with borrowed(runtime, spec, params) as model:
        assert isinstance(model, LoadedFake)
    with borrowed(runtime, spec, spec.example(version="fancy")) as model:
        assert model is None
    assert len(fake.called("load")) == 1


def test_what_is_borrowed_stays_until_it_is_given_back(runtime: Runtime) -> None:
    spec = FakeModel().spec()
    load_now(runtime, spec, spec.example(), Progress())
    with borrowed(runtime, spec, spec.example()) as model:
        unload_now(runtime, spec)
        assert isinstance(model, LoadedFake)
        with borrowed(runtime, spec, spec.example()) as another:
            assert another is None
    assert runtime.residency.residents() == ()
