"""A small tile that stands for a file and can be dragged to other programs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDrag,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QPixmap,
    QStandardItemModel,
)
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.icons import set_icon


def mime_of_all(paths: Sequence[Path]) -> QMimeData:
    """These files, for file managers and mail."""
    # Some of Qt's platforms (offscreen, minimal, VNC) keep what is on the clipboard until after
    # Python has ended, and deleting a `QMimeData()` made by Python crashes then. A model's is C++.
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])
    data.clear()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def mime_of(path: Path, image: QImage | None = None) -> QMimeData:
    """The file for file managers and mail, and its pixels for painting programs."""
    data = mime_of_all([path])
    if image is not None and not image.isNull():
        data.setImageData(image)
    return data


def copy_to_clipboard(path: Path, image: QImage | None = None) -> None:
    """Put the file, and if given its pixels, on the clipboard."""
    QGuiApplication.clipboard().setMimeData(mime_of(path, image))


class DragChip(QPushButton):
    """Drag it out to copy the result; a click or Space copies it, for those without a mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Drag out"), parent)
        self.path: Path | None = None
        self._pressed: QPointF | None = None
        set_icon(self, "drag")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(self.tr("Drag the result to a folder or another program"))
        self.setAccessibleName(self.tr("Drag the result out"))
        self.setEnabled(False)

    def set_path(self, path: Path | None) -> None:
        self.path = path
        self.setEnabled(path is not None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self.path is None:
            super().mouseMoveEvent(event)
            return
        moved = (event.position() - self._pressed).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._pressed = None
            self.setDown(False)
            self.start_drag().exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        super().mouseReleaseEvent(event)

    def start_drag(self) -> QDrag:
        """The drag that a pull at the tile begins, not yet executed."""
        drag = QDrag(self)
        if self.path is not None:
            drag.setMimeData(mime_of(self.path))
        pixmap: QPixmap = self.grab()
        drag.setPixmap(pixmap)
        drag.setHotSpot(self.rect().center())
        return drag
