"""A tab of several pages, of which the one in front answers for it."""

from typing import Protocol

from app.context import TabPage


class FrontPage(Protocol):
    """What the tab hands on to the page in front; `TabPage` and pages of the chat tab have it."""

    @property
    def can_run(self) -> bool: ...
    @property
    def can_cancel(self) -> bool: ...
    @property
    def can_save(self) -> bool: ...
    def take_focus(self) -> None: ...
    def open_files(self) -> None: ...
    def open_folder(self) -> None: ...
    def paste(self) -> None: ...
    def run(self) -> None: ...
    def cancel(self) -> None: ...
    def save(self) -> None: ...


class PagedTab(TabPage):
    """What the window's menus call goes to `front`, which a subclass gives."""

    @property
    def front(self) -> FrontPage:
        """The page in front."""
        raise NotImplementedError

    @property
    def can_run(self) -> bool:
        return self.front.can_run

    @property
    def can_cancel(self) -> bool:
        return self.front.can_cancel

    @property
    def can_save(self) -> bool:
        return self.front.can_save

    def take_focus(self) -> None:
        self.front.take_focus()

    def open_files(self) -> None:
        self.front.open_files()

    def open_folder(self) -> None:
        self.front.open_folder()

    def paste(self) -> None:
        self.front.paste()

    def run(self) -> None:
        self.front.run()

    def cancel(self) -> None:
        self.front.cancel()

    def save(self) -> None:
        self.front.save()
