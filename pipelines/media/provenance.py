"""What a result says about how it was made: written into the picture, and read back.

Written as XMP, the one kind of metadata that all our formats hold. The settings are one JSON
text inside it, so that they come back exactly as they were.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.media.xmp import BadPacket, Name, Packet

HEARTH = "urn:x-hearth:provenance:1.0#"
_DC = "http://purl.org/dc/elements/1.1/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_TIFF = "http://ns.adobe.com/tiff/1.0/"
_EXIF = "http://ns.adobe.com/exif/1.0/"
_PREFIXES = {"hearth": HEARTH, "dc": _DC, "xmp": _XMP, "Iptc4xmpExt": _IPTC}
# https://cv.iptc.org/newscodes/digitalsourcetype/
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
#: A photo with parts computed by a model.
COMPOSITE = f"{_SOURCE_TYPES}compositeWithTrainedAlgorithmicMedia"
#: A picture that a model made.
GENERATED = f"{_SOURCE_TYPES}trainedAlgorithmicMedia"
_NAMES = ("Model", "Version", "Licence", "Hearth", "Source", "Settings", "Details", "Recipe")
# True of the source, false of the result.
_STALE: tuple[Name, ...] = (
    (_TIFF, "Orientation"),
    (_TIFF, "ImageWidth"),
    (_TIFF, "ImageLength"),
    (_EXIF, "PixelXDimension"),
    (_EXIF, "PixelYDimension"),
    (_XMP, "Thumbnails"),
)
_REPLACED: tuple[Name, ...] = (
    *((HEARTH, name) for name in _NAMES),
    (_XMP, "CreatorTool"),
    (_IPTC, "DigitalSourceType"),
)
_KNOWN = ("model", "version", "licence", "hearth")
_MAX_JSON = 256 * 1024
#: The longest recipe in characters; pictures inside it are most of that.
MAX_RECIPE = 6 * 2**20


@dataclass(frozen=True)
class Provenance:
    """Model, id of its weights, licence of the weights, Hearth's version, source file name.

    `settings` are the model's params without the input file; `details` is what else was written
    (device, number format, tile); `recipe` is what the model needs besides to make it again. All
    of it comes from a file, so validate before use.
    """

    model: str
    version: str = ""
    licence: str = ""
    hearth: str = ""
    source: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
    recipe: str = ""


def provenance_packet(
    provenance: Mapping[str, Any],
    source: str = "",
    existing: bytes | None = None,
    source_type: str = COMPOSITE,
) -> bytes:
    """The XMP packet to write: ours added to what `existing` says.

    `provenance` has model, version, licence, hearth and settings, and perhaps a recipe; other keys
    become details. The photographer's own rights statement is never replaced, and what a model
    made stays so. An existing packet that cannot be read raises BadPacket.
    """
    packet = Packet(existing)
    if packet.get((_IPTC, "DigitalSourceType")) == GENERATED:
        source_type = GENERATED
    packet.remove((*_STALE, *_REPLACED))
    known = {name: str(provenance.get(name, "")) for name in _KNOWN}
    rest = {
        key: value
        for key, value in provenance.items()
        if key not in known and key not in ("settings", "source", "recipe")
    }
    tool = f"Hearth {known['hearth']}".strip()
    values = {
        "hearth:Model": known["model"],
        "hearth:Version": known["version"],
        "hearth:Licence": known["licence"],
        "hearth:Hearth": known["hearth"],
        "hearth:Source": str(provenance.get("source", source)),
        "hearth:Settings": _to_json(provenance.get("settings", {})),
        "hearth:Details": _to_json(rest),
        "xmp:CreatorTool": tool,
        "Iptc4xmpExt:DigitalSourceType": source_type,
    }
    if provenance.get("recipe"):
        values["hearth:Recipe"] = str(provenance["recipe"])
    if packet.get((_DC, "rights")) is None and known["licence"]:
        rights = f"Made with {tool} and {known['model']} (weights under {known['licence']})."
        if provenance.get("commercial_use") is False:
            rights += " Non-commercial use only."
        values["dc:rights[x]"] = rights
    packet.add(_PREFIXES, values)
    return packet.to_bytes()


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def parse_provenance(packet: bytes) -> Provenance | None:
    """What `provenance_packet` wrote, or None for anything else, hostile packets included."""
    try:
        tree = Packet(packet)
        found = {name: tree.get((HEARTH, name)) or "" for name in _NAMES}
        settings, details = _from_json(found["Settings"]), _from_json(found["Details"])
    except (BadPacket, ValueError, RecursionError):
        return None
    if not found["Model"] or len(found["Recipe"]) > MAX_RECIPE:
        return None
    return Provenance(
        model=found["Model"],
        version=found["Version"],
        licence=found["Licence"],
        hearth=found["Hearth"],
        source=found["Source"],
        settings=settings,
        details=details,
        recipe=found["Recipe"],
    )


def _from_json(words: str) -> dict[str, Any]:
    if len(words) > _MAX_JSON:
        raise ValueError("too long")
    value = json.loads(words) if words else {}
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def read_provenance(path: Path) -> Provenance | None:
    """How a picture was made, if Hearth made it; None for every other file, whatever is in it."""
    from pipelines.errors import HearthError
    from pipelines.media.reading import read_xmp

    try:
        packet = read_xmp(path)
    except HearthError:
        return None
    return parse_provenance(packet) if packet else None
