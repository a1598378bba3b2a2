"""The bar in which one writes what is to be found in a transcript, and what comes in its place."""

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.forms import order_focus
from app.icons import Tint, set_icon

_WAIT_MS = 120
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QFrame):
    """`changed` a moment after the words or how to look for them did, `stepped` with 1 or -1,
    `replace_wanted`, `replace_all_wanted`, and `closed`, by Esc too. Knows nothing of what is
    found: `show_count` and `show_problem` tell it."""

    changed = Signal()
    stepped = Signal(int)
    replace_wanted = Signal()
    replace_all_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = self._line(self.tr("Find"))
        self.words.setClearButtonEnabled(True)
        self.replacement = self._line(self.tr("Replace with"))
        self.case = self._check(self.tr("Match case"), self.tr("A and a are different letters"))
        self.whole = self._check(self.tr("Whole words"), self.tr("Not inside of longer words"))
        self.regex = self._check(
            self.tr("Regular expression"),
            self.tr("A pattern such as “colou?r”; \\1 in the replacement is its first group"),
        )
        self.count = QLabel(self)
        self.count.setProperty("role", "hint")
        self.problem = QLabel(self)
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.previous = self._tool("chevron-up", self.tr("Previous hit"), "Shift+F3")
        self.next = self._tool("chevron-down", self.tr("Next hit"), "F3")
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button = self._tool("close", self.tr("Close the search"), "Esc")
        self.close_button.clicked.connect(self.closed)
        self.one = QPushButton(self.tr("Replace"), self)
        self.one.setToolTip(self.tr("Replace this hit and go to the next (Enter)"))
        self.one.clicked.connect(self.replace_wanted)
        self.all = QPushButton(self.tr("Replace all"), self)
        self.all.setToolTip(self.tr("Replace every hit, as one step that can be undone"))
        self.all.clicked.connect(self.replace_all_wanted)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_WAIT_MS)
        self._delay.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _words: self._delay.start())
        self._lay_out()
        self.show_count(0, -1)
        self.hide()

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        return line

    def _check(self, words: str, tip: str) -> QCheckBox:
        box = QCheckBox(words, self)
        box.setProperty("role", "box")
        box.setToolTip(tip)
        box.toggled.connect(lambda _on: self.changed.emit())
        return box

    def _tool(self, icon: str, name: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, icon, Tint.TEXT, 16)
        button.setFixedSize(30, 30)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        return button

    def _lay_out(self) -> None:
        how = QHBoxLayout()
        how.setSpacing(10)
        for box in (self.case, self.whole, self.regex):
            how.addWidget(box)
        how.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 8, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        buttons = (self.count, self.previous, self.next, self.close_button)
        for column, widget in enumerate((self.words, *buttons)):
            grid.addWidget(widget, 0, column)
        replacing = QHBoxLayout()
        replacing.setSpacing(6)
        replacing.addWidget(self.one)
        replacing.addWidget(self.all)
        grid.addWidget(self.replacement, 1, 0)
        grid.addLayout(replacing, 1, 1, 1, 4)
        grid.addLayout(how, 2, 0, 1, 5)
        grid.addWidget(self.problem, 3, 0, 1, 5)
        order_focus(
            [
                *(self.words, self.replacement),  # what is typed, one after the other
                *(self.previous, self.next, self.close_button, self.one, self.all),
                *(self.case, self.whole, self.regex),
            ]
        )

    # -- what it is told -------------------------------------------------------------------

    def open_bar(self, words: str = "", replacing: bool = False) -> None:
        """Come up, with the focus in the words; `words` are put there if there are any."""
        for widget in (self.replacement, self.one, self.all):
            widget.setVisible(replacing)
        if words:
            self.words.setText(words)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    @property
    def is_replacing(self) -> bool:
        return self.replacement.isVisibleTo(self)

    def settle(self) -> None:
        """If a change waits to be told, tell it now."""
        if self._delay.isActive():
            self._delay.stop()
            self.changed.emit()

    def show_count(self, hits: int, present: int) -> None:
        """How many were found, and which of them is the present one, from 0; -1 for none."""
        say = QLocale().toString
        if not self.words.text():
            words = ""
        elif not hits:
            words = self.tr("Nothing found")
        elif present < 0:
            words = self.tr("{count} found").format(count=say(hits))
        else:
            words = self.tr("{number} of {count}").format(number=say(present + 1), count=say(hits))
        self.count.setText(words)
        self.words.setAccessibleDescription(words)
        for button in (self.previous, self.next, self.one, self.all):
            button.setEnabled(hits > 0)

    def tell(self, words: str) -> None:
        """What came of it, in place of the count."""
        self.count.setText(words)
        self.words.setAccessibleDescription(words)

    def show_problem(self, words: str) -> None:
        """What is wrong with the pattern; empty takes it away."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.words.setProperty("problem", bool(words))
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
        if words:
            self.words.setAccessibleDescription(words)

    def hideEvent(self, event: QHideEvent) -> None:
        self._delay.stop()
        super().hideEvent(event)

    # -- keys ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Else Esc is the window's, and cancels a job.
        override = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and event.key() == Qt.Key.Key_Escape:  # pyright: ignore[reportAttributeAccessIssue]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in _ENTER and self.words.hasFocus():
            self.settle()
            self.stepped.emit(-1 if back else 1)
        elif event.key() in _ENTER and self.replacement.hasFocus():
            self.settle()
            self.replace_wanted.emit()
        else:
            super().keyPressEvent(event)
