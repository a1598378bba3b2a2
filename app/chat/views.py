"""The pages of the chat tab: conversation first, others beside it, each made when first shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.chat.drafts import Drafts
from app.chat.panel import ChatPanel
from app.chat.store_line import StoreLine
from app.chat.talk import Talk
from app.context import AppContext
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


@dataclass(frozen=True)
class View:
    """One page. `title` is marked with QT_TRANSLATE_NOOP("chat views", ...)."""

    key: str
    title: str
    factory: Callable[[ChatParts], ViewPage]


class Views(QWidget):
    """The row of pages over a stack; the row is hidden while there is only one."""

    shown = Signal(object)

    def __init__(self, views: tuple[View, ...], parts: ChatParts, parent: QWidget) -> None:
        super().__init__(parent)
        self._views, self._parts = views, parts
        self.pages: dict[str, ViewPage] = {}
        self.bar = QTabBar(self)
        self.bar.setAccessibleName(self.tr("Views"))
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        for view in views:
            self.bar.addTab(QCoreApplication.translate("chat views", view.title))
        self.bar.setVisible(len(views) > 1)
        self.stack = QStackedWidget(self)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 0)
        row.addWidget(self.bar)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._show)
        self._show(0)

    @property
    def page(self) -> ViewPage:
        """The one in front."""
        return self.pages[self._views[max(0, self.bar.currentIndex())].key]

    @property
    def keys(self) -> tuple[str, ...]:
        """From left to right."""
        return tuple(view.key for view in self._views)

    def put_below_row(self, widget: QWidget) -> None:
        """Show it between the row and the page: what comes and goes there moves no tab."""
        self._column.insertWidget(1, widget)

    def show_view(self, key: str) -> None:
        """Bring that page to the front."""
        self.bar.setCurrentIndex(self.keys.index(key))

    def _show(self, index: int) -> None:
        if index < 0:
            return
        view = self._views[index]
        if view.key not in self.pages:
            page = self.pages[view.key] = view.factory(self._parts)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self.pages[view.key])
        self.shown.emit(self.pages[view.key])

    def close_views(self) -> None:
        for page in self.pages.values():
            page.close_view()
