"""Memory while a large photo is enlarged, above what the loaded model takes.

    uv run python -m tests.benchmarks.bench_memory [--megapixels 12] [--version animevideov3]

Reads, runs and writes the picture as a job does, and samples the resident set every 50 ms; what
is mapped from temporary files counts as if it could not be paged out. Prints Markdown.
"""

import argparse
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import psutil

from pipelines.media.picture import Picture, PictureOutput
from pipelines.media.writing import write_picture
from pipelines.models.real_esrgan import SPEC, RealEsrganParams
from pipelines.places import default_places
from pipelines.progress import Cancelled, Progress
from pipelines.run import build_runtime, open_session
from tests.examples import photo

GIB = 2**30


class Sampler:
    """The largest resident set seen so far, in bytes."""

    def __init__(self) -> None:
        self.process = psutil.Process()
        self.peak = 0
        self._stop = threading.Event()

    def look(self) -> int:
        now = self.process.memory_info().rss
        self.peak = max(self.peak, now)
        return now

    @contextmanager
    def watching(self) -> Iterator["Sampler"]:
        def watch() -> None:
            while not self._stop.wait(0.05):
                self.look()

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            thread.join()


def big_photo(path: Path, megapixels: float) -> tuple[int, int]:
    """A 4:3 JPEG of that size, tiled from a real photo; returns width and height."""
    height = int((megapixels * 1e6 * 3 / 4) ** 0.5)
    width = height * 4 // 3
    piece = photo(512, 512, 0, 0)
    across, down = -(-width // 512), -(-height // 512)
    pixels = np.tile(piece, (down, across, 1))[:height, :width]
    write_picture(Picture(np.ascontiguousarray(pixels)), path, PictureOutput(), {})
    return width, height


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megapixels", type=float, default=12.0)
    parser.add_argument("--version", default="animevideov3")
    parser.add_argument("--seconds", type=float, default=0, help="stop the run after this long")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        source = Path(folder) / "in.jpg"
        width, height = big_photo(source, given.megapixels)
        params = RealEsrganParams(image=source, version=given.version)
        runtime = build_runtime(default_places())
        progress = Progress()
        if given.seconds:
            threading.Timer(given.seconds, progress.cancel.cancel).start()
        sampler = Sampler()
        with open_session(runtime, SPEC, params, progress) as session:
            session.load(progress)
            before = sampler.look()
            began = time.perf_counter()
            with sampler.watching(), suppress(Cancelled):
                picture = SPEC.read(params)
                result, plan, _notes = session.compute(picture, params, progress)
                target = Path(folder) / "out.jpg"
                SPEC.write(result, target, PictureOutput(), session.provenance(params, plan))
            seconds = time.perf_counter() - began
    print("| picture | model | tile | seconds | with the model loaded | peak above it |")
    print("|---|---|---|---|---|---|")
    print(
        f"| {width}×{height} → {width * 4}×{height * 4} | {given.version}, {session.plan.dtype} "
        f"| {session.plan.tile} | {seconds:.0f} | {before / GIB:.2f} GiB "
        f"| {(sampler.peak - before) / GIB:.2f} GiB |"
    )


if __name__ == "__main__":
    main()
