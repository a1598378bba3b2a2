"""A window over fake models."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.context import AppContext, Tab
from app.engine import Engine
from app.import_hook import remove_import_hook
from app.jobs import JobQueue
from app.main_window import MainWindow
from app.settings import SettingsStore
from app.task_tab import TaskTab
from app.theme import Theme
from app.translation import install_translations
from pipelines.places import default_places
from pipelines.spec import ModelSpec
from tests.fakes import FakeModel

remove_import_hook()  # as app.__main__ does

MakeWindow = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Leave nothing on it.

    The offscreen platform deletes what is on the clipboard after Python has ended, and a QMimeData
    that a test made crashes the process then.
    """
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def undressed(qapp: QApplication) -> Iterator[None]:
    """The application as it was: a test's theme must not dress the widgets of the next test.

    Under a style sheet widgets take their palette from it, and no longer from their parents.
    """
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    yield
    if qapp.styleSheet() != sheet:
        qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    """English as the application speaks it: with its plurals, which are not in the sources."""
    before = QLocale()
    translators = install_translations(qapp, "en")
    yield
    for translator in translators:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.fixture
def fake() -> FakeModel:
    return FakeModel()


@pytest.fixture
def queue(qtbot: QtBot) -> Iterator[JobQueue]:
    made = JobQueue()
    yield made
    assert made.shutdown(10)
    QApplication.processEvents()


@pytest.fixture
def context(qapp: QApplication, queue: JobQueue) -> Iterator[AppContext]:
    places = default_places()
    settings = SettingsStore(places.settings)
    theme = Theme(qapp, settings.value.theme)
    yield AppContext(places, settings, theme, queue, Engine(places))
    # One application outlives all tests; themes of old ones must not dress it as well.
    qapp.styleHints().colorSchemeChanged.disconnect(theme._follow)


def fake_tab(key: str, specs: Sequence[ModelSpec[Any]], order: int = 0) -> Tab:
    """A default tab over these models."""
    title = f"Fake {key}"
    return Tab(key, title, order, "picture", lambda context: TaskTab(context, key, lambda: specs))


@pytest.fixture
def make_window(context: AppContext, fake: FakeModel, qtbot: QtBot) -> Iterator[MakeWindow]:
    """Windows that are shown, ready, and closed at the end."""
    windows: list[MainWindow] = []

    def make(*tabs: Tab) -> MainWindow:
        chosen = tabs or (fake_tab("one", [fake.spec()]), fake_tab("two", [fake.spec()]))
        window = MainWindow(context, chosen)
        windows.append(window)
        window.show()
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
        return window

    yield make
    for window in windows:
        context.jobs.cancel_all()
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
        # Not left to the plug-in, which deletes a window that is still waiting for a quiet job.
        if isValid(window):
            window.close()
            qtbot.waitUntil(lambda w=window: not w.isVisible(), timeout=20_000)
            window.deleteLater()


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    return make_window()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A small picture file."""
    image = QImage(24, 16, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    path = tmp_path / "photo.png"
    assert image.save(str(path))
    return path
