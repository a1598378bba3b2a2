"""What a person should know before keeping models in a folder: it may be synced, or cannot do it.

Nothing here stops anybody; what cannot work at all is refused where it is tried.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipelines.storage.file_systems import Disk, Partition, file_system_of
from pipelines.text import Text, mark, text

#: Less than this many free bytes is told: one large model no longer fits.
LOW_BYTES = 10 * 10**9

_ONE_DRIVE = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
#: Folder names that a program keeps in step with a server, as that program names them.
_SYNCED_NAMES = (
    (re.compile(r"onedrive( - .+|-.+)?", re.I), "OneDrive"),
    (re.compile(r"iclouddrive|icloud drive|mobile documents|com~apple~clouddocs", re.I), "iCloud"),
    (re.compile(r"dropbox( \(.+\)|-.+)?", re.I), "Dropbox"),
    (re.compile(r"google ?drive(-.+)?|my drive", re.I), "Google Drive"),
    (re.compile(r"nextcloud\d*", re.I), "Nextcloud"),
    (re.compile(r"owncloud\d*", re.I), "ownCloud"),
    (re.compile(r"cloudstorage", re.I), mark("a cloud drive")),
)


class Caution(StrEnum):
    """Kinds of trouble to expect."""

    SYNCED = "synced"
    LARGE_FILES = "large files"
    FRAGILE = "fragile"
    NETWORK = "network"
    MEMORY = "memory"
    LOW_SPACE = "low space"


@dataclass(frozen=True)
class Warned:
    """One thing to know about a folder."""

    caution: Caution
    text: Text


def cautions_about(
    folder: Path,
    *,
    environment: Mapping[str, str] = os.environ,
    home: Path | None = None,
    partitions: Sequence[Partition] | None = None,
    free_bytes: Callable[[Path], int] | None = None,
) -> tuple[Warned, ...]:
    """Everything to know before keeping models in `folder`, which need not exist yet."""
    found: list[Warned] = []
    service = synced_by(folder, environment, home or Path.home())
    if service:
        words = text(
            "{folder} is kept in step by {service}, which would upload every model and may take "
            "files away to save room: choose a folder outside of it.",
            folder=folder,
            service=Text(service),
        )
        found.append(Warned(Caution.SYNCED, words))
    found.extend(_about_disk(folder, partitions))
    free = (free_bytes or free_bytes_at)(folder)
    if free < LOW_BYTES:
        words = text(
            "Only {free} GB are free on the disk with {folder}; one large model needs {low} GB.",
            free=f"{free / 1e9:.1f}",
            folder=folder,
            low=LOW_BYTES // 10**9,
        )
        found.append(Warned(Caution.LOW_SPACE, words))
    return tuple(found)


def synced_by(folder: Path, environment: Mapping[str, str], home: Path) -> str:
    """The program that keeps the folder in step with a server, or nothing."""
    shapes = {Path(os.path.abspath(folder)), Path(os.path.realpath(folder))}
    for path in shapes:
        for top, service in _told_folders(environment, home):
            if path == top or top in path.parents:
                return service
        for names, service in _SYNCED_NAMES:  # the surest first
            if any(names.fullmatch(part) for part in path.parts):
                return service
        for parent in (path, *path.parents):
            if any(parent.glob(".sync_*.db")) or any(parent.glob("._sync_*.db")):
                return "Nextcloud"  # where its client keeps what it has synced
            if (parent / ".stfolder").exists():
                return "Syncthing"
    return ""


def free_bytes_at(folder: Path) -> int:
    """Free bytes where `folder` is or would be."""
    nearest = Path(os.path.abspath(folder))
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    return shutil.disk_usage(nearest).free


def _told_folders(environment: Mapping[str, str], home: Path) -> Iterator[tuple[Path, str]]:
    """Folders that the programs themselves tell of."""
    for name in _ONE_DRIVE:
        if environment.get(name):
            yield Path(environment[name]), "OneDrive"
    records = [home / ".dropbox" / "info.json"]
    records += [
        Path(environment[name], "Dropbox", "info.json")
        for name in ("APPDATA", "LOCALAPPDATA")
        if environment.get(name)
    ]
    for record in records:
        try:
            accounts = json.loads(record.read_text(encoding="utf-8"))
            yield from ((Path(account["path"]), "Dropbox") for account in accounts.values())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue


def _about_disk(folder: Path, partitions: Sequence[Partition] | None) -> Iterator[Warned]:
    match file_system_of(folder, partitions).disk:
        case Disk.FAT:
            words = text(
                "The disk with {folder} is formatted as FAT, which holds no file of 4 GB or more: "
                "large models cannot be kept there. NTFS, exFAT, ext4 or APFS can hold them.",
                folder=folder,
            )
            yield Warned(Caution.LARGE_FILES, words)
        case Disk.EXFAT:
            words = text(
                "The disk with {folder} is formatted as exFAT. It holds large files, but pulling "
                "it out or a power cut can damage them: eject it before you unplug it.",
                folder=folder,
            )
            yield Warned(Caution.FRAGILE, words)
        case Disk.NETWORK:
            words = text(
                "{folder} is on another computer. Models load slowly from there, and the record "
                "of jobs (SQLite) can be damaged if two computers use it at once: a disk of this "
                "computer is better.",
                folder=folder,
            )
            yield Warned(Caution.NETWORK, words)
        case Disk.MEMORY:
            words = text(
                "{folder} is in memory, not on a disk: everything there is gone after a restart.",
                folder=folder,
            )
            yield Warned(Caution.MEMORY, words)
        case Disk.ORDINARY:
            pass
