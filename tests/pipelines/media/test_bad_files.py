"""Files that cannot be read: each one clear sentence that names the file."""

import os
import re
import struct
import time
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipelines.errors import BadInput, PictureTooLarge, UnreadablePicture
from pipelines.media.preview import preview
from pipelines.media.reading import picture_size, read_picture
from tests.pipelines.media.samples import pixels
from tests.pipelines.media.test_reading import DRAWING


def refused(path: Path, kind: type[BadInput] = UnreadablePicture) -> str:
    """The sentence, after checking that it is one and that every way in gives it."""
    with pytest.raises(kind) as caught:
        read_picture(path)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 400
    assert path.name in sentence
    with pytest.raises(kind):
        preview(path, 64)
    return sentence


def test_missing(tmp_path: Path) -> None:
    assert "There is no file" in refused(tmp_path / "gone.png")


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "photos.png").mkdir()
    assert "is a folder" in refused(tmp_path / "photos.png")


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    assert "empty" in refused(tmp_path / "a.jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert "not an ordinary file" in refused(tmp_path / "pipe.png")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux")
def test_a_file_whose_reading_fails(tmp_path: Path) -> None:
    (tmp_path / "memory.png").symlink_to("/proc/self/mem")
    assert "cannot be opened" in refused(tmp_path / "memory.png")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read anything")
def test_no_permission(tmp_path: Path) -> None:
    Image.fromarray(pixels()).save(tmp_path / "a.png")
    (tmp_path / "a.png").chmod(0)
    assert "cannot be opened" in refused(tmp_path / "a.png")


def test_a_name_with_a_nul() -> None:
    with pytest.raises(BadInput, match="not a file name"):
        read_picture(Path("a\0b.png"))


def test_text_and_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("Grüße\n" * 2000, "utf-8")
    assert "holds text" in refused(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(bytes(range(256)) * 40)
    assert "not a kind of picture" in refused(tmp_path / "b.png")
    Image.fromarray(pixels()).save(tmp_path / "c.nef", "TIFF")
    assert "raw file" in refused(tmp_path / "c.nef")


def png_header(width: int, height: int) -> bytes:
    body = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", body)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def test_no_pixels(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png_header(0, 20) + chunk(b"IEND", b""))
    assert "has no pixels" in refused(tmp_path / "a.png")
    (tmp_path / "a.gif").write_bytes(b"GIF89a" + bytes(7) + b";")
    assert "has no pixels" in refused(tmp_path / "a.gif")


def test_a_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    row = bytes(60001)
    body = b"".join(packer.compress(row) for _ in range(2000)) + packer.flush()
    path = tmp_path / "bomb.png"
    path.write_bytes(png_header(60000, 60000) + chunk(b"IDAT", body) + chunk(b"IEND", b""))
    began = time.perf_counter()
    assert "60000 x 60000" in refused(path, PictureTooLarge)
    assert time.perf_counter() - began < 5  # decoding would take much longer
    with pytest.raises(PictureTooLarge):
        picture_size(path)


def test_a_jpeg_that_claims_to_be_huge(tmp_path: Path) -> None:
    Image.fromarray(pixels()).save(tmp_path / "a.jpg")
    data = bytearray((tmp_path / "a.jpg").read_bytes())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 65500, 65500)
    (tmp_path / "a.jpg").write_bytes(data)
    refused(tmp_path / "a.jpg", PictureTooLarge)


def test_the_limit_can_be_chosen(tmp_path: Path) -> None:
    Image.fromarray(pixels()).save(tmp_path / "a.png")
    with pytest.raises(PictureTooLarge, match=r"at most 0\.003 megapixels"):
        read_picture(tmp_path / "a.png", max_pixels=3000)
    assert read_picture(tmp_path / "a.png", max_pixels=3072).width == 64


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif", "avif", "gif", "bmp", "heic"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_file_is_never_half_grey(tmp_path: Path, suffix: str, share: float) -> None:
    path = tmp_path / f"a.{suffix}"
    if suffix == "heic":
        path.write_bytes(DRAWING.read_bytes())
    else:
        noise = np.random.default_rng(1).integers(0, 256, (200, 300, 3), np.uint8)
        Image.fromarray(noise).save(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    sentence = refused(path)
    assert re.search("damaged|not a kind", sentence)


def test_random_damage_never_gives_another_error(tmp_path: Path) -> None:
    generator = np.random.default_rng(7)
    for suffix in ("png", "jpg", "webp", "tif", "gif", "bmp"):
        path = tmp_path / f"a.{suffix}"
        Image.fromarray(pixels()).save(path)
        good = path.read_bytes()
        for _ in range(40):
            data = bytearray(good)
            for at in generator.integers(0, len(data), 12):
                data[at] = generator.integers(0, 256)
            path.write_bytes(data)
            with suppress(BadInput):  # what is only slightly damaged may be read
                read_picture(path)


def test_floating_point_is_refused_by_name(tmp_path: Path) -> None:
    import tifffile

    tifffile.imwrite(tmp_path / "a.tif", np.zeros((8, 8, 3), np.float32), photometric="rgb")
    assert "8 or 16 bits" in refused(tmp_path / "a.tif")
