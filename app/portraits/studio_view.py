"""The middle of the Studio page: photos beside portraits, one of them large, or a sheet."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.portraits.large_view import LargeView
from app.portraits.photo_side import PhotoSide
from app.portraits.result_grid import ResultGrid
from app.portraits.result_model import Portrait, ResultModel
from app.portraits.sheet_view import SheetView
from app.portraits.tiles import THUMBNAIL_SIDE
from app.portraits.tips_bar import TipsBar
from app.results import ResultView
from app.widgets.thumbnails import Thumbnails

#: Narrower views in logical pixels have the portraits below the photo.
_BESIDE_FROM = 600


class StudioView(ResultView):
    """`acted` with a `Deed` and the portraits it is for. `turned` when another page is shown."""

    acted = Signal(object, object)
    turned = Signal()

    def __init__(self, model: ResultModel, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = model
        self.photos = PhotoSide(thumbnails, self)
        self.grid = ResultGrid(model, thumbnails, self)
        self.tips = TipsBar(self)
        self.large = LargeView(lambda: self.neighbours, self)
        self.sheet = SheetView(model, thumbnails, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        right = QWidget(self)
        inside = QVBoxLayout(right)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.grid, 1)
        inside.addWidget(self.tips)
        self.splitter.addWidget(self.photos)
        self.splitter.addWidget(right)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([330, 470])
        right.setMinimumSize(220, 180)
        self.photos.setMinimumSize(220, 200)
        for page in (self.splitter, self.large, self.sheet):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _connect(self) -> None:
        self.photos.other_wanted.connect(self.replace_requested)
        for part in (self.photos, self.large):
            part.failed.connect(self.failed)
        for page in (self.grid, self.large, self.sheet):
            page.acted.connect(self.acted)
        self.large.left.connect(self.leave_large)
        self.sheet.left.connect(self.show_grid)
        self._back_to: QWidget = self.splitter
        self.grid.view.selectionModel().selectionChanged.connect(lambda *_: self.turned.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= _BESIDE_FROM
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)
            self.photos.lie(not beside)
            self.splitter.setSizes([330, 470] if beside else [270, 330])

    # -- pages -----------------------------------------------------------------------------

    @property
    def neighbours(self) -> list[Portrait]:
        """What one steps through in the large view, in its order."""
        if self._back_to is self.sheet:
            return list(self.sheet.model.portraits)
        return list(self.grid.shown())

    def open_large(self, portrait: Portrait) -> None:
        """Look at that one closely; leaving goes back to where it was opened."""
        if self.stack.currentWidget() is not self.large:
            from_sheet = self.stack.currentWidget() is self.sheet
            self._back_to = self.sheet if from_sheet else self.splitter
        self.stack.setCurrentWidget(self.large)
        self.large.open(portrait)
        self.turned.emit()

    def leave_large(self) -> None:
        """Back to the grid or the sheet, at the portrait that was seen."""
        seen = self.large.portrait
        self.large.clear()
        if self._back_to is self.sheet:
            self.show_sheet()
            return
        self.show_grid()
        if seen is not None:
            self.grid.view.select(seen)

    def show_grid(self) -> None:
        """The photos beside all portraits."""
        self.stack.setCurrentWidget(self.splitter)
        self.grid.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def show_sheet(self) -> None:
        """The sheet that was drawn last."""
        self.stack.setCurrentWidget(self.sheet)
        self.sheet.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    @property
    def chosen(self) -> list[Portrait]:
        """The one that is large, else those that are selected."""
        page = self.stack.currentWidget()
        if page is self.large:
            return [self.large.portrait] if self.large.portrait is not None else []
        return self.sheet.table.chosen() if page is self.sheet else self.grid.view.chosen()

    @property
    def result(self) -> Path | None:
        there = [one.path for one in self.chosen if one.path is not None]
        return there[0] if len(there) == 1 else None

    # -- what the tab asks of viewers ------------------------------------------------------

    def show_inputs(self, paths: list[Path]) -> None:
        self.photos.show_photos(tuple(paths))
        self.stack.setCurrentWidget(self.splitter)

    def show_result(self, source: Path, outcome: Any) -> None:
        """Portraits come by the model."""

    def removed(self, portraits: list[Portrait], neighbours: list[Portrait]) -> None:
        """These are gone from the disk and the grid; `neighbours` were beside them."""
        if self.large.portrait in portraits:
            rest = [one for one in neighbours if one.path is not None]
            if rest:
                self.large.open(rest[0])
            else:
                self.leave_large()

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits, as one reads it."""
        return [
            *self.photos.focus_order(),
            *self.grid.focus_order(),
            *self.tips.focus_order(),
            *self.large.focus_order(),
            *self.sheet.focus_order(),
        ]

    def close_view(self) -> None:
        self.photos.close_side()
        self.large.close_view()


def make_thumbnails(parent: QWidget) -> Thumbnails:
    """Large enough for tiles on a screen at 200 %; those that are looked at first."""
    return Thumbnails(parent, most_waiting=60, side=THUMBNAIL_SIDE)
