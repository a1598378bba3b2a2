"""A sentence about the picture with buttons that act on it, which stays as long as it holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.error_view import MessageKind
from app.icons import Tint, set_icon
from app.labels import hint_label, wrapped_tooltip
from app.widgets.flow import Flow


@dataclass(frozen=True)
class BarOffer:
    """A button: what it says, why one would press it, and what it does then."""

    title: str
    why: str
    act: Callable[[], object]


class OfferBar(QFrame):
    """Hidden while it has nothing to say. `closed` when the user had enough of it.

    A `quiet` one is a line of small words that wants no attention.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, quiet: bool = False) -> None:
        super().__init__(parent)
        self._quiet = quiet
        if not quiet:
            self.setProperty("role", "strip")
        self.buttons: list[QPushButton] = []
        self._icon = QLabel(self)
        self._icon.setFixedSize(24, 24)
        self.label = hint_label("", "hint" if quiet else "body", self)
        self.flow = Flow(self, gap=6)
        self.close_button = QToolButton(self)
        set_icon(self.close_button, "close", Tint.MUTED, 16)
        self.close_button.setAccessibleName(self.tr("Dismiss message"))
        self.close_button.setToolTip(self.tr("Dismiss message"))
        self.close_button.clicked.connect(self._close)
        column = QHBoxLayout() if quiet else QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.label, 2)
        column.addWidget(self.flow, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*((0, 0, 0, 0) if quiet else (12, 8, 8, 8)))
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def words(self) -> str:
        return "" if self.isHidden() else self.label.text()

    def say(
        self, kind: MessageKind, words: str, offers: Sequence[BarOffer] = (), details: str = ""
    ) -> None:
        """One sentence; `details` are its tooltip."""
        self.label.setText(words)
        self.label.setToolTip(wrapped_tooltip(details) if details else "")
        self.label.setAccessibleName(words)
        self.label.setAccessibleDescription(details)
        tint = Tint.MUTED if self._quiet else Tint(kind.value)
        set_icon(self._icon, kind.value, tint, 16 if self._quiet else 24)
        self.buttons = [self._button(offer) for offer in offers]
        self.flow.set_items(self.buttons)
        self.flow.setVisible(bool(self.buttons))
        self.setProperty("kind", kind.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def _button(self, offer: BarOffer) -> QPushButton:
        button = QPushButton(offer.title, self.flow)
        if self._quiet:
            button.setProperty("role", "chip")
        button.setToolTip(wrapped_tooltip(offer.why))
        button.setAccessibleName(offer.title)
        button.setAccessibleDescription(offer.why)
        button.clicked.connect(lambda _on=False: offer.act())
        return button

    def set_enabled(self, enabled: bool) -> None:
        """Nothing can be begun while something runs."""
        for button in self.buttons:
            button.setEnabled(enabled)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
