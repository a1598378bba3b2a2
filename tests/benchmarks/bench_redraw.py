"""Tiles drawn in batches against one by one, and memory against the picture's size.

    uv run python -m tests.benchmarks.bench_redraw [--device cuda] [--tiles 8] [--tile 512]
    uv run python -m tests.benchmarks.bench_redraw --memory 512,2048,8192

The weights are small and random; with `--installed` they are those of the data folder, fetched if
need be. Both ways run in turn in one process, and the best of three counts.
Memory is told as tensors alive at the height, and as the process's own pages (without what is
mapped from files, which the system may take back at any time). Prints Markdown.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from pipelines.device import Plan, choose_dtype
from pipelines.media.picture import Picture
from pipelines.models.ultimate_sd_upscale import SPEC
from pipelines.places import default_places
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.redrawing.events import RedrawEvent, TileDone
from pipelines.redrawing.params import UltimateParams
from pipelines.redrawing.recipe import Drawing
from pipelines.redrawing.redraw import TileOrder
from pipelines.redrawing.redraw_model import as_it_is, keeping
from pipelines.redrawing.redrawer import Redrawer
from pipelines.redrawing.sampling import ComfySampling
from pipelines.run import build_runtime
from pipelines.text import text
from tests.live_bytes import LiveBytes
from tests.redraw_weights import small_catalogue, write_small_files

MIB = 2**20


def load(folder: Path, plan: Plan, installed: bool) -> Redrawer:
    """A redrawer on small random weights, or on those of the data folder."""
    params = UltimateParams(image=Path("x.png"), upscaler="None")
    if installed:
        store = build_runtime(default_places()).store
        return SPEC.load(store.fetch(SPEC.weights(params), Progress()), params, plan)
    small = write_small_files(folder)
    with small_catalogue(small):
        return SPEC.load(small.files, params, plan)


def compare(redrawer: Redrawer, tiles: int, side: int, steps: int) -> None:
    """Seconds of `tiles` tiles, one by one and in one batch."""
    drawer = redrawer.drawer
    dice = np.random.default_rng(1)
    orders = []
    for number in range(tiles):
        seen = dice.integers(0, 255, (side, side, 3), np.uint8)
        orders.append(TileOrder((0, number), seen, seen, 0.3))
    drawing = Drawing("a photo", "", 7.0, 1, ComfySampling("euler", "normal", steps))
    best: dict[bool, float] = {}
    drawer.draw(orders[:1], drawing, Progress())
    for _round in range(3):
        for together in (False, True):
            drawer.together = together
            began = time.perf_counter()
            if together:
                drawer.draw(orders, drawing, Progress())
            else:
                for order in orders:
                    drawer.draw([order], drawing, Progress())
            spent = time.perf_counter() - began
            best[together] = min(best.get(together, spent), spent)
    drawer.together = redrawer.plan.kind != "cpu"
    print("| tiles | one by one, s | in one batch, s | ratio | what the app does here |")
    print("|---|---|---|---|---|")
    ratio = best[False] / best[True]
    does = "batches" if drawer.together else "one by one"
    print(f"| {tiles} × {side}² | {best[False]:.2f} | {best[True]:.2f} | {ratio:.2f} | {does} |")


def weigh(redrawer: Redrawer, sides: list[int], tile: int, steps: int, most: int) -> None:
    """Memory of redraws: the first pass, `most` tiles, and the result as far as it went."""
    print("| result | tiles | live tensors, MiB | own pages above the model, MiB | seconds |")
    print("|---|---|---|---|---|")
    for side in sides:
        half = np.random.default_rng(2).integers(0, 255, (side // 2, side // 2, 3), np.uint8)
        params = UltimateParams(
            image=Path("x.png"),
            upscaler="None",
            tile_width=tile,
            tile_height=tile,
            steps=steps,
            cfg=1.0,
            seed=1,
        )
        picture, stop = Picture(half), _Stop(most)
        before, began = own_pages(), time.perf_counter()
        with (
            tempfile.TemporaryDirectory() as folder,
            watching() as peak,
            LiveBytes() as live,
        ):
            spec = keeping(SPEC, Path(folder), stop.hear)
            with suppress(Cancelled):
                spec.run(redrawer, picture, params, redrawer.plan, Progress(cancel=stop))
            as_it_is(spec).run(redrawer, picture, params, redrawer.plan, Progress())
        above = (max(peak) - before) / MIB
        spent = time.perf_counter() - began
        drawn = f"{stop.tiles} of {(-(-side // tile)) ** 2}"
        print(
            f"| {side}² | {drawn} | {live.peak / MIB:.1f} | {above:.1f} | {spent:.0f} |", flush=True
        )


class _Stop(CancelToken):
    """Cancels after so many tiles."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.tiles, self._most = 0, most

    def hear(self, event: RedrawEvent) -> None:
        if isinstance(event, TileDone):
            self.tiles += 1
            if self.tiles >= self._most:
                self.cancel()


def own_pages() -> int:
    """Bytes that belong to this process alone and to no file."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    raise OSError("only Linux tells")


@contextmanager
def watching() -> Iterator[list[int]]:
    """The pages, looked at every 50 ms."""
    seen, stop = [own_pages()], threading.Event()

    def watch() -> None:
        while not stop.wait(0.05):
            seen.append(own_pages())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--tiles", type=int, default=4)
    parser.add_argument("--tile", type=int, default=256)
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--installed", action="store_true", help="real weights")
    parser.add_argument("--memory", default="", help="sides of results, as 512,8192")
    parser.add_argument("--most", type=int, default=16, help="tiles to draw for --memory")
    given = parser.parse_args()
    device = "cuda:0" if given.device == "cuda" else given.device
    dtype = choose_dtype(device, ("float16", "float32"))
    plan = Plan(device, dtype, 384, text("a benchmark"))
    with tempfile.TemporaryDirectory() as folder:
        redrawer = load(Path(folder), plan, given.installed)
        if given.memory:
            sides = [int(side) for side in given.memory.split(",")]
            weigh(redrawer, sides, given.tile, given.steps, given.most)
        else:
            compare(redrawer, given.tiles, given.tile, given.steps)


if __name__ == "__main__":
    main()
