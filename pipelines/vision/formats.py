"""The formats in which answers about pictures are written, and their names."""

from enum import StrEnum
from pathlib import Path

from pipelines.media.kinds import PICTURE_SUFFIXES

AUTO = "auto"


class Format(StrEnum):
    """txt, md and json are a file for each picture; csv and jsonl are a table with a row for each;
    xmp is the picture itself, with the answer as its caption."""

    TXT = "txt"
    MD = "md"
    JSON = "json"
    CSV = "csv"
    JSONL = "jsonl"
    XMP = "xmp"

    @property
    def is_table(self) -> bool:
        return self in (Format.CSV, Format.JSONL)

    @property
    def suffix(self) -> str:
        """The ending of a file, with dot; for xmp that of the picture has to be taken."""
        return f".{self}"


_NAMED = {**{kind.suffix: kind for kind in Format}, ".text": Format.TXT, ".markdown": Format.MD}
_ALIASES = {"text": "txt", "markdown": "md", "iptc": "xmp", "ndjson": "jsonl"}


def format_of(path: Path) -> Format | None:
    """The format that a file's name asks for, or None."""
    suffix = path.suffix.lower()
    return Format.XMP if suffix in PICTURE_SUFFIXES else _NAMED.get(suffix)


def formats_in(words: str) -> tuple[Format, ...]:
    """The formats that are named, each once; none for "auto". Raises ValueError."""
    asked = [_ALIASES.get(name, name) for name in words.lower().replace(",", " ").split()]
    names = list(dict.fromkeys(asked))
    if names in ([], [AUTO]):
        return ()
    unknown = [name for name in names if name not in list(Format)]
    if unknown:
        raise ValueError(
            f"“{unknown[0]}” is no format that answers are written in: use {', '.join(Format)}, "
            f"several parted by commas, or {AUTO} alone"
        )
    return tuple(map(Format, names))
