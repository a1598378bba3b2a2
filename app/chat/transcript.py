"""The messages of a conversation; only those in sight have widgets, so length costs nothing.

Heights of messages that were never seen are estimates. When one comes into sight and turns out
higher or lower, what the reader looks at stays where it is.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QFrame,
    QToolButton,
    QWidget,
)

from app.chat.entries import Entry
from app.chat.message_view import MessageView
from app.forms import order_focus
from app.icons import set_icon
from app.widgets.thumbnails import Thumbnails

#: Lines longer than this are tiring to read; in pixels.
_WIDEST = 820
_MARGIN = 24
#: Pixels above and below the sight in which messages are ready.
_BEYOND = 40
#: So many widgets of messages are made before those out of sight are used for others.
_SPARE = 24


class Transcript(QAbstractScrollArea):
    """`acted` with an `Act` and a turn's id, `pressed` with a turn's id, `picture_chosen` with one
    of the pictures. Follows its end until the reader scrolls up."""

    acted = Signal(object, int)
    pressed = Signal(int)
    picture_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, thumbnails: Thumbnails | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Conversation"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().setAccessibleName(self.tr("Scroll the conversation"))
        self.entries: list[Entry] = []
        self._heights: list[int] = []
        self._offsets: list[int] = [0]
        self._measured: set[int] = set()
        self._views: dict[int, MessageView] = {}  # by index
        self._idle: list[MessageView] = []
        self._placing = False
        self.follows = True
        self._end_button = QToolButton(self)
        set_icon(self._end_button, "chevron-down", side=20)
        self._end_button.setFixedSize(36, 36)
        self._end_button.setProperty("role", "floating")
        self._end_button.setToolTip(self.tr("To the latest message (End)"))
        self._end_button.setAccessibleName(self.tr("To the latest message"))
        self._end_button.clicked.connect(self.scroll_to_end)
        self._end_button.hide()

    # -- content ---------------------------------------------------------------------------

    def set_entries(self, entries: Sequence[Entry], follow: bool = True) -> None:
        """Show these; widgets of turns that stay in their place are kept."""
        kept = {
            number: view
            for number, view in self._views.items()
            if number < len(entries) and entries[number].turn.id == view.entry.turn.id
        }
        for number, view in self._views.items():
            if number not in kept:
                view.hide()
                self._idle.append(view)
        self._views = kept
        self.entries = list(entries)
        width = self._width()
        old = self._heights
        self._heights = [
            old[n] if n in kept else _estimate(entry, width) for n, entry in enumerate(entries)
        ]
        self._measured.clear()
        for number, view in kept.items():
            if view.entry != self.entries[number]:
                view.show_entry(self.entries[number])
        self._sum_up()
        if follow:
            self.follows = True
        self.place()

    def grow(self, entry: Entry) -> None:
        """The last message is now this; only it is laid out again."""
        if not self.entries:
            return
        last = len(self.entries) - 1
        self.entries[last] = entry
        view = self._views.get(last)
        if view is not None:
            view.show_entry(entry)
            self._measured.discard(last)
            self.place()
        else:
            self._set_height(last, _estimate(entry, self._width()))
            self.place()

    def view_of(self, turn_id: int) -> MessageView | None:
        """The widget of a turn, if it is in sight."""
        return next((v for v in self._views.values() if v.entry.turn.id == turn_id), None)

    def show_turn(self, turn_id: int) -> None:
        """Scroll to a turn."""
        for number, entry in enumerate(self.entries):
            if entry.turn.id == turn_id:
                self.follows = False
                self.verticalScrollBar().setValue(self._offsets[number])
                self.place()
                self.verticalScrollBar().setValue(self._offsets[number])

    def scroll_to_end(self) -> None:
        self.follows = True
        self.place()

    # -- geometry --------------------------------------------------------------------------

    def _width(self) -> int:
        return max(160, min(_WIDEST, self.viewport().width() - 2 * _MARGIN))

    def _sum_up(self) -> None:
        self._offsets = [_MARGIN, *accumulate(self._heights, initial=_MARGIN)][1:]
        self._bound()

    def _bound(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        self._placing = True
        bar.setRange(0, max(0, self._offsets[-1] - room))
        bar.setPageStep(max(1, room))
        if self.follows:
            bar.setValue(bar.maximum())
        self._placing = False
        self._end_button.setVisible(not self.follows and bar.maximum() > 0)

    def _set_height(self, number: int, height: int) -> None:
        change = height - self._heights[number]
        if change:
            self._heights[number] = height
            for later in range(number + 1, len(self._offsets)):
                self._offsets[later] += change

    def place(self) -> None:
        """Make what is in sight, measure it, and put it where it belongs."""
        if self._placing or not self.isVisible():
            return
        width = self._width()
        self._bound()
        for _try in range(8):
            shown = self._in_sight()
            if not self._measure(shown, width):
                break
            self._bound()
        self._put(self._in_sight(), width)

    def _in_sight(self) -> range:
        top, room = self.verticalScrollBar().value(), self.viewport().height()
        first = max(0, bisect_right(self._offsets, top - _BEYOND) - 1)
        end = bisect_right(self._offsets, top + room + _BEYOND)
        return range(first, min(len(self.entries), end))

    def _measure(self, shown: range, width: int) -> bool:
        """Measure what is not measured; whether anything turned out otherwise."""
        top, moved, changed = self.verticalScrollBar().value(), 0, False
        for number in shown:
            if number in self._measured:
                continue
            view = self._views.get(number) or self._make(number)
            height = view.height_for(width)
            self._measured.add(number)
            change = height - self._heights[number]
            if change:
                changed = True
                above = self._offsets[number + 1] <= top
                self._set_height(number, height)
                moved += change if above else 0
        if moved and not self.follows:
            self._placing = True
            bar = self.verticalScrollBar()
            bar.setMaximum(max(0, self._offsets[-1] - self.viewport().height()))
            bar.setValue(top + moved)
            self._placing = False
        return changed

    def _make(self, number: int) -> MessageView:
        view = self._spare()
        if view is not None:
            view.bind(self.entries[number])
        else:
            view = MessageView(self.entries[number], self.viewport(), self._thumbnails)
            view.acted.connect(self.acted)
            view.pressed.connect(self.pressed)
            view.picture_chosen.connect(self.picture_chosen)
            view.resized.connect(lambda: self._on_resized(view))
        self._views[number] = view
        return view

    def _spare(self) -> MessageView | None:
        """A widget far out of sight: showing another message in it is quicker than making one."""
        if self._idle:
            return self._idle.pop()
        if len(self._views) < _SPARE:
            return None
        shown = self._in_sight()
        middle = (shown.start + shown.stop) / 2
        far = max(self._views, key=lambda number: abs(number - middle))
        if far in shown:
            return None
        self._measured.discard(far)
        return self._views.pop(far)

    def _on_resized(self, view: MessageView) -> None:
        for number, other in self._views.items():
            if other is view:
                self._measured.discard(number)
        # A thought that is unfolded grows downwards, also at the end.
        self.follows = False
        self.place()

    def _put(self, shown: range, width: int) -> None:
        top = self.verticalScrollBar().value()
        left = max(_MARGIN, (self.viewport().width() - width) // 2)
        fresh = False
        for number in shown:
            view = self._views.get(number)
            if view is not None:
                place = QRect(left, self._offsets[number] - top, width, self._heights[number])
                if place.size() == view.size():
                    view.arrange()
                view.setGeometry(place)
                if view.isHidden():
                    fresh = True
                    view.show()
        for number, view in self._views.items():
            if number not in shown and not view.isHidden():
                if view.isAncestorOf(QApplication.focusWidget() or self):
                    self.setFocus(Qt.FocusReason.OtherFocusReason)
                view.hide()
        if fresh:
            order_focus(self.focus_order())

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits, as one reads it: in the messages' order, not in that of their
        making."""
        shown = [self._views[number] for number in self._in_sight() if number in self._views]
        return [self, *(widget for view in shown for widget in view.focus_order())]

    # -- events ----------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._placing:
            return
        bar = self.verticalScrollBar()
        self.follows = bar.value() >= bar.maximum() - 8
        self._end_button.setVisible(not self.follows and bar.maximum() > 0)
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        corner = self.viewport().rect().bottomRight()
        self._end_button.move(corner.x() - 48, corner.y() - 44)
        self._end_button.raise_()
        if event.oldSize().width() != event.size().width():
            self._measured.clear()
            width = self._width()
            self._heights = [
                h if n in self._views else _estimate(entry, width)
                for n, (h, entry) in enumerate(zip(self._heights, self.entries, strict=True))
            ]
            self._sum_up()
        else:
            self._bound()
        self.place()

    def showEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        super().showEvent(event)  # pyright: ignore[reportArgumentType]
        self._bound()
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in kinds and hasattr(self, "_end_button"):
            for view in self._views.values():
                view.redress()
            self._measured.clear()
            self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
        elif event.key() == Qt.Key.Key_End:
            self.scroll_to_end()
        else:
            super().keyPressEvent(event)


def _estimate(entry: Entry, width: int) -> int:
    """In pixels, from the lines that the text will take."""
    each = max(20, width // 8)
    content = entry.turn.content
    lines = len(content) // each + content.count("\n") + 1
    return 100 + 19 * lines
