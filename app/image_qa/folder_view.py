"""The middle of the Folder page: a picture beside what was answered about it, and the list."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from app.batches.batch_tab import QueueResultView
from app.error_view import sentence_of
from app.icons import set_icon
from app.image_qa.answer_text import AnswerText
from app.image_qa.heard_answers import Pairs
from app.widgets.background import Background
from app.widgets.button_row import ButtonRow
from app.widgets.picture_file import FileSource, preview_of
from app.widgets.picture_view import PictureView
from app.widgets.state_icons import FileState

#: Narrower views in logical pixels have the answers below the picture.
_BESIDE_FROM = 560


class FolderView(QueueResultView):
    """`answers_wanted` with a picture that was asked about before; `table_wanted`,
    `folder_wanted` and `search_wanted` from the buttons."""

    answers_wanted = Signal(object)
    table_wanted = Signal()
    folder_wanted = Signal()
    search_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.background = Background(self)
        self.thumbnails = Background(self, lanes=1)
        self.source: Path | None = None
        self.answers: dict[Path, Pairs] = {}
        self._following = True
        self._trouble = ""
        self.picture = PictureView(self.background, parent=self)
        self.picture.failed.connect(self._on_unseen)
        self.text = AnswerText(self)
        self._make_queue(preview_of, self.thumbnails)
        self.queue.current_changed.connect(self._on_current)
        self.queue.opened.connect(self.show_source)
        self._title = self._heading()
        self._make_buttons()
        self._lay_out()

    def place_boxes(self) -> None:
        """In a line of their own: the one below the list is full of buttons here."""
        self._boxes = QHBoxLayout()
        self._boxes.addStretch(1)
        self._boxes.addWidget(self.nested_box)
        self._boxes.addWidget(self.watch_box)

    def _make_buttons(self) -> None:
        self.other_button = self._text_button(
            self.tr("Other files…"), "drop", self.tr("Put in other files (Ctrl+O)")
        )
        self.copy_button = QToolButton(self)
        set_icon(self.copy_button, "copy", side=18)
        told = self.tr("Copy what was answered (Ctrl+Shift+C)")
        self.copy_button.setToolTip(told)
        self.copy_button.setAccessibleName(told)
        self.copy_button.setShortcut("Ctrl+Shift+C")
        self.search_button = self._text_button(
            self.tr("Search"), "search", self.tr("Search the answers about these pictures")
        )
        self.table_button = self._text_button(
            self.tr("Open the table"), "text", self.tr("Open the table with the answers")
        )
        self.folder_button = self._text_button(
            self.tr("Show in folder"), "folder", self.tr("Show the answers in their folder")
        )
        self.other_button.clicked.connect(self.replace_requested)
        self.copy_button.clicked.connect(self.copy)
        self.search_button.clicked.connect(self.search_wanted)
        self.table_button.clicked.connect(self.table_wanted)
        self.folder_button.clicked.connect(self.folder_wanted)
        self.show_results(table=False, folder=False)

    def _lay_out(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        self.head = QLabel(self.tr("Answer"), right)
        self.head.setProperty("role", "heading")
        line = QHBoxLayout()
        line.addWidget(self.head, 1)
        line.addWidget(self.copy_button)
        column.addLayout(line)
        column.addWidget(self.text, 1)
        right.setMinimumSize(160, 80)
        self.pair = QSplitter(Qt.Orientation.Horizontal, self)
        self.pair.addWidget(self.picture)
        self.pair.addWidget(right)
        self.pair.setSizes([1000, 1000])
        self.pair.setMinimumHeight(180)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.pair)
        self.splitter.addWidget(self.queue)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([420, 240])
        self.queue.setMinimumHeight(170)
        for splitter in (self.pair, self.splitter):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(12)
        self.queue.hide()
        parts = (
            self.other_button,
            self.search_button,
            self.table_button,
            self.folder_button,
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(ButtonRow(self._title, parts, self))
        whole.addWidget(self.splitter, 1)
        whole.addLayout(self._boxes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= _BESIDE_FROM
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.pair.orientation() != wanted:
            self.pair.setOrientation(wanted)
            self.pair.setSizes([1000, 1000])

    # -- what is shown ---------------------------------------------------------------------

    def show_inputs(self, paths: list[Path]) -> None:
        self.queue.model.clear()
        self.source, self._following = None, True
        self.answers = {path: said for path, said in self.answers.items() if path in set(paths)}
        self.queue.add(paths)
        if paths:
            self.queue.select(paths[0])
            self.show_source(paths[0])

    def show_source(self, path: Path) -> None:
        """Look at this picture, with what is known about it."""
        if path != self.source:
            self.source, self._trouble = path, ""
            self._title.setText(path.name)
            self._title.setToolTip(str(path))
            self.picture.setAccessibleName(self.tr("Picture {name}").format(name=path.name))
            self.picture.open(FileSource(path))
        self._show_answers()

    def set_state(self, path: Path, state: FileState, **told: Any) -> None:
        """Say where a picture stands."""
        if state is FileState.WAITING:
            self.answers.pop(path, None)  # another question may be asked now
        self.queue.set_state(path, state, **told)
        if state is FileState.RUNNING and self._following and path != self.source:
            self.queue.select(path)
        if path == self.source:
            self._show_answers()

    def take_answers(self, path: Path, said: Pairs) -> None:
        """A model has answered about this picture, now or before."""
        self.answers[path] = said
        if path == self.source:
            self._show_answers()

    def _show_answers(self) -> None:
        path = self.source
        row = self.queue.model.row_of(path) if path is not None else None
        said = self.answers.get(path) if path is not None else None
        self.copy_button.setEnabled(said is not None)
        if said is not None and (row is None or row.state is not FileState.FAILED):
            self.text.show_sections([("", said)])
        elif row is not None:
            if said is None and row.state in (FileState.SKIPPED, FileState.DONE):
                self.answers_wanted.emit(path)
            self.text.show_words(self._words_for(row.state, row.reason))

    def _words_for(self, state: FileState, reason: str) -> str:
        if state is FileState.FAILED:
            return self.tr("No answer: {reason}").format(reason=reason)
        if self._trouble:
            return self._trouble
        return {
            FileState.RUNNING: self.tr("The model is looking at it…"),
            FileState.DONE: self.tr("It was answered."),
            FileState.SKIPPED: self.tr("It was answered before."),
            FileState.CANCELLED: self.tr("Not asked: the run was stopped. Run goes on with it."),
        }.get(state, self.tr("Not asked yet."))

    def _on_unseen(self, error: Exception) -> None:
        """The picture cannot be shown; beside it there is room to say so."""
        self._trouble = sentence_of(error)
        self.picture.open(None)
        self._show_answers()

    def _on_current(self, path: Path | None) -> None:
        if path is not None:
            # A choice by hand, in the list, ends going along with the run.
            self._following = self._following and not self.queue.view.hasFocus()
            self.show_source(path)

    def follow(self) -> None:
        self._following = True

    def show_results(self, table: bool, folder: bool) -> None:
        """What there is to be opened."""
        self.table_button.setEnabled(table)
        for button in (self.folder_button, self.search_button):
            button.setEnabled(folder)

    def copy(self) -> None:
        """The answers about the picture on view, to the clipboard."""
        if self.text.sections:
            QGuiApplication.clipboard().setText(self.text.plain())

    def clear(self) -> None:
        self.show_inputs([])
        self.picture.open(None)
        self.text.show_words("")

    def close_view(self) -> None:
        self.background.close()
        self.thumbnails.close()
