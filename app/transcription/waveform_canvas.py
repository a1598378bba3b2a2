"""What mouse and keys do on the waveform."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.transcription.waveform_marks import Edge, Grip
from app.transcription.waveform_scale import TimeScale
from app.transcription.waveform_view import WaveformView

_STEP, _FAR = 1.0, 5.0
_NUDGE = 0.05
#: Pixels from an edge in which it is taken hold of, and in which it snaps.
_REACH, _SNAP = 6, 8
_ZOOM = 1.5
_Key = Qt.Key
_Mod = Qt.KeyboardModifier


class WaveformCanvas(WaveformView):
    """Emits what the user wants; changes nothing but the view and the selected span itself.

    `seek_wanted` in seconds; `segment_chosen` and `segment_activated` (play it) with an index;
    `boundary_moved` with index, "start" or "end", and seconds, once it is let go;
    `span_chosen` with start and end, `span_cleared`; `toggle_wanted` (play or pause);
    `menu_wanted` with an index or None, seconds and a global position.
    """

    seek_wanted = Signal(float)
    segment_chosen = Signal(int)
    segment_activated = Signal(int)
    boundary_moved = Signal(int, str, float)
    span_chosen = Signal(float, float)
    span_cleared = Signal()
    toggle_wanted = Signal()
    menu_wanted = Signal(object, float, object)

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        super().__init__(scale, parent)
        self._pressed: QPointF | None = None
        self._spanning = False
        self._held_off = 0.0
        self._old_span: tuple[float, float] | None = None
        self._panned_from: float | None = None
        self.locked = False
        self.setAccessibleName(self.tr("Waveform"))
        self.describe()
        # Its own setting is silent, so this is a screen reader that wants another value.
        self.valueChanged.connect(lambda milliseconds: self._seek(milliseconds / 1000))

    @property
    def held(self) -> bool:
        """Whether the mouse has hold of something here."""
        return self._pressed is not None or self._panned_from is not None

    # -- mouse -----------------------------------------------------------------------------

    def grip_at(self, position: QPointF) -> Grip | None:
        """The edge of a segment under the pointer, unless nothing may be moved now."""
        if self.locked or position.y() < self.rows().ruler:
            return None
        reach = _REACH / self.scale.pixels_per_second
        seconds = self.scale.first + position.x() / self.scale.pixels_per_second
        if self._crowded(seconds, reach):
            return None
        return self.marks.grip_at(seconds, reach, self.chosen)

    def _crowded(self, seconds: float, reach: float) -> bool:
        """So far out that every click would hit some edge."""
        return len(self.marks.between(seconds - 2 * reach, seconds + 2 * reach)) > 3

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panned_from = self.scale.first + self._seconds_across(event.position().x())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed, self._spanning, self._old_span = event.position(), False, self.span
        grip = self.grip_at(event.position())
        if grip is not None:
            edge = self.marks[grip.index].edge(grip.edge)
            self._held_off = edge - self.scale.time_at(event.position().x())
            self.moving = (grip, edge)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._panned_from is not None:
            self.scale.move_to(self._panned_from - self._seconds_across(place.x()))
            return
        if self._pressed is None:
            self._hover(place)
            return
        away = abs(place.x() - self._pressed.x())
        if self.moving is not None and (away >= 2 or self._moved_edge()):
            self._move_edge(place, bool(event.modifiers() & _Mod.ShiftModifier))
        elif self.moving is None and (self._spanning or away >= QApplication.startDragDistance()):
            self._spanning = True
            ends = sorted((self.scale.time_at(self._pressed.x()), self.scale.time_at(place.x())))
            self.set_span((ends[0], ends[1]))
            self.hovered = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panned_from = None
            self.unsetCursor()
            return
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        if self.moving is not None:
            self._let_go(pressed)
        elif self._spanning and self.span is not None:
            self.span_chosen.emit(*self.span)
        else:
            self._click(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            index = self.marks.at(self.scale.time_at(event.position().x()))
            if index is not None:
                self.segment_activated.emit(index)

    def _click(self, place: QPointF) -> None:
        self._clear_span()
        seconds = self.scale.time_at(place.x())
        index = self.marks.at(seconds)
        if index is not None:
            self.segment_chosen.emit(index)
        self.seek_wanted.emit(seconds)

    def _hover(self, place: QPointF) -> None:
        self.hovered = self.scale.time_at(place.x())
        over = self.grip_at(place) is not None
        self.setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)
        self.update()

    def _move_edge(self, place: QPointF, free: bool) -> None:
        """With Shift it snaps to nothing."""
        if self.moving is None:
            return
        grip = self.moving[0]
        reach = 0.0 if free else _SNAP / self.scale.pixels_per_second
        wanted = self.scale.time_at(place.x()) + self._held_off
        self.moving = (grip, self.marks.snapped(grip, wanted, reach, self.scale.duration))
        self.update()

    def _moved_edge(self) -> bool:
        if self.moving is None:
            return False
        grip, seconds = self.moving
        return seconds != self.marks[grip.index].edge(grip.edge)

    def _let_go(self, pressed: QPointF) -> None:
        if self.moving is None:
            return
        (grip, seconds), self.moving = self.moving, None
        self.update()
        if seconds != self.marks[grip.index].edge(grip.edge):
            self.boundary_moved.emit(grip.index, grip.edge, seconds)
        else:
            self._click(pressed)

    def abandon(self) -> bool:
        """Give up what is being dragged, or else the span. Returns whether there was anything."""
        if self.moving is not None or self._pressed is not None:
            self.moving, self._pressed = None, None
            self.set_span(self._old_span)
            self.update()
            return True
        return self._clear_span()

    def _clear_span(self) -> bool:
        if self.span is None:
            return False
        self.set_span(None)
        self.span_cleared.emit()
        return True

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = None
        self.update()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        seconds = self.scale.time_at(event.pos().x()) if mouse else self.position
        self.menu_wanted.emit(self.marks.at(seconds), seconds, event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        down, across = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & _Mod.ControlModifier:
            at = self.scale.first + self._seconds_across(event.position().x())
            self.scale.zoom_by(2 ** ((down or across) / 240), at)
        else:
            turned = across if abs(across) > abs(down) else down
            self.scale.move_by(-turned / 120 * self.scale.span / 8)
        event.accept()

    def _seconds_across(self, pixels: float) -> float:
        return pixels / self.scale.pixels_per_second

    # -- keys ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._obey(event):
            event.accept()
        else:
            QWidget.keyPressEvent(self, event)  # the slider's own keys would move by its steps

    def _obey(self, event: QKeyEvent) -> bool:
        key = event.key()
        held = event.modifiers() & ~_Mod.KeypadModifier
        far = bool(held & _Mod.ShiftModifier)
        if key in (_Key.Key_Left, _Key.Key_Right):
            sign = 1 if key == _Key.Key_Right else -1
            if held & _Mod.AltModifier:
                return self._nudge("end" if far else "start", sign * _NUDGE)
            if held & ~_Mod.ShiftModifier:
                return False
            self._seek(self.position + sign * (_FAR if far else _STEP))
            return True
        if held & ~_Mod.ShiftModifier:
            return False
        return self._obey_plain(key)

    def _obey_plain(self, key: int) -> bool:
        actions = {
            _Key.Key_Space: self.toggle_wanted.emit,
            _Key.Key_Home: lambda: self._seek(0.0),
            _Key.Key_End: lambda: self._seek(self.scale.duration),
            _Key.Key_PageUp: lambda: self._seek(self.position - self.scale.span * 0.9),
            _Key.Key_PageDown: lambda: self._seek(self.position + self.scale.span * 0.9),
            _Key.Key_Up: lambda: self._step_segment(-1),
            _Key.Key_Down: lambda: self._step_segment(1),
            _Key.Key_Plus: lambda: self.zoom(_ZOOM),
            _Key.Key_Equal: lambda: self.zoom(_ZOOM),
            _Key.Key_Minus: lambda: self.zoom(1 / _ZOOM),
            _Key.Key_0: self.scale.fit,
            _Key.Key_BracketLeft: lambda: self._set_end(0),
            _Key.Key_BracketRight: lambda: self._set_end(1),
        }
        if key == _Key.Key_Escape:
            return self.abandon()
        if key in (_Key.Key_Return, _Key.Key_Enter):
            if self.chosen is not None:
                self.segment_activated.emit(self.chosen)
            return self.chosen is not None
        action = actions.get(_Key(key))
        if action is None:
            return False
        action()
        return True

    def zoom(self, factor: float) -> None:
        """Around the playhead while that is in view."""
        inside = self.scale.first <= self.position <= self.scale.last
        self.scale.zoom_by(factor, self.position if inside else None)

    def _seek(self, seconds: float) -> None:
        wanted = min(max(seconds, 0.0), self.scale.duration)
        self.scale.reveal(wanted)
        self.seek_wanted.emit(wanted)

    def _step_segment(self, step: int) -> None:
        if not self.marks:
            return
        if self.chosen is None:
            near = self.marks.between(self.position, self.scale.duration)
            index = near.start
        else:
            index = self.chosen + step
        index = min(max(index, 0), len(self.marks) - 1)
        self.scale.reveal(self.marks[index].start, self.marks[index].end)
        self.segment_chosen.emit(index)
        self.seek_wanted.emit(self.marks[index].start)

    def _nudge(self, edge: Edge, seconds: float) -> bool:
        if self.chosen is None or self.locked:
            return False
        grip = Grip(self.chosen, edge)
        old = self.marks[self.chosen].edge(edge)
        new = self.marks.snapped(grip, round(old + seconds, 3), 0.0, self.scale.duration)
        if new != old:
            self.scale.reveal(new)
            self.boundary_moved.emit(self.chosen, edge, new)
        return True

    def _set_end(self, side: int) -> None:
        """[ and ] set where the span begins and ends, at the playhead."""
        ends = list(self.span or (self.position, self.position))
        ends[side] = self.position
        if ends[0] > ends[1]:
            ends = [self.position, self.position]
        self.set_span((ends[0], ends[1]))
        if ends[1] > ends[0]:
            self.span_chosen.emit(ends[0], ends[1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.abandon() if self._pressed is not None else None
        self.update()
        super().focusOutEvent(event)
