"""QtMultimedia, loaded when something is to be heard and never before.

Machines without a sound server, or without the system's library for one, are no fault of the
program: what Qt would warn of goes to nobody, and the window says it in a sentence.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QLoggingCategory

if TYPE_CHECKING:
    from PySide6 import QtMultimedia

#: Qt's notes about each file and about optional libraries; failures reach us as signals.
_QUIET = "qt.multimedia*.info=false\nqt.multimedia*.warning=false"


class NoMultimedia(Exception):
    """QtMultimedia cannot be loaded here; the message is a sentence for the user."""


def load_multimedia() -> ModuleType:
    """The module PySide6.QtMultimedia. Raises NoMultimedia."""
    QLoggingCategory.setFilterRules(_QUIET)
    try:
        from PySide6 import QtMultimedia
    except ImportError as error:
        words = QCoreApplication.translate(
            "Sound",
            "Sound cannot be played or recorded here, because a library of the system is missing:"
            " {reason}. Install it (on Debian and Ubuntu: libpulse0) and start Hearth again.",
        )
        raise NoMultimedia(words.format(reason=_cause(error))) from error
    return QtMultimedia


def _cause(error: ImportError) -> str:
    """ "libpulse.so.0: cannot open shared object file: ..." without what follows the name."""
    return str(error).partition(":")[0]


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


@contextmanager
def quiet() -> Iterator[None]:
    """For asking Qt about devices: without a sound server it warns in no category of its own."""
    QLoggingCategory.setFilterRules(f"{_QUIET}\ndefault.warning=false")
    try:
        yield
    finally:
        QLoggingCategory.setFilterRules(_QUIET)
