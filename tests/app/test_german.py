"""The German translation: it is whole, and the window speaks it."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

import app.__main__ as entry
from app.context import AppContext
from app.settings import read_settings, write_settings
from app.settings_dialog import SettingsDialog
from app.tab_registry import all_tabs
from app.translation import (
    FOLDER,
    install_translations,
    known_languages,
    spoken_language,
    translate,
    translate_param,
)
from pipelines.errors import UnreadablePicture
from pipelines.places import default_places
from tests.app.conftest import MakeWindow

TOOL = Path(__file__).parents[2] / "packaging" / "translations.py"


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    assert install_translations(qapp, "de")
    yield
    install_translations(qapp, "en")
    QLocale.setDefault(before)


def messages() -> list[tuple[str, str]]:
    """Every source string with its translation, and with each form of it where a number counts."""
    told: list[tuple[str, str]] = []
    for message in ElementTree.parse(FOLDER / "hearth_de.ts").getroot().iter("message"):
        forms = [*message.iter("numerusform")] or [*message.iter("translation")]
        told += [(message.findtext("source") or "", form.text or "") for form in forms]
    return told


def labels(window: QWidget) -> set[str]:
    return {label.text() for label in window.findChildren(QLabel)}


def places_in(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def test_every_string_of_todays_sources_is_translated_and_compiled() -> None:
    told = subprocess.run(
        [sys.executable, str(TOOL), "--check"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, f"run packaging/translations.py:\n{told.stdout}{told.stderr}"


def test_the_check_tells_what_is_missing(tmp_path: Path) -> None:
    """Else the test above could not fail."""
    path = tmp_path / "hearth_de.ts"
    words = (FOLDER / "hearth_de.ts").read_text(encoding="utf-8")
    words = words.replace("<translation>Sprache</translation>", "<translation></translation>")
    path.write_text(words.replace("<source>Scale</source>", "<source>Old</source>"), "utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(TOOL.parent)!r})\n"
        "from pathlib import Path\nfrom translations import differences\n"
        f"print('\\n'.join(differences(Path({str(path)!r}))))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert "lacks 'Scale' (params)" in told
    assert "still has 'Old' (params)" in told
    assert "no translation of 'Language' (SettingsDialog)" in told
    assert "hearth_de.qm is not made from hearth_de.ts" in told


def test_translations_keep_places_and_mnemonics() -> None:
    assert len(messages()) > 900
    for source, translation in messages():
        if "{" in source or "{" in translation:
            assert places_in(translation) == places_in(source), source
        assert translation.count("%Ln") == source.count("%Ln"), source
        assert translation.count("&") == source.count("&"), source
        assert translation.endswith("…") == source.endswith("…"), source


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "Saved 1 file in {folder}.", "Saved 1,200 files in {folder}."),
        ("de", "1 Datei in {folder} gespeichert.", "1.200 Dateien in {folder} gespeichert."),
    ],
)
def test_one_is_not_many(qapp: QApplication, language: str, one: str, many: str) -> None:
    """English has a translation for that too."""
    before = QLocale()
    install_translations(qapp, language)
    try:
        for count, words in ((1, one), (1200, many)):
            source = "Saved %Ln files in {folder}."
            assert QCoreApplication.translate("Saving", source, "", count) == words
    finally:
        install_translations(qapp, "en")
        QLocale.setDefault(before)


def test_no_two_entries_of_a_menu_share_a_key(german: None, make_window: MakeWindow) -> None:
    window = make_window(*all_tabs())
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.actions()]
    assert len(menus) >= 4
    for entries in (window.menuBar().actions(), *(menu.actions() for menu in menus)):
        keys = [action.text().partition("&")[2][:1].lower() for action in entries]
        keys = [key for key in keys if key]
        assert len(keys) == len(set(keys)), [action.text() for action in entries]


def test_a_german_window(german: None, make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(*all_tabs())
    titles = [action.text().replace("&", "") for action in window.menuBar().actions()]
    assert titles == ["Datei", "Auftrag", "Ansicht", "Hilfe"]
    assert [button.text() for button in window.rail.buttons] == [
        "Hochskalieren",
        "Porträts",
        "Transkription",
        "Bild-F&&A",
        "Chat",
        "Modelle",
    ]
    qtbot.waitUntil(lambda: "Faktor" in labels(window), timeout=20_000)
    refusal = UnreadablePicture("{name} is a folder, not a picture.", name="a.png")
    assert translate(refusal.text) == "a.png ist ein Ordner, kein Bild."
    assert QLocale().toString(1.5) == "1,5"


def test_the_next_window_of_the_process_speaks_another_language(qapp: QApplication) -> None:
    before = QLocale()
    for language, title in (("de", "Abbrechen"), ("en", "Cancel"), ("de", "Abbrechen")):
        places = default_places()
        settings, _ = read_settings(places.settings)
        write_settings(replace(settings, language=language), places.settings)
        window = entry.build_window(qapp, places)
        try:
            assert window.actions_.cancel.text().replace("&", "") == title
        finally:
            assert window.context.jobs.shutdown(20)
            window.close()
    install_translations(qapp, "en")
    assert translate_param("Scale") == "Scale"
    QLocale.setDefault(before)


def test_names_on_the_rail_and_on_tabs_have_room(german: None, make_window: MakeWindow) -> None:
    window = make_window(*all_tabs())
    window.show()
    for button in (*window.rail.buttons, window.rail.settings_button):
        assert button.width() >= button.sizeHint().width()


def test_what_stands_above_a_missing_folder_is_german(qapp: QApplication) -> None:
    places = default_places()
    settings, _ = read_settings(places.settings)
    write_settings(replace(settings, language="de"), places.settings)
    entry._speak_without_places(qapp)
    try:
        refusal = UnreadablePicture("There is no file {path}.", path="x")
        assert translate(refusal.text) == "Es gibt keine Datei x."
    finally:
        install_translations(qapp, "en")
        QLocale.setDefault(QLocale.system())


def test_the_settings_offer_german(context: AppContext, qtbot: QtBot) -> None:
    dialog = SettingsDialog(context)
    qtbot.addWidget(dialog)
    boxes = dialog.findChildren(QComboBox)
    words = [box.itemText(index) for box in boxes for index in range(box.count())]
    assert "Deutsch" in words
    assert known_languages() == ("en", "de")


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [("de", "de"), ("de_AT", "de"), ("en_GB", "en"), ("fr", "en"), ("C", "en")],
)
def test_the_language_nearest_to_the_wanted_one(wanted: str, spoken: str) -> None:
    assert spoken_language(QLocale(wanted), ("en", "de")) == spoken
