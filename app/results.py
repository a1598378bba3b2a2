"""Viewers of a tab's middle: what was put in before the run, what came out after it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.widgets.background import Background
from app.widgets.picture_file import FileSource


def show_in_folder(path: Path) -> None:
    """Open the file's folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


class ResultView(QWidget):
    """Base of the viewers: tabs call `show_inputs`, `show_result` and `clear`.

    `replace_requested` when the user wants other inputs, `save_requested` for a copy elsewhere,
    `failed` with an exception about something that cannot be shown.
    """

    replace_requested = Signal()
    save_requested = Signal()
    failed = Signal(object)

    def show_inputs(self, paths: list[Path]) -> None:
        """New inputs; any result is gone from view."""

    def show_result(self, source: Path, outcome: Any) -> None:
        """The outcome of the job on `source`, already on disk."""

    def clear(self) -> None:
        """Nothing to show any more."""

    @property
    def result(self) -> Path | None:
        """The file on view that may be saved elsewhere."""
        return None

    def close_view(self) -> None:
        """The window closes: stop what runs in the background."""


class PictureResult(ResultView):
    """One picture with a line above it that says which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: Path | None = None
        self._background = Background(self)
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._about = QLabel(self)
        self._about.setProperty("role", "hint")
        self.other_button = QPushButton(self.tr("Other files…"), self)
        set_icon(self.other_button, "drop")
        self.other_button.setToolTip(self.tr("Put in other files (Ctrl+O)"))
        self.other_button.clicked.connect(self.replace_requested)
        self.save_button = QPushButton(self.tr("Save a copy…"), self)
        set_icon(self.save_button, "save")
        self.save_button.setToolTip(self.tr("Save the result elsewhere (Ctrl+S)"))
        self.save_button.clicked.connect(self.save_requested)
        self.save_button.setEnabled(False)
        for button in (self.other_button, self.save_button):
            button.setAccessibleName(button.text())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._about, 1)
        head.addWidget(self.other_button)
        head.addWidget(self.save_button)
        self._column.addLayout(head)
        from app.widgets.picture_view import PictureView

        self.view = PictureView(self._background, parent=self)
        self.view.failed.connect(self.failed)
        self._column.addWidget(self.view, 1)

    @property
    def result(self) -> Path | None:
        return self._result

    def show_inputs(self, paths: list[Path]) -> None:
        self._show(paths[0], None)
        more = len(paths) - 1
        self._about.setText(self.tr("and {n} more").format(n=more) if more else "")

    def show_result(self, source: Path, outcome: Any) -> None:
        path = getattr(outcome, "path", None)
        if isinstance(path, Path):
            self._show(path, path)
            self._about.setText(self.tr("made from {name}").format(name=source.name))

    def _show(self, path: Path, result: Path | None) -> None:
        self._result = result
        self._title.setText(path.name)
        self._title.setToolTip(str(path))
        self.save_button.setEnabled(result is not None)
        self.view.open(FileSource(path))

    def clear(self) -> None:
        self._result = None
        self.save_button.setEnabled(False)
        self.view.open(None)

    def close_view(self) -> None:
        self._background.close()
