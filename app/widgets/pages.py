"""A row of pages over a stack, each made when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

Parts = TypeVar("Parts")
Page = TypeVar("Page", bound=QWidget)


@dataclass(frozen=True)
class PageOf(Generic[Parts, Page]):
    """One page, made from what the pages share. `title` is marked with QT_TRANSLATE_NOOP."""

    key: str
    title: str
    factory: Callable[[Parts], Page]


class Pages(QWidget, Generic[Parts, Page]):
    """The row is hidden while there is only one page. `shown` with the page that came to the
    front; titles are translated in `context`."""

    shown = Signal(object)
    context = "pages"

    def __init__(
        self, views: tuple[PageOf[Parts, Page], ...], parts: Parts, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._views, self._parts = views, parts
        self.pages: dict[str, Page] = {}
        self.bar = QTabBar(self)
        self.bar.setAccessibleName(self.tr("Views"))
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        for view in views:
            self.bar.addTab(QCoreApplication.translate(self.context, view.title))
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
    def page(self) -> Page:
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
