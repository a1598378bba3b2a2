"""Start and end of one segment, typed over its row."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.transcription.times import clock, seconds_of


class TimesField(QFrame):
    """`chosen` with start and end in seconds, `abandoned` by Esc. Wrong times are told below."""

    chosen = Signal(float, float)
    abandoned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.start = self._line(self.tr("Start of the segment"))
        self.end = self._line(self.tr("End of the segment"))
        self.problem = QLabel(self)
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.start)
        row.addWidget(QLabel(self.tr("to"), self))
        row.addWidget(self.end)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.hide()

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setToolTip(self.tr("Minutes and seconds, such as 1:02.5"))
        line.setFixedWidth(line.fontMetrics().horizontalAdvance("0:00:00.000") + 28)
        line.textEdited.connect(lambda _words: self._tell(""))
        return line

    def event(self, event: QEvent) -> bool:
        # Else Esc is the window's, and cancels a job.
        override = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and event.key() == Qt.Key.Key_Escape:  # pyright: ignore[reportAttributeAccessIssue]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        # The rest ends here, too: the list below would take it for its own.

    def open_with(self, start: float, end: float) -> None:
        """Begin with these, the start selected."""
        self.start.setText(clock(start, 3))
        self.end.setText(clock(end, 3))
        self._tell("")
        self.show()
        self.raise_()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self.start.selectAll()

    def accept(self) -> None:
        """Take what is written, or say what is wrong with it."""
        try:
            start, end = seconds_of(self.start.text()), seconds_of(self.end.text())
        except ValueError:
            self._tell(self.tr("Please write times such as 1:02.5."))
            return
        if end <= start:
            self._tell(self.tr("The end must come after the start."))
            return
        self.chosen.emit(start, end)

    def tell_problem(self, words: str) -> None:
        """Say that these times cannot be."""
        self._tell(words)

    def _tell(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        for line in (self.start, self.end):
            line.setAccessibleDescription(words)
            line.setProperty("problem", bool(words))
            line.style().unpolish(line)
            line.style().polish(line)
        self.adjustSize()
