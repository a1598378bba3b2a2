"""One photo of the person, small: its name, how it fits the others, and a way to remove it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from app.icons import Tint, draw, icon, set_icon
from app.input_files import local_paths
from app.labels import wrapped_tooltip
from app.theme import colors_of
from app.widgets.thumbnails import Key, Thumbnails

_SIDE = 44
_WIDTH = 86


class PhotoChip(QFrame):
    """`pressed` to have it as the face photo, `removed` to leave it out."""

    pressed = Signal()
    removed = Signal()

    def __init__(self, path: Path, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path, self._thumbnails = path, thumbnails
        self._warns = False
        self.setProperty("role", "badge")
        self.button = QToolButton(self)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(_SIDE, _SIDE))
        self.button.clicked.connect(self.pressed)
        self.away = QToolButton(self)
        set_icon(self.away, "close", Tint.MUTED, 14)
        self.away.setFixedSize(24, 24)
        told = self.tr("Remove {name}").format(name=path.name)
        self.away.setAccessibleName(told)
        self.away.setToolTip(told)
        self.away.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self.button)
        row.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        thumbnails.ready.connect(self._on_ready)
        self.tell("", "", warns=False)

    def tell(self, words: str, hint: str, warns: bool) -> None:
        """Say in a word or two what it is or how it fits; `hint` says it at length."""
        self._warns = warns
        metrics = QFontMetrics(self.button.font())
        name = metrics.elidedText(self.path.name, Qt.TextElideMode.ElideMiddle, _WIDTH)
        self.button.setText(f"{name}\n{words}" if words else name)
        self.button.setToolTip(wrapped_tooltip(f"{self.path.name}. {hint}".strip()))
        self.button.setAccessibleName(f"{self.path.name}, {words}" if words else self.path.name)
        self.button.setAccessibleDescription(hint)
        self.setProperty("kind", "warning" if warns else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.dress()

    def _on_ready(self, key: Key) -> None:
        if key[0] == self.path:
            self.dress()

    def dress(self) -> None:
        """Show the small picture once there is one, with a sign where something is wrong."""
        small = self._thumbnails.of(self.path)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(_SIDE, _SIDE) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if small is None or small.isNull():
                sign = icon("person", self.palette(), Tint.MUTED, 28).pixmap(QSize(28, 28), ratio)
                painter.drawPixmap(8, 8, sign)
            else:
                side = min(small.width(), small.height())
                square = QRect(
                    (small.width() - side) // 2, (small.height() - side) // 2, side, side
                )
                painter.drawImage(QRect(0, 0, _SIDE, _SIDE), small, square)
            if self._warns:
                colors = colors_of(self.palette())
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colors.warning_soft))
                painter.drawEllipse(_SIDE - 23, -1, 24, 24)
                painter.drawPixmap(
                    _SIDE - 20, 2, draw("warning", 18, Tint.WARNING.of(colors), ratio)
                )
        self.button.setIcon(pixmap)


class DropRow(QWidget):
    """A part of the tab that takes dropped pictures for itself."""

    def __init__(self, take: Callable[[list[Path]], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self._over = False
        self.setAcceptDrops(True)

    @staticmethod
    def _paths(mime: QMimeData) -> list[Path]:
        return local_paths(mime.urls())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._paths(event.mimeData()):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        event.acceptProposedAction()
        self._take(self._paths(event.mimeData()))

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: object) -> None:
        if self._over:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Tint.ACCENT.of(colors_of(self.palette())))
                painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)
