"""What the file system under a folder can and cannot do."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, cast

import psutil

#: The largest file that FAT can hold, in bytes.
FAT_LIMIT = 2**32 - 1

_FAT = frozenset(("vfat", "fat", "fat12", "fat16", "fat32", "msdos", "umsdos"))
# fmt: off
_NETWORK = frozenset((
    "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "ncpfs", "9p", "afs",
    "webdav", "davfs", "davfs2", "ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.rclone",
    "fuse.glusterfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.s3fs",
))
# fmt: on
_MEMORY = frozenset(("tmpfs", "ramfs"))


class Disk(StrEnum):
    """What kind of file system it is, as far as it matters here."""

    ORDINARY = "ordinary"
    FAT = "FAT"
    EXFAT = "exFAT"
    NETWORK = "network"
    MEMORY = "memory"


class Partition(Protocol):
    """What psutil tells of a mounted file system."""

    @property
    def mountpoint(self) -> str: ...
    @property
    def fstype(self) -> str: ...
    @property
    def opts(self) -> str: ...


@dataclass(frozen=True)
class FileSystem:
    """`name` as the system calls it; empty if it does not say."""

    disk: Disk = Disk.ORDINARY
    name: str = ""

    def holds(self, size: int) -> bool:
        """Whether one file may have so many bytes."""
        return self.disk is not Disk.FAT or size <= FAT_LIMIT


def file_system_of(folder: Path, partitions: Sequence[Partition] | None = None) -> FileSystem:
    """The file system that `folder` is or would be on. `partitions` None asks the system."""
    real = os.path.realpath(folder)
    if real.startswith("\\\\"):
        return FileSystem(Disk.NETWORK, "a network share")
    if partitions is None:
        partitions = cast(Sequence[Partition], psutil.disk_partitions(all=True))
    holding = [item for item in partitions if _is_below(real, item.mountpoint)]
    if not holding:
        return FileSystem()
    # Of several on the same folder the last one is what is seen there.
    found = max(enumerate(holding), key=lambda pair: (len(pair[1].mountpoint), pair[0]))[1]
    return FileSystem(_disk(found), found.fstype)


def _disk(partition: Partition) -> Disk:
    name = partition.fstype.lower()
    if name in _FAT:
        return Disk.FAT
    if "exfat" in name:
        return Disk.EXFAT
    if name in _NETWORK or "remote" in partition.opts.split(","):
        return Disk.NETWORK
    return Disk.MEMORY if name in _MEMORY else Disk.ORDINARY


def _is_below(path: str, mountpoint: str) -> bool:
    path, mountpoint = os.path.normcase(path), os.path.normcase(mountpoint)
    top = mountpoint if mountpoint.endswith(os.sep) else mountpoint + os.sep
    return path == mountpoint or path.startswith(top)
