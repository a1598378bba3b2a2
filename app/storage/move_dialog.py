"""The question before moving: where to, how much, and what to know about that folder."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from app.context import AppContext
from app.error_view import MessageStrip
from app.forms import order_focus
from app.labels import hint_label
from app.models.download_bar import data_size
from app.storage.actions import DataFolder, FolderLook
from app.storage.folder_choice import FolderChoice


class MoveDialog(QDialog):
    """Emits `agreed` with the folder."""

    agreed = Signal(object)

    def __init__(
        self,
        context: AppContext,
        data: DataFolder,
        look: FolderLook,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Move the models"))
        self.setMinimumWidth(560)
        self.strip = MessageStrip(self)
        self.choice = FolderChoice(context, self.strip, self)
        self.choice.change.setAutoDefault(False)
        self.choice.show_look(look)
        heading = QLabel(self.tr("Move the models here?"), self)
        heading.setProperty("role", "title")
        words = self.tr(
            "{size} in {files} files will be moved from {folder}. You can stop at any time. "
            "Afterwards the window opens anew."
        )
        told = words.format(size=data_size(data.bytes), files=data.files, folder=data.look.folder)
        self.told = hint_label(told, "hint", self)
        buttons = QDialogButtonBox(self)
        self.yes = QPushButton(self.tr("&Move"), self)
        self.yes.setAccessibleName(self.tr("Move the models to this folder"))
        buttons.addButton(self.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        no = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        no.setAccessibleName(self.tr("Cancel"))
        buttons.accepted.connect(self._agree)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(14)
        for item in (self.strip, heading, self.choice, self.told):
            column.addWidget(item)
        column.addStretch(1)
        column.addWidget(buttons)
        order_focus([self.choice.change, self.yes, no])
        self.yes.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.yes.setFocus()
        # Only now the lines of text know how wide they are.
        QTimer.singleShot(0, self, self.adjustSize)

    def _agree(self) -> None:
        look = self.choice.look
        assert look is not None
        self.accept()
        self.agreed.emit(look.folder)
