"""What can be done with a finished portrait, from the grid, the sheet and the large view alike."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.icons import Tint, icon
from app.portraits.result_model import Portrait


class Deed(StrEnum):
    """One thing to do; the value is the icon."""

    OPEN = "eye"
    USE_SEED = "pin"
    RESTORE = "undo"
    AGAIN = "regenerate"
    VARY = "sliders"
    UPSCALE = "upscale"
    ASK = "image-qa"
    SAVE = "save"
    COPY = "copy"
    FOLDER = "folder"
    DELETE = "trash"


Do = Callable[[Deed, Sequence[Portrait]], None]

#: Those that need no settings of the Studio.
WITH_FILES = (
    Deed.OPEN,
    Deed.USE_SEED,
    Deed.UPSCALE,
    Deed.ASK,
    Deed.SAVE,
    Deed.COPY,
    Deed.FOLDER,
    Deed.DELETE,
)
#: Only for one portrait at a time.
_SINGLE = (Deed.OPEN, Deed.USE_SEED, Deed.RESTORE, Deed.AGAIN, Deed.VARY, Deed.SAVE, Deed.FOLDER)
_KEYS = {
    Deed.OPEN: "Return",
    Deed.UPSCALE: "Ctrl+U",
    Deed.ASK: "Ctrl+J",
    Deed.COPY: "Ctrl+C",
    Deed.DELETE: "Delete",
}
_PARTED_BEFORE = (Deed.UPSCALE, Deed.SAVE, Deed.DELETE)


_WORDS = {
    Deed.OPEN: QT_TRANSLATE_NOOP("Portraits", "Open"),
    Deed.USE_SEED: QT_TRANSLATE_NOOP("Portraits", "Use this seed"),
    Deed.RESTORE: QT_TRANSLATE_NOOP("Portraits", "Use its settings"),
    Deed.AGAIN: QT_TRANSLATE_NOOP("Portraits", "Make it again"),
    Deed.VARY: QT_TRANSLATE_NOOP("Portraits", "Vary its settings…"),
    Deed.UPSCALE: QT_TRANSLATE_NOOP("Portraits", "Send to Upscaling"),
    Deed.ASK: QT_TRANSLATE_NOOP("Portraits", "Send to Image Q&A"),
    Deed.SAVE: QT_TRANSLATE_NOOP("Portraits", "Save a copy…"),
    Deed.COPY: QT_TRANSLATE_NOOP("Portraits", "Copy"),
    Deed.FOLDER: QT_TRANSLATE_NOOP("Portraits", "Show in folder"),
    Deed.DELETE: QT_TRANSLATE_NOOP("Portraits", "Delete…"),
}


def words_of(deed: Deed) -> str:
    """What it is called."""
    return QCoreApplication.translate("Portraits", str(_WORDS[deed]))


def make_actions(
    owner: QWidget,
    chosen: Callable[[], Sequence[Portrait]],
    do: Do,
    deeds: Sequence[Deed] = tuple(Deed),
) -> list[QAction]:
    """Actions with keys that work while `owner` has the focus, on what is `chosen` there."""
    made: list[QAction] = []
    for deed in deeds:
        action = QAction(words_of(deed).replace("&", "&&"), owner)
        action.setData(deed)
        if deed in _KEYS:
            action.setShortcut(QKeySequence(_KEYS[deed]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(_doer(deed, chosen, do))
        made.append(action)
    owner.addActions(made)
    return made


def _doer(deed: Deed, chosen: Callable[[], Sequence[Portrait]], do: Do) -> Callable[[], None]:
    def act() -> None:
        portraits = [one for one in chosen() if one.path is not None]
        if portraits and (len(portraits) == 1 or deed not in _SINGLE):
            do(deed, portraits)

    return act


def menu_of(actions: Sequence[QAction], count: int, owner: QWidget) -> QMenu:
    """The actions that fit so many portraits."""
    menu = QMenu(owner)
    for action in actions:
        deed = Deed(action.data())
        if deed in _PARTED_BEFORE:
            menu.addSeparator()
        tint = Tint.ERROR if deed is Deed.DELETE else Tint.TEXT
        action.setIcon(icon(deed.value, owner.palette(), tint, 16))
        action.setEnabled(count == 1 or (count > 1 and deed not in _SINGLE))
        menu.addAction(action)
    return menu
