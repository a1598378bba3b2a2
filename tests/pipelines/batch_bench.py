"""A batch set up with real pictures and a fake model, for the tests of batches."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from pipelines.batch import (
    BatchEvent,
    BatchResult,
    run_batch,
)
from pipelines.journal import Journal, State
from pipelines.media.picture import PictureOutput
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress, Report
from pipelines.run import Runtime, build_runtime
from tests.fakes import FakeModel, FakeParams

PARAMS = FakeParams(image=Path("placeholder"))


class Bench:
    """A folder of pictures, a fake model, and everything else a batch needs."""

    def __init__(self, base: Path) -> None:
        self.inputs, self.out = base / "in", base / "out"
        self.inputs.mkdir()
        places = Places(base / "data", base / "config")
        self.runtime: Runtime = build_runtime(places, offline=True)
        self.journal = Journal(places.journal)
        self.model = FakeModel(steps=2)
        self.events: list[BatchEvent] = []
        self.output = PictureOutput()
        self.cancel = CancelToken()
        self.reports: list[Report] = []

    def paint(self, *names: str) -> None:
        for name in names:
            paint(self.inputs / name)

    def run(self, inputs: Any = None, **options: Any) -> BatchResult:
        settings: dict[str, Any] = {"journal": self.journal, "listener": self.events.append}
        return run_batch(
            self.runtime,
            self.model.spec(),
            options.pop("params", PARAMS),
            self.inputs if inputs is None else inputs,
            options.pop("out", self.out),
            self.output,
            Progress(self.reports.append, self.cancel),
            **{**settings, **options},
        )

    def written(self) -> list[str]:
        return sorted(
            p.relative_to(self.out).as_posix() for p in self.out.rglob("*") if p.is_file()
        )

    def heard(self, kind: type[BatchEvent]) -> list[str]:
        return [event.path.name for event in self.events if isinstance(event, kind)]

    def states(self) -> dict[str, State]:
        (record,) = self.journal.batches()
        return {path: item.state for path, item in self.journal.items(record.id).items()}


def paint(path: Path, side: int = 8, **options: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(len(path.name)).integers(0, 255, (side, side, 3), np.uint8)
    Image.fromarray(pixels).save(path, **options)


@contextmanager
def bench_in(folder: Path) -> Iterator[Bench]:
    """A bench that is cleared away; fails if a batch left a thread behind."""
    before = set(threading.enumerate())
    made = Bench(folder)
    try:
        yield made
    finally:
        made.journal.close()
    assert set(threading.enumerate()) <= before, "a thread was left behind"
