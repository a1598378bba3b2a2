"""How loud the microphone is: a bar with marks, a tick that lingers, and words."""

from math import log10

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import colors_of

#: What the bar begins at, in decibels below the loudest there can be.
_FLOOR = -60.0
#: From here on it is too loud, below there too quiet.
_LOUD, _QUIET = -3.0, -40.0
_FALL = 0.85


class LevelMeter(QWidget):
    """Takes levels of 0 to 1. The words "too loud", "good", "quiet" say it without colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = self._held = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Loudness"))
        self.clear()

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().height() + 26)

    def clear(self) -> None:
        """Nothing is listened to."""
        self._level = self._held = 0.0
        self._say("")

    def hear(self, level: float) -> None:
        """The loudest sample since the last time."""
        self._level = max(level, self._level * _FALL)
        self._held = max(level, self._held * 0.98)
        decibels = _decibels(self._held)
        if decibels > _LOUD:
            self._say(self.tr("Too loud: move away from the microphone"))
        elif decibels < _QUIET:
            self._say(self.tr("Very quiet: is this the right microphone?"))
        else:
            self._say(self.tr("Good"))

    @property
    def words(self) -> str:
        return self._words

    def _say(self, words: str) -> None:
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = colors_of(self.palette())
        bar = QRectF(1, 4, self.width() - 2, 12)
        loud = _decibels(self._held) > _LOUD
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colors.edge), 1))
            painter.setBrush(QColor(colors.raised))
            painter.drawRoundedRect(bar, 4, 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.warning if loud else colors.success))
            filled = QRectF(bar)
            filled.setWidth(bar.width() * _share(self._level))
            painter.drawRoundedRect(filled, 4, 4)
            painter.setPen(QPen(QColor(colors.text), 2))
            held = bar.left() + bar.width() * _share(self._held)
            if self._held > 0:
                painter.drawLine(int(held), 2, int(held), 18)
            painter.setPen(QPen(QColor(colors.edge), 1))
            for decibels in (_QUIET, -20.0, _LOUD):
                x = bar.left() + bar.width() * (1 - decibels / _FLOOR)
                painter.drawLine(int(x), 16, int(x), 20)
            painter.setPen(QColor(colors.warning if loud else colors.muted))
            below = QRectF(0, 22, self.width(), self.height() - 22)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._words)


def _decibels(level: float) -> float:
    return 20 * log10(level) if level > 0 else _FLOOR


def _share(level: float) -> float:
    return min(max(1 - _decibels(level) / _FLOOR, 0.0), 1.0)
