"""The user's language: installs translations and translates what the pipelines say.

Pipelines speak in `Text` (a template and values), translated in the context "pipelines"; titles,
descriptions and labels of params and models in the context "params".
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources
from pipelines.text import Text

FOLDER = Path(resources.__file__).parent / "translations"


def locale_of(language: str) -> QLocale:
    """The locale of a setting: "auto" is the system's."""
    return QLocale.system() if language == "auto" else QLocale(language)


def install_translations(
    app: QCoreApplication, language: str, folder: Path = FOLDER
) -> list[QTranslator]:
    """Load Qt's and our translations for that language; what is missing stays English."""
    locale = locale_of(language)
    QLocale.setDefault(locale)
    installed: list[QTranslator] = []
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, where in (("qtbase", qt_folder), ("hearth", str(folder))):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", where) and app.installTranslator(translator):
            installed.append(translator)
    return installed


def known_languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Languages there is a translation for, English first."""
    found = {path.stem.partition("_")[2] for path in folder.glob("hearth_*.qm")}
    return ("en", *sorted(found - {"en"}))


def translate(words: Text) -> str:
    """A sentence of the pipelines in the user's language. Values that are `Text` are too."""
    template = QCoreApplication.translate("pipelines", words.template)
    values = {
        key: translate(value) if isinstance(value, Text) else value
        for key, value in words.values.items()
    }
    try:
        return template.format(**values) if values else template
    except (KeyError, IndexError, ValueError):
        return str(words)  # a translation with a misspelt place must not lose the sentence


def translate_param(words: str) -> str:
    """A title, description, label or unit that a model declares."""
    return QCoreApplication.translate("params", words) if words else ""
