"""Plays a recording, or stretches of it that end where they should; with or without a sound card.

Qt's player keeps its own time where no sound comes out, so following along works there too.
"""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal, Slot

from app.jobs import JobQueue
from app.transcription.sound import NoMultimedia, load_multimedia, quiet
from app.transcription.sound_output import SoundOutput
from app.transcription.spare_sound import SpareSound

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
#: Milliseconds between two looks at where it is; Qt's own news come every 50 to 64.
_LOOK_EVERY_MS = 15
#: How far ahead of Qt's last news the position is reckoned, in seconds.
_AHEAD = 0.15
#: Nothing moves for so long: the sound output is gone. Some take two seconds to wake up.
_STALLED_S = 4.0


class Player(QObject):
    """One recording at a time; times in seconds.

    `position_changed` many times a second while it plays and after every seek; `span_ended` when
    a stretch given to `play_span` was played to its end; `notice_changed` with a sentence that
    goes on being true ("" when there is none: see `notice`); `failed` with a sentence;
    `frame_changed` with QVideoFrames while `show_video` is on.
    """

    position_changed = Signal(float)
    duration_changed = Signal(float)
    playing_changed = Signal(bool)
    rate_changed = Signal(float)
    opened = Signal()
    span_ended = Signal()
    notice_changed = Signal(str)
    failed = Signal(str)
    frame_changed = Signal(object)

    def __init__(self, jobs: JobQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media: QMediaPlayer | None = None
        self._devices: QObject | None = None
        self._output = SoundOutput(self)
        self._sink: Any = None
        self._path: Path | None = None
        self._spare = SpareSound(jobs, self)
        self._spare.ready.connect(self._on_spare)
        self._spare.failed.connect(self._on_no_spare)
        self._loaded = False
        self._wants_to_play = False
        self._span: tuple[float, float] | None = None
        self._loops, self._rate = False, 1.0
        self._shows_video = False
        self._position = 0.0
        self._real_duration = 0.0
        self._news = (0.0, 0.0)  # Qt's last position, and when it came
        self._notice = ""
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    # -- what it is doing ------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        return self._path

    @property
    def position(self) -> float:
        return self._position

    @property
    def duration(self) -> float:
        """0 until it is known."""
        if self._media is None or not self._loaded:
            return 0.0
        return self._real_duration or self._media.duration() / 1000

    @property
    def playing(self) -> bool:
        return self._wants_to_play

    @property
    def has_video(self) -> bool:
        return self._media is not None and self._media.hasVideo()

    @property
    def span(self) -> tuple[float, float] | None:
        """The stretch that is played, or nothing."""
        return self._span

    @property
    def rate(self) -> float:
        return self._rate

    @property
    def volume(self) -> float:
        """0 to 1, as loud as it seems."""
        return self._output.volume

    @property
    def muted(self) -> bool:
        return self._output.muted

    @property
    def loops(self) -> bool:
        return self._loops

    @property
    def notice(self) -> str:
        """Why nothing is heard, if it is so."""
        return self._notice

    # -- one recording ---------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Make ready to play that file; `opened` or `failed` follows."""
        self.close()
        self._path = path
        try:
            media = self._ready_media()
        except NoMultimedia as missing:
            self._path = None
            self._tell(str(missing))
            self.failed.emit(str(missing))
            return
        self._attach_output()
        media.setSource(QUrl.fromLocalFile(str(path)))

    def set_duration(self, seconds: float) -> None:
        """Say how long the recording really is; headers of some MP3 files are a quarter off."""
        self._real_duration = seconds
        if self._loaded:
            self.duration_changed.emit(self.duration)

    def close(self) -> None:
        """Let go of the file, and of everything that was prepared for it."""
        self._stop()
        self._path, self._loaded = None, False  # first: what stops says once more what it was
        if self._media is not None:
            self._media.stop()
            self._media.setSource(QUrl())
        self._spare.drop()
        self._span, self._real_duration = None, 0.0
        self._move_to(0.0)
        self.duration_changed.emit(0.0)

    def shut_down(self) -> None:
        """Close for good: nothing of it is left."""
        self.close()
        for part in (self._media, self._sink, self._devices):
            if part is not None:
                part.deleteLater()
        self._media = self._sink = self._devices = None
        self._output.shut_down()

    # -- playing ---------------------------------------------------------------------------

    def play(self) -> None:
        """Go on from where it is; from the beginning when it is at the end."""
        if self._media is None or self._path is None:
            return
        if self._loaded and self._position >= self.duration - 0.02:
            self._seek_media(0.0)
        if not self._wants_to_play:
            self._wants_to_play = True
            self.playing_changed.emit(True)
        if self._loaded:
            self._begin()

    def pause(self) -> None:
        """Stop where it is."""
        if self._media is not None and self._loaded:
            self._media.pause()
        self._stop()

    def toggle(self) -> None:
        """Space, F8."""
        self.pause() if self.playing else self.play()

    def seek(self, seconds: float) -> None:
        """Go to that moment. A stretch that does not contain it is forgotten."""
        span = self._span
        if span is not None and not span[0] <= seconds < span[1]:
            self._span = None
        self._seek_media(seconds)

    def skip(self, seconds: float) -> None:
        """Back with a negative number."""
        self.seek(self._position + seconds)

    def play_span(self, start: float, end: float) -> None:
        """Play just this stretch, over and over while `loops` is on."""
        if end <= start:
            return
        self._span = (max(0.0, start), end)
        self._seek_media(start)
        self.play()

    def forget_span(self) -> None:
        """Go on after the end of the stretch."""
        self._span = None

    def set_loops(self, loops: bool) -> None:
        self._loops = loops

    def set_rate(self, rate: float) -> None:
        """0.5 to 2; voices keep their pitch where Qt can do it."""
        self._rate = min(max(rate, SPEEDS[0]), SPEEDS[-1])
        if self._media is not None:
            self._news = (self._position, time.monotonic())
            self._media.setPlaybackRate(self._rate)
        self.rate_changed.emit(self._rate)

    def set_volume(self, volume: float) -> None:
        self._output.set_volume(volume)

    def set_muted(self, muted: bool) -> None:
        self._output.set_muted(muted)

    def show_video(self, shown: bool) -> None:
        """Whether frames are decoded and told."""
        self._shows_video = shown
        if self._media is not None:
            self._attach_sink(self._media)
            if shown and self._loaded and not self.playing:
                self._media.setPosition(round(self._position * 1000))  # else no frame comes

    # -- Qt's player -----------------------------------------------------------------------

    def _ready_media(self) -> "QMediaPlayer":
        media = self._media
        if media is None:
            multimedia = load_multimedia()
            media = multimedia.QMediaPlayer(self)
            if not media.isAvailable():
                media.deleteLater()
                raise NoMultimedia(self.tr("Sound cannot be played here: Qt's player is missing."))
            media.mediaStatusChanged.connect(self._on_status)
            media.errorOccurred.connect(self._on_error)
            media.durationChanged.connect(self._on_duration)
            media.setPlaybackRate(self._rate)
            if hasattr(media, "setPitchCompensation"):  # since Qt 6.10
                media.setPitchCompensation(True)
            with quiet():
                devices = multimedia.QMediaDevices(self)
                devices.audioOutputsChanged.connect(self._attach_output)
            self._devices = devices
            self._media = media
            self._attach_sink(media)
        return media

    @Slot()
    def _attach_output(self) -> None:
        """Play to the system's favourite device. Without one, without sound."""
        if self._media is not None:
            self._tell(self._output.attach(self._media))

    def _go_on_silently(self) -> None:
        """The sound server has gone: Qt waits for it, and would for ever."""
        if self._media is not None:
            self._tell(self._output.detach(self._media))
            self._seek_media(self._position)

    def _attach_sink(self, media: "QMediaPlayer") -> None:
        if self._shows_video and self._sink is None:
            self._sink = load_multimedia().QVideoSink(self)
            self._sink.videoFrameChanged.connect(self._on_frame)
        sink: Any = self._sink if self._shows_video else None
        media.setVideoSink(sink)

    def _on_frame(self, frame: "QVideoFrame") -> None:
        if self._shows_video and self._loaded:
            self.frame_changed.emit(frame)

    def _tell(self, words: str) -> None:
        if words != self._notice:
            self._notice = words
            self.notice_changed.emit(words)

    def _on_duration(self, milliseconds: int) -> None:
        if self._path is not None and milliseconds > 0:
            self.duration_changed.emit(self._real_duration or milliseconds / 1000)

    def _on_status(self, status: Any) -> None:
        kinds = load_multimedia().QMediaPlayer.MediaStatus
        media = self._media
        if media is None or self._path is None:
            return
        if status == kinds.LoadedMedia and not self._loaded:
            self._loaded = True
            self.duration_changed.emit(self.duration)
            media.setPosition(round(self._position * 1000))
            self._begin() if self._wants_to_play else media.pause()
            self.opened.emit()
        elif status == kinds.EndOfMedia and self._wants_to_play:
            self._on_end()

    def _on_error(self, _error: Any, _words: str) -> None:
        """Try once more with what PyAV makes of the file."""
        path = self._path
        if path is None or self._loaded:
            return
        if self._spare.begun or not path.is_file():
            self._give_up(self.tr("{name} cannot be played.").format(name=path.name))
            return
        self._tell(self._spare.begin(path))

    def _on_spare(self, path: Path) -> None:
        self._attach_output()  # says again what was to be said
        if self._media is not None:
            self._media.setSource(QUrl.fromLocalFile(str(path)))

    def _on_no_spare(self, words: str) -> None:
        self._attach_output()
        self._give_up(words)

    def _give_up(self, words: str) -> None:
        self._stop()
        self.failed.emit(words)

    # -- the clock -------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._media is not None:
            self._news = (self._media.position() / 1000, time.monotonic())
            self._media.play()
            self._timer.start()

    def _stop(self) -> None:
        self._timer.stop()
        if self._wants_to_play:
            self._wants_to_play = False
            self.playing_changed.emit(False)

    def _seek_media(self, seconds: float) -> None:
        seconds = max(0.0, min(seconds, self.duration) if self._loaded else seconds)
        self._news = (seconds, time.monotonic())
        if self._media is not None and self._loaded:
            self._media.setPosition(round(seconds * 1000))
        self._move_to(seconds)

    def _move_to(self, seconds: float) -> None:
        if seconds != self._position:
            self._position = seconds
            self.position_changed.emit(seconds)

    @Slot()
    def _look(self) -> None:
        """Reckon where it is from Qt's last news, and stop at the end of a stretch."""
        if self._media is None:
            return
        told, now = self._media.position() / 1000, time.monotonic()
        if told != self._news[0]:
            self._news = (told, now)
        passed = (now - self._news[1]) * self._rate
        reckoned = min(self._news[0] + min(passed, _AHEAD * self._rate), self.duration)
        span = self._span
        if span is not None and reckoned >= span[1] - _LOOK_EVERY_MS / 2000 * self._rate:
            self._end_span(span)
        elif told >= self.duration - 0.005 and passed > _AHEAD:
            # Without a sound card Qt comes to the end and never says so.
            self._media.pause()
            self._on_end()
        elif now - self._news[1] > _STALLED_S:
            self._go_on_silently()
        elif reckoned > self._position or self._position - reckoned > _AHEAD * self._rate:
            self._move_to(reckoned)  # a little back is only Qt's clock being told late

    def _end_span(self, span: tuple[float, float]) -> None:
        if self._loops:
            self._seek_media(span[0])
            return
        self.pause()
        self._seek_media(span[1])
        self._span = None
        self.span_ended.emit()

    def _on_end(self) -> None:
        """Qt has reached the end of the file."""
        if self._loops:
            self._seek_media(self._span[0] if self._span is not None else 0.0)
            self._begin()
            return
        ended, self._span = self._span, None
        self._stop()
        self._move_to(self.duration)
        if ended is not None:
            self.span_ended.emit()
