"""Pictures for the screen equal the real ones, in sRGB and upright."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from pipelines.errors import BadInput
from pipelines.media.preview import View, preview, region
from pipelines.media.reading import read_picture
from tests.pipelines.media.samples import SRGB, camera_exif, pixels
from tests.pipelines.media.test_reading import DRAWING


def test_small_upright_rgba(tmp_path: Path) -> None:
    Image.fromarray(pixels(480, 640)).save(tmp_path / "a.jpg", exif=camera_exif(6), quality=95)
    found = preview(tmp_path / "a.jpg", 100)
    assert found.shape == (100, 75, 4)
    assert found.dtype == np.uint8
    assert (found[..., 3] == 255).all()
    upright = Image.fromarray(read_picture(tmp_path / "a.jpg").pixels).resize((75, 100))
    assert np.abs(found[..., :3].astype(int) - np.asarray(upright)).mean() < 2


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif", "avif", "gif", "bmp"])
def test_a_small_picture_is_not_enlarged(tmp_path: Path, suffix: str) -> None:
    Image.fromarray(pixels()).save(tmp_path / f"a.{suffix}")
    assert preview(tmp_path / f"a.{suffix}", 500).shape == (48, 64, 4)


def test_heic() -> None:
    assert preview(DRAWING, 32).shape == (24, 32, 4)
    np.testing.assert_allclose(region(DRAWING, 40, 10, 4, 4)[0, 0], (40, 90, 210, 255), atol=3)


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_sixteen_bits_grey_and_alpha(tmp_path: Path, channels: int) -> None:
    from pipelines.media.picture import PictureOutput
    from pipelines.media.writing import write_picture
    from tests.pipelines.media.samples import picture

    array = pixels(channels=channels, dtype="uint16")
    array[..., -1] |= 0x8000
    path = write_picture(picture(array), tmp_path / "a.png", PictureOutput(), {})
    for found in (preview(path, 64), region(path, 0, 0, 64, 48)):
        wanted = array.astype(float) / 257
        colour = wanted[..., :1].repeat(3, axis=2) if channels < 3 else wanted[..., :3]
        assert np.abs(found[..., :3] - colour).max() <= 1.5
        alpha = wanted[..., -1] if channels in (2, 4) else 255
        assert np.abs(found[..., 3] - alpha).max() <= 1.5


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_region_is_cut_from_the_upright_picture(tmp_path: Path, orientation: int) -> None:
    path = tmp_path / "a.png"
    Image.fromarray(pixels(40, 60)).save(path, exif=camera_exif(orientation))
    whole = read_picture(path).pixels
    found = region(path, 5, 11, 20, 9)
    np.testing.assert_array_equal(found[..., :3], whole[11:20, 5:25])
    np.testing.assert_array_equal(View(path).region(5, 11, 20, 9), found)
    assert View(path).size == (whole.shape[1], whole.shape[0])


def test_a_region_is_cut_to_the_picture(tmp_path: Path) -> None:
    Image.fromarray(pixels()).save(tmp_path / "a.png")
    assert region(tmp_path / "a.png", -10, 40, 30, 100).shape == (8, 20, 4)
    with pytest.raises(BadInput, match="outside"):
        region(tmp_path / "a.png", 64, 0, 10, 10)


def test_profiles_are_applied(tmp_path: Path) -> None:
    """A profile with swapped red and blue shows whether anyone looked at it."""
    swapped = bytearray(SRGB)
    red, blue = swapped.index(b"rXYZ", 128), swapped.index(b"bXYZ", 128)
    swapped[red : red + 4], swapped[blue : blue + 4] = b"bXYZ", b"rXYZ"
    ImageCms.ImageCmsProfile(__import__("io").BytesIO(bytes(swapped)))
    array = np.zeros((32, 32, 3), np.uint8)
    array[:] = (255, 0, 0)
    for suffix in ("png", "jpg", "tif"):
        path = tmp_path / f"a.{suffix}"
        Image.fromarray(array).save(path, icc_profile=bytes(swapped))
        for found in (preview(path, 16), region(path, 0, 0, 16, 16), View(path).region(0, 0, 9, 9)):
            assert found[4, 4, 2] > 200, suffix
            assert found[4, 4, 0] < 60, suffix


def test_a_broken_profile_does_not_hide_the_picture(tmp_path: Path) -> None:
    broken = bytearray(SRGB)
    broken[128:] = bytes(len(broken) - 128)
    path = tmp_path / "a.png"
    Image.fromarray(pixels()).save(path, icc_profile=bytes(broken))
    for found in (preview(path, 64), region(path, 0, 0, 64, 48)):
        assert np.abs(found[..., :3].astype(int) - pixels()).max() <= 1
