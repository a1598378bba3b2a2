"""The questions of a folder: a box for each, filled by hand or with a ready question."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.editors import Editor
from app.forms import order_focus
from app.icons import Tint, set_icon
from app.translation import translate_param

if TYPE_CHECKING:
    from pipelines.spec import ParamField

#: Lines of a box: alone, and beside others.
_ALONE, _AMONG = 6, 3


class QuestionBox(QWidget):
    """One question. `ready_wanted` and `removed` from its buttons."""

    changed = Signal()
    ready_wanted = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.title.setProperty("role", "small")
        self.edit = QPlainTextEdit(self)
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(self.tr("What do you want to know about each picture?"))
        self.ready_button = self._button("list")
        self.remove_button = self._button("trash")
        buttons = QVBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(self.ready_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addLayout(row)
        self.edit.textChanged.connect(self.changed)
        self.ready_button.clicked.connect(self.ready_wanted)
        self.remove_button.clicked.connect(self.removed)

    def _button(self, icon: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, icon, Tint.MUTED, 16)
        button.setFixedSize(28, 28)
        return button

    def number(self, place: int, count: int) -> None:
        """It is that one of so many, from 1."""
        several = count > 1
        name = self.tr("Question {n}").format(n=place) if several else self.tr("Question")
        self.title.setText(name)
        self.title.setVisible(several)
        self.remove_button.setVisible(several)
        self.edit.setAccessibleName(name)
        lines = _AMONG if several else _ALONE
        self.edit.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)
        for button, words in (
            (self.ready_button, self.tr("{question}: take a ready question")),
            (self.remove_button, self.tr("{question}: take it away")),
        ):
            told = words.format(question=name)
            button.setAccessibleName(told)
            button.setToolTip(told)

    @property
    def words(self) -> str:
        return self.edit.toPlainText().strip()

    def write(self, words: str, gap: str = "") -> None:
        """Put this in place of what is there, so that Undo brings that back. What stands at the
        first `gap` is chosen, to be typed over."""
        cursor = self.edit.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(words)
        found = self.edit.document().find(gap) if gap else QTextCursor()
        self.edit.setTextCursor(cursor if found.isNull() else found)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def controls(self) -> list[QWidget]:
        return [self.edit, self.ready_button, self.remove_button]


class QuestionsEditor(Editor):
    """`ready_wanted` with the `QuestionBox` that a ready question is to go into."""

    ready_wanted = Signal(object)

    def __init__(self, item: "ParamField", parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self.boxes: list[QuestionBox] = []
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(8)
        self.add_button = QPushButton(self.tr("Another question"), self)
        self.add_button.setProperty("role", "quiet")
        set_icon(self.add_button, "plus", Tint.MUTED, 16)
        self.add_button.setAccessibleName(self.add_button.text())
        self.add_button.setToolTip(self.tr("Each is answered by itself, in a column of its own"))
        self.add_button.clicked.connect(self.add)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(self._boxes)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.row.addLayout(column, 1)
        self._make()
        self._number()

    # -- what an editor is asked -----------------------------------------------------------

    def value(self) -> str:
        from pipelines.vision.params import joined

        return joined(box.words for box in self.boxes)

    def set_value(self, value: Any) -> None:
        from pipelines.vision.params import questions_in

        if value == self.value():
            return  # the boxes stay as they are while one writes
        asked = questions_in(str(value or "")) or ("",)
        while len(self.boxes) > len(asked):
            self._drop(self.boxes[-1])
        while len(self.boxes) < len(asked):
            self._make()
        for box, words in zip(self.boxes, asked, strict=True):
            with QSignalBlocker(box):
                box.edit.setPlainText(words)
        self._number()

    def controls(self) -> list[QWidget]:
        return [*(part for box in self.boxes for part in box.controls()), self.add_button]

    # -- boxes -----------------------------------------------------------------------------

    def add(self) -> None:
        """Another one, to be written now."""
        box = self._make()
        self._number()
        box.show()
        box.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> QuestionBox:
        box = QuestionBox(self)
        box.changed.connect(self.changed)
        box.ready_wanted.connect(self._asker(box, self.ready_wanted.emit))
        box.removed.connect(self._asker(box, self._remove))
        box.edit.setAccessibleDescription(translate_param(self.item.description))
        self.boxes.append(box)
        self._boxes.addWidget(box)
        return box

    @staticmethod
    def _asker(box: QuestionBox, act: Callable[[QuestionBox], Any]) -> Callable[[], Any]:
        return lambda: act(box)

    def _remove(self, box: QuestionBox) -> None:
        place = self.boxes.index(box)
        self._drop(box)
        self._number()
        left = self.boxes[min(place, len(self.boxes) - 1)]
        left.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, box: QuestionBox) -> None:
        self.boxes.remove(box)
        self._boxes.removeWidget(box)
        box.hide()
        box.deleteLater()

    def _number(self) -> None:
        for place, box in enumerate(self.boxes, 1):
            box.number(place, len(self.boxes))
        order_focus(self.controls())
