"""Choosing the data folder: the small file in the settings folder that the next start reads."""

import os
from pathlib import Path

from pipelines.errors import BadInput, NotWritable
from pipelines.media.atomic import replacing
from pipelines.places import Location, Places, read_location
from pipelines.storage.inventory import FOLDERS, LOCKS
from pipelines.storage.target import MOVING, whole_path

_HEAD = """\
# Where Hearth keeps models, examples and the record of jobs.
# Written by "hearth models move"; if you move the folder yourself, change it here.
"""
_LEAVING = """\
# Moved from here; what is still there is deleted when the same move is started again.
"""


def write_location(path: Path, location: Location) -> None:
    """Write ``location.toml`` whole or not at all. Raises BadInput, DiskFull or NotWritable."""
    import tomlkit

    document = tomlkit.document()
    document["data"] = _words(location.data)
    text = _HEAD + tomlkit.dumps(document)
    if location.leaving is not None:
        rest = tomlkit.document()
        rest["leaving"] = _words(location.leaving)
        text += _LEAVING + tomlkit.dumps(rest)
    with replacing(path) as descriptor:
        os.write(descriptor, text.encode())


def use_folder(places: Places, folder: Path) -> Places:
    """Take `folder`, empty or with models in it, as the data folder. Copies and deletes nothing.

    For the first start, and after the user moved the folder. Raises BadInput and NotWritable.
    """
    folder = whole_path(folder)
    known = read_location(places.location)
    if known is not None and known.leaving is not None:
        raise BadInput(
            "The move from {old} to {new} is not finished: finish it first with “hearth models "
            "move {new}”.",
            old=known.leaving,
            new=known.data,
        )
    if folder.exists() and not folder.is_dir():
        raise BadInput("{folder} is a file: choose a folder.", folder=folder)
    chosen = Places(folder, places.config)
    try:
        chosen.weights.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(
            "{folder} cannot be written ({reason}): choose another folder.",
            folder=folder,
            reason=error.strerror or type(error).__name__,
        ) from error
    write_location(places.location, Location(folder))
    return chosen


def proposed(folder: Path) -> Path:
    """Where models would be kept if a person points at `folder`.

    That folder if it is new, empty or holds models of Hearth; else one called ``hearth`` in it, so
    that ours are not strewn among other files. Raises NotWritable if it cannot be read.
    """
    folder = whole_path(folder)
    try:
        names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    except OSError as error:
        raise NotWritable(
            "{folder} cannot be read ({reason}): choose another folder.",
            folder=folder,
            reason=error.strerror or type(error).__name__,
        ) from error
    in_use = names - {MOVING, LOCKS}
    if not in_use or FOLDERS[0] in names or MOVING in names or folder.name == "hearth":
        return folder
    return folder / "hearth"


def _words(path: Path) -> str:
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise BadInput(
            "The name of {folder} holds signs that cannot be written down: choose another folder.",
            folder=repr(str(path)),
        ) from error
    return str(path)
