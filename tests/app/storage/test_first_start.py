"""The first start asks where models are kept, once, and does what was answered."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton

from app.main_window import MainWindow
from app.storage.welcome_dialog import WelcomeDialog
from pipelines.places import Places, default_places, read_location
from pipelines.weights.adopted_list import AdoptedList
from pipelines.weights.store import WeightStore
from tests.app.storage.driving import Steps, main_window, run_program, shown

ANIME = "realesr-animevideov3.safetensors"


def click(button: QPushButton | QCheckBox) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def welcome() -> WelcomeDialog:
    dialog = shown(WelcomeDialog)
    assert dialog is not None
    return dialog


def test_the_ordinary_folder_is_offered_and_taken(new_home: Places) -> None:
    def steps() -> Steps:
        yield lambda: shown(WelcomeDialog)
        dialog = welcome()
        assert dialog.choice.path.text() == str(new_home.data)
        assert "free on this disk" in dialog.choice.free.text()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        yield new_home.location.exists
        yield lambda: shown(WelcomeDialog) is None
        assert main_window().context.places == new_home

    assert run_program(steps()) == 0
    assert default_places() == new_home
    assert new_home.weights.is_dir()
    assert not new_home.is_new()


def test_escape_keeps_the_ordinary_folder_and_it_is_asked_once(new_home: Places) -> None:
    def first() -> Steps:
        yield lambda: shown(WelcomeDialog)
        QTest.keyClick(welcome(), Qt.Key.Key_Escape)
        yield new_home.weights.is_dir
        assert main_window().isEnabled()

    def second() -> Steps:
        yield lambda: shown(MainWindow)
        page = main_window().page
        yield lambda: page is not None and main_window().context.jobs.is_idle
        assert shown(WelcomeDialog) is None

    assert new_home.is_new()
    assert run_program(first()) == 0
    assert not new_home.location.exists()
    assert run_program(second()) == 0


def test_another_folder_with_its_warning_builds_the_window_anew(
    new_home: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    (synced / "letter.txt").write_text("Dear reader")
    seen: list[str] = []

    def steps() -> Steps:
        yield lambda: shown(WelcomeDialog)
        old, dialog = main_window(), welcome()
        size = old.size()
        click(dialog.choice.change)
        yield lambda: dialog.choice.path.text() == str(synced / "hearth")
        seen.extend(dialog.choice.cautions.words)
        click(dialog.start)
        yield lambda: (window := shown(MainWindow)) is not None and window is not old
        window = main_window()
        assert window.context.places == Places(synced / "hearth", new_home.config)
        assert window.size() == size
        yield lambda: window.context.jobs.is_idle
        assert shown(WelcomeDialog) is None

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(synced))
    assert run_program(steps()) == 0
    assert any("Dropbox" in words for words in seen)
    known = read_location(new_home.location)
    assert known is not None
    assert known.data == synced / "hearth"
    assert sorted(path.name for path in synced.iterdir()) == ["hearth", "letter.txt"]


@pytest.mark.parametrize("elsewhere", [False, True])
def test_models_of_another_program_are_adopted(
    new_home: Places,
    tmp_path: Path,
    starter_store: WeightStore,
    monkeypatch: pytest.MonkeyPatch,
    elsewhere: bool,
) -> None:
    comfy = tmp_path / "home" / "ComfyUI" / "models" / "upscale_models"
    comfy.mkdir(parents=True)
    (comfy.parent / "checkpoints").mkdir()
    shutil.copy(starter_store.folder / ANIME, comfy / "anime.safetensors")
    forge = tmp_path / "home" / "stable-diffusion-webui-forge" / "models"
    for name in ("ESRGAN", "Stable-diffusion"):
        (forge / name).mkdir(parents=True)

    def steps() -> Steps:
        yield lambda: shown(WelcomeDialog)
        old, dialog = main_window(), welcome()
        boxes = {box.text().partition(":")[0]: box for box in dialog.boxes.values()}
        assert set(boxes) == {"ComfyUI", "Stable Diffusion web UI"}
        click(boxes["Stable Diffusion web UI"])
        if elsewhere:
            click(dialog.choice.change)
            yield lambda: dialog.choice.path.text() == str(tmp_path / "big")
        click(dialog.start)
        yield lambda: not elsewhere or shown(MainWindow) not in (old, None)
        yield lambda: "Installed now" in main_window().strip.words

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(tmp_path / "big"))
    assert run_program(steps()) == 0
    assert [entry.path for entry in AdoptedList(new_home.adopted).all()] == [comfy.parents[1]]


def test_a_folder_that_cannot_be_used_is_told_in_the_dialog(
    new_home: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x")

    def steps() -> Steps:
        yield lambda: shown(WelcomeDialog)
        dialog = welcome()
        click(dialog.choice.change)
        yield lambda: dialog.choice.path.text() == str(blocker)
        click(dialog.start)
        yield lambda: "is a file" in dialog.strip.words
        assert dialog.isVisible()
        dialog.reject()

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(blocker))
    assert run_program(steps()) == 0
    assert not new_home.location.exists()
