"""Where one writes: grows with the text, Enter sends, files become chips."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.chat.chips import AttachmentChips
from app.chat.picture_chips import PictureChips
from app.icons import Tint, set_icon
from app.input_files import local_paths
from app.widgets.thumbnails import Thumbnails
from pipelines.conversations.attachments import Attachment
from pipelines.conversations.pictures import ImageAttachment

#: The most lines before the text scrolls.
_MOST_LINES = 12


class MessageEdit(QPlainTextEdit):
    """As high as its text. `sent` by Enter, `recalled` by Up while it is empty, `files_given`;
    `picture_given` with pasted data if it `takes_pictures`."""

    sent = Signal()
    recalled = Signal()
    files_given = Signal(object)
    picture_given = Signal(QMimeData)
    focused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.takes_pictures = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def _fit(self) -> None:
        lines = max(1, min(_MOST_LINES, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if enter and not shift:
            self.sent.emit()
        elif enter:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        elif event.key() == Qt.Key.Key_Up and not self.toPlainText():
            self.recalled.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        pictures = self.takes_pictures and source.hasImage()
        return source.hasUrls() or pictures or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        paths = local_paths(source.urls())
        if paths:
            self.files_given.emit(paths)
        elif source.hasText():
            self.insertPlainText(source.text())
        elif source.hasImage() and self.takes_pictures:
            self.picture_given.emit(source)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class Composer(QFrame):
    """`sent` when the message is to go, `stopped` to end the answer, `changed` after any change,
    `files_wanted` for the file dialog, `files_given` with paths, `recalled`, `edit_cancelled`."""

    sent = Signal()
    stopped = Signal()
    changed = Signal()
    files_wanted = Signal()
    files_given = Signal(object)
    recalled = Signal()
    edit_cancelled = Signal()

    def __init__(self, parent: QWidget | None = None, thumbnails: Thumbnails | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "composer")
        self._answering = False
        self._why_not = ""
        self.edit = MessageEdit(self)
        self.edit.setPlaceholderText(self.tr("Write a message"))
        self.edit.setAccessibleName(self.tr("Message"))
        self.edit.setToolTip(self.tr("Enter sends, Shift+Enter begins a new line"))
        self.chips = AttachmentChips(self)
        self.pictures = PictureChips(thumbnails, self)
        self.attach_button = QToolButton(self)
        set_icon(self.attach_button, "attach", Tint.MUTED, 20)
        self.attach_button.setFixedSize(36, 36)
        self.attach_button.setToolTip(self.tr("Attach text files (Ctrl+O), or drop them here"))
        self.attach_button.setAccessibleName(self.tr("Attach text files"))
        self.send_button = QPushButton(self)
        self.send_button.setProperty("role", "primary")
        self._banner = self._make_banner()
        self._lay_out()
        self.edit.sent.connect(self._on_enter)
        self.edit.recalled.connect(self.recalled)
        self.edit.files_given.connect(self.files_given)
        self.edit.textChanged.connect(self._on_changed)
        self.edit.focused.connect(self._show_focus)
        self.chips.changed.connect(self._on_changed)
        self.pictures.changed.connect(self._on_changed)
        self.attach_button.clicked.connect(self.files_wanted)
        self.send_button.clicked.connect(self._on_button)
        self._dress()

    def _make_banner(self) -> QWidget:
        """Says that an earlier message is being edited."""
        banner = QWidget(self)
        words = QLabel(self.tr("Editing an earlier message; the old one stays beside it."), banner)
        words.setProperty("role", "small")
        self.keep_button = QPushButton(self.tr("Cancel editing"), banner)
        self.keep_button.setProperty("role", "quiet")
        self.keep_button.setToolTip(self.tr("Leave the message as it was (Esc)"))
        self.keep_button.setAccessibleName(self.tr("Cancel editing"))
        self.keep_button.clicked.connect(self.edit_cancelled)
        row = QHBoxLayout(banner)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(self.keep_button)
        banner.hide()
        return banner

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.edit, 1)
        line.addWidget(self.attach_button, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.send_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._banner)
        column.addWidget(self.pictures)
        column.addWidget(self.chips)
        column.addLayout(line)

    # -- what is written -------------------------------------------------------------------

    @property
    def words(self) -> str:
        return self.edit.toPlainText()

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return self.chips.items

    @property
    def images(self) -> tuple[ImageAttachment, ...]:
        return self.pictures.items

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to send."""
        return not self.words.strip() and not self.attachments and not self.images

    def set_message(
        self,
        words: str,
        attachments: Sequence[Attachment] = (),
        images: Sequence[ImageAttachment] = (),
    ) -> None:
        """Put this in, with the caret at its end."""
        self.edit.setPlainText(words)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        self.chips.set_items(attachments)
        self.pictures.set_items(images)

    def show_editing(self, on: bool) -> None:
        """Say that an earlier message is edited, not a new one written."""
        self._banner.setVisible(on)

    def show_state(self, answering: bool, why_not: str) -> None:
        """`answering` turns Send into Stop; `why_not` says why nothing can be sent, or is empty."""
        self._answering, self._why_not = answering, why_not
        self._dress()

    def _dress(self) -> None:
        button = self.send_button
        if self._answering:
            button.setText(self.tr("Stop"))
            set_icon(button, "stop", Tint.ON_ACCENT, 16)
            words, tip = self.tr("Stop the answer"), self.tr("Stop at once and keep it (Esc)")
        else:
            button.setText(self.tr("Send"))
            set_icon(button, "send", Tint.ON_ACCENT, 16)
            words = self.tr("Send the message")
            tip = self._why_not or self.tr("Send the message (Enter)")
        button.setAccessibleName(words)
        button.setAccessibleDescription(self._why_not)
        button.setToolTip(tip)
        button.setEnabled(self._answering or not self._why_not)

    def _on_enter(self) -> None:
        if not self._answering and not self._why_not:
            self.sent.emit()

    def _on_button(self) -> None:
        self.stopped.emit() if self._answering else self._on_enter()

    def _on_changed(self) -> None:
        self.changed.emit()

    def _show_focus(self, on: bool) -> None:
        self.setProperty("focused", on)
        self.style().unpolish(self)
        self.style().polish(self)
