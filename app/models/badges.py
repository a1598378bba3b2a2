"""Small labels with an icon and words: states and licences, never by colour alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.icons import Tint, set_icon


class Badge(QFrame):
    """An icon and a few words in a frame of that kind (info, success, warning, error)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "badge")
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 10, 3)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._words)

    @property
    def words(self) -> str:
        return self._words.text()

    def show_words(self, words: str, icon: str, tint: Tint, tip: str = "") -> None:
        """Show this; `tip` says more."""
        self._words.setText(words)
        self._words.setAccessibleName(f"{words}. {tip}" if tip else words)
        self.setToolTip(tip)
        set_icon(self._icon, icon, tint, 16)
        kind = tint.value if tint.value in ("info", "success", "warning", "error") else "plain"
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)


class LicenceMark(Badge):
    """Which licence, and whether results may be sold."""

    def show_licence(self, name: str, commercial: bool | None) -> None:
        """`commercial` None means that nobody here knows."""
        if commercial is None:
            words = name or self.tr("Licence unknown")
            tip = self.tr("Only the author of the weights knows what is allowed: ask them.")
            self.show_words(words, "help", Tint.MUTED, tip)
        elif commercial:
            tip = self.tr("Commercial use is allowed.")
            self.show_words(name, "check", Tint.SUCCESS, tip)
        else:
            words = self.tr("{licence}: non-commercial only").format(licence=name)
            tip = self.tr("Results may not be used commercially.")
            self.show_words(words, "warning", Tint.WARNING, tip)
