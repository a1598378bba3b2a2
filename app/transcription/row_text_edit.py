"""The field in which one segment's text is written, over its row."""

from math import ceil

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.transcription.word_layout import to_chars, to_units

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowTextEdit(QPlainTextEdit):
    """Tells by signals what the keys ask for; whoever owns it acts and puts it away.

    `committed`, `abandoned`, `split_wanted` (Ctrl+Enter), `merge_wanted` with -1 for Backspace at
    the start and 1 for Delete at the end, `walked` with the rows to go: ±1 by the arrows, ±2 by
    Tab, which goes to the next row's whole text. `grown` when it needs another height.
    """

    committed = Signal()
    abandoned = Signal()
    split_wanted = Signal()
    merge_wanted = Signal(int)
    walked = Signal(int, bool)
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(self.tr("Text of the segment"))
        self._open = False
        self.textChanged.connect(self.grown)
        self.hide()

    @property
    def words(self) -> str:
        """The text on one line."""
        return " ".join(self.toPlainText().split("\n"))

    @property
    def place(self) -> int:
        """The caret, in characters from the start."""
        return to_chars(self.toPlainText(), self.textCursor().position())

    def open_with(self, text: str, place: int) -> None:
        """Write on this, with the caret at a character."""
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(to_units(text, place), len(self.toPlainText().encode("utf-16-le"))))
        self.setTextCursor(cursor)
        self._open = True

    def close_field(self) -> None:
        """Put it away without a signal."""
        self._open = False
        self.hide()

    @property
    def inset(self) -> QPoint:
        """From the field's corner to that of its letters, as the style has it."""
        return self.viewport().pos()

    @property
    def text_height(self) -> int:
        """How high all its lines are together."""
        block, height = self.document().begin(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        # A pixel more: else Qt takes the last line for one that is not wholly seen.
        return ceil(height) + 1

    def caret_below(self, point: QPoint) -> None:
        """Put the caret where the mouse was pressed, in this widget's pixels."""
        self.setTextCursor(self.cursorForPosition(self.viewport().mapFrom(self, point)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.grown.emit()  # the lines break elsewhere

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.grown.emit()  # its edge, and with it its place, may be another

    # -- keys ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Else the window's shortcuts come first: Esc would cancel a job, Ctrl+Return start one.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Escape or (event.key() in _ENTER and control):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act_on(event):
            super().keyPressEvent(event)

    def _act_on(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self.abandoned.emit()
        elif key in _ENTER and control:
            self.split_wanted.emit()
        elif key in _ENTER:
            self.committed.emit()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not control:
            self.walked.emit(1 if key == Qt.Key.Key_Tab else -1, True)
        elif key == Qt.Key.Key_Backspace and self._is_at(start=True):
            self.merge_wanted.emit(-1)
        elif key == Qt.Key.Key_Delete and self._is_at(start=False):
            self.merge_wanted.emit(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not modifiers and self._leaves(key):
            self.walked.emit(-1 if key == Qt.Key.Key_Up else 1, False)
        else:
            return False
        return True

    def _is_at(self, start: bool) -> bool:
        cursor = self.textCursor()
        return not cursor.hasSelection() and (cursor.atStart() if start else cursor.atEnd())

    def _leaves(self, key: int) -> bool:
        """Whether there is no line left in that direction."""
        cursor = self.textCursor()
        up = key == Qt.Key.Key_Up
        move = QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down
        return not cursor.movePosition(move)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        passing = (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        )
        if self._open and event.reason() not in passing:
            self.committed.emit()
