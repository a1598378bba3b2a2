"""The segments of a transcript below each other: shown, marked, and followed as they are heard."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.icons import Tint
from app.transcription.document import TranscriptDocument
from app.transcription.row_editing import RowEditing
from app.transcription.row_view import RowView
from app.transcription.segment_model import SegmentModel
from app.transcription.segment_row import RowFrame, RowLook, frame_for, paint_row
from app.transcription.word_layout import WordLayout, spoken_at
from pipelines.speech.finding import Hit
from pipelines.speech.text_edit import Span

#: Laid out rows that are kept.
_KEPT = 300
NOWHERE = (-1, -1)


class SegmentView(RowView):
    """Shows a document's segments and follows its changes; `SegmentList` adds mouse and keys."""

    def __init__(self, document: TranscriptDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._layouts: dict[int, WordLayout] = {}
        self._frame: RowFrame | None = None
        self._spoken = self._cursor = NOWHERE
        self._hits: dict[int, list[Span]] = {}
        self._hit: Hit | None = None
        self._over = -1
        self.follows = True
        self.position = 0.0
        self._looks_elsewhere = False
        self.setProperty("role", "rows")
        self.setAccessibleName(self.tr("Segments"))
        self.verticalScrollBar().setAccessibleName(self.tr("Scroll the segments"))
        self.editing = RowEditing(self)
        self.rows = SegmentModel(document, self)
        # Before the view's own slots, which ask at once where rows are.
        self.rows.modelReset.connect(self._on_reset)
        self.rows.rowsInserted.connect(self._on_inserted)
        self.rows.rowsRemoved.connect(self._on_removed)
        self.rows.dataChanged.connect(self._on_data)
        self.setModel(self.rows)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self._tell_selection())
        self.selectionModel().currentChanged.connect(self._on_current)
        self.reset_rows()

    # -- rows ------------------------------------------------------------------------------

    @property
    def frame_of_rows(self) -> RowFrame:
        """Where the parts of every row stand."""
        width = self.viewport().width()
        if self._frame is None or self._frame.width != width:
            segments = self.rows.segments
            longest = max(self.document.transcript.duration, segments[-1].end if segments else 0)
            speakers = any(segment.speaker for segment in segments)
            self._frame = frame_for(width, self.font(), longest, speakers)
            self._layouts.clear()
        return self._frame

    def reset_rows(self) -> None:
        self._frame = None
        super().reset_rows()

    def estimates(self, first: int, end: int) -> Sequence[int]:
        frame, metrics = self.frame_of_rows, QFontMetricsF(self.font())
        each = max(1, int(frame.text_width / max(1.0, metrics.averageCharWidth())))
        heights = [frame.height(metrics.height() * lines) for lines in range(1, 12)]
        segments = self.rows.segments[first:end]
        return [heights[min(len(segment.text) // each, 10)] for segment in segments]

    def measured(self, row: int) -> int:
        text = self.editing.height_of(row, self.layout_of(row).height)
        return self.frame_of_rows.height(text)

    def placed(self) -> None:
        self.editing.place()

    def layout_of(self, row: int) -> WordLayout:
        """The row's text in its lines."""
        segment, frame = self.rows.segments[row], self.frame_of_rows
        found = self._layouts.get(row)
        if found is None or found.segment is not segment:
            if len(self._layouts) > _KEPT:
                self._layouts.clear()
            language = self.document.transcript.language
            found = WordLayout(segment, language, self.font(), frame.text_width)
            self._layouts[row] = found
        return found

    def _on_reset(self) -> None:
        self._spoken = self._cursor = NOWHERE
        self._hits, self._hit = {}, None
        self.editing.abandon()
        self.reset_rows()
        self._scroll(0)

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        at_end = self.at_end
        if self._needs_frame(first, last + 1):
            self.reset_rows()
        else:
            self.splice_rows(first, 0, last + 1 - first)
        self.editing.on_rows(first, 0, last + 1 - first)
        if self.document.is_live and at_end:
            self.scroll_to_end()

    def _on_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.splice_rows(first, last + 1 - first, 0)
        self.editing.on_rows(first, last + 1 - first, 0)

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        if self._needs_frame(first.row(), last.row() + 1):
            self.reset_rows()
        else:
            self.remeasure(first.row(), last.row())

    def _needs_frame(self, first: int, end: int) -> bool:
        """Whether the columns change because the first speaker came."""
        if self._frame is None or not len(self.places):
            return True
        speaks = (segment.speaker for segment in self.rows.segments[first:end])
        return not self._frame.badge.width() and any(speaks)

    # -- what is chosen --------------------------------------------------------------------

    @property
    def row(self) -> int:
        """The present row, -1 if there is none."""
        return self.currentIndex().row()

    @property
    def chosen(self) -> list[int]:
        """The selected rows in their order, the present one at least."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return rows or ([self.row] if self.row >= 0 else [])

    def choose(self, row: int, word: int = -1) -> None:
        """Make a row the present and only selected one, and bring it into sight."""
        index = self.rows.index(row)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            self._cursor = (row, word)
            self.bring(row)
            self.viewport().update()

    def choose_rows(self, first: int, last: int) -> None:
        """Select all from one row to another."""
        self.choose(first)
        chosen = QItemSelection(self.rows.index(first), self.rows.index(last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @property
    def word(self) -> int:
        """The word under the cursor in the present row, -1 if none is."""
        return self._cursor[1] if self._cursor[0] == self.row else -1

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self._cursor[0] != now.row():
            self._cursor = NOWHERE
        self._tell_selection()

    def _tell_selection(self) -> None:
        self.document.select(self.chosen, self.row)

    # -- following what is played ----------------------------------------------------------

    def show_position(self, seconds: float) -> None:
        """That moment is being played: mark its word, and keep it in sight if `follows`."""
        self.position = seconds
        row = self.document.row_at(seconds)
        word = spoken_at(self.rows.segments[row], seconds) if row >= 0 else -1
        before = self._spoken
        if (row, word) == before:
            return
        self._spoken = (row, word)
        for changed in {row, before[0]}:
            self.viewport().update(self.row_rect(changed))
        if row != before[0] and row >= 0:
            self._keep_up(row)

    def _keep_up(self, row: int) -> None:
        if not self.follows or self.editing.row >= 0:
            return
        if row in self.in_sight():
            self._looks_elsewhere = False
        if not self._looks_elsewhere:
            self.bring(row, centre=True)

    def set_follows(self, on: bool) -> None:
        """Whether the list scrolls along."""
        self.follows = on
        self._looks_elsewhere = False
        if on and self._spoken[0] >= 0:
            self.bring(self._spoken[0], centre=True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        # Scrolled away by hand: stay there until what is played comes into sight again.
        self._looks_elsewhere = self._spoken[0] not in self.in_sight()

    # -- marks -----------------------------------------------------------------------------

    def show_hits(self, hits: Sequence[Hit], present: Hit | None = None) -> None:
        """Mark what was found, the present hit more."""
        self._hits = {}
        for hit in hits:
            self._hits.setdefault(hit.segment, []).append((hit.start, hit.end))
        self._hit = present
        if present is not None:
            self.choose(present.segment)
        self.viewport().update()

    def show_suspects(self, reasons: Mapping[int, str]) -> None:
        """Mark these rows, each with its reasons in words."""
        self.rows.set_reasons(reasons)

    # -- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        top = self.verticalScrollBar().value()
        area = event.rect()
        frame, palette, font = self.frame_of_rows, self.palette(), self.font()
        with QPainter(self.viewport()) as painter:
            for row in self.places.within(top + area.top(), top + area.bottom()):
                box = self.row_rect(row)
                text = self.layout_of(row)
                paint_row(painter, box, frame, text, self._look(row, text), palette, font)

    def _look(self, row: int, text: WordLayout) -> RowLook:
        segment = text.segment
        hit = self._hit if self._hit is not None and self._hit.segment == row else None
        return RowLook(
            place=self.document.place_of(segment.speaker),
            chosen=self.selectionModel().isRowSelected(row, QModelIndex()),
            current=row == self.row,
            focused=self.hasFocus(),
            over=row == self._over,
            playing=row == self._spoken[0],
            editing=row == self.editing.row,
            spoken=span_of(text, self._spoken[1]) if row == self._spoken[0] else None,
            cursor=span_of(text, self._cursor[1]) if row == self._cursor[0] else None,
            hits=self._hits.get(row, ()),
            hit=(hit.start, hit.end) if hit is not None else None,
            marks=self._marks(row),
        )

    def _marks(self, row: int) -> list[tuple[str, Tint]]:
        segment, found = self.rows.segments[row], []
        if self.rows.is_suspect(row):
            found.append(("flag", Tint.WARNING))
        if segment.edited:
            found.append(("edit", Tint.MUTED))
        if segment.checked:
            found.append(("check", Tint.SUCCESS))
        return found


def span_of(text: WordLayout, word: int) -> Span | None:
    """Where a word of a row stands, None if there is no such word."""
    return text.spans[word] if 0 <= word < len(text.spans) else None
