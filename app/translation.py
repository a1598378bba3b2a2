"""The user's language: installs translations and translates what the pipelines say.

Pipelines speak in `Text` (a template and values), translated in the context "pipelines"; titles,
descriptions and labels of params and models in the context "params". `packaging/translations.py`
gathers all of them.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator

import resources
from pipelines.text import Text

FOLDER = Path(resources.__file__).parent / "translations"
_NAME = "of the chosen language"


def locale_of(language: str) -> QLocale:
    """The locale of a setting: "auto" is the system's."""
    return QLocale.system() if language == "auto" else QLocale(language)


def install_translations(
    app: QCoreApplication, language: str, folder: Path = FOLDER
) -> list[QTranslator]:
    """Load Qt's and our translations for that language; what is missing stays English.

    Those of an earlier call go first: the next window of the same process may speak another.
    """
    for old in app.findChildren(QTranslator, _NAME, Qt.FindChildOption.FindDirectChildrenOnly):
        app.removeTranslator(old)
        old.deleteLater()
    locale = locale_of(language)
    QLocale.setDefault(locale)
    spoken = spoken_language(locale, known_languages(folder))
    installed: list[QTranslator] = []
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, where in (("qtbase", qt_folder), ("hearth", str(folder))):
        translator = QTranslator(app)
        translator.setObjectName(_NAME)
        if translator.load(f"{name}_{spoken}", where) and app.installTranslator(translator):
            installed.append(translator)
        else:
            translator.deleteLater()
    return installed


def spoken_language(locale: QLocale, known: Sequence[str]) -> str:
    """The first of the user's languages that is known, else English.

    Qt, asked for a file by locale, would look past English, which may have none.
    """
    for wanted in locale.uiLanguages():
        parts = wanted.replace("-", "_").split("_")
        for count in range(len(parts), 0, -1):  # zh_Hans_CN, zh_Hans, zh
            if (name := "_".join(parts[:count])) in known:
                return name
    return "en"


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
