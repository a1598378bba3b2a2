"""The left side: search, the conversations, and what can be done with one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.chat.list_lines import ConversationLines
from app.chat.list_model import ConversationModel, Row, title_of
from app.chat.store_line import StoreLine
from app.icons import set_icon
from app.labels import hint_label

if TYPE_CHECKING:
    from pipelines.conversations.records import Conversation

WIDTH = 248
_SEARCH_AFTER_MS = 200


class ConversationList(QWidget):
    """`chosen` with a conversation's id and a turn to show or None; `new_wanted`; `deleted` with a
    `Conversation` that can be brought back; `export_wanted` with a `Conversation`;
    `import_wanted`."""

    chosen = Signal(int, object)
    new_wanted = Signal()
    deleted = Signal(object)
    renamed = Signal(object)
    export_wanted = Signal(object)
    import_wanted = Signal()

    def __init__(self, line: StoreLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._open: int | None = None
        self.setProperty("role", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.model = ConversationModel(line, self)
        self.new_button = QPushButton(self.tr("New conversation"), self)
        set_icon(self.new_button, "plus", side=16)
        self.new_button.setToolTip(self.tr("Begin a new conversation (Ctrl+N)"))
        self.new_button.setAccessibleName(self.tr("New conversation"))
        self.new_button.clicked.connect(self.new_wanted)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search all conversations"))
        self.search.setAccessibleName(self.tr("Search all conversations"))
        self.search.setClearButtonEnabled(True)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_SEARCH_AFTER_MS)
        self._delay.timeout.connect(lambda: self.model.set_search(self.search.text()))
        self.search.textChanged.connect(lambda _words: self._delay.start())
        self.view = self._make_view()
        self.none = hint_label("", "hint", self)
        self._make_actions()
        self._lay_out()
        self.model.modelReset.connect(self._on_reset)

    def _make_view(self) -> QListView:
        view = QListView(self)
        view.setProperty("role", "rows")
        view.setAccessibleName(self.tr("Conversations"))
        view.setModel(self.model)
        view.setItemDelegate(ConversationLines(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.clicked.connect(lambda index: self._choose(index.row()))
        view.activated.connect(lambda index: self._choose(index.row()))
        return view

    def _make_actions(self) -> None:
        self.rename_action = self._action(self.tr("Rename…"), QKeySequence("F2"))
        # Wherever the focus is in the tab, which takes this action over.
        self.rename_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.rename_action.triggered.connect(self.rename)
        self.pin_action = self._action(self.tr("Pin"), QKeySequence())
        self.pin_action.triggered.connect(self.pin)
        self.export_action = self._action(self.tr("Export…"), QKeySequence())
        self.export_action.triggered.connect(lambda: self._with_row(self.export_wanted.emit))
        self.delete_action = self._action(
            self.tr("Delete"), QKeySequence(QKeySequence.StandardKey.Delete)
        )
        self.delete_action.triggered.connect(self.delete)
        self.import_action = self._action(self.tr("Import…"), QKeySequence())
        self.import_action.triggered.connect(self.import_wanted)

    def _action(self, words: str, key: QKeySequence) -> QAction:
        action = QAction(words, self.view)
        if not key.isEmpty():
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.view.addAction(action)
        return action

    def _lay_out(self) -> None:
        head = QLabel(self.tr("Conversations"), self)
        head.setProperty("role", "heading")
        self.more_button = QPushButton(self.tr("More"), self)
        self.more_button.setProperty("role", "quiet")
        self.more_button.setToolTip(self.tr("Rename, pin, export, delete or import"))
        self.more_button.setAccessibleName(self.tr("More for conversations"))
        self.more_button.clicked.connect(
            lambda: self._menu().popup(
                self.more_button.mapToGlobal(QPoint(0, self.more_button.height()))
            )
        )
        row = QHBoxLayout()
        row.addWidget(head, 1)
        row.addWidget(self.more_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 10, 10)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.new_button)
        column.addWidget(self.search)
        column.addWidget(self.none)
        column.addWidget(self.view, 1)

    # -- the list --------------------------------------------------------------------------

    def reload(self) -> None:
        self.model.reload()

    def show_open(self, conversation: int | None) -> None:
        """Mark the one that is open."""
        self._open = conversation
        index = self.model.index(self.model.row_of(conversation), 0)
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if index.isValid():
            self.view.selectionModel().setCurrentIndex(index, select)
        else:
            self.view.clearSelection()

    def _on_reset(self) -> None:
        self.show_open(self._open)
        if self.model.rows:
            self.none.hide()
            return
        searching = bool(self.model.search.strip())
        self.none.setText(
            self.tr("Nothing was found.") if searching else self.tr("What you say is kept here.")
        )
        self.none.show()

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self.model.rows):
            row = self.model.rows[number]
            self.chosen.emit(row.conversation.id, row.turn)

    # -- one conversation ------------------------------------------------------------------

    def row(self) -> Row | None:
        """The row that is meant: the selected one."""
        number = self.view.currentIndex().row()
        return self.model.rows[number] if 0 <= number < len(self.model.rows) else None

    def _with_row(self, act: object) -> None:
        row = self.row()
        if row is not None and callable(act):
            act(row.conversation)

    def _open_menu(self, place: QPoint) -> None:
        self._menu().popup(self.view.viewport().mapToGlobal(place))

    def _menu(self) -> QMenu:
        row = self.row()
        for action in (self.rename_action, self.pin_action, self.export_action, self.delete_action):
            action.setEnabled(row is not None)
        pinned = row is not None and row.conversation.pinned
        self.pin_action.setText(self.tr("Unpin") if pinned else self.tr("Pin"))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.view.actions())
        return menu

    def rename(self) -> None:
        """Ask for a name; an empty one goes back to the first message."""
        row = self.row()
        if row is None:
            return
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Rename the conversation"))
        dialog.setLabelText(self.tr("Name (empty: as its first message)"))
        dialog.setTextValue(title_of(row.conversation))
        conversation = row.conversation.id
        dialog.textValueSelected.connect(lambda words: self.give_name(conversation, words))
        dialog.open()

    def give_name(self, conversation: int, words: str) -> None:
        """Call it that."""
        self._change(lambda store: store.rename(conversation, words))

    def pin(self) -> None:
        """Keep it at the top, or no longer."""
        row = self.row()
        if row is not None:
            conversation, pinned = row.conversation.id, not row.conversation.pinned
            self._change(lambda store: store.pin(conversation, pinned))

    def delete(self) -> None:
        """Take it off the list; whoever listens offers to undo it."""
        row = self.row()
        if row is not None:
            conversation = row.conversation.id
            self._line.ask(lambda store: store.delete(conversation), self._on_deleted)

    def _on_deleted(self, conversation: "Conversation") -> None:
        self.reload()
        self.deleted.emit(conversation)

    def restore(self, conversation: int) -> None:
        """Bring back what was deleted."""
        self._change(lambda store: store.restore(conversation))

    def _change(self, work: object) -> None:
        def done(conversation: "Conversation") -> None:
            self.reload()
            self.renamed.emit(conversation)

        self._line.ask(work, done)  # pyright: ignore[reportArgumentType]
