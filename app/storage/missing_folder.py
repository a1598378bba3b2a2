"""What can be done when the folder with the models is not there: no window can open yet."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.translation import translate
from pipelines.errors import HearthError
from pipelines.places import Places, default_places


def ask_what_to_do(error: HearthError) -> bool:
    """Say why no window opens, here and in the terminal; whether to try again.

    Another folder can be chosen, unless even the file that names the folder cannot be read.
    """
    words = translate(error.text)
    print(words, file=sys.stderr)  # noqa: T201
    places = _known_places()
    box = QMessageBox(QMessageBox.Icon.Critical, "Hearth", words)
    roles = QMessageBox.ButtonRole
    try_again = QCoreApplication.translate("MissingFolder", "&Try again")
    choose = QCoreApplication.translate("MissingFolder", "&Choose another folder…")
    give_up = QCoreApplication.translate("MissingFolder", "&Quit")
    again = box.addButton(try_again, roles.AcceptRole)
    other = box.addButton(choose, roles.ActionRole) if places else None
    leave = box.addButton(give_up, roles.RejectRole)
    for button in filter(None, (again, other, leave)):
        button.setAccessibleName(button.text().replace("&", ""))
    box.setDefaultButton(again)
    box.setEscapeButton(leave)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    if places is not None and other is not None and clicked is other:
        name = QFileDialog.getExistingDirectory(
            None, QCoreApplication.translate("MissingFolder", "Folder for models")
        )
        return _use(places, Path(name)) if name else True
    return clicked is again


def _known_places() -> Places | None:
    try:
        return default_places()
    except HearthError:
        return None


def _use(places: Places, folder: Path) -> bool:
    """Keep models there; whether to try again, which it is after a refusal was told, too."""
    from pipelines.storage.location import proposed, use_folder

    try:
        use_folder(places, proposed(folder))
    except HearthError as error:
        return ask_what_to_do(error)
    return True
