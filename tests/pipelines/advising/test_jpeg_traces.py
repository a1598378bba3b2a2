"""JPEG's traces: hits and false alarms on photos, drawings and text.

Of 6 photos, 5 drawings and 8 screenshots and pages, saved as JPEG, cut, and saved as PNG:

    quality   10  20  30  40  50  60  70  75  80  85  90  95  never saved as JPEG
    photos     6   6   6   6   6   6   6   6   0   0   0   0    0
    drawings   5   5   4   4   4   4   4   4   0   0   0   0    0
    text       6   5   5   7   4   5   6   4   0   0   0   0    0

Enlarged since (quality 20 / 50), by 1.25, 1.5, 2, 3 and 4: photos 5/4, 4/1, 5/4, 5/5, 5/5 of 6,
drawings up to 2 of 5, text up to 1 of 8. With noise of 2, 4 and 8 of 255 over them: photos 6/6,
6/6, 5/2. A JPEG file itself tells its quality by its tables, whatever it shows.
"""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from pipelines.advising.cleaning import cleaning_of
from pipelines.advising.jpeg_steps import quality_of_table
from pipelines.advising.traits import (
    Blocks,
    jpeg_traces,
    read_traits,
    saved_quality,
    traits_of,
)
from pipelines.media.picture import Picture
from tests.pipelines.advising.conftest import (
    DRAWINGS,
    PAGES,
    PHOTOS,
    SCREENSHOTS,
    Pixels,
    as_jpeg,
)

#: rocket.jpg itself is a JPEG, of a quality that is told but does not disturb.
CLEAN = (*PHOTOS, *DRAWINGS, *SCREENSHOTS, *PAGES)
Get = Callable[[str], Pixels]


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_offered_for_pictures_without_blocks(name: str, picture: Get) -> None:
    pixels = picture(name)
    assert jpeg_traces(pixels).blocks is Blocks.NONE
    noisy = np.clip(pixels + np.random.default_rng(0).normal(0, 6, pixels.shape), 0, 255)
    assert jpeg_traces(noisy.astype(np.uint8)).blocks is Blocks.NONE


@pytest.mark.parametrize("times", [1.3, 2, 3])
@pytest.mark.parametrize("way", [cv2.INTER_NEAREST, cv2.INTER_CUBIC])
def test_enlarging_alone_leaves_no_blocks(times: float, way: int, picture: Get) -> None:
    for name in (*PHOTOS[:4], "chat-compare-dark", "lines", "black"):
        larger = cv2.resize(picture(name), None, fx=times, fy=times, interpolation=way)
        assert jpeg_traces(larger.astype(np.uint8)).blocks is Blocks.NONE, name


@pytest.mark.parametrize("quality", [10, 40, 60, 75])
def test_photos_saved_again_as_png_and_cut_are_recognised(quality: int, picture: Get) -> None:
    for name in (*PHOTOS, *DRAWINGS[:3]):
        traces = jpeg_traces(as_jpeg(picture(name), quality)[3:, 5:])
        assert traces.blocks is (Blocks.STRONG if quality <= 40 else Blocks.VISIBLE), name
        assert traces.quality == pytest.approx(quality, abs=3), name
        assert traces.grid == (3, 5), name
        assert traces.saved is None


@pytest.mark.parametrize("quality", [85, 95])
def test_good_jpegs_are_left_alone(quality: int, picture: Get) -> None:
    for name in CLEAN:
        assert jpeg_traces(as_jpeg(picture(name), quality)).blocks is Blocks.NONE, name


def test_screenshots_and_pages_are_recognised_mostly(picture: Get) -> None:
    """What is cut at white is no multiple of a step any more, so some of them are missed."""
    found = {
        (name, quality): jpeg_traces(as_jpeg(picture(name), quality)).blocks
        for name in (*SCREENSHOTS, *PAGES)
        for quality in (30, 60)
    }
    hits = sum(blocks is not Blocks.NONE for blocks in found.values())
    assert hits >= 0.6 * len(found), found


def test_a_coarse_jpeg_inside_a_fine_one_is_recognised(picture: Get) -> None:
    for name in ("astronaut", "coffee", "chelsea"):
        again = as_jpeg(as_jpeg(picture(name), 30)[3:, 5:], 95)
        assert jpeg_traces(again, saved=95).quality == pytest.approx(30, abs=3), name


@pytest.mark.parametrize("times", [1.5, 2, 3, 4])
def test_blocks_that_were_enlarged_are_recognised(times: float, picture: Get) -> None:
    names = ("astronaut", "coffee", "chelsea", "motorcycle_left")
    found = [
        jpeg_traces(
            cv2.resize(
                as_jpeg(picture(name), 20), None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC
            ).astype(np.uint8)
        )
        for name in names
    ]
    assert all(traces.blocks is Blocks.STRONG for traces in found)
    assert all(traces.quality is None for traces in found)
    # An overtone may be as strong as the blocks themselves.
    assert sum(traces.enlarged == pytest.approx(times, rel=0.02) for traces in found) >= 2


def test_noise_over_blocks_does_not_hide_them(picture: Get) -> None:
    for name in ("coffee", "chelsea", "camera", "motorcycle_left"):
        coarse = as_jpeg(picture(name), 25)
        noisy = np.clip(coarse + np.random.default_rng(1).normal(0, 3, coarse.shape), 0, 255)
        traces = jpeg_traces(noisy.astype(np.uint8))
        assert (traces.blocks, traces.enlarged) == (Blocks.STRONG, pytest.approx(1.0, abs=0.02))


@pytest.mark.parametrize("form", ["grey", "alpha", "deep", "narrow", "dot"])
def test_any_form_of_picture_can_be_measured(form: str, picture: Get) -> None:
    pixels = as_jpeg(picture("coffee"), 30)
    given = {
        "grey": pixels[..., 1:2],
        "alpha": np.dstack([pixels, pixels[..., :1]]),
        "deep": pixels.astype(np.uint16) * 257,
        "narrow": pixels[:, :9],
        "dot": pixels[:1, :1],
    }[form]
    traces = jpeg_traces(np.ascontiguousarray(given))
    if form in ("alpha", "deep"):
        assert traces.quality == pytest.approx(30, abs=2)
    if form == "dot":
        assert traces.blocks is Blocks.NONE


@pytest.mark.parametrize("quality", [10, 30, 50, 75, 92])
def test_the_tables_of_a_file_tell_its_quality(quality: int, tmp_path: Path, picture: Get) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(picture("astronaut")).save(path, quality=quality)
    assert saved_quality(path) == pytest.approx(quality, abs=2)
    traits = read_traits(path)
    assert traits.jpeg.saved == saved_quality(path)
    assert (traits.width, traits.height) == (512, 512)
    Image.fromarray(picture("astronaut")).save(tmp_path / "a.png")
    assert saved_quality(tmp_path / "a.png") is None
    assert saved_quality(tmp_path / "none.jpg") is None


def test_a_table_of_one_step_is_the_best_quality() -> None:
    assert quality_of_table([1] * 64) >= 95


def test_memory_does_not_grow_with_the_picture() -> None:
    row = np.random.default_rng(0).integers(0, 256, (1, 9000, 3)).astype(np.uint8)
    pixels = np.broadcast_to(row, (9000, 9000, 3))  # 243 MB, were it in memory
    traits_of(Picture(pixels[:64, :64]))  # what is made once
    tracemalloc.start()
    try:
        traits_of(Picture(pixels))
        assert tracemalloc.get_traced_memory()[1] < 64e6
    finally:
        tracemalloc.stop()


def cleaning_models(pixels: Pixels) -> list[tuple[str, dict[str, object]]]:
    offered = cleaning_of(traits_of(Picture(pixels)))
    return [(step.model, dict(step.params)) for step in offered.steps] if offered else []


def test_the_cleaning_pass_follows_the_quality(picture: Get) -> None:
    photo = picture("astronaut")
    assert cleaning_models(photo) == []
    (first, params), (second, _) = cleaning_models(as_jpeg(photo, 12))
    assert (first, params["jpeg"], second) == ("swinir", 10, "real-esrgan")
    assert cleaning_models(as_jpeg(photo, 28))[0][1]["jpeg"] == 30
    assert cleaning_models(as_jpeg(photo, 75))[0] == (
        "real-esrgan",
        {"version": "x4plus", "scale": 1.0},
    )
    larger = cv2.resize(as_jpeg(photo, 20), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    ((only, _),) = cleaning_models(larger.astype(np.uint8))
    assert only == "real-esrgan"  # SwinIR knows blocks of 8 pixels only
