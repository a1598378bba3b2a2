"""Conversations as files: written as Markdown or JSON, and read from JSON again."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.chat.list_model import title_of
from app.chat.views import ChatParts
from app.error_view import MessageKind, MessageStrip
from app.translation import translate
from pipelines.conversations.records import Conversation


class Exporting(QObject):
    """`imported` with the new conversation."""

    imported = Signal(object)

    def __init__(self, parts: ChatParts, strip: MessageStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts, self._strip, self._window = parts, strip, parent

    def export(self, conversation: Conversation) -> None:
        """Ask where to and in which form, then write it."""
        kinds = ";;".join((self.tr("Markdown (*.md)"), self.tr("JSON (*.json)")))
        signs = "".join(c if c.isalnum() or c in " -_" else " " for c in title_of(conversation))
        name = " ".join(signs.split())[:60] or "conversation"
        wanted, kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Export the conversation"), f"{name}.md", kinds
        )
        if wanted:
            path = Path(wanted)
            if not path.suffix:
                path = path.with_suffix(".json" if "*.json" in kind else ".md")
            self.write(conversation, path)

    def write(self, conversation: Conversation, path: Path) -> None:
        """Write it whole or not at all; the ending of the name decides the form."""

        def work(store: object) -> None:
            from pipelines.conversations.markdown import export_markdown
            from pipelines.conversations.saved import export_json
            from pipelines.conversations.store import ConversationStore

            assert isinstance(store, ConversationStore)
            if path.suffix.lower() == ".json":
                export_json(store, conversation.id, path)
            else:
                export_markdown(store, conversation.id, path, translate)

        words = self.tr("Exported as {name}.").format(name=path.name)
        self._parts.line.ask(
            work, lambda _nothing: self._strip.show_message(MessageKind.SUCCESS, words)
        )

    def ask_import(self) -> None:
        """The file dialog for conversations that were exported as JSON."""
        path, _kind = QFileDialog.getOpenFileName(
            self._window, self.tr("Import a conversation"), "", self.tr("JSON (*.json)")
        )
        if path:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Add the conversation of that file to the list."""

        def work(store: object) -> Conversation:
            from pipelines.conversations.saved import import_conversation
            from pipelines.conversations.store import ConversationStore

            assert isinstance(store, ConversationStore)
            return import_conversation(store, path)

        self._parts.line.ask(work, self.imported.emit)
