"""How speakers are told apart: a colour and a pattern each, never a colour alone.

The colours have a contrast of at least 4.5 to 1 on the surfaces of their scheme.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform

from app.theme import Colors

_LIGHT = ("#1D5A96", "#1B6638", "#7A3E9D", "#8A4B00", "#00656E", "#A3246B", "#4448A8", "#5C5A00")
_DARK = ("#97C6F7", "#86D6A2", "#D3A6F0", "#F0B878", "#6FD3DC", "#F59AC8", "#B3B6FF", "#CBD36B")
_TILE = 8
Line = tuple[tuple[float, float], tuple[float, float]]
#: In a tile of 8 by 8; each fits its neighbours.
_PATTERNS: tuple[tuple[Line, ...], ...] = (
    (((0, 8), (8, 0)), ((-2, 2), (2, -2)), ((6, 10), (10, 6))),
    (((0, 0), (8, 8)), ((-2, 6), (2, 10)), ((6, -2), (10, 2))),
    (((0, 4), (8, 4)),),
    (((4, 0), (4, 8)),),
    (((4, 4), (4, 4)),),
    (((0, 0), (8, 8)), ((0, 8), (8, 0))),
    (((0, 4), (8, 4)), ((4, 0), (4, 8))),
    (((0, 4), (4, 0)), ((4, 0), (8, 4))),
)


@dataclass(frozen=True)
class SpeakerLook:
    """`number` counts from 0 in the order of their first words; None is nobody known."""

    number: int | None

    def color(self, colors: Colors) -> QColor:
        if self.number is None:
            return QColor(colors.muted)
        known = _DARK if colors.dark else _LIGHT
        return QColor(known[self.number % len(known)])

    def soft(self, colors: Colors) -> QColor:
        """The colour as a ground for text."""
        share = 0.24 if colors.dark else 0.16
        return mixed(QColor(colors.surface), self.color(colors), share)

    def pattern(self, colors: Colors, ratio: float = 1.0, strength: float = 0.45) -> QBrush:
        """Lines or dots to lay over the ground; no brush for nobody."""
        if self.number is None:
            return QBrush(Qt.BrushStyle.NoBrush)
        # After eight speakers the patterns meet other colours.
        shift = self.number // len(_PATTERNS)
        lines = _PATTERNS[(self.number + shift) % len(_PATTERNS)]
        color = self.color(colors)
        color.setAlphaF(strength)
        tile = QPixmap(QSize(_TILE, _TILE) * ratio)
        tile.fill(Qt.GlobalColor.transparent)
        with QPainter(tile) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(tile.width() / _TILE, tile.width() / _TILE)
            for start, end in lines:
                dot = start == end
                painter.setPen(QPen(color, 3 if dot else 1.3, c=Qt.PenCapStyle.RoundCap))
                painter.drawLine(QPointF(*start), QPointF(*end))
        brush = QBrush(tile)
        brush.setTransform(QTransform.fromScale(_TILE / tile.width(), _TILE / tile.width()))
        return brush


def mixed(ground: QColor, tint: QColor, share: float) -> QColor:
    """So much of `tint` laid over `ground`, opaque."""
    return QColor.fromRgbF(
        ground.redF() + (tint.redF() - ground.redF()) * share,
        ground.greenF() + (tint.greenF() - ground.greenF()) * share,
        ground.blueF() + (tint.blueF() - ground.blueF()) * share,
    )
