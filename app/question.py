"""A question before something is deleted."""

from collections.abc import Callable
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
