"""Arrays larger than memory, and resizing that respects depth and alpha."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipelines.media.arrays import output_array, resized, upright
from tests.pipelines.media.samples import pixels


def test_small_arrays_are_in_memory_and_large_ones_are_not(tmp_path: Path) -> None:
    small = output_array(10, 20, 3, "uint8", folder=tmp_path)
    assert not isinstance(small, np.memmap)
    assert small.shape == (10, 20, 3)
    assert not small.any()
    large = output_array(100, 200, 4, np.uint16, limit_bytes=1000, folder=tmp_path)
    assert isinstance(large, np.memmap)
    assert large.dtype == np.uint16
    assert not large.any()
    large[50:] = 7
    assert large[99, 199, 3] == 7
    assert os.listdir(tmp_path) == []


def test_large_pictures_work_through_memory_maps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.media import arrays
    from pipelines.media.picture import Picture, PictureOutput
    from pipelines.media.reading import read_picture
    from pipelines.media.writing import write_picture

    monkeypatch.setattr(arrays.output_array, "__defaults__", (1000, None))
    monkeypatch.setattr(arrays, "_STRIP_BYTES", 5000)
    array = pixels(301, 203, 4, "uint16")
    path = write_picture(Picture(array), tmp_path / "a.png", PictureOutput(), {})
    found = read_picture(path)
    assert isinstance(found.pixels, np.memmap)
    np.testing.assert_array_equal(found.pixels, array)
    turned = upright(found.pixels, 6)
    assert isinstance(turned, np.memmap)
    np.testing.assert_array_equal(turned, np.rot90(array, -1))
    assert isinstance(resized(found.pixels, 70, 90), np.memmap)


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("size", [(31, 17), (64, 48), (150, 133), (1, 1)])
def test_resizing_keeps_shape_and_smooth_values(
    dtype: str, channels: int, size: tuple[int, int]
) -> None:
    array = pixels(channels=channels, dtype=dtype)
    if channels in (2, 4):
        array[..., -1] = np.iinfo(dtype).max
    found = resized(array, *size)
    assert found.shape == (size[1], size[0], channels)
    assert found.dtype == array.dtype
    assert abs(float(found.mean()) - float(array.mean())) < 0.01 * np.iinfo(dtype).max


@pytest.mark.parametrize("size", [(37, 29), (128, 96)])
def test_resizing_is_close_to_pillows_lanczos(size: tuple[int, int]) -> None:
    photo = np.asarray(Image.open(Path("resources/examples/cat.jpg")))
    wanted = np.asarray(Image.fromarray(photo).resize(size, Image.Resampling.LANCZOS)).astype(float)
    difference = resized(photo, *size) - wanted
    assert np.sqrt((difference**2).mean()) < 3


def test_transparent_colours_do_not_bleed() -> None:
    array = np.zeros((40, 40, 4), np.uint8)
    array[:, :20] = (200, 0, 0, 255)
    array[:, 20:] = (0, 255, 0, 0)
    for size in ((13, 13), (90, 90)):
        found = resized(array, *size)
        seen = found[found[..., 3] > 40]
        assert seen[:, 1].max() <= 2
        assert seen[:, 0].min() >= 195


def test_strips_make_no_seams(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.media import arrays

    array = pixels(200, 100)
    whole = resized(array, 150, 300)
    monkeypatch.setattr(arrays, "_STRIP_BYTES", 1)
    np.testing.assert_array_equal(resized(array, 150, 300), whole)
