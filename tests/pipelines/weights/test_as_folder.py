"""Files under other names as the folder that a library wants."""

from pathlib import Path
from typing import Any

import pytest

from pipelines.weights.as_folder import folder_of


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Path]:
    for name, size in (("a.bin", 10), ("b.bin", 1000)):
        (tmp_path / name).write_bytes(b"x" * size)
    return {
        "config.json": tmp_path / "a.bin",
        "unet/config.json": tmp_path / "a.bin",
        "unet/model.safetensors": tmp_path / "b.bin",
    }


def contents(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


WANTED = {"config.json": 10, "unet/config.json": 10, "unet/model.safetensors": 1000}


def test_files_lie_in_folders_of_their_own_until_it_is_closed(parts: dict[str, Path]) -> None:
    with folder_of(parts, "test-") as folder:
        assert contents(folder.path) == WANTED
        assert all(path.is_symlink() for path in folder.path.rglob("*.safetensors"))
    assert not folder.path.exists()
    assert all(path.exists() for path in parts.values())


def test_where_symbolic_links_are_forbidden(
    parts: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any, **_named: Any) -> None:
        raise OSError("a required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    with folder_of(parts, "test-") as folder:
        assert contents(folder.path) == WANTED
        assert folder.path.parent == tmp_path
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.bin", "b.bin"]
