"""The templates there are, Hearth's and the user's, to be searched and chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import set_icon
from pipelines.prompts.template import Origin, PromptTemplate

_ROLE = Qt.ItemDataRole.UserRole


class TemplateList(QWidget):
    """`chosen` with a template, `new_wanted`, `removal_wanted` with one of the user's own,
    `import_wanted` and `export_wanted` (with the template, or None for all own ones)."""

    chosen = Signal(object)
    new_wanted = Signal()
    removal_wanted = Signal(object)
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._templates: tuple[PromptTemplate, ...] = ()
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search templates"))
        self.search.setAccessibleName(self.tr("Search templates"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Templates"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setProperty("role", "rows")
        self.list.setSpacing(3)
        self.list.setUniformItemSizes(False)
        self.new_button = QPushButton(self.tr("New"), self)
        self.new_button.setAccessibleName(self.tr("Begin a new template"))
        self.new_button.setToolTip(self.tr("Begin a new template"))
        set_icon(self.new_button, "plus", side=16)
        self.remove_button = self._tool("trash", self.tr("Delete this template of yours (Delete)"))
        self.import_button = self._tool("download", self.tr("Import templates from a file…"))
        self.export_button = self._tool("share", self.tr("Export templates to a file…"))
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._on_item)
        self.new_button.clicked.connect(self.new_wanted)
        self.remove_button.clicked.connect(self._remove)
        self.import_button.clicked.connect(self.import_wanted)
        self.export_button.clicked.connect(self.export_wanted)
        remove = QAction(self.list)
        remove.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        remove.triggered.connect(self._remove)
        self.list.addAction(remove)
        self._refresh()

    def _tool(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, icon, side=16)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.new_button, 1)
        for button in (self.remove_button, self.import_button, self.export_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(row)

    @property
    def current(self) -> PromptTemplate | None:
        item = self.list.currentItem()
        return item.data(_ROLE) if item is not None else None

    @property
    def templates(self) -> tuple[PromptTemplate, ...]:
        return self._templates

    @property
    def own(self) -> tuple[PromptTemplate, ...]:
        """The user's own templates."""
        return tuple(item for item in self._templates if item.origin is Origin.OWN)

    def set_templates(self, templates: Sequence[PromptTemplate], select: str = "") -> None:
        """Show these; the one of that name, else the first, is chosen."""
        self._templates = tuple(templates)
        self.list.blockSignals(True)
        self.list.clear()
        for template in self._templates:
            own = template.origin is Origin.OWN
            words = self.tr("{name} (yours)").format(name=template.name) if own else template.name
            item = QListWidgetItem(words, self.list)
            item.setData(_ROLE, template)
            item.setToolTip(template.description)
        self.list.blockSignals(False)
        self._filter(self.search.text())
        self.choose(select)

    def choose(self, name: str) -> None:
        """Choose the template of that name, else the first that is shown."""
        wanted = name.strip().casefold()
        rows = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        named = (r for r in rows if self.list.item(r).data(_ROLE).name.casefold() == wanted)
        row = next(named, rows[0] if rows else -1)
        if row == self.list.currentRow():
            self._on_item()
        self.list.setCurrentRow(row)

    def _filter(self, words: str) -> None:
        parts = words.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            template: PromptTemplate = item.data(_ROLE)
            text = " ".join((template.name, template.description, template.text)).casefold()
            item.setHidden(not all(part in text for part in parts))

    def _on_item(self) -> None:
        self._refresh()
        if self.current is not None:
            self.chosen.emit(self.current)

    def _remove(self) -> None:
        if self.current is not None and self.current.origin is Origin.OWN:
            self.removal_wanted.emit(self.current)

    def _refresh(self) -> None:
        current = self.current
        self.remove_button.setEnabled(current is not None and current.origin is Origin.OWN)
        self.export_button.setEnabled(current is not None)
