"""Records from a microphone into a file that grows as it is spoken."""

import sys
from array import array
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.transcription.growing_wav import GrowingWav
from app.transcription.microphone import Microphone, NoMicrophone, refused

#: Some devices take two seconds to wake up.
_GONE_AFTER_S = 5


class Recording(StrEnum):
    """Where the recorder stands."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"


class Recorder(QObject):
    """`state_changed`; `heard` with seconds so far and the loudest sample, 0 to 1, of the latest;
    `finished` with the file; `failed` with a sentence. What was recorded before is kept.
    """

    state_changed = Signal()
    heard = Signal(float, float)
    finished = Signal(object)
    failed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._microphone: Microphone | None = None
        self._wav: GrowingWav | None = None
        self.state = Recording.IDLE
        self._silent_s = 0
        self._watch = QTimer(self)
        self._watch.setInterval(1000)
        self._watch.timeout.connect(self._look)

    @property
    def seconds(self) -> float:
        return self._wav.seconds if self._wav is not None else 0.0

    @property
    def path(self) -> Path | None:
        """The file that is being written."""
        return self._wav.path if self._wav is not None else None

    def start(self, microphone: Microphone) -> None:
        """Begin a new file; `failed` if that cannot be done."""
        if self._wav is not None:
            return
        try:
            sound = microphone.start(self._take, self._break_off)
        except NoMicrophone as error:
            self.failed.emit(str(error))
            return
        self._microphone = microphone
        try:
            self._wav = GrowingWav(free_name(self._folder), sound.rate, sound.channels)
        except OSError as error:
            self._let_go()
            self.failed.emit(self._not_written(error))
            return
        self._watch.start()
        self._turn(Recording.RUNNING)

    def pause(self) -> None:
        if self.state is Recording.RUNNING and self._microphone is not None:
            self._microphone.pause()
            self._turn(Recording.PAUSED)

    def go_on(self) -> None:
        if self.state is Recording.PAUSED and self._microphone is not None:
            self._microphone.go_on()
            self._turn(Recording.RUNNING)

    def stop(self) -> Path | None:
        """End the recording and keep it. None, and no file, if nothing was heard."""
        wav = self._wav
        if wav is None:
            return None
        self._let_go()
        empty = wav.seconds == 0
        try:
            wav.close()
        except OSError as error:
            self.failed.emit(self._not_written(error))
        self._wav = None
        self._turn(Recording.IDLE)
        if empty:
            wav.path.unlink(missing_ok=True)
            return None
        self.finished.emit(wav.path)
        return wav.path

    def throw_away(self) -> None:
        """End the recording and delete it. Ask first."""
        wav = self._wav
        if wav is not None:
            self._let_go()
            self._wav = None
            with suppress(OSError):  # a full disk, and the file goes anyway
                wav.close()
            wav.path.unlink(missing_ok=True)
            self._turn(Recording.IDLE)

    def _take(self, samples: bytes) -> None:
        wav = self._wav
        if wav is None or self.state is not Recording.RUNNING:
            return
        self._silent_s = 0
        try:
            wav.write(samples)
        except OSError as error:
            self._break_off(self._not_written(error))
            return
        self.heard.emit(wav.seconds, loudest(samples))

    def _look(self) -> None:
        """A microphone that is there tells silence, too: one that tells nothing is gone."""
        self._silent_s = self._silent_s + 1 if self.state is Recording.RUNNING else 0
        if self._silent_s >= _GONE_AFTER_S:
            self._break_off(refused())

    def _break_off(self, words: str) -> None:
        """First say why, so that whoever hears `finished` knows that it was not meant."""
        self.failed.emit(words)
        self.stop()

    def _not_written(self, error: OSError) -> str:
        words = self.tr("The recording cannot be written to {folder}: {reason}.")
        return words.format(folder=self._folder, reason=error.strerror or error)

    def _let_go(self) -> None:
        self._watch.stop()
        self._silent_s = 0
        if self._microphone is not None:
            self._microphone.stop()
            self._microphone = None

    def _turn(self, state: Recording) -> None:
        self.state = state
        self.state_changed.emit()


def free_name(folder: Path, now: datetime | None = None) -> Path:
    """Named by the moment, and by a number where that exists: "2026-11-30 14.05.09 (2).wav"."""
    stem = f"{now or datetime.now():%Y-%m-%d %H.%M.%S}"
    path, count = folder / f"{stem}.wav", 1
    while path.exists():
        count += 1
        path = folder / f"{stem} ({count}).wav"
    return path


def loudest(samples: bytes) -> float:
    """The largest of little-endian 16-bit samples, 0 to 1."""
    values = array("h", samples[: len(samples) // 2 * 2])
    if sys.byteorder == "big":
        values.byteswap()
    return max(max(values), -min(values)) / 32768 if values else 0.0
