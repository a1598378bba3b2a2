"""Writing in a row: opens the field over it, and turns what its keys ask for into steps."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer

from app.transcription.row_text_edit import RowTextEdit
from app.transcription.times import clock
from app.transcription.times_field import TimesField

if TYPE_CHECKING:
    from app.transcription.segment_view import SegmentView


class RowEditing(QObject):
    """At most one row's text, or its times, is being written; -1 if none is."""

    def __init__(self, view: "SegmentView") -> None:
        super().__init__(view)
        self._view, self._document = view, view.document
        self.row = -1
        self.times_row = -1
        self._own = False
        self.field = RowTextEdit(view.viewport())
        self.times = TimesField(view.viewport())
        field = self.field
        field.committed.connect(self.commit)
        field.abandoned.connect(self.abandon)
        field.split_wanted.connect(self.split)
        field.merge_wanted.connect(self.merge)
        field.walked.connect(self._walk)
        field.grown.connect(self._on_grown)
        self.times.chosen.connect(self._set_times)
        self.times.abandoned.connect(self.close_times)

    # -- text ------------------------------------------------------------------------------

    def begin(self, row: int, place: int = 0) -> None:
        """Write in a row's text, with the caret before that character."""
        segment = self._document.segment(row)
        if segment is None or self._document.is_live:
            return
        self.commit()
        self.close_times()
        self._view.choose(row)
        self.row = row
        words = self.tr("Text of the segment at {time}")
        self.field.setAccessibleName(words.format(time=clock(segment.start)))
        self.field.setFont(self._view.font())
        self._place_field()
        self.field.show()  # it wraps its lines only when it is seen
        self.field.open_with(segment.text, place)
        self._view.remeasure(row, row)
        self._view.bring(row)
        self.place()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Keep what was written; whether there was anything to keep."""
        row, words = self.row, self.field.words
        if row < 0:
            return False
        self._close()
        return self._document.set_text(row, words)

    def abandon(self) -> None:
        """Leave the text as it was."""
        if self.row >= 0:
            self._close()

    def _close(self) -> None:
        row, self.row = self.row, -1
        focused = self.field.hasFocus()
        self.field.close_field()
        if focused:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._view.remeasure(row, row)

    def split(self) -> bool:
        """Part the segment at the caret, and go on writing in the second part; whether it did."""
        row, words, place = self.row, self.field.words, self.field.place
        count = len(self._document.segments)
        self._own = True
        self._document.split(row, place, words)
        self._own = False
        parted = len(self._document.segments) > count
        if parted:
            self._reopen(row + 1, 0)
        return parted

    def merge(self, direction: int) -> None:
        """Join the segment with the one before or after, and go on writing where they meet."""
        row, words = self.row, " ".join(self.field.words.split())
        first = row if direction > 0 else row - 1
        before = self._document.segment(first)
        if before is None or self._document.segment(first + 1) is None:
            return
        left = words if direction > 0 else before.text
        self._own = True
        self._document.merge(first, 2, words, row)
        self._own = False
        merged = self._document.segment(first)
        spaced = merged is not None and merged.text[len(left) : len(left) + 1] == " "
        self._reopen(first, len(left) + (1 if spaced and left else 0))

    def _reopen(self, row: int, place: int) -> None:
        self.row = -1
        self.begin(row, place)

    def _walk(self, rows: int, whole: bool) -> None:
        target = self.row + rows
        caret = self.field.cursorRect().center()
        point = self.field.viewport().mapTo(self._view.viewport(), caret)
        self.commit()
        if self._document.segment(target) is None:
            return
        if whole:
            self.begin(target, 0)
            self.field.selectAll()
            return
        place = len(self._document.segments[target].text) if rows < 0 else 0
        self.begin(target, place)
        edge = self.field.inset.y() + 2
        y = self.field.height() - edge if rows < 0 else edge
        self.field.caret_below(QPoint(point.x() - self.field.x(), y))

    # -- times -----------------------------------------------------------------------------

    def begin_times(self, row: int) -> None:
        """Write a row's start and end."""
        segment = self._document.segment(row)
        if segment is None or self._document.is_live:
            return
        self.commit()
        self._view.choose(row)
        self._view.bring(row)
        self.times_row = row
        self.times.open_with(segment.start, segment.end)
        self.place()

    def close_times(self) -> None:
        """Put the times away unchanged."""
        if self.times_row >= 0:
            self.times_row = -1
            inside = self.times.isAncestorOf(self.times.focusWidget() or self.times)
            self.times.hide()
            if inside:
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_times(self, start: float, end: float) -> None:
        row = self.times_row
        self.close_times()
        self._document.set_times(row, start, end)

    # -- place -----------------------------------------------------------------------------

    def height_of(self, row: int, text: float) -> float:
        """How high the text of a row is, written on or not."""
        if row != self.row:
            return text
        return max(text, self.field.text_height)

    def place(self) -> None:
        """Put the fields over their rows."""
        self._place_field()
        if self.times_row >= 0:
            area = self._view.row_rect(self.times_row)
            self.times.adjustSize()
            self.times.move(area.left() + 6, area.top() + 2)

    def _place_field(self) -> None:
        if self.row < 0:
            return
        area, frame, inset = (
            self._view.row_rect(self.row),
            self._view.frame_of_rows,
            self.field.inset,
        )
        place = QRect(
            area.topLeft() + frame.text - inset,
            QSize(frame.text_width + 2 * inset.x(), self.field.text_height + 2 * inset.y()),
        )
        if place != self.field.geometry():
            self.field.setGeometry(place)

    def _on_grown(self) -> None:
        if self.row >= 0:
            # A moment later: the field has not laid its new lines out yet.
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        if self.row >= 0:
            self._view.remeasure(self.row, self.row)
            self._view.bring(self.row)

    def on_rows(self, first: int, removed: int, added: int) -> None:
        """Rows came or went: stay with the own one, or stop if it went."""
        if self._own:
            return
        self.close_times()
        if self.row >= first + removed:
            self.row += added - removed
        elif self.row >= first and removed:
            self.abandon()
