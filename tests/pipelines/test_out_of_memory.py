"""Memory that runs out at every single call of a model: told, let go, and the next job runs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from pipelines import device as devices
from pipelines import residency as residency_module
from pipelines.device import Device, Offload, Plan
from pipelines.errors import HearthError, OutOfMemory
from pipelines.media.picture import PictureOutput
from pipelines.places import Places
from pipelines.progress import Progress
from pipelines.run import Outcome, Runtime, build_runtime, run
from tests.fakes import FakeModel, FakeParams

#: A job that goes well: read, load, four steps, write.
CALLS = 7
ERRORS = [MemoryError, torch.OutOfMemoryError]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(np.full((8, 8, 3), 90, np.uint8)).save(path)
    return path


@pytest.fixture
def runtime(tmp_path: Path) -> Runtime:
    return build_runtime(Places(tmp_path / "data", tmp_path / "config"), offline=True)


@pytest.fixture
def with_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    found = (Device("cuda:0", "Fake GPU", 8 * devices.GIB), Device("cpu", "CPU", 16 * devices.GIB))
    monkeypatch.setattr(devices, "devices", lambda: found)
    monkeypatch.setattr(devices, "free_bytes", lambda _device: 4 * devices.GIB)
    monkeypatch.setattr(devices, "choose_dtype", lambda _device, _supported: "float16")
    monkeypatch.setattr(devices, "release_memory", lambda _device: None)
    monkeypatch.setattr(residency_module, "release_memory", lambda _device: None)


def job(runtime: Runtime, photo: Path, model: FakeModel) -> Outcome:
    target, params = photo.with_name("out.png"), FakeParams(image=photo)
    return run(runtime, model.spec(), params, target, PictureOutput(), Progress())


def leases(runtime: Runtime) -> int:
    return sum(resident.leases for resident in runtime.residency.residents())


def at(numbers: Callable[[int], bool], error: type[Exception]) -> Callable[[int], None]:
    def on_call(number: int) -> None:
        if numbers(number):
            raise error

    return on_call


def check_ending(runtime: Runtime, photo: Path, model: FakeModel, done: bool | None) -> None:
    """Run; it must end done or failed with a reason (`done` None: either), and leave all tidy."""
    outcome, failure = None, None
    try:
        outcome = job(runtime, photo, model)
    except HearthError as error:
        failure = error
    if outcome is not None:
        assert done is not False
        outcome.path.unlink()
    else:
        assert done is not True
        assert isinstance(failure, OutOfMemory)
        assert str(failure).startswith("There is not enough memory")
        assert not photo.with_name("out.png").exists()
    assert leases(runtime) == 0
    healthy = FakeModel(steps=4)
    assert job(runtime, photo, healthy).path.exists(), "the next job runs"
    assert leases(runtime) == 0


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("number", range(CALLS))
def test_once_at_every_call(
    runtime: Runtime, photo: Path, number: int, error: type[Exception]
) -> None:
    model = FakeModel(steps=4, on_call=at(lambda now: now == number, error))
    # Reading comes before anything is loaded, so there is nothing to unload and try again for.
    check_ending(runtime, photo, model, done=number > 0)


@pytest.mark.parametrize("number", range(CALLS))
def test_once_at_every_call_on_a_gpu(
    runtime: Runtime, photo: Path, with_gpu: None, number: int
) -> None:
    model = FakeModel(steps=4, on_call=at(lambda now: now == number, torch.OutOfMemoryError))
    check_ending(runtime, photo, model, done=number > 0)


@pytest.mark.parametrize("number", range(CALLS))
def test_from_every_call_on(runtime: Runtime, photo: Path, with_gpu: None, number: int) -> None:
    model = FakeModel(steps=4, on_call=at(lambda now: now >= number, torch.OutOfMemoryError))
    check_ending(runtime, photo, model, done=False)


@pytest.mark.parametrize("seed", range(20))
def test_at_random(runtime: Runtime, photo: Path, with_gpu: None, seed: int) -> None:
    random = np.random.default_rng(seed)
    share = random.choice([0.1, 0.3, 0.6])
    model = FakeModel(steps=4, on_call=at(lambda _now: random.random() < share, MemoryError))
    check_ending(runtime, photo, model, done=None)


def test_reading_is_tried_again_without_the_idle_models(runtime: Runtime, photo: Path) -> None:
    job(runtime, photo, FakeModel(steps=4))
    assert runtime.residency.residents()
    model = FakeModel(steps=4, on_call=at(lambda now: now == 0, MemoryError))
    assert job(runtime, photo, model).path.exists()
    assert model.called("read") == [("photo.png",), ("photo.png",)]
    assert len(model.called("load")) == 1  # the idle one went


def test_offload_comes_before_smaller_tiles_and_the_cpu(
    runtime: Runtime, photo: Path, with_gpu: None
) -> None:
    seen: list[tuple[str, Offload, int]] = []
    model = FakeModel(steps=1)
    spec = model.spec()

    def spying(loaded: Any, content: Any, params: Any, plan: Plan, progress: Progress) -> Any:
        seen.append((plan.device, plan.offload, plan.tile))
        if plan.device != "cpu":
            raise torch.OutOfMemoryError
        return spec.run(loaded, content, params, plan, progress)

    able = replace(spec, run=spying, offloads=(Offload.MODEL, Offload.GROUP))
    params = FakeParams(image=photo)
    outcome = run(runtime, able, params, photo.with_name("out.png"), PictureOutput(), Progress())
    assert seen == [
        ("cuda:0", Offload.NONE, 512),
        ("cuda:0", Offload.MODEL, 512),
        ("cuda:0", Offload.GROUP, 512),
        ("cuda:0", Offload.GROUP, 256),
        ("cuda:0", Offload.GROUP, 128),
        ("cuda:0", Offload.GROUP, 64),
        ("cpu", Offload.NONE, 256),
    ]
    assert [str(note) for note in outcome.notes] == [
        "Ran out of memory: parts of the model wait in main memory.",
        "Ran out of memory: layers of the model wait in main memory.",
        "Ran out of memory: trying tiles of 256 px.",
        "Ran out of memory: trying tiles of 128 px.",
        "Ran out of memory: trying tiles of 64 px.",
        "Ran out of memory: trying the CPU.",
    ]
    # One way of loading does not stay beside the next.
    left = [item.key for item in runtime.residency.residents() if item.device == "cuda:0"]
    assert [key[-2:] for key in left if isinstance(key, tuple)] == [("float16", Offload.GROUP)]
    assert leases(runtime) == 0
