"""A list of rows of any height; only those in sight are measured and painted, however many.

A QListView for its selection and for what it tells screen readers; where rows stand is asked of
`RowPlaces`, since Qt itself would lay out thousands of them.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.transcription.row_places import RowPlaces

Index = QModelIndex | QPersistentModelIndex
_STEP = 24


class RowView(QListView):
    """Subclasses say how high rows are; `placed` is called when they may stand elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places = RowPlaces()
        self._placing = False
        self._width = 0
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)

    # -- hooks -----------------------------------------------------------------------------

    def estimates(self, first: int, end: int) -> Sequence[int]:
        """About how high these rows are, quickly."""
        raise NotImplementedError

    def measured(self, row: int) -> int:
        """How high a row is."""
        raise NotImplementedError

    def placed(self) -> None:
        """Rows may stand elsewhere."""

    # -- rows ------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    def reset_rows(self) -> None:
        """All rows may be of another height; the one at the top stays there."""
        bar = self.verticalScrollBar()
        top = self.places.at(bar.value())
        within = bar.value() - self.places.top(top) if top >= 0 else 0
        self._width = self.viewport().width()
        self.places.reset(self.estimates(0, self.count))
        self._bound()
        if 0 <= top < len(self.places):
            self._scroll(self.places.top(top) + within)
        self.place_rows()

    def splice_rows(self, first: int, removed: int, added: int) -> None:
        """So many rows went at `first`, so many came."""
        self.places.splice(first, removed, self.estimates(first, first + added))
        self._bound()
        self.place_rows()

    def remeasure(self, first: int, last: int) -> None:
        """These rows, both included, may have another height."""
        for row in range(first, min(last + 1, len(self.places))):
            self.places.forget(row)
        self.place_rows()

    def place_rows(self) -> None:
        """Measure what is in sight. The rows one looks at do not move by it."""
        if self._placing or not self.isVisible():
            return
        for _try in range(8):
            rows = self.in_sight()
            known = (row for row in rows if self.places.is_measured(row))
            anchor = next(known, rows.start)
            before = self.places.top(anchor)
            changed = [self._measure(row) for row in rows]
            if not any(changed):
                break
            self.places.settle()
            self._bound()
            self._scroll(self.verticalScrollBar().value() + self.places.top(anchor) - before)
        self.placed()
        self.viewport().update()

    def _measure(self, row: int) -> bool:
        return not self.places.is_measured(row) and self.places.measure(row, self.measured(row))

    def in_sight(self) -> range:
        """The rows that are seen, in part at least."""
        top = self.verticalScrollBar().value()
        return self.places.within(top, top + self.viewport().height())

    def row_rect(self, row: int) -> QRect:
        """Where a row stands in the viewport."""
        if not 0 <= row < len(self.places):
            return QRect()
        top = self.places.top(row) - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self.places.height(row))

    def row_at(self, point: QPoint) -> int:
        """The row there, -1 beside all rows."""
        y = point.y() + self.verticalScrollBar().value()
        return self.places.at(y) if 0 <= y < self.places.total else -1

    @property
    def at_end(self) -> bool:
        """Whether the last row is in sight."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 4

    def scroll_to_end(self) -> None:
        for _try in range(2):  # measuring the last rows may move the end
            self._scroll(self.verticalScrollBar().maximum())
            self.place_rows()

    def bring(self, row: int, centre: bool = False) -> None:
        """Scroll as little as needed to see all of a row, or put it a third down if it is away."""
        for _try in range(3):  # measuring on the way may move it
            if not 0 <= row < len(self.places):
                return
            bar, room = self.verticalScrollBar(), self.viewport().height()
            top, height = self.places.top(row), self.places.height(row)
            above, below = top < bar.value(), top + height > bar.value() + room
            if not above and not below:
                return
            if centre or height > room:
                self._scroll(max(0, top - max(0, room - height) // 3))
            else:
                self._scroll(top if above else top + height - room)
            self.place_rows()

    def _bound(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        self._placing = True
        bar.setRange(0, max(0, self.places.total - room))
        bar.setPageStep(max(1, room - _STEP))
        bar.setSingleStep(_STEP)
        self._placing = False

    def _scroll(self, value: int) -> None:
        self._placing = True
        self.verticalScrollBar().setValue(value)
        self._placing = False

    # -- what Qt asks of a view ------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        return self.row_rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.row_at(point)
        return self.model().index(row, 0) if row >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        self.bring(index.row(), hint is QAbstractItemView.ScrollHint.PositionAtCenter)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def doItemsLayout(self) -> None:
        self._bound()
        self.place_rows()

    def updateGeometries(self) -> None:
        if hasattr(self, "places"):  # Qt asks while it makes the widget, too
            self._bound()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        offset = self.verticalScrollBar().value()
        rows = self.places.within(rect.top() + offset, rect.bottom() + offset)
        if rows:
            model = self.model()
            chosen = QItemSelection(model.index(rows.start, 0), model.index(rows.stop - 1, 0))
            self.selectionModel().select(chosen, command)

    def moveCursor(
        self,
        cursorAction: QAbstractItemView.CursorAction,  # noqa: N803  Qt's own name
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        kind, row, count = QAbstractItemView.CursorAction, self.currentIndex().row(), self.count
        page, top = max(1, self.viewport().height() - _STEP), 0
        if 0 <= row < len(self.places):
            top = self.places.top(row)
        target = {
            kind.MoveUp: row - 1,
            kind.MoveDown: row + 1,
            kind.MoveHome: 0,
            kind.MoveEnd: count - 1,
            kind.MovePageUp: self.places.at(top - page),
            kind.MovePageDown: self.places.at(top + page),
        }.get(cursorAction, row)
        return self.model().index(min(max(target, 0), count - 1), 0)

    def keyboardSearch(self, search: str) -> None:
        """Letters do nothing here: there is a find bar."""

    # -- events ----------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._placing:
            self.place_rows()
        self.placed()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self.reset_rows()
        else:
            self._bound()
            self.place_rows()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._bound()
        self.place_rows()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in kinds and hasattr(self, "places") and self.model() is not None:
            self.reset_rows()
