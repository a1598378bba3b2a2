"""The middle of the Folder page: a face beside the portraits made of it, and the list of files."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.batches.batch_tab import QueueResultView
from app.portraits.deeds import WITH_FILES
from app.portraits.large_view import LargeView
from app.portraits.result_grid import GridView
from app.portraits.result_model import Portrait, ResultModel, Sorted
from app.widgets.background import Background
from app.widgets.button_row import ButtonRow
from app.widgets.picture_file import FileSource, preview_of
from app.widgets.picture_view import PictureView
from app.widgets.state_icons import FileState
from app.widgets.thumbnails import Thumbnails

#: Narrower views in logical pixels have the portraits below the face.
_BESIDE_FROM = 560


class FolderView(QueueResultView):
    """`acted` with a `Deed` and portraits. The grid shows those of the file that is looked at."""

    acted = Signal(object, object)

    def __init__(self, model: ResultModel, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = model
        self.background = Background(self)
        self.small = Background(self, lanes=1)
        self.source: Path | None = None
        self._following = True
        self.picture = PictureView(self.background, parent=self)
        self.sorted = Sorted(model, self)
        self.grid = GridView(self.sorted, thumbnails, self, WITH_FILES)
        self.large = LargeView(self.sorted.shown, self, WITH_FILES)
        self._make_queue(preview_of, self.small)
        self.other_button = self._text_button(
            self.tr("Other files…"), "drop", self.tr("Put in other files (Ctrl+O)")
        )
        self._title = self._heading()
        self._lay_out()
        self.picture.failed.connect(self.failed)
        for part in (self.grid, self.large):
            part.acted.connect(self.acted)
        self.large.failed.connect(self.failed)
        self.large.left.connect(self.leave_large)
        self.other_button.clicked.connect(self.replace_requested)
        self.queue.current_changed.connect(self._on_current)
        self.queue.opened.connect(self.show_source)

    def _lay_out(self) -> None:
        self.pair = QSplitter(Qt.Orientation.Horizontal, self)
        self.pair.addWidget(self.picture)
        self.pair.addWidget(self.grid)
        self.pair.setSizes([300, 500])
        self.pair.setMinimumHeight(190)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.pair)
        self.splitter.addWidget(self.queue)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([430, 220])
        self.queue.setMinimumHeight(160)
        for splitter in (self.pair, self.splitter):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(12)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(ButtonRow(self._title, (self.other_button,), self))
        column.addWidget(self.splitter, 1)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(page)
        self.stack.addWidget(self.large)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= _BESIDE_FROM
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.pair.orientation() != wanted:
            self.pair.setOrientation(wanted)
            self.pair.setSizes([300, 500])

    # -- what is shown ---------------------------------------------------------------------

    def show_inputs(self, paths: list[Path]) -> None:
        self.queue.model.clear()
        self.source, self._following = None, True
        self.queue.add(paths)
        if paths:
            self.queue.select(paths[0])
            self.show_source(paths[0])

    def show_source(self, path: Path) -> None:
        """Look at this face, and at what was made of it."""
        if path != self.source:
            self.source = path
            self._title.setText(path.name)
            self._title.setToolTip(str(path))
            self.picture.setAccessibleName(self.tr("Photo {name}").format(name=path.name))
            self.picture.open(FileSource(path))
            self.sorted.show_only(path)

    def set_state(self, path: Path, state: FileState, **told: Any) -> None:
        """Say where a file stands."""
        self.queue.set_state(path, state, **told)
        if state is FileState.RUNNING and self._following and path != self.source:
            self.queue.select(path)

    def _on_current(self, path: Path | None) -> None:
        if path is not None:
            # A choice by hand, in the list, ends going along with the run.
            self._following = self._following and not self.queue.view.hasFocus()
            self.show_source(path)

    def follow(self) -> None:
        self._following = True

    def open_large(self, portrait: Portrait) -> None:
        """Look at that one closely."""
        self.stack.setCurrentWidget(self.large)
        self.large.open(portrait)

    def leave_large(self) -> None:
        """Back to the list, at the portrait that was seen."""
        seen = self.large.portrait
        self.large.clear()
        self.stack.setCurrentIndex(0)
        if seen is not None:
            self.grid.select(seen)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> list[Portrait]:
        """The one that is large, else those that are selected."""
        if self.stack.currentWidget() is self.large:
            return [self.large.portrait] if self.large.portrait is not None else []
        return self.grid.chosen()

    @property
    def result(self) -> Path | None:
        there = [one.path for one in self.chosen if one.path is not None]
        return there[0] if len(there) == 1 else None

    def clear(self) -> None:
        self.show_inputs([])
        self.picture.open(None)
        self.sorted.show_only(None)

    def close_view(self) -> None:
        self.background.close()
        self.small.close()
        self.large.close_view()
