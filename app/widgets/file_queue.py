"""The files to work on: thumbnails, states, reasons of failures, and results to drag out."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.theme import colors_of
from app.widgets.background import Background
from app.widgets.file_queue_model import (
    FILE,
    SIZE,
    STATE,
    THUMBNAIL_SIDE,
    FileQueueModel,
    Thumbnail,
)
from app.widgets.state_icons import FileState


class FileQueue(QWidget):
    """A list of files. `opened` on a double click or Enter, `retry` with the failed ones."""

    opened = Signal(object)
    current_changed = Signal(object)
    retry = Signal(list)
    counted = Signal()

    def __init__(
        self,
        thumbnail: Thumbnail | None = None,
        background: Background | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = FileQueueModel(thumbnail, background or Background(self), self)
        self.view = self._build_view()
        self.summary = QLabel(self)
        self.summary.setAccessibleName(self.tr("Summary"))
        self.retry_button = QPushButton(self.tr("Retry failed"), self)
        self.retry_button.setToolTip(self.tr("Run the failed files once more"))
        self.remove_button = QPushButton(self.tr("Remove"), self)
        self.remove_button.setToolTip(self.tr("Take the selected files off the list (Delete)"))
        self.clear_button = QPushButton(self.tr("Clear"), self)
        self.clear_button.setToolTip(self.tr("Take all files off the list; none is deleted"))
        self.retry_button.clicked.connect(self._retry)
        self.remove_button.clicked.connect(self.remove_selected)
        self.clear_button.clicked.connect(self.model.clear)
        self._lay_out()
        self.model.counted.connect(self._count)
        self.model.counted.connect(self.counted)
        self.view.selectionModel().selectionChanged.connect(self._count)
        self.view.selectionModel().currentRowChanged.connect(self._current)
        self.view.activated.connect(
            lambda index: self.opened.emit(index.data(Qt.ItemDataRole.UserRole))
        )
        self._count()

    def _build_view(self) -> QTreeView:
        view = QTreeView(self)
        view.setModel(self.model)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setIconSize(QSize(THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.setAccessibleName(self.tr("Files"))
        view.setAccessibleDescription(self.tr("Finished files can be dragged to other programs."))
        header = view.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(FILE, 280)
        header.resizeSection(SIZE, 112)
        view.setColumnHidden(SIZE, not self.model.has_thumbnails)
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)
        self._soften(view)
        delete = QAction(self.tr("Remove"), view)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self.remove_selected)
        view.addAction(delete)
        return view

    @staticmethod
    def _soften(view: QTreeView) -> None:
        """A pale selection, on which the colours of the states can still be read."""
        colors = colors_of(view.palette())
        palette = view.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(colors.accent_soft))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colors.text))
        if palette != view.palette():
            view.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            # What the view had set for itself must not survive a change of theme.
            self.view.setPalette(QPalette())
            self._soften(self.view)
        super().changeEvent(event)

    def _lay_out(self) -> None:
        foot = self.foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.summary, 1)
        for button in (self.retry_button, self.remove_button, self.clear_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    # -- content ---------------------------------------------------------------------------

    def add(self, paths: Iterable[Path]) -> int:
        """Append files that are not here yet; returns how many were new."""
        added = self.model.add(paths)
        if added and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))
        return added

    def set_state(
        self,
        path: Path,
        state: FileState,
        *,
        fraction: float | None = None,
        reason: str = "",
        result: Path | None = None,
    ) -> None:
        self.model.set_state(path, state, fraction=fraction, reason=reason, result=result)

    def select(self, path: Path) -> None:
        """Make this file the current one."""
        row = self.model.row_of(path)
        if row is not None:
            self.view.setCurrentIndex(self.model.index(self.model.rows.index(row), 0))

    def show_failures(self) -> None:
        """Scroll to the first file that failed."""
        for row in self.model.rows:
            if row.state is FileState.FAILED:
                self.view.scrollTo(self.model.index(self.model.rows.index(row), 0))
                return

    def current(self) -> Path | None:
        index = self.view.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None

    def selected(self) -> list[Path]:
        rows = self.view.selectionModel().selectedRows()
        return [index.data(Qt.ItemDataRole.UserRole) for index in rows]

    def remove_selected(self) -> None:
        self.model.remove(self.selected())

    def _retry(self) -> None:
        failed = self.model.paths(FileState.FAILED)
        for path in failed:
            self.model.set_state(path, FileState.WAITING)
        self.retry.emit(failed)

    def _current(self, index: QModelIndex) -> None:
        path = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        self.current_changed.emit(path)

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Qt.ItemDataRole.UserRole))

    def _count(self) -> None:
        rows = self.model.rows
        counts = {state: sum(row.state is state for row in rows) for state in FileState}
        done = counts[FileState.DONE] + counts[FileState.SKIPPED]
        total = self.tr("{count} files").format(count=len(rows))
        parts = [self.tr("1 file") if len(rows) == 1 else total]
        if done:
            parts.append(self.tr("{count} done").format(count=done))
        if counts[FileState.FAILED]:
            parts.append(self.tr("{count} failed").format(count=counts[FileState.FAILED]))
        self.summary.setText("  ·  ".join(parts))
        self.retry_button.setVisible(counts[FileState.FAILED] > 0)
        self.remove_button.setEnabled(bool(self.selected()))
        self.clear_button.setEnabled(bool(rows))
