"""One download under torture: a rough server, one or two downloaders, and kill -9 at random."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.weights.store import WeightStore
from tests.pipelines.weights.downloader_process import Order, make_counter, read_counter
from tests.pipelines.weights.rough_site import RoughSite, open_site

SIZE = 8_000_000
_LIMIT_S = 60.0
_MOST_STARTS = 60


@dataclass
class Ordeal:
    """How one run went. `worst_ratio` is bytes read over file size, of the worse content."""

    seed: int
    right: bool
    worst_ratio: float
    starts: int
    kills: int
    pairs: int
    changed: bool
    seconds: float
    met: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)


class Downloaders:
    """Downloaders in processes of their own, forked by one that has everything imported."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, order: Order) -> int:
        """The process id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(order.written(), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


@contextmanager
def downloaders() -> Iterator[Downloaders]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.pipelines.weights.downloader_process"],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Downloaders(process)
        assert process.stdin is not None
        process.stdin.close()


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


class _Run:
    """One run; every choice comes from its seed."""

    def __init__(self, seed: int, folder: Path, processes: Downloaders) -> None:
        self.dice = random.Random(seed)
        self.folder, self.processes = folder, processes
        self.changes = self.dice.random() < 0.35
        self.site = RoughSite(
            random.Random(seed + 1_000_000),
            new=self.dice.randbytes(SIZE),
            old=self.dice.randbytes(SIZE) if self.changes else b"",
            change_after=self.dice.randrange(SIZE) if self.changes else None,
        )
        self.kill_at = sorted(self.dice.randrange(SIZE) for _ in range(self.dice.randrange(4)))
        self.counters: list[Path] = []
        self.said: Counter[str] = Counter()
        self.starts = self.kills = self.pairs = 0

    def bytes_read(self) -> tuple[int, int]:
        """Of the old and of the new content, by all downloaders."""
        counts = [read_counter(path) for path in self.counters]
        return sum(old for old, _new in counts), sum(new for _old, new in counts)

    def order(self) -> Order:
        number = len(self.counters)
        counter = self.folder / f"counter-{number}"
        make_counter(counter)
        self.counters.append(counter)
        return Order(
            folder=str(self.folder / "weights"),
            url=self.site.address,
            size=SIZE,
            sha256=hashlib.sha256(self.site.new).hexdigest(),
            counter=str(counter),
            result=str(self.folder / f"result-{number}"),
        )

    def go(self) -> None:
        """Start, kill and start again until the file is there, as a stubborn user would."""
        for _start in range(_MOST_STARTS):
            orders = [self.order()]
            if self.dice.random() < 0.2:
                orders.append(self.order())
                self.pairs += 1
            running = [self.processes.start(order) for order in orders]
            self.starts += len(running)
            self._watch(running)
            self._check()
            told = [Path(order.result) for order in orders]
            words = [path.read_text(encoding="utf-8") for path in told if path.exists()]
            for sentence in words:
                self.said[sentence.partition(":")[0]] += 1
            if "done" in words:
                return
            if any(sentence.startswith("WrongHash") for sentence in words):
                self.site.change()  # it had all of the old content before its time

    def _watch(self, running: list[int]) -> None:
        """Wait for the end of all; kill one whenever the next mark is passed."""
        deadline = time.monotonic() + _LIMIT_S
        while running := [pid for pid in running if _is_running(pid)]:
            assert time.monotonic() < deadline, "a download hangs"
            if self.kill_at and sum(self.bytes_read()) >= self.kill_at[0]:
                self.kill_at.pop(0)
                os.kill(self.dice.choice(running), signal.SIGKILL)
                self.kills += 1
            time.sleep(0.001)

    def _check(self) -> None:
        """What looks installed is right, whatever happened so far."""
        weight = self.order().weight()
        path = WeightStore(self.folder / "weights").path_of(weight)
        assert path is None or path.read_bytes() == self.site.new


def ordeal(seed: int, folder: Path, processes: Downloaders) -> Ordeal:
    """One whole run in an empty folder. Raises AssertionError if a wrong file looks installed."""
    began = time.monotonic()
    run = _Run(seed, folder, processes)
    with open_site(run.site):
        run.go()
        path = WeightStore(folder / "weights").path_of(run.order().weight())
    old, new = run.bytes_read()
    leftovers = list((folder / "weights").glob("*.part*"))
    return Ordeal(
        seed,
        path is not None and path.read_bytes() == run.site.new and not leftovers,
        max(old, new) / SIZE,
        run.starts,
        run.kills,
        run.pairs,
        run.changes,
        time.monotonic() - began,
        run.site.met,
        run.said,
    )
