"""What a result is called: its format, its name from a pattern, never the name of an old file."""

import re
import string
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path
from textwrap import shorten
from typing import Any

from pipelines.errors import BadInput
from pipelines.media.picture import PictureFormat

_FORMATS = {
    ".png": "png",
    ".jpg": "jpg",
    ".jpeg": "jpg",
    ".jpe": "jpg",
    ".jfif": "jpg",
    ".webp": "webp",
    ".tif": "tiff",
    ".tiff": "tiff",
    ".avif": "avif",
}
_SUFFIXES = {"png": ".png", "jpg": ".jpg", "webp": ".webp", "tiff": ".tif", "avif": ".avif"}
_PLACES = ("name", "model", "scale", "prompt", "style", "seed", "date", "time", "n")
# Refused in names by Windows; results may be copied there later.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_MAX_STEM_BYTES = 200
_MAX_PROMPT = 60


def format_of(path: Path) -> str | None:
    """The output format that a file name asks for, or None."""
    return _FORMATS.get(path.suffix.lower())


def output_format(path: Path | None, source: Path | None, output: PictureFormat) -> str:
    """The format a result gets: the chosen one, else the path's, else the source's, else PNG."""
    if output.output_format != "auto":
        return output.output_format
    for name in (path, source):
        if name is not None and (found := format_of(name)) is not None:
            return found
    return "png"


def named_for(path: Path, wanted: str) -> Path:
    """The path with a suffix that tells the truth about the format `wanted`."""
    found = format_of(path)
    if found == wanted:
        return path
    return path.with_suffix(_SUFFIXES[wanted]) if found else Path(f"{path}{_SUFFIXES[wanted]}")


def check_suffix(path: Path) -> None:
    """Raise BadInput for a name whose ending asks for a format that Hearth does not write."""
    if path.suffix and format_of(path) is None:
        raise BadInput(
            "Hearth cannot write {suffix} files: let {name} end in one of {known}, or leave the "
            "ending out.",
            suffix=path.suffix,
            name=path.name,
            known=", ".join(_FORMATS),
        )


def check_name_pattern(pattern: str) -> None:
    """Raise BadInput for a pattern with places we do not know, or that gives no name."""
    _filled(pattern, dict.fromkeys(_PLACES, "x"))


def output_path(
    source: Path,
    folder: Path,
    output: Any,
    values: Mapping[str, Any],
    overwrite: bool = False,
    taken: Collection[Path] = (),
    suffix: str = "",
) -> Path:
    """Where the result for `source` goes in `folder`.

    `values` fills the pattern: model, scale, prompt, style, seed, n, and date and time if they
    should not be now's.
    A slash in the pattern makes sub-folders. A name that exists, or is in `taken`, gets _2, _3
    and so on, unless `overwrite` is set; the source itself is never overwritten. `suffix` is the
    ending of a result that is no picture; a picture's follows from `output` and the source. Raises
    BadInput for a bad pattern.
    """
    now = datetime.now()
    filled = {
        "name": source.stem,
        "model": "",
        "scale": "",
        "prompt": "",
        "style": "",
        "seed": "",
        "date": f"{now:%Y-%m-%d}",
        "time": f"{now:%H-%M-%S}",
        "n": 1,
        **values,
    }
    parts = _filled(output.name_pattern, filled)
    suffix = suffix or _picture_suffix(source, output)
    base = folder.joinpath(*parts[:-1])

    def is_free(path: Path) -> bool:
        if _same(path, source) or path in taken:
            return False
        return overwrite or not path.exists()

    return free_path(base / (parts[-1] + suffix), is_free)


def _picture_suffix(source: Path, output: PictureFormat) -> str:
    kind = output_format(None, source, output)
    return source.suffix if format_of(source) == kind else _SUFFIXES[kind]


def free_path(path: Path, is_free: Callable[[Path], bool] | None = None) -> Path:
    """The path itself, or the first of name_2, name_3 ... that is free."""
    is_free = is_free or (lambda candidate: not candidate.exists())
    candidate, number = path, 2
    while not is_free(candidate):
        candidate = path.with_name(f"{path.stem}_{number}{path.suffix}")
        number += 1
    return candidate


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def _filled(pattern: str, values: Mapping[str, Any]) -> list[str]:
    """Folders and name, each safe on every system. Raises BadInput."""
    try:
        pieces = list(string.Formatter().parse(pattern))
    except ValueError as error:
        raise BadInput(
            "The file name pattern {pattern} has a brace without its pair. Write {{{{ for a brace.",
            pattern=pattern,
        ) from error
    words = ""
    for literal, place, spec, conversion in pieces:
        words += literal
        if place is None:
            continue
        if place not in _PLACES or spec or conversion:
            raise BadInput(
                "The file name pattern knows no {place}. Known are {known}.",
                place="{" + place + (f":{spec}" if spec else "") + "}",
                known=", ".join("{" + name + "}" for name in _PLACES),
            )
        value = str(values[place])
        if place == "prompt":  # which may be as long as a page
            value = shorten(value, _MAX_PROMPT, placeholder="…")
        words += _UNSAFE.sub("_", value)
    parts = [_safe(part) for part in re.split(r"[/\\]", words) if part not in ("", ".", "..")]
    if not parts or not any(character.isalnum() for character in parts[-1]):
        raise BadInput(
            "The file name pattern {pattern} gives no name. Use {{name}} in it.", pattern=pattern
        )
    return parts


def _safe(part: str) -> str:
    part = _UNSAFE.sub("_", part).strip().rstrip(".").rstrip()
    if _RESERVED.fullmatch(part):
        part = f"_{part}"
    raw = part.encode("utf-8", "surrogateescape")
    if len(raw) > _MAX_STEM_BYTES:
        part = raw[:_MAX_STEM_BYTES].decode("utf-8", "ignore").rstrip(" .")
    return part
