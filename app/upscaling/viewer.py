"""The middle of the upscaling tab: source against result, and the list when there are several."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.batches.batch_tab import QueueResultView
from app.icons import set_icon
from app.results import show_in_folder
from app.upscaling.offer_bar import OfferBar
from app.widgets.background import Background
from app.widgets.button_row import ButtonRow
from app.widgets.compare import CompareView
from app.widgets.drag_chip import DragChip, copy_to_clipboard
from app.widgets.picture_file import FileSource, preview_of
from app.widgets.state_icons import FileState


class UpscalingView(QueueResultView):
    """One pair on view, chosen from `queue`. `source_changed` when another file is looked at.

    `sized` with the size of the source once it is known, `trial_requested` for the crop.
    """

    source_changed = Signal(object)
    sized = Signal(QSize)
    trial_requested = Signal()
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.background = Background(self)
        self.thumbnails = Background(self, lanes=1)
        self.source: Path | None = None
        self._result: Path | None = None
        self._following = True
        self.compare = CompareView(self.background, self)
        self.compare.failed.connect(self.failed)
        self.compare.before.ready.connect(self.sized)
        self._make_queue(preview_of, self.thumbnails)
        self.queue.current_changed.connect(self._on_current)
        self.queue.opened.connect(self.show_source)
        self._title = self._heading()
        self.likeness_bar = OfferBar(self)
        self.advice_line = OfferBar(self, quiet=True)
        self._make_buttons()
        self._lay_out()

    def _make_buttons(self) -> None:
        self.other_button = self._text_button(
            self.tr("Other files…"), "drop", self.tr("Put in other files (Ctrl+O)")
        )
        self.trial_button = self._text_button(
            self.tr("Try on a part…"),
            "crop",
            self.tr("See what several models make of a small part (Ctrl+T)"),
        )
        self.trial_button.setShortcut("Ctrl+T")
        self.tile_button = QToolButton(self)
        words = self.tr("Redo a tile…")
        self.tile_button.setText(words)
        self.tile_button.setAccessibleName(words)
        self.tile_button.setToolTip(
            self.tr(
                "Choose a tile to have it drawn again, with another seed or prompt (Ctrl+Shift+T)"
            )
        )
        set_icon(self.tile_button, "redo")
        self.tile_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tile_button.setAutoRaise(True)
        self.tile_button.setShortcut("Ctrl+Shift+T")
        self.tile_button.setCheckable(True)
        self.tile_button.hide()
        self.compare.add_tool(self.tile_button)
        self.save_button = self._text_button(
            self.tr("Save a copy…"), "save", self.tr("Save the result elsewhere (Ctrl+S)")
        )
        self.copy_button = self._icon_button(
            "copy", self.tr("Copy the result to the clipboard (Ctrl+C)")
        )
        self.copy_button.setShortcut("Ctrl+C")
        self.folder_button = self._icon_button("folder", self.tr("Show the result in its folder"))
        self.drag_chip = DragChip(self)
        self.other_button.clicked.connect(self.replace_requested)
        self.trial_button.clicked.connect(self.trial_requested)
        self.save_button.clicked.connect(self.save_requested)
        self.copy_button.clicked.connect(self.copy_result)
        self.folder_button.clicked.connect(self._show_folder)
        self._enable()

    def _icon_button(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, icon)
        button.setFixedSize(34, 34)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _lay_out(self) -> None:
        parts = (
            self.other_button,
            self.trial_button,
            self.save_button,
            self.drag_chip,
            self.copy_button,
            self.folder_button,
        )
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.compare)
        self.splitter.addWidget(self.queue)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([480, 224])
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        self.queue.setMinimumHeight(184)
        self.compare.setMinimumHeight(200)
        self.queue.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(ButtonRow(self._title, parts, self))
        column.addWidget(self.advice_line)
        column.addWidget(self.likeness_bar)
        column.addWidget(self.splitter, 1)

    # -- what is shown ---------------------------------------------------------------------

    @property
    def result(self) -> Path | None:
        return self._result

    @property
    def source_size(self) -> QSize:
        """Size of the source on view; empty until it is known."""
        return self.compare.before.size

    def show_inputs(self, paths: list[Path]) -> None:
        self.queue.model.clear()
        self.source, self._result = None, None
        self._following = True
        self.queue.setVisible(len(paths) > 1)
        self.queue.add(paths)
        if paths:
            self.queue.select(paths[0])
            self.show_source(paths[0])

    def show_source(self, path: Path) -> None:
        """Look at this file, with its result if there is one."""
        row = self.queue.model.row_of(path)
        result = row.result if row is not None else None
        if path == self.source and result == self._result:
            return
        same_source = path == self.source
        self.source, self._result = path, result
        after = FileSource(result) if result is not None else None
        if same_source:
            self.compare.set_after(after)
        else:
            self.compare.open(FileSource(path), after)
        self._title.setText(path.name)
        self._title.setToolTip(str(path if result is None else result))
        self._enable()
        self.source_changed.emit(path)

    def show_result(self, source: Path, outcome: Any) -> None:
        self.set_state(source, FileState.DONE, result=outcome.path)

    def set_state(self, path: Path, state: FileState, **told: Any) -> None:
        """Say where a file stands; its result is shown as soon as there is one."""
        self.queue.set_state(path, state, **told)
        if state is FileState.RUNNING and self._following and path != self.source:
            self.queue.select(path)
        if path == self.source and state in (FileState.DONE, FileState.SKIPPED):
            self.show_source(path)

    def follow(self) -> None:
        """Go along with the run until the user picks a file."""
        self._following = True

    def _on_current(self, path: Path | None) -> None:
        if path is not None:
            # A choice by hand, in the list, ends going along with the run.
            self._following = self._following and not self.queue.view.hasFocus()
            self.show_source(path)

    def clear(self) -> None:
        self.show_inputs([])
        self.compare.open(None, None)
        self._enable()

    def close_view(self) -> None:
        self.background.close()
        self.thumbnails.close()

    # -- results out -----------------------------------------------------------------------

    def copy_result(self) -> None:
        """The file and its pixels to the clipboard; the pixels are read off the GUI thread."""
        path = self._result
        if path is None:
            return

        def work() -> Any:
            return FileSource(path).preview(1 << 14).image

        def done(image: Any) -> None:
            copy_to_clipboard(path, image)
            self.copied.emit()

        self.background.start(work, done, self.failed.emit, owner=self)

    def _show_folder(self) -> None:
        if self._result is not None:
            show_in_folder(self._result)

    def _enable(self) -> None:
        there = self._result is not None
        for button in (self.save_button, self.copy_button, self.folder_button):
            button.setEnabled(there)
        self.drag_chip.set_path(self._result)
        self.trial_button.setEnabled(self.source is not None)
