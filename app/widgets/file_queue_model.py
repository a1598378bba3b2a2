"""The rows of a file queue: what was dropped, how far each file is, and why one failed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QIcon, QPalette, QPixmap

from app.widgets.background import Background
from app.widgets.picture_source import Preview
from app.widgets.state_icons import FileState, state_icon

Index = QModelIndex | QPersistentModelIndex
#: Gives a small picture and the real size of a file; called off the GUI thread.
Thumbnail = Callable[[Path, int], Preview]

THUMBNAIL_SIDE = 40
FILE, SIZE, STATE = range(3)


@dataclass
class FileRow:
    """One file. `reason` is a sentence when it failed; `result` is on disk when it is done."""

    path: Path
    state: FileState = FileState.WAITING
    fraction: float | None = None
    reason: str = ""
    result: Path | None = None
    size: QSize | None = None
    icon: QIcon | None = None
    asked: bool = False


class FileQueueModel(QAbstractTableModel):
    """Files by path, each once. `counted` after any change of states or rows."""

    counted = Signal()

    def __init__(
        self, thumbnail: Thumbnail | None, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbnail = thumbnail
        self._background = background
        self._rows: list[FileRow] = []
        self._by_path: dict[Path, FileRow] = {}

    # -- content ---------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[FileRow]:
        return self._rows

    def row_of(self, path: Path) -> FileRow | None:
        return self._by_path.get(path)

    def paths(self, *states: FileState) -> list[Path]:
        """The files in these states, or all."""
        return [row.path for row in self._rows if not states or row.state in states]

    def add(self, paths: Iterable[Path]) -> int:
        """Append files that are not here yet; returns how many were new."""
        fresh = [path for path in dict.fromkeys(paths) if path not in self._by_path]
        if fresh:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
            for path in fresh:
                self._by_path[path] = FileRow(path)
                self._rows.append(self._by_path[path])
            self.endInsertRows()
            self.counted.emit()
        return len(fresh)

    def remove(self, paths: Iterable[Path]) -> None:
        """Forget these files; nothing on disk is touched. A running one stays."""
        for path in paths:
            row = self._by_path.get(path)
            if row is None or row.state is FileState.RUNNING:
                continue
            at = self._rows.index(row)
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at], self._by_path[path]
            self.endRemoveRows()
        self.counted.emit()

    def clear(self) -> None:
        """Forget everything that does not run."""
        self._background.forget_waiting()
        running = [row for row in self._rows if row.state is FileState.RUNNING]
        self.beginResetModel()
        self._rows = running
        self._by_path = {row.path: row for row in running}
        self.endResetModel()
        self.counted.emit()

    def set_state(
        self,
        path: Path,
        state: FileState,
        *,
        fraction: float | None = None,
        reason: str = "",
        result: Path | None = None,
    ) -> None:
        """Say where a file stands; unknown files are ignored, for they may have been removed."""
        row = self._by_path.get(path)
        if row is None:
            return
        changed = row.state is not state
        row.state, row.fraction, row.reason = state, fraction, reason
        row.result = result
        at = self._rows.index(row)
        self.dataChanged.emit(self.index(at, FILE), self.index(at, STATE))
        if changed:
            self.counted.emit()

    # -- what views ask --------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("File"), self.tr("Size"), self.tr("State"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.path.name, self._size_text(row), self.state_text(row))[column]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._decoration(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.reason or str(row.result or row.path)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == FILE:
            return f"{row.path.name}, {self.state_text(row)}"
        if role == Qt.ItemDataRole.UserRole:
            return row.path
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._rows[index.row()].result is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The results of these rows as files, to be dropped on other programs."""
        rows = dict.fromkeys(index.row() for index in indexes)
        results = [self._rows[at].result for at in rows]
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in results if path is not None])
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def state_text(self, row: FileRow) -> str:
        """The state in words; for a failed file, why."""
        if row.state is FileState.RUNNING and row.fraction is not None:
            return self.tr("Running, {percent} %").format(percent=round(row.fraction * 100))
        if row.state is FileState.FAILED and row.reason:
            return self.tr("Failed: {reason}").format(reason=row.reason)
        return {
            FileState.WAITING: self.tr("Waiting"),
            FileState.RUNNING: self.tr("Running"),
            FileState.DONE: self.tr("Done"),
            FileState.SKIPPED: self.tr("Done before, skipped"),
            FileState.FAILED: self.tr("Failed"),
            FileState.CANCELLED: self.tr("Cancelled"),
        }[row.state]

    @property
    def has_thumbnails(self) -> bool:
        """Whether there is a picture, and its size, of every file."""
        return self._thumbnail is not None

    def _size_text(self, row: FileRow) -> str:
        if row.size is None or row.size.isEmpty():
            return ""
        return f"{row.size.width()} × {row.size.height()}"

    def _decoration(self, row: FileRow, column: int) -> QIcon | None:
        if column == STATE:
            window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
            return state_icon(row.state, window.lightness() < 128)
        if column != FILE or not self.has_thumbnails:
            return None
        if row.icon is None and not row.asked:
            self._ask(row)
        return row.icon or _blank()

    def _ask(self, row: FileRow) -> None:
        """Thumbnails are made when a row is first painted, so a long list costs only its view."""
        row.asked = True
        thumbnail = self._thumbnail
        if thumbnail is None:
            return
        ratio = 2

        def work() -> Preview:
            return thumbnail(row.path, THUMBNAIL_SIDE * ratio)

        def done(preview: Preview) -> None:
            pixmap = QPixmap.fromImage(preview.image)
            pixmap.setDevicePixelRatio(ratio)
            row.icon, row.size = QIcon(pixmap), preview.size
            if self._by_path.get(row.path) is row:
                at = self._rows.index(row)
                self.dataChanged.emit(self.index(at, FILE), self.index(at, SIZE))

        # A file that cannot be read says so when it is run; here it just has no thumbnail.
        self._background.start(work, done, owner=self)


def _blank() -> QIcon:
    """Keeps the names aligned until the thumbnail is there."""
    pixmap = QPixmap(THUMBNAIL_SIDE, THUMBNAIL_SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)
