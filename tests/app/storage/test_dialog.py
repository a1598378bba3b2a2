"""The storage dialog over real folders, real files and the real move."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.jobs import Lane
from app.main_window import MainWindow
from app.models.tab import ModelsTab
from app.settings import read_settings
from app.storage.dialog import StorageDialog
from app.storage.move_dialog import MoveDialog
from app.tabs import models, upscaling
from pipelines.places import Places, default_places, read_location
from pipelines.weights.adopted_list import AdoptedList
from pipelines.weights.store import WeightStore
from tests.app.dropping import drop
from tests.app.storage.driving import Steps, main_window, run_program, shown
from tests.pipelines.own_models import weight_files as make
from tests.pipelines.storage.homes import faults, furnish

ANIME = "realesr-animevideov3.safetensors"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def open_dialog(
    make_window: Callable[..., MainWindow], qtbot: QtBot
) -> Callable[[], StorageDialog]:
    def make() -> StorageDialog:
        window = make_window(models.TAB, upscaling.TAB)
        window.actions_.storage.trigger()
        dialog = window.findChild(StorageDialog)
        assert isinstance(dialog, StorageDialog)
        qtbot.waitUntil(lambda: dialog.folder.data is not None, timeout=20_000)
        return dialog

    return make


@pytest.fixture
def with_anime(starter_store: WeightStore) -> Places:
    """A data folder with one installed model and files of other kinds."""
    places = default_places()
    places.weights.mkdir(parents=True)
    shutil.copy(starter_store.folder / ANIME, places.weights / ANIME)
    (places.weights / "stranger.bin").write_bytes(bytes(5000))
    (places.weights / "GFPGANv1.4.pth.part").write_bytes(bytes(700))
    (places.weights / "GFPGANv1.4.pth.part.json").write_text("{}")
    return places


def turn_to(dialog: StorageDialog, index: int, qtbot: QtBot) -> None:
    bar = dialog.pages.tabBar()
    qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(index).center())
    qtbot.waitUntil(lambda: dialog.context.jobs.is_idle, timeout=60_000)


def answer(qtbot: QtBot, words: str) -> str:
    """Press the button with these words in the question that comes; what it asked."""
    qtbot.waitUntil(lambda: shown(QMessageBox) is not None, timeout=20_000)
    box = shown(QMessageBox)
    assert box is not None
    asked = f"{box.text()} {box.informativeText()}"
    button = next(b for b in box.buttons() if b.text().replace("&", "") == words)
    qtbot.mouseClick(button, LEFT)
    return asked


# -- the folder --------------------------------------------------------------------------------


def test_the_folder_is_told_and_opened(
    open_dialog: Callable[[], StorageDialog],
    with_anime: Places,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = open_dialog()
    assert dialog.folder.path.text() == str(with_anime.data)
    assert "files; " in dialog.folder.told.text()
    qtbot.mouseClick(dialog.folder.open, LEFT)
    assert [url.toLocalFile() for url in opened] == [str(with_anime.data)]


def test_moving_is_refused_while_a_job_runs(
    open_dialog: Callable[[], StorageDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog()

    def endless(progress: Any) -> None:
        while True:
            progress.check()

    job = dialog.context.jobs.submit(endless, "long", Lane("some"))
    qtbot.mouseClick(dialog.folder.move_button, LEFT)
    assert "is running" in dialog.strip.words
    dialog.folder.begin_move(tmp_path / "new")
    assert read_location(dialog.context.places.location) is None
    job.cancel()


def test_moving_opens_the_window_anew_over_the_new_folder(
    new_home: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = furnish(new_home)
    big = tmp_path / "Nextcloud"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(big))

    def steps() -> Steps:
        yield lambda: shown(MainWindow)
        old = main_window()
        old.resize(1024, 700)
        old.actions_.storage.trigger()
        yield lambda: (d := shown(StorageDialog)) is not None and d.folder.data is not None
        dialog = shown(StorageDialog)
        assert dialog is not None
        QTest.mouseClick(dialog.folder.move_button, LEFT)
        yield lambda: shown(MoveDialog)
        question = shown(MoveDialog)
        assert question is not None
        assert "Nextcloud" in question.choice.cautions.words[0]
        assert "MB in" in question.told.text()
        QTest.mouseClick(question.yes, LEFT)
        yield lambda: shown(MainWindow) not in (old, None)
        window = main_window()
        assert window.context.places == Places(big, new_home.config)
        assert window.size().height() == 700
        assert "Moved 3." in window.strip.words
        assert str(big) in window.strip.words

    assert run_program(steps()) == 0
    moved = default_places()
    assert moved.data == big
    assert faults(moved, expected) == []
    assert not new_home.data.exists()
    # The old window saved its settings once more after the move; the new one has them right.
    settings, _ = read_settings(new_home.settings)
    checkpoint = settings.last_params["spandrel"]["checkpoint"]
    assert checkpoint == str(big / "models" / "mine.safetensors")


def test_a_cancelled_move_changes_nothing(
    open_dialog: Callable[[], StorageDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    expected = furnish(default_places())
    dialog = open_dialog()
    dialog.folder.begin_move(tmp_path / "new")
    qtbot.mouseClick(dialog.bar.cancel_button, LEFT)
    qtbot.waitUntil(lambda: "Nothing has changed" in dialog.strip.words, timeout=20_000)
    assert faults(default_places(), expected) == []
    assert dialog.pages.isEnabled()


def test_a_refused_move_is_told(
    open_dialog: Callable[[], StorageDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    dialog.folder.begin_move(default_places().data / "inside")
    qtbot.waitUntil(lambda: "is inside the present folder" in dialog.strip.words, timeout=20_000)
    assert dialog.isVisible()


def test_a_move_that_was_killed_is_offered_and_finished(new_home: Places, tmp_path: Path) -> None:
    expected = furnish(new_home)
    code = (
        "import os, sys, pipelines.storage.move as m\n"
        "from pipelines.places import Places\nfrom pipelines.progress import Progress\n"
        "from pathlib import Path\n"
        "m._leave = lambda *_a: os._exit(9)\n"
        "m.move(Places(Path(sys.argv[1]), Path(sys.argv[2])), Path(sys.argv[3]), Progress())\n"
    )
    words = [str(new_home.data), str(new_home.config), str(tmp_path / "new")]
    ended = subprocess.run([sys.executable, "-c", code, *words], check=False)
    assert ended.returncode == 9
    assert (new_home.data / "weights").is_dir()

    def steps() -> Steps:
        yield lambda: shown(MainWindow)
        old = main_window()
        assert "was not finished" in old.strip.words
        QTest.mouseClick(old.strip._action, LEFT)
        yield lambda: (d := shown(StorageDialog)) is not None and "not finished" in d.strip.words
        dialog = shown(StorageDialog)
        assert dialog is not None
        QTest.mouseClick(dialog.strip._action, LEFT)
        yield lambda: shown(MainWindow) not in (old, None)
        assert "was not finished" not in main_window().strip.words

    assert run_program(steps()) == 0
    assert not (new_home.data / "weights").exists()
    assert faults(default_places(), expected) == []


# -- room --------------------------------------------------------------------------------------


def test_a_model_is_removed_and_gives_back_what_was_told(
    open_dialog: Callable[[], StorageDialog], with_anime: Places, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    turn_to(dialog, 1, qtbot)
    row = dialog.room.table.rows()["Real-ESRGAN"]
    assert (row.text(1), row.text(3), row.text(4)) == ("2.5 MB", "never", "2.5 MB")
    assert "Gives back: 2.5 MB" in row.data(0, Qt.ItemDataRole.AccessibleTextRole)
    dialog.room.table.setCurrentItem(row)
    QTest.keyClick(dialog.room.table, Qt.Key.Key_Delete)
    assert "Delete the files of Real-ESRGAN?" in answer(qtbot, "Remove")
    qtbot.waitUntil(lambda: "2.5 MB given back" in dialog.strip.words, timeout=20_000)
    assert not (with_anime.weights / ANIME).exists()
    qtbot.waitUntil(lambda: "Real-ESRGAN" not in dialog.room.table.rows(), timeout=20_000)
    tab = dialog.parent().pages["models"]  # pyright: ignore
    qtbot.waitUntil(lambda: not tab.entries["real-esrgan"].installed, timeout=20_000)


def test_what_nobody_uses_is_cleared_after_a_question(
    open_dialog: Callable[[], StorageDialog], with_anime: Places, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    turn_to(dialog, 1, qtbot)
    for name, path in (
        ("Files that no model uses", "stranger.bin"),
        ("Unfinished downloads", "GFPGANv1.4.pth.part"),
    ):
        dialog.room.table.setCurrentItem(dialog.room.table.rows()[name])
        qtbot.mouseClick(dialog.room.remove, LEFT)
        assert path in answer(qtbot, "Keep it")
        assert (with_anime.weights / path).exists()
        qtbot.mouseClick(dialog.room.remove, LEFT)
        answer(qtbot, "Delete")
        qtbot.waitUntil(lambda n=name: n not in dialog.room.table.rows(), timeout=20_000)
        assert not (with_anime.weights / path).exists()
    assert not (with_anime.weights / "GFPGANv1.4.pth.part.json").exists()
    assert (with_anime.weights / ANIME).exists()


def test_what_is_the_users_own_cannot_be_cleared(
    open_dialog: Callable[[], StorageDialog], with_anime: Places, qtbot: QtBot
) -> None:
    (with_anime.examples / "fake" / "1").mkdir(parents=True)
    (with_anime.examples / "fake" / "1" / "example.md").write_text("x")
    dialog = open_dialog()
    turn_to(dialog, 1, qtbot)
    dialog.room.table.setCurrentItem(dialog.room.table.rows()["Examples"])
    assert not dialog.room.remove.isEnabled()
    QTest.keyClick(dialog.room.table, Qt.Key.Key_Delete)
    assert shown(QMessageBox) is None


# -- other programs ----------------------------------------------------------------------------


def test_a_folder_is_adopted_its_models_added_and_forgotten(
    open_dialog: Callable[[], StorageDialog],
    starter_store: WeightStore,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comfy = tmp_path / "ComfyUI"
    upscalers = comfy / "models" / "upscale_models"
    upscalers.mkdir(parents=True)
    (comfy / "models" / "loras").mkdir()
    shutil.copy(starter_store.folder / ANIME, upscalers / "anime.safetensors")
    make.upscaler(upscalers / "lines.pth")
    before = {path: path.stat().st_mtime_ns for path in comfy.rglob("*")}
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(comfy))
    dialog = open_dialog()
    page, places = dialog.adopted, dialog.context.places
    turn_to(dialog, 2, qtbot)
    qtbot.mouseClick(page.add, LEFT)
    qtbot.waitUntil(lambda: str(comfy) in page.table.rows(), timeout=60_000)
    assert "Installed now" in dialog.strip.words
    assert "your own: 1." in dialog.strip.words
    row = page.table.rows()[str(comfy)]
    assert (row.text(1), "animevideov3" in row.text(2).lower()) == ("ComfyUI", True)
    tab = dialog.parent().pages["models"]  # pyright: ignore
    qtbot.waitUntil(lambda: tab.entries["real-esrgan"].installed, timeout=20_000)

    page.table.setCurrentItem(row)
    qtbot.mouseClick(page.more, LEFT)
    qtbot.waitUntil(lambda: "me/lines" in dialog.strip.words, timeout=120_000)
    assert not (places.data / "models" / "me" / "lines" / "lines.pth").exists()
    qtbot.waitUntil(lambda: dialog.context.jobs.is_idle, timeout=20_000)
    qtbot.mouseClick(page.forget, LEFT)
    qtbot.waitUntil(lambda: "not used any more" in dialog.strip.words, timeout=20_000)
    assert AdoptedList(places.adopted).all() == ()
    qtbot.waitUntil(lambda: not tab.entries["real-esrgan"].installed, timeout=20_000)
    assert {path: path.stat().st_mtime_ns for path in comfy.rglob("*")} == before


# -- packs -------------------------------------------------------------------------------------


def test_a_pack_is_saved_and_installed_by_drop(
    open_dialog: Callable[[], StorageDialog],
    with_anime: Places,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "stick.tar"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_a: (str(target.with_suffix("")), "")
    )
    dialog = open_dialog()
    turn_to(dialog, 3, qtbot)
    assert "are downloaded first" in dialog.packs.told.text()
    assert "non-commercial" in dialog.packs.told.text()
    QTest.keyClick(dialog.packs.installed, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Real-ESRGAN: 2.5 MB." in dialog.packs.told.text(), timeout=20_000)
    assert dialog.packs.told.text() == "Real-ESRGAN: 2.5 MB."
    qtbot.mouseClick(dialog.packs.save_button, LEFT)
    qtbot.waitUntil(lambda: "Saved as" in dialog.strip.words, timeout=60_000)
    assert target.is_file()
    dialog.reject()
    (with_anime.weights / ANIME).unlink()

    window = dialog.parent()
    assert isinstance(window, MainWindow)
    tab = window.page
    assert isinstance(tab, ModelsTab)
    assert drop(tab, target)
    qtbot.waitUntil(
        lambda: (d := shown(StorageDialog)) is not None and "1 files" in d.strip.words,
        timeout=60_000,
    )
    assert (with_anime.weights / ANIME).is_file()


def test_a_file_that_is_no_pack_is_told(
    open_dialog: Callable[[], StorageDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "letter.tar"
    file.write_text("Dear reader")
    dialog = open_dialog()
    dialog.install_packs([file, file])
    qtbot.waitUntil(lambda: "letter.tar" in dialog.strip.words, timeout=60_000)
    qtbot.waitUntil(lambda: dialog.context.jobs.is_idle, timeout=20_000)
    assert dialog.pages.isEnabled()


def test_offline_only_what_is_here_can_be_packed(
    open_dialog: Callable[[], StorageDialog], with_anime: Places, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    dialog.context.settings.change(offline=True)
    turn_to(dialog, 3, qtbot)
    assert "Offline mode" in dialog.packs.told.text()
    assert not dialog.packs.save_button.isEnabled()
    dialog.packs.installed.click()
    qtbot.waitUntil(dialog.packs.save_button.isEnabled, timeout=20_000)


def test_closing_stops_a_job_first(open_dialog: Callable[[], StorageDialog], qtbot: QtBot) -> None:
    dialog = open_dialog()

    def endless(progress: Any) -> None:
        while True:
            progress.update(0.5)

    dialog.run_job(endless, lambda _nothing: None, "long")
    assert not dialog.pages.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown(StorageDialog) is None, timeout=20_000)
    assert dialog.context.jobs.is_idle
