"""SwinIR against the reference network and its padding and tiles, on random weights."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

import tests.reference  # noqa: F401  first of all, or the reference cannot be imported
from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.footprint import Extent
from pipelines.media.picture import Picture
from pipelines.models import swinir
from pipelines.models.swinir import COLOUR_NOISE, GREY_NOISE, JPEG, LARGE, MEDIUM, SwinirParams
from pipelines.networks import catalogue
from pipelines.networks.picture_network import PictureNetwork, load_network
from pipelines.networks.windows import plan_axis, restore_by_windows
from pipelines.progress import Cancelled, CancelToken, Progress, Report
from pipelines.text import text
from pipelines.validation import validate
from tests.examples import photo
from tests.reference import seeded_state

PLAN = Plan("cpu", "float32", 0, text("a test"))
MEDIUM_SHAPE = {"depths": [6] * 6, "embed_dim": 180, "num_heads": [6] * 6}
LARGE_SHAPE = {"depths": [6] * 9, "embed_dim": 240, "num_heads": [8] * 9}
SMALL_SHAPE = {"depths": [2, 2], "embed_dim": 24, "num_heads": [2, 2]}

#: How the published networks are built, by the name of the task.
PUBLISHED: dict[str, dict[str, Any]] = {
    "large": {**LARGE_SHAPE, "upscale": 4, "upsampler": "nearest+conv", "resi": "3conv"},
    "medium": {**MEDIUM_SHAPE, "upscale": 4, "upsampler": "nearest+conv"},
    "grey noise": {**MEDIUM_SHAPE, "in_chans": 1, "img_size": 128},
    "colour noise": {**MEDIUM_SHAPE, "img_size": 128},
    "jpeg": {**MEDIUM_SHAPE, "img_size": 126, "window_size": 7, "img_range": 255.0},
    "small": {**SMALL_SHAPE, "upscale": 4, "upsampler": "nearest+conv"},
    "small grey": {**SMALL_SHAPE, "in_chans": 1},
    "small colour": {**SMALL_SHAPE},
}


def made(kind: str, folder: Path) -> tuple[Any, PictureNetwork]:
    """The reference network, and ours loaded from the file that it saved."""
    from basicsr.archs.swinir_arch import SwinIR

    options = {"img_size": 64, "window_size": 8, "upscale": 1, "upsampler": "", **PUBLISHED[kind]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of torch.meshgrid, said once a process
        reference = SwinIR(resi_connection=options.pop("resi", "1conv"), mlp_ratio=2, **options)
    state = seeded_state(reference.state_dict(), 21)
    state["conv_last.weight"] *= 0.1  # so that the result is a picture, neither black nor white
    reference.load_state_dict(state)
    key = "params_ema" if options["upsampler"] else "params"
    torch.save({key: state}, folder / "swinir.pth")
    return reference.eval(), load_network(folder / "swinir.pth", PLAN)


def original(
    network: Any, pixels: NDArray[np.float32], window: int, scale: int, tile: int = 0
) -> NDArray[np.float32]:
    """What SwinIR's main_test_swinir.py makes of (height, width, channels) in 0 to 1."""
    image = torch.from_numpy(pixels).permute(2, 0, 1)[None]
    height, width = pixels.shape[:2]
    down, across = ((side // window + 1) * window for side in (height, width))
    image = torch.cat([image, torch.flip(image, [2])], 2)[:, :, :down]
    image = torch.cat([image, torch.flip(image, [3])], 3)[:, :, :, :across]
    with torch.inference_mode():
        if not tile:
            result = network(image)
        else:
            size = (1, image.shape[1], down * scale, across * scale)
            result, count = torch.zeros(size), torch.zeros(size)
            for top in [*range(0, down - tile, tile - 32), down - tile]:
                for left in [*range(0, across - tile, tile - 32), across - tile]:
                    rows = slice(top * scale, (top + tile) * scale)
                    columns = slice(left * scale, (left + tile) * scale)
                    part = image[:, :, top : top + tile, left : left + tile]
                    result[:, :, rows, columns] += network(part)
                    count[:, :, rows, columns] += 1
            result /= count
    result = result[0, :, : height * scale, : width * scale].clamp(0, 1)
    return result.permute(1, 2, 0).numpy()


def deep(height: int, width: int, channels: int = 3) -> NDArray[np.uint16]:
    """A photo in 16 bit, so that rounding hides nothing."""
    return photo(height, width)[:, :, :channels].astype(np.uint16) * 257


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        pytest.param("large", (15, 16), marks=pytest.mark.slow),
        ("medium", (25, 31)),
        pytest.param("grey noise", (24, 33), marks=pytest.mark.slow),
        pytest.param("colour noise", (24, 33), marks=pytest.mark.slow),
        pytest.param("jpeg", (21, 34), marks=pytest.mark.slow),
    ],
)
def test_the_result_equals_the_original(kind: str, size: tuple[int, int], tmp_path: Path) -> None:
    reference, network = made(kind, tmp_path)
    grey = kind == "grey noise"
    pixels = deep(*size, channels=1 if grey else 3)
    window = 7 if kind == "jpeg" else 8
    expected = original(reference, (pixels / 65535).astype(np.float32), window, network.scale)
    found = restore_by_windows(network, Picture(pixels), 0, Progress()).pixels
    assert found.shape == expected.shape
    assert expected.std() > 0.02
    assert np.abs(found / 65535.0 - expected).max() < 1e-3


@pytest.mark.slow
def test_even_tiles_equal_the_originals(tmp_path: Path) -> None:
    reference, network = made("small", tmp_path)
    pixels = deep(100, 150)
    expected = original(reference, (pixels / 65535).astype(np.float32), 8, 4, tile=64)
    found = restore_by_windows(network, Picture(pixels), 64, Progress(), blend=False).pixels
    assert np.abs(found / 65535.0 - expected).max() < 1e-3


@pytest.mark.slow
def test_tiles_blend_closer_to_the_whole_than_the_originals(tmp_path: Path) -> None:
    _, network = made("small", tmp_path)
    picture = Picture(deep(100, 150))
    whole = restore_by_windows(network, picture, 0, Progress()).pixels / 65535.0
    errors = {
        blend: float(
            np.mean(
                (
                    restore_by_windows(network, picture, 64, Progress(), blend=blend).pixels / 65535
                    - whole
                )
                ** 2
            )
        )
        for blend in (True, False)
    }
    assert errors[True] < errors[False]
    assert 10 * np.log10(1 / errors[True]) > 50


@pytest.mark.parametrize("size", [(1, 1), (3, 5), (8, 8), (2, 300)])
def test_tiny_and_thin_pictures_work(size: tuple[int, int], tmp_path: Path) -> None:
    _, network = made("small", tmp_path)
    pixels = np.full((*size, 3), 128, np.uint8)
    result = restore_by_windows(network, Picture(pixels), 64, Progress())
    assert result.pixels.shape == (size[0] * 4, size[1] * 4, 3)


@pytest.mark.parametrize("kind", ["small", "small colour", "small grey"])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_grey_and_alpha_are_kept(kind: str, channels: int, tmp_path: Path) -> None:
    _, network = made(kind, tmp_path)
    pixels = deep(16, 24) if channels >= 3 else deep(16, 24, 1)
    if channels in (2, 4):
        alpha = np.linspace(0, 65535, 16 * 24).reshape(16, 24, 1).astype(np.uint16)
        pixels = np.concatenate([pixels, alpha], axis=2)
    result = restore_by_windows(network, Picture(pixels, icc=b"profile"), 0, Progress())
    turned_grey = kind == "small grey" and channels >= 3
    assert result.pixels.shape[2] == channels - (2 if turned_grey else 0)
    assert result.icc == (None if turned_grey else b"profile")
    if channels in (2, 4) and network.scale == 1:
        assert (result.pixels[:, :, -1] == pixels[:, :, -1]).all()


def test_opaque_pictures_stay_opaque(tmp_path: Path) -> None:
    _, network = made("small", tmp_path)
    pixels = np.concatenate([photo(16, 24), np.full((16, 24, 1), 255, np.uint8)], axis=2)
    assert (
        restore_by_windows(network, Picture(pixels), 0, Progress()).pixels[:, :, 3] == 255
    ).all()


def test_tiles_are_whole_windows_and_cover_everything() -> None:
    for length in (1, 7, 63, 64, 65, 250):
        for tile in (0, 16, 64, 100, 512):
            for window in (7, 8):
                axis = plan_axis(length, tile, window)
                assert axis.tile % window == 0
                assert axis.padded % window == 0
                assert axis.starts[0] == 0
                assert axis.starts[-1] + axis.tile == axis.padded
                assert axis.total(2, True).min() > 0
                assert tile == 0 or axis.tile <= max(tile, 70)


def test_cancelling_stops_before_the_next_tile(tmp_path: Path) -> None:
    _, network = made("small colour", tmp_path)
    token = CancelToken()
    seen: list[str] = []

    def listen(report: Report) -> None:
        seen.append(str(report.text))
        if seen[-1].startswith("Tile 2 of"):
            token.cancel()

    with pytest.raises(Cancelled):
        restore_by_windows(network, Picture(deep(100, 150)), 64, Progress(listen, token))
    assert not any(said.startswith("Tile 3") for said in seen)


def test_bfloat16_stays_close(tmp_path: Path) -> None:
    _, network = made("small", tmp_path)
    picture = Picture(deep(24, 40))
    exact = restore_by_windows(network, picture, 0, Progress()).pixels / 65535.0
    short = restore_by_windows(network, picture, 0, Progress(), "bfloat16").pixels / 65535.0
    assert np.abs(exact - short).max() > 0
    assert np.abs(exact - short).mean() < 0.004


def test_every_plan_loads_and_runs(tmp_path: Path) -> None:
    """Neither the network nor spandrel's attention masks can be float16."""
    made("small colour", tmp_path)
    params = _params(task_type=COLOUR_NOISE)
    files = {swinir.weights(params)[0].name: tmp_path / "swinir.pth"}
    for dtype in ("float32", "bfloat16", "float16"):
        plan = Plan("cpu", dtype, 64, text("a test"))
        network = swinir.load(files, params, plan)
        picture = Picture(photo(20, 30))
        assert swinir.run(network, picture, params, plan, Progress()).pixels.shape == (20, 30, 3)


def _params(**values: Any) -> SwinirParams:
    return SwinirParams(image=Path("photo.jpg"), **values)


def test_each_task_has_its_weights() -> None:
    assert swinir.weights(_params()) == (catalogue.SWINIR_LARGE_X4,)
    assert swinir.weights(_params(task_type=MEDIUM)) == (catalogue.SWINIR_MEDIUM_X2,)
    grey = swinir.weights(_params(task_type=GREY_NOISE, noise=25))
    assert grey == (catalogue.SWINIR_GREY_DENOISE[25],)
    colour = swinir.weights(_params(task_type=COLOUR_NOISE, noise=50))
    assert colour == (catalogue.SWINIR_COLOUR_DENOISE[50],)
    jpeg = swinir.weights(_params(task_type=JPEG, jpeg=10))
    assert jpeg == (catalogue.SWINIR_COLOUR_JPEG[10],)
    assert swinir.resident_key(_params(noise=50)) == swinir.resident_key(_params(jpeg=10))
    assert len(swinir.SPEC.catalogue()) == 2 + 3 + 3 + 4


def test_levels_that_do_not_exist_are_refused() -> None:
    with pytest.raises(BadInput):
        validate(SwinirParams, {"image": "a.png", "noise": 20})


def test_smaller_tiles_need_less_memory() -> None:
    extent = Extent(1500, 1000)
    for task in (LARGE, MEDIUM, COLOUR_NOISE):
        params = _params(task_type=task)
        whole = swinir.footprint(extent, params, PLAN).peak(on_host=True)
        plan = PLAN.with_tile(192, text("a test"))
        assert 0 < swinir.footprint(extent, params, plan).peak(on_host=True) < whole
