"""The list of models: by task and collection, with their state, narrowed down by search."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.icons import Tint, icon
from app.models.entries import ModelEntry
from app.translation import translate_param

_NAME = Qt.ItemDataRole.UserRole
#: The state of a model as an icon and a word.
State = tuple[str, Tint, str]


class ModelList(QWidget):
    """Search field and tree. `chosen` with the name of a model."""

    chosen = Signal(str)

    def __init__(self, state_of: Callable[[ModelEntry], State], parent: QWidget) -> None:
        super().__init__(parent)
        self._state_of = state_of
        self._entries: tuple[ModelEntry, ...] = ()
        self._task_titles: dict[str, str] = {}
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search models (Ctrl+F)"))
        self.search.setAccessibleName(self.tr("Search models"))
        self.search.setClearButtonEnabled(True)
        self._find_icon = QAction(self.search)
        self.search.addAction(self._find_icon, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda _words: self._fill())
        self.tree = QTreeWidget(self)
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setIconSize(QSize(16, 16))
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(self.tr("Models by task"))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.currentItemChanged.connect(self._on_current)
        self.none_found = QLabel(self.tr("No model has all of these words."), self)
        self.none_found.setProperty("role", "hint")
        self.none_found.setWordWrap(True)
        self.none_found.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.none_found)
        column.addWidget(self.tree, 1)
        self._dress()

    def show_entries(self, entries: Sequence[ModelEntry], task_titles: dict[str, str]) -> None:
        """Show these; the chosen one stays chosen."""
        self._entries, self._task_titles = tuple(entries), task_titles
        self._fill()

    @property
    def current(self) -> str:
        """The name of the chosen model, or ""."""
        item = self.tree.currentItem()
        return str(item.data(0, _NAME) or "") if item is not None else ""

    def choose(self, name: str) -> bool:
        """Choose the model of that name; False if it is not shown."""
        for item in self._leaves():
            if item.data(0, _NAME) == name:
                self.tree.setCurrentItem(item)
                return True
        return False

    def refresh(self) -> None:
        """Show the states anew."""
        entries = {entry.name: entry for entry in self._entries}
        for item in self._leaves():
            self._show_state(item, entries[item.data(0, _NAME)])

    # -- inside ----------------------------------------------------------------------------

    def _fill(self) -> None:
        before = self.current
        found = [entry for entry in self._entries if entry.matches(self.search.text())]
        shown = sorted(found, key=lambda entry: entry.readiness)
        self.tree.blockSignals(True)
        self.tree.clear()
        groups: dict[tuple[str, str], list[ModelEntry]] = {}
        for entry in shown:
            for collection in entry.card.collections or ("",):
                groups.setdefault((entry.task, collection), []).append(entry)
        tasks: dict[str, QTreeWidgetItem] = {}
        for (task, collection), members in groups.items():
            if task not in tasks:
                title = self._task_titles.get(task) or self.tr("For other tasks")
                tasks[task] = self._heading(self.tree.invisibleRootItem(), title)
            above = tasks[task]
            if collection:
                above = self._heading(above, translate_param(collection))
            for entry in members:
                self._leaf(above, entry)
        self.tree.expandAll()
        self.tree.blockSignals(False)
        self.none_found.setVisible(not shown and bool(self._entries))
        if not (before and self.choose(before)):
            leaves = self._leaves()
            if leaves:
                self.tree.setCurrentItem(leaves[0])
        if self.current != before:
            self.chosen.emit(self.current)

    def _heading(self, above: QTreeWidgetItem, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above, [title])
        item.setFirstColumnSpanned(True)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = item.font(0)
        font.setBold(above is self.tree.invisibleRootItem())
        item.setFont(0, font)
        return item

    def _leaf(self, above: QTreeWidgetItem, entry: ModelEntry) -> None:
        item = QTreeWidgetItem(above, [translate_param(entry.title)])
        item.setData(0, _NAME, entry.name)
        item.setToolTip(0, entry.name)
        self._show_state(item, entry)

    def _show_state(self, item: QTreeWidgetItem, entry: ModelEntry) -> None:
        name, tint, words = self._state_of(entry)
        item.setIcon(0, icon(name, self.palette(), tint, 16))
        item.setText(1, words)
        told = self.tr("{model}: {state}").format(model=item.text(0), state=words)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)

    def _leaves(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        pending = [self.tree.invisibleRootItem()]
        while pending:
            item = pending.pop()
            if item.data(0, _NAME):
                found.append(item)
            children = [item.child(index) for index in reversed(range(item.childCount()))]
            pending.extend(child for child in children if child is not None)
        return found

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _NAME):
            self.chosen.emit(self.current)

    def dress(self) -> None:
        """Draw icons anew: the colours have changed."""
        self._dress()
        self.refresh()

    def _dress(self) -> None:
        self._find_icon.setIcon(icon("search", self.palette(), Tint.MUTED, 16))
