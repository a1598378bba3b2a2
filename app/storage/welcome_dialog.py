"""The first start: where models are kept, and whether those of other programs are used too."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.context import AppContext
from app.error_view import MessageStrip
from app.forms import order_focus
from app.icons import Tint, set_icon
from app.jobs import QUICK
from app.labels import hint_label
from app.models.answer import Answer
from app.storage.actions import Beginning, StorageActions
from app.storage.adopted_page import program_name
from app.storage.folder_choice import FolderChoice

if TYPE_CHECKING:
    from pipelines.weights.adopted_list import Adopted


class WelcomeDialog(QDialog):
    """Emits `begun` with the folder and the folders to adopt once the choice is stored.

    Closed in any other way, nothing is stored and nothing is emitted.
    """

    begun = Signal(object, object)

    def __init__(
        self, context: AppContext, beginning: Beginning, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._actions = StorageActions(context)
        self.setWindowTitle(self.tr("Welcome"))
        self.setMinimumWidth(600)
        self.strip = MessageStrip(self)
        self.choice = FolderChoice(context, self.strip, self)
        self.choice.show_look(beginning.look)
        self.boxes = {item.path: self._box(item) for item in beginning.programs}
        self.start = QPushButton(self.tr("&Start"), self)
        self.start.setProperty("role", "primary")
        self.start.setAccessibleName(self.tr("Start with this folder"))
        self.start.setDefault(True)
        self.start.clicked.connect(self._store)
        self._lay_out()
        order_focus([self.choice.change, *self.boxes.values(), self.start])
        self.start.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.start.setFocus()
        # Only now the lines of text know how wide they are.
        QTimer.singleShot(0, self, self.adjustSize)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(self._head())
        column.addWidget(self.strip)
        words = self.tr(
            "Models can take many gigabytes. They are kept in this folder; you can move them to "
            "another disk at any time (File, Storage)."
        )
        column.addWidget(self._card(self.tr("Where models are kept"), words, [self.choice]))
        if self.boxes:
            words = self.tr(
                "Hearth can use models of other programs where they lie. Nothing there is copied, "
                "changed or deleted."
            )
            title = self.tr("Models you have already")
            column.addWidget(self._card(title, words, list(self.boxes.values())))
        column.addStretch(1)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.start, QDialogButtonBox.ButtonRole.AcceptRole)
        column.addWidget(buttons)

    def _head(self) -> QHBoxLayout:
        mark = QLabel(self)
        set_icon(mark, "hearth", Tint.ACCENT, 48)
        name = QLabel(self.tr("Welcome to Hearth"), self)
        name.setProperty("role", "display")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(mark)
        row.addWidget(name, 1)
        return row

    def _card(self, title: str, words: str, content: list[QWidget]) -> QFrame:
        card = QFrame(self)
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 20)
        inside.setSpacing(12)
        heading = QLabel(title, card)
        heading.setProperty("role", "title")
        inside.addWidget(heading)
        inside.addWidget(hint_label(words, "hint", card))
        for widget in content:
            inside.addWidget(widget)
        return card

    def _box(self, program: "Adopted") -> QCheckBox:
        words = self.tr("{program}: {folder}")
        label = words.format(program=program_name(program), folder=program.path)
        box = QCheckBox(label.replace("&", "&&"), self)
        box.setProperty("role", "box")
        box.setAccessibleName(label)
        box.setToolTip(self.tr("Use the models in this folder where they lie"))
        box.setChecked(True)
        return box

    # -- what was chosen -------------------------------------------------------------------

    def _store(self) -> None:
        look = self.choice.look
        assert look is not None
        chosen = tuple(path for path, box in self.boxes.items() if box.isChecked())
        self.start.setEnabled(False)
        job = self._context.jobs.submit(lambda _p: self._actions.use(look.folder), lane=QUICK)
        answer = Answer(job, lambda folder: self._begin(folder, chosen), self.strip, self)
        answer.given.connect(lambda: self.start.setEnabled(True))

    def _begin(self, folder: Path, adopt: tuple[Path, ...]) -> None:
        self.begun.emit(folder, adopt)
        self.accept()
