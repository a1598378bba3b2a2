"""A question before something is deleted."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def confirm(parent: QWidget, action: str, words: str, more: str, then: Callable[[], Any]) -> None:
    """Ask, and call `then` if the button `action` is pressed. Enter and Esc keep things."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(action)
    box.setText(words)
    box.setInformativeText(more)
    keep = QCoreApplication.translate("Question", "Keep it")
    yes = box.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
    no = box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)

    def answered(_code: int) -> None:
        agreed = box.clickedButton() is yes
        box.deleteLater()
        if agreed:
            then()

    box.finished.connect(answered)
    box.open()


def confirm_removal(
    parent: QWidget, title: str, size: str, shared_with: Sequence[str], then: Callable[[], Any]
) -> None:
    """Ask whether the files of a model are to go, with the room that it gives back and the
    models that keep some of them."""
    more = QCoreApplication.translate(
        "Question", "{size} are given back. It can be downloaded again."
    )
    told = more.format(size=size)
    if shared_with:
        shared = QCoreApplication.translate("Question", "Files that {models} need, too, stay.")
        told += " " + shared.format(models=", ".join(shared_with))
    words = QCoreApplication.translate("Question", "Delete the files of {title}?").format(
        title=title
    )
    confirm(parent, QCoreApplication.translate("Question", "Remove"), words, told, then)
