"""The list of conversations as a Qt model: a page at a time, so that thousands stay quick."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.chat.store_line import StoreLine
from pipelines.conversations.records import Conversation

if TYPE_CHECKING:
    from pipelines.conversations.search import Hit, Part
    from pipelines.conversations.store import ConversationStore

#: Conversations read at a time.
PAGE = 100

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """One line: a conversation, or a place in one where the searched words are."""

    conversation: Conversation
    turn: int | None = None
    snippet: "tuple[Part, ...]" = ()


class ConversationModel(QAbstractListModel):
    """Rows by `Qt.ItemDataRole.UserRole`. Filled by jobs; `search` empty shows all of them."""

    def __init__(self, line: StoreLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.rows: list[Row] = []
        self.search = ""
        self._more = False
        self._fetching = False
        self._asked = 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return title_of(row.conversation)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = title_of(row.conversation)
            if row.conversation.pinned:
                words = self.tr("{title}, pinned").format(title=words)
            found = "".join(part.text for part in row.snippet)
            return f"{words}: {found}" if found else words
        return None

    # -- filling ---------------------------------------------------------------------------

    def reload(self) -> None:
        """Read again as many as there were."""
        self._asked += 1
        asked, words, count = self._asked, self.search, max(PAGE, len(self.rows))

        def work(store: "ConversationStore") -> tuple[list[Row], bool]:
            if words.strip():
                return [_hit_row(hit) for hit in store.search(words)], False
            found = store.page(count + 1)
            return [Row(item) for item in found[:count]], len(found) > count

        self._line.ask(work, lambda found: self._on_read(asked, *found))

    def _on_read(self, asked: int, rows: Sequence[Row], more: bool) -> None:
        if asked == self._asked:
            self.beginResetModel()
            self.rows, self._more = list(rows), more
            self.endResetModel()

    def set_search(self, words: str) -> None:
        """Show only where all these words occur."""
        if words != self.search:
            self.search = words
            self.reload()

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._fetching

    def fetchMore(self, parent: Index) -> None:
        if not self.rows:
            return
        self._fetching = True
        asked, last = self._asked, self.rows[-1].conversation

        def done(found: list[Conversation]) -> None:
            self._fetching = False
            if asked != self._asked:
                return
            fresh = [Row(item) for item in found[:PAGE]]
            self._more = len(found) > PAGE
            if fresh:
                begin = len(self.rows)
                self.beginInsertRows(QModelIndex(), begin, begin + len(fresh) - 1)
                self.rows += fresh
                self.endInsertRows()

        self._line.ask(lambda store: store.page(PAGE + 1, last), done)

    def row_of(self, conversation: int | None) -> int:
        """Where it stands, -1 if it is not in the list."""
        ids = (row.conversation.id for row in self.rows)
        return next((n for n, found in enumerate(ids) if found == conversation), -1)


def _hit_row(hit: "Hit") -> Row:
    return Row(hit.conversation, hit.turn, hit.snippet)


def title_of(conversation: Conversation) -> str:
    """What a conversation is called in the list."""
    nameless = QCoreApplication.translate("ConversationList", "Untitled")
    return conversation.title or nameless
