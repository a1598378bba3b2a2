"""The pages of the chat tab: conversation first, others beside it, each made when first shown."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.chat.drafts import Drafts
from app.chat.panel import ChatPanel
from app.chat.store_line import StoreLine
from app.chat.talk import Talk
from app.context import AppContext
from app.widgets.pages import PageOf, Pages
from app.widgets.thumbnails import Thumbnails


@dataclass(frozen=True)
class ChatParts:
    """What the pages of the tab share: the store, the open conversation, model and settings."""

    context: AppContext
    line: StoreLine
    talk: Talk
    panel: ChatPanel
    drafts: Drafts
    thumbnails: Thumbnails


class ViewPage(QWidget):
    """What the tab asks of a page; `state_changed` when a `can_...` may differ.

    A page that `stands_alone` has no use for the list of conversations, nor for the model and
    settings at its side.
    """

    state_changed = Signal()
    stands_alone = False

    @property
    def can_run(self) -> bool:
        return False

    @property
    def can_cancel(self) -> bool:
        return False

    @property
    def can_save(self) -> bool:
        return False

    def take_focus(self) -> None:
        """The page came to the front."""

    def run(self) -> None:
        """Ctrl+Return."""

    def cancel(self) -> None:
        """Esc while something runs."""

    def save(self) -> None:
        """Ctrl+S."""

    def open_files(self) -> None:
        """Ctrl+O."""

    def open_folder(self) -> None:
        """Ctrl+Shift+O."""

    def paste(self) -> None:
        """Ctrl+V outside of text fields."""

    def search(self) -> bool:
        """Ctrl+F; False leaves it to the list of conversations."""
        return False

    def toggle_help(self) -> bool:
        """F1; False leaves it to the settings at the side."""
        return False

    def close_view(self) -> None:
        """The window closes for good."""


#: One page. Its title is marked with QT_TRANSLATE_NOOP("chat views", ...).
View = PageOf[ChatParts, ViewPage]


class Views(Pages[ChatParts, ViewPage]):
    """The row of pages over a stack; the row is hidden while there is only one."""

    context = "chat views"

    def close_views(self) -> None:
        for page in self.pages.values():
            page.close_view()
