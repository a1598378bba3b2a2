"""A text box in which variables such as <animal> stand out, and a field for the value of each."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QWidget

from app.forms import order_focus
from app.labels import hint_label
from app.theme import colors_of
from pipelines.prompts.variables import find_variables


class VariableHighlighter(QSyntaxHighlighter):
    """Marks variables by weight and underline, and by colour as well."""

    def __init__(self, document: QTextDocument, owner: QWidget) -> None:
        super().__init__(document)
        self._owner = owner
        self._names: tuple[str, ...] = ()

    def show_names(self, names: tuple[str, ...]) -> None:
        """Which names are variables, which only the whole text tells."""
        if names != self._names:
            self._names = names
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if not self._names:
            return
        colors = colors_of(self._owner.palette())
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        look.setFontUnderline(True)
        look.setForeground(QColor(colors.accent))
        look.setBackground(QColor(colors.accent_soft))
        pattern = "|".join(re.escape(name) for name in self._names)
        for place in re.finditer(rf"(\\*)<(?:{pattern})>", text):
            if len(place[1]) % 2 == 0:
                start = place.start() + len(place[1])
                self.setFormat(start, place.end() - start, look)


class VariableEditor(QPlainTextEdit):
    """Text with its variables highlighted."""

    def __init__(self, name: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 24)
        self._marks = VariableHighlighter(self.document(), self)
        self.textChanged.connect(self._mark)

    def _mark(self) -> None:
        with QSignalBlocker(self):  # colours are no change of the text
            self._marks.show_names(find_variables(self.toPlainText()))

    def recolour(self) -> None:
        """The colours of the window have changed."""
        with QSignalBlocker(self):
            self._marks.rehighlight()


class VariableFields(QWidget):
    """One field for each variable; values stay when a variable goes and comes back.

    `changed` after the user changed a value.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[str, str] = {}
        self.fields: dict[str, QPlainTextEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._none = hint_label(
            self.tr(
                "No variables. Write a name in angle brackets, such as <animal>, for a place "
                "that changes."
            ),
            "hint",
            self,
        )
        self._grid.addWidget(self._none, 0, 0, 1, 2)

    def show_names(self, names: Sequence[str]) -> None:
        """Offer a field for each of these, in this order."""
        if tuple(names) == tuple(self.fields):
            return
        while self._grid.count() > 1:
            item = self._grid.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = {name: self._field(name, row) for row, name in enumerate(names, start=1)}
        self._none.setVisible(not self.fields)
        order_focus(list(self.fields.values()))

    def _field(self, name: str, row: int) -> QPlainTextEdit:
        label = QLabel(f"<{name}>", self)
        label.setTextFormat(label.textFormat().PlainText)
        field = QPlainTextEdit(self._kept.get(name, ""), self)
        field.setAccessibleName(self.tr("Value of {variable}").format(variable=f"<{name}>"))
        field.setTabChangesFocus(True)
        field.setFixedHeight(self._field_height)
        label.setBuddy(field)
        field.textChanged.connect(lambda: self._keep(name, field))
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        return field

    def _keep(self, name: str, field: QPlainTextEdit) -> None:
        self._kept[name] = field.toPlainText()
        self.changed.emit()

    @property
    def _field_height(self) -> int:
        return self.fontMetrics().lineSpacing() * 2 + 20

    def height_of(self, most: int) -> int:
        """Of all the fields, but of no more than `most`, in pixels."""
        count = min(most, len(self.fields))
        if not count:
            return self.fontMetrics().lineSpacing() * 2 + 4
        return count * (self._field_height + self._grid.spacing()) - self._grid.spacing() + 2

    def values(self) -> dict[str, str]:
        """What is written in each field."""
        return {name: field.toPlainText() for name, field in self.fields.items()}

    def set_values(self, values: dict[str, str]) -> None:
        """Fill the fields of these names, now or when they come."""
        self._kept.update(values)
        for name, field in self.fields.items():
            if name in values:
                field.setPlainText(values[name])
