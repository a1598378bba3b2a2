"""QtMultimedia for sound: what it plays on, what it records with, and why it cannot be loaded."""

from types import ModuleType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication

from app.multimedia import cause_of, import_multimedia, quiet

if TYPE_CHECKING:
    from PySide6 import QtMultimedia

__all__ = ["NoMultimedia", "load_multimedia", "microphones", "output_device", "quiet"]


class NoMultimedia(Exception):
    """QtMultimedia cannot be loaded here; the message is a sentence for the user."""


def load_multimedia() -> ModuleType:
    """The module PySide6.QtMultimedia. Raises NoMultimedia."""
    try:
        return import_multimedia()
    except ImportError as error:
        words = QCoreApplication.translate(
            "Sound",
            "Sound cannot be played or recorded here, because a library of the system is missing:"
            " {reason}. Install it (on Debian and Ubuntu: libpulse0) and start Hearth again.",
        )
        raise NoMultimedia(words.format(reason=cause_of(error))) from error


def output_device() -> "QtMultimedia.QAudioDevice | None":
    """What sound goes to, or None. Raises NoMultimedia."""
    multimedia = load_multimedia()
    with quiet():
        device = multimedia.QMediaDevices.defaultAudioOutput()
    return None if device.isNull() else cast("QtMultimedia.QAudioDevice", device)


def microphones() -> "list[QtMultimedia.QAudioDevice]":
    """All there are, the system's favourite first. Raises NoMultimedia."""
    multimedia = load_multimedia()
    with quiet():
        found = list(multimedia.QMediaDevices.audioInputs())
    return sorted(found, key=lambda device: not device.isDefault())
