"""Where the models are, and moving them to another folder or disk."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.context import StartOver
from app.error_view import MessageKind, sentence_of
from app.icons import set_icon
from app.jobs import Job, JobState
from app.labels import hint_label
from app.models.download_bar import data_size
from app.storage.actions import DataFolder, FolderLook, look_at_choice
from app.storage.folder_choice import CautionList
from app.storage.move_dialog import MoveDialog
from pipelines.places import read_location

if TYPE_CHECKING:
    from app.storage.dialog import StorageDialog
    from pipelines.storage.move import Moved


class FolderPage(QWidget):
    """The folder, its room and cautions; open it, move it, finish a move."""

    def __init__(self, desk: "StorageDialog") -> None:
        super().__init__(desk)
        self._desk = desk
        self.data: DataFolder | None = None
        places = desk.context.places
        self.path = hint_label(str(places.data), "heading", self)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.path.setAccessibleName(self.tr("Folder {path}").format(path=places.data))
        self.told = QLabel(self)
        self.told.setProperty("role", "hint")
        self.cautions = CautionList(self)
        self.open = self._button(self.tr("O&pen the folder"), "folder")
        self.open.setToolTip(self.tr("Show it in the file manager"))
        self.open.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(places.data)))
        )
        self.move_button = self._button(self.tr("&Move…"), "storage")
        self.move_button.setToolTip(self.tr("Move models, examples and the record of jobs"))
        self.move_button.clicked.connect(self.ask_target)
        self._lay_out()

    def _button(self, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words.replace("&", ""))
        button.setAutoDefault(False)
        set_icon(button, icon, side=16)
        return button

    def _lay_out(self) -> None:
        card = QFrame(self)
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 20)
        inside.setSpacing(12)
        title = QLabel(self.tr("Your models are here"), card)
        title.setProperty("role", "title")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.open)
        row.addWidget(self.move_button)
        row.addStretch(1)
        words = self.tr(
            "Moving copies everything, reads the copy again and compares, and only then deletes "
            "the old files. Settings stay where they are."
        )
        for item in (title, self.path, self.told, self.cautions):
            inside.addWidget(item)
        inside.addLayout(row)
        inside.addWidget(hint_label(words, "hint", card))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(card)
        column.addStretch(1)

    def reload(self) -> None:
        """Look again."""
        self._desk.ask(lambda _progress: self._desk.actions_.folder(), self._show)

    def _show(self, data: DataFolder) -> None:
        self.data = data
        words = self.tr("{size} in {files} files; {free} free on this disk")
        self.told.setText(
            words.format(
                size=data_size(data.bytes), files=data.files, free=data_size(data.look.free)
            )
        )
        self.cautions.show_warned(data.look.warned)
        known = data.unfinished
        if known is not None and known.leaving is not None:
            words = self.tr("Moving the models from {folder} was not finished.")
            self._desk.tell(
                MessageKind.WARNING,
                words.format(folder=known.leaving),
                self.tr("Finish it"),
                lambda: self.begin_move(known.data),
            )

    # -- moving ----------------------------------------------------------------------------

    def ask_target(self) -> None:
        """Let the user choose a folder, then ask with what is known about it."""
        if self.data is None or not self._desk.is_free():
            return
        title = self.tr("Folder to move the models to")
        name = QFileDialog.getExistingDirectory(self, title, str(self.data.look.folder.parent))
        if name:
            self._desk.strip.dismiss()
            self._desk.ask(lambda _progress: look_at_choice(Path(name)), self._ask)

    def _ask(self, look: FolderLook) -> None:
        assert self.data is not None
        dialog = MoveDialog(self._desk.context, self.data, look, self._desk)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.agreed.connect(self.begin_move)
        dialog.open()

    def begin_move(self, folder: Path) -> None:
        """Move everything there, or finish a move to there."""
        if not self._desk.is_free():
            return
        settings = self._desk.context.settings
        settings.save()  # what is written later would still name the old folder
        self._desk.run_job(
            lambda progress: self._desk.actions_.move(folder, progress),
            self._on_moved,
            self.tr("Moving the models"),
            lambda job: self._on_end(job, folder),
        )

    def _on_moved(self, moved: "Moved") -> None:
        words = self.tr("Moved {size} to {folder}.")
        told = words.format(size=data_size(moved.bytes), folder=moved.places.data)
        if moved.left:
            words = self.tr("Left there, not Hearth's or changed meanwhile: {names}.")
            told += " " + words.format(names=", ".join(map(str, moved.left)))
        self._start_over(told)

    def _on_end(self, job: Job, folder: Path) -> None:
        """Cancelled, or failed: perhaps after the place had changed already."""
        context = self._desk.context
        known = read_location(context.places.location)
        if job.state is JobState.CANCELLED:
            words = self.tr(
                "Stopped. Nothing has changed: the models are where they were. What was copied to "
                "{folder} stays there, so that moving there again goes on; delete it if you will "
                "not."
            )
            self._desk.tell(MessageKind.INFO, words.format(folder=folder))
        elif job.error is not None and known is not None and known.data != context.places.data:
            self._start_over(sentence_of(job.error))

    def _start_over(self, notice: str) -> None:
        self._desk.context.requests.start_over.emit(StartOver(notice))
        self._desk.accept()
