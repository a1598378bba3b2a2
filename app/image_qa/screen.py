"""A picture of the screen, where the system lets a program take one."""

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

#: The window has left the screen by then.
_AFTER_MS = 400


class ScreenCapture(QObject):
    """`taken` with the screen that the window is on, without the window; `refused` with a sentence
    where that is not allowed."""

    taken = Signal(QImage)
    refused = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_MS)
        self._later.timeout.connect(self._grab)
        self._was_maximized = False

    @property
    def why_not(self) -> str:
        """Why no picture can be taken here; empty if one can."""
        if QGuiApplication.platformName().startswith("wayland"):
            return QCoreApplication.translate(
                "Screen",
                "This desktop (Wayland) lets no program take pictures of the screen: take one with"
                " the desktop's own key, such as Print, and paste it here.",
            )
        return ""

    def start(self) -> None:
        """Put the window out of the way and take the picture a moment later."""
        if self.why_not:
            self.refused.emit(self.why_not)
            return
        if not self._later.isActive():
            window = self._window.window()
            self._was_maximized = window.isMaximized()
            window.showMinimized()
            self._later.start()

    def stop(self) -> None:
        """The window closes."""
        self._later.stop()

    def _grab(self) -> None:
        image = self.grab()
        window = self._window.window()
        if self._was_maximized:
            window.showMaximized()
        else:
            window.showNormal()
        window.activateWindow()
        if image.isNull():
            self.refused.emit(
                QCoreApplication.translate(
                    "Screen",
                    "The system gave no picture of the screen: allow Hearth to record the screen in"
                    " its privacy settings, or take one with the system's own key and paste it.",
                )
            )
        else:
            self.taken.emit(image)

    def grab(self) -> QImage:
        """The whole screen; null if the system refuses."""
        screen = self._window.window().screen() or QGuiApplication.primaryScreen()
        image = screen.grabWindow(0).toImage()
        image.setDevicePixelRatio(1.0)
        return image
