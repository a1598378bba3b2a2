"""Settings survive bad files, keep comments, and are written whole or not at all."""

from dataclasses import fields
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import settings as module
from app.settings import (
    ColorMode,
    NumberFormat,
    Settings,
    SettingsStore,
    read_settings,
    settings_from,
    write_settings,
)

FULL = Settings(
    theme=ColorMode.DARK,
    language="de",
    show_help=True,
    device="cuda:1",
    dtype=NumberFormat.FLOAT16,
    tile=256,
    offline=True,
    output_folder=Path("/tmp/Bilder ü"),
    last_tab="upscaling",
    window_geometry="AdnQ",
    window_state="AAAA",
    output_options={"output_format": "png", "output_quality": 80},
    last_models={"upscaling": "real-esrgan"},
    last_params={"real-esrgan": {"scale": 2.5, "face_enhance": True, "seed": None}},
)


def test_every_field_has_a_check() -> None:
    assert set(module._CHECKS) == {item.name for item in fields(Settings)}


def test_everything_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    write_settings(FULL, path)
    found, complaints = read_settings(path)
    assert complaints == []
    assert found.last_params == {"real-esrgan": {"scale": 2.5, "face_enhance": True}}
    for item in fields(Settings):
        if item.name != "last_params":
            assert getattr(found, item.name) == getattr(FULL, item.name), item.name


def test_defaults_are_not_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_settings(Settings(tile=128), path)
    assert path.read_text(encoding="utf-8").strip() == "tile = 128"


def test_going_back_to_the_default_is_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_settings(FULL, path)
    write_settings(Settings(), path)
    assert read_settings(path) == (Settings(), [])


def test_no_file_is_no_complaint(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml") == (Settings(), [])


@pytest.mark.parametrize(
    "line",
    [
        'theme = "pink"',
        "theme = 3",
        "theme = []",
        "language = 1",
        'tile = "big"',
        "tile = -1",
        "tile = true",
        "tile = 1e3",
        'offline = "yes"',
        "output_folder = 7",
        'last_params = "x"',
        "last_params = {a = 1}",
        "dtype = {}",
        "nonsense = 1",
    ],
)
def test_a_bad_value_is_told_and_the_rest_kept(tmp_path: Path, line: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'{line}\nlast_tab = "kept"\n', encoding="utf-8")
    found, complaints = read_settings(path)
    assert found == Settings(last_tab="kept")
    assert len(complaints) == 1
    assert line.partition(" ")[0] in str(complaints[0])


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00", b"[a\n"])
def test_a_broken_file_is_told_and_kept_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    found, complaints = read_settings(path)
    assert found == Settings()
    assert len(complaints) == 1
    write_settings(Settings(tile=64), path)
    assert read_settings(path) == (Settings(tile=64), [])
    assert (tmp_path / "settings.toml.broken").read_bytes() == content


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    found, complaints = read_settings(tmp_path / "settings.toml")
    assert found == Settings()
    assert len(complaints) == 1


def test_comments_of_the_user_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("# mine\ntile = 64 # small\n", encoding="utf-8")
    write_settings(Settings(tile=64, offline=True), path)
    words = path.read_text(encoding="utf-8")
    assert "# mine" in words
    assert "# small" in words
    assert read_settings(path)[0] == Settings(tile=64, offline=True)


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    write_settings(Settings(tile=64), path)

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_settings(Settings(tile=128), path)
    assert read_settings(path)[0].tile == 64
    assert [item.name for item in tmp_path.iterdir()] == ["settings.toml"]


def test_unknown_names_are_complained_about(tmp_path: Path) -> None:
    _found, complaints = settings_from({"a": 1, "b": 2}, tmp_path)
    assert len(complaints) == 2


def test_the_store_tells_and_saves(qtbot: QtBot, tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.toml")
    seen: list[tuple[Settings, Settings]] = []
    store.changed.connect(lambda new, old: seen.append((new, old)))
    store.change(tile=64)
    store.change(tile=64)
    assert [(new.tile, old.tile) for new, old in seen] == [(64, 0)]
    qtbot.waitUntil(lambda: read_settings(store.path)[0].tile == 64, timeout=3000)
    store.remember_params("m", {"scale": 2})
    store.save()
    assert read_settings(store.path)[0].last_params == {"m": {"scale": 2}}


def test_the_store_says_when_the_disk_refuses(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x", encoding="utf-8")
    store = SettingsStore(blocker / "settings.toml")
    with qtbot.waitSignal(store.failed) as heard:
        store.change(tile=64)
        store.save()
    assert heard.args is not None
    assert "settings.toml" in str(heard.args[0])


def test_a_closed_store_writes_at_once(tmp_path: Path) -> None:
    """What a job changes while the window closes is not lost, and no timer is left behind."""
    path = tmp_path / "settings.toml"
    store = SettingsStore(path)
    store.close()
    store.change(theme=ColorMode.DARK)
    assert read_settings(path)[0].theme is ColorMode.DARK
