"""For everyone: all words translated, all controls named, Tab in the order one reads."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.about import AboutDialog
from app.main_window import MainWindow
from app.settings_dialog import SettingsDialog
from app.storage.actions import Beginning, DataFolder, look_at
from app.storage.dialog import StorageDialog
from app.storage.move_dialog import MoveDialog
from app.storage.welcome_dialog import WelcomeDialog
from app.tab_registry import all_tabs
from app.task_tab import TaskTab
from app.widgets.drop_zone import DropZone
from pipelines.registry import all_models
from pipelines.weights.adopted_list import Adopted, Program
from tests.app.conftest import MakeWindow, fake_tab
from tests.app.walking import controls_of, focus_chain, place_in, words_of
from tests.fakes import FakeModel


class Brackets(QTranslator):
    """Wraps every text that goes through translation."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> Any:
        return f"⟦{source}⟧"


@pytest.fixture
def brackets(qapp: QApplication) -> Iterator[None]:
    translator = Brackets()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def untranslated(window: QWidget, allowed: tuple[str, ...] = ()) -> list[str]:
    """Texts with letters outside of any bracket, but for the allowed ones."""
    found: list[str] = []
    for where, words in words_of(window):
        rest = words
        for known in allowed:
            rest = rest.replace(known, "")
        has_letters = any(
            letter.isalpha() for letter in rest.replace("<qt>", "").replace("</qt>", "")
        )
        if has_letters and "⟦" not in words:
            found.append(f"{where}: {words}")
    return found


@pytest.mark.usefixtures("brackets")
def test_every_word_of_the_window_is_translated(
    qtbot: QtBot, make_window: MakeWindow, photo: Path
) -> None:
    window = make_window(*all_tabs())
    for index in range(len(window.tabs)):
        window.show_tab(index)
    qtbot.waitUntil(lambda: window.context.jobs.is_idle, timeout=60_000)
    # What one types on the command line, and names of licences, are the same in every language.
    known = [words for spec in all_models() for words in (spec.source, spec.name)]
    known += {weight.licence.name for spec in all_models() for weight in spec.catalogue()}
    assert untranslated(window, tuple(known)) == []


def test_no_tab_takes_a_shortcut_of_the_window(qtbot: QtBot, make_window: MakeWindow) -> None:
    """Two owners of one key get neither: Qt calls it ambiguous."""
    window = make_window(*all_tabs())
    taken = {
        keys.toString(): action.text()
        for action in window.findChildren(QAction)
        if action.parent() is window
        for keys in action.shortcuts()
    }
    assert "Ctrl+O" in taken
    clashes: set[str] = set()
    for index, tab in enumerate(window.tabs):
        window.show_tab(index)
        qtbot.waitUntil(lambda: window.context.jobs.is_idle, timeout=60_000)
        page = window.pages[tab.key]
        keys = [item.key() for item in page.findChildren(QShortcut)]
        keys += [item.shortcut() for item in page.findChildren(QAbstractButton)]
        keys += [found for item in page.findChildren(QAction) for found in item.shortcuts()]
        clashes |= {
            f"{tab.key}: {name}" for name in map(QKeySequence.toString, keys) if name in taken
        }
    assert clashes == set()


@pytest.mark.usefixtures("brackets")
def test_every_word_of_a_default_tab_is_translated(
    qtbot: QtBot, make_window: MakeWindow, fake: FakeModel, photo: Path
) -> None:
    window = make_window(fake_tab("one", [fake.spec()]))
    page = window.page
    assert isinstance(page, TaskTab)
    page.add_paths([photo])
    qtbot.waitUntil(lambda: bool(page.inputs))
    qtbot.waitUntil(lambda: window.context.jobs.is_idle, timeout=20_000)
    assert untranslated(window, (str(photo), photo.name)) == []


@pytest.mark.usefixtures("brackets")
def test_every_word_of_the_dialogs_is_translated(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    places = window.context.places
    for dialog in dialogs_of(window):
        qtbot.waitUntil(lambda: window.context.jobs.is_idle, timeout=60_000)
        known = (str(places.settings), str(places.data), "Apache-2.0")
        assert untranslated(dialog, known) == []
        dialog.deleteLater()


def test_every_dash_is_the_one_that_qt_puts_into_titles(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(*all_tabs())
    assert window.windowTitle() == "Upscaling — Hearth"
    words = [words for place in (window, *dialogs_of(window)) for _, words in words_of(place)]
    assert [text for text in words if "–" in text] == []


def dialogs_of(window: MainWindow) -> list[QDialog]:
    look = look_at(window.context.places.data)
    comfy = Adopted(Program.COMFYUI, Path("/ComfyUI"), ())
    return [
        SettingsDialog(window.context, window),
        AboutDialog(window.context.places, window),
        StorageDialog(window.context, window),
        WelcomeDialog(window.context, Beginning(look, (comfy,)), window),
        MoveDialog(window.context, DataFolder(look, 5, 1, None), look, window),
    ]


def spoken_name(control: QWidget) -> str:
    """What a screen reader says: the name given, else what Qt finds in text and label."""
    return QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)


def test_every_control_has_a_name(qtbot: QtBot, make_window: MakeWindow, fake: FakeModel) -> None:
    window = make_window(*all_tabs(), fake_tab("one", [fake.spec()], 99))
    for index in range(len(window.tabs)):
        window.show_tab(index)
    qtbot.waitUntil(lambda: window.context.jobs.is_idle, timeout=20_000)
    nameless = [
        f"{type(control).__name__} in {type(control.parentWidget()).__name__}"
        for place in (window, *dialogs_of(window))
        for control in controls_of(place)
        if not spoken_name(control)
    ]
    assert nameless == []


def test_every_control_can_be_reached_by_keyboard(window: MainWindow) -> None:
    page = window.page
    assert isinstance(page, TaskTab)
    assert page.panel.form is not None
    reached = set(focus_chain(window))
    shown = [control for control in controls_of(page.panel) if control.isVisible()]
    missing = [c.accessibleName() for c in shown if c.isEnabled() and c not in reached]
    assert missing == []
    assert set(page.findChildren(DropZone)) <= reached


def read_order(window: QWidget, widgets: list[QWidget]) -> list[QWidget]:
    """Left column before right column, then top to bottom, then left to right."""

    def key(widget: QWidget) -> tuple[int, int, int]:
        place = place_in(window, widget)
        column = 0 if place.x() < 88 else 1 if place.x() < 432 else 2
        # What stands on one line may differ in height by a few pixels.
        return column, (place.y() + widget.height() // 2) // 24, place.x()

    return sorted(widgets, key=key)


def test_tab_goes_in_the_order_one_reads(make_window: MakeWindow, fake: FakeModel) -> None:
    window = make_window(fake_tab("one", [fake.spec()]))
    window.resize(1280, 1000)
    QApplication.processEvents()
    chain = focus_chain(window)
    start = chain.index(window.rail.buttons[0])
    chain = chain[start:] + chain[:start]
    inside = [widget for widget in chain if not isinstance(widget, DropZone)]
    names = [widget.accessibleName() for widget in inside]
    assert names == [widget.accessibleName() for widget in read_order(window, inside)]
