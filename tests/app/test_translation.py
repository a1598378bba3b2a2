"""Sentences of the pipelines in the user's language."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.translation import (
    install_translations,
    known_languages,
    locale_of,
    translate,
    translate_param,
)
from pipelines.text import text


class Upside(QTranslator):
    """Knows one sentence, with its places in another order, and one with a misspelt place."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> Any:
        return {
            ("pipelines", "Tile {n} of {total}"): "{total} Kacheln, dies ist {n}",
            ("pipelines", "Bad {name}"): "Schlecht {nome}",
            ("params", "Scale"): "Faktor",
        }.get((context, source))


def test_templates_are_translated_and_filled(qapp: QApplication) -> None:
    translator = Upside()
    QCoreApplication.installTranslator(translator)
    try:
        assert translate(text("Tile {n} of {total}", n=1, total=9)) == "9 Kacheln, dies ist 1"
        assert translate(text("Bad {name}", name="x")) == "Bad x"
        assert translate(text("New {what}", what=text("Tile {n} of {total}", n=2, total=3))) == (
            "New 3 Kacheln, dies ist 2"
        )
        assert translate_param("Scale") == "Faktor"
        assert translate_param("") == ""
    finally:
        QCoreApplication.removeTranslator(translator)
    assert translate(text("Tile {n} of {total}", n=1, total=9)) == "Tile 1 of 9"


def test_a_language_without_translation_is_english(qapp: QApplication, tmp_path: Path) -> None:
    default = QLocale()
    try:
        for translator in install_translations(qapp, "xx", tmp_path):
            QCoreApplication.removeTranslator(translator)
        assert translate_param("Scale") == "Scale"
    finally:
        QLocale.setDefault(default)
    assert locale_of("auto") == QLocale.system()
    assert known_languages(tmp_path) == ("en",)
    (tmp_path / "hearth_de.qm").touch()
    assert known_languages(tmp_path) == ("en", "de")
