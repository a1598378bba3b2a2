"""Examples of a model: what went in, what came out; a click fills the form with its inputs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.models.entries import ExampleEntry
from app.translation import translate_param

#: Side of a thumbnail in logical pixels.
SIDE = 144


def read_thumbnail(path: Path, side: int) -> QImage:
    """A small picture, upright; a null image if it cannot be read. Call it from a job."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class ExampleCard(QFrame):
    """One example. `used` when its inputs are wanted, `removed` for one of the user's own."""

    used = Signal(object)
    removed = Signal(object)

    def __init__(self, entry: ExampleEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setProperty("role", "card")
        self.pictures = [self._picture(), self._picture()]
        name = entry.title if entry.own else translate_param(entry.title)
        title = QLabel(name, self)
        title.setProperty("role", "heading")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        settings = QLabel(self._settings(), self)
        settings.setProperty("role", "small")
        settings.setTextFormat(Qt.TextFormat.PlainText)
        settings.setWordWrap(True)
        self.use = QPushButton(self.tr("Use these settings"), self)
        self.use.setAccessibleName(self.tr("Use the settings of: {name}").format(name=entry.title))
        self.use.setToolTip(self.tr("Opens the model's tab with this picture and its settings"))
        self.use.clicked.connect(lambda: self.used.emit(self.entry))
        arrow = QLabel("→", self)
        arrow.setAccessibleName(self.tr("becomes"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.pictures[0])
        if entry.output is not None:
            row.addWidget(arrow)
            row.addWidget(self.pictures[1])
        else:
            arrow.hide()
            self.pictures[1].hide()
        row.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(title)
        words.addWidget(settings)
        words.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.use)
        if entry.own:
            buttons.addWidget(self._remove_button())
        buttons.addStretch(1)
        words.addLayout(buttons)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(16)
        whole.addLayout(row)
        whole.addLayout(words, 1)

    def _picture(self) -> QLabel:
        label = QLabel(self)
        label.setFixedSize(SIDE, SIDE)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _remove_button(self) -> QPushButton:
        button = QPushButton(self.tr("Remove"), self)
        button.setProperty("role", "quiet")
        name = self.tr("Remove the example: {name}")
        button.setAccessibleName(name.format(name=self.entry.title))
        set_icon(button, "trash", side=16)
        button.clicked.connect(lambda: self.removed.emit(self.entry))
        return button

    def _settings(self) -> str:
        words = self.tr("{setting}: {value}")
        return "\n".join(
            words.format(setting=translate_param(title), value=translate_param(value))
            for title, value in self.entry.settings
        )

    def show_pictures(self, images: Sequence[QImage | None]) -> None:
        """The thumbnails of input and output, read in a job at the screen's own resolution."""
        told = (self.tr("Input"), self.tr("Result"))
        for label, image, words in zip(self.pictures, images, told, strict=True):
            label.setAccessibleName(words)
            label.setToolTip(words)
            if image is None or image.isNull():
                set_icon(label, "picture", side=32)
                continue
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            label.setPixmap(pixmap)
