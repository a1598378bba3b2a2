"""How busy a device is while a folder of pictures is asked about: 500 photos into a table.

    uv run python -m tests.benchmarks.bench_vision_batch [--pictures 500] [--side 1600]

The model is a fake that waits, as for a GPU, `--slower` (3) times as long as decoding a picture
takes here. Its time over that of the whole batch, from reading the folder to the finished table, is
how busy it was. Nothing else differs from `hearth batch`: the pictures are decoded and hashed, the
answers put on record, into the table, the journal and the searchable file. Prints Markdown.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
from PIL import Image

from pipelines.batch import ItemDone
from pipelines.vision.params import PictureQuestionParams
from pipelines.vision.vision_model import read
from tests.pipelines.answering.bench import AnswerBench, bench_in

#: The issue's goal.
WANTED = 0.95
_DIFFERENT = 20


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=int, default=500)
    parser.add_argument("--side", type=int, default=1600, help="the longer side in pixels")
    parser.add_argument("--slower", type=float, default=3.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, bench_in(Path(folder)) as bench:
        _photos(bench.inputs, options.pictures, options.side)
        decoding = _decoding(bench.inputs)
        answering = decoding * options.slower
        busy, wall, first = _asked(bench, answering)
        answered = len(bench.rows())
    print(f"{answered} photos of {options.side} px, decoded in {decoding * 1000:.0f} ms each,")
    print(f"a model that takes {answering * 1000:.0f} ms:\n")
    beside = sum(event.seconds for event in bench.events if isinstance(event, ItemDone))
    reading = beside / max(1, answered) - busy / max(1, answered)
    print("| whole batch | model at work | busy | before the first answer | read and written |")
    print("|---|---|---|---|---|")
    print(
        f"| {wall:.1f} s | {busy:.1f} s | {busy / wall:.1%} | {first:.2f} s "
        f"| {reading * 1000:.0f} ms each, meanwhile |"
    )
    return 0 if answered == options.pictures and busy / wall >= WANTED else 1


def _photos(folder: Path, count: int, side: int) -> None:
    """Copies of a few that compress like photos, since only their number matters."""
    dice = np.random.default_rng(0)
    for number in range(min(count, _DIFFERENT)):
        rough = dice.integers(0, 255, (30, 40, 3), np.uint8)
        photo = Image.fromarray(rough).resize((side, side * 3 // 4), Image.Resampling.BICUBIC)
        noise = dice.normal(0, 6, (side * 3 // 4, side, 3))
        pixels = np.clip(np.asarray(photo) + noise, 0, 255).astype(np.uint8)
        Image.fromarray(pixels).save(folder / f"{number:04}.jpg", quality=90)
    for number in range(_DIFFERENT, count):
        shutil.copyfile(folder / f"{number % _DIFFERENT:04}.jpg", folder / f"{number:04}.jpg")


def _decoding(folder: Path) -> float:
    """Seconds that one picture takes to be read, as the batch reads it."""
    spent = []
    for path in sorted(folder.iterdir())[:10]:
        began = time.perf_counter()
        read(PictureQuestionParams(image=path, prompt="What is it?"))
        spent.append(time.perf_counter() - began)
    return median(spent)


def _asked(bench: AnswerBench, seconds: float) -> tuple[float, float, float]:
    """Seconds the model worked, those of the whole batch, and those before it first began."""
    busy: list[tuple[float, float]] = []

    def say(name: str, _question: str) -> str:
        began = time.perf_counter()
        time.sleep(seconds)
        bench.engine.requests.clear()  # a real engine keeps no pictures that it has answered about
        busy.append((began, time.perf_counter()))
        return f"A long description of {name}. " * 10

    bench.engine.say, bench.engine.window = say, 10_000
    began = time.perf_counter()
    bench.run()
    wall = time.perf_counter() - began
    return sum(end - begin for begin, end in busy), wall, busy[0][0] - began


if __name__ == "__main__":
    sys.exit(main())
