"""What belongs to a data folder and goes with it when it moves. Other people's files do not."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.places import CACHE
from pipelines.sqlite_file import SIDES

#: What Hearth makes in its data folder. Databases move by themselves (`storage.references`).
FOLDERS = (
    "weights",
    "models",
    "examples",
    "prompts",
    "transcripts",
    "recordings",
    "conversation-pictures",
    "answer-records",
    "versions",
    "pasted",
    "trials",
    "redraws",
    "prepared",
)
FILES = ("drafts.json", "image-drafts.json", "pace.json", "hearth.log", "hearth.log.1")
JOURNAL = "journal.sqlite3"
CONVERSATIONS = "conversations.sqlite3"
IMAGE_CONVERSATIONS = "image-conversations.sqlite3"
ANSWERS = "answers.sqlite3"
DATABASES = (JOURNAL, CONVERSATIONS, IMAGE_CONVERSATIONS, ANSWERS)
LOCKS = "locks"

_LEFT_OUT = frozenset((".locks",))  # locks of downloads


@dataclass(frozen=True)
class Item:
    """One file: its path below the data folder, bytes, time of change (ns), where a link leads."""

    path: str
    size: int
    mtime_ns: int
    link: str = ""


def files_of_database(name: str) -> tuple[str, ...]:
    """The file itself, and what SQLite keeps beside it while it is open."""
    return (name, *(name + side for side in SIDES))


#: Of all databases.
DATABASE_FILES = tuple(file for name in DATABASES for file in files_of_database(name))


def inventory(data: Path) -> tuple[Item, ...]:
    """Every file of ours below `data`, the small ones first. Links are not followed."""
    found: list[Item] = []
    for name in (*FILES, *FOLDERS):
        top = data / name
        if top.is_symlink() or top.is_file():
            found.append(_item(data, top))
        elif top.is_dir():
            found.extend(_item(data, path) for path in _below(top))
    return tuple(sorted(found, key=lambda item: (item.size, item.path)))


def database_bytes(data: Path) -> int:
    """What the databases below `data` take; they are always copied."""
    files = (data / name for name in DATABASE_FILES)
    return sum(file.stat().st_size for file in files if file.is_file())


def foreign(data: Path) -> tuple[Path, ...]:
    """What lies in a data folder and is not ours."""
    ours = {*FOLDERS, *FILES, *DATABASE_FILES, LOCKS, CACHE}
    return tuple(sorted(path for path in data.iterdir() if path.name not in ours))


def _below(top: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(top):
        for name in list(folders):
            if name in _LEFT_OUT:
                folders.remove(name)
            elif os.path.islink(os.path.join(folder, name)):
                folders.remove(name)
                yield Path(folder, name)
        for name in names:
            yield Path(folder, name)


def _item(data: Path, path: Path) -> Item:
    about = path.lstat()
    link = os.readlink(path) if path.is_symlink() else ""
    size = 0 if link else about.st_size
    return Item(path.relative_to(data).as_posix(), size, about.st_mtime_ns, link)
