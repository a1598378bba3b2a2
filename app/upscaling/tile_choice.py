"""Choosing one tile of a finished redraw, by the pointer or the keys, to have it drawn again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from app.upscaling.tile_board import TileBoard
from app.upscaling.tile_layer import TileLayer
from app.widgets.compare import CompareView
from app.widgets.picture_view import PictureCanvas

if TYPE_CHECKING:
    from pipelines.redrawing.work import Place

_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class TileChoice(QObject):
    """While it is active the grid lies over the result. `chosen` with the place of a tile, `left`
    when the user does not want any."""

    chosen = Signal(object)
    left = Signal()

    def __init__(
        self, board: TileBoard, layer: TileLayer, compare: CompareView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._board, self._layer, self._compare = board, layer, compare
        self._pressed: QPointF | None = None
        for canvas in (compare.canvas, compare.left, compare.right):
            canvas.setMouseTracking(True)
            canvas.installEventFilter(self)

    @property
    def active(self) -> bool:
        return self._layer.choosing

    def begin(self) -> None:
        """Show the grid; the first tile stands out."""
        self._layer.everywhere = self._layer.choosing = True
        self._stand_out(min(self._board.tiles, default=None))
        self._compare.focus_canvas()

    def end(self) -> None:
        """Take the grid away."""
        self._layer.everywhere = self._layer.choosing = False
        self._stand_out(None)

    def _stand_out(self, place: "Place | None") -> None:
        self._layer.chosen = place
        self._compare.refresh_cover()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.active or not isinstance(watched, PictureCanvas):
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._obey(event)
        if isinstance(event, QMouseEvent):
            self._follow(watched, event)
        return False  # dragging still moves the picture

    def _follow(self, canvas: PictureCanvas, event: QMouseEvent) -> None:
        kind, position = event.type(), event.position()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = position
        elif kind == QEvent.Type.MouseMove and not event.buttons():
            place = self._tile_at(canvas, position)
            if place is not None and place != self._layer.chosen:
                self._stand_out(place)
        elif kind == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            moved = (position - self._pressed).manhattanLength()
            self._pressed = None
            place = self._tile_at(canvas, position)
            if moved < 4 and place is not None:
                self._stand_out(place)
                self.chosen.emit(place)

    def _tile_at(self, canvas: PictureCanvas, position: QPointF) -> "Place | None":
        whole = canvas.scene_place()
        if whole.isEmpty():
            return None
        at = position - whole.topLeft()
        return self._board.tile_at(QPointF(at.x() / whole.width(), at.y() / whole.height()))

    def _obey(self, event: QKeyEvent) -> bool:
        key, chosen = Qt.Key(event.key()), self._layer.chosen
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif chosen is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(chosen)
        elif key in _MOVES:
            area, (right, down) = self._board.area_of(chosen), _MOVES[key]
            beside = QPointF(
                area.center().x() + right * area.width(), area.center().y() + down * area.height()
            )
            place = self._board.tile_at(beside)
            if place is None:  # a last tile may be smaller than its neighbour
                beside = QPointF(min(max(beside.x(), 0), 0.999), min(max(beside.y(), 0), 0.999))
                place = self._board.tile_at(beside)
            self._stand_out(place or chosen)
        else:
            return False
        return True
