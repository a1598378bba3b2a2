"""Where a player's sound goes, and how loud; where there is nothing, it plays without."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.transcription.sound import load_multimedia, output_device

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer


class SoundOutput(QObject):
    """Keeps volume and mute over devices that come and go."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._output: Any = None
        self.volume = 1.0
        self.muted = False

    def attach(self, media: "QMediaPlayer") -> str:
        """Play to the system's favourite device. Returns a sentence if there is none."""
        device = output_device()
        if device is None:
            _silence(media)
            return self.tr("No sound output was found. Playing goes on without sound.")
        if self._output is None:
            self._output = load_multimedia().QAudioOutput(self)
        self._output.setDevice(device)
        self._apply()
        media.setAudioOutput(self._output)
        return ""

    def detach(self, media: "QMediaPlayer") -> str:
        """Play without sound from now on; returns the sentence that says so."""
        _silence(media)
        return self.tr("The sound output does not answer. Playing goes on without sound.")

    def set_volume(self, volume: float) -> None:
        """0 to 1, as loud as it seems."""
        self.volume = min(max(volume, 0.0), 1.0)
        self._apply()

    def set_muted(self, muted: bool) -> None:
        self.muted = muted
        self._apply()

    def shut_down(self) -> None:
        """Let go of the device."""
        if self._output is not None:
            self._output.deleteLater()
            self._output = None

    def _apply(self) -> None:
        if self._output is not None:
            self._output.setVolume(self.volume**2)  # ears hear the square as even steps
            self._output.setMuted(self.muted)


def _silence(media: "QMediaPlayer") -> None:
    nothing: Any = None  # which Qt takes, and its annotations forbid
    media.setAudioOutput(nothing)
