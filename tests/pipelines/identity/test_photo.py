"""Photos of every kind are read as the detectors want them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from pipelines.errors import BadInput, UnreadablePicture
from pipelines.identity.finder import FaceFinder
from pipelines.identity.photo import read_photo
from tests.pipelines.identity.test_finder import assert_astronaut


def test_a_plain_photo_keeps_its_pixels(tmp_path: Path, astronaut: NDArray[np.uint8]) -> None:
    path = tmp_path / "a.png"
    Image.fromarray(astronaut).save(path)
    photo = read_photo(path)
    np.testing.assert_array_equal(photo.pixels, astronaut)
    assert (photo.size, photo.scale) == ((512, 512), 1.0)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_turns_it_upright(
    tmp_path: Path, astronaut: NDArray[np.uint8], yunet: FaceFinder, orientation: int
) -> None:
    from PIL import ImageOps

    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = Image.fromarray(astronaut)
    # the way back of each: 6 and 8 undo each other, the others undo themselves
    undone = Image.Exif()
    undone[0x0112] = {6: 8, 8: 6}.get(orientation, orientation)
    stored.getexif().update(undone)
    stored = ImageOps.exif_transpose(stored)
    stored.save(tmp_path / "a.jpg", quality=95, exif=exif)
    photo = read_photo(tmp_path / "a.jpg")
    (face,) = yunet.find(photo.pixels)
    assert_astronaut(face)


Write = Callable[[NDArray[np.uint8], Path], None]


def _sixteen(pixels: NDArray[np.uint8], path: Path) -> None:
    import cv2

    cv2.imwrite(str(path), pixels[..., ::-1].astype(np.uint16) * 257)


def _alpha(pixels: NDArray[np.uint8], path: Path) -> None:
    Image.fromarray(pixels).convert("RGBA").save(path)


def _grey(pixels: NDArray[np.uint8], path: Path) -> None:
    Image.fromarray(pixels).convert("L").save(path)


def _cmyk(pixels: NDArray[np.uint8], path: Path) -> None:
    Image.fromarray(pixels).convert("CMYK").save(path, quality=95)


def _palette(pixels: NDArray[np.uint8], path: Path) -> None:
    Image.fromarray(pixels).quantize(200).save(path)


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (_sixteen, "sixteen.png"),
        (_sixteen, "sixteen.tif"),
        (_alpha, "alpha.png"),
        (_grey, "grey.png"),
        (_cmyk, "cmyk.jpg"),
        (_palette, "palette.gif"),
    ],
)
def test_any_kind_of_picture_shows_the_face(
    tmp_path: Path, astronaut: NDArray[np.uint8], yunet: FaceFinder, write: Write, name: str
) -> None:
    write(astronaut, tmp_path / name)
    photo = read_photo(tmp_path / name)
    assert (photo.pixels.dtype, photo.pixels.shape) == (np.uint8, (512, 512, 3))
    (face,) = yunet.find(photo.pixels)
    assert_astronaut(face)


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    rgba = np.zeros((10, 20, 4), np.uint8)
    rgba[:, 10:, 3] = 255
    Image.fromarray(rgba).save(tmp_path / "a.png")
    pixels = read_photo(tmp_path / "a.png").pixels
    assert pixels[:, :10].min() == 255
    assert pixels[:, 10:].max() == 0


def test_a_large_photo_is_reduced_and_says_by_how_much(
    tmp_path: Path, astronaut: NDArray[np.uint8], yunet: FaceFinder
) -> None:
    Image.fromarray(astronaut).resize((2048, 2048)).save(tmp_path / "a.jpg")
    photo = read_photo(tmp_path / "a.jpg", longest=512)
    assert (photo.size, photo.scale) == ((512, 512), 0.25)
    assert_astronaut(yunet.find(photo.pixels)[0])


def test_a_missing_or_damaged_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"a\.jpg cannot be read"):
        read_photo(tmp_path / "a.jpg")
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    with pytest.raises(UnreadablePicture):
        read_photo(tmp_path / "b.jpg")
