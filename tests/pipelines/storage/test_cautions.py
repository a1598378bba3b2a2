"""Folders that are synced, disks that cannot do it: told in time and in the right words."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.errors import BadInput
from pipelines.storage import target as targets
from pipelines.storage.cautions import Caution, cautions_about, synced_by
from pipelines.storage.file_systems import FAT_LIMIT, Disk, file_system_of
from pipelines.storage.inventory import Item


@dataclass(frozen=True)
class Mounted:
    mountpoint: str
    fstype: str
    opts: str = "rw"


MOUNTED = (
    Mounted("/", "ext4"),
    Mounted("/media/stick", "vfat"),
    Mounted("/media/stick/inner", "ext4"),
    Mounted("/media/camera", "exfat"),
    Mounted("/mnt/nas", "nfs4"),
    Mounted("/mnt/share", "ntfs", "rw,remote"),
    Mounted("/run/fast", "tmpfs"),
)

posix = pytest.mark.skipif(os.name != "posix", reason="paths as on Linux and macOS")


@posix
@pytest.mark.parametrize(
    ("folder", "disk"),
    [
        ("/home/me", Disk.ORDINARY),
        ("/media/stick/models", Disk.FAT),
        ("/media/stick/inner/models", Disk.ORDINARY),
        ("/media/stickers", Disk.ORDINARY),
        ("/media/camera", Disk.EXFAT),
        ("/mnt/nas/x", Disk.NETWORK),
        ("/mnt/share/x", Disk.NETWORK),
        ("/run/fast/x", Disk.MEMORY),
    ],
)
def test_the_disk_below_a_folder(folder: str, disk: Disk) -> None:
    assert file_system_of(Path(folder), MOUNTED).disk is disk


def test_this_machine_answers(tmp_path: Path) -> None:
    assert file_system_of(tmp_path).name


@posix
def test_each_disk_in_the_right_words(tmp_path: Path) -> None:
    def told(folder: str) -> dict[Caution, str]:
        found = cautions_about(
            Path(folder),
            environment={},
            home=tmp_path,
            partitions=MOUNTED,
            free_bytes=lambda _folder: 10**12,
        )
        return {item.caution: str(item.text) for item in found}

    assert told("/home/me") == {}
    assert "no file of 4 GB or more" in told("/media/stick/x")[Caution.LARGE_FILES]
    exfat = told("/media/camera/x")
    assert "holds large files" in exfat[Caution.FRAGILE]
    assert Caution.LARGE_FILES not in exfat
    assert "SQLite" in told("/mnt/nas/x")[Caution.NETWORK]
    assert "restart" in told("/run/fast/x")[Caution.MEMORY]


def test_little_room_is_told(tmp_path: Path) -> None:
    found = cautions_about(
        tmp_path, environment={}, home=tmp_path, free_bytes=lambda _folder: 3 * 10**9
    )
    assert "Only 3.0 GB" in str(next(w for w in found if w.caution is Caution.LOW_SPACE).text)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive/models", "OneDrive"),
        ("OneDrive - Some Company/models", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal/x", "OneDrive"),
        ("Library/CloudStorage/Box-Box/x", "a cloud drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("iCloudDrive/x", "iCloud"),
        ("Dropbox (Personal)/x", "Dropbox"),
        ("Google Drive/My Drive/x", "Google Drive"),
        ("Nextcloud/x", "Nextcloud"),
        ("models/nextcloud-backup-tool", ""),
        ("hearth", ""),
    ],
)
def test_synced_folders_by_their_names(tmp_path: Path, folder: str, service: str) -> None:
    assert synced_by(tmp_path / folder, {}, tmp_path) == service


def test_synced_folders_by_what_the_programs_tell(tmp_path: Path) -> None:
    work = tmp_path / "work"
    assert synced_by(work / "x", {"OneDrive": str(work)}, tmp_path) == "OneDrive"
    assert synced_by(tmp_path / "working", {"OneDrive": str(work)}, tmp_path) == ""
    (tmp_path / ".dropbox").mkdir()
    record = tmp_path / ".dropbox" / "info.json"
    record.write_text(json.dumps({"personal": {"path": str(tmp_path / "box")}}))
    assert synced_by(tmp_path / "box" / "x", {}, tmp_path) == "Dropbox"
    record.write_text("[]")
    assert synced_by(tmp_path / "box" / "x", {}, tmp_path) == ""
    (work / "deep").mkdir(parents=True)
    (work / ".sync_0123.db").touch()
    assert synced_by(work / "deep", {}, tmp_path) == "Nextcloud"


@posix
def test_a_link_into_a_synced_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "models").symlink_to(tmp_path / "Dropbox")
    assert synced_by(tmp_path / "models" / "x", {}, tmp_path) == "Dropbox"


def test_a_file_too_large_for_fat_is_refused_before_copying(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = (Mounted(str(tmp_path.anchor), "vfat"),)
    monkeypatch.setattr(targets, "file_system_of", lambda folder: file_system_of(folder, stick))
    items = [Item("weights/a", 10, 0), Item("weights/sdxl.safetensors", FAT_LIMIT + 1, 0)]
    with pytest.raises(BadInput, match=r"sdxl\.safetensors has 4\.3 GB"):
        targets.check_room(tmp_path, items, lambda _folder: 10**12, linking=False)
    targets.check_room(tmp_path, items[:1], lambda _folder: 10**12, linking=False)
