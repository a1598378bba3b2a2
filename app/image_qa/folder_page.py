"""The Folder page in the frame of the Image Q&A tab."""

from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.chat.views import ChatParts, ViewPage
from app.image_qa.folder_tab import FolderTab
from app.task_tab import Specs


class FolderPage(ViewPage):
    """A batch with a model and settings of its own, so the conversation's step aside."""

    stands_alone = True

    def __init__(
        self, parts: ChatParts, specs: Specs, key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._seen = ""
        self.tab = FolderTab(parts.context, key, specs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tab)
        self.tab.state_changed.connect(self.state_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """The model that was chosen for the conversation meanwhile is chosen here, too."""
        super().showEvent(event)
        choice = self._parts.panel.choice
        if choice is not None and choice.key != self._seen and not self.tab.busy:
            self._seen = choice.key
            self.tab.panel.picker.choose(choice.key)

    @property
    def can_run(self) -> bool:
        return self.tab.can_run

    @property
    def can_cancel(self) -> bool:
        return self.tab.can_cancel

    def take_focus(self) -> None:
        self.tab.take_focus()

    def run(self) -> None:
        self.tab.run()

    def cancel(self) -> None:
        self.tab.cancel()

    def open_files(self) -> None:
        self.tab.open_files()

    def open_folder(self) -> None:
        self.tab.open_folder()

    def paste(self) -> None:
        self.tab.paste()

    def toggle_help(self) -> bool:
        self.tab.toggle_help()
        return True

    def add_paths(self, paths: list[Path]) -> None:
        """Put these in."""
        self.tab.add_paths(paths)

    def close_view(self) -> None:
        self.tab.close_tab()
