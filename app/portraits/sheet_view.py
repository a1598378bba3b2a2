"""A sheet of portraits: a table with the values of two settings at its edges."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import set_icon
from app.labels import hint_label
from app.portraits.deeds import Deed, make_actions, menu_of
from app.portraits.result_model import Portrait, ResultModel
from app.portraits.sheet import Sheet
from app.portraits.tiles import Tiles, tile_size
from app.results import show_in_folder
from app.widgets.thumbnails import Key, Thumbnails

#: So that five columns fit into a window of the usual size.
_SIDE = 124
Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """The portraits of one sheet, row by row; `source` tells when one of them changes."""

    def __init__(self, source: ResultModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._portraits: tuple[Portrait, ...] = ()
        self._sheet: Sheet | None = None
        source.dataChanged.connect(self._on_changed)

    def show_sheet(self, sheet: Sheet, portraits: Sequence[Portrait]) -> None:
        """These, as many as the sheet has cells."""
        self.beginResetModel()
        self._sheet, self._portraits = sheet, tuple(portraits)
        self.endResetModel()

    @property
    def sheet(self) -> Sheet | None:
        return self._sheet

    @property
    def portraits(self) -> tuple[Portrait, ...]:
        return self._portraits

    def _on_changed(self, *_places: Any) -> None:
        if self._portraits:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        if parent.isValid() or self._sheet is None:
            return 0
        return self._sheet.count // self._sheet.columns

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() or self._sheet is None else self._sheet.columns

    def portrait(self, index: Index) -> Portrait | None:
        """The one in that cell."""
        if not index.isValid():
            return None
        place = index.row() * self.columnCount() + index.column()
        return self._portraits[place] if place < len(self._portraits) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        portrait = self.portrait(index)
        if portrait is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return portrait
        if role == Qt.ItemDataRole.DisplayRole:
            return self._source.state_words(portrait)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._source.spoken(portrait)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if self._sheet is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        across = orientation == Qt.Orientation.Horizontal
        axis = self._sheet.across if across else self._sheet.down
        return axis.label(axis.values[section]) if axis is not None else ""


class SheetTable(QTableView):
    """`acted` with a `Deed` and the portraits that are selected."""

    acted = Signal(object, object)

    def __init__(
        self, model: SheetModel, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(Tiles(thumbnails, self, _SIDE, labelled=False))
        self.setProperty("role", "sheet")
        self.setAccessibleName(self.tr("Sheet of portraits"))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tile = tile_size(self.font(), _SIDE)
        for header, side in (
            (self.horizontalHeader(), tile.width()),
            (self.verticalHeader(), tile.height()),
        ):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(side)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.actions_ = make_actions(self, self.chosen, self.acted.emit)
        self.doubleClicked.connect(self._open)
        thumbnails.ready.connect(self._on_ready)

    def chosen(self) -> list[Portrait]:
        """Those that are selected, row by row."""
        places = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        return [one for one in map(self._model.portrait, places) if one is not None]

    def _open(self, index: QModelIndex) -> None:
        portrait = self._model.portrait(index)
        if portrait is not None and portrait.path is not None:
            self.acted.emit(Deed.OPEN, [portrait])

    def _on_ready(self, _key: Key) -> None:
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen():
            self._pop_up(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Menu and self.chosen():
            place = self.visualRect(self.currentIndex()).center()
            self._pop_up(self.viewport().mapToGlobal(place))
        else:
            super().keyPressEvent(event)

    def _pop_up(self, place: QPoint) -> None:
        there = [one for one in self.chosen() if one.path is not None]
        menu = menu_of(self.actions_, len(there), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)


class SheetView(QWidget):
    """The table under what its edges mean. `left` when the grid is wanted again."""

    acted = Signal(object, object)
    left = Signal()

    def __init__(
        self, source: ResultModel, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = SheetModel(source, self)
        self.table = SheetTable(self.model, thumbnails, self)
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.words = hint_label("", "hint", self)
        self.back_button = QToolButton(self)
        set_icon(self.back_button, "back", side=20)
        self.back_button.setFixedSize(34, 34)
        told = self.tr("Back to all portraits (Esc)")
        self.back_button.setToolTip(told)
        self.back_button.setAccessibleName(told)
        self._file: Path | None = None
        self.file_button = QPushButton(self.tr("Show in folder"), self)
        set_icon(self.file_button, "folder", side=16)
        self.file_button.hide()
        head = QHBoxLayout()
        head.addWidget(self.back_button)
        head.addWidget(self.title, 1)
        head.addWidget(self.file_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        self.back_button.clicked.connect(self.left)
        self.file_button.clicked.connect(self._show_folder)
        self.table.acted.connect(self.acted)

    def show_sheet(self, sheet: Sheet, portraits: Sequence[Portrait]) -> None:
        """These portraits."""
        self._file = None
        self.file_button.hide()
        self.model.show_sheet(sheet, portraits)
        title = self.tr("Sheet of {n}").format(n=sheet.count)
        self.title.setText(title)
        words = self.tr("Columns: {across}").format(across=sheet.across.title)
        if sheet.down is not None:
            words = self.tr("Columns: {across} · Rows: {down}").format(
                across=sheet.across.title, down=sheet.down.title
            )
        self.words.setText(words)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_file(self, path: Path) -> None:
        """All of them are one picture, too."""
        self._file = path
        told = self.tr("The sheet as one picture: {name}").format(name=path.name)
        self.file_button.setToolTip(told)
        self.file_button.setAccessibleName(f"{self.file_button.text()}. {told}")
        self.file_button.show()

    def _show_folder(self) -> None:
        if self._file is not None:
            show_in_folder(self._file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits, as one reads it."""
        return [self.back_button, self.file_button, self.table]
