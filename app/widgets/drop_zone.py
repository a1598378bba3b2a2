"""Where files come in: dropped, pasted, or chosen; all of it by keyboard too."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import Tint, set_icon
from app.theme import colors_of

_TAB_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def paths_in(mime: QMimeData) -> list[Path]:
    """The local files and folders in dropped or pasted data; plain text may name one, too."""
    found = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if not found and mime.hasText():
        words = mime.text().strip().strip('"')
        if words and "\n" not in words and len(words) < 4096:
            url = QUrl(words)
            path = Path(url.toLocalFile() if url.isLocalFile() else words)
            if path.is_absolute() and path.exists():
                found = [path]
    return found


class DropZone(QWidget):
    """The empty state of a tab: says what to do and does it.

    `chosen` with paths of files and folders, `image_pasted` with a picture that is no file yet,
    `refused` with a sentence about something that cannot be taken.
    """

    chosen = Signal(list)
    image_pasted = Signal(QImage)
    refused = Signal(str)

    def __init__(
        self, title: str, hint: str, parent: QWidget | None = None, icon: str = "drop"
    ) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self.suffixes: tuple[str, ...] = ()
        self._over = self._ring = False
        self._picture = QLabel(self)
        set_icon(self._picture, icon, Tint.ACCENT, 48)
        self._title = QLabel(title, self)
        self._title.setProperty("role", "display")
        self._hint = QLabel(hint, self)
        self._hint.setProperty("role", "hint")
        self._hint.setWordWrap(True)
        for label in (self._picture, self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.browse_button = self._button(
            self.tr("Choose files…"), "picture", self.tr("Choose files (Ctrl+O)")
        )
        self.browse_button.setProperty("role", "primary")
        set_icon(self.browse_button, "picture", Tint.ON_ACCENT)
        self.folder_button = self._button(
            self.tr("Choose folder…"), "folder", self.tr("Choose a whole folder (Ctrl+Shift+O)")
        )
        self.paste_button = self._button(
            self.tr("Paste"), "paste", self.tr("Paste from the clipboard (Ctrl+V)")
        )
        self.browse_button.clicked.connect(self.browse)
        self.folder_button.clicked.connect(self.browse_folder)
        self.paste_button.clicked.connect(self.paste)
        self._lay_out()

    def _button(self, words: str, icon: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        set_icon(button, icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.browse_button, self.folder_button, self.paste_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self._picture)
        column.addSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addSpacing(16)
        column.addLayout(buttons)
        column.addStretch(1)

    # -- ways in ---------------------------------------------------------------------------

    def browse(self) -> None:
        """The file dialog."""
        patterns = " ".join(f"*{suffix}" for suffix in self.suffixes)
        kinds = [self.kind_line(patterns)] if patterns else []
        kinds.append(self.tr("All files (*)"))
        title = self.tr("Choose files")
        paths, _kind = QFileDialog.getOpenFileNames(self, title, "", ";;".join(kinds))
        if paths:
            self.chosen.emit([Path(path) for path in paths])

    def kind_line(self, patterns: str) -> str:
        """The files of the right kind, as the dialog names them."""
        return self.tr("Pictures ({patterns})").format(patterns=patterns)

    def browse_folder(self) -> None:
        """The folder dialog."""
        path = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"))
        if path:
            self.chosen.emit([Path(path)])

    def paste(self) -> None:
        """Take files, a path or a picture from the clipboard."""
        if not self.receive(QGuiApplication.clipboard().mimeData()):
            self.refused.emit(
                self.tr("The clipboard holds no picture and no file; copy one first.")
            )

    def receive(self, mime: QMimeData | None) -> bool:
        """Take what is in dropped or pasted data; False if there is nothing of use."""
        if mime is None:
            return False
        paths = paths_in(mime)
        if paths:
            self.chosen.emit(paths)
            return True
        if mime.hasImage():
            image = mime.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.image_pasted.emit(image)
                return True
        return False

    # -- drag and drop ---------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if mime.hasUrls() or mime.hasImage() or mime.hasText():
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        event.acceptProposedAction()
        mime = event.mimeData()
        if self.receive(mime):
            return
        remote = _addresses(mime.urls())
        if remote:
            self.refused.emit(
                self.tr(
                    "Hearth opens no web addresses; save {name} first and drop the file."
                ).format(name=remote[0])
            )
        else:
            self.refused.emit(self.tr("There is no picture and no file in what was dropped."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.browse()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A ring for those who came by keyboard; after a click it would only be in the way.
        self._ring = event.reason() in _TAB_REASONS
        super().focusInEvent(event)

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = colors_of(self.palette())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            lit = self._over or (self._ring and self.hasFocus())
            pen = QPen((Tint.ACCENT if lit else Tint.MUTED).of(colors), 2 if lit else 1.5)
            if not self._over:
                pen.setDashPattern([5, 4])
            painter.setPen(pen)
            if self._over:
                painter.setBrush(QColor(colors.accent_soft))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 16, 16)


def _addresses(urls: Iterable[QUrl]) -> list[str]:
    return [url.toDisplayString() for url in urls if not url.isLocalFile()]
