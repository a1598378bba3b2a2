"""Results are written whole, in the depth and with the metadata that the format can hold."""

import io
from pathlib import Path

import exifread
import numpy as np
import pytest
from PIL import Image

from pipelines.errors import BadInput, JobFailed
from pipelines.media import writing
from pipelines.media.picture import PictureOutput
from pipelines.media.provenance import read_provenance
from pipelines.media.reading import read_picture, read_xmp
from pipelines.media.writing import check_output, write_picture
from tests.pipelines.media.samples import (
    MAKER_NOTE,
    PROVENANCE,
    SRGB,
    camera_exif,
    exif_of,
    picture,
    pixels,
)

# From the tests of metadata-extractor by Drew Noakes and others, Apache-2.0.
CAMERA = Path(__file__).parents[2] / "data" / "nikon-e950.exif"
SUFFIXES = ("png", "jpg", "webp", "tif", "avif")


@pytest.mark.parametrize("suffix", ["png", "tif"])
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_lossless_round_trip(tmp_path: Path, suffix: str, dtype: str, channels: int) -> None:
    made = picture(pixels(channels=channels, dtype=dtype))
    path = write_picture(made, tmp_path / f"a.{suffix}", PictureOutput(), PROVENANCE)
    found = read_picture(path)
    assert found.pixels.dtype == made.pixels.dtype
    np.testing.assert_array_equal(found.pixels, made.pixels)
    assert made.notes == []


@pytest.mark.parametrize("suffix", ["jpg", "webp", "avif"])
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_lossy_formats_are_close(tmp_path: Path, suffix: str, dtype: str, channels: int) -> None:
    made = picture(pixels(channels=channels, dtype=dtype))
    path = write_picture(made, tmp_path / f"a.{suffix}", PictureOutput(), PROVENANCE)
    with Image.open(path) as image:
        mode = "RGBA" if made.has_alpha and suffix != "jpg" else "RGB"
        found = np.asarray(image.convert(mode)).astype(float) / 255
    wanted = made.pixels.astype(float) / made.peak
    colour = wanted[..., :1].repeat(3, axis=2) if made.is_grey else wanted[..., :3]
    if made.has_alpha and suffix == "jpg":
        colour = colour * wanted[..., -1:] + (1 - wanted[..., -1:])
    assert np.abs(found[..., :3] - colour).mean() < 0.012
    if mode == "RGBA":
        np.testing.assert_allclose(found[..., 3], wanted[..., -1], atol=0.02)
    assert (writing.ON_WHITE in made.notes) == (made.has_alpha and suffix == "jpg")
    assert (writing.REDUCED[suffix] in made.notes) == (dtype == "uint16")


def test_white_and_black_stay_so_in_eight_bits(tmp_path: Path) -> None:
    array = np.zeros((16, 32, 3), np.uint16)
    array[:, 16:] = 65535
    found = read_picture(
        write_picture(picture(array), tmp_path / "a.jpg", PictureOutput(), PROVENANCE)
    ).pixels
    assert found[:, :8].max() == 0
    assert found[:, 24:].min() == 255


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_metadata_is_carried_over(tmp_path: Path, suffix: str) -> None:
    thumbnail = io.BytesIO()
    Image.fromarray(pixels(12, 16)).save(thumbnail, "JPEG")
    Image.fromarray(pixels()).save(
        tmp_path / "in.jpg", exif=camera_exif(6, thumbnail.getvalue()), icc_profile=SRGB
    )
    made = read_picture(tmp_path / "in.jpg")
    made.pixels = pixels(128, 96)
    path = write_picture(made, tmp_path / f"out.{suffix}", PictureOutput(), PROVENANCE)
    assert made.notes == []
    assert read_picture(path).icc == SRGB
    assert thumbnail.getvalue()[-40:] not in path.read_bytes()
    with Image.open(path) as image:
        image.load()
        found = image.getexif()
        assert (found[0x010F], found[0x0110], found[0x0132]) == (
            "Cam",
            "Mod",
            "2020:01:02 03:04:05",
        )
        assert found.get(0x0112, 1) == 1
        inner = found.get_ifd(0x8769)
        assert inner[0x9003] == "2020:01:02 03:04:05"
        assert inner[0x829A] == (1, 100)
        assert inner[0x927C] == MAKER_NOTE
        assert (inner[0xA002], inner[0xA003]) == (96, 128)
        assert found.get_ifd(0x8825)[2] == (10.0, 20.0, 30.5)
        assert image.size == (96, 128)
    again = read_picture(path)
    assert again.exif is not None
    assert b"Cam" in again.exif


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_metadata_can_be_left_out(tmp_path: Path, suffix: str) -> None:
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/'
    packet += b'22-rdf-syntax-ns#"><rdf:Description xmlns:q="urn:q" q:secret="home"/></rdf:RDF>'
    packet += b"</x:xmpmeta>"
    made = picture(pixels(), exif=camera_exif(), xmp=packet, icc=SRGB)
    path = write_picture(
        made, tmp_path / f"a.{suffix}", PictureOutput(keep_metadata=False), PROVENANCE
    )
    assert b"Cam\0" not in path.read_bytes()
    assert b"secret" not in (read_xmp(path) or b"")
    assert read_picture(path).icc == SRGB
    assert read_provenance(path) is not None
    kept = write_picture(made, tmp_path / f"b.{suffix}", PictureOutput(), PROVENANCE)
    assert b"secret" in (read_xmp(kept) or b"")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damaged_metadata_never_costs_the_picture(tmp_path: Path, suffix: str) -> None:
    made = picture(pixels(), exif=b"Exif\0\0MM\0*\xff\xff", xmp=b"<not xml", icc=b"no profile")
    path = write_picture(made, tmp_path / f"a.{suffix}", PictureOutput(), PROVENANCE)
    assert made.notes == [writing.EXIF_LEFT_OUT, writing.XMP_LEFT_OUT]
    assert read_picture(path).icc is None
    assert read_provenance(path) is not None


def test_xmp_too_large_for_jpeg_leaves_ours(tmp_path: Path) -> None:
    body = "x" * 100_000
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description xmlns:q="urn:q" q:long="{body}"/></rdf:RDF></x:xmpmeta>'
    ).encode()
    made = picture(pixels(), xmp=packet)
    path = write_picture(made, tmp_path / "a.jpg", PictureOutput(), PROVENANCE)
    assert made.notes == [writing.XMP_LEFT_OUT]
    assert read_provenance(path) is not None
    made.notes.clear()
    path = write_picture(made, tmp_path / "a.png", PictureOutput(), PROVENANCE)
    assert made.notes == []
    assert body.encode() in (read_xmp(path) or b"")


def test_format_and_suffix(tmp_path: Path) -> None:
    made = picture(pixels())
    webp = write_picture(made, tmp_path / "a.png", PictureOutput(output_format="webp"), PROVENANCE)
    assert webp.name == "a.webp"
    assert webp.read_bytes()[8:12] == b"WEBP"
    assert made.notes == [writing.RENAMED]
    again = write_picture(made, tmp_path / "a.png", PictureOutput(output_format="webp"), PROVENANCE)
    assert again.name == "a_2.webp"
    assert write_picture(made, tmp_path / "plain", PictureOutput(), PROVENANCE).name == "plain.png"
    made.source = Path("b.TIFF")
    assert write_picture(made, tmp_path / "b", PictureOutput(), PROVENANCE).name == "b.tif"
    made.source = Path("b.heic")
    assert write_picture(made, tmp_path / "c", PictureOutput(), PROVENANCE).name == "c.png"


def test_quality_changes_the_size(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).integers(0, 256, (64, 64, 3), np.uint8)
    for suffix in ("jpg", "webp", "avif"):
        sizes = [
            write_picture(
                picture(noise), tmp_path / f"{q}.{suffix}", PictureOutput(output_quality=q), {}
            )
            .stat()
            .st_size
            for q in (30, 95)
        ]
        assert sizes[0] < sizes[1], suffix


def test_limits_of_formats(tmp_path: Path) -> None:
    check_output(16383, 10, 3, "webp")
    check_output(100_000, 10, 3, "png")
    for width, kind in ((16384, "webp"), (65536, "jpg"), (16385, "avif")):
        with pytest.raises(BadInput, match="Choose PNG or TIFF"):
            check_output(width, 10, 3, kind)
    wide = picture(np.zeros((2, 16384, 3), np.uint8))
    with pytest.raises(BadInput, match="WebP holds at most 16383"):
        write_picture(wide, tmp_path / "a.webp", PictureOutput(), PROVENANCE)
    assert list(tmp_path.iterdir()) == []


def test_an_encoder_that_fails_costs_no_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WebP cannot hold about 190 megapixels, and says so only after minutes."""
    encode = writing._encode

    def failing(image: object, kind: str, *rest: object) -> None:
        if kind == "webp":
            raise JobFailed("The result could not be encoded.")
        encode(image, kind, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "_encode", failing)
    made = picture(pixels())
    path = write_picture(made, tmp_path / "a.webp", PictureOutput(), PROVENANCE)
    assert [item.name for item in tmp_path.iterdir()] == [path.name] == ["a.png"]
    assert writing.FALLEN_BACK["webp"] in made.notes


def test_big_tiff_keeps_pixels_and_exif(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_BIG_TIFF", 0)
    made = picture(pixels(), exif=camera_exif())
    path = write_picture(made, tmp_path / "a.tif", PictureOutput(), PROVENANCE)
    assert path.read_bytes()[:3] == b"II+"
    assert made.notes == []
    found = read_picture(path)
    np.testing.assert_array_equal(found.pixels, pixels())
    assert found.exif is not None
    assert b"Cam" in found.exif
    assert read_provenance(path) is not None


def test_exif_that_tiff_cannot_take_costs_no_picture(tmp_path: Path) -> None:
    number, words = b"\x01\x12\0\x03\0\0\0\x01", b"\x01\x12\0\x02\0\0\0\x04"
    block = camera_exif()
    assert number in block
    made = picture(pixels(), exif=block.replace(number, words))  # an orientation in words
    path = write_picture(made, tmp_path / "a.tif", PictureOutput(), PROVENANCE)
    assert made.notes == [writing.EXIF_TOO_FAR]
    np.testing.assert_array_equal(read_picture(path).pixels, pixels())
    assert b"Cam\0" not in path.read_bytes()
    assert read_provenance(path) is not None


def maker_note(block: bytes) -> dict[str, str]:
    """The camera maker's private tags, by the reading of exifread."""
    found = exifread.process_file(io.BytesIO(block.removeprefix(b"Exif\0\0")))
    return {name: str(value) for name, value in found.items() if name.startswith("MakerNote")}


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "avif"])
def test_a_maker_note_stays_readable(tmp_path: Path, suffix: str) -> None:
    """Of a Nikon E950, whose note points to places counted from the start of the block."""
    block = CAMERA.read_bytes()
    wanted = maker_note(block)
    assert wanted["MakerNote CCDSpeed"] == "ISO 80"
    assert len(wanted) == 11
    careless = Image.Exif()
    careless.load(block)  # this one moves the note and leaves it pointing to where it was
    assert maker_note(careless.tobytes()) != wanted
    Image.fromarray(pixels()).save(tmp_path / "in.jpg", exif=block)
    made = read_picture(tmp_path / "in.jpg")
    path = write_picture(made, tmp_path / f"out.{suffix}", PictureOutput(), PROVENANCE)
    assert maker_note(exif_of(path)) == wanted


def test_iptc_goes_from_jpeg_to_jpeg(tmp_path: Path) -> None:
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\0\0\0\x0a" + b"\x1c\x02\x78\x00\x05Hello"
    made = picture(pixels(), iptc=block)
    path = write_picture(made, tmp_path / "a.jpg", PictureOutput(), PROVENANCE)
    assert read_picture(path).iptc == block
    hidden = PictureOutput(keep_metadata=False)
    path = write_picture(made, tmp_path / "b.jpg", hidden, PROVENANCE)
    assert read_picture(path).iptc is None
    path = write_picture(made, tmp_path / "c.tif", PictureOutput(), PROVENANCE)
    assert b"Hello" not in path.read_bytes()
