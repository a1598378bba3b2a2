"""One picture that was found, large, with everything that was answered about it."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.context import AppContext
from app.error_view import sentence_of
from app.icons import Tint, set_icon
from app.image_qa.answer_text import AnswerText, Section
from app.image_qa.gallery_model import HitRow
from app.jobs import QUICK, Job, JobState
from app.labels import hint_label
from app.widgets.background import Background
from app.widgets.flow import Flow
from app.widgets.picture_file import FileSource
from app.widgets.picture_view import PictureView
from app.widgets.zoom_bar import ZoomBar

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.answers.gallery import Told

#: Who walks through the list with the arrow keys does not wait for each picture.
_OPEN_AFTER_MS = 80


class HitView(QWidget):
    """`ask_wanted`, `folder_wanted` and `forget_wanted` from the buttons, about `row`."""

    ask_wanted = Signal()
    folder_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.row: HitRow | None = None
        self._opened: Path | None = None
        self._background = Background(self)
        self.picture = PictureView(self._background, parent=self)
        self.picture.failed.connect(self._on_unseen)
        self.zoom = ZoomBar(self.picture.viewport, self)
        self.text = AnswerText(self)
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.trouble = hint_label("", "problem", self)
        self._make_buttons()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_OPEN_AFTER_MS)
        self._timer.timeout.connect(self._open)
        self.show_row(None)

    def _make_buttons(self) -> None:
        self.ask_button = self._button(
            self.tr("Ask about it"), "chat", self.tr("Ask more about it in a conversation (Enter)")
        )
        self.ask_button.setProperty("role", "primary")
        set_icon(self.ask_button, "chat", Tint.ON_ACCENT, 16)
        self.copy_button = self._button(
            self.tr("Copy"), "copy", self.tr("Copy the answers (Ctrl+Shift+C)")
        )
        self.copy_button.setShortcut("Ctrl+Shift+C")
        self.folder_button = self._button(
            self.tr("Show in folder"), "folder", self.tr("Show the picture in its folder")
        )
        self.forget_button = self._button(
            self.tr("Forget…"), "trash", self.tr("Find it no more; the file stays (Delete)")
        )
        self.ask_button.clicked.connect(self.ask_wanted)
        self.copy_button.clicked.connect(self.copy)
        self.folder_button.clicked.connect(self.folder_wanted)
        self.forget_button.clicked.connect(self.forget_wanted)

    def _button(self, words: str, icon: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        set_icon(button, icon, side=16)
        button.setToolTip(tip)
        button.setAccessibleName(words)
        return button

    def _lay_out(self) -> None:
        above = QWidget(self)
        seen = QVBoxLayout(above)
        seen.setContentsMargins(0, 0, 0, 0)
        seen.setSpacing(4)
        zoom = Flow(above)
        zoom.set_items((self.zoom,))
        seen.addWidget(self.picture, 1)
        seen.addWidget(self.trouble)
        seen.addWidget(zoom)
        self.picture.setMinimumHeight(96)
        self.text.setMinimumHeight(64)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(above)
        self.splitter.addWidget(self.text)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(10)
        self.splitter.setSizes([1000, 700])
        self.buttons = (
            self.ask_button,
            self.copy_button,
            self.folder_button,
            self.forget_button,
        )
        foot = Flow(self, gap=8)
        foot.set_items(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.splitter, 1)
        column.addWidget(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = event.size()
        wide = size.width() > 2 * size.height()  # below the list, where it is low
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([1000, 1000 if wide else 700])

    def focus_order(self) -> list[QWidget]:
        return [self.picture, self.text, *self.buttons]

    # -- what is shown ---------------------------------------------------------------------

    def show_row(self, row: HitRow | None) -> None:
        """This picture, or none."""
        self.row = row
        for button in (self.copy_button, self.forget_button):
            button.setEnabled(row is not None)
        there = row is not None and not row.hit.is_missing
        for button in (self.ask_button, self.folder_button):
            button.setEnabled(there)
        if row is None:
            self._timer.stop()
            self._opened = None
            self._title.clear()
            self._tell("")
            self.picture.open(None)
            self.text.show_words("")
            return
        self._title.setText(row.hit.path.name)
        self._title.setToolTip(str(row.hit.path))
        self._timer.start()

    def _tell(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def _open(self) -> None:
        row = self.row
        if row is None:
            return
        hit = row.hit
        words = ""
        if hit.is_missing:
            words = self.tr(
                "The picture is not there any more: it was moved, renamed or deleted. It lay in "
                "{folder}."
            ).format(folder=hit.path.parent)
        elif hit.is_changed:
            words = self.tr("The picture was changed since it was asked about.")
        self._tell(words)
        if hit.path != self._opened:
            self._opened = hit.path
            self.picture.setAccessibleName(self.tr("Picture {name}").format(name=hit.path.name))
            self.picture.viewport.fit()
            self.picture.open(None if hit.is_missing else FileSource(hit.path))
        self._read(hit.path)

    def _read(self, path: "Path") -> None:
        answers = self._context.places.answers

        def work(_progress: object) -> "tuple[Told, ...]":
            from pipelines.answers.gallery import Gallery

            with Gallery(answers) as gallery:
                return gallery.answers_about(path)

        job = self._context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda state: self._on_read(job, state, path))

    def _on_read(self, job: Job, state: JobState, path: "Path") -> None:
        if self.row is None or self.row.hit.path != path:
            return
        if state is JobState.DONE:
            self.text.show_sections(self._sections(job.result))
        elif state is JobState.FAILED and job.error is not None:
            self.text.show_words(sentence_of(job.error))

    def _sections(self, told: "tuple[Told, ...]") -> list[Section]:
        """What each model said, under its name and the day."""
        models = dict.fromkeys(one.model for one in told)
        found: list[Section] = []
        for model in models:
            said = [one for one in told if one.model == model]
            day = datetime.fromtimestamp(max(one.asked for one in said))
            stamp = QLocale().toString(
                QDateTime.fromSecsSinceEpoch(int(day.timestamp())), QLocale.FormatType.ShortFormat
            )
            found.append((f"{model}, {stamp}", tuple((one.question, one.answer) for one in said)))
        return found

    def _on_unseen(self, error: Exception) -> None:
        if self.row is not None and not self.row.hit.is_missing:
            self._tell(sentence_of(error))
            self.picture.open(None)

    def copy(self) -> None:
        """All answers about the picture, to the clipboard."""
        if self.text.sections:
            QGuiApplication.clipboard().setText(self.text.plain())

    def close_view(self) -> None:
        """The window closes for good."""
        self._timer.stop()
        self._background.close()
