"""Says that a job is writing the transcript, and for a moment why a key did nothing."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.icons import Tint, set_icon
from app.labels import hint_label

_TOLD_MS = 6000


class LiveLine(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setProperty("kind", "info")
        self._live = self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TOLD_MS)
        self._timer.timeout.connect(self.forget)
        sign = QLabel(self)
        sign.setFixedSize(20, 20)
        set_icon(sign, "info", Tint.INFO, 20)
        self.words = hint_label("", "", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(sign)
        row.addWidget(self.words, 1)
        self.hide()

    def show_live(self, on: bool, segments: int) -> None:
        """Whether a job runs, and how many segments it has heard."""
        words = self.tr(
            "Listening: %Ln segments so far. You can edit them when it is done.", "", segments
        )
        self._live = words if on else ""
        self._show()

    def tell(self, words: str) -> None:
        """Say a sentence for a few seconds, or until `forget`; nobody hears it while hidden."""
        parent = self.parentWidget()
        if parent is None or not parent.isVisible():
            return
        self._told = words
        self._timer.start()
        self._show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def forget(self) -> None:
        """Take away what was told."""
        if self._told:
            self._timer.stop()
            self._told = ""
            self._show()

    def _show(self) -> None:
        words = self._told or self._live
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.forget()
