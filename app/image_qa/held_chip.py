"""Says that the next answer is held to a JSON schema, with a way out of it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from app.icons import Tint, set_icon


class HeldChip(QFrame):
    """Hidden while the answer is free."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "badge")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.schema: Mapping[str, Any] | None = None
        self.words = QLabel(self)
        self.away = QToolButton(self)
        set_icon(self.away, "close", Tint.MUTED, 12)
        self.away.setFixedSize(22, 22)
        words = self.tr("Let the answer be free")
        self.away.setToolTip(words)
        self.away.setAccessibleName(words)
        self.away.clicked.connect(self.release)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 4, 2)
        row.setSpacing(4)
        row.addWidget(self.words)
        row.addWidget(self.away)
        self.hide()

    def hold(self, name: str, schema: Mapping[str, Any] | None) -> None:
        """The answer follows this schema, which belongs to the question of that name."""
        self.schema = schema
        self.words.setText(self.tr("Answer as JSON: {name}").format(name=name))
        self.setVisible(schema is not None)

    def release(self) -> None:
        """The answer is free again."""
        self.schema = None
        self.hide()
