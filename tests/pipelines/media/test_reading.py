"""Every kind of picture file comes out upright, in full depth and with its metadata."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pipelines.media.kinds import is_picture_name
from pipelines.media.opening import BROKEN_EXIF, FIRST_ONLY
from pipelines.media.picture import Picture
from pipelines.media.reading import FROM_CMYK, picture_size, read_picture
from tests.pipelines.media.samples import SRGB, camera_exif, orientation_of, pixels, written_exif

DRAWING = Path(__file__).parents[2] / "data" / "drawing.heic"


def saved(array: np.ndarray, path: Path, **options: Any) -> Path:
    bands = [Image.fromarray(array[..., index]) for index in range(array.shape[2])]
    Image.merge(("L", "LA", "RGB", "RGBA")[len(bands) - 1], bands).save(path, **options)
    return path


@pytest.mark.parametrize("suffix", ["png", "tif"])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_lossless_files_give_equal_pixels(tmp_path: Path, suffix: str, channels: int) -> None:
    array = pixels(channels=channels)
    found = read_picture(saved(array, tmp_path / f"a.{suffix}"))
    assert found.pixels.dtype == np.uint8
    np.testing.assert_array_equal(found.pixels, array)
    assert found.notes == []


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_sixteen_bits_stay(tmp_path: Path, channels: int) -> None:
    import cv2
    import tifffile

    array = pixels(channels=channels, dtype="uint16")
    order = {1: [0], 3: [2, 1, 0], 4: [2, 1, 0, 3]}[channels]
    cv2.imwrite(str(tmp_path / "a.png"), array[..., order])
    extra: dict[str, Any] = {"extrasamples": ["unassalpha"]} if channels == 4 else {}
    photometric = "minisblack" if channels == 1 else "rgb"
    plain = array[..., 0] if channels == 1 else array
    tifffile.imwrite(tmp_path / "a.tif", plain, photometric=photometric, **extra)
    for name in ("a.png", "a.tif"):
        found = read_picture(tmp_path / name)
        assert found.pixels.dtype == np.uint16
        np.testing.assert_array_equal(found.pixels, array)


@pytest.mark.parametrize(("suffix", "tolerance"), [("jpg", 4), ("webp", 6), ("avif", 6)])
def test_lossy_files_give_close_pixels(tmp_path: Path, suffix: str, tolerance: int) -> None:
    array = pixels()
    found = read_picture(saved(array, tmp_path / f"a.{suffix}", quality=98))
    difference = np.abs(found.pixels.astype(int) - array)
    assert found.pixels.shape == array.shape
    assert difference.mean() < 2
    assert difference.max() <= tolerance * 2


def test_palette_one_bit_bmp_and_gif(tmp_path: Path) -> None:
    checks = (np.indices((16, 24)).sum(axis=0) % 2 * 255).astype(np.uint8)
    Image.fromarray(checks).convert("1").save(tmp_path / "bits.png")
    Image.fromarray(checks).convert("1").save(tmp_path / "bits.tif")
    for name in ("bits.png", "bits.tif"):
        np.testing.assert_array_equal(read_picture(tmp_path / name).pixels[..., 0], checks)
    colours = Image.fromarray(pixels()).quantize(16)
    colours.save(tmp_path / "p.png")
    colours.save(tmp_path / "p.gif")
    Image.fromarray(pixels()).save(tmp_path / "p.bmp")
    wanted = np.asarray(colours.convert("RGB"))
    np.testing.assert_array_equal(read_picture(tmp_path / "p.png").pixels[..., :3], wanted)
    np.testing.assert_array_equal(read_picture(tmp_path / "p.gif").pixels[..., :3], wanted)
    np.testing.assert_array_equal(read_picture(tmp_path / "p.bmp").pixels, pixels())
    assert picture_size(tmp_path / "p.bmp") == (64, 48)


def test_transparent_colours_survive(tmp_path: Path) -> None:
    array = pixels(channels=4)
    array[..., 3] = 0
    found = read_picture(saved(array, tmp_path / "a.png"))
    np.testing.assert_array_equal(found.pixels, array)


def test_premultiplied_tiff_is_undone(tmp_path: Path) -> None:
    import tifffile

    array = np.zeros((4, 4, 4), np.uint8)
    array[:] = (100, 50, 0, 128)
    tifffile.imwrite(tmp_path / "a.tif", array, photometric="rgb", extrasamples=["assocalpha"])
    np.testing.assert_allclose(
        read_picture(tmp_path / "a.tif").pixels[0, 0], (199, 100, 0, 128), atol=1
    )


def test_animation_gives_its_first_frame_and_says_so(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue", "green")]
    for suffix in ("gif", "webp", "png", "tif"):
        path = tmp_path / f"a.{suffix}"
        frames[0].save(path, save_all=True, append_images=frames[1:])
        found = read_picture(path)
        assert found.notes == [FIRST_ONLY], suffix
        assert found.pixels.shape[:2] == (16, 16)
        np.testing.assert_allclose(found.pixels[8, 8, :3], (255, 0, 0), atol=3)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
def test_orientation_is_applied_and_reset(tmp_path: Path, suffix: str, orientation: int) -> None:
    path = tmp_path / f"a.{suffix}"
    image = Image.fromarray(pixels())
    options: dict[str, Any] = {"webp": {"lossless": True}, "jpg": {"quality": 100}}.get(suffix, {})
    if suffix == "tif":
        image.save(path, tiffinfo={0x0112: orientation, 0x010F: "Cam"})
    else:
        image.save(path, exif=camera_exif(orientation), **options)
    moves = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    upright = image.transpose(moves[orientation]) if orientation > 1 else image
    found = read_picture(path)
    assert picture_size(path) == upright.size == (found.width, found.height)
    tolerance = 6 if suffix == "jpg" else 0
    np.testing.assert_allclose(
        found.pixels.astype(int), np.asarray(upright).astype(int), atol=tolerance
    )
    assert found.pixels.flags.c_contiguous
    block = written_exif(found, tmp_path)
    assert orientation_of(block) == 1
    assert b"Cam" in block


def test_exif_thumbnail_is_left_out(tmp_path: Path) -> None:
    small = io.BytesIO()
    Image.fromarray(pixels(12, 16)).save(small, "JPEG")
    block = camera_exif(6, small.getvalue())
    Image.fromarray(pixels()).save(tmp_path / "a.jpg", exif=block)
    assert small.getvalue()[-40:] in (tmp_path / "a.jpg").read_bytes()
    found = written_exif(read_picture(tmp_path / "a.jpg"), tmp_path)
    assert small.getvalue()[-40:] not in found
    again = Image.Exif()
    again.load(found)
    assert again.get_ifd(0x0001) == {}
    assert again.get_ifd(0x8769)[0x927C].startswith(b"MAKER\0")
    assert again.get_ifd(0x8769)[0xA002] == 48  # upright: width and height changed places


def test_damaged_exif_is_left_out_and_said(tmp_path: Path) -> None:
    good = camera_exif()
    for number, block in enumerate(
        (b"Exif\0\0", good[:14] + b"\xff" * 99, b"Exif\0\0" + b"?" * 99)
    ):
        path = tmp_path / f"{number}.jpg"
        Image.fromarray(pixels()).save(path, exif=block)
        found = read_picture(path)
        assert (found.exif, found.notes) == (None, [BROKEN_EXIF])
        assert found.pixels.shape == (48, 64, 3)


def test_what_is_left_of_a_cut_exif_is_kept(tmp_path: Path) -> None:
    Image.fromarray(pixels()).save(tmp_path / "a.jpg", exif=camera_exif()[:-60])
    found = read_picture(tmp_path / "a.jpg")
    assert found.notes == []
    assert b"Cam" in written_exif(found, tmp_path)


def test_profiles_are_kept_or_left_out(tmp_path: Path) -> None:
    for suffix in ("png", "jpg", "webp", "tif", "avif"):
        saved(pixels(), tmp_path / f"a.{suffix}", icc_profile=SRGB)
        assert read_picture(tmp_path / f"a.{suffix}").icc == SRGB, suffix
    saved(pixels(channels=1), tmp_path / "grey.jpg", icc_profile=SRGB)
    assert read_picture(tmp_path / "grey.jpg").icc is None


def test_cmyk_becomes_srgb(tmp_path: Path) -> None:
    inks = np.zeros((16, 16, 4), np.uint8)
    inks[..., 1] = inks[..., 2] = 255  # magenta and yellow: red
    for suffix in ("jpg", "tif"):
        path = tmp_path / f"a.{suffix}"
        Image.fromarray(inks, "CMYK").save(path)
        found = read_picture(path)
        assert found.pixels.shape == (16, 16, 3)
        assert found.icc is None
        red, green, blue = found.pixels[8, 8].astype(int)
        assert red > 200, suffix
        assert max(green, blue) < 90, suffix
        assert found.notes == [FROM_CMYK]


def test_ten_bit_avif_reaches_white(tmp_path: Path) -> None:
    import pyvips

    image = (pyvips.Image.black(32, 32, bands=3) + 65535).cast("ushort")
    image.copy(interpretation="rgb16").heifsave(
        str(tmp_path / "a.avif"), compression="av1", bitdepth=10, lossless=True
    )
    found = read_picture(tmp_path / "a.avif")
    assert found.pixels.dtype == np.uint16
    assert found.pixels.min() == 65535


def check_drawing(found: Picture) -> None:
    assert found.pixels.shape == (48, 64, 3)
    for (row, column), colour in {(15, 15): (220, 40, 40), (15, 45): (40, 90, 210)}.items():
        np.testing.assert_allclose(found.pixels[row, column], colour, atol=3)


def test_heic(tmp_path: Path) -> None:
    # Its EXIF says orientation 6, which HEIF (ISO 23008-12) lets count for nothing.
    found = read_picture(DRAWING)
    check_drawing(found)
    assert picture_size(DRAWING) == (64, 48)
    block = written_exif(found, tmp_path)
    assert orientation_of(block) == 1
    assert b"Drawing" in block
    assert found.icc is not None
    assert found.icc[36:40] == b"acsp"


@pytest.mark.parametrize(
    "name",
    ["ü ñ 日本.png", "🐱.png", "a[1].png", "a[page=3]", "-o.png", "a%20b;c&d.png", "x[strip]"],
)
def test_odd_names(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "sub [ordner] é"
    folder.mkdir()
    Image.fromarray(pixels()).save(folder / name, "PNG")
    np.testing.assert_array_equal(read_picture(folder / name).pixels, pixels())


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_a_name_that_is_not_unicode(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.png"))
    Image.fromarray(pixels()).save(tmp_path / "plain.png")
    (tmp_path / "plain.png").rename(path)
    np.testing.assert_array_equal(read_picture(path).pixels, pixels())


def test_content_counts_not_the_suffix(tmp_path: Path) -> None:
    Image.fromarray(pixels()).save(tmp_path / "a.jpg", "PNG")
    np.testing.assert_array_equal(read_picture(tmp_path / "a.jpg").pixels, pixels())


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    path = saved(pixels(), tmp_path / "a.png")
    read_picture(path)
    saved(255 - pixels(), path)
    np.testing.assert_array_equal(read_picture(path).pixels, 255 - pixels())


def test_names_of_pictures() -> None:
    assert is_picture_name(Path("a.JPG"))
    assert is_picture_name(Path("b.heic"))
    assert not is_picture_name(Path("a.txt"))
    assert not is_picture_name(Path("._a.jpg"))


def test_importing_the_picture_is_cheap() -> None:
    program = (
        "import sys, pipelines.media.picture, pipelines.media.reading, pipelines.media.writing, "
        "pipelines.media.preview, pipelines.media.provenance, pipelines.media.naming;"
        "print([name for name in ('numpy', 'pyvips', 'PIL', 'pi_heif') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
