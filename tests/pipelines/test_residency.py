"""Residency: loaded once, pinned while used, freed for real when unloaded."""

import threading
import weakref

import pytest

from pipelines import residency as residency_module
from pipelines.residency import Residency


class Model:
    """Something whose end can be seen."""


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Freed:
    """Which models are gone by the time the memory is asked back for a device."""

    def __init__(self) -> None:
        self.models: dict[str, weakref.ref[Model]] = {}
        self.at_release: list[tuple[str, list[str]]] = []

    def release(self, device: str) -> None:
        gone = [name for name, model in self.models.items() if model() is None]
        self.at_release.append((device, gone))


@pytest.fixture
def freed(monkeypatch: pytest.MonkeyPatch) -> Freed:
    watcher = Freed()
    monkeypatch.setattr(residency_module, "release_memory", watcher.release)
    return watcher


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def residents(clock: Clock) -> Residency:
    return Residency(time_to_live_s=100, now=clock)


def use(residents: Residency, freed: Freed, name: str, device: str = "gpu", size: int = 10) -> None:
    """Load (or reuse) and let go."""

    def load() -> Model:
        model = Model()
        freed.models[name] = weakref.ref(model)
        return model

    with residents.lease(name, device, load, size):
        pass


def test_loaded_once_for_many_leases(residents: Residency) -> None:
    loads: list[int] = []

    def load() -> Model:
        loads.append(1)
        return Model()

    with residents.lease("a", "cpu", load, 5) as first, residents.lease("a", "cpu", load) as second:
        assert first is second
    with residents.lease("a", "cpu", load) as third:
        assert third is first
    assert len(loads) == 1
    assert residents.is_loaded("a")
    assert residents.loaded_bytes("cpu") == 5
    assert residents.loaded_bytes("gpu") == 0


def test_a_leased_model_is_never_evicted(residents: Residency, freed: Freed) -> None:
    use(residents, freed, "idle")
    with residents.lease("busy", "gpu", Model, 10):
        assert residents.evict("gpu") == 10
        assert residents.is_loaded("busy")
        assert not residents.is_loaded("idle")
        assert residents.evict("gpu") == 0
    assert residents.evict("gpu") == 10


def test_the_least_recently_used_goes_first_and_no_more_than_needed(
    residents: Residency, freed: Freed, clock: Clock
) -> None:
    for name in ("a", "b", "c"):
        clock.now += 1
        use(residents, freed, name)
    clock.now += 1
    use(residents, freed, "a")
    assert residents.evict("gpu", wanted_bytes=15) == 20
    assert [residents.is_loaded(name) for name in "abc"] == [True, False, False]


def test_evicting_spares_other_devices_and_the_one_to_keep(
    residents: Residency, freed: Freed
) -> None:
    use(residents, freed, "mine")
    use(residents, freed, "other")
    use(residents, freed, "far", device="cpu")
    assert residents.evict("gpu", keep="mine") == 10
    assert residents.is_loaded("mine")
    assert residents.is_loaded("far")


def test_evicted_models_are_gone_before_the_memory_is_asked_back(
    residents: Residency, freed: Freed
) -> None:
    use(residents, freed, "a")
    use(residents, freed, "b")
    residents.evict("gpu")
    assert freed.at_release == [("gpu", ["a", "b"])]


def test_idle_models_are_unloaded_after_their_time(
    residents: Residency, freed: Freed, clock: Clock
) -> None:
    use(residents, freed, "a")
    clock.now = 60
    use(residents, freed, "b", device="cpu")
    assert residents.unload_idle() == 0
    clock.now = 100
    with residents.lease("a2", "gpu", Model):
        clock.now = 300
        assert residents.unload_idle() == 2
        assert residents.is_loaded("a2")
    assert sorted(freed.at_release) == [("cpu", ["a", "b"]), ("gpu", ["a", "b"])]
    assert residents.unload_idle() == 0  # its time begins when it is let go


def test_a_load_that_fails_leaves_nothing_behind(residents: Residency) -> None:
    def broken() -> Model:
        raise RuntimeError("damaged")

    with pytest.raises(RuntimeError, match="damaged"), residents.lease("a", "cpu", broken):
        pass
    assert not residents.is_loaded("a")
    with residents.lease("a", "cpu", Model):
        assert residents.is_loaded("a")


def test_a_job_that_fails_lets_go(residents: Residency, freed: Freed) -> None:
    with pytest.raises(RuntimeError, match="job"), residents.lease("a", "gpu", Model, 10):
        raise RuntimeError("job")
    assert residents.evict("gpu") == 10


def test_threads_share_one_loading(residents: Residency) -> None:
    loading, loads = threading.Barrier(4), []
    inside = threading.Lock()

    def load() -> Model:
        assert inside.acquire(blocking=False), "two loads at once"
        loads.append(1)
        inside.release()
        return Model()

    def job(key: str) -> None:
        loading.wait(10)
        with residents.lease(key, "cpu", load):
            pass

    threads = [threading.Thread(target=job, args=(key,)) for key in ("a", "a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loads) == 3


def test_making_room_evicts_only_what_is_too_much(
    residents: Residency, freed: Freed, clock: Clock
) -> None:
    for name in ("a", "b", "c"):
        clock.now += 1
        use(residents, freed, name)
    assert residents.make_room("gpu", 30) == 0
    assert residents.make_room("gpu", 25, keep="a") == 0  # a itself does not count
    assert residents.make_room("gpu", 15, keep="a") == 10
    assert [residents.is_loaded(name) for name in "abc"] == [True, False, True]
    assert residents.make_room("gpu", -5) == 20
    assert residents.residents() == ()


def test_a_leased_model_asked_to_go_goes_when_its_job_ends(
    residents: Residency, freed: Freed
) -> None:
    use(residents, freed, "a")
    with residents.lease("a", "gpu", Model) as first:
        assert not residents.unload("a")
        assert not residents.is_loaded("a")
        assert freed.at_release == []
        with residents.lease("a", "gpu", Model, 7) as second:  # a new job gets a new one
            assert second is not first
        del first
    assert freed.at_release == [("gpu", ["a"])]
    assert [(item.key, item.bytes) for item in residents.residents()] == [("a", 7)]
    assert residents.unload("a")
    assert residents.unload("a")  # gone already


def test_all_idle_models_can_be_freed_at_once(residents: Residency, freed: Freed) -> None:
    use(residents, freed, "a")
    use(residents, freed, "b", device="cpu")
    with residents.lease("busy", "cpu", Model, 10):
        assert residents.free_now() == 20
        (left,) = residents.residents()
        assert (left.key, left.leases) == ("busy", 1)
    assert sorted(device for device, _gone in freed.at_release) == ["cpu", "gpu"]


def test_residents_are_told_with_their_use(
    residents: Residency, freed: Freed, clock: Clock
) -> None:
    use(residents, freed, "a")
    clock.now = 50
    use(residents, freed, "b")
    clock.now = 60
    told = [(item.key, item.idle_s, item.bytes) for item in residents.residents()]
    assert told == [("b", 10, 10), ("a", 60, 10)]
    assert residents.loaded_bytes("gpu", besides="a") == 10
    with residents.lease("a", "gpu", Model):
        assert residents.loaded_bytes("gpu", leased_only=True) == 10
        assert residents.loaded_bytes("gpu", leased_only=True, besides="a") == 0
