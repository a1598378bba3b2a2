"""Messages inside the window: one sentence with an icon, never a dialog in the way."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from app.icons import Tint, set_icon
from app.jobs import Job
from app.translation import translate
from pipelines.errors import HearthError


class MessageKind(StrEnum):
    """Colour and icon of a message; the icon's name and the tint are the value."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


class MessageStrip(QFrame):
    """A strip with icon, sentence, an action, "copy details" and "dismiss". Hidden while empty.

    `action` when the user takes up what `show_message` offered, `declined` when they refuse it by
    the button for that, `dismissed` when closed.
    """

    action = Signal()
    declined = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._details = ""
        self.kind = MessageKind.INFO
        self._icon = QLabel(self)
        self._icon.setFixedSize(24, 24)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton(self)
        self._action.setAccessibleName(self.tr("Act on the message"))
        self._action.clicked.connect(self.action)
        self._refusal = QPushButton(self)
        self._refusal.setAccessibleName(self.tr("Refuse what the message offers"))
        self._refusal.clicked.connect(self._decline)
        self._copy = QPushButton(self.tr("Copy details"), self)
        self._copy.setAccessibleName(self.tr("Copy details of the error"))
        self._copy.setToolTip(self.tr("Copy the technical details, for a report"))
        self._copy.clicked.connect(self._copy_details)
        self._close = QToolButton(self)
        set_icon(self._close, "close", Tint.MUTED, 16)
        self._close.setAccessibleName(self.tr("Dismiss message"))
        self._close.setToolTip(self.tr("Dismiss message"))
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        for button in (self._action, self._refusal, self._copy, self._close):
            row.addWidget(button)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_message(
        self,
        kind: MessageKind,
        words: str,
        *,
        action: str = "",
        refusal: str = "",
        details: str = "",
        closes: bool = False,
    ) -> None:
        """Show one sentence; `action` and `refusal` label buttons, `details` can be copied.

        Refusing takes the place of closing, so that one cannot be taken for the other; with
        `closes` both are there, as the second button does something of its own.
        """
        self.kind, self._details = kind, details
        self._words.setText(words)
        self._words.setAccessibleName(f"{self._kind_name()}: {words}")
        self._icon.setAccessibleName(self._kind_name())
        self._icon.setToolTip(self._kind_name())
        set_icon(self._icon, kind.value, Tint(kind.value), 24)
        for button, label in ((self._action, action), (self._refusal, refusal)):
            button.setText(label)
            if label:
                button.setAccessibleName(label)
            button.setVisible(bool(label))
        self._close.setVisible(closes or not refusal)
        self._copy.setVisible(bool(details))
        self.setProperty("kind", kind.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def show_error(self, error: BaseException, details: str = "") -> None:
        """Show a failure: a HearthError as it is, anything else as a surprise with details."""
        self.show_message(MessageKind.ERROR, sentence_of(error), details=details)

    def show_failure(self, job: Job) -> None:
        """Show why a job failed."""
        if job.error is not None:
            self.show_error(job.error, job.details)

    def dismiss(self) -> None:
        """Take the message away."""
        if self.isVisible() or self._words.text():
            self._words.clear()
            self.hide()
            self.dismissed.emit()

    def _decline(self) -> None:
        self.dismiss()  # first: what declines may have more to say
        self.declined.emit()

    def _kind_name(self) -> str:
        return {
            MessageKind.INFO: self.tr("Note"),
            MessageKind.SUCCESS: self.tr("Done"),
            MessageKind.WARNING: self.tr("Warning"),
            MessageKind.ERROR: self.tr("Error"),
        }[self.kind]

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._words.text()}\n\n{self._details}")
        self._copy.setText(self.tr("Copied"))

    def hideEvent(self, event: QHideEvent) -> None:
        self._copy.setText(self.tr("Copy details"))
        super().hideEvent(event)


def sentence_of(error: BaseException) -> str:
    """What to tell a person about any exception."""
    if isinstance(error, HearthError):
        return translate(error.text)
    return QCoreApplication.translate(
        "MessageStrip",
        "Something went wrong that Hearth did not expect ({kind}: {message}). "
        "The input is unharmed; please copy the details and report them.",
    ).format(kind=type(error).__name__, message=str(error).strip() or "-")
