"""Pictures beside an exported conversation: copied there, mentioned in it, and found again."""

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pipelines.conversations.pictures import ImageAttachment, PictureFolder
from pipelines.conversations.records import Turn
from pipelines.errors import HearthError
from pipelines.media.atomic import replacing
from pipelines.text import Text, text

_LONGEST = 60


def export_pictures(turns: Iterable[Turn], beside: Path) -> Mapping[str, str]:
    """Copy what the turns show into a folder next to the file `beside`.

    Returns by digest where each lies, from that file's folder; those that are gone are left out.
    Raises DiskFull and NotWritable.
    """
    folder = beside.with_name(f"{beside.stem}-pictures")
    places: dict[str, str] = {}
    taken: set[str] = set()
    for image in (image for turn in turns for image in turn.images):
        if image.digest in places or not image.is_there:
            continue
        name = _free_name(image, taken)
        taken.add(name.casefold())
        with (
            image.path.open("rb") as source,
            replacing(folder / name) as descriptor,
            open(descriptor, "wb", closefd=False) as target,
        ):
            shutil.copyfileobj(source, target)
        places[image.digest] = f"{folder.name}/{name}"
    return places


def _free_name(image: ImageAttachment, taken: set[str]) -> str:
    """Like the original, in signs that every system takes, with the suffix of what it is."""
    stem = "".join(c if c.isalnum() or c in "-_" else "-" for c in Path(image.name).stem)
    stem = stem.strip("-")[:_LONGEST] or "picture"
    name, number = f"{stem}{image.path.suffix}", 2
    while name.casefold() in taken:
        name, number = f"{stem}-{number}{image.path.suffix}", number + 1
    return name


def import_picture(
    pictures: PictureFolder, image: ImageAttachment, place: str, beside: Path
) -> None:
    """Copy a picture of an imported conversation, unless it is here, from where it says.

    Only a file of the folder that an export makes is looked at, and only the very picture is
    taken. Without it the message tells that its picture is missing.
    """
    folder, _slash, name = place.partition("/")
    plain = bool(name) and all(part == Path(part).name for part in (folder, name))
    if image.is_there or not plain or not folder.endswith("-pictures"):
        return
    source = beside.parent / folder / name
    with suppress(HearthError, OSError):
        if source.is_symlink() or not source.is_file():
            return
        # One that is another picture lies under another name: nothing refers to it.
        pictures.add(source, image.name)


def mention(image: ImageAttachment) -> Text:
    """A picture in words, with what part of it is meant."""
    name, region = image.name, image.region
    if region is None:
        width, height = image.size
        return text("Picture {name} ({width} × {height} pixels)",
                    name=name, width=width, height=height)  # fmt: skip
    return text(
        "Region of {name}: {width} × {height} pixels at {left}, {top}",
        name=name,
        width=region.width,
        height=region.height,
        left=region.left,
        top=region.top,
    )
