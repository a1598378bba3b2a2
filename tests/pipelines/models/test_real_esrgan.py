"""Real-ESRGAN on real weights against the original implementation."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from pipelines.device import Plan
from pipelines.media.picture import Picture, PictureOutput
from pipelines.media.provenance import read_provenance
from pipelines.media.reading import read_picture
from pipelines.models.real_esrgan import SPEC, RealEsrganParams
from pipelines.networks import catalogue
from pipelines.networks.picture_network import enlarge, load_network, mix
from pipelines.progress import Cancelled, CancelToken, Progress, Report
from pipelines.run import Runtime, run
from pipelines.spec import WeightFile
from pipelines.text import text
from pipelines.tiling import cut, even_tile
from pipelines.weights.store import WeightStore
from tests.examples import photo
from tests.reference import psnr, real_esrganer

STARTERS = {
    "x4plus": (catalogue.REAL_ESRGAN_X4PLUS, 23),
    "x4plus-anime": (catalogue.REAL_ESRGAN_X4PLUS_ANIME, 6),
    "animevideov3": (catalogue.REAL_ESRGAN_ANIMEVIDEOV3, 0),
}


def plan(tile: int = 0, dtype: str = "float32") -> Plan:
    return Plan("cpu", dtype, tile, text("test"))


@pytest.mark.parametrize("version", list(STARTERS))
@pytest.mark.parametrize("tile", [0, 48])
def test_equals_the_original(
    version: str, tile: int, starter_store: WeightStore, tmp_path: Path
) -> None:
    weight, blocks = STARTERS[version]
    path = installed(starter_store, weight)
    pixels = photo(96, 80)
    expected, _mode = real_esrganer(path, blocks, tile, tmp_path).enhance(pixels[:, :, ::-1])
    # 96 and 80 px in tiles of 48 are two each way; ours would even the second row out to 40.
    network = load_network(path, plan(tile))
    result = enlarge(network, Picture(pixels), plan(tile), Progress(), overlap=10, even=False)
    difference = np.abs(result.pixels.astype(int) - expected[:, :, ::-1].astype(int))
    assert np.mean(difference <= 1) >= 0.999


@pytest.mark.parametrize(
    "version",
    [pytest.param(name, marks=pytest.mark.slow) if name == "x4plus" else name for name in STARTERS],
)
def test_tiles_leave_no_seam(version: str, starter_store: WeightStore) -> None:
    path = installed(starter_store, STARTERS[version][0])
    picture = Picture(photo(144, 136))
    network = load_network(path, plan())
    whole = enlarge(network, picture, plan(), Progress()).pixels
    tiled = enlarge(network, picture, plan(64), Progress()).pixels
    assert psnr(whole, tiled) >= 50
    # At the seams themselves the step from one pixel to the next is what it is untiled, to
    # within what no eye sees (two levels of 255 on average over a seam).
    for tile in cut(136, 144, even_tile(136, 144, 64), 0)[1:]:
        for axis, edge in ((1, tile.core.left * 4), (0, tile.core.top * 4)):
            if edge:
                assert np.abs(step(tiled, axis, edge) - step(whole, axis, edge)).mean() <= 2


def step(pixels: NDArray[Any], axis: int, edge: int) -> NDArray[Any]:
    """The difference across an edge between two columns (axis 1) or rows (axis 0)."""
    lines = np.take(pixels, [edge - 1, edge], axis).astype(int)
    return np.diff(lines, axis=axis)


def installed(store: WeightStore, weight: WeightFile) -> Path:
    path = store.path_of(weight)
    assert path is not None
    return path


def test_grey_alpha_and_depth_survive(starter_store: WeightStore) -> None:
    network = load_network(installed(starter_store, STARTERS["animevideov3"][0]), plan())
    colour = photo(24, 20)
    alpha = np.linspace(0, 255, 24 * 20).reshape(24, 20, 1).astype(np.uint8)
    for pixels in (
        colour[:, :, :1],
        np.concatenate([colour[:, :, :1], alpha], axis=2),
        np.concatenate([colour, alpha], axis=2),
        colour.astype(np.uint16) * 257,
    ):
        result = enlarge(network, Picture(pixels), plan(), Progress()).pixels
        assert result.shape == (96, 80, pixels.shape[2])
        assert result.dtype == pixels.dtype
    opaque = np.concatenate([colour, np.full_like(alpha, 255)], axis=2)
    assert (enlarge(network, Picture(opaque), plan(), Progress()).pixels[:, :, 3] == 255).all()


def test_what_travels_with_the_pixels_stays(starter_store: WeightStore) -> None:
    network = load_network(installed(starter_store, STARTERS["animevideov3"][0]), plan())
    picture = Picture(photo(16, 16), b"icc", b"exif", b"xmp", Path("a.jpg"), ["note"], b"iptc")
    result = enlarge(network, picture, plan(), Progress())
    assert (result.icc, result.exif, result.xmp, result.iptc) == (b"icc", b"exif", b"xmp", b"iptc")
    assert (result.source, result.notes) == (picture.source, picture.notes)


def test_sixteen_bits_are_more_than_eight(starter_store: WeightStore) -> None:
    network = load_network(installed(starter_store, STARTERS["animevideov3"][0]), plan())
    deep = photo(24, 20).astype(np.uint16) * 257
    result = enlarge(network, Picture(deep), plan(), Progress()).pixels
    assert len(np.unique(result)) > 300


@pytest.mark.parametrize(("scale", "size"), [(1.0, (40, 30)), (2.5, (100, 75)), (10.0, (400, 300))])
def test_scale_is_the_size_of_the_result(
    scale: float, size: tuple[int, int], runtime: Runtime, tmp_path: Path
) -> None:
    source = tmp_path / "in.png"
    save(source, photo(30, 40))
    params = RealEsrganParams(image=source, version="animevideov3", scale=scale)
    outcome = run(runtime, SPEC, params, tmp_path / "out.png", PictureOutput(), Progress())
    result = read_picture(outcome.path)
    assert (result.width, result.height) == size
    made = read_provenance(outcome.path)
    assert made is not None
    assert made.model == "real-esrgan"
    assert made.settings["scale"] == scale


def save(path: Path, pixels: NDArray[Any]) -> None:
    from PIL import Image

    Image.fromarray(pixels).save(path)


def test_cancel_is_obeyed_inside_a_tile(starter_store: WeightStore) -> None:
    network = load_network(installed(starter_store, STARTERS["animevideov3"][0]), plan())
    token = CancelToken()
    seen: list[Report] = []

    def listen(report: Report) -> None:
        seen.append(report)
        if len(seen) == 4:
            token.cancel()

    picture = Picture(photo(32, 32))
    enlarge(network, picture, plan(), Progress())  # the first pass learns the network's length
    with pytest.raises(Cancelled):
        enlarge(network, picture, plan(), Progress(listen, token))
    assert len(seen) == 4
    # and the network is free for the next job
    assert enlarge(network, picture, plan(), Progress()).width == 128


def test_denoise_strength_mixes_the_two_weights() -> None:
    first, second = {"a": torch.full((2,), 1.0)}, {"a": torch.full((2,), 3.0)}
    assert mix(first, second, 0.25)["a"].tolist() == [2.5, 2.5]


def test_weights_follow_the_params() -> None:
    plain = RealEsrganParams(image=Path("a.png"))
    assert SPEC.weights(plain) == (catalogue.REAL_ESRGAN_X4PLUS,)
    with_faces = plain.model_copy(update={"face_enhance": True})
    assert catalogue.GFPGAN_V14 in SPEC.weights(with_faces)
    assert SPEC.resident_key(plain) != SPEC.resident_key(with_faces)
    general = RealEsrganParams(image=Path("a.png"), version="general-x4v3", denoise_strength=0.2)
    other = general.model_copy(update={"denoise_strength": 0.9})
    assert SPEC.resident_key(general) != SPEC.resident_key(other)
