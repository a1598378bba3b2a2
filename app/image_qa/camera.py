"""Cameras as the dialog knows them; Qt's behind that. None is opened before somebody asks."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from app.multimedia import cause_of, import_multimedia, quiet

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCameraDevice

#: Called on the GUI thread with what the camera sees.
See = Callable[[QImage], None]


class NoCamera(Exception):
    """There is none, or it cannot be used; the message is a sentence for the user."""


class Camera(Protocol):
    """Something that sees."""

    @property
    def name(self) -> str: ...

    def start(self, see: See, fail: Callable[[str], None]) -> None:
        """Open it and tell its pictures as they come. Later troubles go to `fail`."""
        ...

    def shoot(self, taken: See) -> None:
        """Take one picture in full size."""
        ...

    def stop(self) -> None:
        """Close it."""
        ...


def known_cameras() -> list[Camera]:
    """All of this machine's, its favourite first. Raises NoCamera if there is none."""
    try:
        multimedia = import_multimedia()
    except ImportError as error:
        words = QCoreApplication.translate(
            "Camera",
            "No camera can be used here, because a library of the system is missing: {reason}."
            " Install it and start Hearth again.",
        )
        raise NoCamera(words.format(reason=cause_of(error))) from error
    with quiet():
        found = list(multimedia.QMediaDevices.videoInputs())
    if not found:
        raise NoCamera(
            QCoreApplication.translate(
                "Camera", "No camera was found: connect one and try again, or choose a file."
            )
        )
    return [QtCamera(device) for device in sorted(found, key=lambda item: not item.isDefault())]


class QtCamera:
    """One of the system's devices."""

    def __init__(self, device: "QCameraDevice") -> None:
        self._device = device
        self._parts: tuple[Any, ...] = ()
        self._see: See | None = None
        self._taken: See | None = None
        self._fail: Callable[[str], None] | None = None

    @property
    def name(self) -> str:
        return self._device.description()

    def start(self, see: See, fail: Callable[[str], None]) -> None:
        multimedia = import_multimedia()
        self._see, self._fail = see, fail
        with quiet():
            camera = multimedia.QCamera(self._device)
            session = multimedia.QMediaCaptureSession()
            sink, still = multimedia.QVideoSink(), multimedia.QImageCapture()
            session.setCamera(camera)
            session.setVideoSink(sink)
            session.setImageCapture(still)
            sink.videoFrameChanged.connect(self._on_frame)
            still.imageCaptured.connect(self._on_captured)
            still.errorOccurred.connect(self._on_error)
            camera.errorOccurred.connect(self._on_error)
            self._parts = (camera, session, sink, still)
            camera.start()

    def shoot(self, taken: See) -> None:
        self._taken = taken
        if self._parts and self._parts[3].isReadyForCapture():
            self._parts[3].capture()
        else:
            self._on_error()

    def stop(self) -> None:
        parts, self._parts = self._parts, ()
        self._see = self._taken = self._fail = None
        if parts:
            parts[0].stop()
            for part in parts:
                part.deleteLater()

    def _on_frame(self, frame: Any) -> None:
        if self._see is not None:
            image = frame.toImage()
            if not image.isNull():
                self._see(image)

    def _on_captured(self, _number: int, image: QImage) -> None:
        taken, self._taken = self._taken, None
        if taken is not None and not image.isNull():
            taken(image)

    def _on_error(self, *_told: object) -> None:
        if self._fail is not None:
            self._fail(refused())


def refused() -> str:
    """One sentence for all the ways in which a camera does not see."""
    return QCoreApplication.translate(
        "Camera",
        "The camera cannot be used: it was taken out, another program holds it, or the system's"
        " privacy settings do not allow it.",
    )
