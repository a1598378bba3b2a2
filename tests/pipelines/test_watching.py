"""A watched folder: what comes is done once it rests, what failed waits until it changes."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.batch import BatchEvent, BatchResult, ItemDone, ItemFailed, ItemSkipped
from pipelines.progress import CancelToken, Progress
from pipelines.watching import Settling, watch_folder
from tests.pipelines.batch_bench import PARAMS, Bench, bench_in, paint


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with bench_in(tmp_path) as made:
        yield made


def watch(bench: Bench, cancel: CancelToken, settled_s: float = 0.0) -> BatchResult:
    def hear(event: BatchEvent) -> None:
        bench.events.append(event)

    return watch_folder(
        bench.runtime,
        bench.model.spec(),
        PARAMS,
        bench.inputs,
        bench.out,
        bench.output,
        Progress(None, cancel),
        journal=bench.journal,
        listener=hear,
        settling=Settling(settled_s),
        look_every_s=0.05,
    )


class Watched:
    """The watching in a thread of its own, stopped at the end of the block."""

    def __init__(self, bench: Bench, settled_s: float = 0.0) -> None:
        self.bench, self.cancel = bench, CancelToken()
        self.result: BatchResult | None = None
        self._thread = threading.Thread(target=self._run, args=(settled_s,))

    def _run(self, settled_s: float) -> None:
        self.result = watch(self.bench, self.cancel, settled_s)

    def __enter__(self) -> "Watched":
        self._thread.start()
        return self

    def __exit__(self, *_about: object) -> None:
        self.cancel.cancel()
        self._thread.join(20)

    def until(self, kind: type[BatchEvent], count: int) -> None:
        end = time.monotonic() + 20
        while len(self.bench.heard(kind)) < count:
            assert time.monotonic() < end, self.bench.events
            time.sleep(0.01)


def test_an_empty_folder_is_waited_at_and_what_comes_is_done(bench: Bench) -> None:
    with Watched(bench) as watched:
        time.sleep(0.2)
        bench.paint("a.png")
        watched.until(ItemDone, 1)
        bench.paint("b.png", "sub/c.png")
        watched.until(ItemDone, 3)
    assert watched.result is not None
    assert watched.result.cancelled
    assert len(watched.result.done) == 3
    assert bench.written() == ["a_fake.png", "b_fake.png", "sub/c_fake.png"]


def test_what_failed_is_tried_again_only_when_it_has_changed(bench: Bench) -> None:
    (bench.inputs / "bad.png").write_bytes(b"no picture at all")
    with Watched(bench) as watched:
        watched.until(ItemFailed, 1)
        time.sleep(0.4)
        assert bench.heard(ItemFailed) == ["bad.png"]
        paint(bench.inputs / "bad.png")
        watched.until(ItemDone, 1)


def test_done_before_stays_done(bench: Bench) -> None:
    bench.paint("a.png")
    bench.run()
    bench.events.clear()
    with Watched(bench) as watched:
        bench.paint("b.png")
        watched.until(ItemDone, 1)
    assert bench.heard(ItemDone) == ["b.png"]
    assert bench.heard(ItemSkipped) in ([], ["a.png"])


def test_a_file_that_grows_is_not_taken(tmp_path: Path) -> None:
    moment = [0.0]
    settling = Settling(3.0, lambda: moment[0])
    path = tmp_path / "growing.wav"
    path.write_bytes(b"1")
    assert not settling.is_ready(path)
    moment[0] = 2.0
    path.write_bytes(b"12")
    assert not settling.is_ready(path)
    moment[0] = 4.0
    assert not settling.is_ready(path)
    moment[0] = 5.0
    assert settling.is_ready(path)
    os.utime(path, (1, 1))
    assert not settling.is_ready(path)


def test_an_empty_or_missing_file_is_never_ready(tmp_path: Path) -> None:
    settling = Settling(0.0)
    path = tmp_path / "empty.wav"
    assert not settling.is_ready(path)
    path.touch()
    assert not settling.is_ready(path)
    assert not settling.is_ready(path)
