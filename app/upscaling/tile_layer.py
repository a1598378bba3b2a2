"""Tiles over the picture: what is drawn of it by now, and the grid with what is still to come."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from app.upscaling.tile_board import TileBoard

if TYPE_CHECKING:
    from pipelines.redrawing.work import Place

_WAITING = QColor(0, 0, 0, 90)


class TileLayer:
    """A `Cover` over a `TileBoard`. `shown` says whether its picture is the one on view.

    With `choosing` the grid lies over the finished result; `chosen` is the tile that stands out.
    """

    def __init__(self, board: TileBoard, widget: QWidget, shown: Callable[[], bool]) -> None:
        self._board, self._widget, self._shown = board, widget, shown
        self.everywhere = self.choosing = False
        self.chosen: Place | None = None

    def paint(self, painter: QPainter, place: QRectF, clip: QRectF) -> None:
        board = self._board
        if not board.tiles or not self._shown() or not (board.filling or self.choosing):
            return
        painter.save()
        painter.setClipRect(clip & place, Qt.ClipOperation.IntersectClip)
        if board.filling and not board.image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, board.image)
        for tile in board.tiles:
            self._paint_tile(painter, tile, _within(board.area_of(tile), place))
        if self.chosen is not None and self.chosen in board.tiles:
            self._outline(painter, _within(board.area_of(self.chosen), place))
        elif board.filling and board.latest is not None:
            self._outline(painter, _within(board.area_of(board.latest), place))
        painter.restore()

    def _paint_tile(self, painter: QPainter, tile: "Place", area: QRectF) -> None:
        # Later passes draw over the same ground: there only the lines of what is missing.
        waiting = self._board.filling and tile not in self._board.done
        if tile[0] > 0 and not waiting:
            return
        painter.setBrush(_WAITING if waiting and tile[0] == 0 else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 140), 3))
        painter.drawRect(area)
        style = Qt.PenStyle.DashLine if waiting else Qt.PenStyle.SolidLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 210), 1, style))
        painter.drawRect(area)

    def _outline(self, painter: QPainter, area: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("white"), 5))
        painter.drawRect(area)
        painter.setPen(QPen(self._widget.palette().color(QPalette.ColorRole.Highlight), 3))
        painter.drawRect(area)


def _within(area: QRectF, place: QRectF) -> QRectF:
    """Parts of the picture as a rectangle of the widget."""
    return QRectF(
        place.x() + area.x() * place.width(),
        place.y() + area.y() * place.height(),
        area.width() * place.width(),
        area.height() * place.height(),
    )
