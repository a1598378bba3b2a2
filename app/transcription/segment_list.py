"""The list of segments under mouse and keys: words are heard, rows chosen and written in."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.labels import wrapped_tooltip
from app.transcription.document import TranscriptDocument
from app.transcription.segment_view import NOWHERE, SegmentView, span_of
from app.transcription.speakers import shown_name
from app.transcription.times import clock
from app.transcription.word_layout import time_at, word_at

_EDIT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class SegmentList(SegmentView):
    """`seek_requested` in seconds for a word that was clicked or walked to, `play_requested` with
    start and end of a segment, `menu_requested` and `speaker_requested` with a place on screen."""

    seek_requested = Signal(float)
    play_requested = Signal(float, float)
    menu_requested = Signal(QPoint)
    speaker_requested = Signal(QPoint)

    def __init__(self, document: TranscriptDocument, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._pressed = NOWHERE

    # -- mouse -----------------------------------------------------------------------------

    def word_under(self, point: QPoint) -> tuple[int, int]:
        """Row and word at a place in the viewport, -1 where there is none."""
        row = self.row_at(point)
        if row < 0:
            return NOWHERE
        text, inside = self.layout_of(row), self._in_text(row, point)
        word = word_at(text.spans, text.char_at(inside))
        boxes = text.rects(text.spans[word]) if word >= 0 else []
        # The gap behind a word is its own.
        hit = any(box.adjusted(-3, -3, 6, 3).contains(inside) for box in boxes)
        return (row, word if hit else -1)

    def _in_text(self, row: int, point: QPoint) -> QPointF:
        return QPointF(point - self.row_rect(row).topLeft() - self.frame_of_rows.text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.editing.commit()
        self.editing.close_times()
        self._pressed = NOWHERE
        super().mousePressEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and plain:
            self._pressed = self.word_under(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, NOWHERE
        point = event.position().toPoint()
        if pressed[0] < 0 or self.word_under(point) != pressed:
            return
        row, word = pressed
        inside = point - self.row_rect(row).topLeft()
        frame = self.frame_of_rows
        if word < 0 and frame.badge.united(frame.name).contains(inside):
            self.speaker_requested.emit(self.viewport().mapToGlobal(point))
        else:
            self.go_to_word(row, word)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self.row_at(point)
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        if self.frame_of_rows.time.contains(point - self.row_rect(row).topLeft()):
            self.editing.begin_times(row)
        else:
            text = self.layout_of(row)
            self.editing.begin(row, text.caret_at(self._in_text(row, point)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        row, word = self.word_under(point)
        self._hover(row)
        shape = Qt.CursorShape.PointingHandCursor if word >= 0 else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._over:
            before, self._over = self._over, row
            for changed in (before, row):
                self.viewport().update(self.row_rect(changed))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.row >= 0:
            area = self.row_rect(self.row)
            place = self.viewport().mapToGlobal(area.topLeft() + self.frame_of_rows.text)
        self.menu_requested.emit(place)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.about(event.pos())
            shown = wrapped_tooltip(words) if words else ""
            QToolTip.showText(event.globalPos(), shown, self.viewport())
            return True
        return super().viewportEvent(event)

    def about(self, point: QPoint) -> str:
        """What the tooltip at a place says."""
        row, word = self.word_under(point)
        if row < 0:
            return ""
        segment, frame = self.rows.segments[row], self.frame_of_rows
        if 0 <= word < len(segment.words):
            score = segment.words[word].score
            if score is not None:
                return self.tr("Certainty {score} %").format(score=round(100 * score))
            return ""
        inside = point - self.row_rect(row).topLeft()
        if frame.time.contains(inside):
            words = self.tr("{start} to {end}, {length} seconds. Double-click to change the times.")
            length = f"{segment.duration:.1f}"
            return words.format(start=clock(segment.start), end=clock(segment.end), length=length)
        if frame.badge.united(frame.name).contains(inside):
            return shown_name(segment.speaker)
        return self.rows.remarks(row)

    # -- keys ------------------------------------------------------------------------------

    def go_to_word(self, row: int, word: int) -> None:
        """Put the word cursor there, and ask for the sound at it."""
        self.choose(row, word)
        text = self.layout_of(row)
        spans = text.spans
        if 0 <= word < len(spans):
            self.seek_requested.emit(time_at(text.segment, spans, spans[word][0]))
        else:
            self.seek_requested.emit(text.segment.start)

    def edit_row(self) -> None:
        """Write in the present row, at the word cursor."""
        if self.row >= 0:
            span = span_of(self.layout_of(self.row), self.word)
            self.editing.begin(self.row, span[0] if span is not None else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = (
            event.key(),
            event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ),
        )
        if not plain or self.row < 0:
            super().keyPressEvent(event)
        elif key in _EDIT:
            self.edit_row()
        elif key == Qt.Key.Key_F4:
            self.editing.begin_times(self.row)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step_word(-1 if key == Qt.Key.Key_Left else 1)
        elif key == Qt.Key.Key_Space:
            segment = self.rows.segments[self.row]
            self.play_requested.emit(segment.start, segment.end)
        else:
            super().keyPressEvent(event)

    def _step_word(self, step: int) -> None:
        """To the next word, over the ends of segments."""
        row, word = self.row, self.word + step
        if word >= len(self.layout_of(row).spans) and row + 1 < self.count:
            row, word = row + 1, 0
        elif word < 0 and row > 0:
            row -= 1
            word = len(self.layout_of(row).spans) - 1
        self.go_to_word(row, min(max(word, 0), len(self.layout_of(row).spans) - 1))
