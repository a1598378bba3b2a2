"""The photo with a box around every face; the one that is taken has its keypoints, too."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget

from app.widgets.background import Background
from app.widgets.picture_view import PictureView
from app.widgets.viewport import Viewport

if TYPE_CHECKING:
    from pipelines.identity.face import Face

#: A press that moves farther than this many logical pixels moves the picture instead.
_STILL = 4.0
_SHADE = QColor(0, 0, 0, 190)


class FaceView(PictureView):
    """`face_chosen` with the number of the face, counted from 1 for the largest."""

    face_chosen = Signal(int)

    def __init__(
        self,
        background: Background | None = None,
        viewport: Viewport | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(background, viewport, parent)
        self.faces: tuple[Face, ...] = ()
        self.taken = 1
        self._pressed: QPointF | None = None
        self._over = 0
        self.setMouseTracking(True)
        self._describe()

    def show_faces(self, faces: "Sequence[Face]", taken: int) -> None:
        """Box these faces, the largest first; `taken` is the number of the one that is used."""
        self.faces, self.taken, self._over = tuple(faces), taken, 0
        self._describe()
        self.update()

    def words(self) -> str:
        """How many there are, and which one is taken."""
        if not self.faces:
            return ""
        if len(self.faces) == 1:
            return self.tr("One face, which is taken.")
        words = self.tr("{n} faces; face {taken} is taken. Click another one to take that.")
        return words.format(n=len(self.faces), taken=self.taken)

    def _describe(self) -> None:
        keys = self.tr("Plus and minus zoom, 0 fits, arrow keys move.")
        if len(self.faces) > 1:
            keys = self.tr(
                "Arrow keys or the face's number take another face; plus and minus zoom, 0 fits."
            )
        self.setAccessibleDescription(f"{self.words()} {keys}".strip())
        self.setToolTip(keys if len(self.faces) > 1 else "")

    def take(self, number: int) -> None:
        """Take the face of that number, if there is one."""
        if not 1 <= number <= len(self.faces) or number == self.taken:
            return
        self.taken = number
        self._describe()
        self.update()
        if QAccessible.isActive():
            words = self.tr("Face {n} is taken").format(n=number)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.face_chosen.emit(number)

    # -- where faces are -------------------------------------------------------------------

    def place_of(self, face: "Face") -> QRectF:
        """The box in this widget's coordinates."""
        left, top, right, bottom = face.box
        corner = self.position_of(QPointF(left, top))
        return QRectF(corner, self.position_of(QPointF(right, bottom)))

    def face_at(self, position: QPointF) -> int:
        """The number of the face there, the smallest if boxes lie over each other; 0 for none."""
        found = [
            n for n, face in enumerate(self.faces, 1) if self.place_of(face).contains(position)
        ]
        return found[-1] if found else 0

    def _in_reading_order(self) -> list[int]:
        """Numbers from left to right, as the arrow keys go."""
        return sorted(range(1, len(self.faces) + 1), key=lambda n: (self.faces[n - 1].box[0], n))

    # -- painting --------------------------------------------------------------------------

    def paint_scene(self, painter: QPainter) -> None:
        super().paint_scene(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, face in enumerate(self.faces, 1):
            if number != self.taken:
                self._paint_face(painter, number, face)
        if 1 <= self.taken <= len(self.faces):  # over the others
            self._paint_face(painter, self.taken, self.faces[self.taken - 1])

    def _paint_face(self, painter: QPainter, number: int, face: "Face") -> None:
        place, taken = self.place_of(face), number == self.taken
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_SHADE, 6 if taken else 4))
        painter.drawRoundedRect(place, 4, 4)
        pen = QPen(QColor("white"), 3 if taken else 1.5)
        if not taken:  # not by thickness alone
            pen.setStyle(Qt.PenStyle.SolidLine if number == self._over else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(place, 4, 4)
        if taken:
            painter.setPen(QPen(_SHADE, 1.5))
            painter.setBrush(QColor("white"))
            for x, y in face.keypoints:
                painter.drawEllipse(self.position_of(QPointF(x, y)), 3.5, 3.5)
        self._paint_number(painter, place, f"{number} ✓" if taken else str(number))

    def _paint_number(self, painter: QPainter, place: QRectF, words: str) -> None:
        """On a plate above the box, or in it where there is no room above."""
        metrics = self.fontMetrics()
        plate = QRectF(0, 0, metrics.horizontalAdvance(words) + 12, metrics.height() + 4)
        plate.moveBottomLeft(place.topLeft() - QPointF(1.5, 3))
        if plate.top() < 0:
            plate.moveTopLeft(place.topLeft() + QPointF(4, 4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(QColor("white"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)

    # -- choosing --------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position() if left else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pressed = self._pressed
        if pressed is not None and (event.position() - pressed).manhattanLength() > _STILL:
            self._pressed = None
        super().mouseMoveEvent(event)
        if self._grabbed_at is None:
            over = self.face_at(event.position())
            if over != self._over:
                self._over = over
                self.show_cursor()
                self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        super().mouseReleaseEvent(event)
        if pressed is not None:
            self.take(self.face_at(event.position()))

    def show_cursor(self) -> None:
        if self._over and self._over != self.taken and not self.space_held:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            super().show_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
        }
        several = len(self.faces) > 1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if several and plain and event.key() in steps:
            order = self._in_reading_order()
            here = order.index(self.taken) if self.taken in order else 0
            self.take(order[(here + steps[Qt.Key(event.key())]) % len(order)])
        elif several and plain and event.text() in "123456789" and event.text():
            self.take(int(event.text()))
        else:
            super().keyPressEvent(event)
