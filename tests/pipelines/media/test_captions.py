"""Captions in picture files are read back by other libraries; pixels stay as they were."""

import io
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import exifread
import numpy as np
import pytest
import pyvips
from PIL import Image, IptcImagePlugin

from pipelines.errors import BadInput
from pipelines.media.captions import Caption, caption_packet, write_copy, write_in_place
from pipelines.media.iptc import with_caption
from pipelines.media.provenance import parse_provenance
from pipelines.media.xmp import Packet
from tests.pipelines.media.samples import MAKER_NOTE, SRGB, camera_exif, pixels

DC, PHOTOSHOP = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/photoshop/1.0/"
CAPTION = Caption(
    "Zwei Hunde laufen am Strand — 犬 & <Meer>.",
    ("dog", "beach", "Hund"),
    "Hearth 0.1.0, llava",
    {"model": "llava", "questions": ["What?"]},
)
OWN_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    b'xmp:Rating="4"><dc:subject><rdf:Bag><rdf:li>holiday</rdf:li><rdf:li>Dog</rdf:li></rdf:Bag>'
    b"</dc:subject><dc:description><rdf:Alt><rdf:li xml:lang='x-default'>Mine</rdf:li></rdf:Alt>"
    b"</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"
)
FORMS: dict[str, dict[str, Any]] = {
    "plain.jpg": {"quality": 90},
    "full.jpg": {"exif": camera_exif(6), "xmp": OWN_XMP, "icc_profile": SRGB},
    "progressive.jpg": {"progressive": True, "comment": b"hello"},
    "plain.png": {},
    "full.png": {"exif": camera_exif(6), "icc_profile": SRGB},
    "plain.webp": {"quality": 80},
    "lossless.webp": {"lossless": True},
    "full.webp": {"exif": camera_exif(6), "xmp": OWN_XMP, "icc_profile": SRGB},
    "plain.tif": {"compression": "tiff_lzw"},
    "full.tif": {"compression": "tiff_adobe_deflate", "icc_profile": SRGB},
}


def make(path: Path, mode: str = "RGB", **options: Any) -> Path:
    channels = {"RGB": 3, "RGBA": 4, "L": 1}[mode]
    array = pixels(channels=channels)
    Image.fromarray(array[..., 0] if channels == 1 else array).save(path, **options)
    return path


def packet_of(path: Path) -> Packet:
    """As libvips finds it; for what Pillow knows, too, it must be the same."""
    image: Any = pyvips.Image.new_from_buffer(path.read_bytes(), "")
    found = bytes(image.get("xmp-data"))
    with Image.open(path) as file:
        if path.suffix == ".jpg":
            assert bytes(file.info["xmp"]) == found
        elif path.suffix == ".png":
            assert file.info["XML:com.adobe.xmp"].encode() == found
        elif path.suffix == ".webp":
            assert bytes(file.info["xmp"]).rstrip(b"\0") == found.rstrip(b"\0")
        else:
            assert bytes(file.tag_v2[700]) == found  # type: ignore[attr-defined]
    return Packet(found)


def pixels_of(path: Path) -> np.ndarray[Any, Any]:
    with Image.open(path) as file:
        return np.asarray(file)


def exif_tags(path: Path) -> dict[str, str]:
    """As exifread finds them, which knows WebP by its first bytes only."""
    with path.open("rb") as file:
        return {name: str(tag) for name, tag in exifread.process_file(file, details=False).items()}


def iptc_of(path: Path) -> dict[tuple[int, int], Any]:
    with Image.open(path) as file:
        return IptcImagePlugin.getiptcinfo(file) or {}


# -- every format -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_a_copy_has_the_caption_and_the_same_pixels(tmp_path: Path, name: str) -> None:
    source = make(tmp_path / name, **FORMS[name])
    before = source.read_bytes()
    written = write_copy(source, tmp_path / "out" / name, CAPTION)
    assert written.sidecar is None
    assert source.read_bytes() == before
    packet = packet_of(written.path)
    assert packet.get((DC, "description")) == CAPTION.text
    assert packet.get((PHOTOSHOP, "CaptionWriter")) == "Hearth 0.1.0, llava"
    words = packet.items((DC, "subject"))
    kept = "xmp" in FORMS[name]
    assert words == (["holiday", "Dog", "beach", "Hund"] if kept else ["dog", "beach", "Hund"])
    assert packet.get(("http://ns.adobe.com/xap/1.0/", "Rating")) == ("4" if kept else None)
    assert np.array_equal(pixels_of(written.path), pixels_of(source))
    with Image.open(written.path) as file, Image.open(source) as old:
        assert file.info.get("icc_profile") == old.info.get("icc_profile")
        assert file.info.get("exif") == old.info.get("exif")
        assert file.info.get("comment") == old.info.get("comment")
    if "exif" in FORMS[name]:
        assert exif_tags(written.path) == exif_tags(source)
        assert exif_tags(written.path).get("Image Model", "Mod") == "Mod"
        assert MAKER_NOTE in written.path.read_bytes()
    # It says who wrote the caption, and does not pass for a picture that Hearth made.
    assert parse_provenance(packet.to_bytes()) is None


@pytest.mark.parametrize("name", FORMS)
def test_written_again_it_says_the_new_things_only(tmp_path: Path, name: str) -> None:
    source = make(tmp_path / name, **FORMS[name])
    first = write_copy(source, tmp_path / "one" / name, CAPTION).path
    again = write_copy(first, tmp_path / "two" / name, Caption("A cat.", ("cat",))).path
    packet = packet_of(again)
    assert packet.get((DC, "description")) == "A cat."
    own = ["holiday", "Dog"] if "xmp" in FORMS[name] else []
    assert packet.items((DC, "subject")) == [*own, "cat"]
    assert np.array_equal(pixels_of(again), pixels_of(source))


@pytest.mark.parametrize(
    ("name", "mode", "options"),
    [
        ("grey.jpg", "L", {}),
        ("alpha.png", "RGBA", {}),
        ("alpha.webp", "RGBA", {"lossless": True}),
        ("soft.webp", "RGBA", {"quality": 50}),
        ("alpha.tif", "RGBA", {}),
        ("big.tif", "RGB", {"big_tiff": True}),
    ],
)
def test_transparency_and_rare_layouts(
    tmp_path: Path, name: str, mode: str, options: dict[str, Any]
) -> None:
    source = make(tmp_path / name, mode, **options)
    written = write_copy(source, tmp_path / "out" / name, CAPTION)
    assert packet_of(written.path).get((DC, "description")) == CAPTION.text
    assert np.array_equal(pixels_of(written.path), pixels_of(source))


def test_several_pages_and_the_other_byte_order(tmp_path: Path) -> None:
    pages = [Image.new("RGB", (9, 7), colour) for colour in ("red", "green", "blue")]
    pages[0].save(tmp_path / "pages.tif", save_all=True, append_images=pages[1:])
    written = write_copy(tmp_path / "pages.tif", tmp_path / "copy.tif", CAPTION).path
    with Image.open(written) as file:
        assert file.n_frames == 3  # type: ignore[attr-defined]
        file.seek(2)
        assert file.getpixel((0, 0)) == (0, 0, 255)
    turned = pyvips.Image.new_from_array(pixels().astype(np.uint16) * 257).copy(
        interpretation="rgb16"
    )
    turned.write_to_file(str(tmp_path / "deep.tif"))
    deep = write_copy(tmp_path / "deep.tif", tmp_path / "deep copy.tif", CAPTION).path
    assert (pyvips.Image.new_from_file(str(deep)) - turned).abs().max() == 0
    motorola = _motorola_tiff(tmp_path / "mm.tif")
    written = write_copy(motorola, tmp_path / "mm copy.tif", CAPTION).path
    assert packet_of(written).get((DC, "description")) == CAPTION.text
    assert np.array_equal(pixels_of(written), pixels_of(motorola))


def _motorola_tiff(path: Path) -> Path:
    """One grey pixel row, most significant byte first."""
    tags = [
        (256, 4),
        (257, 1),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, 1),
        (279, 4),
    ]
    entries = b"".join(struct.pack(">HHII", tag, 4, 1, value) for tag, value in tags)
    head = b"MM\0*" + struct.pack(">I", 12) + b"\x10\x20\x30\x40"
    path.write_bytes(head + struct.pack(">H", len(tags)) + entries + struct.pack(">I", 0))
    return path


# -- IPTC -------------------------------------------------------------------------------------


def test_a_jpeg_has_iptc_for_old_programs_and_keeps_its_own(tmp_path: Path) -> None:
    source = make(tmp_path / "a.jpg")
    iim = b"\x1c\x02\x00\x00\x02\x00\x04" + b"\x1c\x02\x50\x00\x06M\xfcller"
    iim += b"\x1c\x02\x19\x00\x04Kuh!" + b"\x1c\x02\x78\x00\x03old"
    block = b"8BIM\x03\xed\0\0" + struct.pack(">I", 3) + b"abc\0"
    block += b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iim)) + iim + b"\0" * (len(iim) % 2)
    segment = b"Photoshop 3.0\0" + block
    data = source.read_bytes()
    head = b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment
    source.write_bytes(data[:20] + head + data[20:])
    written = write_copy(source, tmp_path / "b.jpg", CAPTION).path
    found = iptc_of(written)
    assert found[(1, 90)] == b"\x1b%G"
    assert found[(2, 120)].decode() == CAPTION.text
    assert [word.decode() for word in found[(2, 25)]] == ["Kuh!", "dog", "beach", "Hund"]
    assert found[(2, 80)].decode() == "Müller"  # the photographer, now in the same encoding
    assert packet_of(written).items((DC, "subject")) == ["Kuh!", "dog", "beach", "Hund"]
    assert b"8BIM\x03\xed" in written.read_bytes()


def test_iptc_holds_what_it_may(tmp_path: Path) -> None:
    long = Caption("ä" * 3000, ("k" * 100,))
    written = write_copy(make(tmp_path / "a.jpg"), tmp_path / "b.jpg", long).path
    found = iptc_of(written)
    assert found[(2, 120)].decode() == "ä" * 1000
    assert found[(2, 25)] == b"k" * 64
    assert packet_of(written).get((DC, "description")) == long.text


def test_only_keywords_leave_the_caption(tmp_path: Path) -> None:
    source = make(tmp_path / "a.jpg", xmp=OWN_XMP)
    packet = packet_of(write_copy(source, tmp_path / "b.jpg", Caption("", ("sea",))).path)
    assert packet.get((DC, "description")) == "Mine"
    assert packet.items((DC, "subject")) == ["holiday", "Dog", "sea"]
    assert packet.get((PHOTOSHOP, "CaptionWriter")) is None


# -- what cannot hold it ----------------------------------------------------------------------


def test_other_formats_get_a_file_beside(tmp_path: Path) -> None:
    source = tmp_path / "a.gif"
    Image.new("P", (5, 5)).save(source)
    written = write_copy(source, tmp_path / "out" / "a.gif", CAPTION)
    assert written.path.read_bytes() == source.read_bytes()
    assert written.sidecar == tmp_path / "out" / "a.gif.xmp"
    assert written.sidecar is not None
    assert Packet(written.sidecar.read_bytes()).get((DC, "description")) == CAPTION.text


def test_a_packet_that_cannot_be_read_is_not_lost(tmp_path: Path) -> None:
    source = make(tmp_path / "a.jpg", xmp=b"<x:xmpmeta>broken")
    written = write_copy(source, tmp_path / "out" / "a.jpg", CAPTION)
    assert written.path.read_bytes() == source.read_bytes()
    assert written.sidecar is not None
    assert Packet(written.sidecar.read_bytes()).items((DC, "subject")) == list(CAPTION.keywords)


def test_too_much_for_a_jpeg_goes_beside(tmp_path: Path) -> None:
    source = make(tmp_path / "a.jpg")
    assert write_copy(source, tmp_path / "b.jpg", Caption("x" * 70_000)).sidecar is not None
    source = make(tmp_path / "a.png")
    assert write_copy(source, tmp_path / "b.png", Caption("x" * 70_000)).sidecar is None


def test_a_picture_that_others_are_counted_from(tmp_path: Path) -> None:
    """Phones put a second picture behind the first and count its place from a segment in it."""
    source = make(tmp_path / "a.jpg")
    data = source.read_bytes()
    index = b"\xff\xe2" + struct.pack(">H", 2 + 8) + b"MPF\0MM\0*"
    second = b"the second picture"
    source.write_bytes(data[:20] + index + data[20:] + second)
    written = write_copy(source, tmp_path / "b.jpg", CAPTION)
    made = written.path.read_bytes()
    assert written.sidecar is None
    far = len(data) - 20 + len(index) - 4
    assert made[made.index(b"MPF\0MM") + far :] == second
    # Where the old packet lies behind that segment, taking it out would move everything.
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + OWN_XMP
    old = b"\xff\xe1" + struct.pack(">H", len(xmp) + 2) + xmp
    source.write_bytes(data[:20] + index + old + data[20:] + second)
    assert write_copy(source, tmp_path / "c.jpg", CAPTION).sidecar is not None


@pytest.mark.parametrize("name", ["plain.jpg", "full.png", "full.webp", "full.tif"])
def test_files_cut_anywhere_end_in_a_copy_with_a_file_beside(tmp_path: Path, name: str) -> None:
    whole = make(tmp_path / name, **FORMS[name]).read_bytes()
    for cut in (16, 21, 40, len(whole) // 2, len(whole) - 3):
        source = tmp_path / f"{cut}-{name}"
        source.write_bytes(whole[:cut])
        written = write_copy(source, tmp_path / "out" / source.name, CAPTION)
        assert written.sidecar is None or written.path.read_bytes() == whole[:cut]


def test_a_compressed_packet_in_a_png_is_read(tmp_path: Path) -> None:
    source = make(tmp_path / "a.png")
    text = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(OWN_XMP)
    chunk = b"iTXt" + text
    chunk = struct.pack(">I", len(text)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    data = source.read_bytes()
    source.write_bytes(data[:33] + chunk + data[33:])
    packet = packet_of(write_copy(source, tmp_path / "b.png", Caption("", ("sea",))).path)
    assert packet.items((DC, "subject")) == ["holiday", "Dog", "sea"]


# -- in place ---------------------------------------------------------------------------------


def test_in_place_keeps_the_original_once(tmp_path: Path) -> None:
    path = make(tmp_path / "a.jpg")
    path.chmod(0o640)
    before, about = path.read_bytes(), path.stat()
    write_in_place(path, CAPTION, (about.st_size, about.st_mtime_ns))
    assert packet_of(path).get((DC, "description")) == CAPTION.text
    backup = tmp_path / "a.jpg_original"
    assert backup.read_bytes() == before
    assert backup.stat().st_mtime_ns == about.st_mtime_ns
    assert path.stat().st_mode == about.st_mode
    write_in_place(path, Caption("Another."))
    assert packet_of(path).get((DC, "description")) == "Another."
    assert backup.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.jpg", "a.jpg_original"]


def test_in_place_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError("no links on this disk")

    monkeypatch.setattr(os, "link", refuse)
    path = make(tmp_path / "a.png")
    before, moment = path.read_bytes(), path.stat().st_mtime_ns
    write_in_place(path, CAPTION)
    backup = tmp_path / "a.png_original"
    assert (backup.read_bytes(), backup.stat().st_mtime_ns) == (before, moment)


def test_in_place_a_picture_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = make(tmp_path / "a.jpg")
    before = path.read_bytes()
    with pytest.raises(BadInput, match="was changed while"):
        write_in_place(path, CAPTION, (1, 2))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.jpg"]


def test_in_place_without_room_for_it_only_the_file_beside_changes(tmp_path: Path) -> None:
    path, sidecar = tmp_path / "a.gif", tmp_path / "a.gif.xmp"
    Image.new("P", (5, 5)).save(path)
    before = path.read_bytes()
    sidecar.write_bytes(OWN_XMP)
    assert write_in_place(path, CAPTION).sidecar == sidecar
    assert path.read_bytes() == before
    packet = Packet(sidecar.read_bytes())
    assert packet.items((DC, "subject")) == ["holiday", "Dog", "beach", "Hund"]
    assert (tmp_path / "a.gif.xmp_original").read_bytes() == OWN_XMP
    sidecar.write_bytes(b"no packet")
    with pytest.raises(BadInput, match=r"a\.gif\.xmp cannot be read"):
        write_in_place(path, CAPTION)


def test_signs_that_xml_cannot_hold_and_empty_words(tmp_path: Path) -> None:
    packet = Packet(caption_packet(None, Caption("a\0b\x07", ("x", " ", "X", "y"))))
    assert packet.get((DC, "description")) == "ab"
    assert packet.items((DC, "subject")) == ["x", "y"]
    assert with_caption(b"", "", (), "w").startswith(b"8BIM\x04\x04")


def test_what_pillow_saves_of_a_captioned_picture_still_opens(tmp_path: Path) -> None:
    written = write_copy(make(tmp_path / "a.jpg"), tmp_path / "b.jpg", CAPTION).path
    with Image.open(written) as file:
        kept = io.BytesIO()
        file.save(kept, "JPEG", xmp=file.info["xmp"])
    assert b"Zwei Hunde" in kept.getvalue()
