"""A folder for models with a way to change it, its free room, and what to know about it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.context import AppContext
from app.error_view import MessageStrip
from app.icons import Tint, set_icon
from app.jobs import QUICK
from app.labels import hint_label
from app.models.answer import Answer
from app.models.download_bar import data_size
from app.storage.actions import FolderLook, look_at_choice
from app.translation import translate

if TYPE_CHECKING:
    from pipelines.storage.cautions import Warned


class CautionList(QWidget):
    """What to know about a folder, a line each with an icon; nothing if all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def show_warned(self, warned: "Sequence[Warned]") -> None:
        """Show these instead of the ones before."""
        while (item := self._column.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        self.words = tuple(translate(item.text) for item in warned)
        for words in self.words:
            self._column.addWidget(self._line(words))
        self.setVisible(bool(self.words))

    def _line(self, words: str) -> QWidget:
        line = QWidget(self)
        mark = QLabel(line)
        set_icon(mark, "warning", Tint.WARNING, 20)
        mark.setAccessibleName(self.tr("Warning"))
        mark.setToolTip(self.tr("Warning"))
        label = hint_label(words, "", line)
        label.setAccessibleName(self.tr("Warning: {words}").format(words=words))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        return line


class FolderChoice(QWidget):
    """Emits `looked` with a `FolderLook` whenever another folder is shown."""

    looked = Signal(object)

    def __init__(
        self, context: AppContext, strip: MessageStrip, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._strip = context, strip
        self.look: FolderLook | None = None
        self.path = hint_label("", "heading", self)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.free = QLabel(self)
        self.free.setProperty("role", "hint")
        self.change = QPushButton(self.tr("C&hange…"), self)
        self.change.setAccessibleName(self.tr("Change the folder"))
        self.change.setToolTip(self.tr("Choose another folder or disk for the models"))
        set_icon(self.change, "folder", side=16)
        self.change.clicked.connect(self.ask)
        self.cautions = CautionList(self)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self.path)
        told.addWidget(self.free)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(told, 1)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.cautions)

    def show_look(self, look: FolderLook) -> None:
        """Show this folder."""
        self.look = look
        self.path.setText(str(look.folder))
        self.path.setAccessibleName(self.tr("Folder {path}").format(path=look.folder))
        words = self.tr("{free} free on this disk")
        self.free.setText(words.format(free=data_size(look.free)))
        self.cautions.show_warned(look.warned)
        self.looked.emit(look)

    def ask(self) -> None:
        """Let the user choose another folder."""
        start = str(self.look.folder) if self.look is not None else ""
        title = self.tr("Folder for models")
        name = QFileDialog.getExistingDirectory(self, title, start)
        if name:
            self.choose(Path(name))

    def choose(self, folder: Path) -> None:
        """Look at that folder and show it."""
        self._strip.dismiss()
        job = self._context.jobs.submit(lambda _progress: look_at_choice(folder), lane=QUICK)
        self.change.setEnabled(False)
        answer = Answer(job, self.show_look, self._strip, self)
        answer.given.connect(lambda: self.change.setEnabled(True))
