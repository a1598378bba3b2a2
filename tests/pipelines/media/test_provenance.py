"""What we write about a result comes back, and nothing else does harm."""

from pathlib import Path

import pytest

from pipelines.media.picture import PictureOutput
from pipelines.media.provenance import (
    Provenance,
    parse_provenance,
    provenance_packet,
    read_provenance,
)
from pipelines.media.vips import vips
from pipelines.media.writing import write_picture
from pipelines.media.xmp import BadPacket, Packet
from tests.pipelines.media.samples import PROVENANCE, picture, pixels
from tests.pipelines.media.test_reading import DRAWING

DC = "http://purl.org/dc/elements/1.1/"
TIFF = "http://ns.adobe.com/tiff/1.0/"
XMP = "http://ns.adobe.com/xap/1.0/"
PHOTOGRAPHER = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="uuid:1" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:lr="http://ns.adobe.com/lightroom/1.0/" tiff:Orientation="6" xmp:CreatorTool="Camera 1">
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Ada</rdf:li></rdf:Alt></dc:rights>
<lr:hierarchicalSubject><rdf:Bag><rdf:li>Tiere|Katze &amp; Co</rdf:li>
</rdf:Bag></lr:hierarchicalSubject>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif", "avif"])
def test_round_trip(tmp_path: Path, suffix: str) -> None:
    made = picture(pixels(), source=Path("in/Käse <1>.jpg"))
    path = write_picture(made, tmp_path / f"a.{suffix}", PictureOutput(), PROVENANCE)
    assert read_provenance(path) == Provenance(
        model="real-esrgan",
        version="abc123",
        licence="BSD-3-Clause",
        hearth="0.1.0",
        source="Käse <1>.jpg",
        settings=PROVENANCE["settings"],  # type: ignore[arg-type]
        details={"commercial_use": True, "device": "cpu"},
    )


def test_an_existing_packet_is_added_to() -> None:
    once = provenance_packet(PROVENANCE, "a.png", PHOTOGRAPHER)
    twice = provenance_packet({**PROVENANCE, "model": "swinir"}, "b.png", once)
    packet = Packet(twice)
    assert packet.get((DC, "rights")) == "© Ada"
    assert packet.get((TIFF, "Orientation")) is None
    assert packet.get((XMP, "CreatorTool")) == "Hearth 0.1.0"
    subject = packet.get(("http://ns.adobe.com/lightroom/1.0/", "hierarchicalSubject"))
    assert subject == "Tiere|Katze & Co"
    found = parse_provenance(twice)
    assert found is not None
    assert (found.model, found.source) == ("swinir", "b.png")
    assert twice.count(b"<hearth:Model>") == 1
    assert b"Camera 1" not in twice
    assert twice.count(b'rdf:about="uuid:1"') == 2


def test_rights_and_kind_of_source() -> None:
    free = provenance_packet(PROVENANCE)
    assert b"compositeWithTrainedAlgorithmicMedia" in free
    assert b"Non-commercial" not in free
    closed = provenance_packet({**PROVENANCE, "commercial_use": False})
    assert "Non-commercial use only" in (Packet(closed).get((DC, "rights")) or "")


def test_characters_that_xml_cannot_hold() -> None:
    found = parse_provenance(provenance_packet(PROVENANCE, "a\x00\x1b\udce9]]>&.png"))
    assert found is not None
    assert found.source == "a]]>&.png"


def test_other_pictures_have_none(tmp_path: Path) -> None:
    from PIL import Image

    Image.fromarray(pixels()).save(tmp_path / "a.png")
    assert read_provenance(tmp_path / "a.png") is None
    assert read_provenance(DRAWING) is None
    assert read_provenance(tmp_path / "gone.png") is None
    (tmp_path / "b.png").write_text("hello")
    assert read_provenance(tmp_path / "b.png") is None
    assert parse_provenance(PHOTOGRAPHER) is None


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>'
)
HOSTILE = {
    "laughs": LAUGHS.encode(),
    "laughs in UTF-16": LAUGHS.encode("utf-16"),
    "outside file": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    "declared encoding": b'<?xml version="1.0" encoding="utf-7"?>+ADw-x/+AD4-',
    "deep": b"<a>" * 200_000 + b"</a>" * 200_000,
    "large": b"<a>" + b" " * 9_000_000 + b"</a>",
    "cut": PHOTOGRAPHER[:300],
    "noise": bytes(range(256)),
    "empty": b"",
    "no rdf": b"<a/>",
    "settings are no object": provenance_packet({**PROVENANCE, "settings": [1]}),
    "no model": provenance_packet({"settings": {}}),
    "deep settings": provenance_packet(PROVENANCE).replace(
        b"&quot;scale&quot;: 4.0", b"&quot;scale&quot;: " + b"[" * 100_000 + b"]" * 100_000
    ),
    "broken settings": provenance_packet(PROVENANCE).replace(
        b"&quot;scale&quot;: 4.0", b"&quot;scale&quot;: nope"
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_packets_give_nothing(tmp_path: Path, what: str) -> None:
    pyvips = vips()
    assert parse_provenance(HOSTILE[what]) is None
    image = pyvips.Image.black(8, 8, bands=3).copy(interpretation="srgb")
    if HOSTILE[what]:
        image.set_type(pyvips.GValue.blob_type, "xmp-data", HOSTILE[what])
    image.pngsave(str(tmp_path / "a.png"))
    assert read_provenance(tmp_path / "a.png") is None


def test_a_broken_packet_is_told() -> None:
    with pytest.raises(BadPacket):
        provenance_packet(PROVENANCE, "", b"<broken")
