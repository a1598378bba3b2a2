"""Microphones as the recorder knows them; Qt's behind that."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication

from app.transcription.sound import load_multimedia, microphones, quiet

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat

#: Called on the GUI thread with little-endian 16-bit samples.
Hear = Callable[[bytes], None]


class NoMicrophone(Exception):
    """It cannot be recorded from; the message is a sentence for the user."""


@dataclass(frozen=True)
class Sound:
    """What a microphone gives."""

    rate: int
    channels: int


class Microphone(Protocol):
    """Something to record from."""

    @property
    def name(self) -> str: ...

    def start(self, hear: Hear, fail: Callable[[str], None]) -> Sound:
        """Begin to tell samples. Raises NoMicrophone; later troubles go to `fail`."""
        ...

    def pause(self) -> None: ...

    def go_on(self) -> None: ...

    def stop(self) -> None: ...


def known_microphones() -> list[Microphone]:
    """All of this machine's, its favourite first. Raises NoMultimedia."""
    return [QtMicrophone(device) for device in microphones()]


class QtMicrophone:
    """One of the system's devices."""

    def __init__(self, device: "QAudioDevice") -> None:
        self._device = device
        self._source: Any = None
        self._stream: Any = None
        self._hear: Hear | None = None
        self._fail: Callable[[str], None] | None = None

    @property
    def name(self) -> str:
        return self._device.description()

    def start(self, hear: Hear, fail: Callable[[str], None]) -> Sound:
        multimedia = load_multimedia()
        form = self._format()
        self._hear, self._fail = hear, fail
        with quiet():
            self._source = multimedia.QAudioSource(self._device, form)
            self._source.setBufferSize(form.bytesForDuration(100_000))
            self._stream = self._source.start()
        if self._stream is None or self._source.error() != multimedia.QtAudio.Error.NoError:
            self.stop()
            raise NoMicrophone(refused())
        self._stream.readyRead.connect(self._read)
        self._source.stateChanged.connect(self._on_state)
        return Sound(form.sampleRate(), form.channelCount())

    def _format(self) -> "QAudioFormat":
        """16 bit, and of rates and channels the least that loses nothing of a voice."""
        multimedia = load_multimedia()
        form = multimedia.QAudioFormat(self._device.preferredFormat())
        form.setSampleFormat(multimedia.QAudioFormat.SampleFormat.Int16)
        for rate in (48_000, 44_100, 16_000):
            for channels in (1, 2):
                form.setSampleRate(rate)
                form.setChannelCount(channels)
                if self._device.isFormatSupported(form):
                    return form
        raise NoMicrophone(refused())

    def _read(self) -> None:
        if self._stream is not None and self._hear is not None:
            self._hear(self._stream.readAll().data())

    def _on_state(self) -> None:  # without the state, which PySide cannot convert
        source, fail = self._source, self._fail
        if source is None or fail is None:
            return
        errors = load_multimedia().QtAudio.Error
        if source.error() in (errors.OpenError, errors.IOError, errors.FatalError):
            fail(refused())

    def pause(self) -> None:
        if self._source is not None:
            self._source.suspend()

    def go_on(self) -> None:
        if self._source is not None:
            self._source.resume()

    def stop(self) -> None:
        source, self._source, self._stream = self._source, None, None
        if source is not None:
            source.stop()
            source.deleteLater()


def refused() -> str:
    """One sentence for all the ways in which a microphone does not speak."""
    return QCoreApplication.translate(
        "Sound",
        "The microphone cannot be used: it was taken out, another program holds it, or the"
        " system's privacy settings do not allow it.",
    )


def none_found() -> str:
    return QCoreApplication.translate(
        "Sound", "No microphone was found. Connect one, and open this window again."
    )
