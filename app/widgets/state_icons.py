"""Small drawings for the states of a file or job; their shapes differ, not only their colours."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap


class FileState(StrEnum):
    """Where a file of a batch stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    CANCELLED = "cancelled"


_COLORS = {
    FileState.WAITING: ("#6b7280", "#9ca3af"),
    FileState.RUNNING: ("#1d6fd1", "#6fb1ff"),
    FileState.DONE: ("#1a7f45", "#5fd08a"),
    FileState.SKIPPED: ("#6b7280", "#9ca3af"),
    FileState.FAILED: ("#b3261e", "#ff8a80"),
    FileState.CANCELLED: ("#8a5a00", "#f0b64a"),
}


def state_icon(state: FileState, dark: bool, side: int = 16) -> QIcon:
    """A drawn icon: dots wait, an arrow runs, a tick is done, a cross failed, a bar stopped."""
    icon = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(side * ratio, side * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(side / 16, side / 16)
            _draw(painter, state, QColor(_COLORS[state][dark]))
        icon.addPixmap(pixmap)
    return icon


def _draw(painter: QPainter, state: FileState, color: QColor) -> None:
    pen = QPen(color, 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    if state is FileState.WAITING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for x in (4, 8, 12):
            painter.drawEllipse(QPointF(x, 8), 1.3, 1.3)
        return
    painter.setPen(pen)
    painter.drawEllipse(QRectF(1.5, 1.5, 13, 13))
    path = QPainterPath()
    lines = {
        FileState.DONE: [[(4.8, 8.3), (7.1, 10.6), (11.2, 5.8)]],
        FileState.FAILED: [[(5.6, 5.6), (10.4, 10.4)], [(10.4, 5.6), (5.6, 10.4)]],
        FileState.CANCELLED: [[(5, 8), (11, 8)]],
        FileState.SKIPPED: [[(5, 5.5), (7.5, 8), (5, 10.5)], [(8.5, 5.5), (11, 8), (8.5, 10.5)]],
        FileState.RUNNING: [[(6.6, 5), (11, 8), (6.6, 11), (6.6, 5)]],
    }
    for line in lines[state]:
        path.moveTo(*line[0])
        for point in line[1:]:
            path.lineTo(*point)
    if state is FileState.RUNNING:
        painter.setBrush(color)
    painter.drawPath(path)
