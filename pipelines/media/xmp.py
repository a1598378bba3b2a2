"""XMP packets: parsed with suspicion, changed property by property (ISO 16684-1).

A packet comes from a file anyone may have made. Document types are refused before parsing, which
leaves no way to define entities, and the size is limited.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.dom import Node

MAX_BYTES = 8 * 2**20
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_META = "adobe:ns:meta/"
_XMLNS = "http://www.w3.org/2000/xmlns/"
_MAX_DEPTH = 100
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Name = tuple[str, str]
"""A namespace and a local name."""


class BadPacket(ValueError):
    """The packet is not XMP we are willing to read."""


class Packet:
    """One XMP packet as a tree, or a new one."""

    def __init__(self, data: bytes | None = None) -> None:
        self._document = _parse(data) if data is not None else _parse(_EMPTY)
        found = [item for item in _elements(self._document) if _name(item) == (RDF, "RDF")]
        if len(found) != 1:
            raise BadPacket("not exactly one rdf:RDF")
        self._rdf = found[0]

    def _descriptions(self) -> list[Any]:
        return [
            item
            for item in self._rdf.childNodes
            if item.nodeType == Node.ELEMENT_NODE and _name(item) == (RDF, "Description")
        ]

    def get(self, name: Name) -> str | None:
        """The text of a property: its own, or of the first item of its list."""
        for description in self._descriptions():
            if description.hasAttributeNS(*name):
                return description.getAttributeNS(*name)
            for child in description.childNodes:
                if child.nodeType == Node.ELEMENT_NODE and _name(child) == name:
                    items = [item for item in _elements(child) if _name(item) == (RDF, "li")]
                    return _text_of(items[0] if items else child)
        return None

    def items(self, name: Name) -> list[str]:
        """The texts of all items of a list, of one text where the property is no list."""
        for description in self._descriptions():
            if description.hasAttributeNS(*name):
                return [description.getAttributeNS(*name)]
            for child in description.childNodes:
                if child.nodeType == Node.ELEMENT_NODE and _name(child) == name:
                    items = [item for item in _elements(child) if _name(item) == (RDF, "li")]
                    return [_text_of(item) for item in items or [child]]
        return []

    def remove(self, names: Iterable[Name]) -> None:
        """Take properties out, and descriptions that are empty after that."""
        wanted = set(names)
        for description in self._descriptions():
            for name in wanted:
                if description.hasAttributeNS(*name):
                    description.removeAttributeNS(*name)
            for child in list(description.childNodes):
                if child.nodeType == Node.ELEMENT_NODE and _name(child) in wanted:
                    description.removeChild(child)
            if not _says_anything(description):
                self._rdf.removeChild(description)

    def add(self, prefixes: Mapping[str, str], values: Mapping[str, str | Sequence[str]]) -> None:
        """Add one description: ``{"dc": namespace}``, ``{"dc:format": "image/png"}``.

        A value for a name that ends in ``[x]`` becomes the default of a language alternative;
        several values become an unordered list.
        """
        description = self._document.createElementNS(RDF, "rdf:Description")
        description.setAttributeNS(_XMLNS, "xmlns:rdf", RDF)
        description.setAttributeNS(RDF, "rdf:about", self._about())
        for prefix, namespace in prefixes.items():
            description.setAttributeNS(_XMLNS, f"xmlns:{prefix}", namespace)
        for name, value in values.items():
            plain = name.removesuffix("[x]")
            child = self._document.createElementNS(prefixes[plain.partition(":")[0]], plain)
            if plain != name or not isinstance(value, str):
                kind = "rdf:Alt" if plain != name else "rdf:Bag"
                several = [value] if isinstance(value, str) else value
                child.appendChild(self._list(kind, several))
            else:
                child.appendChild(self._document.createTextNode(_printable(value)))
            description.appendChild(child)
        self._rdf.appendChild(description)

    def _list(self, kind: str, values: Iterable[str]) -> Any:
        made = self._document.createElementNS(RDF, kind)
        for value in values:
            item = self._document.createElementNS(RDF, "rdf:li")
            if kind == "rdf:Alt":
                item.setAttribute("xml:lang", "x-default")
            item.appendChild(self._document.createTextNode(_printable(value)))
            made.appendChild(item)
        return made

    def _about(self) -> str:
        """All descriptions of a packet must be about the same thing."""
        for description in self._descriptions():
            if description.hasAttributeNS(RDF, "about"):
                return description.getAttributeNS(RDF, "about")
        return ""

    def to_bytes(self) -> bytes:
        """The packet with its wrapper, UTF-8."""
        body = self._document.documentElement.toxml().encode("utf-8")
        begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'.encode()
        return begin + body + b'\n<?xpacket end="w"?>'


_EMPTY = f'<x:xmpmeta xmlns:x="{_META}"><rdf:RDF xmlns:rdf="{RDF}"/></x:xmpmeta>'.encode()


def _parse(data: bytes) -> Any:
    from xml.dom import minidom
    from xml.parsers.expat import ExpatError

    if len(data) > MAX_BYTES:
        raise BadPacket("too large")
    try:
        words = data.rstrip(b"\0").decode("utf-8").lstrip("\ufeff \t\r\n")
    except UnicodeDecodeError as error:
        raise BadPacket("not UTF-8") from error
    if "<!DOCTYPE" in words or "<!ENTITY" in words:
        raise BadPacket("defines a document type")
    if _depth(words) > _MAX_DEPTH:
        raise BadPacket("nested too deeply")
    try:
        # As text, so that an encoding declared inside cannot hide what was looked for above.
        return minidom.parseString(words)
    except (ExpatError, ValueError, RecursionError) as error:
        raise BadPacket("not well-formed") from error


def _depth(words: str) -> int:
    """The deepest nesting, counted without building a tree."""
    from xml.parsers import expat

    depth = deepest = 0

    def begin(*_: Any) -> None:
        nonlocal depth, deepest
        depth += 1
        deepest = max(deepest, depth)

    def end(*_: Any) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(words, True)
    except expat.ExpatError as error:
        raise BadPacket("not well-formed") from error
    return deepest


def _elements(node: Any) -> Iterator[Any]:
    for child in node.childNodes:
        if child.nodeType == Node.ELEMENT_NODE:
            yield child
            yield from _elements(child)


def _name(element: Any) -> Name:
    return element.namespaceURI or "", element.localName or element.tagName


def _text_of(element: Any) -> str:
    return "".join(
        child.data
        for child in element.childNodes
        if child.nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE)
    )


def _says_anything(description: Any) -> bool:
    if any(child.nodeType == Node.ELEMENT_NODE for child in description.childNodes):
        return True
    attributes = [description.attributes.item(at) for at in range(description.attributes.length)]
    return any(item.namespaceURI not in (_XMLNS, RDF, None, "") for item in attributes)


def _printable(value: str) -> str:
    """Without the characters that XML cannot hold at all."""
    return _UNPRINTABLE.sub("", value)
