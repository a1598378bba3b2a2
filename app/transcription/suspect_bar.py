"""The bar that leads from one suspect segment to the next."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from app.icons import Tint, set_icon
from app.labels import hint_label


class SuspectBar(QFrame):
    """`stepped` with 1 or -1, `right` and `rerun_wanted` for the present one, `write_wanted` for
    speech without text. Hidden while there are none."""

    stepped = Signal(int)
    right = Signal()
    rerun_wanted = Signal()
    write_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setProperty("kind", "warning")
        sign = QLabel(self)
        sign.setFixedSize(20, 20)
        set_icon(sign, "flag", Tint.WARNING, 20)
        self.count = QLabel(self)
        self.count.setProperty("role", "heading")
        self.reasons = hint_label("", "", self)
        self.previous = self._tool("chevron-up", self.tr("Previous suspect"), "Shift+F7")
        self.next = self._tool("chevron-down", self.tr("Next suspect"), "F7")
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.right_button = QPushButton(self.tr("It is right"), self)
        self.right_button.setToolTip(self.tr("Mark as right and go to the next (Ctrl+Shift+C)"))
        set_icon(self.right_button, "check", side=16)
        self.right_button.clicked.connect(self.right)
        self.rerun_button = QPushButton(self.tr("Listen again…"), self)
        self.rerun_button.setToolTip(self.tr("With another model or setting (Ctrl+R)"))
        set_icon(self.rerun_button, "regenerate", side=16)
        self.rerun_button.clicked.connect(self.rerun_wanted)
        self.write_button = QPushButton(self.tr("Write it"), self)
        self.write_button.setToolTip(self.tr("Insert an empty segment here, to be written in"))
        set_icon(self.write_button, "edit", side=16)
        self.write_button.clicked.connect(self.write_wanted)
        self.write_button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.setSpacing(6)
        row.addWidget(sign)
        row.addWidget(self.count)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.reasons, 1)
        row.addWidget(self.write_button)
        row.addWidget(self.right_button)
        row.addWidget(self.rerun_button)
        self.hide()

    def _tool(self, icon: str, name: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, icon, Tint.TEXT, 16)
        button.setFixedSize(30, 30)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def show_suspects(self, count: int, present: int, reasons: str, gap: bool = False) -> None:
        """So many there are; `present` is the one in front, from 0, -1 if another row is. `gap`
        for speech that has no segment."""
        say = QLocale().toString
        words = self.tr("%Ln suspects", "", count)
        if present >= 0:
            words = self.tr("Suspect {number} of {count}")
            words = words.format(number=say(present + 1), count=say(count))
        self.count.setText(words)
        self.reasons.setText(reasons)
        self.reasons.setToolTip(reasons)
        self.setAccessibleName(f"{words}: {reasons}" if reasons else words)
        for button in (self.right_button, self.rerun_button):
            button.setEnabled(present >= 0)
        self.right_button.setVisible(not gap)
        self.write_button.setVisible(gap)
        self.setVisible(count > 0)
