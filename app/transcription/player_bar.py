"""The controls under a recording: play, skip, speed, time, volume, loop."""

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from app.controls import CalmComboBox, CalmSlider
from app.icons import set_icon
from app.transcription.player import SPEEDS, Player
from app.transcription.times import clock

_SKIP = 5.0


class _Notice(QLabel):
    """A line that is cut with dots where it has no room; its tooltip tells all of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "small")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        dots = Qt.TextElideMode.ElideRight
        words = self.fontMetrics().elidedText(self.text(), dots, self.width())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)


class PlayerBar(QWidget):
    """Drives one player. `loop_changed` is for whoever knows the segments.

    The shortcuts hold in `scope` (and all it contains), or else in the bar alone.
    """

    loop_changed = Signal(bool)

    def __init__(
        self, player: Player, scope: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._scope = scope or self
        self.back = self._button("jump-back", self.tr("Back 5 seconds"), "Ctrl+J")
        self.play = self._button("play", self.tr("Play"), "F8")
        self.forward = self._button("jump-forward", self.tr("Forward 5 seconds"), "Ctrl+K")
        self.time = QLabel(self)
        self.speed = CalmComboBox(self)
        self.loop = self._button("loop", self.tr("Repeat the segment"), "Ctrl+Shift+L")
        self.mute = self._button("volume", self.tr("Mute"), "Shift+F8")
        self.volume = CalmSlider(self)
        self.notice = _Notice(self)
        self._set_up()
        self._lay_out()
        self._connect()
        self._read()

    def _button(self, name: str, words: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(words)
        sequence = QKeySequence(keys)
        shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{words} ({shown})")
        shortcut = QShortcut(sequence, self._scope)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)
        return button

    def _set_up(self) -> None:
        for button in (self.loop, self.mute):
            button.setCheckable(True)
        self.time.setAccessibleName(self.tr("Position"))
        self.time.setMinimumWidth(self._room_for_time())
        self.speed.setAccessibleName(self.tr("Speed"))
        self.speed.setToolTip(self.tr("Speed (Ctrl+Shift+J slower, Ctrl+Shift+K faster)"))
        for rate in SPEEDS:
            self.speed.addItem(QLocale().toString(rate, "g", 3) + " ×", rate)
        for keys, step in (("Ctrl+Shift+K", 1), ("Ctrl+Shift+J", -1)):
            shortcut = QShortcut(QKeySequence(keys), self._scope)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._step_speed(step))
        self.volume.setRange(0, 100)
        self.volume.setPageStep(10)
        self.volume.setFixedWidth(96)
        self.volume.setMinimumHeight(28)  # less would cut the handle
        self.volume.setAccessibleName(self.tr("Volume"))

    def _room_for_time(self) -> int:
        return self.fontMetrics().horizontalAdvance("0:00:00.0 / 0:00:00") + 4

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.back, self.play, self.forward):
            row.addWidget(part)
        row.addSpacing(8)
        row.addWidget(self.time)
        row.addSpacing(8)
        for part in (self.speed, self.loop):
            row.addWidget(part)
        row.addSpacing(8)
        row.addWidget(self.notice, 1)
        row.addWidget(self.mute)
        row.addWidget(self.volume)

    def _connect(self) -> None:
        player = self._player
        self.back.clicked.connect(lambda: player.skip(-_SKIP))
        self.play.clicked.connect(player.toggle)
        self.forward.clicked.connect(lambda: player.skip(_SKIP))
        self.speed.activated.connect(lambda row: player.set_rate(self.speed.itemData(row)))
        self.loop.toggled.connect(self._set_loop)
        self.mute.toggled.connect(self._set_muted)
        self.volume.valueChanged.connect(self._set_volume)
        player.position_changed.connect(self._read_time)
        player.duration_changed.connect(self._read)
        player.playing_changed.connect(self._read)
        player.rate_changed.connect(self._read)
        player.opened.connect(self._read)
        player.notice_changed.connect(self._read)

    def add(self, widget: QWidget) -> None:
        """Another control, before the notice and the volume."""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(row.indexOf(self.notice), widget)
        QWidget.setTabOrder(self.loop, widget)

    # -- what the user did -----------------------------------------------------------------

    def _set_loop(self, loops: bool) -> None:
        self._player.set_loops(loops)
        self.loop_changed.emit(loops)

    def _set_muted(self, muted: bool) -> None:
        self._player.set_muted(muted)
        set_icon(self.mute, "volume-off" if muted else "volume")

    def _set_volume(self, per_cent: int) -> None:
        self._player.set_volume(per_cent / 100)
        if per_cent and self.mute.isChecked():
            self.mute.setChecked(False)

    def _step_speed(self, step: int) -> None:
        row = min(max(self.speed.currentIndex() + step, 0), len(SPEEDS) - 1)
        self._player.set_rate(SPEEDS[row])

    # -- what the player does --------------------------------------------------------------

    def _read(self) -> None:
        player = self._player
        there = player.duration > 0
        for part in (self.back, self.play, self.forward):
            part.setEnabled(there)
        words = self.tr("Pause") if player.playing else self.tr("Play")
        set_icon(self.play, "pause" if player.playing else "play")
        self.play.setAccessibleName(words)
        keys = QKeySequence("F8").toString(QKeySequence.SequenceFormat.NativeText)
        self.play.setToolTip(f"{words} ({keys})")
        self.speed.setCurrentIndex(SPEEDS.index(min(SPEEDS, key=lambda s: abs(s - player.rate))))
        self.volume.setValue(round(player.volume * 100))
        self.mute.setChecked(player.muted)
        self.notice.setText(player.notice)
        self.notice.setToolTip(player.notice)
        self._read_time()

    def _read_time(self) -> None:
        player = self._player
        if player.duration <= 0:
            self.time.setText("–:––")
            return
        here, all_of_it = clock(player.position), clock(player.duration, 0)
        self.time.setText(f"{here} / {all_of_it}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "time"):
            self.time.setMinimumWidth(self._room_for_time())
