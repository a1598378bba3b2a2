"""Files dropped on a widget, as the window system would drop them."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_COPY, _LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


def mime_of(*paths: Path) -> QMimeData:
    """What a file manager hands over; whoever drops it has to keep it."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(target: QWidget, *paths: Path) -> bool:
    """Whether the widget, or else one of those it lies in, took the files."""
    mime = mime_of(*paths)
    place: QWidget | None = target
    while place is not None:
        enters = QDragEnterEvent(QPoint(9, 9), _COPY, mime, _LEFT, _NONE)
        enters.ignore()
        QApplication.sendEvent(place, enters)
        if place.acceptDrops() and enters.isAccepted():
            QApplication.sendEvent(place, QDropEvent(QPointF(9, 9), _COPY, mime, _LEFT, _NONE))
            return True
        place = place.parentWidget()
    return False
