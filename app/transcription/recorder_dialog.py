"""Recording from a microphone: choose one, see how loud it is, speak, stop."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.controls import CalmComboBox
from app.icons import Tint, set_icon
from app.labels import hint_label
from app.question import confirm
from app.transcription.level_meter import LevelMeter
from app.transcription.microphone import Microphone, known_microphones, none_found
from app.transcription.recorder import Recorder, Recording
from app.transcription.sound import NoMultimedia
from app.transcription.times import clock

FindMicrophones = Callable[[], Sequence[Microphone]]


class RecorderDialog(QDialog):
    """`recorded` with the file once it is kept; the dialog closes then."""

    recorded = Signal(object)

    def __init__(
        self,
        folder: Path,
        parent: QWidget | None = None,
        find: FindMicrophones = known_microphones,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Record"))
        self.recorder = Recorder(folder, self)
        self._microphones: list[Microphone] = []
        self._broken = False
        self._kept: Path | None = None  # after it broke off
        self.device = CalmComboBox(self)
        self.meter = LevelMeter(self)
        self.time = QLabel(self)
        self.problem = hint_label("", "problem", self)
        self.start = QPushButton(self.tr("Record"), self)
        self.pause = QPushButton(self.tr("Pause"), self)
        self.keep = QPushButton(self.tr("Stop and transcribe"), self)
        self.discard = QPushButton(self.tr("Throw away"), self)
        self._set_up()
        self._lay_out()
        self._connect()
        self._find(find)
        self._read()

    def _set_up(self) -> None:
        self.device.setAccessibleName(self.tr("Microphone"))
        self.time.setProperty("role", "display")
        self.time.setAccessibleName(self.tr("Recorded so far"))
        self.start.setProperty("role", "primary")
        self.discard.setProperty("role", "quiet")
        for button, icon, tint, tip in (
            (self.start, "record", Tint.ON_ACCENT, self.tr("Begin to record (Ctrl+R)")),
            (self.pause, "pause", Tint.TEXT, self.tr("Pause, or go on (Ctrl+R)")),
            (self.keep, "stop", Tint.TEXT, self.tr("Keep the recording (Ctrl+Return)")),
            (self.discard, "trash", Tint.TEXT, self.tr("Delete what was recorded")),
        ):
            set_icon(button, icon, tint, 18)
            button.setToolTip(tip)
            button.setAutoDefault(False)
        self.problem.hide()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Microphone"), self.device)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.start, self.pause, self.keep):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.discard)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(self.time, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.meter)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(max(480, self.minimumSizeHint().width()))

    def _connect(self) -> None:
        self.start.clicked.connect(self.begin)
        self.pause.clicked.connect(self._pause_or_go_on)
        self.keep.clicked.connect(self.finish)
        self.discard.clicked.connect(self._ask_to_discard)
        self.recorder.state_changed.connect(self._read)
        self.recorder.heard.connect(self._hear)
        self.recorder.finished.connect(self._on_finished)
        self.recorder.failed.connect(self._on_failed)
        for keys, act in (("Ctrl+R", self._record_key), ("Ctrl+Return", self.finish)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _find(self, find: FindMicrophones) -> None:
        try:
            self._microphones = list(find())
        except NoMultimedia as missing:
            self._complain(str(missing))
            return
        for microphone in self._microphones:
            self.device.addItem(microphone.name)
        if not self._microphones:
            self._complain(none_found())

    # -- what the user does ----------------------------------------------------------------

    def begin(self) -> None:
        """Record from the chosen microphone."""
        row = self.device.currentIndex()
        if self.recorder.state is Recording.IDLE and 0 <= row < len(self._microphones):
            self.problem.hide()
            self.meter.clear()
            self._broken, self._kept = False, None
            self.recorder.start(self._microphones[row])

    def finish(self) -> None:
        """Keep what was recorded, and close."""
        if self._kept is not None:
            self._hand_over(self._kept)
        elif self.recorder.state is not Recording.IDLE and self.recorder.stop() is None:
            self._complain(self.tr("Nothing was heard from this microphone."))

    def _record_key(self) -> None:
        if self.recorder.state is Recording.IDLE:
            self.begin()
        else:
            self._pause_or_go_on()

    def _pause_or_go_on(self) -> None:
        if self.recorder.state is Recording.PAUSED:
            self.recorder.go_on()
        else:
            self.recorder.pause()

    def _ask_to_discard(self) -> None:
        self.recorder.pause()
        words = self.tr("Throw away this recording of {time}?")
        confirm(
            self,
            self.tr("Throw away"),
            words.format(time=clock(self.recorder.seconds, 0)),
            self.tr("It cannot be brought back."),
            self._discard,
        )

    def _discard(self) -> None:
        self.recorder.throw_away()
        super().reject()

    def reject(self) -> None:
        """Esc, or the window's own button: never lose what was said without a question."""
        if self.recorder.state is not Recording.IDLE:
            self._ask_to_discard()
        elif self._kept is not None:
            self.finish()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.recorder.state is Recording.IDLE:
            super().closeEvent(event)
        else:
            event.ignore()
            self._ask_to_discard()

    # -- what the recorder does ------------------------------------------------------------

    def _hear(self, seconds: float, level: float) -> None:
        self.time.setText(clock(seconds, 0))
        self.meter.hear(level)

    def _on_finished(self, path: Path) -> None:
        if self._broken:
            self._kept = path
            self._read()
        else:
            self._hand_over(path)

    def _hand_over(self, path: Path) -> None:
        self._kept = None
        self.accept()
        self.recorded.emit(path)

    def _on_failed(self, words: str) -> None:
        """It may be that a file is kept in spite of it: `finished` follows then."""
        self._broken = True
        kept = self.tr("What was recorded until then is kept.")
        self._complain(f"{words} {kept}" if self.recorder.seconds else words)

    def _complain(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    def _read(self) -> None:
        state = self.recorder.state
        idle, paused = state is Recording.IDLE, state is Recording.PAUSED
        self.device.setEnabled(idle and bool(self._microphones))
        self.start.setEnabled(idle and bool(self._microphones) and self._kept is None)
        self.pause.setEnabled(not idle)
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        set_icon(self.pause, "record" if paused else "pause", side=18)
        self.keep.setEnabled(not idle or self._kept is not None)
        self.discard.setEnabled(not idle)
        self.time.setText(clock(self.recorder.seconds, 0))
        if idle:
            self.meter.clear()
