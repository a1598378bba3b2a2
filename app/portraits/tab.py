"""The tab for portraits: the Studio for one person, and a Folder page for many."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QVBoxLayout

from app.context import AppContext
from app.forms import order_focus
from app.paged_tab import PagedTab
from app.portraits.folder_tab import PortraitFolder
from app.portraits.looking import look_at_photos
from app.portraits.looks import Looker
from app.portraits.studio import Studio
from app.task_tab import Specs, TaskTab
from app.widgets.pages import PageOf, Pages

STUDIO, FOLDER = "studio", "folder"

PortraitPage = PageOf[AppContext, TaskTab]


class PortraitPages(Pages[AppContext, TaskTab]):
    """The row of pages over the Studio and the Folder."""

    context = "portrait pages"


class PortraitsTab(PagedTab):
    """Two pages, each with a panel of its own. `looker` finds faces."""

    def __init__(
        self, context: AppContext, key: str, specs: Specs, looker: Looker = look_at_photos
    ) -> None:
        super().__init__()
        pages = (
            PortraitPage(
                STUDIO,
                str(QT_TRANSLATE_NOOP("portrait pages", "Studio")),
                lambda shared: Studio(shared, key, specs, looker),
            ),
            PortraitPage(
                FOLDER,
                str(QT_TRANSLATE_NOOP("portrait pages", "Folder")),
                lambda shared: PortraitFolder(shared, key, specs),
            ),
        )
        self.views = PortraitPages(pages, context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.views)
        self.views.shown.connect(self._on_shown)
        self._on_shown(self.views.page)

    def _on_shown(self, page: TaskTab) -> None:
        if page.property("met") is None:
            page.setProperty("met", True)
            page.state_changed.connect(self.state_changed)
            order_focus([self.views.bar, *page.panel.model_controls()])
        self.state_changed.emit()

    @property
    def studio(self) -> Studio:
        """The page for one person."""
        page = self.views.pages[STUDIO]
        assert isinstance(page, Studio)
        return page

    # -- what the window's menus call ------------------------------------------------------

    @property
    def front(self) -> TaskTab:
        return self.views.page

    def open_folder(self) -> None:
        if self.views.page is self.studio:  # a folder is many people, or many photos of one
            self.views.show_view(FOLDER)
        super().open_folder()

    def toggle_help(self) -> None:
        self.views.page.toggle_help()

    def use_model(self, name: str, values: Mapping[str, Any]) -> None:
        self.views.show_view(STUDIO)
        self.studio.use_model(name, values)

    def take_files(self, paths: Sequence[Path]) -> None:
        self.views.show_view(STUDIO)
        self.studio.take_files(paths)

    def close_tab(self) -> None:
        for page in self.views.pages.values():
            page.close_tab()
