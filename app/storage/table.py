"""A table of rows in groups, with a header; the rows carry what they stand for."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

_WHAT = Qt.ItemDataRole.UserRole


class Table(QTreeWidget):
    """`titles` are those of the columns; all but the first are as wide as their content.

    `delete_pressed` when the user presses Delete.
    """

    delete_pressed = Signal()

    def __init__(self, name: str, titles: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._stand_for: list[Any] = []
        self.setAccessibleName(name)
        self.setColumnCount(len(titles))
        self.setHeaderLabels(list(titles))
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def group(self, title: str) -> QTreeWidgetItem:
        """A heading; what is added to it follows below."""
        item = QTreeWidgetItem(self, [title])
        item.setFirstColumnSpanned(True)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setExpanded(True)
        return item

    def add(self, group: QTreeWidgetItem, cells: Sequence[str], what: Any) -> None:
        """A row that stands for `what`; a screen reader says all of its cells."""
        item = QTreeWidgetItem(group, list(cells))
        # Not the thing itself: Qt would make a plain text of an enum.
        item.setData(0, _WHAT, len(self._stand_for))
        self._stand_for.append(what)
        item.setToolTip(0, cells[0])
        named = zip(self._titles[1:], cells[1:], strict=True)
        spoken = [cells[0], *(f"{title}: {cell}" for title, cell in named if cell)]
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(spoken))

    @property
    def chosen(self) -> Any:
        """What the chosen row stands for, or None."""
        item = self.currentItem()
        index = item.data(0, _WHAT) if item is not None else None
        return self._stand_for[index] if index is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Delete):
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def rows(self) -> dict[str, QTreeWidgetItem]:
        """Every row by its first cell."""
        groups = [self.topLevelItem(index) for index in range(self.topLevelItemCount())]
        found = [
            group.child(index) for group in groups if group for index in range(group.childCount())
        ]
        return {item.text(0): item for item in found if item is not None}

    def choose_again(self, name: str) -> None:
        """Choose the row with that first cell; the first one if it is gone."""
        rows = self.rows()
        item = rows.get(name) or next(iter(rows.values()), None)
        if item is not None:
            self.setCurrentItem(item)
