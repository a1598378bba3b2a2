"""The window: lean imports, menus, tabs, geometry, closing in the middle of a job."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

import app.__main__ as entry
from app.context import AppContext
from app.jobs import QUICK, JobState
from app.main_window import MainWindow
from app.settings import ColorMode, Settings, read_settings, write_settings
from app.tab_registry import all_tabs
from app.task_tab import TaskTab
from app.theme import DARK
from pipelines.places import default_places
from pipelines.progress import Progress
from tests.app.conftest import MakeWindow, fake_tab
from tests.fakes import FakeModel

HEAVY = (
    "torch",
    "numpy",
    "diffusers",
    "transformers",
    "pyvips",
    "PIL",
    "spandrel",
    "pydantic",
    "numba",
)


def run_python(code: str) -> Any:
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    return json.loads(found.stdout.splitlines()[-1])


def test_opening_the_window_imports_nothing_heavy() -> None:
    code = """
import json, sys
from app.__main__ import build_window, make_application
from pipelines.places import default_places
app = make_application()
window = build_window(app, default_places())
window.show()
print(json.dumps(sorted(sys.modules)))
sys.stdout.flush()
import os; os._exit(0)
"""
    loaded = {name.partition(".")[0] for name in run_python(code)}
    assert not loaded & set(HEAVY)


def test_listing_the_models_imports_no_torch() -> None:
    code = """
import json, sys
from pipelines.registry import all_models
all_models()
print(json.dumps(sorted(sys.modules)))
"""
    loaded = {name.partition(".")[0] for name in run_python(code)}
    assert not loaded & {"torch", "numpy", "numba", "diffusers", "PySide6"}


def test_every_file_in_tabs_is_a_tab() -> None:
    tabs = all_tabs()
    assert [tab.key for tab in tabs] == sorted({tab.key for tab in tabs}, key=_order(tabs))
    assert "upscaling" in {tab.key for tab in tabs}


def _order(tabs: Any) -> Any:
    return {tab.key: (tab.order, tab.key) for tab in tabs}.get


def test_tabs_are_made_when_looked_at(make_window: MakeWindow, fake: FakeModel) -> None:
    window = make_window(fake_tab("one", [fake.spec()], 1), fake_tab("two", [fake.spec()], 2))
    assert list(window.pages) == ["one"]
    window.actions_.next_tab.trigger()
    assert list(window.pages) == ["one", "two"]
    assert window.page is window.pages["two"]
    assert window.rail.buttons[1].isChecked()
    window.actions_.next_tab.trigger()
    assert window.page is window.pages["one"]
    window.actions_.previous_tab.trigger()
    assert window.context.settings.value.last_tab == "two"


def test_a_window_without_tabs_opens(make_window: MakeWindow, context: AppContext) -> None:
    window = MainWindow(context, ())
    window.show()
    window.actions_.run.trigger()
    window.actions_.next_tab.trigger()
    assert window.close()


def test_a_broken_tab_list_of_models_is_told(make_window: MakeWindow, fake: FakeModel) -> None:
    def broken() -> Any:
        raise RuntimeError("no models today")

    from app.context import Tab
    from app.task_tab import TaskTab

    window = make_window(Tab("x", "X", 0, "picture", lambda c: TaskTab(c, "x", broken)))
    page = window.page
    assert isinstance(page, TaskTab)
    assert "no models today" in page.strip.words


def test_the_colours_can_be_chosen_in_the_menu(window: MainWindow) -> None:
    window.actions_.modes[ColorMode.DARK].trigger()
    assert window.context.theme.colors is DARK
    assert window.context.settings.value.theme is ColorMode.DARK
    window.actions_.modes[ColorMode.LIGHT].trigger()


def test_bad_settings_are_told_in_the_window(
    make_window: MakeWindow, hearth_home: Path, qapp: Any
) -> None:
    hearth_home.mkdir()
    default_places().settings.write_text('theme = "pink"\n', encoding="utf-8")
    window = entry.build_window(qapp, default_places())
    window.show()
    try:
        assert window.strip.isVisible()
        assert "pink" in window.strip.words
    finally:
        assert window.context.jobs.shutdown(20)
        window.close()


def test_uncaught_exceptions_are_shown(window: MainWindow) -> None:
    window.show_unexpected(ZeroDivisionError("oh"), "Traceback")
    assert window.strip.isVisible()
    assert "ZeroDivisionError" in window.strip.words


# -- geometry ----------------------------------------------------------------------------------


def test_geometry_is_remembered(
    make_window: MakeWindow, context: AppContext, fake: FakeModel
) -> None:
    first = make_window()
    first.resize(880, 640)
    first.close()
    saved, _ = read_settings(context.places.settings)
    assert saved.window_geometry
    second = make_window()
    assert second.size() == first.size()


@pytest.mark.parametrize("geometry", ["", "nonsense", "AdnQywADAAA=", "ü"])
def test_bad_geometry_is_ignored(
    make_window: MakeWindow, context: AppContext, geometry: str
) -> None:
    context.settings.change(window_geometry=geometry, window_state=geometry)
    window = make_window()
    assert window.width() >= 880


def test_a_vanished_screen_does_not_take_the_window_along(window: MainWindow) -> None:
    window.move(QPoint(20_000, 20_000))
    window._stay_on_screen()
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    assert any(QRect(screen).intersects(window.frameGeometry()) for screen in screens)


# -- closing -----------------------------------------------------------------------------------


def endless(progress: Progress) -> None:
    while True:
        progress.update(0.5)
        time.sleep(0.005)


def press(window: MainWindow, words: str) -> None:
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    next(button for button in box.findChildren(QPushButton) if button.text() == words).click()


def test_closing_asks_while_a_job_runs(qtbot: QtBot, window: MainWindow) -> None:
    job = window.context.jobs.submit(endless, "long")
    qtbot.waitUntil(lambda: job.state is JobState.RUNNING)
    assert not window.close()
    press(window, "Keep running")
    assert window.isVisible()
    assert job.state is JobState.RUNNING
    assert not window.close()
    press(window, "Stop and close")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)
    assert job.state is JobState.CANCELLED


def test_closing_waits_for_the_step_without_freezing(qtbot: QtBot, window: MainWindow) -> None:
    step = threading.Event()

    def work(progress: Progress) -> None:
        step.wait(10)
        progress.update(0.5)

    job = window.context.jobs.submit(work)
    qtbot.waitUntil(lambda: job.state is JobState.RUNNING)
    window.close()
    press(window, "Stop and close")
    qtbot.wait(100)
    assert window.isVisible()
    assert "Stopping after this step" in window.strip.words
    step.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)


def test_quiet_jobs_are_stopped_without_asking(qtbot: QtBot, window: MainWindow) -> None:
    job = window.context.jobs.submit(endless, lane=QUICK)
    qtbot.waitUntil(lambda: job.state is JobState.RUNNING)
    window.close()
    assert window.findChild(QMessageBox) is None
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)


def test_an_idle_window_closes_at_once(window: MainWindow) -> None:
    window.status.start()
    window.context.jobs.cancel_all()
    assert window.close() or not window.context.jobs.is_idle


# -- dialogs and start -------------------------------------------------------------------------


def test_settings_count_at_once(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtWidgets import QComboBox

    from app.settings_dialog import SettingsDialog

    window.rail.settings_button.click()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    rows = {name: row for form in dialog.forms for name, row in form.rows.items()}
    box = rows["theme"].findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(2)
    assert window.context.theme.colors is DARK
    rows["output_folder"].editor.controls()[0].setText("/tmp/out")  # pyright: ignore
    rows["tile"].editor.set_value(128)
    rows["tile"].editor.changed.emit()
    value = window.context.settings.value
    assert (value.output_folder, value.tile) == (Path("/tmp/out"), 128)
    box.setCurrentIndex(1)
    dialog.reject()


def test_a_memory_budget_is_checked_before_it_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtWidgets import QLineEdit

    from app.settings_dialog import SettingsDialog

    window.open_settings()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    rows = {name: row for form in dialog.forms for name, row in form.rows.items()}
    row, settings = rows["memory_budget"], window.context.settings
    line = row.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "6 GB")
    assert settings.value.memory_budget == "6 GB"
    assert row.problem.text() == ""
    qtbot.keyClicks(line, "lots")
    assert "is no amount of memory" in row.problem.text()
    assert settings.value.memory_budget == "6 GB"
    rows["tile"].editor.set_value(128)  # another change neither stores nor wipes it
    rows["tile"].editor.changed.emit()
    assert (settings.value.tile, settings.value.memory_budget) == (128, "6 GB")
    assert line.text() == "6 GBlots"
    assert row.problem.text()
    line.clear()
    assert settings.value.memory_budget == ""
    assert row.problem.text() == ""
    qtbot.keyClicks(line, "cuda:0=6GB, cpu=2GB")
    assert settings.value.memory_budget == "cuda:0=6GB, cpu=2GB"
    qtbot.waitUntil(lambda: "free" in dialog.memory.text(), timeout=20_000)
    assert "CPU" in dialog.memory.text()
    dialog.reject()


def test_changing_colours_moves_nothing(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page
    assert isinstance(page, TaskTab)
    settings = window.context.settings
    window.resize(1024, 600)
    window.status.hide()  # the free memory changes by itself
    page.panel.show_help(True)
    for mode in (ColorMode.DARK, ColorMode.LIGHT):  # what is shown late gets its final height
        settings.change(theme=mode)
        QApplication.processEvents()
    area = page.panel.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    place = bar.value()
    assert place > 0
    before = window.grab().toImage()
    settings.change(theme=ColorMode.DARK)
    QApplication.processEvents()
    assert bar.value() == place
    assert window.grab().toImage() != before
    settings.change(theme=ColorMode.LIGHT)
    QApplication.processEvents()
    assert bar.value() == place
    assert window.grab().toImage() == before


def test_about_opens(window: MainWindow) -> None:
    from app.about import AboutDialog

    window.actions_.about.trigger()
    dialog = window.findChild(AboutDialog)
    assert isinstance(dialog, AboutDialog)
    dialog.reject()


def test_without_a_screen_there_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert entry.main([]) == 1
    assert "no screen" in capsys.readouterr().err


def test_the_whole_program_opens_and_quits(hearth_home: Path) -> None:
    hearth_home.mkdir()
    write_settings(Settings(theme=ColorMode.DARK), default_places().settings)
    code = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import app.__main__ as entry
build = entry.build_window
def closing(app, places):
    window = build(app, places)
    QTimer.singleShot(800, window.close)
    return window
entry.build_window = closing
print(json.dumps(entry.main([])))
"""
    environment = {**os.environ, "HEARTH_HOME": str(hearth_home)}
    found = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code],
        capture_output=True, text=True, timeout=120, check=False, env=environment,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    assert found.stdout.strip() == "0"
    assert "Traceback" not in found.stderr
    saved, complaints = read_settings(default_places().settings)
    assert saved.window_geometry
    assert complaints == []


def test_shortcuts_are_in_the_menus(window: MainWindow) -> None:
    actions = window.actions_
    keys = {
        actions.open: "Ctrl+O",
        actions.paste: "Ctrl+V",
        actions.run: "Ctrl+Return",
        actions.cancel: "Esc",
        actions.save: "Ctrl+S",
        actions.settings: "Ctrl+,",
        actions.help: "F1",
        actions.next_tab: "Ctrl+Tab",
    }
    for action, words in keys.items():
        assert action.shortcut().toString() == words
